"""Log uploads: listing, starting, cancelling, and what docks say of them."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from functools import partial
import logging
from typing import Any

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util

from . import upload_life as life
from .bucket import Bucket, StoredObject, logs_prefix
from .cloud_api import (
    CloudApiError,
    CloudServer,
    DockRefused,
    LogProgress,
    Module,
    NotConnected,
    ReplyTimeout,
    StorageTarget,
    fileupload_start,
)
from .const import DOMAIN
from .log_list import async_log_list
from .log_selection import LogList, LogSelection, choose
from .storage_access import storage_target
from .upload import MODULE_NAMES, MODULES, LogUpload, UploadStatus
from .upload_cancel import UploadCancels
from .upload_life import Step
from .upload_request import log_files, new_upload
from .upload_store import KEEP, UploadHistory
from .upload_watch import UploadTimings, UploadWatch

_LOGGER = logging.getLogger(__name__)

type UploadListener = Callable[[LogUpload, str | None], None]
"""Called with each change of an upload, and the type of the event if it is one."""

_EVENTS = {
    UploadStatus.STALLED: "stalled",
    UploadStatus.UPLOADED: "uploaded",
    UploadStatus.FAILED: "failed",
    UploadStatus.CANCELED: "canceled",
}


class UploadManager:
    """Starts and cancels the uploads of all docks, and keeps what became of them."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        server: CloudServer,
        bucket: Bucket,
        spawn: Callable[[Coroutine[Any, Any, None], str], object],
        timings: UploadTimings | None = None,
        keep: int = KEEP,
    ) -> None:
        """Take the parts, and how many uploads of a dock to keep; nothing is loaded yet."""
        self._hass = hass
        self._server = server
        self._bucket = bucket
        self._spawn = spawn
        self._timings = timings or UploadTimings()
        self._history = UploadHistory(hass, entry_id, keep)
        self._listeners: list[UploadListener] = []
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._cancels = UploadCancels(
            server, current=self._history.get, apply=self._async_apply, reachable=self._reachable
        )
        self._watch = UploadWatch(
            self._timings,
            current=self._history.get,
            apply=self._async_apply,
            lookup=self._async_lookup,
            reachable=self._reachable,
            send_cancel=self._cancels.async_send_again,
        )

    async def async_load(self) -> None:
        """Take up the uploads of the last run; nothing is known of how they went on."""
        await self._history.async_load()
        for upload in self._history:
            self._history.put(life.stalled(upload, dt_util.utcnow()))
            self._watch.watch(upload.upload_id)

    def start(self) -> None:
        """Begin to watch."""
        self._spawn(self._watch.async_run(), "upload watch")

    async def async_stop(self) -> None:
        """Save everything."""
        await self._history.async_save()

    @callback
    def subscribe(self, listener: UploadListener) -> Callable[[], None]:
        """Tell a listener of every change; returns what ends that."""
        self._listeners.append(listener)

        def remove() -> None:
            self._listeners.remove(listener)

        return remove

    def get(self, upload_id: str) -> LogUpload | None:
        """Return an upload by its id."""
        return self._history.get(upload_id)

    def of_dock(self, dock: str) -> list[LogUpload]:
        """Return the uploads of a dock, oldest first."""
        return self._history.of_dock(dock)

    def latest(self, dock: str) -> LogUpload | None:
        """Return the newest upload of a dock."""
        return self._history.latest(dock)

    def last_uploaded(self, dock: str) -> datetime | None:
        """Return when an upload of a dock last reached the bucket."""
        return self._history.last_uploaded(dock)

    def running(self, dock: str) -> LogUpload | None:
        """Return the upload of a dock that has not ended."""
        return self._history.running(dock)

    async def async_list(self, dock: str, modules: Sequence[Module]) -> LogList:
        """Ask a dock for its logs; a module that refuses does not hide the other.

        Raises:
            CloudApiError: no answer, or every module refuses.
            ServiceValidationError: another action keeps the dock busy.

        """
        async with self._exclusive(dock):
            return await async_log_list(self._server, dock, modules)

    async def async_start(
        self, dock: str, selection: LogSelection, context: Context | None = None
    ) -> LogUpload:
        """Start an upload: saved before the dock hears of it, and never started twice.

        Without a reply of the dock the upload is returned as requested: progress will tell.

        Raises:
            ServiceValidationError: an upload runs, or there is no such log.
            CloudApiError, BucketError: it could not be started.

        """
        self._check_idle(dock)
        async with self._exclusive(dock):
            self._check_idle(dock)
            listing = await async_log_list(self._server, dock, selection.asked_modules)
            upload = new_upload(
                self._bucket.config, dock, choose(dock, listing, selection), context
            )
            target = await self._hass.async_add_executor_job(
                storage_target, self._bucket, logs_prefix(self._bucket.config, dock), dock
            )
            self._history.put(upload)
            self._watch.watch(upload.upload_id)
            await self._history.async_save()
            self._tell(upload, "started")
            await self._async_send_start(upload, target)
        return self._now(upload)

    def require(self, dock: str, upload_id: str) -> LogUpload:
        """Return an upload of a dock.

        Raises:
            ServiceValidationError: this dock has no such upload.

        """
        return self._history.require(dock, upload_id)

    async def async_retry(
        self, dock: str, upload_id: str, context: Context | None = None
    ) -> LogUpload:
        """Upload the same logs again, under a new id; what is no longer on the list is refused.

        Raises:
            ServiceValidationError, CloudApiError, BucketError: as async_start().

        """
        before = self.require(dock, upload_id)
        logs = tuple(
            (MODULES[file.module], index) for file in before.files for index in file.boot_indexes
        )
        return await self.async_start(dock, LogSelection(logs=logs), context)

    async def async_delete(self, dock: str, upload_id: str, *, delete_objects: bool) -> None:
        """Forget an upload, and its objects if wanted; one that runs is canceled first.

        Raises:
            ServiceValidationError: this dock has no such upload.
            BucketError: the objects cannot be deleted; then the upload is not forgotten.

        """
        upload = self.require(dock, upload_id)
        if upload.open_files and not upload.status.finished:
            # Whether the dock can be told or not, nobody waits for it any more.
            with suppress(CloudApiError):
                names = [file.module for file in upload.open_files]
                await self._cancels.async_cancel(upload, names)
            upload = self._now(upload)
        if delete_objects:
            for key in dict.fromkeys(upload.object_keys):
                await self._hass.async_add_executor_job(self._bucket.delete, key)
        self._history.remove(upload_id)
        await self._history.async_save()
        self._tell(upload, None)

    async def async_cancel(
        self, dock: str, modules: Sequence[Module] = (), upload_id: str | None = None
    ) -> LogUpload:
        """Cancel the running upload of a dock, or of some of its modules.

        With `upload_id` only if it is that one.

        While the dock cannot be reached the cancel waits for it.

        Raises:
            ServiceValidationError: there is nothing to cancel.
            DockRefused: the dock goes on.

        """
        running = self.running(dock)
        if upload_id is not None and running != self.require(dock, upload_id):
            running = None
        asked = [MODULE_NAMES[module] for module in modules or MODULE_NAMES]
        names = (
            [file.module for file in running.open_files if file.module in asked] if running else []
        )
        if running is None or not names:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="nothing_to_cancel"
            )
        try:
            await self._cancels.async_cancel(running, names)
        except DockRefused:
            # A dock refuses, too, when it has stored everything already.
            self._watch.look_now(running.upload_id)
            if not self._now(running).status.finished:
                raise
        return self._now(running)

    @callback
    def handle_progress(self, news: LogProgress) -> Awaitable[None] | None:
        """Take in what a dock says; what is returned is done when that is saved."""
        before = self._upload_of(news)
        if before is None:
            _LOGGER.debug("Progress of an unknown upload %s of %s", news.bid, news.dock)
            return None
        upload_id = before.upload_id
        final = news.status.final or any(file.status.final for file in news.files)
        self._apply(upload_id, partial(life.progressed, news=news))
        after = self._now(before)
        if before.status.finished:
            # What is over stays over, unless the bucket knows better.
            if final and before.status is not UploadStatus.UPLOADED:
                self._watch.look_now(upload_id)
            return self._history.async_save() if after != before else None
        if any(not file.status.final for file in news.files):
            self._watch.goes_on(upload_id)
        if final or before.status is UploadStatus.STALLED:
            self._watch.look_now(upload_id)
        self._history.save_soon()
        if (before.status, before.reported) == (after.status, after.reported):
            return None
        return self._history.async_save()

    @callback
    def handle_dock(self, dock: str, online: bool) -> None:
        """Take in that a dock fell silent or came back."""
        if running := self.running(dock):
            self._notice([running], lost=not online)

    @callback
    def handle_broker(self, connected: bool) -> None:
        """Take in that the broker is gone or back."""
        self._notice(
            [upload for upload in self._history if not upload.status.finished], lost=not connected
        )

    def _notice(self, uploads: list[LogUpload], *, lost: bool) -> None:
        """Look at running uploads whose dock was lost or came back."""
        changed = False
        for upload in uploads:
            step: Step = life.stalled if lost else life.cancel_again
            changed |= self._apply(upload.upload_id, step)
            self._watch.look_now(upload.upload_id)
        if changed:
            self._spawn(self._history.async_save(), "save uploads")

    def _reachable(self, dock: str) -> bool:
        known = self._server.fleet.get(dock)
        return self._server.connected and known is not None and known.online

    def _check_idle(self, dock: str) -> None:
        """Refuse a second upload.

        Raises:
            ServiceValidationError: an upload runs.

        """
        if running := self.running(dock):
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="upload_running",
                translation_placeholders={"upload_id": running.upload_id},
            )

    async def _async_lookup(self, key: str) -> StoredObject | None:
        return await self._hass.async_add_executor_job(self._bucket.lookup, key)

    async def _async_send_start(self, upload: LogUpload, target: StorageTarget) -> None:
        upload_id = upload.upload_id
        if self._now(upload).cancel_modules:
            # Canceled while it was saved: the dock never has to know.
            await self._async_apply(upload_id, life.canceled)
            return
        try:
            await fileupload_start(
                self._server, upload.dock, bid=upload_id, target=target, files=log_files(upload)
            )
        except NotConnected:
            await self._async_apply(upload_id, life.not_sent)
            raise
        except DockRefused as err:
            await self._async_apply(upload_id, partial(life.refused, code=err.code))
            raise
        except ReplyTimeout as err:
            _LOGGER.info("%s: whether upload %s began will show", err, upload_id)
        else:
            await self._async_apply(upload_id, life.accepted)

    def _upload_of(self, news: LogProgress) -> LogUpload | None:
        """Return the upload that a dock speaks of; never one of another dock."""
        upload = self._history.get(news.bid)
        if upload and upload.dock == news.dock:
            return upload
        running = self.running(news.dock)
        keys = {file.key for file in news.files if file.key}
        if running and any(key.startswith(own) for key in keys for own in running.object_keys):
            return running
        return None

    def _now(self, upload: LogUpload) -> LogUpload:
        """Return the record as it is now: news may have come while we waited."""
        return self._history.get(upload.upload_id) or upload

    def _apply(self, upload_id: str, step: Step) -> bool:
        """Take a step from the record as it is now, and tell of it; False when nothing changed."""
        before = self._history.get(upload_id)
        if before is None or (after := step(before, dt_util.utcnow())) == before:
            return False
        self._history.put(after)
        self._watch.watch(upload_id)
        changed = before.status is not after.status
        if changed and after.status.finished:
            _LOGGER.info("Log upload %s: %s", upload_id, after.status)
        self._tell(after, _EVENTS.get(after.status) if changed else None)
        return True

    async def _async_apply(self, upload_id: str, step: Step) -> None:
        """Take a step, and return when it is on disk."""
        if self._apply(upload_id, step):
            await self._history.async_save()

    def _tell(self, upload: LogUpload, event_type: str | None) -> None:
        for listener in tuple(self._listeners):
            listener(upload, event_type)

    @asynccontextmanager
    async def _exclusive(self, dock: str) -> AsyncGenerator[None]:
        """Let one list or start run at a time: docks do not handle two."""
        lock = self._locks[dock]
        try:
            async with asyncio.timeout(self._timings.busy_after):
                await lock.acquire()
        except TimeoutError as err:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="dock_busy"
            ) from err
        try:
            yield
        finally:
            lock.release()
