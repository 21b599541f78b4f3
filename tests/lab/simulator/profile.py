"""Who a simulated dock is: model, serial numbers, what it keeps and how fast it works."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
import string
from typing import Any, Literal, Self

from .live.settings import LivePicture, LiveQuirks

_DIGITS = string.digits + string.ascii_uppercase


class Module(StrEnum):
    """Whose logs, as on the wire."""

    AIRCRAFT = "0"
    DOCK = "3"


class Model(Enum):
    """A dock model: product key, paired aircraft, camera index, serial prefix, firmware."""

    DOCK_1 = ("3-1-0", "0-67-1", "53-0-0", "4TAD", "01.40.0109")
    DOCK_2 = ("3-2-0", "0-91-1", "81-0-0", "7CTD", "10.01.3204")
    DOCK_3 = ("3-3-0", "0-100-1", "99-0-0", "8UUX", "16.00.0812")

    def __init__(
        self, key: str, aircraft_key: str, camera: str, prefix: str, firmware: str
    ) -> None:
        """Name the parts of the value."""
        self.key = key
        self.aircraft_key = aircraft_key
        self.camera = camera
        self.prefix = prefix
        self.firmware = firmware

    @classmethod
    def numbered(cls, number: int) -> Self:
        """Return dock model 1, 2 or 3."""
        return cls[f"DOCK_{number}"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogQuirks:
    """How a dock writes its log list; the documentation contradicts itself in all of these."""

    seconds: bool = False
    """Times in seconds instead of milliseconds."""
    end_ime: bool = True
    """`end_ime` for `end_time` in every second entry."""
    without_end: bool = False
    numbers_as_strings: bool = False
    module_as_number: bool = False
    blank_device_sn: bool = False
    files_in_output: bool = False
    empty: bool = False
    """No log at all."""
    aircraft_off: Literal["module", "reply"] = "module"
    """Where 324015 stands when the aircraft is off: at its module, or as result of the whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaQuirks:
    """How a dock writes its callbacks of media; versions differ in all of these."""

    old: bool = False
    """Until 1.7: `result` and `progress`, `created_time` with a zone."""
    without_metadata: bool = False
    without_flight_task: bool = False
    """As documented for Dock 3."""
    blank_flight_id: bool = False
    numbers_as_strings: bool = False
    folder: str = ""
    """Below the prefix, in place of the flight's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DockProfile:
    """A dock with its aircraft. Times in seconds, sizes in bytes."""

    serial: str
    model: Model = Model.DOCK_3
    aircraft_serial: str = "1581FSIM000001"
    """Blank without an aircraft."""
    aircraft_on: bool = True
    callsign: str = ""
    binding_code: str = field(default="", repr=False)
    organization_id: str = ""
    archive_size: int = 3_000_000
    """Bytes of the logs of one boot cycle."""
    aircraft_archive_size: int | None = None
    """The same for the aircraft; None = like the dock."""
    bandwidth: int | None = None
    """Bytes per second for each file; None = unlimited."""
    boots: int = 6
    newest_boot_index: int = 321
    speed: float = 1.0
    """All waits of the dock are divided by this; not `patience`, `http_timeout` and `bandwidth`."""
    patience: float = 60.0
    """How long a bucket that does not answer is tried again."""
    http_timeout: float = 5.0
    announces: bool = True
    """False: nothing but osd, as a dock whose session another platform answered."""
    qos: int = 1
    """Of requests, events and replies; osd and state have 0."""
    entries_per_module: int = 1
    """More than one: progress comes in as many entries for each module."""
    multipart_threshold: int = 8 * 1024 * 1024
    part_size: int = 5 * 1024 * 1024
    quirks: LogQuirks = LogQuirks()
    media_quirks: MediaQuirks = MediaQuirks()
    persistent_session: bool = False
    """The broker keeps its subscriptions, and what comes meanwhile, while it is away."""
    dongle: bool = True
    """Whether there is one for the mobile network, with its SIM, at both ends."""
    reply_output: bool | None = None
    """Whether replies of remote debugging carry `output`; None = as seen, not on a Dock 3."""
    job_seconds: Mapping[str, float] = field(default_factory=dict[str, float])
    """Method -> how long it takes, in place of the usual; `ota_create` is the installation."""
    reboot_seconds: float = 60.0
    """From the last word of a dock that restarts by command to its first."""
    live_picture: LivePicture = field(default_factory=LivePicture)
    live_quirks: LiveQuirks = field(default_factory=LiveQuirks)

    @property
    def answers_with_output(self) -> bool:
        """Whether replies of remote debugging and firmware carry `output`."""
        if self.reply_output is None:
            return self.model is not Model.DOCK_3
        return self.reply_output

    @property
    def serials(self) -> list[str]:
        """The serials of the dock and of its aircraft, if there is one."""
        return [serial for serial in (self.serial, self.aircraft_serial) if serial]

    def device_serial(self, module: Module) -> str:
        """Return the serial of the device that a module stands for."""
        return self.serial if module is Module.DOCK else self.aircraft_serial

    def log_size(self, module: Module) -> int:
        """Return the bytes of one boot cycle's logs."""
        if module is Module.AIRCRAFT and self.aircraft_archive_size is not None:
            return self.aircraft_archive_size
        return self.archive_size


def fleet(count: int, model: Model | None = None, **settings: Any) -> list[DockProfile]:
    """Return numbered docks; without a model all three take turns. Settings are DockProfile's."""
    models = list(Model)
    return [
        DockProfile(
            serial=_serial(kind.prefix, number, 14),
            model=kind,
            aircraft_serial=_serial("1581F", number, 20),
            **settings,
        )
        for number in range(1, count + 1)
        for kind in [model or models[(number - 1) % len(models)]]
    ]


def _serial(prefix: str, number: int, length: int) -> str:
    """Return a serial that looks like one: prefix, letters and digits, fixed length."""
    tail = f"{number:04d}"
    middle = "".join(
        _DIGITS[(number * 7 + position * 11) % len(_DIGITS)]
        for position in range(length - len(prefix) - len(tail))
    )
    return f"{prefix}{middle}{tail}"
