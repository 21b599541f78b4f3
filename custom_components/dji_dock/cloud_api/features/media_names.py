"""What DJI's file names say: the kind of a file, the camera that took it, and when.

Source: file names of Matrice aircraft, `DJI_<local time>_<number>_<camera>.<suffix>`, "Dock Media
Management" of DJI's Cloud API documentation for the files of PPK and RTCM, and what surveying
aircraft store beside their photos: `_PPKRAW.bin` and its signature `_PPKRAW.sig`, `_PPKOBS.obs` or
`_Rinex.obs`, `_PPKNAV.nav`, `_Timestamp.MRK` and `_EVENTLOG.bin`, the moments of exposure.
"""

from datetime import UTC, datetime, tzinfo
from enum import StrEnum
import re


class MediaKind(StrEnum):
    """Kinds of files that docks upload."""

    PHOTO = "photo"
    VIDEO = "video"
    PPK = "ppk"
    """Satellite observations, and what else correcting positions afterwards needs."""
    RTCM = "rtcm"
    """Corrections of the base station."""
    SUBTITLES = "subtitles"
    """Telemetry of a video."""
    OTHER = "other"


class MediaVariant(StrEnum):
    """Which camera took a photo or video."""

    WIDE = "wide"
    ZOOM = "zoom"
    THERMAL = "thermal"
    VISIBLE = "visible"


_KINDS: dict[str, MediaKind] = {
    **dict.fromkeys(("jpg", "jpeg", "dng", "png", "tif", "tiff", "heic"), MediaKind.PHOTO),
    **dict.fromkeys(("mp4", "mov", "m4v"), MediaKind.VIDEO),
    **dict.fromkeys(("obs", "rtk", "mrk", "nav", "ubx", "sig"), MediaKind.PPK),
    "dat": MediaKind.RTCM,
    "srt": MediaKind.SUBTITLES,
}
# Their suffix says nothing.
_OF_PPK = re.compile(r"(?:^|_)(?:PPKRAW|EVENTLOG)\.bin$", re.IGNORECASE)
_CAMERAS = {
    "W": MediaVariant.WIDE,
    "Z": MediaVariant.ZOOM,
    "T": MediaVariant.THERMAL,
    "V": MediaVariant.VISIBLE,
}
_NAME = re.compile(r"DJI_(\d{14})_(\d{3,6})(?:_([A-Z]))?(?:[_.]|$)", re.IGNORECASE)


def kind_of(name: str) -> MediaKind:
    """Return the kind of a file by the end of its name."""
    if _OF_PPK.search(name):
        return MediaKind.PPK
    _, dot, suffix = name.rpartition(".")
    return _KINDS.get(suffix.lower(), MediaKind.OTHER) if dot else MediaKind.OTHER


def variant_of(name: str) -> MediaVariant | None:
    """Return the camera that a photo or video comes from, None where the name does not say."""
    if kind_of(name) not in (MediaKind.PHOTO, MediaKind.VIDEO, MediaKind.SUBTITLES):
        return None
    found = _NAME.match(name)
    return _CAMERAS.get((found[3] or "").upper()) if found else None


def shot_of(name: str) -> str | None:
    """Return what photos of several cameras share that were taken by one release of the shutter.

    Their names have the same time and number, as far as is known of Matrice 30T, 3TD, 4TD and the
    payloads H20 and H30. Unique within an aircraft.
    """
    found = _NAME.match(name)
    return f"{found[1]}_{found[2]}" if found else None


def names_time(name: str) -> bool:
    """Return whether a file's name says when it was taken."""
    return _NAME.match(name) is not None


def taken_at(name: str, zone: tzinfo) -> datetime | None:
    """Return the UTC time in a file's name, which the aircraft writes in its local zone."""
    if not (found := _NAME.match(name)):
        return None
    try:
        local = datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=zone)
        return local.astimezone(UTC)
    except ValueError, OverflowError:
        return None
