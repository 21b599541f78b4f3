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
# Of topologies without a domain. Others without one are remote controllers, or show the type of one
# by mistake, as examples do; those that are docks after all tell so in their osd.
_DOCK_TYPES = frozenset({1, 2, 3})
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
    """Whether it is on, as its dock says."""
    controller: str = ""
    """Serial number of the remote controller through which it speaks of late, blank for none."""


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
    in_dock: bool | None = None
    """Whether the aircraft is inside, `drone_in_dock` of its osd; None until it was told."""

    @property
    def aircraft_serial(self) -> str:
        """Return the serial number of its aircraft, blank without one."""
        return self.aircraft.serial if self.aircraft else ""

    @property
    def stranger(self) -> bool:
        """Whether nobody has decided yet if it is one of ours."""
        return not self.accepted and not self.ignored

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


@dataclass(frozen=True, slots=True)
class StrangerForgotten:
    """An unknown dock was dropped; whatever was kept of it may go."""

    dock: str


def is_dock(message: Message) -> bool:
    """Return whether a device's own telemetry shows that it is a dock."""
    keys = parse.mapping(message.data).keys()
    return not _parent(message) and not _DOCK_OSD_KEYS.isdisjoint(keys)


async def update_topo(server: CloudServer, message: Message) -> Data:
    """Take in the topology of a dock: its product and the aircraft that is linked now."""
    data = parse.mapping(message.data)
    domain, kind = parse.integer(data.get("domain")), parse.integer(data.get("type"))
    dock = server.fleet.get(message.serial)
    linked = next(iter(parse.items(data.get("sub_devices"), 1)), {})
    serial = parse.text(linked.get("sn"))
    of_dock = domain == _DOCK_DOMAIN or (domain is None and (dock or kind in _DOCK_TYPES))
    if not of_dock or serial == message.serial:
        return {"result": 0}
    changes: dict[str, Any] = {}
    # Firmware before 2022 leaves the domain out.
    if (domain or kind in _DOCK_TYPES) and (model_key := _model_key(data, _DOCK_DOMAIN)):
        changes["model_key"] = model_key
    if server.fleet.may_report(message.serial, serial):
        online = True if message.alive else None
        changes["aircraft"] = _linked(dock, serial, _model_key(linked, 0), online=online)
    elif dock and dock.aircraft:
        changes["aircraft"] = replace(dock.aircraft, online=False)
    server.fleet.update(message.serial, **changes)
    if message.alive:
        server.fleet.heard(message.serial)
        server.listeners.tell(TopologyTold(message.serial))
    return {"result": 0}


def telemetry(server: CloudServer, message: Message) -> None:
    """Take in a device's osd or state: a dock's aircraft and firmware, an aircraft's firmware."""
    dock = server.fleet.get(message.serial)
    if dock and dock.stranger and server.fleet.accepted(_parent(message)):
        # It was taken for a dock, and is somebody's aircraft.
        server.fleet.forget(message.serial)
        dock = None
    if dock is None and message.alive and is_dock(message):
        dock = server.fleet.update(message.serial)
    if dock:
        _dock_telemetry(server, dock, message)
    else:
        _aircraft_telemetry(server, message)


def _parent(message: Message) -> str:
    """Return through which other device one speaks, blank if it speaks for itself."""
    return "" if message.gateway == message.serial else message.gateway


def _dock_telemetry(server: CloudServer, dock: Dock, message: Message) -> None:
    if message.alive:
        server.fleet.heard(dock.serial)
    data = parse.mapping(message.data)
    changes = _of_itself(data)
    docked = parse.mapping(data.get("sub_device"))
    serial = parse.text(docked.get("device_sn"))
    if server.fleet.may_report(dock.serial, serial):
        model_key = parse.text(docked.get("device_model_key") or docked.get("product_type"), 32)
        online = parse.flag(docked.get("device_online_status"))
        changes["aircraft"] = _linked(dock, serial, model_key, online=online)
        if not dock.model_key and (own := _DOCK_OF_AIRCRAFT.get(model_key.rpartition("-")[0])):
            changes["model_key"] = own
    if changes:
        server.fleet.update(dock.serial, **changes)
    if dock.accepted:
        _properties(server, dock.serial, data)
    elif not dock.ignored:
        _properties_of_stranger(server, dock.serial, data)


def _aircraft_telemetry(server: CloudServer, message: Message) -> None:
    if message.alive and (parent := _parent(message)):
        server.fleet.spoke(message.serial, parent)
    if (owner := server.fleet.dock_of(message.serial)) is None:
        return
    data = parse.mapping(message.data)
    firmware = parse.text(data.get("firmware_version"), 64)
    if firmware and owner.aircraft:
        server.fleet.update(owner.serial, aircraft=replace(owner.aircraft, firmware=firmware))
    _properties(server, message.serial, data)


def aircraft_of(server: CloudServer, dock: str, serial: str, model_key: str) -> dict[str, Any]:
    """Return what changes at a dock that names an aircraft without telling whether it is on."""
    if not server.fleet.may_report(dock, serial):
        return {}
    return {"aircraft": _linked(server.fleet.get(dock), serial, model_key, online=None)}


def _properties(server: CloudServer, serial: str, data: Mapping[str, Any]) -> None:
    if changed := server.properties.merge(serial, data):
        server.listeners.tell(PropertiesChanged(serial, changed))


def _properties_of_stranger(server: CloudServer, serial: str, data: Mapping[str, Any]) -> None:
    """Keep what a dock tells only when it changes: it may be accepted later."""
    told = {root: data[root] for root in dock_properties.TOLD_ON_CHANGE if root in data}
    if told and not any(isinstance(value, dict | list) for value in told.values()):
        server.properties.merge(serial, told)


def _of_itself(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a dock tells of itself; osd messages are partial."""
    changes: dict[str, Any] = {}
    if firmware := parse.text(data.get("firmware_version"), 64):
        changes["firmware"] = firmware
    for field, key in (("mode", "mode_code"), ("flight_step", "flighttask_step_code")):
        if (told := parse.integer(data.get(key))) is not None:
            changes[field] = told
    if (inside := parse.flag(data.get("drone_in_dock"))) is not None:
        changes["in_dock"] = inside
    return changes


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
