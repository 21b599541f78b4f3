"""`python -m tests.lab.benchmarks.page`: a page of uploads out of a long history of many docks.

Prints a table: how long the first page takes, the last one, and a search that finds nothing, each just
after a start; and for how long nothing else had its turn meanwhile. All in time of the processor.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
import tempfile
import time
from types import SimpleNamespace
from typing import Any, cast

from homeassistant.core import HomeAssistant

from custom_components.dji_dock.database import RECORDS, Database
from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.logs.store import UploadStore
from custom_components.dji_dock.panel.page import Place, Wanted, async_page
from tests.lab.benchmarks.history import Threads, uploads

_PER_PAGE = 50
_NOTHING = Wanted(statuses=frozenset({"failed"}))


async def _measured(work: Callable[[], Awaitable[object]]) -> tuple[float, float]:
    """Return how long something takes, and for how long it kept the loop at most."""
    pauses = [0.0]

    async def watch() -> None:
        before = time.thread_time()
        while True:
            await asyncio.sleep(0)
            now = time.thread_time()
            pauses.append(now - before)
            before = now

    watching = asyncio.create_task(watch())
    await asyncio.sleep(0)
    began = time.thread_time()
    await work()
    took = time.thread_time() - began
    await asyncio.sleep(0)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    return took, max(pauses)


async def _run(count: int, folder: Path) -> list[tuple[str, float, float]]:
    known = uploads(count)
    hass, database = cast("HomeAssistant", Threads()), Database(folder / "uploads.db", RECORDS)
    database.open()
    history = UploadStore(hass, database)
    for upload in known:
        history.put(upload)
    await history.async_save()
    names = dict.fromkeys(upload.dock for upload in known)
    last = Place(round(known[_PER_PAGE // 2].created.timestamp() * 1000), "")
    rows = []
    for what, wanted in (
        ("first page", Wanted()),
        ("last page", Wanted(before=last)),
        ("nothing found", _NOTHING),
    ):
        history = UploadStore(hass, database)
        await history.async_load()
        hub = _hub(history)

        async def read(hub: Hub = hub, wanted: Wanted = wanted) -> None:
            found, _ = await async_page([(hub, dock) for dock in names], wanted, _PER_PAGE)
            for each in found:
                assert hub.logs.registry.get(each.place.upload_id)

        rows.append((what, *await _measured(read)))
    database.close()
    return rows


def _hub(history: UploadStore) -> Hub:
    """Return as much of a hub as a list of uploads needs."""
    queue = SimpleNamespace(of_dock=lambda dock: [], get=lambda dock, upload_id: None)
    hub: Any = SimpleNamespace(logs=SimpleNamespace(registry=history, queue=queue))
    return cast("Hub", hub)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.lab.benchmarks.page", description=__doc__
    )
    parser.add_argument("--uploads", type=int, nargs="+", default=[5_000, 20_000])
    options = parser.parse_args()
    print("| uploads | what | takes | longest pause |")
    print("|---:|---|---:|---:|")
    for count in options.uploads:
        with tempfile.TemporaryDirectory(prefix="dji-dock-benchmark-") as name:
            for what, took, pause in asyncio.run(_run(count, Path(name))):
                print(f"| {count:,} | {what} | {took * 1000:.1f} ms | {pause * 1000:.1f} ms |")


if __name__ == "__main__":
    main()
