"""Remote logs: listing, uploading and cancelling the logs of a dock and its aircraft.

Source: "Remote Log" of DJI's Cloud API documentation: `fileupload_list`, `fileupload_start`,
`fileupload_update` (services) and `fileupload_progress` (event). The status vocabulary is not
documented there; it comes from DJI's demo server.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from ..cloud import Cloud
from ..errors import NotConnected
from ..storage import StorageTarget, storage_fields
from ..wire import parse
from ..wire.envelope import Message, epoch_ms

LIST_TIMEOUT = 30.0
"""Seconds to wait for a list: a dock has to ask its aircraft first."""

MAX_LOGS = 2000
"""Boot cycles read per module."""

_MAX_FILES = 16


class Module(StrEnum):
    """Whose logs; the wire has these as strings, although declared as numbers."""

    AIRCRAFT = "0"
    DOCK = "3"


class FileStatus(StrEnum):
    """State of an upload or of one of its files; UNKNOWN stands for texts not seen before."""

    SENT = "sent"
    IN_PROGRESS = "in_progress"
    FILE_PULL = "file_pull"
    FILE_ZIP = "file_zip"
    FILE_UPLOADING = "file_uploading"
    PAUSED = "paused"
    OK = "ok"
    FAILED = "failed"
    REJECTED = "rejected"
    CANCELED = "canceled"
    TIMEOUT = "timeout"
    UNKNOWN = "unknown"

    @property
    def final(self) -> bool:
        """Whether nothing follows; an unknown status still runs."""
        return self in _FINAL


_FINAL = frozenset(
    {
        FileStatus.OK,
        FileStatus.FAILED,
        FileStatus.REJECTED,
        FileStatus.CANCELED,
        FileStatus.TIMEOUT,
    }
)


_STAGES = (FileStatus.FILE_PULL, FileStatus.FILE_ZIP, FileStatus.FILE_UPLOADING)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """The logs of one boot cycle."""

    boot_index: int
    start: datetime | None
    end: datetime | None
    size: int | None
    """Uncompressed bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleLogs:
    """What a module offers, or why not."""

    module: Module
    device_sn: str
    """Blank when the dock left it out."""
    result: int
    """0, or the code with which this module refused while the other may have answered."""
    logs: tuple[LogEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFile:
    """One archive to upload: the given boot cycles of a module."""

    module: Module
    object_key: str
    boot_indexes: tuple[int, ...]
    device_sn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileProgress:
    """How far one file is."""

    module: Module | None
    device_sn: str
    key: str
    status: FileStatus
    percent: float | None
    """0..100 over all stages; says nothing about completion."""
    result: int
    size: int | None
    """Bytes of the archive."""
    rate: int | None
    """Bytes per second."""
    fingerprint: str
    stage: FileStatus | None = None
    """What it is at by its steps or its rate, for where the status does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogProgress:
    """Progress of an upload."""

    dock: str
    bid: str
    """The bid of its fileupload_start."""
    status: FileStatus
    result: int
    files: tuple[FileProgress, ...]
    """May be empty, or hold several entries of one module."""


async def fileupload_list(
    cloud: Cloud, dock: str, modules: Sequence[Module]
) -> tuple[ModuleLogs, ...]:
    """Ask for the logs of modules; modules that the dock leaves out are missing from the answer.

    Raises:
        NotConnected, ReplyTimeout, DockRefused

    """
    data = await cloud.request(
        dock, "fileupload_list", {"module_list": [str(module) for module in modules]}, LIST_TIMEOUT
    )
    # DJI's own server finds the list in `data`; its documentation also shows `data.output`.
    files = data.get("files")
    if files is None:
        files = parse.mapping(data.get("output")).get("files")
    answers = (_module_logs(entry) for entry in parse.items(files, _MAX_FILES))
    return tuple(answer for answer in answers if answer is not None)


async def fileupload_start(
    cloud: Cloud, dock: str, *, bid: str, target: StorageTarget, files: Sequence[LogFile]
) -> None:
    """Start an upload under a given bid; never repeated, since a repetition would be a second one.

    Raises:
        NotConnected: nothing was sent.
        DockRefused: the dock did not start.
        ReplyTimeout: it may have started; progress with this bid shows it.

    """
    sent = True
    try:
        await cloud.request(
            dock,
            "fileupload_start",
            {
                **storage_fields(target, expire=epoch_ms(target.expire_at)),
                "params": {
                    "files": [
                        {
                            "module": str(file.module),
                            "object_key": file.object_key,
                            "device_sn": file.device_sn,
                            "list": [{"boot_index": index} for index in file.boot_indexes],
                        }
                        for file in files
                    ]
                },
            },
            bid=bid,
        )
    except NotConnected:
        sent = False
        raise
    finally:
        cloud.credentials_handed_out += sent


async def fileupload_update(cloud: Cloud, dock: str, modules: Sequence[Module]) -> None:
    """Cancel the running upload of modules; the end comes as progress, or not at all.

    Raises:
        NotConnected, ReplyTimeout, DockRefused

    """
    await cloud.request(
        dock,
        "fileupload_update",
        {"status": "cancel", "module_list": [str(module) for module in modules]},
    )


def fileupload_progress(cloud: Cloud, message: Message) -> LogProgress:
    """Read the progress of an upload."""
    data = parse.mapping(message.data)
    # Tolerated without the wrapper, as other events of the same family come.
    output = parse.mapping(data.get("output")) or data
    files = parse.mapping(output.get("ext")).get("files", output.get("files"))
    return LogProgress(
        dock=message.serial,
        bid=message.bid,
        status=_status(output.get("status")),
        result=parse.integer(data.get("result")) or 0,
        files=tuple(_file_progress(entry) for entry in parse.items(files, _MAX_FILES)),
    )


def _module_logs(entry: Mapping[str, Any]) -> ModuleLogs | None:
    if (module := _module(entry.get("module"))) is None:
        return None
    logs = (_log_entry(item) for item in parse.items(entry.get("list"), MAX_LOGS))
    return ModuleLogs(
        module=module,
        device_sn=parse.text(entry.get("device_sn")),
        result=parse.integer(entry.get("result")) or 0,
        logs=tuple(log for log in logs if log is not None),
    )


def _log_entry(item: Mapping[str, Any]) -> LogEntry | None:
    if (boot_index := parse.integer(item.get("boot_index"))) is None:
        return None
    return LogEntry(
        boot_index=boot_index,
        start=parse.moment(item.get("start_time")),
        # DJI's examples misspell every second one.
        end=parse.moment(item.get("end_time", item.get("end_ime"))),
        size=parse.size(item.get("size")),
    )


def _file_progress(entry: Mapping[str, Any]) -> FileProgress:
    progress = parse.mapping(entry.get("progress"))
    status = _status(progress.get("status", entry.get("status")))
    result = progress.get("result", entry.get("result"))
    return FileProgress(
        module=_module(entry.get("module")),
        device_sn=parse.text(entry.get("device_sn")),
        key=parse.object_key(entry.get("key")),
        status=status,
        percent=100.0 if status is FileStatus.OK else _percent(progress),
        result=parse.integer(result) or 0,
        size=parse.size(entry.get("size")),
        rate=parse.size(progress.get("upload_rate")),
        fingerprint=parse.text(entry.get("fingerprint"), 128),
        stage=_stage(progress),
    )


def _percent(progress: Mapping[str, Any]) -> float | None:
    """Return the percentage over all stages; of the stage alone where the stages are not reported."""
    within = parse.percent(progress.get("progress", progress.get("prgress")))
    if (steps := _steps(progress)) is None:
        return within
    step, total = steps
    return ((step - 1) * 100 + (within or 0)) / total


def _stage(progress: Mapping[str, Any]) -> FileStatus | None:
    """Return the stage by the steps: collecting, packing, uploading; where there are others the last."""
    step, total = _steps(progress) or (0, 0)
    if total == len(_STAGES):
        return _STAGES[step - 1]
    if parse.size(progress.get("upload_rate")) or step == total > 1:
        return FileStatus.FILE_UPLOADING
    return None


def _steps(progress: Mapping[str, Any]) -> tuple[int, int] | None:
    """Return the step and how many there are, None where that cannot be."""
    step = parse.integer(progress.get("current_step"))
    total = parse.integer(progress.get("total_step"))
    return (step, total) if step and total and 1 <= step <= total else None


def _module(value: object) -> Module | None:
    """Read a module from "3" and from 3."""
    number = parse.integer(value)
    return next((module for module in Module if int(module) == number), None)


def _status(value: object) -> FileStatus:
    try:
        return FileStatus(parse.text(value).lower())
    except ValueError:
        return FileStatus.UNKNOWN
