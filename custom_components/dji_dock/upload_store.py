"""Where uploads are kept."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
import logging
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.storage import Store

from .const import DOMAIN
from .upload import LogUpload, UploadStatus

_LOGGER = logging.getLogger(__name__)

KEEP = 200
"""Finished uploads kept per dock, unless the user wants another number."""

_VERSION = 1
_PROGRESS_DELAY = 10


def upload_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, Any]]:
    """Return where an entry's uploads are saved."""
    return Store(hass, _VERSION, f"{DOMAIN}.{entry_id}.uploads", private=True, atomic_writes=True)


class UploadHistory:
    """All uploads by dock, oldest first, and their file on disk."""

    def __init__(self, hass: HomeAssistant, entry_id: str, keep: int = KEEP) -> None:
        """Take where to save, and how many finished ones of a dock to keep; loads nothing yet."""
        self._keep = keep
        self._store = upload_store(hass, entry_id)
        self._uploads: dict[str, LogUpload] = {}
        self._by_dock: dict[str, dict[str, LogUpload]] = {}
        self._dicts: dict[str, dict[str, Any]] = {}
        self._saving = asyncio.Lock()
        self._asked = 0
        self._saved = 0

    def __iter__(self) -> Iterator[LogUpload]:
        """Iterate over the uploads as they are now."""
        return iter(tuple(self._uploads.values()))

    async def async_load(self) -> None:
        """Load; a damaged entry costs only itself."""
        saved = await self._store.async_load()
        for entry in (saved or {}).get("uploads", ()):
            try:
                self.put(LogUpload.from_dict(entry))
            except (AttributeError, KeyError, TypeError, ValueError) as err:
                _LOGGER.warning("A saved upload could not be read: %r", err)

    def get(self, upload_id: str) -> LogUpload | None:
        """Return an upload by its id."""
        return self._uploads.get(upload_id)

    def of_dock(self, dock: str) -> list[LogUpload]:
        """Return the uploads of a dock, oldest first."""
        return list(self._by_dock.get(dock, {}).values())

    def latest(self, dock: str) -> LogUpload | None:
        """Return the newest upload of a dock."""
        return next(reversed(self._by_dock.get(dock, {}).values()), None)

    def require(self, dock: str, upload_id: str) -> LogUpload:
        """Return an upload of a dock.

        Raises:
            ServiceValidationError: this dock has no such upload.

        """
        upload = self._uploads.get(upload_id)
        if upload is None or upload.dock != dock:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="upload_unknown",
                translation_placeholders={"upload_id": upload_id},
            )
        return upload

    def last_uploaded(self, dock: str) -> datetime | None:
        """Return when an upload of a dock last reached the bucket."""
        uploaded = (
            upload.finished
            for upload in self.of_dock(dock)
            if upload.status is UploadStatus.UPLOADED and upload.finished
        )
        return max(uploaded, default=None)

    def running(self, dock: str) -> LogUpload | None:
        """Return the upload of a dock that has not ended."""
        # One at a time, and only the newest: the next one starts when it has ended.
        latest = self.latest(dock)
        return latest if latest and not latest.status.finished else None

    def put(self, upload: LogUpload) -> None:
        """Add or replace an upload; the oldest finished ones of its dock make room."""
        own = self._by_dock.setdefault(upload.dock, {})
        added = upload.upload_id not in own
        self._uploads[upload.upload_id] = own[upload.upload_id] = upload
        self._dicts.pop(upload.upload_id, None)
        if added:
            finished = [old.upload_id for old in own.values() if old.status.finished]
            for upload_id in finished[: -self._keep]:
                del self._uploads[upload_id], own[upload_id]
                self._dicts.pop(upload_id, None)

    def remove(self, upload_id: str) -> None:
        """Drop an upload."""
        if (upload := self._uploads.pop(upload_id, None)) is not None:
            self._by_dock[upload.dock].pop(upload_id, None)
            self._dicts.pop(upload_id, None)

    async def async_save(self) -> None:
        """Return when everything known now is on disk; who waits meanwhile shares one writing."""
        self._asked += 1
        wanted = self._asked
        async with self._saving:
            if self._saved < wanted:
                writing = self._asked
                await self._store.async_save(self._as_dict())
                self._saved = writing

    def save_soon(self) -> None:
        """Save what may be lost by a kill: how far a running upload is."""
        self._store.async_delay_save(self._as_dict, _PROGRESS_DELAY)

    def _as_dict(self) -> dict[str, Any]:
        # Almost all uploads are over and never change again.
        for upload_id, upload in self._uploads.items():
            if upload_id not in self._dicts:
                self._dicts[upload_id] = upload.as_dict()
        return {"uploads": [self._dicts[upload_id] for upload_id in self._uploads]}
