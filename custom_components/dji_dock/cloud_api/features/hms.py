"""Health alarms of a dock and its aircraft.

Source: "HMS" of DJI's Cloud API documentation: `hms` (event). A Dock 3 sends those of the aircraft
on the aircraft's own topic; the documentation has one list, which `device_type` takes apart.
"""

from dataclasses import dataclass

from ..cloud import Cloud
from ..devices.models import is_aircraft
from ..wire import parse
from ..wire.envelope import Message

# DJI's own limit.
_MAX_ALARMS = 20
_NOTICE = 0
_LEVELS = {_NOTICE: "notice", 1: "reminder", 2: "warning"}
_SEVERITIES = {name: number for number, name in _LEVELS.items()}
_MODULES = {0: "flight_task", 1: "device", 2: "media", 3: "hms"}


@dataclass(frozen=True, slots=True, kw_only=True)
class HmsAlarm:
    """An alarm of a device."""

    code: str
    """As DJI lists it, `0x` and hexadecimal digits."""
    device_type: str
    """`domain-type-subtype` of what it is about."""
    level: str
    """`notice`, `reminder` or `warning`; the number for levels not seen before."""
    module: str
    """`flight_task`, `device`, `media` or `hms`; the number for others."""
    in_the_sky: bool
    component_index: int | None
    sensor_index: int | None

    @property
    def identity(self) -> str:
        """Return what distinguishes it from the others of a device."""
        parts = (self.device_type, self.code, self.component_index, self.sensor_index)
        return " ".join(str(part) for part in parts)

    @property
    def severity(self) -> int:
        """Return the level as a number; higher is worse, also for levels not seen before."""
        return _SEVERITIES.get(self.level, parse.integer(self.level) or _NOTICE)

    @property
    def is_problem(self) -> bool:
        """Return whether something has to be done about it."""
        return self.severity > _NOTICE


@dataclass(frozen=True, slots=True, kw_only=True)
class HmsReport:
    """All alarms of a device at the moment; what is missing has been cleared."""

    dock: str
    """The dock to which the device belongs, or which it is."""
    device: str
    alarms: tuple[HmsAlarm, ...]
    aircraft: str = ""
    """For a dock: its aircraft, blank without one."""
    of_aircraft: tuple[HmsAlarm, ...] = ()
    """What a dock itself reports of its aircraft; the aircraft may report more."""


def hms(cloud: Cloud, message: Message) -> HmsReport | None:
    """Read the alarms of a dock or of its aircraft; None if there is no list."""
    entries = parse.mapping(message.data).get("list")
    if not isinstance(entries, list):
        return None
    alarms = (
        HmsAlarm(
            code=code,
            device_type=parse.text(entry.get("device_type"), 32),
            level=_named(_LEVELS, entry.get("level")),
            module=_named(_MODULES, entry.get("module")),
            in_the_sky=parse.flag(entry.get("in_the_sky")) or False,
            component_index=parse.integer(parse.mapping(entry.get("args")).get("component_index")),
            sensor_index=parse.integer(parse.mapping(entry.get("args")).get("sensor_index")),
        )
        for entry in parse.items(entries, _MAX_ALARMS)
        if (code := parse.text(entry.get("code"), 32))
    )
    # The same alarms are the same report, in whatever order and how often they are listed.
    distinct = {alarm.identity: alarm for alarm in alarms}
    ordered = [distinct[identity] for identity in sorted(distinct)]
    if owner := cloud.fleet.dock_of(message.serial):
        return HmsReport(dock=owner.serial, device=message.serial, alarms=tuple(ordered))
    dock = cloud.fleet.get(message.serial)
    aircraft = dock.aircraft_serial if dock else ""
    passed_on = [alarm for alarm in ordered if aircraft and is_aircraft(alarm.device_type)]
    return HmsReport(
        dock=message.serial,
        device=message.serial,
        alarms=tuple(alarm for alarm in ordered if alarm not in passed_on),
        aircraft=aircraft,
        of_aircraft=tuple(passed_on),
    )


def _named(names: dict[int, str], value: object) -> str:
    number = parse.integer(value)
    return "" if number is None else names.get(number, str(number))
