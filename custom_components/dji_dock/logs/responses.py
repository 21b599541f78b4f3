"""What users and automations read of an upload."""

from homeassistant.util.json import JsonObjectType, JsonValueType

from ..errors import describe_failure
from .models import MODULE_NAMES, LogUpload, UploadFile
from .queue import QueuedUpload
from .selection import LogList


def upload_report(upload: LogUpload) -> JsonObjectType:
    """Return an upload as an action returns it; times ISO 8601 UTC, sizes in bytes."""
    return {
        "upload_id": upload.upload_id,
        "status": upload.status.value,
        "modules": [*upload.modules],
        "created": upload.created.isoformat(),
        "heard": upload.heard.isoformat(),
        "finished": upload.finished.isoformat() if upload.finished else None,
        "progress": _rounded(upload.progress),
        "asked_by": _asked_by(upload),
        "adopted": upload.adopted,
        "error": upload.error or None,
        "code": upload.error_code or None,
        "reason": describe_failure(upload.error, upload.error_code),
        "partial": upload.partial,
        "files": [_file(file) for file in upload.files],
    }


def queued_report(queued: QueuedUpload) -> JsonObjectType:
    """Return an upload that waits for its turn, in the form of the others."""
    return {
        "upload_id": queued.upload_id,
        "status": "queued",
        "modules": [MODULE_NAMES[module] for module in queued.selection.asked_modules],
        "created": queued.asked.isoformat(),
        "heard": None,
        "finished": None,
        "progress": None,
        "asked_by": _asked_by(queued),
        "adopted": False,
        "error": None,
        "code": None,
        "reason": None,
        "partial": False,
        "files": [],
    }


def listed_files(listing: LogList) -> list[JsonValueType]:
    """Return the logs that a dock offers."""
    return [
        {
            "module": MODULE_NAMES[listed.module],
            "device_sn": listed.device_sn,
            "boot_index": log.boot_index,
            "start": log.start.isoformat() if log.start else None,
            "end": log.end.isoformat() if log.end else None,
            "size": log.size,
        }
        for listed in listing.modules
        for log in listed.logs
    ]


def _asked_by(upload: LogUpload | QueuedUpload) -> JsonObjectType:
    return {
        "user_id": upload.user_id or None,
        "context_id": upload.context_id or None,
        "parent_id": upload.parent_id or None,
    }


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 1)


def _file(file: UploadFile) -> JsonObjectType:
    return {
        "module": file.module,
        "object_key": file.object_key,
        "boot_indexes": list(file.boot_indexes),
        "status": file.status.value,
        "progress": _rounded(file.progress),
        "size": file.size,
        "stored_size": None if file.deleted else file.stored_size,
        "deleted": file.deleted,
        "verified": file.verified.value,
        "error": file.error or None,
        "code": file.result or None,
        "reason": describe_failure(file.error, file.result),
    }
