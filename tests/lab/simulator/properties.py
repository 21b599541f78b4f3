"""Properties that a cloud may set: which there are, what they take, where they then show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .profile import DockProfile, Model

FAILED = 1
AIRCRAFT_NOT_CONNECTED = 325012

type Values = dict[str, Any]
"""Properties by name; those of a struct are a dict of their own."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """A number without decimals; 3.0 is none."""

    lowest: int
    highest: int

    def takes(self, value: object) -> bool:
        return type(value) is int and self.lowest <= value <= self.highest


@dataclass(frozen=True, slots=True)
class _Decimal:
    lowest: float
    highest: float

    def takes(self, value: object) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return self.lowest <= value <= self.highest


@dataclass(frozen=True, slots=True)
class _Truth:
    def takes(self, value: object) -> bool:
        return isinstance(value, bool) or (type(value) is int and value in {0, 1})


type _Rule = _Whole | _Decimal | _Truth

_SWITCH = _Whole(0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writable:
    """A property that can be set."""

    rule: _Rule | Mapping[str, _Rule]
    """Of the value, or of each field of a struct."""
    default: Any
    shown: Literal["osd", "state"]
    """Where it is told; a Dock 3 tells its own in both."""
    models: frozenset[Model] = frozenset(Model)


DOCK: Mapping[str, Writable] = {
    "silent_mode": Writable(rule=_SWITCH, default=0, shown="state"),
    "user_experience_improvement": Writable(rule=_Whole(1, 2), default=1, shown="state"),
    "air_transfer_enable": Writable(
        rule=_Truth(),
        default=False,
        shown="state",
        models=frozenset({Model.DOCK_2, Model.DOCK_3}),
    ),
}

AIRCRAFT: Mapping[str, Writable] = {
    "night_lights_state": Writable(rule=_SWITCH, default=0, shown="osd"),
    "height_limit": Writable(rule=_Whole(20, 1500), default=120, shown="osd"),
    "rth_altitude": Writable(rule=_Whole(20, 500), default=60, shown="osd"),
    "distance_limit_status": Writable(
        rule={"state": _SWITCH, "distance_limit": _Whole(15, 8000)},
        default={"state": 0, "distance_limit": 800},
        shown="osd",
    ),
    "obstacle_avoidance": Writable(
        rule={"horizon": _SWITCH, "upside": _SWITCH, "downside": _SWITCH},
        default={"horizon": 1, "upside": 1, "downside": 1},
        shown="osd",
    ),
    "commander_flight_mode": Writable(rule=_SWITCH, default=0, shown="state"),
    "commander_flight_height": Writable(rule=_Decimal(2, 3000), default=80.0, shown="state"),
    "commander_mode_lost_action": Writable(rule=_SWITCH, default=0, shown="state"),
    "remaining_power_for_return_home": Writable(
        rule=_Whole(0, 100),
        default=25,
        shown="state",
        models=frozenset({Model.DOCK_3}),
    ),
}


def defaults(table: Mapping[str, Writable], model: Model) -> Values:
    """Return what is set at the beginning."""
    return {
        name: dict(item.default) if isinstance(item.default, dict) else item.default
        for name, item in table.items()
        if model in item.models
    }


def told(table: Mapping[str, Writable], values: Values, where: Literal["osd", "state"]) -> Values:
    """Return the properties that are told in osd or in state."""
    return {name: value for name, value in values.items() if table[name].shown == where}


def check(name: str, value: object, profile: DockProfile, *, aircraft_on: bool) -> Values:
    """Return the result of a property to be set, in the shape of the reply; 0 takes it."""
    item = DOCK.get(name) or AIRCRAFT.get(name)
    if item is None or profile.model not in item.models:
        return {"result": FAILED}
    away = name in AIRCRAFT and not aircraft_on
    if not isinstance(item.rule, Mapping):
        if away:
            return {"result": AIRCRAFT_NOT_CONNECTED}
        return {"result": 0 if item.rule.takes(value) else FAILED}
    if not isinstance(value, dict) or not value:
        return {"result": FAILED}
    results: Values = {}
    for field, wanted in value.items():
        rule = item.rule.get(field)
        good = rule is not None and rule.takes(wanted)
        results[field] = {"result": AIRCRAFT_NOT_CONNECTED if away else 0 if good else FAILED}
    return results


def refused(data: Values, code: int) -> Values:
    """Return the result of properties that are refused, whatever their values."""
    result: Values = {"result": code}
    return {
        name: dict.fromkeys(value, result) if isinstance(value, dict) else result
        for name, value in data.items()
    }


def taken(value: object, results: Values) -> object:
    """Return of a value what the results take, None for nothing."""
    if "result" in results:
        return value if results["result"] == 0 else None
    fields = value if isinstance(value, dict) else {}
    return {name: item for name, item in fields.items() if results[name]["result"] == 0} or None
