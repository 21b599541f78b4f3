"""Media: the credentials with which a dock uploads, and what it reports of each file.

Source: "Media Management" of DJI's Cloud API documentation: `storage_config_get` (request),
`file_upload_callback` and `highest_priority_upload_flighttask_media` (events),
`upload_flighttask_media_prioritize` (service); `media_file_detail` of "Properties" for what is to
be expected.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ..cloud import Cloud
from ..storage import StorageRefused, storage_fields
from ..wire import parse
from ..wire.envelope import Data, Message
from .wayline import flight_id

NO_STORAGE = 1
"""Result of a request for credentials that is refused; DJI documents no code for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a photo was taken, in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaFile:
    """A file that a dock says it has stored."""

    object_key: str
    """With the prefix."""
    name: str
    flight_id: str
    """Blank when the dock left it out."""
    taken_at: datetime | None
    """UTC, or without a zone where the dock gave none; None without metadata, as for PPK."""
    position: Position | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaUploaded:
    """A dock has stored a file; `expected` and `uploaded` count the files of the flight."""

    dock: str
    result: int
    """0, or why the upload failed."""
    file: MediaFile
    expected: int | None
    uploaded: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaPending:
    """How many files wait on the dock."""

    dock: str
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaPrioritized:
    """Which flight's files a dock uploads first."""

    dock: str
    flight_id: str


async def storage_config_get(cloud: Cloud, message: Message) -> Data:
    """Answer with credentials for the dock's own folder; docks that are not accepted get none.

    The module (0 media, 1 resources of PSDK) does not matter: both get the same folder.
    """
    if cloud.media_storage is None or not cloud.fleet.accepted(message.serial):
        return {"result": NO_STORAGE}
    try:
        target, prefix = await cloud.media_storage.async_target(message.serial)
    except StorageRefused:
        return {"result": NO_STORAGE}
    # Here a time to live, unlike the moment that a log upload's credentials carry.
    left = int((target.expire_at - datetime.now(UTC)).total_seconds())
    cloud.credentials_handed_out += 1
    return {
        "result": 0,
        "output": {**storage_fields(target, expire=max(0, left)), "object_key_prefix": prefix},
    }


async def upload_flighttask_media_prioritize(cloud: Cloud, dock: str, flight_id: str) -> None:
    """Ask a dock to upload the files of a flight first.

    Raises:
        NotConnected, ReplyTimeout, DockRefused

    """
    await cloud.request(dock, "upload_flighttask_media_prioritize", {"flight_id": flight_id})


def file_upload_callback(cloud: Cloud, message: Message) -> MediaUploaded:
    """Read that a file is stored."""
    data = parse.mapping(message.data)
    task = parse.mapping(data.get("flight_task"))
    return MediaUploaded(
        dock=message.serial,
        # Newer firmware leaves it out.
        result=parse.integer(data.get("result")) or 0,
        file=_media_file(parse.mapping(data.get("file"))),
        expected=parse.count(task.get("expected_file_count")),
        uploaded=parse.count(task.get("uploaded_file_count")),
    )


def highest_priority_upload_flighttask_media(cloud: Cloud, message: Message) -> MediaPrioritized:
    """Read which flight's files come first."""
    data = parse.mapping(message.data)
    return MediaPrioritized(dock=message.serial, flight_id=flight_id(data.get("flight_id")))


def telemetry(cloud: Cloud, message: Message) -> None:
    """Take from a dock's osd how many files wait on it; what the broker kept is not so any more."""
    if not message.alive:
        return
    detail = parse.mapping(parse.mapping(message.data).get("media_file_detail"))
    if (files := parse.count(detail.get("remain_upload"))) is not None:
        cloud.listeners.notify(MediaPending(dock=message.serial, files=files))


def _media_file(file: Mapping[str, Any]) -> MediaFile:
    ext, metadata = parse.mapping(file.get("ext")), parse.mapping(file.get("metadata"))
    place = parse.mapping(metadata.get("shoot_position"))
    key = parse.object_key(file.get("object_key"))
    return MediaFile(
        object_key=key,
        name=key.rpartition("/")[2],
        flight_id=flight_id(ext.get("flight_id")),
        taken_at=_time(metadata.get("create_time") or metadata.get("created_time")),
        position=_position(place),
    )


def _position(place: Mapping[str, Any]) -> Position | None:
    latitude = parse.decimal(place.get("lat", place.get("latitude")))
    longitude = parse.decimal(place.get("lng", place.get("longitude")))
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return Position(latitude=float(latitude), longitude=float(longitude))


def _time(value: object) -> datetime | None:
    """Return a time, without a zone where there is none."""
    if not isinstance(value, str) or value.strip().isdigit():
        return parse.moment(value)
    try:
        read = datetime.fromisoformat(parse.text(value, 40))
        return read.astimezone(UTC) if read.tzinfo else read
    except ValueError, OverflowError:
        return None
