"""The database of what lies in the bucket, and what docks say of it."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
import logging
from pathlib import Path
from typing import Any, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import STORAGE_DIR

from ..bucket import Bucket
from ..const import DOMAIN
from ..database import (
    OBJECTS,
    Database,
    IndexedObject,
    Ledger,
    MediaGallery,
    ObjectBrowser,
    ObjectIndex,
)
from ..util.feature import Feature
from .verifier import Verifier

_LOGGER = logging.getLogger(__name__)


def index_database(hass: HomeAssistant, entry_id: str) -> Database:
    """Return where an entry's index is."""
    return Database(Path(hass.config.path(STORAGE_DIR, f"{DOMAIN}.{entry_id}.media.db")), OBJECTS)


class Catalog(Feature):
    """Owns the database: whoever reads or writes it does so between its load and its stop."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        bucket: Bucket,
        spawn: Callable[[Coroutine[Any, Any, None], str], object],
    ) -> None:
        """Take whose it is; opens nothing yet."""
        self._hass = hass
        self._spawn = spawn
        self._listeners: list[Callable[..., Awaitable[None]]] = []
        self.database = index_database(hass, entry_id)
        self.objects = ObjectIndex(self.database)
        self.browser = ObjectBrowser(self.database)
        self.gallery = MediaGallery(self.database)
        self.ledger = Ledger(self.database)
        self._bucket = bucket
        self._verifier = Verifier(hass, bucket, self.objects, self.async_changed)

    @override
    async def async_load(self) -> None:
        """Open the database.

        Raises:
            DatabaseUnusable

        """
        if not await self._hass.async_add_executor_job(self.database.open):
            _LOGGER.debug("The index of the bucket begins empty")

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Begin to look up what docks have reported."""
        if self._bucket.is_set:
            self._spawn(self._verifier.async_run(), "media lookup")
        return []

    @override
    async def async_stop(self) -> None:
        """Close the database."""
        await self._hass.async_add_executor_job(self.database.close)

    async def async_begin_backup(self) -> None:
        """Keep the file as it is while it is copied.

        Raises:
            DatabaseUnusable

        """
        await self._hass.async_add_executor_job(self.database.begin_backup)

    async def async_end_backup(self) -> None:
        """Go on as before.

        Raises:
            DatabaseUnusable

        """
        await self._hass.async_add_executor_job(self.database.end_backup)

    @override
    async def async_forget(self, serial: str) -> None:
        """Drop everything about a dock that is no longer ours; the bucket keeps its files."""
        await self._hass.async_add_executor_job(self.objects.forget_dock, serial)

    @callback
    def subscribe(self, listener: Callable[..., Awaitable[None]]) -> None:
        """Call a listener with docks of which something else is known, for as long as this lives."""
        self._listeners.append(listener)

    async def async_changed(self, *docks: str) -> None:
        """Let everybody look again at what is known of docks."""
        for listener in self._listeners:
            await listener(*docks)

    @callback
    def verify_soon(self) -> None:
        """Say that docks have reported files."""
        self._verifier.look_soon()

    @property
    def losses(self) -> int:
        """How often the database was lost since it was opened; then only a listing fills it."""
        return self.database.losses

    def find(
        self, dock: str, flight: str | None, keys: Sequence[str] | None, limit: int
    ) -> list[IndexedObject]:
        """Return media of a dock: of a flight, under keys, or the newest. Blocks."""
        if keys is not None:
            found = (self.browser.get(key) for key in keys)
            return [file for file in found if file is not None and file.dock == dock]
        return self.browser.latest(dock, flight, limit)
