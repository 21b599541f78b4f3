"""What an event of a dock says of each archive; docks report it in many ways."""

from dataclasses import replace

from ..cloud_api import FileProgress, FileStatus, LogProgress
from .models import MODULE_NAMES, LogUpload, UploadError, UploadFile, UploadStatus

_RUNNING = {
    FileStatus.FILE_PULL: UploadStatus.PULLING,
    FileStatus.FILE_ZIP: UploadStatus.COMPRESSING,
    FileStatus.FILE_UPLOADING: UploadStatus.UPLOADING,
}
STAGES = (UploadStatus.REQUESTED, *_RUNNING.values())
"""What an archive goes through, in order."""

_MAX_KEYS = 16


def file_of(upload: LogUpload, entry: FileProgress) -> UploadFile | None:
    """Return whose progress an entry reports: by key, else by module, else by serial number."""
    if entry.key:
        for file in upload.files:
            # Of what somebody else started it may not be known where it is stored.
            if file.object_key and entry.key.startswith(file.object_key):
                return file
    if entry.module is not None:
        return upload.file(MODULE_NAMES[entry.module])
    if not entry.device_sn:
        return upload.files[0] if len(upload.files) == 1 else None
    matching = [file for file in upload.files if file.device_sn == entry.device_sn]
    return matching[0] if len(matching) == 1 else None


def file_progressed(
    file: UploadFile, entries: list[FileProgress], event: LogProgress
) -> UploadFile:
    """Handle the entries of one archive, which may come in several pieces."""
    keys = {
        entry.key
        for entry in entries
        if entry.key.startswith(file.object_key) and entry.key != file.object_key
    }
    if keys - set(file.reported_keys):
        keys |= set(file.reported_keys)
        file = replace(file, reported_keys=tuple(sorted(keys))[:_MAX_KEYS])
    if file.reported:
        return file
    status, result = event.status, event.result
    entry = _combined(entries) if entries else None
    if entry and entry.status is not FileStatus.UNKNOWN:
        status, result = entry.status, entry.result or event.result
    if entry or not event.files:
        status = _by_stage(status, entry)
    if entry:
        file = replace(file, progress=_progress(file, status, entry.percent), rate=entry.rate)
    return _file_status(_described(file, entry, status), status, result)


def file_reported(file: UploadFile, entries: list[FileProgress], event: LogProgress) -> UploadFile:
    """Handle what an archive is like that was found before the dock said that it stored it."""
    if file.reported:
        return file
    status, entry = event.status, _combined(entries) if entries else None
    if entry and entry.status is not FileStatus.UNKNOWN:
        status = entry.status
    return replace(_described(file, entry, status), reported=status is FileStatus.OK)


def _described(file: UploadFile, entry: FileProgress | None, status: FileStatus) -> UploadFile:
    """Handle what an archive is like; whether it was reported before or after another makes no difference.

    What is reported with `ok` counts. Sizes before it are those of an archive that still grows.
    """
    size = (entry.size if entry else None) or 0
    return replace(
        file,
        size=(size if status is FileStatus.OK else max(size, file.size or 0)) or None,
        fingerprint=(entry.fingerprint if entry else "") or file.fingerprint,
    )


def _by_stage(status: FileStatus, entry: FileProgress | None) -> FileStatus:
    """Return what is done under a status that says only that something is done."""
    if entry and entry.stage and status in (FileStatus.IN_PROGRESS, FileStatus.UNKNOWN):
        return entry.stage
    return FileStatus.FILE_PULL if status is FileStatus.IN_PROGRESS else status


def _file_status(file: UploadFile, status: FileStatus, result: int) -> UploadFile:
    if status is FileStatus.OK and file.elsewhere and not file.cancel:
        return replace(file, status=UploadStatus.UPLOADED, progress=100.0, rate=None, reported=True)
    if status is FileStatus.OK and not file.elsewhere:
        return replace(
            file, status=UploadStatus.UPLOADING, progress=100.0, rate=None, reported=True
        )
    if status is FileStatus.CANCELED or (status.final and file.cancel):
        return replace(file, status=UploadStatus.CANCELED, rate=None)
    if status.final:
        return replace(
            file,
            status=UploadStatus.FAILED,
            error=UploadError.DOCK_FAILED,
            result=result,
            rate=None,
        )
    if _ahead(file, status):
        return replace(file, status=_RUNNING[status])
    return file


def _progress(file: UploadFile, status: FileStatus, percent: float | None) -> float | None:
    """Return how far an archive is: never back, except where docks count each stage anew."""
    if percent is None:
        return file.progress
    percent = min(100.0, max(0.0, percent))
    if file.progress is None or _ahead(file, status):
        return percent
    return max(file.progress, percent)


def _ahead(file: UploadFile, status: FileStatus) -> bool:
    """Return whether a status is a later stage than the one an archive is in."""
    stage = _RUNNING.get(status)
    return stage is not None and STAGES.index(stage) > STAGES.index(file.status)


def _combined(entries: list[FileProgress]) -> FileProgress:
    """Return the pieces of an archive as one: it is done when all of them are."""
    if len(entries) == 1:
        return entries[0]
    running = [entry for entry in entries if not entry.status.final]
    if running:
        status = max((entry.status for entry in running), key=_stage)
    else:
        status = max((entry.status for entry in entries), key=_severity)
    shares = [entry.size for entry in entries if entry.size]
    if len(shares) < len(entries):
        shares = [1] * len(entries)
    percents = [entry.percent for entry in entries]
    rates = [entry.rate for entry in entries if entry.rate is not None]
    return replace(
        entries[0],
        status=status,
        result=next((entry.result for entry in entries if entry.result), 0),
        percent=None
        if all(percent is None for percent in percents)
        else sum(share * (percent or 0) for share, percent in zip(shares, percents, strict=True))
        / sum(shares),
        rate=sum(rates) if rates else None,
        stage=max((entry.stage for entry in running if entry.stage), key=_stage, default=None),
        # Of pieces it is not known what they make up together.
        size=None,
        fingerprint="",
    )


def _stage(status: FileStatus) -> int:
    return (
        0
        if status is FileStatus.UNKNOWN
        else 1 + STAGES.index(_RUNNING.get(status, UploadStatus.REQUESTED))
    )


def _severity(status: FileStatus) -> int:
    return 0 if status is FileStatus.OK else 1 if status is FileStatus.CANCELED else 2
