"""Docks, their aircraft, and how they come and go.

Source: "Device Management" and "Properties" of DJI's Cloud API documentation: `update_topo` on
the status topic, `sub_device` in the dock's osd, `firmware_version` in its state.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from . import dock_properties, parse
from .envelope import Message

if TYPE_CHECKING:
    from .server import CloudServer, Data

_DOCK_DOMAIN = 3
_DOCK_OSD_KEYS = frozenset({"sub_device", "cover_state", "drone_in_dock", "flighttask_step_code"})
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
# A dock that kept its session over our restart does not repeat its topology; its aircraft tells.
_DOCK_OF_AIRCRAFT = {"0-67": "3-1-0", "0-91": "3-2-0", "0-100": "3-3-0"}


def model_name(model_key: str) -> str | None:
    """Return the product name of a `domain-type-subtype` key, None for unknown products."""
    return _MODELS.get(model_key)


def generation(model_key: str) -> str:
    """Return "1", "2" or "3" for a dock or the aircraft made for it, blank for others."""
    family = model_key.rpartition("-")[0]
    dock = _DOCK_OF_AIRCRAFT.get(family, model_key)
    return dock.split("-")[1] if dock in _MODELS and dock.startswith("3-") else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aircraft:
    """The aircraft that a dock reports as its own."""

    serial: str
    model_key: str = ""
    firmware: str = ""
    online: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dock:
    """A dock as far as it told about itself."""

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
    """`mode_code` of its osd, None until it was told."""
    flight_step: int | None = None
    """`flighttask_step_code` of its osd, None until it was told."""

    @property
    def aircraft_serial(self) -> str:
        """Return the serial number of its aircraft, blank without one."""
        return self.aircraft.serial if self.aircraft else ""

    @property
    def working(self) -> bool:
        """Whether it flies, prepares or finishes a flight, or upgrades: no time for logs."""
        return self.mode in _BUSY_MODES or self.flight_step in _FLIGHT_STEPS


@dataclass(frozen=True, slots=True)
class TopologyTold:
    """A dock told which devices are linked, as it does after each boot and each reconnect."""

    dock: str


@dataclass(frozen=True, slots=True)
class PropertiesChanged:
    """A device told something new of itself."""

    device: str
    """An accepted dock, or the aircraft of one."""
    roots: list[str]
    """The first keys of what changed."""


@dataclass(frozen=True, slots=True)
class DockChanged:
    """A dock appeared or changed; `before` is None for a new one."""

    dock: Dock
    before: Dock | None


def is_dock(message: Message) -> bool:
    """Return whether a device's own telemetry shows that it is a dock."""
    keys = parse.mapping(message.data).keys()
    return message.gateway in ("", message.serial) and not _DOCK_OSD_KEYS.isdisjoint(keys)


async def update_topo(server: CloudServer, message: Message) -> Data:
    """Take in the topology of a dock: its product and the aircraft that is linked now."""
    data = parse.mapping(message.data)
    domain = parse.integer(data.get("domain"))
    if domain not in (None, _DOCK_DOMAIN) or server.fleet.dock_of(message.serial):
        return {"result": 0}
    changes: dict[str, Any] = {}
    # Firmware before 2022 leaves the domain out, and examples show a remote controller's type.
    if domain is not None and (model_key := _model_key(data, _DOCK_DOMAIN)):
        changes["model_key"] = model_key
    dock = server.fleet.get(message.serial)
    linked = next(iter(parse.items(data.get("sub_devices"), 1)), {})
    serial = parse.text(linked.get("sn"))
    if server.fleet.may_report(message.serial, serial):
        changes["aircraft"] = _linked(dock, serial, _model_key(linked, 0), online=True)
    elif dock and dock.aircraft:
        changes["aircraft"] = replace(dock.aircraft, online=False)
    server.fleet.update(message.serial, **changes)
    server.fleet.heard(message.serial)
    server.listeners.tell(TopologyTold(message.serial))
    return {"result": 0}


def telemetry(server: CloudServer, message: Message) -> None:
    """Take in a device's osd or state: a dock's aircraft and firmware, an aircraft's firmware."""
    data = parse.mapping(message.data)
    dock = server.fleet.get(message.serial)
    if dock is None and (owner := server.fleet.dock_of(message.serial)):
        _aircraft_telemetry(server, owner, data)
        _properties(server, message.serial, data)
        return
    if dock is None:
        if not is_dock(message):
            return
        dock = server.fleet.update(message.serial)
        if dock is None:
            return
    server.fleet.heard(message.serial)
    changes = _dock_telemetry(data)
    docked = parse.mapping(data.get("sub_device"))
    serial = parse.text(docked.get("device_sn"))
    if server.fleet.may_report(message.serial, serial):
        model_key = parse.text(docked.get("device_model_key") or docked.get("product_type"), 32)
        online = parse.flag(docked.get("device_online_status"))
        changes["aircraft"] = _linked(dock, serial, model_key, online=online)
        if not dock.model_key and (own := _DOCK_OF_AIRCRAFT.get(model_key.rpartition("-")[0])):
            changes["model_key"] = own
    if changes:
        server.fleet.update(message.serial, **changes)
    if dock.accepted:
        _properties(server, message.serial, data)
    elif not dock.ignored:
        _properties_of_stranger(server, message.serial, data)


def _properties(server: CloudServer, serial: str, data: Mapping[str, Any]) -> None:
    if changed := server.properties.merge(serial, data):
        server.listeners.tell(PropertiesChanged(serial, changed))


def _properties_of_stranger(server: CloudServer, serial: str, data: Mapping[str, Any]) -> None:
    """Keep what a dock tells only when it changes: it may be accepted later."""
    told = {root: data[root] for root in dock_properties.TOLD_ON_CHANGE if root in data}
    if told and not any(isinstance(value, dict | list) for value in told.values()):
        server.properties.merge(serial, told)


def _dock_telemetry(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a dock tells of itself; osd messages are partial."""
    changes: dict[str, Any] = {}
    if firmware := parse.text(data.get("firmware_version"), 64):
        changes["firmware"] = firmware
    for field, key in (("mode", "mode_code"), ("flight_step", "flighttask_step_code")):
        if (told := parse.integer(data.get(key))) is not None:
            changes[field] = told
    return changes


def _aircraft_telemetry(server: CloudServer, dock: Dock, data: Mapping[str, Any]) -> None:
    firmware = parse.text(data.get("firmware_version"), 64)
    if firmware and dock.aircraft:
        server.fleet.update(dock.serial, aircraft=replace(dock.aircraft, firmware=firmware))


def _linked(dock: Dock | None, serial: str, model_key: str, *, online: bool | None) -> Aircraft:
    """Return the aircraft of a dock, with what was known of it before."""
    known = dock.aircraft if dock and dock.aircraft and dock.aircraft.serial == serial else None
    aircraft = known or Aircraft(serial=serial)
    model_key = model_key or aircraft.model_key
    online = aircraft.online if online is None else online
    if (model_key, online) == (aircraft.model_key, aircraft.online):
        return aircraft
    return replace(aircraft, model_key=model_key, online=online)


def _model_key(data: Mapping[str, Any], domain: int) -> str:
    kind, sub_type = parse.integer(data.get("type")), parse.integer(data.get("sub_type"))
    return "" if kind is None or sub_type is None else f"{domain}-{kind}-{sub_type}"
