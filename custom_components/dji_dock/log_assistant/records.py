"""Aircraft that were switched on for their logs, saved before that is done."""

import asyncio
from collections.abc import Iterator
import logging

from homeassistant.core import HomeAssistant
import orjson

from ..database import Database, Record, RecordTable
from .models import PoweredOn

_LOGGER = logging.getLogger(__name__)


class PoweredAircraft:
    """One for each dock."""

    def __init__(self, hass: HomeAssistant, database: Database) -> None:
        """Take where to save; loads nothing yet."""
        self._hass = hass
        self._table = RecordTable(database, "powered_on")
        self._powered: dict[str, PoweredOn] = {}
        self._saving = asyncio.Lock()

    def __iter__(self) -> Iterator[str]:
        """Iterate over their docks as they are now."""
        return iter(tuple(self._powered))

    def get(self, dock: str) -> PoweredOn | None:
        """Return what is known of the aircraft of a dock, None if it is not on because of us."""
        return self._powered.get(dock)

    async def async_load(self) -> None:
        """Load what the file holds; a damaged record costs only itself.

        Raises:
            DatabaseUnusable

        """
        for record in await self._hass.async_add_executor_job(self._table.load):
            try:
                powered = PoweredOn.from_dict(orjson.loads(record.body))
            except (AttributeError, KeyError, TypeError, ValueError) as err:
                _LOGGER.warning("What is saved of an aircraft could not be read: %r", err)
                continue
            self._powered[record.id] = powered

    async def async_set(self, powered: PoweredOn) -> None:
        """Return when it is on disk.

        Raises:
            DatabaseUnusable: it is not, and nothing must be done.

        """
        async with self._saving:
            record = Record(powered.dock, powered.dock, 0, powered.as_json())
            await self._hass.async_add_executor_job(self._table.save, [record])
            self._powered[powered.dock] = powered

    async def async_clear(self, dock: str) -> None:
        """Note that nothing has to be undone any more.

        Raises:
            DatabaseUnusable: the next run looks at it once more.

        """
        async with self._saving:
            if self._powered.pop(dock, None):
                await self._hass.async_add_executor_job(self._table.save, [], [dock])
