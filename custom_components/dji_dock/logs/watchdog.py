"""Sees to it that every upload ends: looks for silence, for the object, for due cancels."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
import logging
import time

from ..bucket import BucketError, StoredObject
from ..util.backoff import Backoff
from ..util.elapsed import ElapsedTime, seconds_since
from . import lifecycle
from .lifecycle import Step
from .models import LogUpload, UploadError, UploadFile, UploadStatus
from .queue import QueueTimings

_LOGGER = logging.getLogger(__name__)

_PARALLEL = 8
"""Lookups at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadTimings:
    """How patient we are, in seconds."""

    tick: float = 2
    stall_after: float = 90
    cancel_grace: float = 30
    """From the dock having been asked to cancel until we close the upload ourselves."""
    cancel_give_up: float = 3600
    """From the user's cancel until it is closed although the dock could not be asked."""
    object_grace: float = 30
    """From the dock's `ok` until a missing object counts as missing."""
    first_lookup: float = 1
    last_lookup: float = 300
    lost_after: float = 300
    """How long a dock that came back, or never took it on, may say nothing of an upload."""
    silent_after: float = 900
    """How long a dock that was there all the time may say nothing of an upload."""
    give_up_after: float = 24 * 3600
    recheck_for: float = 600
    """How long after a failure or a cancel an object that turns up is still looked for."""
    busy_after: float = 60
    """How long an action waits for the one before it at the same dock."""
    queue: QueueTimings = field(default_factory=QueueTimings)


@dataclass(slots=True)
class _Watched:
    """What is known of an upload beside its record; may be lost at any time."""

    asked: bool = False
    """Whether the bucket has to answer once, whatever the status."""
    lookups: int = 0
    next_lookup: float = 0
    missing_since: dict[str, float] = field(default_factory=dict)
    """Since when the dock says that a module is stored, while it is not."""
    silent_since: float | None = None
    """Since when the dock could say something of it and does not."""
    was_away: bool = False
    """Whether the dock was away since its last word of it."""
    unheard: ElapsedTime = field(default_factory=ElapsedTime)
    """Since the dock last said something of it."""
    canceling: ElapsedTime = field(default_factory=ElapsedTime)
    """Since the user canceled."""
    busy: bool = False


class UploadWatchdog:
    """Looks at each upload in turn; the record decides what has to be done."""

    def __init__(
        self,
        timings: UploadTimings,
        *,
        current: Callable[[str], LogUpload | None],
        apply: Callable[[str, Step], Awaitable[None]],
        lookup: Callable[[str], Awaitable[StoredObject | None]],
        reachable: Callable[[str], bool],
        send_cancel: Callable[[str], Awaitable[None]],
        tidy: Callable[[LogUpload], Awaitable[None]],
    ) -> None:
        """Take where uploads, objects and docks are found, and what to do with what is due."""
        self._timings = timings
        self._current = current
        self._apply = apply
        self._lookup = lookup
        self._reachable = reachable
        self._send_cancel = send_cancel
        self._tidy = tidy
        self._watched: dict[str, _Watched] = {}
        self._wake = asyncio.Event()
        self._slots = asyncio.Semaphore(_PARALLEL)

    def watch(self, upload_id: str) -> None:
        """Begin to watch an upload, if it is not watched already; it ends by itself."""
        self._silent_for(upload_id, self._watched.setdefault(upload_id, _Watched()))

    def check_now(self, upload_id: str) -> None:
        """Look for an upload's objects at once: something changed."""
        state = self._watched.setdefault(upload_id, _Watched())
        state.asked = True
        state.lookups = 0
        state.next_lookup = 0
        self._wake.set()

    def goes_on(self, upload_id: str) -> None:
        """Be patient with objects that are not there yet: the dock is still at it."""
        if state := self._watched.get(upload_id):
            state.missing_since.clear()
            state.silent_since = None
            state.was_away = False

    def dock_is_back(self, upload_id: str) -> None:
        """Look now, and wait for a word of the dock: it was away, and may have been restarted."""
        self.check_now(upload_id)
        self._watched[upload_id].silent_since = None
        self._watched[upload_id].was_away = True

    async def async_run(self) -> None:
        """Watch until cancelled."""
        async with asyncio.TaskGroup() as group:
            while True:
                self._wake.clear()
                for upload_id, state in tuple(self._watched.items()):
                    if state.busy:
                        continue
                    if self._needs_attention(upload_id, state):
                        state.busy = True
                        group.create_task(self._attend(upload_id, state))
                    else:
                        del self._watched[upload_id]
                try:
                    async with asyncio.timeout(self._timings.tick):
                        await self._wake.wait()
                except TimeoutError:
                    continue

    def _needs_attention(self, upload_id: str, state: _Watched) -> bool:
        if (upload := self._current(upload_id)) is None:
            return False
        return state.asked or not upload.status.finished or not upload.checked

    async def _attend(self, upload_id: str, state: _Watched) -> None:
        """Do for one upload what is due; a failure there does not keep the others waiting."""
        asked_before = state.asked
        try:
            await self._do_due(upload_id, state)
        except Exception:
            state.next_lookup = time.monotonic() + self._timings.last_lookup
            _LOGGER.exception("Watching upload %s failed", upload_id)
        finally:
            state.busy = False
            if state.asked and not asked_before:
                self._wake.set()

    async def _do_due(self, upload_id: str, state: _Watched) -> None:
        self._silent_for(upload_id, state)
        if (upload := self._current(upload_id)) and upload.cancel_modules:
            await self._cancel_due(upload, state)
        # A clock that was set back must not keep an upload from stalling.
        if abs(self._silence(upload_id)) >= self._timings.stall_after:
            await self._apply(upload_id, lifecycle.stalled)
        if (upload := self._current(upload_id)) and self._lookup_due(upload, state):
            await self._look(upload, state)
        if error := self._lost(upload_id, state):
            await self._apply(upload_id, partial(lifecycle.lost, error=error))
        elif self._silent_for(upload_id, state) >= self._timings.give_up_after:
            await self._apply(upload_id, lifecycle.timed_out)

    def _lost(self, upload_id: str, state: _Watched) -> UploadError | None:
        """Return why a dock cannot be at an upload any more of which it says nothing."""
        upload = self._current(upload_id)
        if upload is None or upload.status is not UploadStatus.STALLED:
            return None
        if any(file.reported for file in upload.open_files):
            # What is said to be stored has a patience of its own.
            return None
        if not self._reachable(upload.dock):
            state.silent_since = None
            return None
        now = time.monotonic()
        if state.silent_since is None:
            state.silent_since = now
        soon = state.was_away or not upload.accepted
        patience = self._timings.lost_after if soon else self._timings.silent_after
        # Only after the bucket has answered, too.
        if now - state.silent_since < patience or state.asked:
            return None
        return UploadError.DOCK_RESTARTED if state.was_away else UploadError.DOCK_SILENT

    def _silence(self, upload_id: str) -> float:
        """Return for how many seconds nothing was heard of a running upload."""
        upload = self._current(upload_id)
        return 0 if upload is None or upload.status.finished else seconds_since(upload.heard)

    def _silent_for(self, upload_id: str, state: _Watched) -> float:
        """Return the same, but whatever happens to the clock."""
        upload = self._current(upload_id)
        if upload is None or upload.status.finished:
            return 0
        return state.unheard.since(upload.heard)

    async def _cancel_due(self, upload: LogUpload, state: _Watched) -> None:
        """Send a cancel that has to be sent, and close what the dock does not close."""
        reachable = self._reachable(upload.dock)
        if upload.cancel_sent is None:
            if reachable:
                await self._send_cancel(upload.upload_id)
        elif abs(seconds_since(upload.cancel_sent)) >= self._timings.cancel_grace and (
            upload.cancel_confirmed or reachable
        ):
            await self._apply(upload.upload_id, lifecycle.canceled)
            return
        asked = upload.cancel_asked
        if asked is None or state.canceling.since(asked) >= self._timings.cancel_give_up:
            await self._apply(upload.upload_id, lifecycle.canceled)

    def _lookup_due(self, upload: LogUpload, state: _Watched) -> bool:
        wanted = (
            state.asked
            or upload.status is UploadStatus.STALLED
            or upload.status.finished
            or any(file.reported for file in upload.open_files)
        )
        return wanted and time.monotonic() >= state.next_lookup

    async def _look(self, upload: LogUpload, state: _Watched) -> None:
        """Look for the objects of an upload, and wait longer until the next time."""
        timings = self._timings
        state.lookups += 1
        delay = Backoff(timings.first_lookup, timings.last_lookup).pause(state.lookups)
        state.next_lookup = time.monotonic() + delay
        state.asked = False
        for file in upload.files:
            seen = file.stored_size is not None and file.status.finished
            # One that was not as large as it should be may have been stored anew.
            doubtful = file.status is UploadStatus.FAILED or lifecycle.disputed(file)
            if file.elsewhere or (seen and not doubtful):
                continue
            try:
                stored = await self._stored(file)
            except BucketError as err:
                _LOGGER.debug("Looking for the objects of %s failed: %s", upload.upload_id, err)
                state.asked = True
                return
            if stored:
                size, keys = sum(part.size for part in stored), [part.key for part in stored]
                # That of pieces says nothing of the whole.
                etag = stored[0].etag if len(stored) == 1 else ""
                step = partial(lifecycle.found, module=file.module, size=size, keys=keys, etag=etag)
                await self._apply(upload.upload_id, step)
            if file.reported:
                await self._miss(upload.upload_id, file.module, state)
        await self._close(upload.upload_id)

    async def _close(self, upload_id: str) -> None:
        """Leave an upload alone for good: it is over, and nothing of it can still come in."""
        upload = self._current(upload_id)
        if upload is None or upload.finished is None or any(map(lifecycle.disputed, upload.files)):
            return
        if upload.all_found or abs(seconds_since(upload.finished)) >= self._timings.recheck_for:
            try:
                await self._tidy(upload)
            except BucketError as err:
                _LOGGER.debug("What %s left in the bucket is still there: %s", upload_id, err)
                return
            await self._apply(upload_id, lifecycle.checked)

    async def _stored(self, file: UploadFile) -> list[StoredObject]:
        """Return the object of an archive, or the pieces that the dock made of it."""
        async with self._slots:
            if whole := await self._lookup(file.object_key):
                return [whole]
            pieces = [await self._lookup(key) for key in file.reported_keys]
        there = [piece for piece in pieces if piece]
        return there if len(there) == len(pieces) else []

    async def _miss(self, upload_id: str, module: str, state: _Watched) -> None:
        """Wait a little for what the dock says it stored; then it is missing."""
        upload = self._current(upload_id)
        file = upload.file(module) if upload else None
        if file is None or (file.status.finished and not lifecycle.disputed(file)):
            return
        now = time.monotonic()
        left = state.missing_since.setdefault(module, now) + self._timings.object_grace - now
        if left <= 0:
            await self._apply(upload_id, partial(lifecycle.missing, module=module))
        else:
            state.next_lookup = min(state.next_lookup, now + left)
