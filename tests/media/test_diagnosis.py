"""The first missing link between a flight and the bucket."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from custom_components.dji_dock.database import FlightEntry, StorageAccess
from custom_components.dji_dock.media.diagnosis import (
    MEMORY,
    PATIENCE,
    Link,
    Problem,
    first_missing_link,
    is_stale,
)

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LANDED = NOW - timedelta(hours=2)
BEFORE = LANDED - timedelta(minutes=30)
LIFETIME = timedelta(hours=1)


def flight(**changes: Any) -> FlightEntry:
    """Return a flight with 14 files, over for two hours, of which nothing arrived."""
    fields: dict[str, Any] = {
        "flight": "f1",
        "first_heard": LANDED - timedelta(minutes=20),
        "last_heard": LANDED,
        "over": LANDED,
        "expected": 14,
        "arrived": 0,
        "by_kind": {},
        "without_report": 0,
        "without_file": 0,
    }
    return FlightEntry(**{**fields, **changes})


def look(
    *flights: FlightEntry,
    access: StorageAccess | None = None,
    waiting: tuple[int, datetime] | None = None,
    unreported: int = 0,
) -> Problem | None:
    """Diagnose at noon."""
    return first_missing_link(
        flights, access or StorageAccess(), waiting, unreported, LIFETIME, NOW
    )


@pytest.mark.parametrize(
    ("entry", "access", "unreported", "link"),
    [
        (flight(), StorageAccess(), 0, Link.NEVER_ASKED),
        (flight(), StorageAccess(asked=BEFORE, refused=BEFORE, refusal="x"), 0, Link.REFUSED),
        (flight(), StorageAccess(issued=LANDED), 0, Link.NOT_WRITTEN),
        (flight(), StorageAccess(issued=BEFORE - 2 * LIFETIME), 0, Link.NEVER_ASKED),
        (flight(), StorageAccess(issued=LANDED), 14, Link.NOT_REPORTED),
        (flight(arrived=14, without_report=14), StorageAccess(issued=LANDED), 0, Link.NOT_REPORTED),
        (flight(arrived=9), StorageAccess(issued=LANDED, reported=LANDED), 0, Link.INCOMPLETE),
        (
            flight(),
            StorageAccess(issued=LANDED + timedelta(minutes=2), refused=LANDED, refusal="x"),
            0,
            Link.NOT_WRITTEN,
        ),
    ],
)
def test_the_first_missing_link_is_named(
    entry: FlightEntry, access: StorageAccess, unreported: int, link: Link
) -> None:
    """From the request to the callback."""
    problem = look(entry, access=access, unreported=unreported)
    assert problem is not None
    assert problem.link is link
    assert problem.flight == "f1"
    assert (problem.expected, problem.arrived) == (14, entry.arrived)


@pytest.mark.parametrize(
    "entry",
    [
        flight(arrived=14),
        flight(arrived=15, without_report=1),
        flight(expected=0),
        flight(expected=None),
        flight(last_heard=NOW - PATIENCE / 2),
        flight(last_heard=NOW - 2 * MEMORY),
    ],
)
def test_there_is_nothing_wrong(entry: FlightEntry) -> None:
    """With what is complete, expects nothing, still goes on, or is long over."""
    assert look(entry) is None


def test_a_dock_that_still_uploads_is_left_alone() -> None:
    """Also while it uploads the files of another flight."""
    access = StorageAccess(issued=LANDED, reported=NOW - PATIENCE / 2)
    assert look(flight(), access=access) is None


def test_the_newest_flight_with_a_problem_counts() -> None:
    """A complete one before it does not hide it."""
    problem = look(flight(flight="f2", arrived=14), flight())
    assert problem is not None
    assert problem.flight == "f1"


def test_files_may_wait_without_a_flight() -> None:
    """Firmware that tells nothing of flights tells how many files wait."""
    problem = look(waiting=(3, LANDED))
    assert problem is not None
    assert (problem.link, problem.flight, problem.expected) == (Link.NEVER_ASKED, "", 3)
    assert look(waiting=(0, LANDED)) is None
    assert look(waiting=(3, NOW - PATIENCE / 2)) is None
    assert look(waiting=(3, LANDED), access=StorageAccess(reported=NOW)) is None


def test_old_credentials_are_found_out() -> None:
    """By a file outside the folder, or one that never reached the bucket that is set up now."""
    assert is_stale(StorageAccess(misplaced=NOW), "new", None)
    old = StorageAccess(storage="old", issued=BEFORE)
    assert is_stale(old, "new", LANDED)
    assert not is_stale(old, "new", None)
    assert not is_stale(old, "old", LANDED)
    assert not is_stale(StorageAccess(storage="old", issued=NOW), "new", LANDED)
    assert not is_stale(StorageAccess(), "new", LANDED)
