"""What a dock is asked to upload, and under which keys."""

from collections.abc import Sequence
from datetime import datetime

from homeassistant.core import Context
from homeassistant.util import dt as dt_util

from ..bucket import BucketConfig, lies_in, logs_prefix
from ..cloud_api import FileProgress, FileStatus, LogFile, LogProgress, new_id
from ..util.asked_by import asked_by
from .models import MODULE_NAMES, MODULES, LogUpload, UploadFile
from .selection import ListedModule


def new_upload(
    config: BucketConfig,
    dock: str,
    chosen: Sequence[ListedModule],
    context: Context | None = None,
    upload_id: str = "",
) -> LogUpload:
    """Return the record of an upload that is about to be requested; its id becomes the bid."""
    now = dt_util.utcnow()
    upload_id = upload_id or new_id()
    folder = f"{logs_prefix(config, dock)}/{now:%Y%m%dT%H%M%SZ}_{upload_id}"
    return LogUpload(
        upload_id=upload_id,
        dock=dock,
        created=now,
        heard=now,
        **asked_by(context),
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


def adopted_upload(config: BucketConfig, event: LogProgress, now: datetime) -> LogUpload | None:
    """Return the record of an upload that somebody else started, None if nothing shows that it is one.

    It keeps others from being started: a dock that is at one says where it stores or how far it is.
    """
    entries: dict[str, FileProgress] = {}
    for entry in event.files:
        if entry.module is not None:
            entries.setdefault(MODULE_NAMES[entry.module], entry)
    evident = event.status is not FileStatus.UNKNOWN or any(
        entry.key or entry.stage or entry.status is not FileStatus.UNKNOWN
        for entry in entries.values()
    )
    if not event.bid or not entries or not evident:
        return None
    own = logs_prefix(config, event.dock)
    return LogUpload(
        upload_id=event.bid,
        dock=event.dock,
        created=now,
        heard=now,
        adopted=True,
        files=tuple(
            UploadFile(
                module=module,
                object_key=entry.key,
                boot_indexes=(),
                device_sn=entry.device_sn,
                # Only there it is certain that what is looked at, linked and deleted is the dock's.
                elsewhere=not lies_in(entry.key, own),
            )
            for module, entry in entries.items()
        ),
    )
