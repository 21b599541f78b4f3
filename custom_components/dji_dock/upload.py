"""The life of a log upload, as records and the steps between them.

Everything here is pure: a record and what happened give the next record. Times are UTC.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from .cloud_api import FileProgress, FileStatus, LogProgress, Module

MODULE_NAMES = {Module.AIRCRAFT: "aircraft", Module.DOCK: "dock"}
MODULES = {name: module for module, name in MODULE_NAMES.items()}


class UploadStatus(StrEnum):
    """Where an upload, or the archive of one module, stands."""

    REQUESTED = "requested"
    PULLING = "pulling"
    COMPRESSING = "compressing"
    UPLOADING = "uploading"
    STALLED = "stalled"
    CANCELING = "canceling"
    UPLOADED = "uploaded"
    FAILED = "failed"
    CANCELED = "canceled"

    @property
    def finished(self) -> bool:
        """Whether nothing more is expected."""
        return self in (UploadStatus.UPLOADED, UploadStatus.FAILED, UploadStatus.CANCELED)


class UploadError(StrEnum):
    """Why an upload failed, where no code of the dock says it."""

    REFUSED = "refused"
    NOT_SENT = "not_sent"
    DOCK_FAILED = "dock_failed"
    OBJECT_MISSING = "object_missing"
    TIMED_OUT = "timed_out"


_RUNNING = {
    FileStatus.FILE_PULL: UploadStatus.PULLING,
    FileStatus.FILE_ZIP: UploadStatus.COMPRESSING,
    FileStatus.FILE_UPLOADING: UploadStatus.UPLOADING,
}
_ORDER = (UploadStatus.REQUESTED, *_RUNNING.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadFile:
    """The archive of one module."""

    module: str
    """`aircraft` or `dock`."""
    object_key: str
    boot_indexes: tuple[int, ...]
    device_sn: str
    listed_size: int | None = None
    """Bytes of the logs before they are packed, as listed."""
    status: UploadStatus = UploadStatus.REQUESTED
    """Never STALLED or CANCELING: those are states of the whole upload."""
    progress: float | None = None
    """0..100."""
    size: int | None = None
    """Bytes of the archive, as the dock reported."""
    rate: int | None = None
    """Bytes per second."""
    fingerprint: str = ""
    result: int = 0
    """The dock's code for a failure."""
    reported: bool = False
    """Whether the dock said `ok`; it counts once the object is found."""
    stored_size: int | None = None
    """Bytes in the bucket; None while no object was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogUpload:
    """One upload of logs, of one or two modules."""

    upload_id: str
    """The bid of fileupload_start."""
    dock: str
    created: datetime
    files: tuple[UploadFile, ...]
    status: UploadStatus = UploadStatus.REQUESTED
    heard: datetime
    """When the dock last said something of it."""
    finished: datetime | None = None
    error: str = ""
    """An UploadError, blank unless failed."""
    error_code: int = 0
    """The dock's code, 0 when there is none."""
    cancel_modules: tuple[str, ...] = ()
    """Modules whose cancel the dock has not confirmed."""
    cancel_sent: bool = False
    accepted: bool = False
    """Whether the dock confirmed the start."""

    @property
    def progress(self) -> float | None:
        """Return 0..100 over all modules, weighted by their bytes where they are known."""
        known = [file for file in self.files if file.progress is not None]
        if not known:
            return None
        weights = [file.size or file.listed_size or 0 for file in self.files]
        if not all(weights):
            weights = [1] * len(self.files)
        done = sum(
            weight * (file.progress or 0) for file, weight in zip(self.files, weights, strict=True)
        )
        return done / sum(weights)

    @property
    def rate(self) -> int | None:
        """Return bytes per second over all modules that upload."""
        rates = [
            file.rate
            for file in self.files
            if file.rate is not None and file.status is UploadStatus.UPLOADING
        ]
        return sum(rates) if rates else None

    @property
    def modules(self) -> list[str]:
        """Return the names of its modules."""
        return [file.module for file in self.files]

    @property
    def object_keys(self) -> list[str]:
        """Return the keys of its archives."""
        return [file.object_key for file in self.files]

    @property
    def open_files(self) -> list[UploadFile]:
        """Return the archives of which it is not known how they ended."""
        return [file for file in self.files if not file.status.finished]

    @property
    def reported(self) -> set[str]:
        """Return the modules of which the dock said that they are stored."""
        return {file.module for file in self.files if file.reported}

    def file(self, module: str) -> UploadFile | None:
        """Return the archive of a module."""
        return next((file for file in self.files if file.module == module), None)

    def as_dict(self) -> dict[str, Any]:
        """Return what is saved of it, as JSON types."""
        return {
            "upload_id": self.upload_id,
            "dock": self.dock,
            "created": self.created.isoformat(),
            "heard": self.heard.isoformat(),
            "finished": self.finished and self.finished.isoformat(),
            "status": self.status.value,
            "error": self.error,
            "error_code": self.error_code,
            "cancel_modules": list(self.cancel_modules),
            "cancel_sent": self.cancel_sent,
            "accepted": self.accepted,
            "files": [
                {
                    "module": file.module,
                    "object_key": file.object_key,
                    "boot_indexes": list(file.boot_indexes),
                    "device_sn": file.device_sn,
                    "listed_size": file.listed_size,
                    "status": file.status.value,
                    "progress": file.progress,
                    "size": file.size,
                    "fingerprint": file.fingerprint,
                    "result": file.result,
                    "reported": file.reported,
                    "stored_size": file.stored_size,
                }
                for file in self.files
            ],
        }

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> LogUpload:
        """Take an upload back from as_dict().

        Raises:
            KeyError, TypeError, ValueError: the entry is damaged.

        """
        finished = saved.get("finished")
        return cls(
            upload_id=str(saved["upload_id"]),
            dock=str(saved["dock"]),
            created=datetime.fromisoformat(saved["created"]).astimezone(UTC),
            heard=datetime.fromisoformat(saved["heard"]).astimezone(UTC),
            finished=datetime.fromisoformat(finished).astimezone(UTC) if finished else None,
            status=UploadStatus(saved["status"]),
            error=str(saved.get("error", "")),
            error_code=int(saved.get("error_code", 0)),
            cancel_modules=tuple(saved.get("cancel_modules", ())),
            cancel_sent=bool(saved.get("cancel_sent", False)),
            accepted=bool(saved.get("accepted", False)),
            files=tuple(
                UploadFile(
                    module=str(file["module"]),
                    object_key=str(file["object_key"]),
                    boot_indexes=tuple(int(index) for index in file["boot_indexes"]),
                    device_sn=str(file.get("device_sn", "")),
                    listed_size=file.get("listed_size"),
                    status=UploadStatus(file["status"]),
                    progress=file.get("progress"),
                    size=file.get("size"),
                    fingerprint=str(file.get("fingerprint", "")),
                    result=int(file.get("result", 0)),
                    reported=bool(file.get("reported", False)),
                    stored_size=file.get("stored_size"),
                )
                for file in saved["files"]
            ),
        )


def accepted(upload: LogUpload, now: datetime) -> LogUpload:
    """Note that the dock confirmed the start; progress may have come before."""
    return replace(upload, accepted=True, heard=now)


def refused(upload: LogUpload, code: int, now: datetime) -> LogUpload:
    """End an upload that the dock did not start."""
    return _fail_open(upload, UploadError.REFUSED, code, now)


def not_sent(upload: LogUpload, now: datetime) -> LogUpload:
    """End an upload of which the dock never heard."""
    return _fail_open(upload, UploadError.NOT_SENT, 0, now)


def timed_out(upload: LogUpload, now: datetime) -> LogUpload:
    """Give an upload up of which nothing was heard for too long."""
    return _fail_open(upload, UploadError.TIMED_OUT, 0, now)


def missing(upload: LogUpload, module: str, now: datetime) -> LogUpload:
    """Fail an archive that the dock reported as stored but that is not in the bucket."""
    return settle(
        _with_file(upload, module, status=UploadStatus.FAILED, reported=False),
        now,
        error=UploadError.OBJECT_MISSING,
    )


def stalled(upload: LogUpload) -> LogUpload:
    """Note that nothing is heard of a running upload."""
    if upload.status.finished or upload.status is UploadStatus.CANCELING:
        return upload
    return replace(
        upload,
        status=UploadStatus.STALLED,
        files=tuple(replace(file, rate=None) for file in upload.files),
    )


def progressed(upload: LogUpload, news: LogProgress, now: datetime) -> LogUpload:
    """Take in what the dock says of an upload; what is over stays over."""
    result = replace(upload, heard=now, accepted=True)
    told: set[str] = set()
    for entry in news.files:
        if (file := _file_of(upload, entry)) is None:
            continue
        told.add(file.module)
        result = _file_progressed(result, file.module, entry)
    for file in result.open_files:
        # The status of the job speaks for files that have no word of their own.
        if file.module not in told and (news.status.final or news.status in _RUNNING):
            result = _file_status(result, file.module, news.status, news.result)
    return settle(result, now)


def _file_of(upload: LogUpload, entry: FileProgress) -> UploadFile | None:
    """Return whose progress an entry tells: by key, else by module, else by serial number."""
    if entry.key:
        for file in upload.files:
            if entry.key.startswith(file.object_key):
                return file
    if entry.module is not None:
        return upload.file(MODULE_NAMES[entry.module])
    matching = [file for file in upload.files if file.device_sn == entry.device_sn]
    return matching[0] if len(matching) == 1 else None


def _file_progressed(upload: LogUpload, module: str, entry: FileProgress) -> LogUpload:
    file = upload.file(module)
    if file is None or file.status.finished:
        return upload
    changes: dict[str, Any] = {"rate": entry.rate}
    if entry.percent is not None and not entry.status.final:
        changes["progress"] = max(file.progress or 0.0, entry.percent)
    if entry.size:
        changes["size"] = entry.size
    if entry.fingerprint:
        changes["fingerprint"] = entry.fingerprint
    return _file_status(_with_file(upload, module, **changes), module, entry.status, entry.result)


def _file_status(upload: LogUpload, module: str, status: FileStatus, result: int) -> LogUpload:
    file = upload.file(module)
    if file is None or file.status.finished:
        return upload
    if status.final and module in upload.cancel_modules and status is not FileStatus.OK:
        status = FileStatus.CANCELED
    match status:
        case FileStatus.OK:
            return _with_file(
                upload, module, status=UploadStatus.UPLOADING, progress=100.0, reported=True
            )
        case FileStatus.CANCELED:
            return _with_file(upload, module, status=UploadStatus.CANCELED, rate=None)
        case _ if status.final:
            return _with_file(upload, module, status=UploadStatus.FAILED, result=result, rate=None)
    running = _RUNNING.get(status)
    if running and not file.reported and _ORDER.index(running) > _ORDER.index(file.status):
        return _with_file(upload, module, status=running)
    return upload


def found(upload: LogUpload, module: str, size: int, now: datetime) -> LogUpload:
    """Take in that an archive lies in the bucket.

    Nothing but the user's cancel stands above that: there the object is noted only.
    """
    file = upload.file(module)
    if file is None:
        return upload
    noted = _with_file(upload, module, stored_size=size)
    was_canceled = file.status is UploadStatus.CANCELED or module in upload.cancel_modules
    if was_canceled or not plausible(file, size):
        return noted
    stored = _with_file(
        noted, module, status=UploadStatus.UPLOADED, progress=100.0, rate=None, result=0
    )
    return settle(stored, now)


def plausible(file: UploadFile, size: int) -> bool:
    """Return whether an object can be the archive that the dock announced."""
    return size > 0 and (file.size is None or not file.reported or file.size == size)


def cancel_requested(upload: LogUpload, modules: Iterable[str], *, sent: bool) -> LogUpload:
    """Note the user's cancel; it is final, whatever the dock says later."""
    wanted = tuple(sorted({*upload.cancel_modules, *modules}))
    open_modules = {file.module for file in upload.open_files}
    status = UploadStatus.CANCELING if open_modules <= set(wanted) else upload.status
    return replace(upload, status=status, cancel_modules=wanted, cancel_sent=sent)


def cancel_refused(upload: LogUpload) -> LogUpload:
    """Go on as if nobody had canceled: the dock does not stop."""
    open_files = upload.open_files
    status = min((file.status for file in open_files), key=_ORDER.index, default=upload.status)
    return replace(upload, status=status, cancel_modules=(), cancel_sent=False)


def canceled(upload: LogUpload, now: datetime) -> LogUpload:
    """Close what was to be canceled, without waiting for the dock any longer."""
    result = upload
    for module in upload.cancel_modules:
        file = result.file(module)
        if file and not file.status.finished:
            result = _with_file(result, module, status=UploadStatus.CANCELED, rate=None)
    return settle(replace(result, cancel_modules=(), cancel_sent=False), now)


def settle(upload: LogUpload, now: datetime, error: str = "") -> LogUpload:
    """Draw the status of an upload from those of its archives."""
    if upload.open_files:
        if upload.status is UploadStatus.CANCELING:
            return upload
        # The upload is as far as the archive that is behind.
        status = min((file.status for file in upload.open_files), key=_ORDER.index)
        return replace(upload, status=status)
    statuses = {file.status for file in upload.files}
    failed = next((file for file in upload.files if file.status is UploadStatus.FAILED), None)
    if failed:
        return replace(
            upload,
            status=UploadStatus.FAILED,
            error=error or upload.error or UploadError.DOCK_FAILED,
            error_code=failed.result or upload.error_code,
            finished=upload.finished or now,
            cancel_modules=(),
        )
    done = UploadStatus.UPLOADED if UploadStatus.UPLOADED in statuses else UploadStatus.CANCELED
    return replace(
        upload,
        status=done,
        error="",
        error_code=0,
        finished=upload.finished or now,
        cancel_modules=(),
    )


def _fail_open(upload: LogUpload, error: UploadError, code: int, now: datetime) -> LogUpload:
    result = upload
    for file in upload.open_files:
        result = _with_file(result, file.module, status=UploadStatus.FAILED, result=code, rate=None)
    return settle(result, now, error=error)


def _with_file(upload: LogUpload, module: str, **changes: Any) -> LogUpload:
    return replace(
        upload,
        files=tuple(
            replace(file, **changes) if file.module == module else file for file in upload.files
        ),
    )
