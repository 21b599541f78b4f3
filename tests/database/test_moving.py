"""A dock whose objects move from the index of one entry to that of another, and perhaps back."""

from collections.abc import Generator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from custom_components.dji_dock.database import (
    MEDIA,
    OBJECTS,
    Database,
    Found,
    ObjectIndex,
    copy_dock,
    drop_dock,
)

DOCK = "8UUXN0000000A1"
WHEN = datetime(2026, 11, 20, 16, 4, 20, tzinfo=UTC)
LONG_AFTER = (WHEN + timedelta(days=30), WHEN + timedelta(days=31))


@pytest.fixture
def two(tmp_path: Path) -> Generator[tuple[Database, Database]]:
    """Return the indexes of two entries."""
    with ExitStack() as stack:
        found = [Database(tmp_path / f"{name}.db", OBJECTS) for name in ("one", "other")]
        for database in found:
            stack.enter_context(closing(database))
            database.open()
        yield found[0], found[1]


def photo(name: str) -> Found:
    """Return a photo as a listing shows it."""
    return Found(
        key=f"media/{DOCK}/flight/{name}",
        folder="flight",
        name=name,
        kind="photo",
        variant=None,
        taken=WHEN,
        size=100,
        modified=WHEN,
    )


def listing(index: ObjectIndex, *names: str) -> int:
    """List a dock's media; returns how many are gone."""
    run = index.begin_listing()
    index.list_page(DOCK, MEDIA, run, [photo(name) for name in names])
    return index.end_listing(DOCK, MEDIA, run, LONG_AFTER)


def test_what_was_deleted_is_noticed_by_the_next_listing(two: tuple[Database, Database]) -> None:
    """However many listings the entry has made from which the dock comes."""
    source, target = (ObjectIndex(database) for database in two)
    for _ in range(50):
        listing(source, "a.jpg", "b.jpg")
    copy_dock(*two, DOCK)
    assert target.totals(DOCK).files == 2
    assert listing(target, "a.jpg") == 1
    assert target.totals(DOCK).files == 1


def test_there_and_back(two: tuple[Database, Database]) -> None:
    """What was counted is counted on, and nothing of the time before comes back."""
    one, other = two
    first, second = ObjectIndex(one), ObjectIndex(other)
    listing(first, "a.jpg", "b.jpg")
    first.count(f"deleted {DOCK}", 5)
    before = counted(first)
    copy_dock(one, other, DOCK)
    drop_dock(one, DOCK)
    assert counted(first) == ((0, 0, None), 0)
    second.count(f"deleted {DOCK}", 3)
    copy_dock(other, one, DOCK)
    drop_dock(other, DOCK)
    assert counted(first) == (before[0], 8)
    assert counted(second) == ((0, 0, None), 0)


def counted(index: ObjectIndex) -> tuple[object, int]:
    """Return what is counted of the dock."""
    return tuple(index.totals(DOCK)), index.count(f"deleted {DOCK}")
