"""Commands for the camera of an aircraft."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from .camera import CLOUD, PILOT, Camera, CameraMode
from .command import BAD_PARAMETER, BadCommand
from .faults import Faults
from .profile import DockProfile
from .state import State

NO_ANSWER, NOT_CONNECTED, NOT_HELD, FAILED = 325004, 325012, 319031, 325003
GRAB = "payload_authority_grab"
_CENTRED, _DOWN = 0.0, -90.0
_LENSES: Mapping[str, tuple[float, float]] = {
    "wide": (1, 200),
    "zoom": (1, 200),
    "ir": (1, 20),
}


class Carrier(Protocol):
    """The dock, as far as the camera of its aircraft sees it."""

    profile: DockProfile
    faults: Faults
    state: State

    def push_payloads(self) -> None:
        """Send who holds the camera."""

    def show_camera(self) -> None:
        """Send osd of the aircraft."""

    def complain(self, text: str) -> None:
        """Write down what the cloud did wrong."""


class Payload:
    """The camera of a dock's aircraft."""

    def __init__(self, dock: Carrier) -> None:
        """Be held by nobody."""
        self._dock = dock

    @property
    def camera(self) -> Camera:
        """What it does."""
        return self._dock.state.camera

    def give_to_pilot(self) -> None:
        """Let somebody with a remote controller hold it."""
        self.camera.holder = PILOT
        self._dock.push_payloads()

    def reset(self) -> None:
        """Be as after the aircraft was switched on."""
        self._dock.state.camera = Camera()

    def obey(self, method: str, data: dict[str, Any]) -> dict[str, Any]:
        """Do what is commanded; return the data of the reply."""
        dock, camera = self._dock, self.camera
        if not dock.state.aircraft_on:
            return {"result": NO_ANSWER if method == GRAB else NOT_CONNECTED}
        try:
            _read_index(data, dock.profile.model.camera, blank=method == "camera_look_at")
            if method == GRAB:
                self._grab()
                return {"result": 0}
            if camera.holder != CLOUD:
                return {"result": NOT_HELD}
            if dock.faults.camera_mode_matters and camera.mode is not _MODES.get(
                method, camera.mode
            ):
                return {"result": FAILED}
            if method not in dock.faults.no_effect:
                PAYLOAD_METHODS[method](camera, data)
        except BadCommand as err:
            dock.complain(f"{method}: {err}")
            return {"result": BAD_PARAMETER}
        dock.show_camera()
        return {"result": 0}

    def _grab(self) -> None:
        camera = self.camera
        camera.robbed += camera.holder == PILOT
        if GRAB not in self._dock.faults.no_effect:
            camera.holder = CLOUD
        self._dock.push_payloads()


def _read_index(data: dict[str, Any], index: str, *, blank: bool) -> None:
    given = data.get("payload_index")
    if given != index and not (blank and given == ""):
        raise BadCommand(f"payload_index is not {index}")


def _number(data: dict[str, Any], name: str, lowest: float, highest: float) -> float:
    value = data.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadCommand(f"{name} is no number")
    if not lowest <= value <= highest:
        raise BadCommand(f"{name} is not between {lowest} and {highest}")
    return float(value)


def _whole(data: dict[str, Any], name: str, highest: int) -> int:
    value = data.get(name)
    if type(value) is not int or not 0 <= value <= highest:
        raise BadCommand(f"{name} is no number from 0 to {highest}")
    return value


def _switch_mode(camera: Camera, data: dict[str, Any]) -> None:
    camera.mode = CameraMode(_whole(data, "camera_mode", 3))


def _take_photo(camera: Camera, data: dict[str, Any]) -> None:
    camera.photos += 1


def _record(camera: Camera, data: dict[str, Any]) -> None:
    camera.recording = True


def _stop_recording(camera: Camera, data: dict[str, Any]) -> None:
    camera.recording = False


def _zoom(camera: Camera, data: dict[str, Any]) -> None:
    lens = data.get("camera_type")
    if not isinstance(lens, str) or lens not in _LENSES:
        raise BadCommand("camera_type is none of wide, zoom and ir")
    factor = _number(data, "zoom_factor", *_LENSES[lens])
    if lens == "ir":
        camera.infrared_zoom = factor
    else:
        camera.zoom = factor


def _reset_gimbal(camera: Camera, data: dict[str, Any]) -> None:
    mode = _whole(data, "reset_mode", 3)
    if mode != 2:
        camera.pitch = _CENTRED if mode == 0 else _DOWN
    if mode != 3:
        camera.yaw = _CENTRED


def _look_at(camera: Camera, data: dict[str, Any]) -> None:
    if not isinstance(data.get("locked"), bool):
        raise BadCommand("locked is neither true nor false")
    camera.looked_at = (
        _number(data, "latitude", -90, 90),
        _number(data, "longitude", -180, 180),
        _number(data, "height", -500, 10_000),
    )
    camera.turned_aircraft += data["locked"]


def _nothing(camera: Camera, data: dict[str, Any]) -> None:
    """Do nothing that would show."""


PAYLOAD_METHODS: Mapping[str, Callable[[Camera, dict[str, Any]], None]] = {
    GRAB: _nothing,
    "camera_mode_switch": _switch_mode,
    "camera_photo_take": _take_photo,
    "camera_photo_stop": _nothing,
    "camera_recording_start": _record,
    "camera_recording_stop": _stop_recording,
    "camera_focal_length_set": _zoom,
    "gimbal_reset": _reset_gimbal,
    "camera_look_at": _look_at,
}

_MODES = {
    "camera_photo_take": CameraMode.PHOTO,
    "camera_recording_start": CameraMode.VIDEO,
}
