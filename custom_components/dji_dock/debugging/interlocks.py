"""What forbids a command: pure functions over what a dock has reported. No option removes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ..cloud_api import Dock, Values, aircraft_properties, dock_properties, generation
from .models import REMOTE_DEBUG

_ON_SITE, _UPGRADING, _WORKING = 1, 3, 4
_FLIGHT_STEPS = frozenset({0, 1, 2})
_IDLE_MODES = frozenset({0, REMOTE_DEBUG})
_STANDBY = "standby"

MAX_WIND = {"1": 12.0, "2": 8.0, "3": 12.0}
"""m/s in which aircraft of each generation take off and land, by DJI's specifications."""
_STRICTEST_WIND = min(MAX_WIND.values())


class Refusal(NamedTuple):
    """Why not: the key of a text of `exceptions`, and what stands in it."""

    key: str
    placeholders: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a command depends on."""

    dock: Dock
    values: Values = field(default_factory=dict)
    """What the dock reported."""
    aircraft: Values = field(default_factory=dict)
    """What its aircraft reported."""
    place_is_fresh: bool = False
    """Whether the dock reported just now where its aircraft is."""
    power_is_fresh: bool = False
    """Whether the dock reported just now whether its aircraft is on."""
    mode_is_fresh: bool = False
    """Whether the dock reported just now what it is doing."""
    installing: bool = False
    """Whether the dock is sent firmware."""
    exporting: bool = False
    """Whether an upload of logs runs."""
    uploading: bool = False
    """Whether files of flights come in."""
    pending: int | None = None
    """Files that wait on the dock, None until it reported."""
    minutes_to_flight: int | None = None
    """None when no flight is due soon."""


type Check = Callable[[Facts], Refusal | None]


def refuse_all(facts: Facts) -> Refusal | None:
    """Return what forbids every command, and remote debugging itself."""
    dock = facts.dock
    if dock.mode is None or not facts.mode_is_fresh:
        return Refusal("debug_mode_unknown")
    if dock.mode == _WORKING or dock.flight_step in _FLIGHT_STEPS:
        return Refusal("debug_flying")
    reported = dock.mode == _UPGRADING or dock_properties.UPGRADING.read(facts.values)
    if facts.installing or reported:
        return Refusal("debug_upgrading")
    if dock.mode == _ON_SITE:
        return Refusal("debug_on_site")
    if dock_properties.EMERGENCY_STOP.read(facts.values):
        return Refusal("debug_emergency_stop")
    if facts.exporting:
        return Refusal("debug_exporting")
    if facts.minutes_to_flight is not None:
        return Refusal("debug_flight_due", {"minutes": str(facts.minutes_to_flight)})
    return None


def refuse(facts: Facts, command: str, *, force: bool = False) -> Refusal | None:
    """Return what forbids a command; `force` only helps against files that would be lost."""
    if found := refuse_all(facts):
        return found
    if force and command in FORMATS:
        return None
    check = _CHECKS.get(command)
    return check(facts) if check else None


def _open_cover(facts: Facts) -> Refusal | None:
    if dock_properties.RAIN.read(facts.values) not in (None, "none"):
        return Refusal("cover_rain")
    wind = dock_properties.WIND_SPEED.read(facts.values)
    limit = MAX_WIND.get(generation(facts.dock.model_key), _STRICTEST_WIND)
    if wind is not None and wind > limit:
        return Refusal("cover_wind", {"wind": f"{wind:g}", "limit": f"{limit:g}"})
    return None


def _close_cover(facts: Facts) -> Refusal | None:
    # A pilot may be flying it by a remote controller.
    return None if _is_surely_off(facts) or _is_inside(facts) else Refusal("cover_aircraft_outside")


def _force_cover(facts: Facts) -> Refusal | None:
    outside = facts.place_is_fresh and facts.dock.in_dock is False
    return None if outside and _is_surely_off(facts) else Refusal("force_needs_proof")


def _switch_off(facts: Facts) -> Refusal | None:
    idle = (
        _is_inside(facts)
        and facts.dock.mode in _IDLE_MODES
        and (not _is_on(facts) or aircraft_properties.MODE.read(facts.aircraft) == _STANDBY)
    )
    return None if idle else Refusal("power_off_not_idle")


def _switch_on(facts: Facts) -> Refusal | None:
    return None if _is_inside(facts) else Refusal("power_on_outside")


def _restart(facts: Facts) -> Refusal | None:
    return Refusal("restart_uploading") if facts.uploading else None


def _air(facts: Facts) -> Refusal | None:
    seconds = dock_properties.AIR_CONDITIONER_LOCKED.read(facts.values) or 0
    return Refusal("air_conditioner_locked", {"seconds": f"{seconds:.0f}"}) if seconds > 0 else None


def _format(facts: Facts) -> Refusal | None:
    if facts.pending is None:
        return Refusal("format_media_unknown")
    if facts.pending:
        return Refusal("format_media_waits", {"files": str(facts.pending)})
    return None


def _is_inside(facts: Facts) -> bool:
    """Return whether the dock reported just now that its aircraft is inside."""
    return facts.place_is_fresh and facts.dock.in_dock is True


def _is_surely_off(facts: Facts) -> bool:
    """Return whether the dock reported just now that its aircraft is off, and nobody flies it."""
    reported = dock_properties.AIRCRAFT_ON.read(facts.values) is False
    return facts.power_is_fresh and reported and not _is_on(facts)


def _is_on(facts: Facts) -> bool:
    """Return whether the aircraft is on, at its dock or in the hands of a pilot."""
    aircraft = facts.dock.aircraft
    return aircraft is not None and (aircraft.online or aircraft.controller != "")


FORMATS = frozenset({"device_format", "drone_format"})

_CHECKS: Mapping[str, Check] = {
    "cover_open": _open_cover,
    "cover_close": _close_cover,
    "cover_force_close": _force_cover,
    "drone_open": _switch_on,
    "drone_close": _switch_off,
    "device_reboot": _restart,
    "air_conditioner_mode_switch": _air,
    **dict.fromkeys(FORMATS, _format),
}
