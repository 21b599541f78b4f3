"""What is measured, each in a process of its own: `... bucket_work WORK ENDPOINT DOCKS FOLDER`."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
import json
from pathlib import Path
import resource
import statistics
import sys
import time
from typing import Any

from custom_components.dji_dock.bucket import Bucket, BucketConfig, CredentialsMode, Provider
from custom_components.dji_dock.catalog.listing import async_list_area
from custom_components.dji_dock.database import MEDIA, OBJECTS, Database, ObjectBrowser, ObjectIndex

from .filled_store import BUCKET, serial

_TRIES = 50
_PAGE = 101


class Threads:
    """The one thing of Home Assistant that is needed here."""

    async def async_add_executor_job(self, work: Callable[..., Any], *parameters: Any) -> Any:
        """Run something in a thread."""
        return await asyncio.to_thread(work, *parameters)


def bucket_at(endpoint: str) -> Bucket:
    """Return the bucket of the measurement."""
    return Bucket(
        BucketConfig(
            provider=Provider.MINIO,
            bucket=BUCKET,
            region="us-east-1",
            endpoint=endpoint,
            access_key_id="id",
            secret_access_key="secret-secret",
            credentials=CredentialsMode.STATIC,
        )
    )


def day_of(moment: datetime) -> tuple[datetime, datetime]:
    """Return the day of a moment, in UTC."""
    start = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return start, start + timedelta(days=1)


def reconcile(bucket: Bucket, docks: int, folder: Path) -> dict[str, float]:
    """Bring an empty index in line with the bucket, as the integration does."""
    database = Database(folder / "media.db", OBJECTS)
    database.open()
    objects = ObjectIndex(database)
    threads: Any = Threads()
    # What the first connection needs counts for neither.
    bucket.lookup("nothing")

    async def run() -> None:
        for dock in range(docks):
            await async_list_area(threads, bucket, objects, serial(dock), MEDIA)

    before, began = memory(), time.perf_counter()
    asyncio.run(run())
    return {"seconds": time.perf_counter() - began, "mib": memory() - before}


def listing(bucket: Bucket, docks: int, folder: Path) -> dict[str, float]:
    """Only ask the store for everything, and keep nothing: what reconciling cannot be faster than."""
    bucket.lookup("nothing")
    before, began = memory(), time.perf_counter()
    for dock in range(docks):
        for _ in bucket.pages(f"dji_dock/media/{serial(dock)}"):
            pass
    return {"seconds": time.perf_counter() - began, "mib": memory() - before}


def first_page(bucket: Bucket, docks: int, folder: Path) -> dict[str, float]:
    """Open a dock, its newest day, and its newest flight, from the index."""
    database = Database(folder / "media.db", OBJECTS)
    database.open()
    browser = ObjectBrowser(database)
    before = memory()
    times = []
    for _ in range(_TRIES):
        began = time.perf_counter()
        days = browser.days(serial(0), day_of, None, _PAGE)
        times.append(time.perf_counter() - began)
    flights = browser.flights(serial(0), days[0].start, days[0].end, 0, _PAGE)
    browser.files(serial(0), flights[0].flight, (days[0].start, days[0].end), None, _PAGE)
    return {"seconds": statistics.median(times), "worst": max(times), "mib": memory() - before}


def first_page_by_listing(bucket: Bucket, docks: int, folder: Path) -> dict[str, float]:
    """The same without an index: list all of the dock's objects, and sort them."""
    bucket.lookup("nothing")
    before, began = memory(), time.perf_counter()
    pages = bucket.pages(f"dji_dock/media/{serial(0)}")
    found = [(stored.key.rsplit("DJI_", 1)[-1][:8], stored) for page in pages for stored in page]
    days = sorted({day for day, _ in found}, reverse=True)
    assert days
    return {"seconds": time.perf_counter() - began, "mib": memory() - before}


def memory() -> float:
    """Return the most memory that this process ever had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


WORK = {work.__name__: work for work in (reconcile, listing, first_page, first_page_by_listing)}

if __name__ == "__main__":
    name, endpoint, count, where = sys.argv[1:]
    print(json.dumps(WORK[name](bucket_at(endpoint), int(count), Path(where))))
