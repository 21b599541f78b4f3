"""Asking docks for their logs and for uploads: one command at a time, at once or in turn."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
import logging

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util

from ..bucket import Bucket, BucketError, BucketNotSet, logs_prefix
from ..bucket_access.target import storage_target
from ..cloud_api import (
    CloudServer,
    DockRefused,
    LogsNotListed,
    Module,
    NotConnected,
    ReplyTimeout,
    StorageTarget,
    fileupload_start,
)
from ..const import DOMAIN
from ..database import Database, DatabaseUnusable
from . import lifecycle
from .aircraft import AircraftNotReady, AircraftPower
from .listing import async_log_list, async_offers
from .models import MODULES, LogUpload, UploadError, UploadStatus
from .queue import QueuedUpload, QueueTimings, Turn, UploadQueue
from .registry import UploadRegistry
from .request import log_files, new_upload
from .selection import LogList, LogSelection, choose

_LOGGER = logging.getLogger(__name__)

BUSY_CODES = frozenset(
    {
        *(319001, 319015, 319016, 319017, 319018, 319019),
        *(325005, 325006, 325007, 325008, 325009, 325010, 325011),
    }
)
"""With these a dock refuses for the time being: it starts, flies, or is at media or other logs."""


class DockOccupied(ServiceValidationError):
    """A dock does one upload, and answers one command of this kind, at a time."""


class _Withdrawn(Exception):
    """What waited was canceled or deleted while the dock was asked for its logs."""


class UploadStarter:
    """Starts uploads, each saved before the dock hears of it, and never twice."""

    def __init__(
        self,
        hass: HomeAssistant,
        server: CloudServer,
        bucket: Bucket,
        registry: UploadRegistry,
        database: Database,
        *,
        reachable: Callable[[str], bool],
        queue_changed: Callable[[str], None],
        busy_after: float,
        timings: QueueTimings,
    ) -> None:
        """Take the parts; `busy_after` are the seconds to wait for the command before."""
        self._hass = hass
        self._server = server
        self._bucket = bucket
        self._registry = registry
        self._reachable = reachable
        self._busy_after = busy_after
        self.aircraft: AircraftPower | None = None
        """Who switches aircraft on; None where nobody does."""
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.queue = UploadQueue(
            hass,
            database,
            ready=self._ready,
            start=self._async_take_turn,
            changed=queue_changed,
            give_up=partial(self._async_end_queued, error=UploadError.TIMED_OUT),
            timings=timings,
        )

    async def async_list(self, dock: str, modules: Sequence[Module]) -> LogList:
        """Ask a dock for its logs; a module that refuses does not hide the other.

        Raises:
            CloudApiError: no answer, or every module refuses.
            DockOccupied: another action keeps the dock busy.

        """
        async with self._exclusive(dock):
            return await async_log_list(self._server, dock, modules)

    async def async_offers(self, dock: str) -> LogList:
        """Ask a dock for its logs, as async_list(); that every module refuses is no error."""
        async with self._exclusive(dock):
            return await async_offers(self._server, dock, tuple(Module))

    async def async_start(
        self,
        dock: str,
        selection: LogSelection,
        context: Context | None = None,
        *,
        upload_id: str = "",
        patient: bool = False,
    ) -> LogUpload:
        """Start an upload; one that the dock only refuses for now is no failure if `patient`.

        Without a reply of the dock the upload is returned as requested: progress will show.

        Raises:
            DockOccupied: an upload runs.
            ServiceValidationError: there is no such log.
            AircraftNotReady: it is to be switched on, and cannot be.
            CloudApiError, BucketError, DatabaseUnusable: it could not be started.

        """
        self._check_idle(dock)
        async with self._exclusive(dock):
            self._check_idle(dock)
            async with self._listed(dock, selection, context) as listing:
                chosen = choose(dock, listing, selection)
                upload = new_upload(self._bucket.config, dock, chosen, context, upload_id)
                target = await self._hass.async_add_executor_job(
                    storage_target, self._bucket, logs_prefix(self._bucket.config, dock), dock
                )
                if upload_id and not self.queue.get(dock, upload_id):
                    raise _Withdrawn
                await self._async_begin(upload, target, patient=patient)
        return self._registry.now(upload)

    def latest(self, dock: str) -> LogSelection:
        """Return the latest logs, also those of an aircraft that is off if it may be switched on."""
        power = self.aircraft is not None and self.aircraft.may_switch_on(dock)
        return LogSelection(power_aircraft=power)

    @asynccontextmanager
    async def _listed(
        self, dock: str, selection: LogSelection, context: Context | None
    ) -> AsyncGenerator[LogList]:
        """Ask a dock for its logs, with its aircraft switched on if that is wanted."""
        ask = partial(async_log_list, self._server, dock, selection.asked_modules)
        if self.aircraft and selection.switches_on:
            async with self.aircraft.ready(dock, ask, context) as listing:
                yield listing
        else:
            yield await ask()

    async def async_start_or_queue(
        self, dock: str, selection: LogSelection, context: Context | None = None
    ) -> LogUpload | QueuedUpload:
        """Start an upload, or let it wait while the dock cannot.

        Raises:
            ServiceValidationError: there is no such log, or too many wait.
            AircraftNotReady: it was named, and cannot be switched on.
            CloudApiError, BucketError, DatabaseUnusable: it could not be started.

        """
        self._require_bucket()
        if self._ready(dock) and not self.queue.of_dock(dock):
            try:
                return await self._async_start_patiently(dock, selection, context)
            except AircraftNotReady as err:
                if not err.later:
                    raise
            except DockRefused as err:
                if err.code not in BUSY_CODES:
                    raise
            except DockOccupied, LogsNotListed, NotConnected, ReplyTimeout:
                # Without a reply to the question which logs there are nothing was started.
                pass
        return await self.queue.async_add(dock, selection, context)

    async def _async_start_patiently(
        self, dock: str, selection: LogSelection, context: Context | None, upload_id: str = ""
    ) -> LogUpload:
        """Start an upload of what there is: nobody may be there who would ask for less."""
        start = partial(self.async_start, dock, upload_id=upload_id, patient=True)
        try:
            return await start(selection, context)
        except AircraftNotReady as err:
            if err.later or selection.explicit:
                raise
            _LOGGER.info("Without the logs of the aircraft of %s: %s", dock, err)
        return await start(replace(selection, power_aircraft=False), context)

    async def async_retry(
        self, dock: str, upload_id: str, context: Context | None = None
    ) -> LogUpload:
        """Upload the same logs again, under a new id; what is no longer on the list is refused.

        Raises:
            ServiceValidationError, CloudApiError, BucketError, DatabaseUnusable: as async_start().

        """
        before = self._registry.require(dock, upload_id)
        logs = tuple(
            (MODULES[file.module], index) for file in before.files for index in file.boot_indexes
        )
        if not logs and before.selection:
            return await self.async_start(dock, LogSelection.from_dict(before.selection), context)
        if not logs:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="logs_unknown",
                translation_placeholders={"upload_id": upload_id},
            )
        return await self.async_start(dock, LogSelection(logs=logs), context)

    async def async_cancel_queued(self, queued: QueuedUpload) -> LogUpload:
        """End an upload that has not begun."""
        await self.queue.async_remove(queued)
        return await self._async_end_queued(queued, status=UploadStatus.CANCELED)

    def _ready(self, dock: str) -> bool:
        """Return whether a dock may be asked for an upload now, as far as it is known."""
        known = self._server.fleet.get(dock)
        occupied = known is None or known.working or self._registry.running(dock) is not None
        return self._reachable(dock) and not occupied

    def _check_idle(self, dock: str) -> None:
        """Refuse a second upload.

        Raises:
            BucketNotSet: there is nowhere to upload to.
            DockOccupied: an upload runs.

        """
        self._require_bucket()
        if running := self._registry.running(dock):
            raise DockOccupied(
                translation_domain=DOMAIN,
                translation_key="upload_running",
                translation_placeholders={"upload_id": running.upload_id},
            )
        if self.aircraft and self.aircraft.is_starting(dock):
            raise DockOccupied(translation_domain=DOMAIN, translation_key="aircraft_starts")

    def _require_bucket(self) -> None:
        """Refuse what would have nowhere to go, before anything is asked of a dock.

        Raises:
            BucketNotSet

        """
        if not self._bucket.is_set:
            raise BucketNotSet

    async def _async_begin(
        self, upload: LogUpload, target: StorageTarget, *, patient: bool
    ) -> None:
        """Save an upload and send it; of one that only cannot begin yet nothing is left."""
        upload_id = upload.upload_id
        try:
            await self._registry.async_add(upload)
        except asyncio.CancelledError:
            # Whoever asked is gone, and the dock has not heard of it.
            self._registry.apply(upload_id, lifecycle.not_sent)
            self._registry.save_soon()
            raise
        try:
            await self._async_send(upload, target)
        except (DockRefused, NotConnected) as err:
            code = err.code if isinstance(err, DockRefused) else 0
            patient = patient and (not code or code in BUSY_CODES)
            now = self._registry.get(upload_id)
            if patient and now and not now.cancel_modules:
                await self._registry.async_withdraw(upload)
                raise
            await self._registry.async_apply(
                upload_id, partial(lifecycle.refused, code=code) if code else lifecycle.not_sent
            )
            # What its user canceled or deleted meanwhile does not wait for another time.
            if not patient:
                raise

    async def _async_send(self, upload: LogUpload, target: StorageTarget) -> None:
        upload_id = upload.upload_id
        if self._registry.now(upload).cancel_modules:
            # Canceled while it was saved: the dock never has to know.
            await self._registry.async_apply(upload_id, lifecycle.canceled)
            return
        dock = upload.dock
        start = partial(
            fileupload_start,
            *(self._server, dock),
            bid=upload_id,
            target=target,
            files=log_files(upload),
        )
        try:
            try:
                await start()
            except DockRefused as err:
                # What was refused has not begun.
                if not (self.aircraft and await self.aircraft.async_make_way(dock, err.code)):
                    raise
                await start()
        except ReplyTimeout as err:
            _LOGGER.info("%s: whether upload %s began will show", err, upload_id)
        else:
            await self._registry.async_apply(upload_id, lifecycle.accepted)

    async def _async_take_turn(self, queued: QueuedUpload) -> Turn:
        """Start an upload that waited."""
        if self._registry.get(queued.upload_id) or self._registry.is_forgotten(queued.upload_id):
            # The last run ended between starting it and saving that it no longer waits.
            return Turn.OVER
        try:
            await self._async_start_patiently(
                queued.dock, queued.selection, queued.context, queued.upload_id
            )
        except _Withdrawn:
            return Turn.OVER
        except AircraftNotReady as err:
            return await self._async_give_up(queued, err)
        except DockRefused as err:
            if err.code in BUSY_CODES:
                return Turn.WAIT
            if self._registry.get(queued.upload_id) is None:
                await self._async_end_queued(queued, error=UploadError.REFUSED, code=err.code)
        except (
            *(DockOccupied, LogsNotListed, NotConnected, ReplyTimeout),
            *(BucketError, DatabaseUnusable),
        ) as err:
            _LOGGER.debug("Queued upload %s goes on waiting: %s", queued.upload_id, err)
            if self._registry.get(queued.upload_id) is None:
                return Turn.WAIT
        except ServiceValidationError as err:
            _LOGGER.info("Queued upload %s cannot be started: %s", queued.upload_id, err)
            await self._async_end_queued(queued, error=UploadError.NOTHING_TO_UPLOAD)
        return Turn.OVER

    async def _async_give_up(self, queued: QueuedUpload, err: AircraftNotReady) -> Turn:
        """End an upload that needs the aircraft, unless it may still be had."""
        _LOGGER.info("Queued upload %s has no aircraft: %s", queued.upload_id, err)
        if err.later:
            return Turn.WAIT
        error = UploadError.REFUSED if err.code else UploadError.AIRCRAFT_NOT_READY
        await self._async_end_queued(queued, error=error, code=err.code)
        return Turn.OVER

    async def _async_end_queued(
        self,
        queued: QueuedUpload,
        *,
        status: UploadStatus = UploadStatus.FAILED,
        error: UploadError | None = None,
        code: int = 0,
    ) -> LogUpload:
        """Write down an upload that never began."""
        now = dt_util.utcnow()
        upload = LogUpload(
            upload_id=queued.upload_id,
            dock=queued.dock,
            created=queued.asked,
            heard=now,
            finished=now,
            status=status,
            error=error or "",
            error_code=code,
            checked=True,
            user_id=queued.user_id,
            context_id=queued.context_id,
            parent_id=queued.parent_id,
            selection=queued.selection.as_dict(),
            files=(),
        )
        self._registry.put_old(upload)
        self._registry.notify(upload, status.value)
        await self._registry.async_keep()
        return upload

    @asynccontextmanager
    async def _exclusive(self, dock: str) -> AsyncGenerator[None]:
        """Let one list or start run at a time: docks do not handle two."""
        lock = self._locks[dock]
        try:
            async with asyncio.timeout(self._busy_after):
                await lock.acquire()
        except TimeoutError as err:
            raise DockOccupied(translation_domain=DOMAIN, translation_key="dock_busy") from err
        try:
            yield
        finally:
            lock.release()
