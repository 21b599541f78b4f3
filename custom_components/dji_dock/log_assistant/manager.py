"""Switching an aircraft on for its logs, and waiting for them."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
import logging
from typing import Any, override

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError

from ..cloud_api import (
    COMMANDS,
    CloudApiError,
    CloudServer,
    DockRefused,
    LogsNotListed,
    Module,
    NotConnected,
    ReplyTimeout,
    dock_properties,
)
from ..const import DOMAIN
from ..database import DatabaseUnusable
from ..debugging.manager import RemoteDebugging
from ..errors import translated
from ..jobs.manager import Jobs
from ..jobs.models import JobStatus
from ..jobs.runner import failure
from ..logs.aircraft import AircraftNotReady, Ask
from ..logs.manager import LogUploads
from ..logs.selection import LogList, unavailable
from ..logs.starter import BUSY_CODES
from ..util.feature import Feature
from .models import OPEN, AssistantTimings, PoweredOn, own_job
from .records import PoweredAircraft
from .restorer import HOLDER, Restorer

_LOGGER = logging.getLogger(__name__)

_OFF = 324015
_NOT_YET = frozenset({0, _OFF, 324013, 324014, 325003, 325004, 325012})
"""With these a dock lists no logs of an aircraft that is off, or whose link is not up yet."""
_NOT_IN_DEBUGGING = frozenset({314000, 319036, 514146})
"""With these a dock may refuse because it is in remote debugging: no document says whether it does."""
_LATER = frozenset(
    {
        *("debug_mode_unknown", "debug_flying", "debug_upgrading", "debug_on_site"),
        *("debug_exporting", "debug_flight_due", "job_waited", "job_too_many", "job_flight_due"),
        *("job_dock_gone", "job_unloaded", "job_followed_later"),
    }
)
"""With these nothing was sent for the time being, or the next run follows it."""


class LogAssistant(Feature):
    """Makes logs of aircraft readable that are off, and leaves everything as it was."""

    def __init__(
        self,
        hass: HomeAssistant,
        server: CloudServer,
        logs: LogUploads,
        jobs: Jobs,
        debugging: RemoteDebugging,
        spawn: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[Any]],
        *,
        pending: Callable[[str], int | None],
        timings: AssistantTimings | None = None,
    ) -> None:
        """`pending` is how many files wait on a dock, None until it reported."""
        self._server = server
        self._jobs, self._debugging = jobs, debugging
        self._timings = timings = timings or AssistantTimings()
        self._starting: set[str] = set()
        self._powered = PoweredAircraft(hass, jobs.database)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._restorer = Restorer(
            *(server, logs, jobs, debugging, self._powered, spawn),
            turns=self._turns,
            is_starting=self.is_starting,
            pending=pending,
            timings=timings,
        )
        logs.starts.aircraft = self

    @override
    async def async_load(self) -> None:
        """Take up what the last run has left on.

        Raises:
            DatabaseUnusable

        """
        await self._powered.async_load()

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Undo what was left, and listen; returns what ends the listening."""
        return self._restorer.start()

    @override
    async def async_stop(self) -> None:
        """Begin nothing more; what is left on the next run switches off."""
        self._restorer.stop()

    @override
    async def async_forget(self, serial: str) -> None:
        """Let go of a dock that is no longer ours."""
        await self._restorer.async_forget(serial)

    def is_starting(self, dock: str) -> bool:
        """Return whether an upload waits for its aircraft."""
        return dock in self._starting

    def may_switch_on(self, dock: str) -> bool:
        """Return whether nothing known forbids to switch an aircraft on that is off."""
        try:
            self._debugging.check(dock, COMMANDS[OPEN])
        except HomeAssistantError, CloudApiError:
            return False
        return True

    def could_help(self, dock: str, code: int) -> bool:
        """Return whether the logs of an aircraft come once it is switched on, and that may be done.

        `code` is that with which its dock refused to list them.
        """
        on = dock_properties.AIRCRAFT_ON.read(self._server.properties.of(dock))
        return on is False and code in _NOT_YET and self.may_switch_on(dock)

    @asynccontextmanager
    async def ready(self, dock: str, ask: Ask, context: Context | None) -> AsyncGenerator[LogList]:
        """Make the logs of an aircraft readable, and list them.

        Raises:
            AircraftNotReady

        """
        self._starting.add(dock)
        try:
            try:
                listing = await self._async_ready(dock, ask, context)
            except (CloudApiError, DatabaseUnusable, HomeAssistantError) as err:
                raise self._not_ready(dock, err) from err
            yield listing
        finally:
            self._starting.discard(dock)
            self._restorer.look_after(dock)

    async def async_make_way(self, dock: str, code: int) -> bool:
        """Return whether a dock that refused with a code may be asked once more.

        Remote debugging is left then, if it was opened for this. The aircraft stays on.
        """
        if code not in _NOT_IN_DEBUGGING:
            return False
        return await self._debugging.sessions.async_let_go(dock, HOLDER)

    async def _async_ready(self, dock: str, ask: Ask, context: Context | None) -> LogList:
        """Ask for the logs until there are some of the aircraft, and switch it on if it is off."""
        loop = asyncio.get_running_loop()
        end, switched = loop.time() + self._timings.listed, False
        while True:
            # While an aircraft is being switched off its logs may still be listed.
            async with self._turns[dock]:
                found = await self._async_ask(dock, ask)
                if isinstance(found, LogList):
                    return found
                code = _code_of(found)
                if code in _NOT_YET and not switched and self._is_off(dock):
                    switched = await self._async_switch_on(dock, context)
                    end = loop.time() + self._timings.listed
                    continue
            if code is not None and await self.async_make_way(dock, code):
                continue
            if code not in _NOT_YET and not (switched and (code is None or code in BUSY_CODES)):
                raise found
            if loop.time() + self._timings.ask_again > end:
                raise _error("aircraft_not_listed", seconds=f"{self._timings.listed:g}")
            await asyncio.sleep(self._timings.ask_again)

    async def _async_ask(
        self, dock: str, ask: Ask
    ) -> LogList | DockRefused | LogsNotListed | ReplyTimeout:
        """Ask for the logs; returns why there are none of the aircraft."""
        try:
            listing = await ask()
        except (DockRefused, LogsNotListed, ReplyTimeout) as err:
            return err
        code = listing.unavailable.get(Module.AIRCRAFT)
        return listing if code is None else unavailable(dock, code)

    async def _async_switch_on(self, dock: str, context: Context | None) -> bool:
        """Switch an aircraft on; that it is to be switched off again is saved before.

        Returns when it is on, False if somebody else was quicker, and it is theirs.
        """
        self._debugging.check(dock, COMMANDS[OPEN])
        own = Context(
            user_id=context.user_id if context else None, parent_id=context.id if context else None
        )
        await self._debugging.sessions.async_hold(dock, HOLDER)
        if not self._is_off(dock):
            return False
        before = self._powered.get(dock)
        begun = own_job(before, self._jobs.newest(dock)) if before else None
        if begun is None or begun.status.finished:
            flights = dock_properties.FLIGHTS.read(self._server.properties.of(dock))
            await self._powered.async_set(PoweredOn(dock=dock, context_id=own.id, flights=flights))
            _LOGGER.info("The aircraft of %s is switched on for its logs", dock)
            begun = await self._debugging.async_do(dock, OPEN, context=own)
        # Else it was begun in the last run, for us.
        job = await self._jobs.async_finish(begun.job_id)
        if job.status is not JobStatus.SUCCEEDED:
            raise failure(job)
        return True

    def _is_off(self, dock: str) -> bool:
        """Return whether an aircraft is reported to be off.

        Raises:
            HomeAssistantError: its dock has not reported it yet.

        """
        on = dock_properties.AIRCRAFT_ON.read(self._server.properties.of(dock))
        if on is None:
            raise _error("debug_mode_unknown")
        return not on

    def _not_ready(
        self, dock: str, err: CloudApiError | DatabaseUnusable | HomeAssistantError
    ) -> AircraftNotReady:
        """Return what whoever asked is told."""
        if isinstance(err, HomeAssistantError):
            error = AircraftNotReady(
                translation_domain=err.translation_domain,
                translation_key=err.translation_key,
                translation_placeholders=err.translation_placeholders,
            )
        else:
            error = translated(err, AircraftNotReady)
        error.code = err.code if isinstance(err, DockRefused) else 0
        known = self._server.fleet.get(dock)
        # It may be inside, but its dock has not said so just now.
        unsure = (
            error.translation_key == "power_on_outside" and known and known.in_dock is not False
        )
        untouched = self._powered.get(dock) is None
        error.later = (
            error.translation_key in _LATER
            or bool(unsure)
            or isinstance(err, NotConnected)
            or (untouched and (isinstance(err, ReplyTimeout) or error.code in BUSY_CODES))
        )
        return error


def _code_of(found: DockRefused | LogsNotListed | ReplyTimeout) -> int | None:
    """Return the code of a refusal, 0 for an answer without the aircraft, None for silence."""
    if isinstance(found, DockRefused):
        return found.code
    return 0 if isinstance(found, LogsNotListed) else None


def _error(key: str, **placeholders: str) -> HomeAssistantError:
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=placeholders,
    )
