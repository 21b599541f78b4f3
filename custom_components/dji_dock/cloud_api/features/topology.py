"""Docks, their aircraft, and how they come and go.

Source: "Device Management" and "Properties" of DJI's Cloud API documentation: `update_topo` on
the status topic, `sub_device` in the dock's osd, `firmware_version` in its state.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..cloud import Cloud
from ..devices import dock_properties
from ..devices.models import Aircraft, Dock, PropertiesChanged, dock_made_for
from ..wire import parse
from ..wire.envelope import Data, Message

_DOCK_DOMAIN = 3
# Of topologies without a domain. Others without one are remote controllers, or show the type of one
# by mistake, as examples do; those that are docks after all show so in their osd.
_DOCK_TYPES = frozenset({1, 2, 3})
_DOCK_OSD_KEYS = frozenset({"sub_device", "cover_state", "drone_in_dock", "flighttask_step_code"})


@dataclass(frozen=True, slots=True)
class TopologyReported:
    """A dock reported which devices are linked, as it does after each boot and each reconnect."""

    dock: str


def is_dock(message: Message) -> bool:
    """Return whether a device's own telemetry shows that it is a dock."""
    keys = parse.mapping(message.data).keys()
    return not _parent(message) and not _DOCK_OSD_KEYS.isdisjoint(keys)


async def update_topo(cloud: Cloud, message: Message) -> Data:
    """Handle the topology of a dock: its product and the aircraft that is linked now."""
    data = parse.mapping(message.data)
    domain, kind = parse.integer(data.get("domain")), parse.integer(data.get("type"))
    dock = cloud.fleet.get(message.serial)
    linked = next(iter(parse.items(data.get("sub_devices"), 1)), {})
    serial = parse.text(linked.get("sn"))
    of_dock = domain == _DOCK_DOMAIN or (domain is None and (dock or kind in _DOCK_TYPES))
    if not of_dock or serial == message.serial:
        return {"result": 0}
    changes: dict[str, Any] = {}
    # Firmware before 2022 leaves the domain out.
    if (domain or kind in _DOCK_TYPES) and (model_key := _model_key(data, _DOCK_DOMAIN)):
        changes["model_key"] = model_key
    if cloud.fleet.may_report(message.serial, serial):
        online = True if message.alive else None
        changes["aircraft"] = _linked(dock, serial, _model_key(linked, 0), online=online)
    elif dock and dock.aircraft:
        changes["aircraft"] = replace(dock.aircraft, online=False)
    cloud.fleet.update(message.serial, **changes)
    if message.alive:
        cloud.fleet.heard(message.serial, message.ago)
        cloud.listeners.notify(TopologyReported(message.serial))
    return {"result": 0}


def telemetry(cloud: Cloud, message: Message) -> None:
    """Handle a device's osd or state: a dock's aircraft and firmware, an aircraft's firmware."""
    dock = cloud.fleet.get(message.serial)
    if dock and dock.unknown and cloud.fleet.accepted(_parent(message)):
        # It was taken for a dock, and is somebody's aircraft.
        cloud.fleet.forget(message.serial)
        dock = None
    if dock is None and message.alive and is_dock(message):
        dock = cloud.fleet.update(message.serial)
    if dock:
        _dock_telemetry(cloud, dock, message)
    else:
        _aircraft_telemetry(cloud, message)


def _parent(message: Message) -> str:
    """Return through which other device one speaks, blank if it speaks for itself."""
    return "" if message.gateway == message.serial else message.gateway


def _dock_telemetry(cloud: Cloud, dock: Dock, message: Message) -> None:
    if message.alive:
        cloud.fleet.heard(dock.serial, message.ago)
    data = parse.mapping(message.data)
    changes = _of_itself(data)
    docked = parse.mapping(data.get("sub_device"))
    serial = parse.text(docked.get("device_sn"))
    online = parse.flag(docked.get("device_online_status"))
    if online is not None and message.alive:
        cloud.fleet.noted(dock.serial, "power", message.ago)
    if cloud.fleet.may_report(dock.serial, serial):
        model_key = parse.text(docked.get("device_model_key") or docked.get("product_type"), 32)
        changes["aircraft"] = _linked(dock, serial, model_key, online=online)
        # Over our restart a dock may keep its session, and does not repeat its topology.
        if not dock.model_key and (own := dock_made_for(model_key)):
            changes["model_key"] = own
    if "mode" in changes and message.alive:
        cloud.fleet.noted(dock.serial, "mode", message.ago)
    if "in_dock" in changes and message.alive:
        cloud.fleet.noted(dock.serial, "place", message.ago)
    if changes:
        cloud.fleet.update(dock.serial, **changes)
    if dock.accepted:
        _properties(cloud, dock.serial, data)
    elif not dock.ignored:
        _properties_of_unknown(cloud, dock.serial, data)


def _aircraft_telemetry(cloud: Cloud, message: Message) -> None:
    if message.alive and (parent := _parent(message)):
        cloud.fleet.spoke(message.serial, parent)
    if (owner := cloud.fleet.dock_of(message.serial)) is None:
        return
    data = parse.mapping(message.data)
    firmware = parse.text(data.get("firmware_version"), 64)
    if firmware and owner.aircraft:
        cloud.fleet.update(owner.serial, aircraft=replace(owner.aircraft, firmware=firmware))
    _properties(cloud, message.serial, data)


def aircraft_of(cloud: Cloud, dock: str, serial: str, model_key: str) -> dict[str, Any]:
    """Return what changes at a dock that names an aircraft without saying whether it is on."""
    if not cloud.fleet.may_report(dock, serial):
        return {}
    return {"aircraft": _linked(cloud.fleet.get(dock), serial, model_key, online=None)}


def _properties(cloud: Cloud, serial: str, data: Mapping[str, Any]) -> None:
    if changed := cloud.properties.merge(serial, data):
        cloud.listeners.notify(PropertiesChanged(serial, changed))


def _properties_of_unknown(cloud: Cloud, serial: str, data: Mapping[str, Any]) -> None:
    """Keep what a dock reports only when it changes: it may be accepted later."""
    reported = {key: data[key] for key in dock_properties.REPORTED_ON_CHANGE if key in data}
    if reported and not any(isinstance(value, dict | list) for value in reported.values()):
        cloud.properties.merge(serial, reported)


def _of_itself(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what changes at a dock by its own osd or state; such messages are partial."""
    changes: dict[str, Any] = {}
    if firmware := parse.text(data.get("firmware_version"), 64):
        changes["firmware"] = firmware
    for field, key in (("mode", "mode_code"), ("flight_step", "flighttask_step_code")):
        if (number := parse.integer(data.get(key))) is not None:
            changes[field] = number
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
