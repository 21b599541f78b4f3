"""A flight as an aircraft and its dock report it: a function of the tick, and of nothing else."""

from dataclasses import dataclass
import math

TICKS = 40
"""Steps of a flight, from the order to the closed cover."""

_SPEED = 8.0
_CLIMB = 5.0
_HIGHEST = 60.0
_SURVEYED = 1.5 * math.pi
_BATTERY_USED = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A part of a flight; the codes are those of `mode_code` and the rest of the osd."""

    ends: int
    """The tick after its last one."""
    aircraft_mode: int
    task_step: int
    cover: int
    in_dock: bool


OPENING = Phase(ends=2, aircraft_mode=1, task_step=0, cover=2, in_dock=True)
READY = Phase(ends=4, aircraft_mode=2, task_step=0, cover=1, in_dock=True)
TAKE_OFF = Phase(ends=10, aircraft_mode=4, task_step=1, cover=1, in_dock=False)
WAYLINE = Phase(ends=26, aircraft_mode=5, task_step=1, cover=1, in_dock=False)
RETURNING = Phase(ends=32, aircraft_mode=9, task_step=1, cover=1, in_dock=False)
LANDING = Phase(ends=38, aircraft_mode=10, task_step=1, cover=1, in_dock=False)
CLOSING = Phase(ends=TICKS, aircraft_mode=0, task_step=2, cover=2, in_dock=True)
_IDLE = Phase(ends=TICKS, aircraft_mode=0, task_step=5, cover=0, in_dock=True)

_PHASES = (OPENING, READY, TAKE_OFF, WAYLINE, RETURNING, LANDING, CLOSING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What is reported at one tick. Metres from the dock, m/s, degrees, percent."""

    phase: Phase
    east: float = 0.0
    north: float = 0.0
    elevation: float = 0.0
    heading: float = 71.4
    horizontal_speed: float = 0.0
    vertical_speed: float = 0.0
    used: float = 0.0
    """Of the battery, since the flight began."""

    @property
    def flying(self) -> bool:
        """Whether the dock works on a flight."""
        return self.phase is not _IDLE

    @property
    def home_distance(self) -> float:
        """How far the aircraft is from its dock, over ground."""
        return math.hypot(self.east, self.north)


LANDED = Moment(phase=_IDLE)
"""No flight."""


def moment(tick: int, seconds: float, ceiling: float) -> Moment:
    """Return a flight at one of its ticks, which take so many seconds; it stays below the ceiling."""
    phase = next(phase for phase in _PHASES if tick < phase.ends)
    highest = max(1.0, min(_HIGHEST, ceiling, _CLIMB * seconds * _length(TAKE_OFF)))
    radius = _SPEED * seconds * _length(WAYLINE) / _SURVEYED
    through = (tick - _begins(phase) + 1) / _length(phase)
    used = _BATTERY_USED * (tick + 1) / TICKS
    if phase is TAKE_OFF:
        climb = highest / max(seconds * _length(phase), 0.1)
        return Moment(phase=phase, elevation=highest * through, vertical_speed=climb, used=used)
    if phase is LANDING:
        sink = highest / max(seconds * _length(phase), 0.1)
        height = highest * (1 - through)
        return Moment(phase=phase, elevation=height, vertical_speed=-sink, used=used)
    if phase is WAYLINE:
        angle = _SURVEYED * through
        east, north = _on_circle(radius, angle)
        heading = _degrees(math.pi / 2 - angle)
        return Moment(
            phase=phase,
            east=east,
            north=north,
            elevation=highest,
            heading=heading,
            horizontal_speed=_SPEED,
            used=used,
        )
    if phase is RETURNING:
        east, north = _on_circle(radius, _SURVEYED)
        return Moment(
            phase=phase,
            east=east * (1 - through),
            north=north * (1 - through),
            elevation=highest,
            heading=_degrees(math.atan2(-east, -north)),
            horizontal_speed=math.hypot(east, north) / max(seconds * _length(phase), 0.1),
            used=used,
        )
    return Moment(phase=phase, used=used)


def _begins(phase: Phase) -> int:
    index = _PHASES.index(phase)
    return _PHASES[index - 1].ends if index else 0


def _length(phase: Phase) -> int:
    return phase.ends - _begins(phase)


def _on_circle(radius: float, angle: float) -> tuple[float, float]:
    """Return east and north on a circle that begins at the dock, heading east, against the clock."""
    return radius * math.sin(angle), radius * (1 - math.cos(angle))


def _degrees(angle: float) -> float:
    """Return -180..180, north is 0, as `attitude_head` has it."""
    return (math.degrees(angle) + 180) % 360 - 180
