"""What a dock and its aircraft are doing at the moment, and what was set."""

from dataclasses import dataclass, field, replace
from typing import Any

from . import properties
from .alarms import Alarm
from .camera import Camera
from .equipment import AIRCRAFT_STORAGE, CLOSED, MAINTENANCE, Equipment, Mode
from .profile import DockProfile, Model
from .properties import Values
from .sortie import LANDED, Moment
from .weather import Weather, weather

_FULL = 96.0
_CHARGED_PER_TICK = 0.5
_NO_FLIGHT = {Mode.REMOTE_DEBUG: 319036, Mode.ON_SITE_DEBUG: 319037, Mode.UPGRADING: 319038}


@dataclass(slots=True, kw_only=True)
class Aircraft:
    """What an aircraft takes along when it moves to another dock."""

    settings: Values
    charge: float = _FULL
    """Percent, when the flight began or is over."""
    sorties: int = 118
    flight_time: float = 48_211.5
    distance: float = 91_604.25
    storage_used: int = AIRCRAFT_STORAGE
    firmware: str = ""
    alarms: list[Alarm] = field(default_factory=list[Alarm])

    @classmethod
    def fresh(cls, model: Model) -> Aircraft:
        """Return one with the settings of the factory."""
        return cls(
            settings=properties.defaults(properties.AIRCRAFT, model), firmware=model.firmware
        )


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
    may_charge: bool = True
    """False after charging was stopped by command, until it is started or a flight is over."""
    outside: bool = False
    """The aircraft stands somewhere else, without a flight."""
    equipment: Equipment = field(default_factory=Equipment)
    camera: Camera = field(default_factory=Camera)
    ordered_weather: dict[str, Any] = field(default_factory=dict[str, Any])
    """Fields of Weather that a test wants."""
    alarms: list[Alarm] = field(default_factory=list[Alarm])

    @classmethod
    def of(cls, profile: DockProfile) -> State:
        """Return a dock that stands idle."""
        return cls(
            profile=profile,
            aircraft_on=profile.aircraft_on and bool(profile.aircraft_serial),
            aircraft=Aircraft.fresh(profile.model),
            settings=properties.defaults(properties.DOCK, profile.model),
            equipment=Equipment(firmware=profile.model.firmware),
        )

    @property
    def weather(self) -> Weather:
        """The weather now."""
        return replace(weather(self.tick, self.profile.serial), **self.ordered_weather)

    @property
    def charge(self) -> int:
        """Percent of the aircraft's battery."""
        return round(max(0.0, self.aircraft.charge - self.moment.used))

    @property
    def in_dock(self) -> bool:
        """Whether there is an aircraft, and inside."""
        return bool(self.profile.aircraft_serial) and self.moment.phase.in_dock and not self.outside

    @property
    def mode(self) -> Mode:
        """What the dock does."""
        return Mode.WORKING if self.moment.flying else self.equipment.mode

    @property
    def cover(self) -> int:
        """How far the cover is open."""
        return self.moment.phase.cover if self.moment.flying else self.equipment.cover

    @property
    def flight_refusal(self) -> int:
        """Return the code with which a flight is refused, 0 if it is not."""
        if self.equipment.maintenance == MAINTENANCE:
            return 514138
        return _NO_FLIGHT.get(self.equipment.mode, 0)

    def next_tick(self) -> None:
        """Let time pass: the weather changes, and an aircraft in its dock is charged."""
        self.tick += 1
        self.update_charging()
        if self.charging:
            self.aircraft.charge = min(_FULL, self.aircraft.charge + _CHARGED_PER_TICK)

    def update_charging(self) -> None:
        """Charge what needs it and may."""
        ready = self.in_dock and not self.moment.flying and self.may_charge
        self.charging = ready and self.aircraft.charge < _FULL

    def land(self, seconds: float, metres: float) -> None:
        """End a flight that took so long and went so far."""
        aircraft = self.aircraft
        aircraft.charge = max(0.0, aircraft.charge - self.moment.used)
        aircraft.sorties += 1
        aircraft.flight_time += seconds
        aircraft.distance += metres
        self.jobs += 1
        self.track_id = ""
        self.may_charge = True
        self.equipment.cover = CLOSED
