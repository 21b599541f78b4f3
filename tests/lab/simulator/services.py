"""What a dock does when the cloud commands it: the remote log, and properties."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from . import properties
from .command import BAD_PARAMETER, BadCommand, Requested, Target, read_modules, read_start
from .debug_methods import METHODS
from .debugging import Debugging
from .faults import Faults
from .job import UploadJob
from .live.live import Live
from .live.order import LIVE_METHODS
from .logs import AIRCRAFT_OFF, log_list, refused_list
from .media import MediaQueue
from .payload import PAYLOAD_METHODS, Payload
from .profile import DockProfile, Module
from .state import State
from .upgrade import OTA_CREATE, Upgrades
from .wire import Received, now_ms

BUSY = 325009
UNSUPPORTED = 314000
UNKNOWN_FLIGHT = 317001

PROPERTY_SET = "property/set"


class Commanded(Protocol):
    """The dock, as far as commands see it."""

    profile: DockProfile
    faults: Faults
    booted_ms: int
    job: UploadJob | None
    media: MediaQueue

    @property
    def aircraft_on(self) -> bool:
        """Whether the aircraft is switched on."""

    def boot_indexes(self, module: Module) -> list[int]:
        """Return the boot cycles on the list, newest first."""

    def begin(self, bid: str, target: Target, requested: Sequence[Requested]) -> UploadJob:
        """Start an upload."""

    def set_property(self, name: str, value: object) -> dict[str, Any]:
        """Take a property that is set, and tell it; return the result."""

    @property
    def debugging(self) -> Debugging:
        """Its remote debugging."""

    @property
    def upgrades(self) -> Upgrades:
        """Its firmware."""

    @property
    def live(self) -> Live:
        """Its live video."""

    @property
    def payload(self) -> Payload:
        """The camera of its aircraft."""

    @property
    def state(self) -> State:
        """What it is doing."""

    def complain(self, text: str) -> None:
        """Write down what the cloud did wrong."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command, and the data of its reply."""

    method: str
    bid: str
    data: dict[str, Any]


def obey(dock: Commanded, received: Received) -> dict[str, Any] | None:
    """Do what is commanded; return the data of the reply, None if there is to be none."""
    message, method = received.message, method_of(received)
    bid, data = message.get("bid"), message.get("data")
    if not (isinstance(bid, str) and bid and isinstance(message.get("tid"), str)):
        dock.complain(f"{method} without tid or bid")
        return None
    if method in dock.faults.ignore:
        return None
    if code := dock.faults.refuse.get(method):
        if method == PROPERTY_SET and isinstance(data, dict):
            return properties.refused(data, code)
        return {"result": code}
    handler = _HANDLERS.get(method)
    if handler is None:
        return {"result": UNSUPPORTED}
    try:
        return handler(dock, Command(method, bid, data if isinstance(data, dict) else {}))
    except BadCommand as err:
        dock.complain(f"{method}: {err}")
        return {"result": BAD_PARAMETER}


def method_of(received: Received) -> str:
    """Return what is commanded; properties are set without a method."""
    return PROPERTY_SET if received.kind == PROPERTY_SET else received.method


def _set(dock: Commanded, command: Command) -> dict[str, Any]:
    if len(command.data) != 1:
        raise BadCommand("one property for each message")
    [(name, value)] = command.data.items()
    return {name: dock.set_property(name, value)}


def _list(dock: Commanded, command: Command) -> dict[str, Any]:
    profile = dock.profile
    modules = read_modules(command.data)
    refused = Module.AIRCRAFT in modules and not dock.aircraft_on
    if refused and profile.quirks.aircraft_off == "reply":
        return {"result": AIRCRAFT_OFF}
    files = [
        refused_list(profile, module, AIRCRAFT_OFF)
        if module is Module.AIRCRAFT and refused
        else log_list(profile, module, dock.boot_indexes(module), (dock.booted_ms, now_ms()))
        for module in modules
    ]
    if profile.quirks.files_in_output:
        return {"result": 0, "output": {"files": files}}
    return {"result": 0, "files": files}


def _start(dock: Commanded, command: Command) -> dict[str, Any]:
    target, requested = read_start(command.data)
    if dock.job and not dock.job.finished:
        return {"result": BUSY}
    for item in requested:
        if item.module is Module.AIRCRAFT and not dock.aircraft_on:
            return {"result": AIRCRAFT_OFF}
        if not set(item.boot_indexes) <= set(dock.boot_indexes(item.module)):
            return {"result": BAD_PARAMETER}
    dock.begin(command.bid, target, requested)
    return {"result": 0}


def _update(dock: Commanded, command: Command) -> dict[str, Any]:
    if command.data.get("status") != "cancel":
        raise BadCommand("the only status is cancel")
    modules = read_modules(command.data)
    if dock.faults.cancel_ignored:
        return {"result": 0}
    if not dock.job or not dock.job.cancel(modules, silent=dock.faults.cancel_without_event):
        return {"result": UNSUPPORTED}
    return {"result": 0}


def _prioritize(dock: Commanded, command: Command) -> dict[str, Any]:
    flight_id = command.data.get("flight_id")
    if not isinstance(flight_id, str) or not flight_id:
        raise BadCommand("flight_id is missing")
    return {"result": 0 if dock.media.prioritize(flight_id) else UNKNOWN_FLIGHT}


def _debug(dock: Commanded, command: Command) -> dict[str, Any]:
    return dock.debugging.obey(command.method, command.bid, command.data)


def _upgrade(dock: Commanded, command: Command) -> dict[str, Any]:
    return dock.upgrades.obey(command.bid, command.data)


def _live(dock: Commanded, command: Command) -> dict[str, Any] | None:
    return dock.live.obey(command.method, command.data)


def _payload(dock: Commanded, command: Command) -> dict[str, Any]:
    return dock.payload.obey(command.method, command.data)


def _fly(dock: Commanded, command: Command) -> dict[str, Any]:
    """Refuse a flight as a dock in remote debugging does; routes are another matter."""
    return {"result": dock.state.flight_refusal or UNSUPPORTED}


_HANDLERS: dict[str, Callable[[Commanded, Command], dict[str, Any] | None]] = {
    "fileupload_list": _list,
    "fileupload_start": _start,
    "fileupload_update": _update,
    PROPERTY_SET: _set,
    "upload_flighttask_media_prioritize": _prioritize,
    "flighttask_prepare": _fly,
    "flighttask_execute": _fly,
    OTA_CREATE: _upgrade,
    **dict.fromkeys(METHODS, _debug),
    **dict.fromkeys(LIVE_METHODS, _live),
    **dict.fromkeys(PAYLOAD_METHODS, _payload),
}
