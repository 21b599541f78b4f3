"""Notices flights that begin and end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
import logging
from typing import Any

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ..cloud_api import Dock, DockChanged, FlightProgress
from ..util.dock_event import DockEvent
from .events import flight_event

_LOGGER = logging.getLogger(__name__)

# `flighttask_step_code` of a dock.
_PREPARING = 0
_IN_FLIGHT = 1
_RECOVERING = 2
_NOT_CLOSED = (_IN_FLIGHT, _RECOVERING, None)
# Also while it looks for new flight areas and maps, or has nothing to do.
_ON_THE_GROUND = frozenset({_PREPARING, 3, 4, 5})
_ABNORMAL = 255
"""Something is wrong with the aircraft: off after a flight, or out of reach in the middle of one."""

# `mode_code` of a dock.
_WORKING = 4


@dataclass(slots=True)
class Flight:
    """A flight that goes on."""

    flight_id: str = ""
    """Blank as long as nobody reported it."""
    started: datetime | None = None
    """UTC; None for one of the last run."""
    percent: int | None = None
    """How far its task is, as the dock reports it."""
    doubts: frozenset[str] = frozenset()
    """What spoke against it from the beginning: some docks say the same of everything all the time."""
    over: bool = False
    """Whether its task has ended, and only the aircraft is not home yet."""
    of_last_run: bool = False


class FlightTracker:
    """Finds when flights start and end in what docks report again and again.

    No dock reports when a flight begins or ends, and not every one reports everything: whatever says so
    first counts, once.
    """

    def __init__(self, notify: Callable[[str, DockEvent], None]) -> None:
        """Take whom to notify of what happens to a dock."""
        self._notify = notify
        self._docks: dict[str, Dock] = {}
        self._flights: dict[str, Flight] = {}
        self._next_ids: dict[str, str] = {}
        """Of tasks that have not taken off yet."""
        self._ended_ids: dict[str, str] = {}
        self._stale: dict[str, frozenset[int]] = {}
        """Steps that a dock may still report of a flight that has ended."""

    def restore(self, saved: object) -> None:
        """Take back what was going on in the last run: it is not new."""
        known = saved if isinstance(saved, Mapping) else {}
        try:
            ids = {str(dock): str(each) for dock, each in dict(known.get("ids", {})).items()}
            for dock in known.get("flying", ()):
                self._flights[str(dock)] = Flight(ids.get(str(dock), ""), of_last_run=True)
            for dock, flight_id in dict(known.get("ended", {})).items():
                self._ended_ids[str(dock)] = str(flight_id)
        except (AttributeError, TypeError, ValueError) as err:
            _LOGGER.warning("The flights of the last run could not be read: %r", err)

    def as_dict(self) -> dict[str, Any]:
        """Return what is going on now."""
        flights = sorted(self._flights.items())
        ids = {dock: flight.flight_id for dock, flight in flights if flight.flight_id}
        more = {"ids": ids, "ended": dict(self._ended_ids)}
        return {
            "flying": [dock for dock, _ in flights],
            **{name: value for name, value in more.items() if value},
        }

    def current(self, dock: str) -> Flight | None:
        """Return the flight that goes on at a dock."""
        return self._flights.get(dock)

    def forget(self, device: str) -> None:
        """Let go of a device."""
        for known in (
            self._docks,
            self._flights,
            self._next_ids,
            self._ended_ids,
            self._stale,
        ):
            known.pop(device, None)

    def flies(self, dock: str, flight_id: str | None = None) -> bool:
        """Return whether a flight goes on, with an id whether it is that one."""
        flight = self._flights.get(dock)
        return flight is not None and flight_id in (None, flight.flight_id)

    @callback
    def handle_dock(self, change: DockChanged) -> bool:
        """Handle how a dock is now; between start and end, it flies on. Returns whether that is new."""
        dock = change.dock
        self._docks[dock.serial] = dock
        if (step := dock.flight_step) is not None and step not in self._stale.get(dock.serial, ()):
            self._stale.pop(dock.serial, None)
        if (flight := self._flights.get(dock.serial)) is None:
            if step != _IN_FLIGHT or dock.serial in self._stale:
                return False
            self._begin(dock.serial, self._next_ids.pop(dock.serial, ""))
            return True
        doubts = _doubts(dock)
        if doubts <= flight.doubts and not (flight.over and not _in_the_air(dock)):
            # What has stopped to speak against it may do so again, and is believed then.
            flight.doubts = doubts
            return False
        self._end(dock.serial, flight)
        return True

    @callback
    def handle_flight(self, event: FlightProgress) -> bool:
        """Handle how far a flight task is; says whether a flight began or ended with it."""
        flight = self._flights.get(event.dock)
        if event.over:
            if self._next_ids.get(event.dock) == event.flight_id:
                # It never took off: the next flight is another one.
                del self._next_ids[event.dock]
            return flight is not None and self._is_over(flight, event)
        if not event.flight_id or self._is_late(flight, event):
            return False
        if flight:
            if flight.flight_id in ("", event.flight_id):
                flight.flight_id, flight.of_last_run = event.flight_id, False
                flight.percent = flight.percent if event.percent is None else event.percent
                return False
            # The dock has gone on to the next task, so this one is over.
            self._end(event.dock, flight)
        self._next_ids[event.dock] = event.flight_id
        if self._has_begun(event):
            self._begin(event.dock, self._next_ids.pop(event.dock))
            return True
        return flight is not None

    def _is_late(self, flight: Flight | None, event: FlightProgress) -> bool:
        """Return whether a task that has ended speaks, or another one in the middle of a flight."""
        if flight is None or flight.flight_id in ("", event.flight_id):
            return flight is None and event.flight_id == self._ended_ids.get(event.dock)
        dock = self._docks.get(event.dock)
        flies = dock is not None and dock.flight_step == _IN_FLIGHT and not flight.of_last_run
        return flies or event.flight_id == self._ended_ids.get(event.dock)

    def _has_begun(self, event: FlightProgress) -> bool:
        dock = self._docks.get(event.dock)
        preparing = dock is not None and dock.flight_step == _PREPARING
        return not preparing if event.flying is None else event.flying

    def _is_over(self, flight: Flight, event: FlightProgress) -> bool:
        if event.flight_id and flight.flight_id not in ("", event.flight_id):
            return False
        flight.flight_id = event.flight_id or flight.flight_id
        dock = self._docks.get(event.dock)
        if event.failed and dock and _in_the_air(dock):
            flight.over = True
            return False
        self._end(event.dock, flight)
        return True

    def _begin(self, dock: str, flight_id: str) -> None:
        known = self._docks.get(dock)
        doubts = _doubts(known) if known else frozenset[str]()
        self._flights[dock] = Flight(flight_id, dt_util.utcnow(), doubts=doubts)
        self._notify(dock, flight_event("started", flight_id))

    def _end(self, dock: str, flight: Flight) -> None:
        del self._flights[dock]
        if flight.flight_id:
            self._ended_ids[dock] = flight.flight_id
        known = self._docks.get(dock)
        if known and known.flight_step == _IN_FLIGHT:
            self._stale[dock] = frozenset({_IN_FLIGHT})
        elif known and known.flight_step == _ABNORMAL and _doubts(known) == {_STEP}:
            # Perhaps the aircraft was out of reach only, and it is the same flight that goes on.
            self._stale[dock] = frozenset({_IN_FLIGHT, _ABNORMAL})
        self._notify(dock, flight_event("ended", flight.flight_id))


_STEP, _MODE, _INSIDE = "step", "mode", "inside"


def _doubts(dock: Dock) -> frozenset[str]:
    """Return what of a dock's own words speaks against a flight."""
    step = dock.flight_step
    aircraft_on = dock.aircraft is not None and dock.aircraft.online
    found = {
        _STEP: step in _ON_THE_GROUND or (step == _ABNORMAL and not _maybe_in_the_air(dock)),
        _MODE: dock.mode not in (None, _WORKING),
        # It is not over before the dock has closed, unless the aircraft is off. After a restart the
        # step may be reported later than the rest.
        _INSIDE: dock.in_dock is True and not (aircraft_on and step in _NOT_CLOSED),
    }
    return frozenset(name for name, says in found.items() if says)


def _maybe_in_the_air(dock: Dock) -> bool:
    if dock.in_dock is None:
        return dock.mode == _WORKING
    return not dock.in_dock


def _in_the_air(dock: Dock) -> bool:
    return dock.flight_step == _IN_FLIGHT and dock.in_dock is False
