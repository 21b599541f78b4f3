"""Binding of docks to the organization of this server.

Source: "Organization Management" of DJI's Cloud API documentation: `airport_bind_status`,
`airport_organization_get` and `airport_organization_bind`.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
import hmac
import logging
from typing import TYPE_CHECKING, Any

from . import parse
from .envelope import Message
from .topics import is_serial

if TYPE_CHECKING:
    from .server import CloudServer, Data
    from .settings import CloudSettings

_LOGGER = logging.getLogger(__name__)

ILLEGAL_ARGUMENT = 200001
BAD_BINDING_CODE = 210229
UNKNOWN_ORGANIZATION = 210230
BIND_FAILED = 210231

_MAX_DEVICES = 8
_ATTEMPTS = 10
_ATTEMPTS_WINDOW = 60.0


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


class AttemptLimit:
    """Bounds how often wrong binding codes may be tried, over all docks of the broker."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take a monotonic clock in seconds."""
        self._clock = clock
        self._failures: deque[float] = deque(maxlen=_ATTEMPTS)

    def failed(self) -> None:
        """Count a wrong code."""
        self._failures.append(self._clock())

    def reached(self) -> bool:
        """Return whether no further code is looked at for now."""
        oldest = self._failures[0] if len(self._failures) == _ATTEMPTS else None
        return oldest is not None and self._clock() - oldest < _ATTEMPTS_WINDOW


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
    data = parse.mapping(message.data)
    if code := _check(server, data.get("organization_id"), data.get("device_binding_code")):
        _tell_refused(server, message.serial, code)
        return {"result": code}
    return _ok(organization_name=server.settings.organization_name)


async def airport_organization_bind(server: CloudServer, message: Message) -> Data:
    """Bind a dock and its aircraft; answered only after the acceptance is saved.

    A dock can bind only itself and the aircraft that it names together with itself.
    """
    devices = parse.items(parse.mapping(message.data).get("bind_devices"), _MAX_DEVICES)
    results: list[dict[str, Any]] = []
    callsign: str | None = None
    for device in devices:
        serial = parse.text(device.get("sn"))
        code = (
            _check(server, device.get("organization_id"), device.get("device_binding_code"))
            if is_serial(serial)
            else ILLEGAL_ARGUMENT
        )
        if serial == message.serial:
            _tell_refused(server, serial, code)
            if not code:
                callsign = parse.text(device.get("device_callsign"), 64)
        results.append({"sn": serial, "err_code": code})
    if callsign is not None:
        changes: dict[str, Any] = {"accepted": True, "ignored": False}
        if callsign:
            changes["callsign"] = callsign
        if server.fleet.update(message.serial, **changes) is None:
            results = [{**entry, "err_code": BIND_FAILED} for entry in results]
        else:
            server.fleet.heard(message.serial)
            await server.save()
            _LOGGER.info("Dock %s was bound with the binding code", message.serial)
    return _ok(err_infos=results)


def _check(server: CloudServer, organization_id: object, binding_code: object) -> int:
    """Return 0, or the code with which a wrong organization or binding code is refused."""
    if server.binding_attempts.reached():
        return BIND_FAILED
    settings: CloudSettings = server.settings
    if parse.text(organization_id) != settings.organization_id:
        server.binding_attempts.failed()
        return UNKNOWN_ORGANIZATION
    given, expected = parse.text(binding_code).encode(), settings.binding_code.encode()
    if not expected or not hmac.compare_digest(given, expected):
        server.binding_attempts.failed()
        return BAD_BINDING_CODE
    return 0


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
