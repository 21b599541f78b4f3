"""The push of one camera: how its dock is told to begin and to end, and what shows that it did."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
import logging
from typing import Any, Protocol

from homeassistant.exceptions import HomeAssistantError

from ..cloud_api import (
    CloudApiError,
    CloudServer,
    DockRefused,
    NotConnected,
    ReplyTimeout,
    UrlType,
    VideoQuality,
    is_already_running,
    live_start_push,
    live_stop_push,
    may_start_later,
)
from ..errors import code_key
from .errors import NothingArrived, failure, refusal
from .models import Camera, LiveTimings
from .pace import loop_time
from .records import CameraRecords
from .target import Target

_LOGGER = logging.getLogger(__name__)

_ATTEMPTS = 3
_CUT_AFTER = 3.0
"""Seconds after which the line is cut to a dock that does not answer that it stops."""
_LOOK = 1.0
"""Seconds between two looks whether somebody waits still."""


class Wanted(Protocol):
    """Says whether somebody wants to see a camera."""

    def __call__(self, *, streams: bool) -> bool:
        """Return that; for one that streams those who just left count, too."""


class StillPushing(CloudApiError):
    """A dock said that it stops, and reports that it did not."""


class Push:
    """Whether a dock pushes what a camera sees, by our doing."""

    def __init__(
        self,
        server: CloudServer,
        target: Target,
        records: CameraRecords,
        check: Callable[[Camera], None],
        timings: LiveTimings,
    ) -> None:
        """Take where to, and `check`, which raises what forbids to start."""
        self._server, self._target, self._records = server, target, records
        self._check, self._timings = check, timings
        self.begun = False
        """Whether the dock has agreed, and was neither told to stop since nor got lost."""
        self.strays = False
        """Whether it pushes to us though nothing says so: mostly with a key of before."""
        self.last_start = float("-inf")
        self.stopped = asyncio.Event()
        self.stopped.set()
        self._runs: bool | None = None
        """What the dock reports; None if it never did since we began."""
        self._code = 0
        """Why it does not, as the dock reports; 0 while it says nothing of that."""
        self._starting = self._unknown = False
        """Whether it is being told to, and whether one of these commands was not answered."""
        self.silent = False
        """Whether it reported since it was begun that it does not: what runs then is another's."""
        self._asked_to_stop = True
        """Whether it was told to since it was begun here: before that its reports are no proof."""
        self._gone_at: float | None = None
        self._reported = asyncio.Event()
        self._accepted_at = float("-inf")

    def is_ours(self, camera: Camera) -> bool:
        """Return whether the dock pushes, or may push, because of us."""
        record = self._records.get(camera.key)
        return record is not None and record.ours

    def report(self, *, running: bool, error: int = 0) -> None:
        """Take what the dock reports, with the code of what went wrong, if it names one."""
        self._runs, self._code = running, error
        if not running:
            self.silent = not self._starting
        elif self.begun or self._starting:
            self.silent = False
        self._reported.set()

    def forget_report(self) -> None:
        """Know no more whether the dock pushes: it is away, or it is another one."""
        self._runs = None

    def line_changed(self, camera: Camera) -> None:
        """Note whether the dock has its line to us."""
        connected = self._target.is_connected(camera.key)
        if connected is None or connected:
            self._gone_at = None
        elif self._gone_at is None:
            self._gone_at = loop_time()

    def stray(self) -> None:
        """Note that the dock came with a key of before."""
        self.strays = not self.begun

    def next_change(self, now: float) -> float | None:
        """Return when it counts as lost unless something comes, None for never."""
        if self._gone_at is None:
            return None
        due = self._gone_at + self._timings.come_back
        return due if due > now else None

    def lost(self, camera: Camera, now: float) -> HomeAssistantError | None:
        """Return why it ended without our doing, None while it goes on."""
        if codec := self._target.codec(camera.key):
            return failure("live_codec", codec=codec)
        quiet = self._runs is False and now >= self._accepted_at + self._timings.settled
        if self._gone_at is not None:
            gone = now >= self._gone_at + self._timings.come_back
            return self._why_lost() if gone or quiet else None
        seen = self._target.is_connected(camera.key)
        return self._why_lost() if seen is None and quiet else None

    def _why_lost(self) -> HomeAssistantError:
        # With a media server of the owner nothing else says that a dock never got there.
        code = self._code
        return failure(code_key(code), code=str(code)) if code else failure("live_lost")

    async def async_start(self, camera: Camera, wanted: Wanted) -> None:
        """Let the dock push; returns when there is something to see.

        Raises:
            CloudApiError, HomeAssistantError: it does not. Whether it may push all the same is_ours()
                says.
            DatabaseUnusable: nothing was sent.

        """
        self._check(camera)
        key, was_ours = camera.key, self.is_ours(camera)
        elsewhere = self._runs is True and not was_ours
        self.stopped.clear()
        self.strays = self.silent = self._unknown = self._asked_to_stop = False
        self._runs = self._gone_at = None
        self._code = 0
        self.last_start = loop_time()
        self._starting = True
        try:
            await self._async_ask(camera, wanted, ours=was_ours, elsewhere=elsewhere)
            self.strays = elsewhere
            if elsewhere:
                await self._async_note(camera)
            self._accepted_at = loop_time()
            await self._async_arrived(camera, wanted)
        except BaseException as err:
            self._target.end(key)
            if _was_refused(err) and not (was_ours or self._unknown):
                # Whatever becomes of the mark: what runs is not ours to stop.
                self.silent = self._asked_to_stop = True
                await self._records.async_change(key, ours=False)
            raise
        finally:
            self._starting = False
        self.begun, self.strays = True, False
        self.line_changed(camera)

    async def _async_ask(
        self, camera: Camera, wanted: Wanted, *, ours: bool, elsewhere: bool
    ) -> None:
        """Ask, three times if the dock says that it will work later.

        What runs is stopped before if it is `ours`; not what it was reported to push `elsewhere`.
        """
        record = self._records.get(camera.key)
        quality = VideoQuality[((record and record.quality) or "auto").upper()]
        url_type, url = await self._async_begin(camera, elsewhere=elsewhere)
        attempt, stop_was_sent = 0, False
        while True:
            attempt += 1
            asking = live_start_push(
                *(self._server, camera.key.dock, camera.video_id, url, url_type, quality),
                timeout=self._timings.reply,
            )
            try:
                await self._async_agreed(camera, asking)
            except DockRefused as err:
                running = is_already_running(err)
                if running and not ours:
                    raise refusal("live_elsewhere") from err
                if running and not stop_was_sent:
                    await self._async_ask_to_stop(camera)
                    stop_was_sent = True
                    url_type, url = await self._async_begin(camera, elsewhere=elsewhere)
                    continue
                # It may say for a moment that what it was told to stop runs still.
                again = (running or may_start_later(err)) and attempt < _ATTEMPTS
                if not (again and wanted(streams=False)):
                    raise
            except ReplyTimeout:
                # It may push all the same, and says so if it is asked again.
                self._unknown = True
                ours = ours or not elsewhere
                if attempt >= _ATTEMPTS or not wanted(streams=False):
                    raise
            else:
                return
            await asyncio.sleep(self._timings.retry)

    async def _async_begin(self, camera: Camera, *, elsewhere: bool) -> tuple[UrlType, str]:
        """Return how and where to push, once it is saved that this is our doing."""
        where = self._target.begin(camera.key)
        # What is somebody else's is not to be stopped as ours if we end before the answer.
        if not elsewhere:
            await self._async_note(camera)
        return where

    async def _async_note(self, camera: Camera) -> None:
        digest = self._target.digest(camera.key)
        await self._records.async_note(camera, ours=True, digest=digest)

    async def _async_agreed(self, camera: Camera, asking: Coroutine[Any, Any, None]) -> None:
        """Return when the dock has said that it will, or does; raises as the asking."""
        if self._target.is_arriving(camera.key) is None:
            await asking
            return
        reply = asyncio.ensure_future(asking)
        arrival = asyncio.ensure_future(self._target.async_arrived(camera.key))
        try:
            await asyncio.wait((reply, arrival), return_when=asyncio.FIRST_COMPLETED)
            if reply.done():
                reply.result()
        finally:
            for each in (reply, arrival):
                each.cancel()

    async def _async_arrived(self, camera: Camera, wanted: Wanted) -> None:
        """Wait for the first picture, unless nobody does any more."""
        until = loop_time() + self._timings.first_media
        arrival = asyncio.ensure_future(self._target.async_arrived(camera.key))
        try:
            while not arrival.done() and (left := until - loop_time()) > 0 and wanted(streams=True):
                await asyncio.wait([arrival], timeout=min(left, _LOOK))
            if arrival.done():
                return
        finally:
            arrival.cancel()
        if codec := self._target.codec(camera.key):
            raise NothingArrived("live_codec", codec=codec)
        if self._code:
            raise NothingArrived(code_key(self._code), code=str(self._code))
        seconds = f"{self._timings.first_media:g}"
        raise NothingArrived("live_no_media", camera=camera.key.index, seconds=seconds)

    async def async_stop(self, camera: Camera) -> None:
        """Let the dock stop; returns when it did.

        Raises:
            CloudApiError: it cannot be reached, does not answer, refuses, or goes on all the same.
            DatabaseUnusable: it stopped, and the next run will tell it once more.

        """
        if self.silent and self._asked_to_stop and not self.begun and not self.strays:
            # What runs by now is somebody else's.
            await self._async_let_go(camera)
            return
        # Who comes from now on waits for the next start.
        self.begun = False
        asking = asyncio.create_task(self._async_ask_to_stop(camera))
        try:
            await asyncio.wait([asking], timeout=_CUT_AFTER)
            sent = not (asking.done() and isinstance(asking.exception(), NotConnected))
            self._asked_to_stop |= sent
            self._target.end(camera.key)
            self.stopped.set()
            await asking
        finally:
            asking.cancel()
        self.strays = False
        if self._runs and not self.silent:
            await self._async_until_silent(camera)
        await self._async_let_go(camera)

    async def _async_let_go(self, camera: Camera) -> None:
        self.stopped.set()
        await self._records.async_change(camera.key, ours=False)

    async def _async_until_silent(self, camera: Camera) -> None:
        """Wait until the dock reports that it does not push."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timings.settled):
                while not self.silent:
                    self._reported.clear()
                    await self._reported.wait()
        if not self.silent:
            raise StillPushing(camera.key.dock)

    async def _async_ask_to_stop(self, camera: Camera) -> None:
        await live_stop_push(self._server, camera.key.dock, camera.video_id, self._timings.reply)


def _was_refused(err: BaseException) -> bool:
    """Return whether nothing can have begun."""
    refused = isinstance(err, DockRefused | NotConnected | HomeAssistantError)
    return refused and not isinstance(err, NothingArrived)
