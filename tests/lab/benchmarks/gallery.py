"""`python -m tests.lab.benchmarks.gallery`: the page of media, of a dock with very many files.

Prints a table: how long each thing that the page asks for takes, from the index, at its newest end
and far back; and how fast an archive is made, without a store.
"""

import argparse
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
import statistics
import tempfile
import time

from custom_components.dji_dock.database import (
    MEDIA,
    OBJECTS,
    Database,
    Found,
    Ledger,
    MediaGallery,
    ObjectIndex,
)
from custom_components.dji_dock.media_browser.archive import ArchiveReader, Member, archive_size

from .bucket_work import day_of
from .filled_store import FILES_OF_A_FLIGHT, NEWEST

_DOCK = "8UUXBENCH00000"
_TRIES = 30
_PAGE = 101
_FLIGHT_HOURS = 12
_ARCHIVE = 200 * 1024**2
_KINDS = (("MP4", "video"), ("obs", "ppk"))
_OTHERS = ("ppk", "rtcm", "subtitles", "other")


class _Zeros:
    """So many zeros."""

    def __init__(self, size: int) -> None:
        self._left = size

    def read(self, amount: int) -> bytes:
        """Return some."""
        amount = min(amount, self._left)
        self._left -= amount
        return bytes(amount)

    def close(self) -> None:
        """Do nothing."""


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.lab.benchmarks.gallery", description=__doc__
    )
    parser.add_argument("--objects", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    options = parser.parse_args()
    print("| objects | what | newest | far back |")
    print("|---:|---|---:|---:|")
    for objects in options.objects:
        with tempfile.TemporaryDirectory(prefix="dji-dock-benchmark-") as folder:
            for name, newest, back in measure(Path(folder), objects):
                print(f"| {objects:,} | {name} | {newest:.1f} ms | {back:.1f} ms |", flush=True)
    print(f"\nAn archive: {archive_speed():.0f} MiB/s")


def measure(folder: Path, objects: int) -> Iterator[tuple[str, float, float]]:
    """Return milliseconds of everything that the page asks for."""
    database = Database(folder / "media.db", OBJECTS)
    database.open()
    flights = objects // FILES_OF_A_FLIGHT
    ObjectIndex(database).list_page(_DOCK, MEDIA, 1, _files(objects))
    ledger = Ledger(database)
    with database.writing():
        for flight in range(flights):
            when = NEWEST - timedelta(hours=_FLIGHT_HOURS * flight)
            ledger.note_flight(_DOCK, f"f{flight}", when, expected=FILES_OF_A_FLIGHT)
    gallery = MediaGallery(database)
    back = NEWEST - timedelta(hours=_FLIGHT_HOURS * flights * 0.8)
    ends = ((None, NEWEST, 0), ((back, ""), back, int(flights * 0.8)))

    def both(name: str, work: Callable[..., object]) -> tuple[str, float, float]:
        newest, old = (_milliseconds(partial(work, *end)) for end in ends)
        return name, newest, old

    yield both("30 days with flights", lambda _, when, __: gallery.days(_DOCK, day_of, when, 30))
    yield both("100 files", lambda after, *_: gallery.files(_DOCK, after=after, limit=_PAGE))
    yield both(
        "100 photos",
        lambda after, *_: gallery.files(_DOCK, kinds=["photo"], after=after, limit=_PAGE),
    )
    yield both(
        "100 files that are neither photo nor video",
        lambda after, *_: gallery.files(_DOCK, kinds=_OTHERS, after=after, limit=_PAGE),
    )
    yield both(
        "The files of a flight",
        lambda _, __, flight: gallery.files(_DOCK, flight=f"f{flight}", limit=_PAGE),
    )
    yield both(
        "Positions of a day",
        lambda _, when, __: gallery.points(_DOCK, flight=None, span=day_of(when), limit=2000),
    )
    yield both(
        "What is missing of a flight",
        lambda _, when, flight: ledger.flight(_DOCK, f"f{flight}", when),
    )
    database.close()


def archive_speed() -> float:
    """Return MiB per second of an archive of one file, on one core."""
    size = _ARCHIVE
    member = Member("a.MP4", NEWEST, size, lambda: _Zeros(size))
    reader = ArchiveReader([member])
    began, read = time.perf_counter(), 0
    while piece := reader.read(1):
        read += len(piece)
    assert read == archive_size([member])
    return size / 1024**2 / (time.perf_counter() - began)


def _files(objects: int) -> Iterator[Found]:
    for number in range(objects):
        flight, file = divmod(number, FILES_OF_A_FLIGHT)
        taken = NEWEST - timedelta(hours=_FLIGHT_HOURS * flight) + timedelta(seconds=2 * file)
        end, kind = _KINDS[file % 25] if file % 25 < len(_KINDS) else ("JPG", "photo")
        name = f"DJI_{taken:%Y%m%d%H%M%S}_{file:04}_V.{end}"
        yield Found(f"m/f{flight}/{name}", f"f{flight}", name, kind, None, taken, 10**7, taken)


def _milliseconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_TRIES):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    main()
