"""What users and automations read of an upload."""

from homeassistant.util.json import JsonObjectType

from .errors import describe_code
from .upload import LogUpload, UploadFile


def upload_report(upload: LogUpload) -> JsonObjectType:
    """Return an upload as an action returns it; times ISO 8601 UTC, sizes in bytes."""
    return {
        "upload_id": upload.upload_id,
        "status": upload.status.value,
        "modules": [*upload.modules],
        "created": upload.created.isoformat(),
        "heard": upload.heard.isoformat(),
        "finished": upload.finished.isoformat() if upload.finished else None,
        "progress": upload.progress,
        "asked_by": {
            "user_id": upload.user_id or None,
            "context_id": upload.context_id or None,
            "parent_id": upload.parent_id or None,
        },
        "error": upload.error or None,
        "code": upload.error_code or None,
        "reason": describe_code(upload.error_code) if upload.error_code else None,
        "files": [_file(file) for file in upload.files],
    }


def _file(file: UploadFile) -> JsonObjectType:
    return {
        "module": file.module,
        "object_key": file.object_key,
        "boot_indexes": list(file.boot_indexes),
        "status": file.status.value,
        "progress": file.progress,
        "size": file.size,
        "stored_size": file.stored_size,
        "verified": file.verified.value,
        "error": file.error or None,
        "code": file.result or None,
        "reason": describe_code(file.result) if file.result else None,
    }
