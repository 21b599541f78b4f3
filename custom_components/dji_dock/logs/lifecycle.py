"""The life of a log upload: a record and what happened give the next record.

Everything here is pure. An end stays an end, with three exceptions: an object that is found makes a
failed upload an uploaded one, what was only given up goes on when its dock does, and what was found
is not the archive if its dock reports another size of that. Only the user's cancel stands above the
bucket.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from ..cloud_api import FileProgress, LogProgress
from .models import LogUpload, UploadError, UploadFile, UploadStatus
from .progress import STAGES, file_of, file_progressed, file_reported

_PRESUMED = frozenset({UploadError.TIMED_OUT, UploadError.DOCK_RESTARTED, UploadError.DOCK_SILENT})
"""Nobody said so: these are drawn from silence."""

NOT_WRITTEN = 324019
"""With this code a dock ends an upload that it could not write."""

type Step = Callable[[LogUpload, datetime], LogUpload]
"""What happened to an upload, from the record before and the time (UTC) to the record after."""


def accepted(upload: LogUpload, now: datetime) -> LogUpload:
    """Note that the dock confirmed the start; progress may have come before."""
    if upload.status.finished:
        return replace(upload, accepted=True)
    return _settle(replace(upload, accepted=True, heard=now), now, heard=True)


def refused(upload: LogUpload, now: datetime, *, code: int) -> LogUpload:
    """End an upload that the dock did not start."""
    return _fail_open(upload, now, UploadError.REFUSED, code)


def not_sent(upload: LogUpload, now: datetime) -> LogUpload:
    """End an upload of which the dock never heard."""
    return _fail_open(upload, now, UploadError.NOT_SENT)


def timed_out(upload: LogUpload, now: datetime) -> LogUpload:
    """Give an upload up of which nothing was heard for too long."""
    return _fail_open(upload, now, UploadError.TIMED_OUT)


def lost(upload: LogUpload, now: datetime, *, error: UploadError) -> LogUpload:
    """Give an upload up that the dock cannot be at any more."""
    return _fail_open(upload, now, error)


def stalled(upload: LogUpload, now: datetime) -> LogUpload:
    """Note that nothing is heard of a running upload; what is to end anyway does not stall."""
    if upload.status.finished or upload.status is UploadStatus.CANCELING:
        return upload
    files = tuple(replace(file, rate=None) for file in upload.files)
    return replace(upload, status=UploadStatus.STALLED, files=files)


def progressed(upload: LogUpload, now: datetime, *, event: LogProgress) -> LogUpload:
    """Handle what the dock says of an upload; of what is stored only what it is to be like."""
    entries: defaultdict[str, list[FileProgress]] = defaultdict(list)
    for entry in event.files:
        if (file := file_of(upload, entry)) is not None:
            entries[file.module].append(entry)
    result = upload
    for file in upload.files:
        if file.status is UploadStatus.UPLOADED:
            result = _put(result, file_reported(file, entries[file.module], event))
    if upload.status.finished:
        # The bucket has to answer again.
        return replace(result, checked=result.checked and not any(map(disputed, result.files)))
    result = replace(result, heard=now, accepted=True)
    for file in upload.open_files:
        result = _put(result, file_progressed(file, entries[file.module], event))
    return _settle(_close_late(result), now, heard=True)


def reopened(upload: LogUpload, now: datetime) -> LogUpload:
    """Go on with what was given up only because nothing was heard: the dock is at it after all."""
    result = upload
    for file in upload.files:
        if file.status is UploadStatus.FAILED and file.error in _PRESUMED:
            result = _put(result, replace(file, status=UploadStatus.REQUESTED, error=""))
    if result == upload:
        return upload
    return _settle(
        replace(result, heard=now, finished=None, error="", error_code=0, checked=False),
        now,
        heard=True,
    )


def found(
    upload: LogUpload,
    now: datetime,
    *,
    module: str,
    size: int,
    keys: Sequence[str],
    etag: str = "",
) -> LogUpload:
    """Note that an archive lies in the bucket; what the user canceled is noted only."""
    file = upload.file(module)
    if file is None or (file.status is UploadStatus.UPLOADED and not (disputed(file) and size)):
        return upload
    file = replace(file, stored_size=size, stored_keys=tuple(keys), stored_etag=etag, gone_keys=())
    if plausible(file) and not file.cancel:
        file = replace(
            file,
            status=UploadStatus.UPLOADED,
            progress=100.0,
            rate=None,
            result=0,
            error="",
        )
    return _settle(_put(upload, file), now)


def seen(upload: LogUpload, now: datetime, *, gone: Collection[str]) -> LogUpload:
    """Note which of the objects that were stored once are no longer there."""
    files = tuple(
        replace(file, gone_keys=tuple(key for key in file.stored_keys if key in gone))
        for file in upload.files
    )
    return replace(upload, files=files)


def could_not_write(upload: LogUpload) -> bool:
    """Return whether the dock failed to write into the bucket."""
    return upload.status is UploadStatus.FAILED and NOT_WRITTEN in (
        upload.error_code,
        *(file.result for file in upload.files),
    )


def blamed_on_bucket(upload: LogUpload, *, error: UploadError) -> LogUpload:
    """Note that it is the bucket's fault that a dock could not write; the code stays."""
    result = upload
    for file in upload.files:
        if file.status is UploadStatus.FAILED and file.result == NOT_WRITTEN:
            result = _put(result, replace(file, error=error))
    if upload.error_code == NOT_WRITTEN and upload.status is UploadStatus.FAILED:
        result = replace(result, error=error)
    return result


def plausible(file: UploadFile) -> bool:
    """Return whether what is stored can be the archive that the dock announced.

    Sizes that the dock reports before it says `ok` may be those of an archive that still grows.
    """
    if not file.stored_size:
        return False
    return not file.reported or file.same_content or file.archive_size in (None, file.stored_size)


def disputed(file: UploadFile) -> bool:
    """Return whether what was found is not the archive of which the dock said later that it stored it."""
    return (
        file.status is UploadStatus.UPLOADED
        and file.stored_size is not None
        and not plausible(file)
    )


def missing(upload: LogUpload, now: datetime, *, module: str) -> LogUpload:
    """Fail an archive that the dock reported as stored but that is not in the bucket."""
    file = upload.file(module)
    if file is None or file.cancel or not file.reported:
        return upload
    if file.status.finished and not disputed(file):
        return upload
    error = UploadError.OBJECT_MISSING if file.stored_size is None else UploadError.SIZE_MISMATCH
    failed = replace(file, status=UploadStatus.FAILED, error=error, rate=None)
    return _settle(_put(upload, failed), now)


def checked(upload: LogUpload, now: datetime) -> LogUpload:
    """Note that the bucket was looked at long enough after the end.

    What the dock reported while it was looked at may have raised a doubt: then the bucket answers again.
    """
    if not upload.status.finished or any(map(disputed, upload.files)):
        return upload
    return replace(upload, checked=True)


def cancel_requested(upload: LogUpload, now: datetime, *, modules: Iterable[str]) -> LogUpload:
    """Note the user's cancel; it is final, whatever the dock says later."""
    if not any(file.module in modules for file in upload.open_files):
        # It ended while the user asked: nothing was canceled, and nothing waits for an answer.
        return upload
    result = upload
    for file in upload.open_files:
        if file.module in modules:
            result = _put(result, replace(file, cancel=True))
    return _settle(
        replace(
            result,
            cancel_asked=upload.cancel_asked or now,
            cancel_sent=None,
            cancel_confirmed=False,
        ),
        now,
    )


def cancel_sent(
    upload: LogUpload, now: datetime, *, modules: Iterable[str], confirmed: bool
) -> LogUpload:
    """Note that the dock was asked to cancel these modules, and whether it replied.

    When the user canceled more meanwhile, the dock has to be asked again.
    """
    if upload.status.finished or set(upload.cancel_modules) - set(modules):
        return upload
    return _settle(_close_late(replace(upload, cancel_sent=now, cancel_confirmed=confirmed)), now)


def cancel_again(upload: LogUpload, now: datetime) -> LogUpload:
    """Have the cancel sent once more, since the dock may not have heard it."""
    if upload.status.finished or upload.cancel_confirmed:
        return upload
    return replace(upload, cancel_sent=None)


def cancel_refused(upload: LogUpload, now: datetime, *, modules: Iterable[str]) -> LogUpload:
    """Go on as if nobody had canceled: the dock does not stop."""
    result = upload
    for file in upload.open_files:
        if file.module in modules:
            result = _put(result, replace(file, cancel=False))
    if not result.cancel_modules and not result.status.finished:
        result = replace(result, cancel_asked=None, cancel_sent=None, cancel_confirmed=False)
    return _settle(result, now)


def canceled(upload: LogUpload, now: datetime) -> LogUpload:
    """Close what was to be canceled, without waiting for the dock any longer."""
    result = upload
    for file in upload.open_files:
        if file.cancel:
            result = _put(result, replace(file, status=UploadStatus.CANCELED, rate=None))
    return _settle(result, now)


def _close_late(upload: LogUpload) -> LogUpload:
    """End what the dock stored although it confirmed the user's cancel."""
    if not upload.cancel_confirmed:
        return upload
    for file in upload.open_files:
        if file.cancel and file.reported:
            upload = _put(upload, replace(file, status=UploadStatus.CANCELED))
    return upload


def _settle(upload: LogUpload, now: datetime, *, heard: bool = False) -> LogUpload:
    """Draw the status of an upload from those of its archives."""
    if open_files := upload.open_files:
        if all(file.cancel for file in open_files):
            return replace(upload, status=UploadStatus.CANCELING)
        if upload.status is UploadStatus.STALLED and not heard:
            return upload
        # The upload is as far as the archive that is behind.
        return replace(upload, status=min((file.status for file in open_files), key=STAGES.index))
    statuses = {file.status for file in upload.files}
    failed = [file for file in upload.files if file.status is UploadStatus.FAILED]
    if failed:
        status = UploadStatus.FAILED
    elif UploadStatus.UPLOADED in statuses:
        status = UploadStatus.UPLOADED
    else:
        status = UploadStatus.CANCELED
    # Of two failures the one with a code says more.
    reason = max(failed, key=lambda file: file.result != 0, default=None)
    return replace(
        upload,
        status=status,
        error=reason.error if reason else "",
        error_code=reason.result if reason else 0,
        finished=upload.finished if status is upload.status and upload.finished else now,
    )


def _fail_open(upload: LogUpload, now: datetime, error: UploadError, code: int = 0) -> LogUpload:
    """End every archive that has not ended; what the user canceled is canceled all the same."""
    result = canceled(upload, now)
    for file in result.open_files:
        failed = replace(file, status=UploadStatus.FAILED, error=error, result=code, rate=None)
        result = _put(result, failed)
    return _settle(result, now)


def _put(upload: LogUpload, file: UploadFile) -> LogUpload:
    """Return an upload with one of its archives replaced."""
    return replace(
        upload,
        files=tuple(file if old.module == file.module else old for old in upload.files),
    )
