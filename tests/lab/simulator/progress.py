"""The data of `fileupload_progress`, with a dock's variations."""

from dataclasses import dataclass
import posixpath
from typing import Any

from .faults import Faults
from .profile import Module

_DOC_STEP = 19
_DOC_STEPS = 30
STEPS = {"file_pull": 1, "file_zip": 2, "file_uploading": 3}
"""The stages of an archive, numbered from 1."""


@dataclass(slots=True, kw_only=True)
class FileState:
    """How far the archive of a module is."""

    module: Module
    key: str
    device_sn: str
    status: str = "sent"
    percent: float = 0.0
    """Within the stage."""
    step: int = 1
    result: int = 0
    size: int = 0
    fingerprint: str = ""
    rate: int = 0
    finished_ms: int = 0


def progress_data(
    status: str, result: int, files: list[FileState], faults: Faults, entries_per_module: int = 1
) -> dict[str, Any]:
    """Return the data of the event. `result` is left out while it is 0, as in the examples."""
    entries = [
        entry for file in files for entry in _entries(file, faults, max(1, entries_per_module))
    ]
    data: dict[str, Any] = {
        "output": {"status": status, "ext": {"files": [] if faults.no_files else entries}}
    }
    if result:
        data["result"] = result
    return data


def describe(data: dict[str, Any]) -> list[str]:
    """Return a line for people about each file of an event."""
    lines = []
    for entry in data["output"]["ext"]["files"]:
        progress = entry["progress"]
        percent = progress.get("progress", progress.get("prgress"))
        lines.append(
            f"{Module(entry['module']).name.lower()} logs: {progress['status']} {percent}%"
            + (f", {progress['upload_rate'] / 1000:.0f} kB/s" if progress["upload_rate"] else "")
        )
    return lines


def _entries(file: FileState, faults: Faults, count: int) -> list[dict[str, Any]]:
    """Return one entry, or several which are finished one after the other."""
    entries = []
    for number in range(count):
        status, percent = file.status, file.percent
        if status == "file_uploading":
            percent = min(100.0, max(0.0, percent * count - 100 * number))
            if count > 1 and percent >= 100:
                status = "ok"
        key = _key(file.key, faults)
        entries.append(
            {
                "module": str(file.module),
                "device_sn": file.device_sn,
                "key": f"{key}_{number}" if number else key,
                "size": file.size // count,
                "fingerprint": file.fingerprint,
                "progress": _progress(file, status, percent, faults),
            }
        )
    return entries


def _progress(file: FileState, status: str, percent: float, faults: Faults) -> dict[str, Any]:
    ok = status == "ok"
    step, steps = (_DOC_STEP, _DOC_STEPS) if ok and faults.doc_steps else (file.step, len(STEPS))

    def number(value: int) -> int | str:
        return str(value) if faults.percent_strings else value

    progress: dict[str, Any] = {
        "current_step": number(step),
        "total_step": number(steps),
        "prgress" if faults.prgress_typo else "progress": number(round(percent)),
        "status": (faults.unknown_status or status) if status == "file_zip" else status,
        "result": file.result,
        "upload_rate": 0 if ok else file.rate,
        "finish_time": file.finished_ms,
    }
    if faults.no_total_step:
        del progress["total_step"]
    return progress


def _key(key: str, faults: Faults) -> str:
    match faults.key_in_progress:
        case "basename":
            return posixpath.join(posixpath.dirname(key), "text_log_0001.log")
        case "suffix":
            return f"{key}_0001"
        case "begins":
            return f"{key}/000001.log"
    return key
