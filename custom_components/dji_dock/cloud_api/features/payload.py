"""The camera and the gimbal of an aircraft that flies.

Source: "DRC" (payload control) of DJI's Cloud API documentation for Dock 1, 2 and 3: the services
`payload_authority_grab`, `camera_mode_switch`, `camera_photo_take`, `camera_recording_start`,
`camera_recording_stop`, `camera_focal_length_set`, `camera_look_at` and `gimbal_reset`. Whoever grabs
the authority takes it from everybody else. All are sent as orders are: what comes late films unasked.
What turns the aircraft itself is not here: `camera_look_at` never with `locked`.
"""

from enum import IntEnum

from ..cloud import REPLY_TIMEOUT, Cloud
from ..wire.envelope import Data

MIN_ZOOM, MAX_ZOOM = 2, 200
"""Factors that DJI documents; a camera may end before."""
MIN_TARGET, MAX_TARGET = 2, 10000
"""Heights that DJI documents for a point to look at, in meters above the ellipsoid."""


class CameraMode(IntEnum):
    """DJI's `camera_mode`."""

    PHOTO = 0
    VIDEO = 1
    LOW_LIGHT = 2
    PANORAMA = 3


class GimbalReset(IntEnum):
    """DJI's `reset_mode`, as far as it is used."""

    CENTER = 0
    DOWN = 1


async def payload_authority_grab(
    cloud: Cloud, dock: str, payload_index: str, timeout: float = REPLY_TIMEOUT
) -> None:
    """Take control of a camera and its gimbal from whoever has it.

    Raises:
        NotConnected, DockOffline, DockSilent: nothing was sent.
        ReplyTimeout: no reply within so many seconds; the outcome is unknown.
        DockRefused

    """
    await _ask(cloud, dock, "payload_authority_grab", payload_index, {}, timeout)


async def camera_mode_switch(
    cloud: Cloud, dock: str, payload_index: str, mode: CameraMode, timeout: float = REPLY_TIMEOUT
) -> None:
    """Switch between photos and video; raises as payload_authority_grab()."""
    data: Data = {"camera_mode": int(mode)}
    await _ask(cloud, dock, "camera_mode_switch", payload_index, data, timeout)


async def camera_photo_take(
    cloud: Cloud, dock: str, payload_index: str, timeout: float = REPLY_TIMEOUT
) -> None:
    """Take a photo; raises as payload_authority_grab()."""
    await _ask(cloud, dock, "camera_photo_take", payload_index, {}, timeout)


async def camera_recording_start(
    cloud: Cloud, dock: str, payload_index: str, timeout: float = REPLY_TIMEOUT
) -> None:
    """Begin to record a video; raises as payload_authority_grab()."""
    await _ask(cloud, dock, "camera_recording_start", payload_index, {}, timeout)


async def camera_recording_stop(
    cloud: Cloud, dock: str, payload_index: str, timeout: float = REPLY_TIMEOUT
) -> None:
    """End the recording: sent to a dock that is silent, too; raises as payload_authority_grab()."""
    await _ask(cloud, dock, "camera_recording_stop", payload_index, {}, timeout, urgent=True)


async def camera_focal_length_set(
    cloud: Cloud, dock: str, payload_index: str, zoom_factor: float, timeout: float = REPLY_TIMEOUT
) -> None:
    """Zoom with the lens that zooms; raises as payload_authority_grab()."""
    data: Data = {"camera_type": "zoom", "zoom_factor": zoom_factor}
    await _ask(cloud, dock, "camera_focal_length_set", payload_index, data, timeout)


async def camera_look_at(
    cloud: Cloud,
    dock: str,
    payload_index: str,
    latitude: float,
    longitude: float,
    height: float,
    timeout: float = REPLY_TIMEOUT,
) -> None:
    """Turn the gimbal to a point, in degrees and meters above the ellipsoid.

    Raises as payload_authority_grab().
    """
    data: Data = {
        # True turns the whole aircraft.
        "locked": False,
        "latitude": latitude,
        "longitude": longitude,
        "height": height,
    }
    await _ask(cloud, dock, "camera_look_at", payload_index, data, timeout)


async def gimbal_reset(
    cloud: Cloud,
    dock: str,
    payload_index: str,
    reset_mode: GimbalReset,
    timeout: float = REPLY_TIMEOUT,
) -> None:
    """Turn the gimbal forward or down; raises as payload_authority_grab()."""
    data: Data = {"reset_mode": int(reset_mode)}
    await _ask(cloud, dock, "gimbal_reset", payload_index, data, timeout)


async def _ask(
    cloud: Cloud,
    dock: str,
    method: str,
    payload_index: str,
    data: Data,
    timeout: float,
    *,
    urgent: bool = False,
) -> None:
    data = {"payload_index": payload_index, **data}
    await cloud.ask(dock, method, data, timeout, urgent=urgent)
