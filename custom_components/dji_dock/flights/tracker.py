"""Notices flights that begin and end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
import logging
from typing import Any

from homeassistant.core import callback

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
class _Flight:
    """A flight that goes on."""

    flight_id: str = ""
    """Blank as long as nobody told."""
    doubts: frozenset[str] = frozenset()
    """What spoke against it from the beginning: some docks say the same of everything all the time."""
    over: bool = False
    """Whether its task has ended, and only the aircraft is not home yet."""
    of_last_run: bool = False


class FlightTracker:
    """Draws the moments of a flight from what docks tell of themselves again and again.

    No dock tells when a flight begins or ends, and not every one tells everything: whatever says so
    first counts, once.
    """

    def __init__(self, notify: Callable[[str, DockEvent], None]) -> None:
        """Take whom to tell of what happens to a dock."""
        self._notify = notify
        self._docks: dict[str, Dock] = {}
        self._flights: dict[str, _Flight] = {}
        self._next_ids: dict[str, str] = {}
        """Of tasks that have not taken off yet."""
        self._ended_ids: dict[str, str] = {}
        self._stale: dict[str, frozenset[int]] = {}
        """Steps that a dock may still tell of a flight that has ended."""

    def restore(self, saved: object) -> None:
        """Take back what was going on in the last run: it is no news."""
        known = saved if isinstance(saved, Mapping) else {}
        try:
            ids = {str(dock): str(each) for dock, each in dict(known.get("ids", {})).items()}
            for dock in known.get("flying", ()):
                self._flights[str(dock)] = _Flight(ids.get(str(dock), ""), of_last_run=True)
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

    @callback
    def handle_dock(self, change: DockChanged) -> bool:
        """Take in how a dock is now; between begin and end, it flies on. Tells if that is news."""
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
    def handle_flight(self, news: FlightProgress) -> bool:
        """Take in how far a flight task is; tells whether a flight began or ended with it."""
        flight = self._flights.get(news.dock)
        if news.over:
            if self._next_ids.get(news.dock) == news.flight_id:
                # It never took off: the next flight is another one.
                del self._next_ids[news.dock]
            return flight is not None and self._is_over(flight, news)
        if not news.flight_id or self._is_late(flight, news):
            return False
        if flight:
            if flight.flight_id in ("", news.flight_id):
                flight.flight_id, flight.of_last_run = news.flight_id, False
                return False
            # The dock has gone on to the next task, so this one is over.
            self._end(news.dock, flight)
        self._next_ids[news.dock] = news.flight_id
        if self._has_begun(news):
            self._begin(news.dock, self._next_ids.pop(news.dock))
            return True
        return flight is not None

    def _is_late(self, flight: _Flight | None, news: FlightProgress) -> bool:
        """Return whether a task that has ended speaks, or another one in the middle of a flight."""
        if flight is None or flight.flight_id in ("", news.flight_id):
            return flight is None and news.flight_id == self._ended_ids.get(news.dock)
        dock = self._docks.get(news.dock)
        flies = dock is not None and dock.flight_step == _IN_FLIGHT and not flight.of_last_run
        return flies or news.flight_id == self._ended_ids.get(news.dock)

    def _has_begun(self, news: FlightProgress) -> bool:
        dock = self._docks.get(news.dock)
        preparing = dock is not None and dock.flight_step == _PREPARING
        return not preparing if news.flying is None else news.flying

    def _is_over(self, flight: _Flight, news: FlightProgress) -> bool:
        if news.flight_id and flight.flight_id not in ("", news.flight_id):
            return False
        flight.flight_id = news.flight_id or flight.flight_id
        dock = self._docks.get(news.dock)
        if news.failed and dock and _in_the_air(dock):
            flight.over = True
            return False
        self._end(news.dock, flight)
        return True

    def _begin(self, dock: str, flight_id: str) -> None:
        known = self._docks.get(dock)
        doubts = _doubts(known) if known else frozenset[str]()
        self._flights[dock] = _Flight(flight_id, doubts)
        self._notify(dock, flight_event("started", flight_id))

    def _end(self, dock: str, flight: _Flight) -> None:
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
        # step may be told later than the rest.
        _INSIDE: dock.in_dock is True and not (aircraft_on and step in _NOT_CLOSED),
    }
    return frozenset(name for name, says in found.items() if says)


def _maybe_in_the_air(dock: Dock) -> bool:
    if dock.in_dock is None:
        return dock.mode == _WORKING
    return not dock.in_dock


def _in_the_air(dock: Dock) -> bool:
    return dock.flight_step == _IN_FLIGHT and dock.in_dock is False
