"""The camera below an aircraft: who holds it, and what it does."""

from dataclasses import dataclass
from enum import IntEnum

NOBODY, CLOUD, PILOT = "", "A", "B"
"""`control_source` of a payload."""


class CameraMode(IntEnum):
    """`camera_mode`."""

    PHOTO = 0
    VIDEO = 1
    LOW_LIGHT = 2
    PANORAMA = 3


@dataclass(slots=True, kw_only=True)
class Camera:
    """As it is after the aircraft was switched on."""

    holder: str = NOBODY
    mode: CameraMode = CameraMode.PHOTO
    recording: bool = False
    photos: int = 0
    zoom: float = 7.0
    infrared_zoom: float = 2.0
    pitch: float | None = None
    """Degrees; None as the flight wants it."""
    yaw: float | None = None
    looked_at: tuple[float, float, float] | None = None
    """Latitude, longitude, height."""
    turned_aircraft: int = 0
    """How often the whole aircraft turned, because it was told to look somewhere."""
    robbed: int = 0
    """How often it was taken from a pilot."""
