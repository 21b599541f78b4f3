"""What happens to uploads of logs, as automations read it."""

from ..errors import describe_failure
from ..util.dock_event import DockEvent
from .models import LogUpload


def upload_event(event_type: str, upload: LogUpload) -> DockEvent:
    """Return what happened to an upload of logs."""
    return DockEvent(
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
