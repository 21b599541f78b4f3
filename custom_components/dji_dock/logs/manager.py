"""Log uploads: what runs, what was, and how a user ends them."""

from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from functools import partial
import logging
from typing import Any, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError

from ..bucket import Bucket, BucketBusy, BucketError, BucketUnreachable, StoredObject
from ..bucket_access.endpoint_issue import EndpointIssue
from ..cloud_api import (
    CloudApiError,
    CloudServer,
    ConnectionChanged,
    DockChanged,
    DockRefused,
    LogProgress,
    Module,
    TopologyReported,
)
from ..const import DOMAIN
from ..database import DatabaseUnusable
from ..util.feature import Feature
from .canceler import UploadCanceler
from .download import LogDownloads
from .models import MODULE_NAMES, LogsState, LogUpload
from .observer import UploadObserver
from .other_entries import OtherEntries
from .presence import UploadPresence
from .registry import UploadRegistry
from .starter import UploadStarter
from .store import KEEP, history_database
from .watchdog import UploadTimings, UploadWatchdog
from .write_failures import Notify, WriteFailures

_LOGGER = logging.getLogger(__name__)


class LogUploads(Feature):
    """Brings together who starts, watches, hears of and writes down the uploads of all docks."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        server: CloudServer,
        bucket: Bucket,
        spawn: Callable[[Coroutine[Any, Any, object], str], object],
        timings: UploadTimings | None = None,
        keep: int = KEEP,
        changed: Callable[[str], None] = lambda dock: None,
        name_of: Callable[[str], str] = str,
        is_listed: Callable[[str], bool] = lambda key: False,
        deleted: Callable[[str], object] = lambda key: None,
        expect_leftovers: Callable[[str], None] = lambda dock: None,
        notify: Notify | None = None,
        ended: Callable[[str], None] = lambda dock: None,
        endpoint: EndpointIssue | None = None,
    ) -> None:
        """Take the parts, and how many uploads of a dock to keep; nothing is loaded yet.

        `changed` is called with a dock when an upload, its queue or a download moves, `notify` with
        what happened to it, and `ended` when an upload has. In a thread are called
        `is_listed` with a key, of which it returns whether a listing of the bucket found it, and
        `deleted` with that of each object that was deleted.
        `expect_leftovers` with a dock of which archives may come that are to be deleted then.
        """
        self._hass = hass
        self._server = server
        self._bucket = bucket
        self._spawn = spawn
        self._deleted = deleted
        self._expect_leftovers = expect_leftovers
        timings = timings or UploadTimings()
        self._database = history_database(hass, entry_id)
        self.registry = UploadRegistry(hass, self._database, keep)
        self._failures = WriteFailures(hass, bucket, self.registry, spawn, endpoint)
        self._dock_moved, self._notify, self._ended = changed, notify, ended
        self._cancels = UploadCanceler(
            server,
            current=self.registry.get,
            apply=self.registry.async_apply,
            reachable=self._reachable,
        )
        self._watch = UploadWatchdog(
            timings,
            current=self.registry.get,
            apply=self.registry.async_apply,
            lookup=self._async_lookup,
            reachable=self._reachable,
            send_cancel=self._cancels.async_send_again,
            tidy=self._async_tidy,
        )
        self.observer = UploadObserver(
            bucket.config, self.registry, self._watch, spawn, leftovers_reported=expect_leftovers
        )
        self.starts = UploadStarter(
            hass,
            server,
            bucket,
            self.registry,
            self._database,
            reachable=self._reachable,
            queue_changed=changed,
            busy_after=timings.busy_after,
            timings=timings.queue,
        )
        self.queue = self.starts.queue
        self.others = OtherEntries(hass, entry_id)
        self.presence = UploadPresence(hass, bucket, self.registry, is_listed)
        self.downloads = LogDownloads(hass, entry_id, bucket, changed, name_of)

    @override
    async def async_load(self) -> None:
        """Take up the uploads of the last run.

        Raises:
            DatabaseUnusable

        """
        if not await self._hass.async_add_executor_job(self._database.open):
            _LOGGER.debug("The history of uploads begins empty")
        await self.registry.async_load()
        await self.queue.async_load()
        for upload in self.registry.unchecked():
            self._watch.watch(upload.upload_id)

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Begin to watch; returns what ends the listening."""
        self._spawn(self._watch.async_run(), "upload watch")
        self._spawn(self.queue.async_run(), "upload queue")
        self._spawn(self.registry.async_save_from_time_to_time(), "upload history")
        listeners = self._server.listeners
        return [
            listeners.add(LogProgress, self.observer.handle_progress),
            listeners.add(TopologyReported, self.observer.handle_topology),
            listeners.add(DockChanged, self._dock_changed),
            listeners.add(ConnectionChanged, self._connection_changed),
            self.registry.subscribe(self._changed),
        ]

    @override
    async def async_stop(self) -> None:
        """End downloads, and save everything."""
        self.downloads.stop()
        await self.registry.async_stop()
        await self._hass.async_add_executor_job(self._database.close)

    async def async_begin_backup(self) -> None:
        """Save everything, and keep the file as it is while it is copied.

        Raises:
            DatabaseUnusable

        """
        await self.registry.async_keep()
        await self._hass.async_add_executor_job(self._database.begin_backup)

    async def async_end_backup(self) -> None:
        """Go on as before.

        Raises:
            DatabaseUnusable

        """
        await self._hass.async_add_executor_job(self._database.end_backup)

    async def async_delete(self, dock: str, upload_id: str, *, delete_objects: bool) -> None:
        """Forget an upload, and its objects if wanted; one that runs is canceled first.

        Raises:
            ServiceValidationError: this dock has no such upload.
            HomeAssistantError: its objects may be another entry's.
            BucketError: the objects cannot be deleted; then the upload is not forgotten.
            DatabaseUnusable: it may be back after a restart.

        """
        if delete_objects and (known := self.registry.get(upload_id)):
            await self.others.async_require_ours(dock, upload_id, known.object_keys)
        queued = self.queue.get(dock, upload_id)
        if queued and self.registry.get(upload_id) is None:
            await self.queue.async_remove(queued)
            return
        upload = self.registry.require(dock, upload_id)
        if upload.open_files and not upload.status.finished:
            # Whether the dock can be asked or not, nobody waits for it any more.
            with suppress(CloudApiError):
                names = [file.module for file in upload.open_files]
                await self._cancels.async_cancel(upload, names)
            upload = self.registry.now(upload)
        if delete_objects:
            for key in dict.fromkeys(upload.object_keys):
                await self._hass.async_add_executor_job(self._delete, key)
            await self._async_tidy(upload)
        try:
            await self.registry.async_remove(upload, unwanted=delete_objects)
        finally:
            if delete_objects and not upload.all_found:
                # A dock may go on, whatever it was asked.
                self._expect_leftovers(dock)

    def state(self, dock: str) -> LogsState:
        """Return what is known of the uploads of a dock."""
        return LogsState(
            upload=self.registry.latest(dock),
            last_uploaded=self.registry.last_uploaded(dock),
            queued=len(self.queue.of_dock(dock)),
            download=self.downloads.progress(dock),
        )

    @property
    def running_count(self) -> int:
        """How many uploads run, of all docks."""
        return len(self.registry.running_uploads())

    def newest(self, dock: str) -> Iterator[LogUpload]:
        """Return the uploads of a dock, newest first; each is read when it is taken."""
        return self.registry.newest(dock)

    async def async_save(self) -> None:
        """Return when everything known now is on disk.

        Raises:
            DatabaseUnusable

        """
        await self.registry.async_save()

    def require(self, dock: str, upload_id: str) -> LogUpload:
        """Return an upload of a dock that has begun.

        Raises:
            ServiceValidationError: it still waits for its turn, or this dock has no such upload.

        """
        if self.queue.get(dock, upload_id):
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="upload_waits",
                translation_placeholders={"upload_id": upload_id},
            )
        return self.registry.require(dock, upload_id)

    async def async_look(self, dock: str, upload_id: str) -> LogUpload:
        """Return an upload of a dock, having looked whether its archives are in the bucket.

        Raises:
            ServiceValidationError: see require().

        """
        return await self.presence.async_look(self.require(dock, upload_id))

    async def async_cancel(
        self, dock: str, modules: Sequence[Module] = (), upload_id: str | None = None
    ) -> LogUpload:
        """Cancel an upload of a dock, or some of its modules: what runs, else whose turn is next.

        With `upload_id` only if it is that one.

        While the dock cannot be reached the cancel waits for it.

        Raises:
            ServiceValidationError: there is nothing to cancel.
            DockRefused: the dock goes on.

        """
        running = self.registry.running(dock)
        for queued in self.queue.of_dock(dock):
            if self.registry.get(queued.upload_id):
                # Its turn has come: the dock may know of it already.
                continue
            if upload_id == queued.upload_id or (upload_id is None and running is None):
                return await self.starts.async_cancel_queued(queued)
        if upload_id is not None and running != (known := self.registry.require(dock, upload_id)):
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="upload_ended",
                translation_placeholders={"upload_id": upload_id, "status": known.status.value},
            )
        asked = [MODULE_NAMES[module] for module in modules or MODULE_NAMES]
        if running is None:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="nothing_to_cancel"
            )
        names = [file.module for file in running.open_files if file.module in asked]
        if not names:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="module_not_running",
                translation_placeholders={"upload_id": running.upload_id},
            )
        try:
            await self._cancels.async_cancel(running, names)
        except DockRefused:
            # A dock refuses, too, when it has stored everything already.
            self._watch.check_now(running.upload_id)
            if not self.registry.now(running).status.finished:
                raise
        return self.registry.now(running)

    @override
    async def async_forget(self, serial: str) -> None:
        """Start nothing more at a dock that is no longer ours; what was stays in the history."""
        for queued in self.queue.of_dock(serial):
            await self.queue.async_remove(queued)

    @callback
    def check_now(self, upload_id: str) -> None:
        """Look for the objects of an upload: one was seen."""
        self._watch.check_now(upload_id)

    def _reachable(self, dock: str) -> bool:
        known = self._server.fleet.get(dock)
        return self._server.connected and known is not None and known.online

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        dock, before = change.dock, change.before
        if not dock.accepted:
            return
        if dock.online != (before is not None and before.online):
            self.observer.handle_dock(dock.serial, dock.online)
        # It may be somebody's turn.
        self.queue.check_now()

    @callback
    def _connection_changed(self, change: ConnectionChanged) -> None:
        if not change.again:
            self.observer.handle_broker(change.connected)

    @callback
    def _changed(self, upload: LogUpload, event_type: str | None) -> None:
        self._dock_moved(upload.dock)
        if event_type and self._notify and self._server.fleet.accepted(upload.dock):
            self._failures.report(upload, event_type, self._notify)
            if upload.status.finished:
                self._ended(upload.dock)
        self._watch.watch(upload.upload_id)
        if upload.status.finished:
            self.queue.check_now()

    def _delete(self, key: str) -> None:
        """Delete an object. Blocks.

        Raises:
            BucketError

        """
        self._bucket.delete(key)
        with suppress(DatabaseUnusable):
            # The next listing shows that it is gone.
            self._deleted(key)

    async def _async_lookup(self, key: str) -> StoredObject | None:
        return await self._hass.async_add_executor_job(self._bucket.lookup, key)

    async def _async_tidy(self, upload: LogUpload) -> None:
        """Abort what is left of uploads in parts that never came to their end."""
        for file in upload.files:
            if file.elsewhere:
                continue
            try:
                # The key of an adopted one was chosen by its dock, and may begin others.
                await self._hass.async_add_executor_job(
                    partial(self._bucket.abort_leftovers, file.object_key, exact=upload.adopted)
                )
            except BucketBusy, BucketUnreachable:
                raise
            except BucketError as err:
                # Without the right to it, or in a store that knows no parts, nothing can be done.
                _LOGGER.debug("Unfinished parts cannot be looked for: %s", err)
