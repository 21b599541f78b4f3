"""The cameras of a dock and its aircraft, as `live_capacity` names them."""

from dataclasses import dataclass
from typing import Any

from ..profile import DockProfile, Model

DOCK_CAMERA = "165-0-7"
VISION_ASSIST, FPV = "176-0-0", "39-0-7"
INSIDE, OUTSIDE = 0, 1

_LENSES = ("normal", "wide", "zoom", "ir")


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraModel:
    """A camera that can be pushed."""

    serial: str
    index: str
    lenses: tuple[str, ...] = ("normal",)
    in_dock: bool

    @property
    def name(self) -> str:
        """Serial and index, as a `video_id` begins."""
        return f"{self.serial}/{self.index}"


def cameras_of(profile: DockProfile, *, aircraft_on: bool) -> list[CameraModel]:
    """Return what can be pushed at the moment, in the order of a capability."""
    cameras = [CameraModel(serial=profile.serial, index=DOCK_CAMERA, in_dock=True)]
    if aircraft_on:
        serial = profile.aircraft_serial
        second = FPV if profile.model is Model.DOCK_1 else VISION_ASSIST
        cameras += [
            CameraModel(serial=serial, index=second, in_dock=False),
            CameraModel(serial=serial, index=profile.model.camera, lenses=_LENSES, in_dock=False),
        ]
    return cameras


def capacity(cameras: list[CameraModel], lens_of: dict[str, str]) -> dict[str, Any]:
    """Return the value of `live_capacity`."""
    devices: dict[str, list[dict[str, Any]]] = {}
    for camera in cameras:
        devices.setdefault(camera.serial, []).append(
            {
                "camera_index": camera.index,
                "available_video_number": 1,
                "coexist_video_number_max": 1,
                "video_list": [
                    {
                        "video_index": "normal-0",
                        "video_type": lens_of.get(camera.name, camera.lenses[0]),
                        "switchable_video_types": list(camera.lenses),
                    }
                ],
            }
        )
    return {
        "available_video_number": len(cameras),
        "coexist_video_number_max": len(cameras),
        "device_list": [
            {
                "sn": serial,
                "available_video_number": len(found),
                # A hint, not a rule: a real aircraft said one and pushed two.
                "coexist_video_number_max": 1,
                "camera_list": found,
            }
            for serial, found in devices.items()
        ],
    }
