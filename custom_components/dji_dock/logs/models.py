"""Records of log uploads: what is known of them, and how it is saved. Times are UTC."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import orjson

from ..bucket import is_md5
from ..cloud_api import Module

MODULE_NAMES = {Module.AIRCRAFT: "aircraft", Module.DOCK: "dock"}
MAX_UPLOAD_ID = 128
"""Characters of an id, whoever chose it."""
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
        return self in _FINISHED


_FINISHED = frozenset({UploadStatus.UPLOADED, UploadStatus.FAILED, UploadStatus.CANCELED})


class UploadError(StrEnum):
    """Why an upload failed."""

    REFUSED = "refused"
    """The dock did not start; its code says why."""
    NOT_SENT = "not_sent"
    """The broker was gone before the dock could hear of it."""
    DOCK_FAILED = "dock_failed"
    """The dock gave up; its code says why, where it reported one."""
    OBJECT_MISSING = "object_missing"
    """The dock says that it stored the archive, the bucket does not have it."""
    SIZE_MISMATCH = "size_mismatch"
    """The object is not as large as the dock says."""
    TIMED_OUT = "timed_out"
    """Nothing was heard for too long, and nothing is in the bucket."""
    DOCK_RESTARTED = "dock_restarted"
    """The dock was away, is back and says nothing of it: a restart ends what a dock was at."""
    DOCK_SILENT = "dock_silent"
    """The dock is there, but has not said anything of it for long, or never took it on."""
    REPLACED = "replaced"
    """The dock is at another upload, and it does one at a time."""
    NOTHING_TO_UPLOAD = "nothing_to_upload"
    """When its turn came, the dock had no such logs any more."""
    AIRCRAFT_NOT_READY = "aircraft_not_ready"
    """When its turn came, the aircraft could not be switched on."""
    STORE_FULL = "store_full"
    """The dock could not write, and the bucket is full."""
    BUCKET_UNUSABLE = "bucket_unusable"
    """The dock could not write, and the bucket cannot be used by us either."""


class Verified(StrEnum):
    """What proves that an object is the archive that the dock spoke of."""

    FINGERPRINT = "fingerprint"
    """Its MD5 is the fingerprint that the dock reported."""
    SIZE = "size"
    """It is as large as the dock reported; its MD5 cannot be known, as after an upload in parts."""
    PRESENCE = "presence"
    """It is there; the dock reported nothing to compare with."""
    FINGERPRINT_DIFFERS = "fingerprint_differs"
    """It is there, but with another MD5, if what the dock reported is one."""
    SIZE_DIFFERS = "size_differs"
    """It is there, but of another size."""
    ELSEWHERE = "elsewhere"
    """Only the dock's word: somebody else had it stored where we cannot look."""
    NOTHING = "nothing"
    """It was not found."""


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
    """Bytes per second; not saved."""
    fingerprint: str = ""
    result: int = 0
    """The dock's code for a failure."""
    error: str = ""
    """An UploadError, blank unless failed."""
    reported: bool = False
    """Whether the dock said `ok`; it counts once the object is found."""
    cancel: bool = False
    """Whether the user canceled it; that is final, whatever the dock says later."""
    reported_keys: tuple[str, ...] = ()
    """Longer keys that begin with object_key, under which the dock says it stores."""
    stored_keys: tuple[str, ...] = ()
    """Where in the bucket it was found."""
    stored_size: int | None = None
    """Bytes in the bucket; None while no object was found."""
    stored_etag: str = ""
    """ETag of the object: the MD5 of its content if it was stored in one part."""
    elsewhere: bool = False
    """Whether object_key is not in the dock's own folder of our bucket."""
    gone_keys: tuple[str, ...] = ()
    """Those of stored_keys that are no longer in the bucket."""

    @property
    def linked_keys(self) -> tuple[str, ...]:
        """Return where in our bucket it can be read."""
        if self.elsewhere:
            return ()
        return tuple(key for key in self.stored_keys if key not in self.gone_keys)

    @property
    def deleted(self) -> bool:
        """Return whether it was in our bucket, and is not any more."""
        return bool(self.stored_keys) and not self.elsewhere and not self.linked_keys

    @property
    def same_content(self) -> bool:
        """Return whether the content of what was found is what the dock reported, by its MD5."""
        both = is_md5(self.fingerprint) and is_md5(self.stored_etag)
        return both and self.fingerprint.lower() == self.stored_etag.lower()

    @property
    def archive_size(self) -> int | None:
        """Return how large the archive is to be, None where the dock reports the size of the logs again."""
        return None if self.size == self.listed_size else self.size

    @property
    def verified(self) -> Verified:
        """Return what proves that the object is the archive."""
        if self.elsewhere and self.status is UploadStatus.UPLOADED:
            return Verified.ELSEWHERE
        if self.stored_size is None or self.deleted:
            return Verified.NOTHING
        if is_md5(self.fingerprint) and is_md5(self.stored_etag):
            return Verified.FINGERPRINT if self.same_content else Verified.FINGERPRINT_DIFFERS
        if self.size == self.stored_size:
            return Verified.SIZE
        # Before the dock says that it stored it an archive may still grow.
        return Verified.SIZE_DIFFERS if self.reported and self.archive_size else Verified.PRESENCE


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
    user_id: str = ""
    """Home Assistant's id of the user who asked, blank for automations and devices."""
    context_id: str = ""
    """Id of what asked, as in Home Assistant's traces and logbook."""
    parent_id: str = ""
    """Id of what caused that, such as the run of an automation."""
    selection: Mapping[str, Any] | None = None
    """Which logs were asked for, of one that ended while it waited for its turn."""
    adopted: bool = False
    """Whether somebody else started it; when and of which logs is not known then."""
    finished: datetime | None = None
    """When it came to its status, once that is an end."""
    error: str = ""
    """An UploadError, blank unless failed."""
    error_code: int = 0
    """The dock's code, 0 when there is none."""
    accepted: bool = False
    """Whether the dock confirmed the start."""
    cancel_asked: datetime | None = None
    """When the user canceled."""
    cancel_sent: datetime | None = None
    """When the dock was last asked; None while it has to be asked (again)."""
    cancel_confirmed: bool = False
    """Whether the dock replied that it cancels."""
    checked: bool = False
    """Whether the bucket was looked at long enough after the end."""

    @property
    def progress(self) -> float | None:
        """Return 0..100 over all modules, weighted by their bytes where they are known."""
        if all(file.progress is None for file in self.files):
            return None
        # Bytes before and after packing cannot be compared: one or the other, for all.
        packed, listed = ([file.size for file in self.files], [f.listed_size for f in self.files])
        for weights in (packed, listed, [1] * len(self.files)):
            known = [weight for weight in weights if weight]
            if len(known) == len(self.files):
                break
        done = sum(
            weight * (file.progress or 0) for file, weight in zip(self.files, known, strict=True)
        )
        return min(100.0, done / sum(known))

    @property
    def rate(self) -> int | None:
        """Return bytes per second over all modules whose dock reports them."""
        rates = [file.rate for file in self.files if file.rate is not None]
        return sum(rates) if rates else None

    @property
    def modules(self) -> list[str]:
        """Return the names of its modules."""
        return [file.module for file in self.files]

    @property
    def object_keys(self) -> list[str]:
        """Return the keys of its archives in our bucket: where they are, or where they are to be."""
        return [
            key
            for file in self.files
            if not file.elsewhere
            for key in file.stored_keys or (file.object_key,)
        ]

    @property
    def gone_keys(self) -> list[str]:
        """Return the keys of what was in our bucket once."""
        return [key for file in self.files for key in file.gone_keys]

    @property
    def open_files(self) -> list[UploadFile]:
        """Return the archives of which it is not known how they ended."""
        return [file for file in self.files if not file.status.finished]

    @property
    def cancel_modules(self) -> list[str]:
        """Return the modules that the user canceled and that have not ended."""
        return [file.module for file in self.open_files if file.cancel]

    @property
    def stored(self) -> list[str]:
        """Return the modules whose archive was stored."""
        return [file.module for file in self.files if file.status is UploadStatus.UPLOADED]

    @property
    def partial(self) -> bool:
        """Return whether it is over and only some of its archives were stored."""
        return self.status.finished and 0 < len(self.stored) < len(self.files)

    @property
    def all_found(self) -> bool:
        """Return whether there is nothing more to look for in the bucket."""
        return all(file.elsewhere or file.stored_size is not None for file in self.files)

    @property
    def reported(self) -> set[str]:
        """Return the modules of which the dock said that they are stored."""
        return {file.module for file in self.files if file.reported}

    def file(self, module: str) -> UploadFile | None:
        """Return the archive of a module."""
        return next((file for file in self.files if file.module == module), None)

    def as_json(self) -> bytes:
        """Return what is saved of it."""
        saved = {name: getattr(self, name) for name in self.__slots__}
        # Without the rate, which is that of a moment.
        names = [name for name in UploadFile.__slots__ if name != "rate"]
        saved["files"] = [{name: getattr(file, name) for name in names} for file in self.files]
        return orjson.dumps(saved)

    def as_dict(self) -> dict[str, Any]:
        """Return what is saved of it, as JSON types."""
        saved: dict[str, Any] = orjson.loads(self.as_json())
        return saved

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> LogUpload:
        """Take an upload back from as_dict().

        Raises:
            AttributeError, KeyError, TypeError, ValueError: the entry is damaged.

        """
        return cls(
            upload_id=str(saved["upload_id"]),
            dock=str(saved["dock"]),
            created=datetime.fromisoformat(saved["created"]).astimezone(UTC),
            heard=datetime.fromisoformat(saved["heard"]).astimezone(UTC),
            finished=_time(saved.get("finished")),
            status=UploadStatus(saved["status"]),
            user_id=str(saved.get("user_id", "")),
            context_id=str(saved.get("context_id", "")),
            parent_id=str(saved.get("parent_id", "")),
            selection=saved.get("selection"),
            adopted=bool(saved.get("adopted", False)),
            error=str(saved.get("error", "")),
            error_code=int(saved.get("error_code", 0)),
            accepted=bool(saved.get("accepted", False)),
            cancel_asked=_time(saved.get("cancel_asked")),
            cancel_sent=_time(saved.get("cancel_sent")),
            cancel_confirmed=bool(saved.get("cancel_confirmed", False)),
            checked=bool(saved.get("checked", False)),
            files=tuple(_file_from_dict(file) for file in saved["files"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogsState:
    """What is known of the uploads of a dock's logs at one moment."""

    upload: LogUpload | None = None
    """The latest upload."""
    last_uploaded: datetime | None = None
    """When an upload last reached the bucket."""
    queued: int = 0
    """How many uploads wait for their turn."""
    download: float | None = None
    """How far the download of its logs into the media folder is, in percent."""


def _file_from_dict(saved: Mapping[str, Any]) -> UploadFile:
    progress = saved.get("progress")
    return UploadFile(
        # Looked up, so that an unknown name is noticed here.
        module=MODULE_NAMES[MODULES[saved["module"]]],
        object_key=str(saved["object_key"]),
        boot_indexes=tuple(int(index) for index in saved["boot_indexes"]),
        device_sn=str(saved.get("device_sn", "")),
        listed_size=_number(saved.get("listed_size")),
        status=UploadStatus(saved["status"]),
        progress=None if progress is None else float(progress),
        size=_number(saved.get("size")),
        fingerprint=str(saved.get("fingerprint", "")),
        result=int(saved.get("result", 0)),
        error=str(saved.get("error", "")),
        reported=bool(saved.get("reported", False)),
        cancel=bool(saved.get("cancel", False)),
        reported_keys=tuple(str(key) for key in saved.get("reported_keys", ())),
        stored_keys=tuple(str(key) for key in saved.get("stored_keys", ())),
        stored_size=_number(saved.get("stored_size")),
        stored_etag=str(saved.get("stored_etag", "")),
        elsewhere=bool(saved.get("elsewhere", False)),
        gone_keys=tuple(str(key) for key in saved.get("gone_keys", ())),
    )


def _time(saved: str | None) -> datetime | None:
    return datetime.fromisoformat(saved).astimezone(UTC) if saved else None


def _number(saved: float | str | None) -> int | None:
    return None if saved is None else int(saved)
