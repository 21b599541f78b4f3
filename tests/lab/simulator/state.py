"""What a dock and its aircraft are doing at the moment, and what was set."""

from dataclasses import dataclass, field

from . import properties
from .alarms import Alarm
from .profile import DockProfile, Model
from .properties import Values
from .sortie import LANDED, Moment
from .weather import Weather, weather

_FULL = 96.0
_CHARGED_PER_TICK = 0.5


@dataclass(slots=True, kw_only=True)
class Aircraft:
    """What an aircraft takes along when it moves to another dock."""

    settings: Values
    charge: float = _FULL
    """Percent, when the flight began or is over."""
    sorties: int = 118
    flight_time: float = 48_211.5
    distance: float = 91_604.25
    alarms: list[Alarm] = field(default_factory=list[Alarm])

    @classmethod
    def fresh(cls, model: Model) -> Aircraft:
        """Return one with the settings of the factory."""
        return cls(settings=properties.defaults(properties.AIRCRAFT, model))


@dataclass(slots=True, kw_only=True)
class State:
    """A dock with its aircraft."""

    profile: DockProfile
    aircraft_on: bool
    aircraft: Aircraft
    settings: Values
    moment: Moment = LANDED
    track_id: str = ""
    tick: int = 0
    jobs: int = 118
    charging: bool = False
    alarms: list[Alarm] = field(default_factory=list[Alarm])

    @classmethod
    def of(cls, profile: DockProfile) -> State:
        """Return a dock that stands idle."""
        return cls(
            profile=profile,
            aircraft_on=profile.aircraft_on and bool(profile.aircraft_serial),
            aircraft=Aircraft.fresh(profile.model),
            settings=properties.defaults(properties.DOCK, profile.model),
        )

    @property
    def weather(self) -> Weather:
        """The weather now."""
        return weather(self.tick, self.profile.serial)

    @property
    def charge(self) -> int:
        """Percent of the aircraft's battery."""
        return round(max(0.0, self.aircraft.charge - self.moment.used))

    @property
    def in_dock(self) -> bool:
        """Whether there is an aircraft, and inside."""
        return bool(self.profile.aircraft_serial) and self.moment.phase.in_dock

    def next_tick(self) -> None:
        """Let time pass: the weather changes, and an aircraft in its dock is charged."""
        self.tick += 1
        self.charging = self.in_dock and not self.moment.flying and self.aircraft.charge < _FULL
        if self.charging:
            self.aircraft.charge = min(_FULL, self.aircraft.charge + _CHARGED_PER_TICK)

    def land(self, seconds: float, metres: float) -> None:
        """End a flight that took so long and went so far."""
        aircraft = self.aircraft
        aircraft.charge = max(0.0, aircraft.charge - self.moment.used)
        aircraft.sorties += 1
        aircraft.flight_time += seconds
        aircraft.distance += metres
        self.jobs += 1
        self.track_id = ""
