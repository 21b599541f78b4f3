"""The records of uploads: each change is a step of their life, and everybody is notified of it."""

from collections.abc import Callable
import logging
from typing import override

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..database import Database, DatabaseUnusable
from ..util.subscriptions import Subscriptions
from . import lifecycle
from .lifecycle import Step
from .models import LogUpload, UploadStatus
from .store import KEEP, UploadStore

_LOGGER = logging.getLogger(__name__)

type UploadListener = Callable[[LogUpload, str | None], None]
"""Called with each change of an upload, and the type of the event if it is one."""

_EVENTS = {
    UploadStatus.STALLED: "stalled",
    UploadStatus.UPLOADED: "uploaded",
    UploadStatus.FAILED: "failed",
    UploadStatus.CANCELED: "canceled",
}


class UploadRegistry(UploadStore):
    """Takes steps from the record as it is at that moment, has them saved, and notifies listeners."""

    def __init__(self, hass: HomeAssistant, database: Database, keep: int = KEEP) -> None:
        """Take where to save, and how many finished ones of a dock to keep; loads nothing yet."""
        super().__init__(hass, database, keep)
        self._listeners = Subscriptions[LogUpload, str | None]()
        self._working = True
        self._stopping = False

    @override
    async def async_load(self) -> None:
        """Take up the uploads of the last run; nothing is known of how they went on."""
        await super().async_load()
        for upload in self.running_uploads():
            self.put(lifecycle.stalled(upload, dt_util.utcnow()))

    @callback
    def subscribe(self, listener: UploadListener) -> Callable[[], None]:
        """Notify a listener of every change; returns what ends that."""
        return self._listeners.add(listener)

    def now(self, upload: LogUpload) -> LogUpload:
        """Return the record as it is now: something may have come while somebody waited."""
        return self.get(upload.upload_id) or upload

    async def async_add(self, upload: LogUpload) -> None:
        """Add an upload; it is on disk when this returns.

        Raises:
            DatabaseUnusable: it is not, and was not added.

        """
        self.put(upload)
        self.notify(upload, None)
        try:
            await self.async_save()
        except DatabaseUnusable:
            self._drop(upload.upload_id)
            self.save_soon()
            self.notify(upload, None)
            raise

    async def async_withdraw(self, upload: LogUpload) -> None:
        """Take an upload back of which nothing came: it may be added again."""
        self._drop(upload.upload_id)
        self.notify(upload, None)
        await self.async_keep()

    async def async_remove(self, upload: LogUpload, *, unwanted: bool) -> None:
        """Forget an upload, and let go of what comes of it later if that is unwanted.

        Raises:
            DatabaseUnusable: it is forgotten, but may be back after a restart.

        """
        self.remove(upload.upload_id, unwanted=unwanted)
        self.notify(upload, None)
        await self.async_save()

    def apply(self, upload_id: str, step: Step) -> bool:
        """Take a step, and notify listeners; False when nothing changed."""
        before = self.get(upload_id)
        if before is None or (after := step(before, dt_util.utcnow())) == before:
            return False
        self.put(after)
        changed = before.status is not after.status
        if changed and after.status.finished:
            _LOGGER.info("Log upload %s: %s", upload_id, after.status)
        if after.accepted and not before.accepted:
            self.notify(after, "started")
        self.notify(after, _EVENTS.get(after.status) if changed else None)
        return True

    async def async_apply(self, upload_id: str, step: Step) -> None:
        """Take a step, and return when it is on disk, or cannot be."""
        if self.apply(upload_id, step):
            await self.async_keep()

    async def async_keep(self) -> bool:
        """Save; what cannot be saved now is saved with what comes next."""
        try:
            await self.async_save()
        except DatabaseUnusable as err:
            if self._working and not self._stopping:
                _LOGGER.error("The history of uploads cannot be saved: %s", err)
            self._working = False
            self.save_soon()
            return False
        if not self._working:
            _LOGGER.info("The history of uploads can be saved again")
        self._working = True
        return True

    async def async_stop(self) -> None:
        """Save everything; what comes later is said again, or found in the bucket."""
        await self.async_keep()
        self._stopping = True

    def notify(self, upload: LogUpload, event_type: str | None) -> None:
        """Tell everybody of an upload."""
        self._listeners.notify(upload, event_type)
