"""Sees to it that every upload ends: looks for silence, for the object, for due cancels."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
import logging
import time

from homeassistant.util import dt as dt_util

from . import upload as life
from .bucket import Bucket, BucketError, StoredObject
from .upload import LogUpload, UploadStatus

_LOGGER = logging.getLogger(__name__)

_PARALLEL = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadTimings:
    """How patient we are, in seconds."""

    tick: float = 2
    stall_after: float = 90
    cancel_grace: float = 30
    """From the dock's word that it cancels until we close the upload ourselves."""
    object_grace: float = 30
    """From the dock's `ok` until a missing object counts as missing."""
    first_lookup: float = 2
    last_lookup: float = 300
    give_up_after: float = 24 * 3600
    recheck_for: float = 600
    """How long after a failure or a cancel an object that turns up is still looked for."""


@dataclass(slots=True)
class _Watched:
    """What is known of an upload beside its record; may be lost at any time."""

    lookups: int = 0
    next_lookup: float = 0
    missing_since: float | None = None
    canceling_since: float | None = None


class UploadWatch:
    """Looks at each upload in turn; the record decides what has to be done."""

    def __init__(
        self,
        bucket: Bucket,
        run_blocking: Callable[[Callable[[], StoredObject | None]], Awaitable[StoredObject | None]],
        timings: UploadTimings,
        *,
        uploads: Callable[[], list[LogUpload]],
        current: Callable[[str], LogUpload | None],
        apply: Callable[[LogUpload], Awaitable[None]],
        send_cancel: Callable[[LogUpload], Awaitable[None]],
    ) -> None:
        """Take where to look, what to look at and what to do with the next record."""
        self._bucket = bucket
        self._run_blocking = run_blocking
        self._timings = timings
        self._uploads = uploads
        self._current = current
        self._apply = apply
        self._send_cancel = send_cancel
        self._watched: dict[str, _Watched] = {}
        self._wake = asyncio.Event()
        self._slots = asyncio.Semaphore(_PARALLEL)

    def look_now(self, upload_id: str) -> None:
        """Look for an upload's objects at once: something changed."""
        self._watched[upload_id] = _Watched(canceling_since=self._state(upload_id).canceling_since)
        self._wake.set()

    async def async_run(self) -> None:
        """Watch until cancelled."""
        while True:
            self._wake.clear()
            due = [upload for upload in self._uploads() if self._needs_attention(upload)]
            keep = {upload.upload_id for upload in due}
            self._watched = {key: seen for key, seen in self._watched.items() if key in keep}
            await asyncio.gather(*(self._attend(upload) for upload in due))
            try:
                async with asyncio.timeout(self._timings.tick):
                    await self._wake.wait()
            except TimeoutError:
                continue

    def _needs_attention(self, upload: LogUpload) -> bool:
        if not upload.status.finished:
            return True
        if upload.status is UploadStatus.UPLOADED or upload.finished is None:
            return False
        recent = timedelta(seconds=self._timings.recheck_for)
        unseen = any(file.stored_size is None for file in upload.files)
        return unseen and dt_util.utcnow() - upload.finished < recent

    async def _attend(self, upload: LogUpload) -> None:
        """Do for one upload what is due; a failure there does not keep the others waiting."""
        try:
            async with self._slots:
                await self._do_due(upload)
        except Exception:
            _LOGGER.exception("Watching upload %s failed", upload.upload_id)

    async def _do_due(self, upload: LogUpload) -> None:
        now = dt_util.utcnow()
        if upload.cancel_modules:
            await self._cancel_due(upload, now)
        elif _silent(upload, now, self._timings.stall_after):
            await self._apply(life.stalled(upload))
        latest = self._current(upload.upload_id)
        if latest and self._lookup_due(latest):
            await self._look(latest)
        latest = self._current(upload.upload_id)
        if (
            latest
            and not latest.status.finished
            and _silent(latest, now, self._timings.give_up_after)
        ):
            await self._apply(life.timed_out(latest, now))

    async def _cancel_due(self, upload: LogUpload, now: datetime) -> None:
        """Send a cancel that has not been sent, and close one that the dock does not close."""
        state = self._state(upload.upload_id)
        if state.canceling_since is None:
            state.canceling_since = time.monotonic()
        waited = time.monotonic() - state.canceling_since
        if upload.cancel_sent and waited >= self._timings.cancel_grace:
            await self._apply(life.canceled(upload, now))
        elif not upload.cancel_sent:
            await self._send_cancel(upload)
            state.canceling_since = time.monotonic()

    def _lookup_due(self, upload: LogUpload) -> bool:
        reported = any(file.reported and file.stored_size is None for file in upload.files)
        wanted = reported or upload.status is UploadStatus.STALLED or upload.status.finished
        fresh = self._state(upload.upload_id).lookups == 0 and upload.accepted
        return (wanted or fresh) and time.monotonic() >= self._state(upload.upload_id).next_lookup

    async def _look(self, upload: LogUpload) -> None:
        """Look for the objects of an upload, and wait longer until the next time."""
        state = self._state(upload.upload_id)
        timings = self._timings
        state.lookups += 1
        delay = min(timings.last_lookup, timings.first_lookup * 2 ** min(state.lookups - 1, 16))
        state.next_lookup = time.monotonic() + delay
        for file in upload.files:
            if file.status is UploadStatus.UPLOADED or file.stored_size is not None:
                continue
            try:
                stored = await self._run_blocking(partial(self._bucket.lookup, file.object_key))
            except BucketError as err:
                _LOGGER.debug("Looking for %s failed: %s", file.object_key, err)
                return
            latest = self._current(upload.upload_id)
            if latest is None:
                return
            if stored is not None:
                await self._apply(life.found(latest, file.module, stored.size, dt_util.utcnow()))
            elif file.reported and not file.status.finished:
                await self._missing(latest, file.module)

    async def _missing(self, upload: LogUpload, module: str) -> None:
        """Wait a little for an object that the dock says it stored; then it is missing."""
        state = self._state(upload.upload_id)
        now = time.monotonic()
        if state.missing_since is None:
            state.missing_since = now
        if now - state.missing_since >= self._timings.object_grace:
            await self._apply(life.missing(upload, module, dt_util.utcnow()))
        else:
            left = self._timings.object_grace - (now - state.missing_since)
            state.next_lookup = min(state.next_lookup, now + left)

    def _state(self, upload_id: str) -> _Watched:
        return self._watched.setdefault(upload_id, _Watched())


def _silent(upload: LogUpload, now: datetime, seconds: float) -> bool:
    """Return whether nothing was heard for so long; a clock that was set back counts too."""
    return abs((now - upload.heard).total_seconds()) >= seconds
