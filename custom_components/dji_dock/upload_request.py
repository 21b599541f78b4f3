"""What a dock is asked to upload, and under which keys."""

from collections.abc import Sequence

from homeassistant.core import Context
from homeassistant.util import dt as dt_util

from .bucket import BucketConfig, logs_prefix
from .cloud_api import LogFile, new_id
from .log_selection import ListedModule
from .upload import MODULE_NAMES, MODULES, LogUpload, UploadFile


def new_upload(
    config: BucketConfig,
    dock: str,
    chosen: Sequence[ListedModule],
    context: Context | None = None,
) -> LogUpload:
    """Return the record of an upload that is about to be requested; its id becomes the bid."""
    now = dt_util.utcnow()
    upload_id = new_id()
    folder = f"{logs_prefix(config, dock)}/{now:%Y%m%dT%H%M%SZ}_{upload_id}"
    return LogUpload(
        upload_id=upload_id,
        dock=dock,
        created=now,
        heard=now,
        user_id=(context.user_id if context else None) or "",
        context_id=context.id if context else "",
        parent_id=(context.parent_id if context else None) or "",
        files=tuple(
            UploadFile(
                module=MODULE_NAMES[listed.module],
                object_key=f"{folder}/{MODULE_NAMES[listed.module]}.tar",
                boot_indexes=tuple(log.boot_index for log in listed.logs),
                device_sn=listed.device_sn,
                listed_size=sum(log.size or 0 for log in listed.logs) or None,
            )
            for listed in chosen
        ),
    )


def log_files(upload: LogUpload) -> list[LogFile]:
    """Return the archives of an upload in the words of the protocol."""
    return [
        LogFile(
            module=MODULES[file.module],
            object_key=file.object_key,
            boot_indexes=file.boot_indexes,
            device_sn=file.device_sn,
        )
        for file in upload.files
    ]
