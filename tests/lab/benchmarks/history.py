"""`python -m tests.lab.benchmarks.history`: a long history of uploads, in a database and in one file.

Prints a table: how long it takes until Home Assistant knows a history, and until one change of one
upload is on disk. The one file is written as Home Assistant's own storage does it.
"""

import argparse
import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
import statistics
import tempfile
import time
from typing import Any, cast

from homeassistant.core import HomeAssistant
from homeassistant.helpers.json import save_json
from homeassistant.util.json import load_json

from custom_components.dji_dock.database import RECORDS, Database
from custom_components.dji_dock.logs.models import LogUpload, UploadFile, UploadStatus
from custom_components.dji_dock.logs.store import UploadStore

_ROUNDS = 5
_PER_DOCK = 200
_NOW = datetime(2026, 6, 1, tzinfo=UTC)


class Threads:
    """As much of Home Assistant as a history needs."""

    def __init__(self) -> None:
        """Start one."""
        self._pool = ThreadPoolExecutor(1)

    async def async_add_executor_job(self, work: Callable[..., Any], *args: Any) -> Any:
        """Do something in it."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *args)


def uploads(count: int) -> list[LogUpload]:
    """Return uploads that are over, of several docks."""
    return [_upload(number) for number in range(count)]


def _upload(number: int) -> LogUpload:
    dock, upload_id = f"8UUXN{number // _PER_DOCK:09}", f"00000000-0000-0000-0000-{number:012}"
    when = _NOW + timedelta(minutes=number)
    return LogUpload(
        upload_id=upload_id,
        dock=dock,
        created=when,
        heard=when,
        finished=when,
        status=UploadStatus.UPLOADED,
        checked=True,
        files=tuple(
            UploadFile(
                module=module,
                object_key=f"dji_dock/logs/{dock}/20260601T000000Z_{upload_id}/{module}.tar",
                boot_indexes=(number,),
                device_sn=dock,
                status=UploadStatus.UPLOADED,
                size=50_000_000,
                stored_size=50_000_000,
                fingerprint="0" * 32,
                stored_etag="0" * 32,
            )
            for module in ("dock", "aircraft")
        ),
    )


async def _in_a_database(known: list[LogUpload], folder: Path) -> tuple[float, float]:
    hass = cast("HomeAssistant", Threads())
    database = Database(folder / "uploads.db", RECORDS)
    database.open()
    history = UploadStore(hass, database)
    for upload in known:
        history.put(upload)
    await history.async_save()
    database.close()
    loads, saves = [], []
    for number in range(_ROUNDS):
        began = time.perf_counter()
        database.open()
        history = UploadStore(hass, database)
        await history.async_load()
        assert history.latest(known[-1].dock) is not None
        loads.append(time.perf_counter() - began)
        history.put(replace(known[-1], error_code=number + 1))
        began = time.perf_counter()
        await history.async_save()
        saves.append(time.perf_counter() - began)
        database.close()
    return statistics.median(loads), statistics.median(saves)


def _in_one_file(known: list[LogUpload], folder: Path) -> tuple[float, float]:
    path = str(folder / "uploads.json")
    entries: list[Any] = [upload.as_dict() for upload in known]
    loads, saves = [], []
    for number in range(_ROUNDS):
        entries[-1]["error_code"] = number + 1
        began = time.perf_counter()
        save_json(path, {"data": {"uploads": entries}}, private=True, atomic_writes=True)
        saves.append(time.perf_counter() - began)
        began = time.perf_counter()
        saved = cast("dict[str, Any]", load_json(path))
        read = {
            entry["upload_id"]: LogUpload.from_dict(entry) for entry in saved["data"]["uploads"]
        }
        assert len(read) == len(known)
        loads.append(time.perf_counter() - began)
    return statistics.median(loads), statistics.median(saves)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.lab.benchmarks.history", description=__doc__
    )
    parser.add_argument("--uploads", type=int, nargs="+", default=[200, 10_000])
    options = parser.parse_args()
    print("| uploads | what | load | save one change |")
    print("|---:|---|---:|---:|")
    for count in options.uploads:
        known = uploads(count)
        with tempfile.TemporaryDirectory(prefix="dji-dock-benchmark-") as name:
            rows = {
                "Database": asyncio.run(_in_a_database(known, Path(name))),
                "One file": _in_one_file(known, Path(name)),
            }
        for what, (load, save) in rows.items():
            print(f"| {count:,} | {what} | {load * 1000:.1f} ms | {save * 1000:.1f} ms |")


if __name__ == "__main__":
    main()
