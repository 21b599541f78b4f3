"""Which docks and aircraft there are, and to whom an aircraft belongs."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Literal

from ..wire import parse
from ..wire.topics import is_serial
from .models import Aircraft, Dock, DockChanged, UnknownDockForgotten

MAX_DOCKS = 1000
"""Docks that are kept; unknown ones give way, the one that was silent for longest first."""

MAX_AIRCRAFT = 16
"""Different aircraft that a dock may report until a restart: each becomes a device."""

type Report = Literal["place", "power", "mode"]
"""What a dock reports again and again, and must have reported just now to be relied on."""

_NEVER = float("-inf")
_FRESH = 15.0
"""Seconds for which an aircraft counts as being where it spoke last; it does every second or two."""


class Fleet:
    """All docks heard of, and since when each is silent."""

    def __init__(
        self,
        changed: Callable[[DockChanged | UnknownDockForgotten], None],
        clock: Callable[[], float],
        *,
        accept_all: bool,
        claim: Callable[[str], bool] = lambda serial: True,
        now: Callable[[], float] | None = None,
    ) -> None:
        """Take what is called with changes, a monotonic clock in seconds, and whom to accept.

        `clock` may stand still while no dock can be heard; `now` does not, and says how long a
        dock has really been silent.
        `claim` makes a dock ours before it is accepted; False when it belongs to somebody else.
        """
        self._accept_all = accept_all
        self._claim = claim
        self._docks: dict[str, Dock] = {}
        self._owners: dict[str, str] = {}
        self._reported: dict[str, set[str]] = {}
        self._heard: dict[str, float] = {}
        self._last: dict[str, float] = {}
        """When a dock was heard, on the clock that never stands still."""
        self._spoke: dict[str, float] = {}
        """When an aircraft spoke last through the dock to which it belongs."""
        self._noted: dict[str, dict[Report, float]] = {}
        """When a dock last reported each of what must not be old."""
        self._planned: dict[str, dict[str, Any]] = {}
        self._controlled: dict[str, float] = {}
        """When an aircraft spoke last through a remote controller."""
        self._changed = changed
        self._clock = clock
        self._now = now or clock

    def __iter__(self) -> Iterator[Dock]:
        """Iterate over the docks as they are now."""
        return iter(tuple(self._docks.values()))

    def get(self, serial: str) -> Dock | None:
        """Return a dock, None when it was never heard of."""
        return self._docks.get(serial)

    def accepted(self, serial: str) -> bool:
        """Return whether a dock is one of ours."""
        dock = self._docks.get(serial)
        return dock is not None and dock.accepted

    def dock_of(self, aircraft: str) -> Dock | None:
        """Return the accepted dock to which an aircraft belongs: of several, where it is on."""
        owner = self._owners.get(aircraft)
        return None if owner is None else self._docks.get(owner)

    def names(self, serial: str, aircraft: str) -> bool:
        """Return whether an accepted dock reports this aircraft as its own."""
        dock = self._docks.get(serial)
        return dock is not None and dock.accepted and dock.aircraft_serial == aircraft

    def may_report(self, serial: str, aircraft: str) -> bool:
        """Return whether a dock may name this device as its aircraft: a dock is none."""
        if not is_serial(aircraft) or aircraft == serial or aircraft in self._docks:
            return False
        if serial not in self._docks and not self._has_room():
            return False
        reported = self._reported.setdefault(serial, set())
        if aircraft not in reported and len(reported) >= MAX_AIRCRAFT:
            return False
        reported.add(aircraft)
        return True

    def update(self, serial: str, **changes: Any) -> Dock | None:
        """Change fields of a dock and notify; None when there is no room for it, or it is not ours."""
        before = self._docks.get(serial)
        if before is None and not self._make_room():
            return None
        if before and all(getattr(before, name) == value for name, value in changes.items()):
            return before
        dock = replace(before or Dock(serial=serial, accepted=self._accept_all), **changes)
        if dock.accepted and not (before and before.accepted) and not self._claim(serial):
            return None
        self._docks[serial] = dock
        self._own(dock, before)
        self._changed(DockChanged(dock, before))
        if before is None:
            self._is_no_aircraft(serial)
        return dock

    def passes_on(self, gateway: str, aircraft: str) -> bool:
        """Return whether an aircraft may speak through a device: its dock, or its controller."""
        owner = self.dock_of(aircraft)
        controller = owner.aircraft.controller if owner and owner.aircraft else ""
        return gateway == controller != "" or self.names(gateway, aircraft)

    def spoke(self, aircraft: str, gateway: str) -> None:
        """Note through which dock an aircraft speaks: to that one it belongs, whoever names it."""
        owner, now = self._owners.get(aircraft), self._clock()
        if gateway not in self._docks:
            self._fly_by_hand(aircraft, gateway, now)
            return
        if gateway != owner:
            # On its way from one dock to another both pass on what it says.
            elsewhere = now - self._spoke.get(aircraft, _NEVER) < _FRESH
            if elsewhere or not self.names(gateway, aircraft):
                return
            self._owners[aircraft] = gateway
            dock = self._docks[gateway]
            self._changed(DockChanged(dock, dock))
        self._spoke[aircraft] = now

    @contextmanager
    def planning(self, serial: str, **changes: Any) -> Generator[None]:
        """Let as_dict() hold changes within, so that they are saved before anybody is notified."""
        self._planned[serial] = changes
        try:
            yield
        finally:
            self._planned.pop(serial, None)

    def _fly_by_hand(self, aircraft: str, controller: str, now: float) -> None:
        """Note that an aircraft of ours speaks through what is no dock."""
        dock = self.dock_of(aircraft)
        if dock is None or dock.aircraft is None or not is_serial(controller):
            return
        # Of two controllers the first one counts for as long as anything is heard.
        controller = dock.aircraft.controller or controller
        self._controlled[aircraft] = now
        self.update(dock.serial, aircraft=replace(dock.aircraft, controller=controller))

    def heard(self, serial: str, ago: float = 0.0) -> None:
        """Note that a known dock is alive; what it said may have been `ago` seconds on its way."""
        if (dock := self._docks.get(serial)) is None:
            return
        self._heard[serial] = self._clock()
        self._last[serial] = max(self._last.get(serial, _NEVER), self._now() - ago)
        if not dock.online:
            self.update(serial, online=True)

    def silence(self, serial: str) -> float | None:
        """Return for how many seconds a dock was not heard, None if it never was."""
        heard = self._last.get(serial)
        return None if heard is None else self._now() - heard

    def noted(self, serial: str, what: Report, ago: float = 0.0) -> None:
        """Note that a dock reported something of itself, changed or not; `ago` as in heard()."""
        self._noted.setdefault(serial, {})[what] = self._now() - ago

    def place_age(self, serial: str) -> float | None:
        """Return how many seconds ago a dock reported where its aircraft is, None if never."""
        return self._age(serial, "place")

    def power_age(self, serial: str) -> float | None:
        """Return how many seconds ago a dock reported whether its aircraft is on, None if never."""
        return self._age(serial, "power")

    def mode_age(self, serial: str) -> float | None:
        """Return how many seconds ago a dock reported what it is doing, None if never."""
        return self._age(serial, "mode")

    def _age(self, serial: str, what: Report) -> float | None:
        noted = self._noted.get(serial, {}).get(what)
        return None if noted is None else self._now() - noted

    def expire(self, silence: float, most: int = MAX_DOCKS) -> int:
        """Take docks for offline that were silent for so many seconds, their aircraft with them.

        And aircraft for not flown by hand any more. Returns how many there were, `most` at a time.
        """
        limit = self._clock() - silence
        due = [(dock.serial, changes) for dock in self if (changes := self._expired(dock, limit))][
            :most
        ]
        for serial, changes in due:
            self.update(serial, **changes)
        return len(due)

    def _expired(self, dock: Dock, limit: float) -> dict[str, Any]:
        """Return what changes at a dock of which nothing was heard since a moment."""
        changes: dict[str, Any] = {}
        aircraft = dock.aircraft
        if dock.online and self._heard.get(dock.serial, limit) <= limit:
            aircraft = aircraft and replace(aircraft, online=False)
            changes = {"online": False, "aircraft": aircraft}
        if aircraft and aircraft.controller:
            if self._controlled.get(aircraft.serial, limit) <= limit:
                self._controlled.pop(aircraft.serial, None)
                changes["aircraft"] = replace(aircraft, controller="")
        return changes

    def forget(self, serial: str) -> None:
        """Drop a dock; it appears again as unknown when it speaks."""
        dock = self._docks.pop(serial, None)
        self._heard.pop(serial, None)
        self._last.pop(serial, None)
        self._noted.pop(serial, None)
        self._reported.pop(serial, None)
        if dock is None:
            return
        self._release(dock.aircraft_serial, serial)
        if dock.unknown:
            self._changed(UnknownDockForgotten(serial))

    def _has_room(self) -> bool:
        return len(self._docks) < MAX_DOCKS or any(dock.unknown for dock in self._docks.values())

    def _make_room(self) -> bool:
        """Let an unknown dock go if there are too many; False when all are ours."""
        if len(self._docks) >= MAX_DOCKS:
            unknown = (serial for serial, dock in self._docks.items() if dock.unknown)
            silent = min(unknown, key=lambda serial: self._heard.get(serial, 0.0), default=None)
            if silent is None:
                return False
            self.forget(silent)
        return True

    def _is_no_aircraft(self, serial: str) -> None:
        """Take a dock from those who named it as their aircraft."""
        for dock in self:
            if dock.aircraft_serial == serial:
                self.update(dock.serial, aircraft=None)

    def _own(self, dock: Dock, before: Dock | None) -> None:
        """Note whose the aircraft of a dock is now."""
        if before and before.aircraft_serial != dock.aircraft_serial:
            self._release(before.aircraft_serial, dock.serial)
        if dock.accepted and dock.aircraft:
            self._choose(dock.aircraft.serial)

    def _release(self, aircraft: str, serial: str) -> None:
        """Take an aircraft from a dock that does not report it any more."""
        if self._owners.get(aircraft) == serial:
            del self._owners[aircraft]
            self._spoke.pop(aircraft, None)
            self._controlled.pop(aircraft, None)
            self._choose(aircraft)

    def _choose(self, aircraft: str) -> None:
        """Find the dock of an aircraft: where it is on, else where it was, else any."""
        owner = self.dock_of(aircraft)
        if owner and owner.aircraft and owner.aircraft.online:
            return
        for dock in self._docks.values():
            if self.names(dock.serial, aircraft) and dock.aircraft:
                if dock.aircraft.online:
                    self._owners[aircraft] = dock.serial
                    self._spoke.pop(aircraft, None)
                    return
                self._owners.setdefault(aircraft, dock.serial)

    def as_dict(self) -> list[dict[str, Any]]:
        """Return what has to survive a restart."""
        docks = dict(self._docks)
        for serial, changes in self._planned.items():
            docks[serial] = replace(docks.get(serial) or Dock(serial=serial), **changes)
        return [
            {
                "serial": dock.serial,
                "model_key": dock.model_key,
                "firmware": dock.firmware,
                "callsign": dock.callsign,
                "accepted": dock.accepted,
                "ignored": dock.ignored,
                "aircraft": dock.aircraft
                and {
                    "serial": dock.aircraft.serial,
                    "model_key": dock.aircraft.model_key,
                    "firmware": dock.aircraft.firmware,
                },
            }
            for dock in docks.values()
            if dock.accepted or dock.ignored
        ]

    def restore(self, saved: object) -> None:
        """Take docks back from as_dict(); they are offline until they speak."""
        for entry in parse.items(saved, MAX_DOCKS):
            serial = parse.text(entry.get("serial"))
            accepted = entry.get("accepted") is True
            if not is_serial(serial) or (accepted and not self._claim(serial)):
                continue
            self._docks[serial] = Dock(
                serial=serial,
                model_key=parse.text(entry.get("model_key")),
                firmware=parse.text(entry.get("firmware")),
                callsign=parse.text(entry.get("callsign")),
                accepted=accepted,
                ignored=entry.get("ignored") is True,
                aircraft=_aircraft(parse.mapping(entry.get("aircraft"))),
            )
            self._own(self._docks[serial], None)
        for serial in tuple(self._docks):
            self._is_no_aircraft(serial)


def _aircraft(saved: Mapping[str, Any]) -> Aircraft | None:
    serial = parse.text(saved.get("serial"))
    if not is_serial(serial):
        return None
    return Aircraft(
        serial=serial,
        model_key=parse.text(saved.get("model_key")),
        firmware=parse.text(saved.get("firmware")),
    )
