"""What has to be undone at docks, saved before it is done."""

import asyncio
from collections.abc import Iterator

from homeassistant.core import HomeAssistant

from ..database import Database, Record, RecordTable


class Flags:
    """Docks at which something is so because of us."""

    def __init__(self, hass: HomeAssistant, database: Database, kind: str) -> None:
        """Take where to save, and what it is about."""
        self._hass = hass
        self._table = RecordTable(database, kind)
        self._docks: set[str] = set()
        self._saving = asyncio.Lock()

    def __contains__(self, dock: str) -> bool:
        """Return whether it is so at a dock."""
        return dock in self._docks

    def __iter__(self) -> Iterator[str]:
        """Iterate over the docks at which it is so now."""
        return iter(tuple(self._docks))

    async def async_load(self) -> None:
        """Load what the file holds.

        Raises:
            DatabaseUnusable

        """
        records = await self._hass.async_add_executor_job(self._table.load)
        self._docks = {record.owner for record in records}

    async def async_set(self, dock: str) -> None:
        """Return when it is on disk that it is so.

        Raises:
            DatabaseUnusable: it is not, and must not be done.

        """
        async with self._saving:
            if dock not in self._docks:
                record = Record(dock, dock, 0)
                await self._hass.async_add_executor_job(self._table.save, [record])
                self._docks.add(dock)

    async def async_clear(self, dock: str) -> None:
        """Note that it was undone.

        Raises:
            DatabaseUnusable: the next run undoes it once more.

        """
        async with self._saving:
            if dock in self._docks:
                self._docks.discard(dock)
                await self._hass.async_add_executor_job(self._table.save, [], [dock])
