"""What is heard of uploads: from the docks that are at them, of those docks, and of the broker."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
import logging
import time
from typing import Any

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ..bucket import BucketConfig
from ..cloud_api import FileStatus, LogProgress, NotSaved, TopologyReported
from . import lifecycle
from .lifecycle import Step
from .models import LogUpload, UploadError, UploadStatus
from .registry import UploadRegistry
from .request import adopted_upload
from .watchdog import UploadWatchdog

_LOGGER = logging.getLogger(__name__)

_ADOPT_EVERY = 30.0
"""Seconds between two unknown uploads of a dock: it may invent as many as it likes."""

_AT_IT = (
    *(FileStatus.IN_PROGRESS, FileStatus.FILE_PULL),
    *(FileStatus.FILE_ZIP, FileStatus.FILE_UPLOADING),
)


class UploadObserver:
    """Finds out which upload is meant, and what has to be done next."""

    def __init__(
        self,
        config: BucketConfig,
        registry: UploadRegistry,
        watch: UploadWatchdog,
        spawn: Callable[[Coroutine[Any, Any, object], str], object],
        leftovers_reported: Callable[[str], None],
    ) -> None:
        """Take the records, who watches them, and who deletes what a dock stored all the same."""
        self._config = config
        self._registry = registry
        self._watch = watch
        self._spawn = spawn
        self._leftovers_reported = leftovers_reported
        self._adopted: dict[str, float] = {}

    @callback
    def handle_progress(self, event: LogProgress) -> Awaitable[None] | None:
        """Handle what a dock says; what is returned is done when that is saved."""
        before = self._upload_of(event) or self._adopt(event)
        final = event.status.final or any(file.status.final for file in event.files)
        if before is None:
            if (
                final
                and self._registry.owner(event.bid) == event.dock
                and self._registry.is_unwanted(event.bid)
            ):
                self._leftovers_reported(event.dock)
            _LOGGER.debug("Progress of an unknown upload %s of %s", event.bid, event.dock)
            return None
        upload_id = before.upload_id
        if self._registry.latest(event.dock) == before and _goes_on(event):
            self._registry.apply(upload_id, lifecycle.reopened)
            before = self._registry.now(before)
        self._registry.apply(upload_id, partial(lifecycle.progressed, event=event))
        after = self._registry.now(before)
        if before.status.finished:
            # What is over stays over, unless the bucket knows better.
            if final and not (after.status is UploadStatus.UPLOADED and after.checked):
                self._watch.check_now(upload_id)
            return self._async_saved() if after != before else None
        if any(not file.status.final for file in event.files):
            self._watch.goes_on(upload_id)
        if final or before.status is UploadStatus.STALLED:
            self._watch.check_now(upload_id)
        self._registry.save_soon()
        if (before.status, before.reported) == (after.status, after.reported):
            return None
        return self._async_saved()

    @callback
    def handle_dock(self, dock: str, online: bool) -> None:
        """Note that a dock fell silent or came back."""
        if running := self._registry.running(dock):
            self._notice([running], lost=not online)

    @callback
    def handle_topology(self, event: TopologyReported) -> None:
        """Note that a dock may have been restarted, quicker than its silence is noticed."""
        if running := self._registry.running(event.dock):
            self._watch.dock_is_back(running.upload_id)

    @callback
    def handle_broker(self, connected: bool) -> None:
        """Note that the broker is gone or back."""
        self._notice(self._registry.running_uploads(), lost=not connected)

    def _notice(self, uploads: list[LogUpload], *, lost: bool) -> None:
        """Look at running uploads whose dock was lost or came back."""
        changed = False
        for upload in uploads:
            step: Step = lifecycle.stalled if lost else lifecycle.cancel_again
            changed |= self._registry.apply(upload.upload_id, step)
            if lost:
                self._watch.check_now(upload.upload_id)
            else:
                self._watch.dock_is_back(upload.upload_id)
        if changed:
            self._spawn(self._registry.async_keep(), "save uploads")

    def _upload_of(self, event: LogProgress) -> LogUpload | None:
        """Return the upload that a dock speaks of; never one of another dock."""
        upload = self._registry.get(event.bid)
        if upload and upload.dock == event.dock:
            return upload
        running = self._registry.running(event.dock)
        keys = {file.key for file in event.files if file.key}
        if running and any(key.startswith(own) for key in keys for own in running.object_keys):
            return running
        return None

    def _adopt(self, event: LogProgress) -> LogUpload | None:
        """Take up an upload that somebody else started, or that we no longer know of."""
        if self._registry.is_forgotten(event.bid) or self._registry.get(event.bid):
            return None
        running = self._registry.running(event.dock)
        if running and (event.status.final or running.status is not UploadStatus.STALLED):
            # A late word of an upload before ours, or one under which nobody knows what is meant.
            return None
        now = time.monotonic()
        if now - self._adopted.get(event.dock, -_ADOPT_EVERY) < _ADOPT_EVERY:
            return None
        upload = adopted_upload(self._config, event, dt_util.utcnow())
        if upload is None:
            return None
        self._adopted[event.dock] = now
        if running:
            # A dock is at one upload at a time.
            self._registry.apply(
                running.upload_id, partial(lifecycle.lost, error=UploadError.REPLACED)
            )
        _LOGGER.info("Dock %s is at upload %s of somebody else", event.dock, event.bid)
        self._registry.put(upload)
        self._watch.watch(upload.upload_id)
        return upload

    async def _async_saved(self) -> None:
        if not await self._registry.async_keep():
            raise NotSaved("the history of uploads")


def _goes_on(event: LogProgress) -> bool:
    """Return whether the dock says that it is at it, in whatever words."""
    if event.status.final:
        return False
    unknown = FileStatus.UNKNOWN
    statuses = [event.status if file.status is unknown else file.status for file in event.files]
    by_stage = any(file.stage and not file.status.final for file in event.files)
    return by_stage or any(status in _AT_IT for status in statuses or [event.status])
