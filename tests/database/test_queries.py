"""Days, flights and pages; and what should have arrived."""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from custom_components.dji_dock.database import (
    LOGS,
    MEDIA,
    OBJECTS,
    Database,
    Ledger,
    ObjectBrowser,
    ObjectIndex,
    StorageAccess,
)
from tests.database.objects import NOON, found, report

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def database(tmp_path: Path) -> Generator[Database]:
    """Open a new database."""
    opened = Database(tmp_path / "media.db", OBJECTS)
    opened.open()
    yield opened
    opened.close()


def day_of(moment: datetime) -> tuple[datetime, datetime]:
    """Return the day of a moment in Amsterdam."""
    local = moment.astimezone(AMSTERDAM).replace(hour=0, minute=0, second=0, microsecond=0)
    following = (local.replace(tzinfo=None) + timedelta(days=1)).replace(tzinfo=AMSTERDAM)
    return local.astimezone(UTC), following.astimezone(UTC)


def test_days_are_those_of_the_home(database: Database) -> None:
    """Also where a day has 25 hours."""
    change = datetime(2026, 10, 25, tzinfo=AMSTERDAM)
    times = [
        (change - timedelta(seconds=1)).astimezone(UTC),
        change.astimezone(UTC),
        change.astimezone(UTC) + timedelta(hours=24, minutes=59),
        change.astimezone(UTC) + timedelta(hours=25),
    ]
    objects, browser = ObjectIndex(database), ObjectBrowser(database)
    objects.list_page("D", MEDIA, 1, [found(f"f/{when}", when=when) for when in times])
    days = browser.days("D", day_of, None, 10)
    assert [day.files for day in days] == [1, 2, 1]
    assert days[1].end - days[1].start == timedelta(hours=25)
    assert browser.days("D", day_of, days[0].start, 1) == [days[1]]
    assert browser.days("E", day_of, None, 10) == []


def test_pages_show_each_file_once(database: Database) -> None:
    """Also files of the same moment."""
    objects, browser = ObjectIndex(database), ObjectBrowser(database)
    page = [found(f"f/{n:03}", when=NOON + timedelta(seconds=n // 40)) for n in range(157)]
    objects.list_page("D", MEDIA, 1, page)
    span = (NOON - timedelta(hours=1), NOON + timedelta(hours=1))
    shown, after = [], None
    while files := browser.files("D", "f", span, after, 10):
        shown += [file.key for file in files]
        after = files[-1].taken, files[-1].key
    assert len(shown) == 157
    assert shown == sorted(shown, reverse=True)
    assert browser.began("D", "f", span) == NOON
    assert browser.began("D", "g", span) is None


def test_flights_of_a_day(database: Database) -> None:
    """The latest first."""
    objects, browser = ObjectIndex(database), ObjectBrowser(database)
    objects.list_page(
        "D", MEDIA, 1, [found("a/1"), found("a/2"), found("b/1", when=NOON + timedelta(hours=1))]
    )
    flights = browser.flights("D", *day_of(NOON), 0, 10)
    assert [(flight.flight, flight.files, flight.size) for flight in flights] == [
        ("b", 1, 10),
        ("a", 2, 20),
    ]
    assert browser.flights("D", *day_of(NOON), 1, 10) == flights[1:]


def test_uploads_of_logs(database: Database) -> None:
    """By folder."""
    objects, browser = ObjectIndex(database), ObjectBrowser(database)
    objects.list_page("D", LOGS, 1, [found("2/a"), found("1/a"), found("2/b")])
    folders = browser.log_folders("D", None, 10)
    assert [(folder.name, folder.files) for folder in folders] == [("2", 2), ("1", 1)]
    assert [folder.name for folder in browser.log_folders("D", "2", 10)] == ["1"]
    assert [file.name for file in browser.logs("D", "2")] == ["a", "b"]
    assert browser.newest("D", "photo", (".jpg",)) is None


def test_the_newest_photo_of_some_endings(database: Database) -> None:
    """However many others are newer; letters may be large or small."""
    objects, browser = ObjectIndex(database), ObjectBrowser(database)
    names = ("1.jpg", "2.JPG", "3.DNG", "4.tif", "5.heic")
    objects.list_page(
        "D",
        MEDIA,
        1,
        [found(f"f/{name}", when=NOON + timedelta(minutes=n)) for n, name in enumerate(names)],
    )
    for endings, expected in (((".jpg", ".png"), "2.JPG"), ((".dng",), "3.DNG"), ((".x",), None)):
        newest = browser.newest("D", "photo", endings)
        assert (newest.name if newest else None) == expected


def test_the_ledger_of_a_flight(database: Database) -> None:
    """What was expected and what came of it; an unknown count erases nothing."""
    objects, ledger = ObjectIndex(database), Ledger(database)
    ledger.note_flight("D", "f1", NOON, expected=4)
    ledger.note_flight("D", "f1", NOON + timedelta(minutes=1), uploaded=2, over=True)
    ledger.note_flight("D", "f0", NOON - timedelta(days=1))
    objects.report([report("f1/a"), report("f1/b"), report("f1/c")])
    objects.list_page("D", MEDIA, 1, [found("f1/a"), found("f1/d")])
    objects.miss("f1/c")
    first, second = ledger.flights("D", 10)
    assert second.flight == "f0"
    assert (first.expected, first.arrived, first.by_kind) == (4, 3, {"photo": 3})
    assert (first.without_report, first.without_file) == (1, 1)
    assert first.over == NOON + timedelta(minutes=1)
    assert first.first_heard == NOON
    assert not first.complete
    ledger.note_flight("D", "f1", NOON, expected=3)
    assert ledger.flights("D", 1)[0].complete


def test_flights_of_a_span(database: Database) -> None:
    """By when they were last heard of, both ends included, newest first."""
    ledger = Ledger(database)
    for number in range(4):
        ledger.note_flight("D", f"f{number}", NOON + timedelta(minutes=number))
    ledger.note_flight("other", "f9", NOON)
    span = NOON, NOON + timedelta(minutes=2)
    assert [each.flight for each in ledger.flights_between("D", *span, 9)] == ["f2", "f1", "f0"]
    assert [each.flight for each in ledger.flights_between("D", *span, 2)] == ["f2", "f1"]


def test_the_way_of_a_dock(database: Database) -> None:
    """Each step is kept until it is changed."""
    ledger = Ledger(database)
    assert ledger.access("D") == StorageAccess()
    ledger.note_access("D", asked=NOON, refused=NOON, refusal="bucket_auth")
    access = ledger.note_access("D", issued=NOON, storage="abc", misplaced=None)
    assert access.refusal == "bucket_auth"
    assert (access.issued, access.storage, access.misplaced) == (NOON, "abc", None)
    with pytest.raises(ValueError, match="nothing"):
        ledger.note_access("D", nothing=NOON)
