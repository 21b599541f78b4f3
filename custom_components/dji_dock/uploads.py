"""Log uploads: listing, starting, cancelling, and what docks say of them."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
import logging
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util

from . import upload as life
from .bucket import Bucket, logs_prefix
from .cloud_api import (
    CloudApiError,
    CloudServer,
    DockRefused,
    LogFile,
    LogProgress,
    Module,
    ModuleLogs,
    NotConnected,
    ReplyTimeout,
    StorageTarget,
    fileupload_list,
    fileupload_start,
    fileupload_update,
    new_id,
)
from .const import DOMAIN
from .log_selection import ListedModule, LogList, LogSelection, select
from .upload import MODULE_NAMES, MODULES, LogUpload, UploadFile, UploadStatus
from .upload_store import UploadHistory
from .upload_watch import UploadTimings, UploadWatch

_LOGGER = logging.getLogger(__name__)

_LOCK_TIMEOUT = 60

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
    ) -> None:
        """Take the parts; nothing is loaded yet."""
        self._hass = hass
        self._server = server
        self._bucket = bucket
        self._spawn = spawn
        self._history = UploadHistory(hass, entry_id)
        self._listeners: list[UploadListener] = []
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._watch = UploadWatch(
            bucket,
            hass.async_add_executor_job,
            timings or UploadTimings(),
            uploads=lambda: list(self._history),
            current=self._history.get,
            apply=self._async_apply,
            send_cancel=self._async_send_cancel,
        )

    async def async_load(self) -> None:
        """Take up the uploads of the last run; nothing is known of how they went on."""
        await self._history.async_load()
        for upload in self._history:
            self._history.put(life.stalled(upload))

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
        return next(reversed(self._history.of_dock(dock)), None)

    def last_uploaded(self, dock: str) -> datetime | None:
        """Return when the newest upload of a dock reached the bucket."""
        uploaded = (
            upload.finished
            for upload in self._history.of_dock(dock)
            if upload.status is UploadStatus.UPLOADED and upload.finished
        )
        return max(uploaded, default=None)

    def running(self, dock: str) -> LogUpload | None:
        """Return the upload of a dock that has not ended."""
        return next(
            (item for item in self._history.of_dock(dock) if not item.status.finished), None
        )

    async def async_list(self, dock: str, modules: Sequence[Module]) -> LogList:
        """Ask a dock for its logs; a module that refuses does not hide the other.

        Raises:
            CloudApiError: no answer, or every module refuses.

        """
        async with self._exclusive(dock):
            return await self._async_list(dock, modules)

    async def async_start(self, dock: str, selection: LogSelection) -> LogUpload:
        """Start an upload: saved before the dock hears of it, and never started twice.

        Without a reply of the dock the upload is returned as requested: progress will tell.

        Raises:
            ServiceValidationError: an upload runs, or there is no such log.
            CloudApiError, BucketError: it could not be started.

        """
        async with self._exclusive(dock):
            if running := self.running(dock):
                raise ServiceValidationError(
                    translation_domain=DOMAIN,
                    translation_key="upload_running",
                    translation_placeholders={"upload_id": running.upload_id},
                )
            listing = await self._async_list(dock, selection.asked_modules)
            if selection.explicit and listing.unavailable:
                raise DockRefused(dock, "fileupload_list", next(iter(listing.unavailable.values())))
            upload = self._new_upload(dock, select(listing, selection))
            target = await self._async_target(upload)
            self._history.put(upload)
            await self._history.async_save()
            self._tell(upload, "started")
            await self._async_send_start(upload, target)
        return self._history.get(upload.upload_id) or upload

    async def async_cancel(self, dock: str, modules: Sequence[Module] = ()) -> LogUpload:
        """Cancel the running upload of a dock, or of some of its modules.

        While the dock cannot be reached the cancel waits for it.

        Raises:
            ServiceValidationError: there is nothing to cancel.
            DockRefused: the dock goes on.

        """
        running = self.running(dock)
        names = [MODULE_NAMES[module] for module in modules or MODULE_NAMES]
        open_modules = (
            [file.module for file in running.open_files if file.module in names] if running else []
        )
        if running is None or not open_modules:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="nothing_to_cancel"
            )
        await self._async_apply(life.cancel_requested(running, open_modules, sent=False))
        await self._async_send_cancel(self._history.get(running.upload_id) or running, ask=True)
        self._watch.look_now(running.upload_id)
        return self._history.get(running.upload_id) or running

    @callback
    def handle_progress(self, news: LogProgress) -> Awaitable[None] | None:
        """Take in what a dock says; what is returned is done when that is saved."""
        before = self._upload_of(news)
        if before is None:
            _LOGGER.debug("Progress of an unknown upload %s of %s", news.bid, news.dock)
            return None
        after = life.progressed(before, news, dt_util.utcnow())
        self._apply(after)
        if before.status is UploadStatus.STALLED or before.reported != after.reported:
            self._watch.look_now(after.upload_id)
        if (before.status, before.reported) == (after.status, after.reported):
            self._history.save_soon()
            return None
        return self._history.async_save()

    @callback
    def handle_dock(self, dock: str, online: bool) -> None:
        """Take in that a dock fell silent or came back."""
        if running := self.running(dock):
            self._notice(running, lost=not online)

    @callback
    def handle_broker(self, connected: bool) -> None:
        """Take in that the broker is gone or back."""
        for upload in self._history:
            if not upload.status.finished:
                self._notice(upload, lost=not connected)

    def _notice(self, upload: LogUpload, *, lost: bool) -> None:
        """Look at a running upload whose dock was lost or came back."""
        if lost:
            self._apply(life.stalled(upload))
            self._spawn(self._history.async_save(), "save uploads")
        self._watch.look_now(upload.upload_id)

    async def _async_list(self, dock: str, modules: Sequence[Module]) -> LogList:
        answers: dict[Module, ModuleLogs] = {}
        try:
            for answer in await fileupload_list(self._server, dock, modules):
                answers[answer.module] = answer
        except DockRefused:
            if len(modules) == 1:
                raise
        # One module may refuse for both: asking is free of side effects, so each is asked alone.
        for module in modules:
            if module not in answers:
                answers[module] = await self._async_list_one(dock, module)
        refused = {module: answers[module].result for module in modules if answers[module].result}
        if len(refused) == len(modules):
            raise DockRefused(dock, "fileupload_list", next(iter(refused.values())))
        return LogList(
            modules=tuple(
                ListedModule(
                    module=module,
                    device_sn=answers[module].device_sn or self._device_of(dock, module),
                    logs=answers[module].logs,
                )
                for module in modules
                if module not in refused
            ),
            unavailable=refused,
        )

    async def _async_list_one(self, dock: str, module: Module) -> ModuleLogs:
        nothing = ModuleLogs(module=module, device_sn="", result=0, logs=())
        try:
            answers = await fileupload_list(self._server, dock, [module])
        except DockRefused as err:
            return ModuleLogs(module=module, device_sn="", result=err.code, logs=())
        return next((answer for answer in answers if answer.module is module), nothing)

    def _device_of(self, dock: str, module: Module) -> str:
        if module is Module.DOCK:
            return dock
        known = self._server.fleet.get(dock)
        return known.aircraft.serial if known and known.aircraft else ""

    def _new_upload(self, dock: str, chosen: list[ListedModule]) -> LogUpload:
        now = dt_util.utcnow()
        upload_id = new_id()
        folder = f"{logs_prefix(self._bucket.config, dock)}/{now:%Y%m%dT%H%M%SZ}_{upload_id}"
        return LogUpload(
            upload_id=upload_id,
            dock=dock,
            created=now,
            heard=now,
            files=tuple(
                UploadFile(
                    module=MODULE_NAMES[listed.module],
                    object_key=f"{folder}/{MODULE_NAMES[listed.module]}.tar",
                    boot_indexes=tuple(log.boot_index for log in listed.logs),
                    device_sn=listed.device_sn,
                    listed_size=sum(log.size or 0 for log in listed.logs) or None,
                )
                for listed in chosen
            ),
        )

    async def _async_target(self, upload: LogUpload) -> StorageTarget:
        config = self._bucket.config
        credentials = await self._hass.async_add_executor_job(
            partial(self._bucket.dock_credentials, logs_prefix(config, upload.dock), upload.dock)
        )
        return StorageTarget(
            provider=config.provider.value,
            endpoint=config.dock_url,
            region=config.region,
            bucket=config.bucket,
            access_key_id=credentials.access_key_id,
            access_key_secret=credentials.secret_access_key,
            security_token=credentials.session_token,
            expire_at=credentials.expires_at,
        )

    async def _async_send_start(self, upload: LogUpload, target: StorageTarget) -> None:
        files = [
            LogFile(
                module=MODULES[file.module],
                object_key=file.object_key,
                boot_indexes=file.boot_indexes,
                device_sn=file.device_sn,
            )
            for file in upload.files
        ]
        try:
            await fileupload_start(
                self._server, upload.dock, bid=upload.upload_id, target=target, files=files
            )
        except NotConnected:
            await self._async_apply(life.not_sent(self._now(upload), dt_util.utcnow()))
            raise
        except DockRefused as err:
            await self._async_apply(life.refused(self._now(upload), err.code, dt_util.utcnow()))
            raise
        except ReplyTimeout as err:
            _LOGGER.info("%s: whether upload %s began will show", err, upload.upload_id)
        else:
            await self._async_apply(life.accepted(self._now(upload), dt_util.utcnow()))

    async def _async_send_cancel(self, upload: LogUpload, *, ask: bool = False) -> None:
        """Send a cancel that is noted; with `ask` a refusal is raised and takes it back."""
        dock = self._server.fleet.get(upload.dock)
        if not (self._server.connected and dock and dock.online):
            return
        modules = [MODULES[name] for name in upload.cancel_modules]
        try:
            await fileupload_update(self._server, upload.dock, modules)
        except DockRefused as err:
            # A dock that came back after a while has nothing left to cancel: then it is over.
            if ask:
                await self._async_apply(life.cancel_refused(self._now(upload)))
                raise
            _LOGGER.info("%s, upload %s is closed all the same", err, upload.upload_id)
            await self._async_apply(life.canceled(self._now(upload), dt_util.utcnow()))
        except CloudApiError as err:
            _LOGGER.debug("The cancel of %s will be sent again: %s", upload.upload_id, err)
        else:
            latest = self._now(upload)
            await self._async_apply(life.cancel_requested(latest, latest.cancel_modules, sent=True))

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

    def _apply(self, after: LogUpload) -> bool:
        """Make a record the current one and tell of it; False when nothing changed."""
        before = self._history.get(after.upload_id)
        if after == before:
            return False
        self._history.put(after)
        changed = before is None or before.status is not after.status
        if changed and after.status.finished:
            _LOGGER.info("Log upload %s: %s", after.upload_id, after.status)
        self._tell(after, _EVENTS.get(after.status) if changed else None)
        return True

    async def _async_apply(self, after: LogUpload) -> None:
        """Make a record the current one, and return when it is on disk."""
        if self._apply(after):
            await self._history.async_save()

    def _tell(self, upload: LogUpload, event_type: str | None) -> None:
        for listener in tuple(self._listeners):
            listener(upload, event_type)

    @asynccontextmanager
    async def _exclusive(self, dock: str) -> AsyncGenerator[None]:
        """Let one list or start run at a time: docks do not handle two."""
        lock = self._locks[dock]
        try:
            async with asyncio.timeout(_LOCK_TIMEOUT):
                await lock.acquire()
        except TimeoutError as err:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="dock_busy"
            ) from err
        try:
            yield
        finally:
            lock.release()
