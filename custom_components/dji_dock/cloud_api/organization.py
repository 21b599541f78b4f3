"""Binding of docks to the organization of this server.

Source: "Organization Management" of DJI's Cloud API documentation: `airport_bind_status`,
`airport_organization_get` and `airport_organization_bind`.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
import hmac
import logging
from typing import TYPE_CHECKING, Any

from . import parse
from .device import aircraft_of
from .envelope import Message
from .errors import NotSaved
from .topics import is_serial

if TYPE_CHECKING:
    from .server import CloudServer, Data
    from .settings import CloudSettings

_LOGGER = logging.getLogger(__name__)

ILLEGAL_ARGUMENT = 200001
BAD_BINDING_CODE = 210229
UNKNOWN_ORGANIZATION = 210230
BIND_FAILED = 210231
ALREADY_BOUND = 210232

_MAX_DEVICES = 8
_AIRCRAFT = "0-"
_ATTEMPTS = 10
_ATTEMPTS_WINDOW = 60.0
# Anybody who may publish can invent docks; this still makes a code of six digits last for days.
_ATTEMPTS_OF_ALL = 2000
_WINDOW_OF_ALL = 600.0
_MAX_FAILING = 2000


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


class BindingAttempts:
    """Bounds how often wrong binding codes may be tried.

    By each dock, so that one that does not know the code keeps nobody else from binding, and over
    all of them, since serial numbers can be invented.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take a monotonic clock in seconds."""
        self._clock = clock
        self._by_dock: OrderedDict[str, _Failures] = OrderedDict()
        self._all = _Failures(_ATTEMPTS_OF_ALL, _WINDOW_OF_ALL)

    def failed(self, dock: str) -> None:
        """Count a request with a wrong code, for however many devices."""
        now = self._clock()
        failures = self._by_dock.pop(dock, None) or _Failures(_ATTEMPTS, _ATTEMPTS_WINDOW)
        failures.count(now)
        self._by_dock[dock] = failures
        if len(self._by_dock) > _MAX_FAILING:
            self._by_dock.popitem(last=False)
        self._all.count(now)

    def reached(self, dock: str) -> bool:
        """Return whether no further code of a dock is looked at for now."""
        now, failures = self._clock(), self._by_dock.get(dock)
        return self._all.reached(now) or (failures is not None and failures.reached(now))


class _Failures:
    """The latest failures, as many as are allowed within a window of seconds."""

    def __init__(self, most: int, window: float) -> None:
        self._times: deque[float] = deque(maxlen=most)
        self._window = window

    def count(self, now: float) -> None:
        self._times.append(now)

    def reached(self, now: float) -> bool:
        return len(self._times) == self._times.maxlen and now - self._times[0] < self._window


async def airport_bind_status(server: CloudServer, message: Message) -> Data:
    """Tell for each asked device whether it is bound here; one entry per serial number."""
    devices = parse.items(parse.mapping(message.data).get("devices"), _MAX_DEVICES)
    return _ok(
        bind_status=[
            _bind_status(server, message.serial, parse.text(item.get("sn"))) for item in devices
        ]
    )


def _bind_status(server: CloudServer, asking: str, serial: str) -> dict[str, Any]:
    dock = server.fleet.get(asking)
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
        "organization_id": server.settings.organization_id,
        "organization_name": server.settings.organization_name,
        "device_callsign": dock.callsign if serial == asking else "",
    }


async def airport_organization_get(server: CloudServer, message: Message) -> Data:
    """Tell the organization's name to whoever knows its id and the binding code."""
    [code] = _check(server, message, [parse.mapping(message.data)])
    if code:
        _tell_refused(server, message.serial, code)
        return {"result": code}
    return _ok(organization_name=server.settings.organization_name)


async def airport_organization_bind(server: CloudServer, message: Message) -> Data:
    """Bind a dock and its aircraft; answered only after the acceptance is saved.

    A dock can bind only itself and the aircraft that it names together with itself.
    """
    asked = parse.items(parse.mapping(message.data).get("bind_devices"), _MAX_DEVICES)
    devices = {parse.text(device.get("sn")): device for device in asked}
    valid = {serial: device for serial, device in devices.items() if is_serial(serial)}
    codes = dict.fromkeys(devices, ILLEGAL_ARGUMENT)
    codes |= zip(valid, _check(server, message, valid.values()), strict=True)
    if message.serial in codes:
        _tell_refused(server, message.serial, codes[message.serial])
    if codes.get(message.serial) == 0:
        bound = {serial: device for serial, device in valid.items() if not codes[serial]}
        changes = _binding(server, message.serial, bound)
        if not await _save_binding(server, message.serial, changes):
            codes = dict.fromkeys(devices, BIND_FAILED)
        else:
            server.fleet.heard(message.serial)
            _LOGGER.info("Dock %s was bound with the binding code", message.serial)
    return _ok(err_infos=[{"sn": serial, "err_code": code} for serial, code in codes.items()])


def _binding(
    server: CloudServer, dock: str, bound: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    """Return what changes at a dock that binds itself, and with it its aircraft."""
    changes: dict[str, Any] = {"accepted": True, "ignored": False}
    if callsign := parse.text(bound[dock].get("device_callsign"), 64):
        changes["callsign"] = callsign
    for serial, device in bound.items():
        key = parse.text(device.get("device_model_key"), 32)
        if serial != dock and (not key or key.startswith(_AIRCRAFT)):
            # It asks whether both are bound before it tells that the aircraft is linked.
            changes |= aircraft_of(server, dock, serial, key)
            break
    return changes


async def _save_binding(server: CloudServer, serial: str, changes: dict[str, Any]) -> bool:
    """Make a dock one of ours; False, and it is not, if that cannot be saved."""
    try:
        with server.fleet.planning(serial, **changes):
            await server.save()
    except NotSaved as err:
        _LOGGER.error("Dock %s cannot be bound, it could not be saved: %s", serial, err)
        return False
    return server.fleet.update(serial, **changes) is not None


def _check(
    server: CloudServer, message: Message, devices: Collection[Mapping[str, Any]]
) -> list[int]:
    """Return 0 for each device, or the code with which its organization or code is refused.

    Dock and aircraft come with the same ones: what is wrong counts once.
    """
    dock, seat = message.serial, server.seat
    if server.binding_attempts.reached(dock):
        return [BIND_FAILED] * len(devices)
    if seat and server.fleet.accepted(dock) and seat.names_another(message):
        return [ALREADY_BOUND] * len(devices)
    given = [
        (
            parse.text(device.get("organization_id")),
            parse.text(device.get("device_binding_code")),
        )
        for device in devices
    ]
    refused = {pair: _refused(server.settings, *pair) for pair in given}
    for _ in filter(None, refused.values()):
        server.binding_attempts.failed(dock)
    return [refused[pair] for pair in given]


def refuse_foreign(message: Message) -> Data:
    """Tell a dock that wants to be bound here that it is bound elsewhere until that is changed."""
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


def _tell_refused(server: CloudServer, dock: str, code: int) -> None:
    """Tell what people can mend; for a dock that is accepted all the same there is nothing."""
    if server.fleet.accepted(dock):
        return
    if code == UNKNOWN_ORGANIZATION:
        server.listeners.tell(BindingRefused(dock=dock, reason=Refusal.OTHER_ORGANIZATION))
    elif code == BAD_BINDING_CODE:
        known = bool(server.settings.binding_code)
        reason = Refusal.WRONG_CODE if known else Refusal.NO_CODE
        server.listeners.tell(BindingRefused(dock=dock, reason=reason))


def _ok(**output: Any) -> Data:
    return {"result": 0, "output": output}
