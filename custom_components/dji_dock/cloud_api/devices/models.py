"""Docks and their aircraft, as far as they reported of themselves.

Source: "Device Management" and "Properties" of DJI's Cloud API documentation.
"""

from dataclasses import dataclass

_MODELS = {
    "3-1-0": "DJI Dock",
    "3-2-0": "DJI Dock 2",
    "3-3-0": "DJI Dock 3",
    "0-67-0": "Matrice 30",
    "0-67-1": "Matrice 30T",
    "0-91-0": "Matrice 3D",
    "0-91-1": "Matrice 3TD",
    "0-100-0": "Matrice 4D",
    "0-100-1": "Matrice 4TD",
}
# `mode_code`: firmware upgrade, working.
_BUSY_MODES = frozenset({3, 4})
# `flighttask_step_code`: preparing, in flight, recovering after the task.
_FLIGHT_STEPS = frozenset({0, 1, 2})
_DOCK_OF_AIRCRAFT = {"0-67": "3-1-0", "0-91": "3-2-0", "0-100": "3-3-0"}


def model_name(model_key: str) -> str | None:
    """Return the product name of a `domain-type-subtype` key, None for unknown products."""
    return _MODELS.get(model_key)


def is_aircraft(model_key: str) -> bool:
    """Return whether a `domain-type-subtype` key is that of an aircraft."""
    return model_key.startswith("0-")


def dock_made_for(aircraft_model_key: str) -> str:
    """Return the key of the dock for which an aircraft is made, blank for unknown aircraft."""
    return _DOCK_OF_AIRCRAFT.get(aircraft_model_key.rpartition("-")[0], "")


def generation(model_key: str) -> str:
    """Return "1", "2" or "3" for a dock or the aircraft made for it, blank for others."""
    dock = dock_made_for(model_key) or model_key
    return dock.split("-")[1] if dock in _MODELS and dock.startswith("3-") else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aircraft:
    """The aircraft that a dock reports as its own."""

    serial: str
    model_key: str = ""
    firmware: str = ""
    online: bool = False
    """Whether it is on, as its dock says."""
    controller: str = ""
    """Serial number of the remote controller through which it speaks of late, blank for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dock:
    """A dock as far as it reported of itself."""

    serial: str
    model_key: str = ""
    firmware: str = ""
    callsign: str = ""
    accepted: bool = False
    """Whether this dock may get credentials and be commanded."""
    ignored: bool = False
    """Whether the user does not want to hear of this dock."""
    online: bool = False
    aircraft: Aircraft | None = None
    """The latest aircraft; kept when it is switched off."""
    mode: int | None = None
    """`mode_code` of its osd, None until it was reported."""
    flight_step: int | None = None
    """`flighttask_step_code` of its osd, None until it was reported."""
    in_dock: bool | None = None
    """Whether the aircraft is inside, `drone_in_dock` of its osd; None until it was reported."""

    @property
    def aircraft_serial(self) -> str:
        """Return the serial number of its aircraft, blank without one."""
        return self.aircraft.serial if self.aircraft else ""

    @property
    def unknown(self) -> bool:
        """Whether nobody has decided yet if it is one of ours."""
        return not self.accepted and not self.ignored

    @property
    def working(self) -> bool:
        """Whether it flies, prepares or finishes a flight, or upgrades: no time for logs."""
        return self.mode in _BUSY_MODES or self.flight_step in _FLIGHT_STEPS


@dataclass(frozen=True, slots=True)
class PropertiesChanged:
    """A device reported something new of itself."""

    device: str
    """An accepted dock, or the aircraft of one."""
    first_keys: list[str]
    """The first keys of what changed."""


@dataclass(frozen=True, slots=True)
class DockChanged:
    """A dock appeared or changed; `before` is None for a new one."""

    dock: Dock
    before: Dock | None


@dataclass(frozen=True, slots=True)
class UnknownDockForgotten:
    """An unknown dock was dropped; whatever was kept of it may go."""

    dock: str
