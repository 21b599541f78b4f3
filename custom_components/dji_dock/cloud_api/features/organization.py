"""Binding of docks to the organization of this server.

Source: "Organization Management" of DJI's Cloud API documentation: `airport_bind_status`,
`airport_organization_get` and `airport_organization_bind`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
import hmac
import logging
from typing import Any

from ..cloud import Cloud
from ..devices.models import is_aircraft
from ..errors import NotSaved
from ..settings import CloudSettings
from ..wire import parse
from ..wire.envelope import Data, Message
from ..wire.topics import is_serial
from .topology import aircraft_of

_LOGGER = logging.getLogger(__name__)

ILLEGAL_ARGUMENT = 200001
BAD_BINDING_CODE = 210229
UNKNOWN_ORGANIZATION = 210230
BIND_FAILED = 210231
ALREADY_BOUND = 210232

_MAX_DEVICES = 8


class Refusal(StrEnum):
    """Why a dock is not bound."""

    WRONG_CODE = "wrong_code"
    NO_CODE = "no_code"
    """None is set up here, so no dock can know it."""
    OTHER_ORGANIZATION = "other_organization"


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingRefused:
    """A dock tried to bind itself, and was refused for something that people can mend."""

    dock: str
    reason: Refusal


async def airport_bind_status(cloud: Cloud, message: Message) -> Data:
    """Answer for each asked device whether it is bound here; one entry per serial number."""
    devices = parse.items(parse.mapping(message.data).get("devices"), _MAX_DEVICES)
    return _ok(
        bind_status=[
            _bind_status(cloud, message.serial, parse.text(item.get("sn"))) for item in devices
        ]
    )


def _bind_status(cloud: Cloud, asking: str, serial: str) -> dict[str, Any]:
    dock = cloud.fleet.get(asking)
    bound = dock is not None and dock.accepted
    own = serial in (asking, dock.aircraft.serial if dock and dock.aircraft else asking)
    if not (dock and bound and own):
        return {
            "sn": serial,
            "is_device_bind_organization": False,
            "organization_id": "",
            "organization_name": "",
            "device_callsign": "",
        }
    return {
        "sn": serial,
        "is_device_bind_organization": True,
        "organization_id": cloud.settings.organization_id,
        "organization_name": cloud.settings.organization_name,
        "device_callsign": dock.callsign if serial == asking else "",
    }


async def airport_organization_get(cloud: Cloud, message: Message) -> Data:
    """Answer with the organization's name whoever knows its id and the binding code."""
    [code] = _check(cloud, message, [parse.mapping(message.data)])
    if code:
        _notify_refused(cloud, message.serial, code)
        return {"result": code}
    return _ok(organization_name=cloud.settings.organization_name)


async def airport_organization_bind(cloud: Cloud, message: Message) -> Data:
    """Bind a dock and its aircraft; answered only after the acceptance is saved.

    A dock can bind only itself and the aircraft that it names together with itself.
    """
    asked = parse.items(parse.mapping(message.data).get("bind_devices"), _MAX_DEVICES)
    devices = {parse.text(device.get("sn")): device for device in asked}
    valid = {serial: device for serial, device in devices.items() if is_serial(serial)}
    codes = dict.fromkeys(devices, ILLEGAL_ARGUMENT)
    codes |= zip(valid, _check(cloud, message, valid.values()), strict=True)
    if message.serial in codes:
        _notify_refused(cloud, message.serial, codes[message.serial])
    if codes.get(message.serial) == 0:
        bound = {serial: device for serial, device in valid.items() if not codes[serial]}
        changes = _binding(cloud, message.serial, bound)
        if not await _save_binding(cloud, message.serial, changes):
            codes = dict.fromkeys(devices, BIND_FAILED)
        else:
            cloud.fleet.heard(message.serial, message.ago)
            _LOGGER.info("Dock %s was bound with the binding code", message.serial)
    return _ok(err_infos=[{"sn": serial, "err_code": code} for serial, code in codes.items()])


def _binding(cloud: Cloud, dock: str, bound: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return what changes at a dock that binds itself, and with it its aircraft."""
    changes: dict[str, Any] = {"accepted": True, "ignored": False}
    if callsign := parse.text(bound[dock].get("device_callsign"), 64):
        changes["callsign"] = callsign
    for serial, device in bound.items():
        key = parse.text(device.get("device_model_key"), 32)
        if serial != dock and (not key or is_aircraft(key)):
            # It asks whether both are bound before it reports that the aircraft is linked.
            changes |= aircraft_of(cloud, dock, serial, key)
            break
    return changes


async def _save_binding(cloud: Cloud, serial: str, changes: dict[str, Any]) -> bool:
    """Make a dock one of ours; False, and it is not, if that cannot be saved."""
    try:
        with cloud.fleet.planning(serial, **changes):
            await cloud.save()
    except NotSaved as err:
        _LOGGER.error("Dock %s cannot be bound, it could not be saved: %s", serial, err)
        return False
    return cloud.fleet.update(serial, **changes) is not None


def _check(cloud: Cloud, message: Message, devices: Collection[Mapping[str, Any]]) -> list[int]:
    """Return 0 for each device, or the code with which its organization or code is refused.

    Dock and aircraft come with the same ones: what is wrong counts once.
    """
    dock, ownership = message.serial, cloud.ownership
    if cloud.binding_attempts.reached(dock):
        return [BIND_FAILED] * len(devices)
    if ownership and cloud.fleet.accepted(dock) and ownership.names_another(message):
        return [ALREADY_BOUND] * len(devices)
    given = [
        (
            parse.text(device.get("organization_id")),
            parse.text(device.get("device_binding_code")),
        )
        for device in devices
    ]
    refused = {pair: _refused(cloud.settings, *pair) for pair in given}
    for _ in filter(None, refused.values()):
        cloud.binding_attempts.failed(dock)
    return [refused[pair] for pair in given]


def names_organization(settings: CloudSettings, message: Message) -> bool:
    """Return whether a dock that looks for its organization, or binds itself, names this one."""
    organization, code = named_organization(message)
    return (
        bool(settings.binding_code)
        and organization == settings.organization_id
        and hmac.compare_digest(code.encode(), settings.binding_code.encode())
    )


def named_organization(message: Message) -> tuple[str, str]:
    """Return the organization and the binding code that a dock names, blank without."""
    asked = data = parse.mapping(message.data)
    if "bind_devices" in data:
        devices = parse.items(data.get("bind_devices"), _MAX_DEVICES)
        own = [item for item in devices if parse.text(item.get("sn")) == message.serial]
        asked = own[0] if own else {}
    return (
        parse.text(asked.get("organization_id")),
        parse.text(asked.get("device_binding_code")),
    )


def refuse_foreign(message: Message) -> Data:
    """Answer a dock that wants to be bound here that it is bound elsewhere."""
    devices = parse.items(parse.mapping(message.data).get("bind_devices"), _MAX_DEVICES)
    if not devices:
        return {"result": ALREADY_BOUND}
    serials = [parse.text(device.get("sn")) for device in devices]
    return _ok(err_infos=[{"sn": serial, "err_code": ALREADY_BOUND} for serial in serials])


def _refused(settings: CloudSettings, organization_id: str, binding_code: str) -> int:
    if organization_id != settings.organization_id:
        return UNKNOWN_ORGANIZATION
    given, expected = binding_code.encode(), settings.binding_code.encode()
    return 0 if expected and hmac.compare_digest(given, expected) else BAD_BINDING_CODE


def _notify_refused(cloud: Cloud, dock: str, code: int) -> None:
    """Notify of what people can mend; for a dock that is accepted all the same there is nothing."""
    if cloud.fleet.accepted(dock):
        return
    if code == UNKNOWN_ORGANIZATION:
        cloud.listeners.notify(BindingRefused(dock=dock, reason=Refusal.OTHER_ORGANIZATION))
    elif code == BAD_BINDING_CODE:
        known = bool(cloud.settings.binding_code)
        reason = Refusal.WRONG_CODE if known else Refusal.NO_CODE
        cloud.listeners.notify(BindingRefused(dock=dock, reason=reason))


def _ok(**output: Any) -> Data:
    return {"result": 0, "output": output}
