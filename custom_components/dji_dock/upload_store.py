"""Where uploads are kept."""

from collections.abc import Iterable, Iterator
import logging
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store

from .const import DOMAIN
from .upload import LogUpload

_LOGGER = logging.getLogger(__name__)

KEEP = 200
"""Finished uploads kept per dock."""

_VERSION = 1
_PROGRESS_DELAY = 10


def upload_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, Any]]:
    """Return where an entry's uploads are saved."""
    return Store(hass, _VERSION, f"{DOMAIN}.{entry_id}.uploads", private=True, atomic_writes=True)


class UploadHistory:
    """All uploads, oldest first, and their file on disk."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Take where to save; nothing is loaded yet."""
        self._store = upload_store(hass, entry_id)
        self._uploads: dict[str, LogUpload] = {}

    def __iter__(self) -> Iterator[LogUpload]:
        """Iterate over the uploads as they are now."""
        return iter(tuple(self._uploads.values()))

    async def async_load(self) -> None:
        """Load; a damaged entry costs only itself."""
        saved = await self._store.async_load()
        entries: Iterable[Any] = (saved or {}).get("uploads", [])
        for entry in entries:
            try:
                upload = LogUpload.from_dict(entry)
            except (KeyError, TypeError, ValueError) as err:
                _LOGGER.warning("A saved upload could not be read: %r", err)
            else:
                self._uploads[upload.upload_id] = upload

    def get(self, upload_id: str) -> LogUpload | None:
        """Return an upload by its id."""
        return self._uploads.get(upload_id)

    def of_dock(self, dock: str) -> list[LogUpload]:
        """Return the uploads of a dock, oldest first."""
        return [upload for upload in self._uploads.values() if upload.dock == dock]

    def put(self, upload: LogUpload) -> None:
        """Add or replace an upload; the oldest finished ones of its dock make room."""
        added = upload.upload_id not in self._uploads
        self._uploads[upload.upload_id] = upload
        if added:
            finished = [old for old in self.of_dock(upload.dock) if old.status.finished]
            for old in finished[:-KEEP]:
                del self._uploads[old.upload_id]

    async def async_save(self) -> None:
        """Save now, and return when it is on disk."""
        await self._store.async_save(self._as_dict())

    def save_soon(self) -> None:
        """Save what may be lost by a kill: how far a running upload is."""
        self._store.async_delay_save(self._as_dict, _PROGRESS_DELAY)

    def _as_dict(self) -> dict[str, Any]:
        return {"uploads": [upload.as_dict() for upload in self._uploads.values()]}
