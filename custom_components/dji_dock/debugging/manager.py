"""Commands of remote debugging: whether one may be sent, and what it needs before."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
import logging
from typing import Any, override

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util

from ..cloud_api import (
    COMMANDS,
    CloudServer,
    DebugCommand,
    Dock,
    DockOffline,
    MediaUploaded,
    TopologyReported,
    Values,
    aircraft_properties,
    dock_properties,
    generation,
)
from ..const import DOMAIN
from ..jobs.manager import Jobs
from ..jobs.models import Job
from ..jobs.order import Order
from ..util.feature import Feature
from .interlocks import FORMATS, Facts, Refusal, refuse, refuse_all
from .left_open import LeftOpen
from .models import REMOTE_DEBUG, DebuggingState, DebuggingTimings
from .session import DebugSessions

_LOGGER = logging.getLogger(__name__)

_REBOOT, _CALIBRATE = "device_reboot", "rtk_calibration"
OPPOSITES = {
    "cover_open": "cover_close",
    "drone_open": "drone_close",
    "charge_open": "charge_close",
    "supplement_light_open": "supplement_light_close",
}
_OPPOSITES = OPPOSITES | {undone: done for done, undone in OPPOSITES.items()}
_SESSION_COMMANDS = frozenset({"debug_mode_open", "debug_mode_close"})


def _never(dock: str) -> datetime | None:
    """Plan no flights."""
    return None


class RemoteDebugging(Feature):
    """What owners ask of their docks, checked here and sent as jobs."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        server: CloudServer,
        jobs: Jobs,
        spawn: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[Any]],
        *,
        may_control: Callable[[str], bool],
        changed: Callable[[str], None],
        name_of: Callable[[str], str],
        exporting: Callable[[str], bool],
        pending: Callable[[str], int | None],
        flight_due: Callable[[str], datetime | None] = _never,
        timings: DebuggingTimings | None = None,
    ) -> None:
        """Take what other features know of a dock.

        `exporting` is whether an upload of its logs runs, `pending` how many files wait on it,
        `flight_due` when its next flight is planned; `changed` is called with a dock that moved.
        """
        self._server, self._jobs, self._spawn = server, jobs, spawn
        self._exporting, self._pending, self._flight_due = exporting, pending, flight_due
        self.may_control = may_control
        self._timings = timings = timings or DebuggingTimings()
        self.sessions = DebugSessions(
            *(hass, server, jobs.database, spawn),
            busy=self._is_busy,
            changed=changed,
            timings=timings,
        )
        self._left_open = LeftOpen(
            *(hass, entry_id, server),
            may_control=may_control,
            closes_itself=self.sessions.closes_itself,
            busy=self._is_busy,
            name_of=name_of,
            timings=timings,
        )
        self._last_file: dict[str, float] = {}
        self._reported: dict[str, int] = {}
        """How often each dock said what belongs to it, as it does when it has started."""
        jobs.revive(COMMANDS.keys() - _SESSION_COMMANDS, self._revived)

    @override
    async def async_load(self) -> None:
        """Take up what the last run has left open.

        Raises:
            DatabaseUnusable

        """
        await self.sessions.async_load()

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Begin to look after what is open; returns what ends the listening."""
        self._spawn(self._async_look_after(), "remote debugging")
        listeners = self._server.listeners
        return [
            *self.sessions.start(),
            listeners.add(TopologyReported, self._topology_reported),
            listeners.add(MediaUploaded, self._file_came),
            self._jobs.subscribe(lambda _, job: self.sessions.poke(job.dock)),
        ]

    @override
    async def async_end_sessions(self) -> None:
        """Close what is ours, unless a job is at work: that one is waited for by the next run."""
        await self.sessions.async_end()

    @override
    async def async_forget(self, serial: str) -> None:
        """Let go of a dock that is no longer ours."""
        await self.sessions.async_forget(serial)
        self._left_open.forget(serial)
        self._last_file.pop(serial, None)
        self._reported.pop(serial, None)

    def state(self, dock: str) -> DebuggingState:
        """Return what is known of remote debugging of a dock."""
        return DebuggingState(
            allowed=self.may_control(dock),
            open=self.sessions.is_open(dock),
            ours=self.sessions.is_ours(dock),
            closes_at=self.sessions.closes_at(dock),
        )

    async def async_do(
        self,
        dock: str,
        command: str,
        value: int | None = None,
        *,
        data: dict[str, Any] | None = None,
        context: Context | None = None,
        force: bool = False,
    ) -> Job:
        """Let a dock do something; returns when it has accepted it, or has done it at once.

        Remote debugging is opened if it has to be, and closed some time after. `data` stands in place
        of a command's own. `force` is for formatting, whatever would be lost.

        Raises:
            HomeAssistantError: something forbids it, or it waited for too long; nothing was sent.
            CloudApiError: the dock refuses, cannot be reached, or does not answer.
            DatabaseUnusable: it could not be saved; nothing was sent.

        """
        known = COMMANDS[command]
        self.check(dock, known, force=force)
        order = self._order(known, dock, value, data=data, force=force)
        return await self._jobs.async_run(order, context)

    async def async_open(self, dock: str) -> None:
        """Open remote debugging until it is closed again by hand, or for a flight.

        Raises:
            HomeAssistantError, CloudApiError, DatabaseUnusable: as async_do().

        """
        self._check_allowed(dock)
        if found := refuse_all(self._facts(dock)):
            raise _error(found)
        await self.sessions.async_hold(dock)

    async def async_close(self, dock: str) -> None:
        """Close remote debugging, whoever opened it.

        Raises:
            HomeAssistantError: a job is at work, or the dock does not report that it is closed.
            DatabaseUnusable: nothing was sent.

        """
        if self._is_busy(dock):
            raise _error(Refusal("debug_job_runs"))
        await self.sessions.async_release(dock)

    def check(self, dock: str, command: DebugCommand, *, force: bool = False) -> None:
        """See that a command may be sent now.

        Raises:
            HomeAssistantError: something forbids it.
            DockOffline

        """
        self._check_allowed(dock)
        facts = self._facts(dock)
        own = generation(facts.dock.model_key)
        if own and own not in command.docks:
            raise _error(Refusal("debug_wrong_model"))
        if found := refuse(facts, command.method, force=force):
            raise _error(found)

    def _check_allowed(self, dock: str) -> None:
        if not self.may_control(dock):
            ours = self._server.settings.answer_requests
            raise _error(Refusal("debug_not_allowed" if ours else "debug_not_accepted"))

    def _facts(self, dock: str) -> Facts:
        known = self._server.fleet.get(dock)
        if known is None or not known.online:
            raise DockOffline(dock)
        fleet = self._server.fleet
        silent = not self._is_fresh(fleet.silence(dock))
        return Facts(
            dock=known,
            values=self._server.properties.of(dock),
            aircraft=self._of_aircraft(known),
            place_is_fresh=self._is_fresh(fleet.place_age(dock)),
            power_is_fresh=self._is_fresh(fleet.power_age(dock)),
            # To a dock that is silent nothing is sent, and that says more.
            mode_is_fresh=silent or self._is_fresh(fleet.mode_age(dock)),
            installing=self._is_installing(dock),
            exporting=self._exporting(dock),
            uploading=self._is_uploading(dock),
            pending=self._pending(dock),
            minutes_to_flight=self._minutes_to_flight(dock),
        )

    def _is_fresh(self, age: float | None) -> bool:
        return age is not None and age <= self._timings.fresh

    def _of_aircraft(self, dock: Dock) -> Values:
        return self._server.properties.of(dock.aircraft_serial) if dock.aircraft else {}

    def _order(
        self,
        command: DebugCommand,
        dock: str,
        value: int | None,
        *,
        data: dict[str, Any] | None = None,
        force: bool = False,
    ) -> Order:
        entered: list[str] = []

        async def prepare() -> None:
            # Time has passed, and so it has when remote debugging is open.
            self.check(dock, command, force=force)
            await self.sessions.async_enter(dock)
            entered.append(dock)
            self.check(dock, command, force=force)

        def over(job: Job) -> None:
            for each in entered:
                self.sessions.leave(each)
            entered.clear()

        content = command.data(value) if data is None else data
        return Order(
            dock=dock,
            command=command.method,
            value=value,
            detail=repr(data) if data else "",
            limit=command.limit,
            is_job=command.is_job,
            send=lambda job_id: self._server.order(dock, command.method, content, job_id),
            prepare=prepare,
            proof=self._proof(command, dock, value),
            opposite=_OPPOSITES.get(command.method, ""),
            over=over,
        )

    def _revived(self, job: Job) -> Order:
        """Return what a job of an earlier run was about; remote debugging is closed after it."""
        value = job.value if isinstance(job.value, int) else None
        order = self._order(COMMANDS[job.command], job.dock, value)
        # Whether the dock was calibrated before nobody knows any more.
        return replace(order, proof=None) if job.command == _CALIBRATE else order

    def _proof(
        self, command: DebugCommand, dock: str, value: int | None
    ) -> Callable[[], bool] | None:
        """Return what shows that a dock has done a command."""
        values = self._server.properties.of(dock)
        if command.method == _REBOOT:
            return partial(self._has_restarted, dock, self._reported.get(dock, 0))
        if command.method in FORMATS:
            return self._less_stored(command.method, dock)
        if (reported := command.reported) is None:
            return None
        if command.method == _CALIBRATE and reported(values, value):
            # That it is calibrated shows nothing of whether it was done anew.
            return None
        return lambda: reported(values, value)

    def _less_stored(self, command: str, dock: str) -> Callable[[], bool]:
        """Return what says whether less is stored than now; nothing at all is less, too."""
        used, values = dock_properties.STORAGE_USED, self._server.properties.of(dock)
        if command == "drone_format":
            known = self._server.fleet.get(dock)
            used = aircraft_properties.STORAGE_USED
            values = self._of_aircraft(known) if known else {}
        before = used.read(values)

        def is_less() -> bool:
            now = used.read(values)
            return before is not None and now is not None and now < before

        return is_less

    def _has_restarted(self, dock: str, reported: int) -> bool:
        """Return whether a dock was gone and is back: it said again what belongs to it, and does nothing."""
        known = self._server.fleet.get(dock)
        back = known is not None and known.online and known.mode not in (None, REMOTE_DEBUG)
        return back and self._reported.get(dock, 0) > reported

    def _is_busy(self, dock: str) -> bool:
        return self._jobs.running(dock) is not None

    def _is_installing(self, dock: str) -> bool:
        """Return whether a dock is sent firmware: it says so itself only when it has fetched it."""
        job = self._jobs.state(dock).job
        return job is not None and job.command not in COMMANDS

    def _is_uploading(self, dock: str) -> bool:
        last = self._last_file.get(dock)
        recent = last is not None and _now() - last < self._timings.media_quiet
        return recent and bool(self._pending(dock))

    def _minutes_to_flight(self, dock: str) -> int | None:
        if (due := self._flight_due(dock)) is None:
            return None
        seconds = (due - dt_util.utcnow()).total_seconds()
        return max(0, round(seconds / 60)) if seconds <= self._timings.before_flight else None

    async def _async_look_after(self) -> None:
        """Look from time to time: make way for flights, and see what was left open."""
        while True:
            try:
                self._look_after([dock for dock in self._server.fleet if dock.accepted])
            except Exception:
                _LOGGER.exception("Docks could not be looked after")
            await asyncio.sleep(self._timings.look)

    def _look_after(self, docks: Sequence[Dock]) -> None:
        for dock in docks:
            if self._minutes_to_flight(dock.serial) is not None:
                self._make_way(dock)
        self._left_open.look(docks)

    def _make_way(self, dock: Dock) -> None:
        self._jobs.empty(dock.serial, "job_flight_due")
        if dock.mode == REMOTE_DEBUG and self.sessions.is_ours(dock.serial):
            self.sessions.close(dock.serial)

    @callback
    def _topology_reported(self, event: TopologyReported) -> None:
        if self._server.fleet.accepted(event.dock):
            self._reported[event.dock] = self._reported.get(event.dock, 0) + 1

    @callback
    def _file_came(self, event: MediaUploaded) -> None:
        self._last_file[event.dock] = _now()


def _now() -> float:
    return asyncio.get_running_loop().time()


def _error(refusal: Refusal) -> ServiceValidationError:
    # Who asked is told; it is no fault that Home Assistant would write to its log.
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=refusal.key,
        translation_placeholders=dict(refusal.placeholders),
    )
