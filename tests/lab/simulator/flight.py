"""What an aircraft brings home: the plan of a flight, and its files."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
import uuid

from .photo import jpeg
from .profile import DockProfile
from .video import mp4

_LATITUDE, _LONGITUDE = 52.3702, 4.8952
_SUFFIXES = {"visible": "V", "thermal": "T", "zoom": "Z", "wide": "W"}
FLIGHT = "flighttask_progress"

_SIDE_FILES = (".obs", ".rtk", ".mrk", ".nav")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightPlan:
    """A flight. Times in seconds of the dock, sizes in pixels."""

    flight_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    photos: int = 4
    variants: tuple[str, ...] = ("visible", "thermal")
    """Cameras that take turns: visible, thermal, zoom, wide."""
    videos: int = 1
    video_seconds: float = 3.0
    ppk: bool = True
    rtcm: bool = False
    subtitles: bool = False
    photo_width: int = 1280
    duration: float = 20.0
    started: datetime | None = None
    """Local time; None is now."""


@dataclass(slots=True, kw_only=True)
class MediaFile:
    """A file on the dock, until it is acknowledged."""

    flight_id: str
    name: str
    taken: datetime
    position: tuple[float, float] | None
    """None for files without metadata."""
    content: bytes = field(repr=False)
    key: str = ""
    """In the bucket; blank until it is uploaded."""
    stored: bool = False
    acknowledged: bool = False
    told: int = 0
    """How often its callback was begun; the link repeats each."""


def flight_progress(
    plan: FlightPlan,
    percent: int,
    step: int,
    *,
    media_count: int = 0,
    status: str = "in_progress",
) -> dict[str, Any]:
    """Return the data of `flighttask_progress`; media is counted at the end."""
    return {
        "result": 0,
        "output": {
            "status": status,
            "progress": {"current_step": step, "percent": percent},
            "ext": {
                "flight_id": plan.flight_id,
                "track_id": plan.flight_id,
                "current_waypoint_index": 0,
                "wayline_id": 0,
                "wayline_mission_state": _mission_state(step, status),
                **({"media_count": media_count} if media_count else {}),
            },
        },
    }


def _mission_state(step: int, status: str) -> int:
    """Return prepared, on the way, or completed."""
    if status == "ok":
        return 9
    return 5 if step >= 20 else 4


def files_of(plan: FlightPlan, profile: DockProfile, first: int) -> list[MediaFile]:
    """Return the files of a flight, numbered from `first`, in the order they were taken."""
    began = plan.started or datetime.now()
    files: list[MediaFile] = []

    def add(name: str, offset: float, content: bytes, *, placed: bool = True) -> None:
        number = len(files)
        position = (_LATITUDE + number * 2e-5, _LONGITUDE + number * 3e-5) if placed else None
        files.append(
            MediaFile(
                flight_id=plan.flight_id,
                name=name,
                taken=began + timedelta(seconds=offset),
                position=position,
                content=content,
            )
        )

    number = first
    for index in range(plan.photos):
        variant = plan.variants[index % len(plan.variants)]
        taken = began + timedelta(seconds=2 * index)
        place = (_LATITUDE + index * 2e-5, _LONGITUDE + index * 3e-5)
        content = jpeg(
            number % 1000, taken, place, width=plan.photo_width, thermal=variant == "thermal"
        )
        # A trailing mark makes each file its own without drawing it anew.
        content += f"{profile.serial} {number}".encode()
        add(f"DJI_{taken:%Y%m%d%H%M%S}_{number:04}_{_SUFFIXES[variant]}.JPG", 2 * index, content)
        number += 1
    for index in range(plan.videos):
        offset = 2 * plan.photos + 10 * index
        taken = began + timedelta(seconds=offset)
        stem = f"DJI_{taken:%Y%m%d%H%M%S}_{number:04}_V"
        add(f"{stem}.MP4", offset, mp4(number % 8, plan.video_seconds))
        if plan.subtitles:
            add(f"{stem}.SRT", offset, b"1\n00:00:00,000 --> 00:00:01,000\nF2.8\n", placed=False)
        number += 1
    stem = f"DJI_{began:%Y%m%d%H%M%S}_{number:04}"
    if plan.ppk:
        for suffix in _SIDE_FILES:
            add(f"{stem}_PPK{suffix}", 1, f"{stem}{suffix}\n".encode() * 64, placed=False)
    if plan.rtcm:
        add(f"{stem}_RTCM.dat", 1, bytes(range(256)) * 8, placed=False)
    return files
