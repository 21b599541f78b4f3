"""Switching aircraft off again that were switched on for their logs, and nobody else's."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from enum import Enum
import logging
from typing import Any

from homeassistant.core import Context, callback
from homeassistant.exceptions import HomeAssistantError

from ..cloud_api import COMMANDS, CloudApiError, CloudServer, Dock, DockChanged, dock_properties
from ..database import DatabaseUnusable
from ..debugging.manager import RemoteDebugging
from ..jobs.manager import Jobs
from ..jobs.models import Job, JobStatus
from ..logs.manager import LogUploads
from ..util.backoff import Backoff
from .models import CLOSE, AssistantTimings, PoweredOn, own_job
from .records import PoweredAircraft

_LOGGER = logging.getLogger(__name__)

HOLDER = "logs"
"""Who keeps remote debugging open."""
_FLIGHT_STEPS = frozenset({0, 1, 2})


class _Next(Enum):
    """What to do with an aircraft that is on because of us."""

    WAIT = "wait"
    SWITCH_OFF = "switch off"
    DONE = "done"
    """It is off, or somebody else's business."""


class _Watch:
    """What is known of it beside its record; may be lost at any time."""

    def __init__(self) -> None:
        self.changed = asyncio.Event()
        self.idle_since: float | None = None
        """Since when no upload runs."""
        self.off_since: float | None = None
        """Since when it is reported to be off."""
        self.not_before = 0.0
        """When it may be tried again."""
        self.failures = 0
        self.closed = False
        """Whether its dock said that it has switched it off."""


class Restorer:
    """Waits until an aircraft is not needed any more. Its last command repeats until it is off."""

    def __init__(
        self,
        server: CloudServer,
        logs: LogUploads,
        jobs: Jobs,
        debugging: RemoteDebugging,
        powered: PoweredAircraft,
        spawn: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[Any]],
        *,
        turns: Mapping[str, asyncio.Lock],
        is_starting: Callable[[str], bool],
        pending: Callable[[str], int | None],
        timings: AssistantTimings,
    ) -> None:
        """`turns` are held while an aircraft is switched on or off."""
        self._server, self._logs = server, logs
        self._jobs, self._debugging = jobs, debugging
        self._powered = powered
        self._spawn = spawn
        self._turns, self._is_starting, self._pending = turns, is_starting, pending
        self._timings = timings
        self._backoff = Backoff(timings.again, timings.longest_pause)
        self._watches: defaultdict[str, _Watch] = defaultdict(_Watch)
        self._tasks: dict[str, asyncio.Task[Any]] = {}
        self._stopped = False

    @callback
    def start(self) -> list[Callable[[], None]]:
        """Undo what the last run has left, and listen; returns what ends the listening."""
        for dock in self._powered:
            self.look_after(dock)
        return [
            self._server.listeners.add(DockChanged, lambda change: self._poke(change.dock.serial)),
            self._jobs.subscribe(lambda _, job: self._poke(job.dock)),
            self._logs.registry.subscribe(lambda upload, _: self._poke(upload.dock)),
        ]

    @callback
    def look_after(self, dock: str) -> None:
        """Undo what was done, as soon as it may be; at once if the aircraft is not on for us."""
        if self._stopped:
            # The next run does it.
            return
        if self._powered.get(dock) is None:
            self._debugging.sessions.let_go(dock, HOLDER)
        elif (task := self._tasks.get(dock)) is None or task.done():
            self._watches[dock] = _Watch()
            self._tasks[dock] = self._spawn(self._async_restore(dock), "aircraft")
        else:
            self._poke(dock)

    def stop(self) -> None:
        """Begin nothing more, and conclude nothing: jobs are followed no longer."""
        self._stopped = True
        for task in self._tasks.values():
            task.cancel()

    async def async_forget(self, dock: str) -> None:
        """Let go of a dock that is no longer ours."""
        if task := self._tasks.pop(dock, None):
            task.cancel()
        self._watches.pop(dock, None)
        with suppress(DatabaseUnusable):
            await self._powered.async_clear(dock)

    def _poke(self, dock: str) -> None:
        if dock in self._watches:
            self._watches[dock].changed.set()

    async def _async_restore(self, dock: str) -> None:
        watch = self._watches[dock]
        while powered := self._powered.get(dock):
            watch.changed.clear()
            async with self._turns[dock]:
                step = self._next(powered, watch)
                if step is _Next.SWITCH_OFF:
                    await self._async_switch_off(powered, watch)
            if step is _Next.DONE:
                await self._async_clear(dock)
                break
            with suppress(TimeoutError):
                async with asyncio.timeout(self._timings.look):
                    await watch.changed.wait()
        self._debugging.sessions.let_go(dock, HOLDER)

    def _next(self, powered: PoweredOn, watch: _Watch) -> _Next:
        now = asyncio.get_running_loop().time()
        known = self._server.fleet.get(powered.dock)
        if known is None or not known.accepted:
            return _Next.DONE
        if self._is_starting(powered.dock) or not known.online:
            return _Next.WAIT
        job = own_job(powered, self._jobs.newest(powered.dock))
        if job is None or self._was_used(known, powered):
            return _Next.DONE
        if self._is_needed(powered.dock, watch, now) or self._jobs.running(powered.dock):
            return _Next.WAIT
        on = dock_properties.AIRCRAFT_ON.read(self._server.properties.of(powered.dock))
        if on is False:
            watch.off_since = watch.off_since or now
            settled = now - watch.off_since >= self._timings.settle
            return _Next.DONE if settled or _stays_off(job, watch) else _Next.WAIT
        watch.off_since = None
        return _Next.SWITCH_OFF if on and self._may(powered.dock, watch, now) else _Next.WAIT

    def _was_used(self, known: Dock, powered: PoweredOn) -> bool:
        """Return whether somebody flew it since, or is about to."""
        counted = dock_properties.FLIGHTS.read(self._server.properties.of(powered.dock))
        flew = None not in (counted, powered.flights) and counted != powered.flights
        by_hand = known.aircraft is not None and known.aircraft.controller != ""
        return flew or by_hand or known.in_dock is False or known.flight_step in _FLIGHT_STEPS

    def _is_needed(self, dock: str, watch: _Watch, now: float) -> bool:
        """Return whether its logs are uploaded, or will be at once."""
        if self._logs.registry.running(dock):
            watch.idle_since = None
            return True
        watch.idle_since = now if watch.idle_since is None else watch.idle_since
        if self._pending(dock):
            # Files of flights are read from it.
            return True
        waits = any(queued.selection.switches_on for queued in self._logs.queue.of_dock(dock))
        return waits and now - watch.idle_since < self._timings.linger

    def _may(self, dock: str, watch: _Watch, now: float) -> bool:
        """Return whether nothing forbids to switch it off now."""
        if now < watch.not_before:
            return False
        try:
            self._debugging.check(dock, COMMANDS[CLOSE])
        except (CloudApiError, HomeAssistantError) as err:
            _LOGGER.debug("The aircraft of %s stays on for now: %s", dock, err)
            return False
        return True

    async def _async_switch_off(self, powered: PoweredOn, watch: _Watch) -> None:
        """Ask for it once; of the safe direction, it may be asked again."""
        dock = powered.dock
        try:
            # After a restart, and where the dock has left it, it is open no longer.
            await self._debugging.sessions.async_hold(dock, HOLDER)
            context = Context(parent_id=powered.context_id)
            begun = await self._debugging.async_do(dock, CLOSE, context=context)
            job = await self._jobs.async_finish(begun.job_id)
        except (CloudApiError, DatabaseUnusable, HomeAssistantError) as err:
            _LOGGER.debug("The aircraft of %s could not be switched off: %s", dock, err)
        else:
            watch.closed = job.status is JobStatus.SUCCEEDED
        self._debugging.sessions.let_go(dock, HOLDER)
        watch.failures += 1
        now = asyncio.get_running_loop().time()
        watch.not_before = now + self._backoff.pause(watch.failures)
        # Perhaps it is reported already.
        watch.changed.set()

    async def _async_clear(self, dock: str) -> None:
        try:
            await self._powered.async_clear(dock)
        except DatabaseUnusable as err:
            _LOGGER.debug("What was done for logs of %s cannot be saved: %s", dock, err)


def _stays_off(job: Job, watch: _Watch) -> bool:
    """Return whether it is certain that it does not come on yet."""
    return watch.closed or job.status in (JobStatus.FAILED, JobStatus.CANCELED)
