"""One camera: its dock is told to push for as long as somebody wants to see it, and to stop for sure."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
import logging
from typing import Any

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..cloud_api import CloudApiError, CloudServer, LiveStream
from ..database import DatabaseUnusable
from .choices import Choices
from .errors import anew, camera_error, failure, refusal
from .models import Camera, CameraState, LiveStatus, LiveTimings
from .pace import Pace, loop_time
from .push import Push
from .records import CameraRecords, chosen
from .target import Target
from .waiting import Waiting
from .wishes import Wishes

_LOGGER = logging.getLogger(__name__)

_IDLE_LOOK = 60.0
_BETWEEN_STARTS = 2.0
_LAST_SECONDS = 2.0


class CameraStream:
    """Starts and stops; all of it in one task, so that nothing overtakes anything."""

    def __init__(
        self,
        camera: Camera,
        server: CloudServer,
        target: Target,
        records: CameraRecords,
        spawn: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[Any]],
        *,
        check: Callable[[Camera], None],
        changed: Callable[[], None],
        hold: float,
        timings: LiveTimings,
    ) -> None:
        """`check` raises what forbids to start, `changed` is called when the state has changed."""
        self.camera = camera
        self._target, self._records, self._spawn = target, records, spawn
        self._changed, self._hold, self._timings = changed, hold, timings
        self._wishes = Wishes(timings.linger, timings.off)
        self._held_until: datetime | None = None
        """The same as a time of day."""
        self._push = Push(server, target, records, check, timings)
        self._choices = Choices(server, records, timings.reply)
        self._status = LiveStatus.IDLE
        self._error: HomeAssistantError | None = None
        self._reported: LiveStream | None = None
        self._waiting = Waiting()
        self._starts, self._stops = Pace(timings.restart), Pace(timings.stop_again)
        self._wake = asyncio.Event()
        self._driver: asyncio.Task[None] | None = None
        self._starting: asyncio.Task[None] | None = None
        self._preferring: asyncio.Task[None] | None = None
        self._described = camera
        """What its dock said of it last; taken once nothing of the one of before has to stop."""
        self._ended = False

    # What is known.

    @property
    def state(self) -> CameraState:
        """Return how it is now."""
        record, running = self._records.get(self.camera.key), self._runs
        seen = self._reported if running else None
        arriving = self._target.is_arriving(self.camera.key)
        return replace(
            chosen(record, seen),
            status=self._status,
            streaming=running or arriving is True,
            elsewhere=running and not self._push.begun and not self._push.is_ours(self.camera),
            viewers=self._wishes.viewers,
            held_until=self._held_until if self._wishes.held(loop_time()) else None,
            error=self._error,
        )

    @property
    def _runs(self) -> bool:
        """Whether the dock reports that it pushes."""
        return self._reported is not None and self._reported.running

    # What people want.

    async def async_enter(self) -> None:
        """Count a viewer; returns when there is something to see.

        Raises:
            HomeAssistantError: there is not, and the viewer does not count.

        """
        self.require_on()
        self._wishes.enter()
        try:
            await self._async_until_streaming(self._timings.first_media)
        except BaseException:
            self.leave()
            raise

    @callback
    def leave(self) -> None:
        """Count one viewer less."""
        self._wishes.leave(loop_time())
        self._moved()

    async def async_hold(self) -> None:
        """Let it stream without viewers for a while; returns when it does.

        Raises:
            HomeAssistantError: it does not, and is not held.

        """
        now = loop_time()
        self._wishes.hold(now, now + self._hold, streams=self._push.begun)
        self._held_until = dt_util.utcnow().replace(microsecond=0) + timedelta(seconds=self._hold)
        try:
            await self._async_until_streaming(self._timings.patience)
        except BaseException:
            if not self._wishes.proved:
                self._wishes.release()
                self._moved()
            raise

    def require_on(self) -> None:
        """Note that somebody wants to watch.

        Raises:
            ServiceValidationError: it was turned off while somebody watched, and since then somebody
                tried again and again.

        """
        if self._wishes.refuses(loop_time()):
            raise refusal("live_is_off", seconds=f"{self._timings.off:g}")

    async def async_release(self) -> None:
        """Let it stream for nobody; returns when it has stopped, or its dock does not answer."""
        self._wishes.turn_off(loop_time())
        if self._starting:
            # Not after the minute that a start may take.
            self._starting.cancel()
        self._moved()
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timings.reply):
                await self._push.stopped.wait()

    async def async_choose(self, **choice: str) -> None:
        """Choose a lens, a quality or a position: now if it streams for us, else for the next time.

        Raises:
            HomeAssistantError: the dock does not take it.
            DatabaseUnusable: it could not be remembered.

        """
        if self._push.begun:
            try:
                await self._choices.async_choose(self.camera, **choice)
            except CloudApiError as err:
                raise camera_error(err, self.camera.key.index) from err
        await self._records.async_note(self.camera, **choice)
        self._changed()

    # What comes from outside.

    @callback
    def report(self, stream: LiveStream | None, *, kept: bool = False) -> None:
        """Take what its dock reports; None for a list on which it does not stand.

        What the broker kept is shown, but proves nothing about what was sent since.
        """
        self._reported = stream
        if kept:
            self._changed()
            return
        self._push.report(running=self._runs, error=stream.error if stream else 0)
        if self._push.silent and not self._push.begun:
            # What runs from now on is not ours to stop, so that has to be noted at once.
            self._stops.hurry()
        self._moved()

    @callback
    def line_changed(self) -> None:
        """Look whether the dock has come or gone."""
        self._push.line_changed(self.camera)
        self._moved()

    @callback
    def stray(self) -> None:
        """Note that the dock pushes although it was told to stop."""
        self._push.stray()
        self._moved()

    @callback
    def dock_gone(self) -> None:
        """Believe no more what its dock reported: when it is back it may have started anew."""
        self._reported = None
        self._push.forget_report()

    @callback
    def dock_changed(self) -> None:
        """Look again: a dock that is back can be told what it missed."""
        if self._push.is_ours(self.camera) and not self._push.begun:
            self._stops.hurry()
            self._moved()

    @callback
    def describe(self, camera: Camera) -> None:
        """Take what its dock says of it; an aircraft may have moved to another dock."""
        if camera != self._described:
            self._described = camera
            self._moved()

    async def async_end(self) -> None:
        """Stop at once; what the dock does not confirm is left to the next run."""
        self._ended = True
        if (driver := self._driver) and not driver.done():
            driver.cancel()
            await asyncio.wait([driver])
        if self._preferring:
            self._preferring.cancel()
        self._waiting.failed(failure("live_stopped"))
        if self._has_to_stop():
            with suppress(CloudApiError, DatabaseUnusable, TimeoutError):
                async with asyncio.timeout(_LAST_SECONDS):
                    await self._push.async_stop(self.camera)
        self._target.end(self.camera.key)

    # The work.

    @callback
    def _try_again(self) -> None:
        """Do not let those who come wait for what went wrong for others."""
        self._starts.hurry(self._push.last_start + _BETWEEN_STARTS)
        self._moved()

    @callback
    def _moved(self) -> None:
        self._wake.set()
        # It may have ended within the call that began it, if there was nothing to do.
        if (self._driver is None or self._driver.done()) and not self._ended:
            self._driver = self._spawn(self._async_drive(), "camera")
        self._changed()

    async def _async_drive(self) -> None:
        """Do what is to be done, and wait for more; ends when there is nothing."""
        while True:
            self._wake.clear()
            try:
                pause = await self._async_step()
            except Exception:
                _LOGGER.exception("A camera could not be looked after")
                pause = self._timings.retry
            if pause is None and not self._wake.is_set():
                break
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    async def _async_step(self) -> float | None:
        """Do one thing; returns after how many seconds to look again, None if nothing is left to do."""
        now, push = loop_time(), self._push
        if self._described != self.camera and not self._has_to_stop():
            await self._async_take_description()
        wanted = self._wishes.wanted(now, streams=push.begun)
        if push.begun and wanted:
            if lost := push.lost(self.camera, now):
                self._target.end(self.camera.key)
                self._fail(lost)
                return 0.0
            changes = (self._wishes.next_change(now), push.next_change(now))
            return min((at - now for at in changes if at is not None), default=_IDLE_LOOK)
        if wanted and now >= self._starts.due:
            await self._async_start()
            return 0.0
        if self._has_to_stop():
            if push.begun or now >= self._stops.due:
                await self._async_stop()
                return 0.0
            due = self._stops.due
        elif wanted:
            due = self._starts.due
        else:
            self._show(LiveStatus.FAILED if self._error else LiveStatus.IDLE)
            return None
        if wanted:
            due = min(due, self._starts.due)
        return max(0.0, due - now)

    def _has_to_stop(self) -> bool:
        return self._push.begun or self._push.strays or self._push.is_ours(self.camera)

    async def _async_start(self) -> None:
        self._show(LiveStatus.STARTING)
        self._stops.worked()
        start = self._push.async_start(self.camera, self._is_wanted)
        self._starting = asyncio.create_task(start)
        try:
            await self._starting
        except (CloudApiError, DatabaseUnusable, HomeAssistantError) as err:
            self._fail(camera_error(err, self.camera.key.index))
            return
        except asyncio.CancelledError:
            if (driver := asyncio.current_task()) and driver.cancelling():
                raise
            if not self._is_wanted(streams=True):
                self._waiting.failed(failure("live_turned_off"))
            return
        finally:
            self._starting = None
        self._error = None
        self._starts.worked()
        if self._wishes.held(loop_time()):
            self._wishes.proved = True
        self._show(LiveStatus.STREAMING)
        self._waiting.streams()
        # Beside the rest: a dock that does not answer must not keep us from stopping it.
        self._preferring = self._spawn(self._choices.async_prefer(self.camera), "camera choices")

    async def _async_take_description(self) -> None:
        """Be what the dock says that it is."""
        if self._described.key.dock != self.camera.key.dock:
            self.dock_gone()
        self.camera = camera = self._described
        self._changed()
        try:
            await self._records.async_describe(camera)
        except DatabaseUnusable as err:
            _LOGGER.warning("A camera could not be remembered: %s", err)

    def _is_wanted(self, *, streams: bool) -> bool:
        return self._wishes.wanted(loop_time(), streams=streams)

    def _fail(self, error: HomeAssistantError) -> None:
        """Show why it does not stream; what ran while it was held is tried again later."""
        _LOGGER.debug("Camera %s does not stream: %s", self.camera.key.index, error)
        self._push.begun = False
        self._error = anew(error)
        if not self._wishes.proved:
            self._wishes.release()
        self._starts.failed()
        self._waiting.failed(error)
        self._show(LiveStatus.FAILED)

    async def _async_stop(self) -> None:
        if self._preferring:
            self._preferring.cancel()
        if self._push.begun:
            self._show(LiveStatus.STOPPING)
        # Whoever has a key of before can come with it as often as he likes.
        again = not (self._push.begun or self._push.is_ours(self.camera))
        try:
            await self._push.async_stop(self.camera)
        except (CloudApiError, DatabaseUnusable) as err:
            again = True
            _LOGGER.debug("Camera %s does not stop: %s", self.camera.key.index, err)
        if again:
            self._stops.failed()
        else:
            self._stops.worked()
        self._changed()

    async def _async_until_streaming(self, patience: float) -> None:
        """Return when it streams.

        Raises:
            HomeAssistantError: it does not, or not within so many seconds.

        """
        if self._ended:
            raise failure("live_stopped")
        # Before anything begins: what forbids it is known at once.
        waiting = None if self._push.begun else self._waiting.add()
        self._try_again()
        if waiting is None:
            return
        try:
            await self._waiting.async_wait(waiting, patience)
        except TimeoutError:
            why = self._error or failure(
                "live_no_media", camera=self.camera.key.index, seconds=f"{patience:g}"
            )
            raise anew(why) from None

    def _show(self, status: LiveStatus) -> None:
        if status is not self._status:
            self._status = status
            self._changed()
