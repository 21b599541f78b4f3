"""Momentary things, as automations read them. They are events, never state."""

from typing import Any, NamedTuple

from .alarm_texts import DOCUMENTATION, alarm_text
from .cloud_api import HmsAlarm
from .errors import describe_failure
from .index import IndexedObject
from .upload import LogUpload


class Moment(NamedTuple):
    """Something that happened to a dock."""

    key: str
    """Of the event entity that fires."""
    event_type: str
    attributes: dict[str, Any]


def upload_moment(event_type: str, upload: LogUpload) -> Moment:
    """Return what happened to an upload of logs."""
    return Moment(
        "log_upload",
        event_type,
        {
            "upload_id": upload.upload_id,
            "modules": upload.modules,
            "object_keys": upload.object_keys,
            "stored": upload.stored,
            "error": upload.error_code or upload.error or None,
            "reason": describe_failure(upload.error, upload.error_code),
        },
    )


def media_moment(file: IndexedObject) -> Moment:
    """Return that a file came in."""
    position = None
    if file.latitude is not None and file.longitude is not None:
        position = {"latitude": file.latitude, "longitude": file.longitude}
    return Moment(
        "media",
        "uploaded",
        {
            "object_key": file.key,
            "name": file.name,
            "kind": file.kind,
            "variant": file.variant,
            "flight_id": file.flight or None,
            "taken_at": file.taken.isoformat(),
            "position": position,
        },
    )


def flight_moment(event_type: str, flight_id: str) -> Moment:
    """Return that a flight started or ended."""
    return Moment("flight", event_type, {"flight_id": flight_id or None})


def alarm_moment(event_type: str, alarm: HmsAlarm, *, of_dock: bool) -> Moment:
    """Return that an alarm was raised or cleared."""
    return Moment(
        "hms",
        event_type,
        {
            "code": alarm.code,
            "text": alarm_text(alarm),
            "level": alarm.level,
            "module": alarm.module,
            "in_the_sky": alarm.in_the_sky,
            "device": "dock" if of_dock else "aircraft",
            "documentation": DOCUMENTATION,
        },
    )
