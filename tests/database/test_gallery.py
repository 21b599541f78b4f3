"""What the page of media shows; each query goes along an index, and sorts nothing."""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from custom_components.dji_dock.database import (
    MEDIA,
    OBJECTS,
    Database,
    Ledger,
    MediaGallery,
    ObjectIndex,
)
from tests.database.objects import NOON, found, report

DAY = timedelta(days=1)


@pytest.fixture
def database(tmp_path: Path) -> Generator[Database]:
    """Open a database with a few days of flights."""
    opened = Database(tmp_path / "media.db", OBJECTS)
    opened.open()
    objects = ObjectIndex(opened)
    for day in range(5):
        when = NOON - day * DAY
        objects.list_page("D", MEDIA, 1, [found(f"f{day}/{n}", when=when) for n in range(4)])
    objects.report([report(f"f0/{n}", flight="f0", when=NOON) for n in range(2)])
    yield opened
    opened.close()


def day_of(moment: datetime) -> tuple[datetime, datetime]:
    """Return the day of a moment."""
    start = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return start, start + DAY


def test_pages_of_days(database: Database) -> None:
    """Flights without files are on the day on which the dock last spoke of them, on one page."""
    ledger, gallery = Ledger(database), MediaGallery(database)
    lost = [NOON - 1.5 * DAY, NOON - 7 * DAY, NOON - 9 * DAY]
    for when in lost:
        ledger.note_flight("D", f"lost {when:%d}", when, expected=3)
    ledger.note_flight("D", "none expected", NOON, expected=0)
    ledger.note_flight("E", "another dock's", NOON, expected=3)
    for limit in (1, 2, 3, 4, 7, 20):
        shown: list[str] = []
        days = set()
        before, more = None, True
        while more:
            page, more = gallery.days("D", day_of, before, limit)
            assert len(page) == limit or not more
            before = page[-1].start
            days |= {day.start for day in page}
            shown += [flight.flight for day in page for flight in day.flights]
        assert len(days) == 7
        assert shown == ["f0", "f1", "lost 19", "f2", "f3", "f4", "lost 13", "lost 11"], limit
    assert gallery.days("F", day_of, None, 5) == ([], False)


def test_a_flight_is_counted_whole(database: Database) -> None:
    """Also what of it is on another day; what is missing is left out."""
    objects, gallery = ObjectIndex(database), MediaGallery(database)
    Ledger(database).note_flight("D", "f1", NOON - DAY, expected=9)
    objects.list_page("D", MEDIA, 2, [found("f1/late", when=NOON)])
    objects.report([report("f1/never", flight="f1", when=NOON)])
    objects.miss("f1/never")
    [today], _ = gallery.days("D", day_of, None, 1)
    [flight] = [each for each in today.flights if each.flight == "f1"]
    assert (flight.files, flight.arrived, flight.expected) == (1, 5, 9)


def test_where_files_were_taken(database: Database) -> None:
    """Those that say so, and no more than are asked for."""
    gallery = MediaGallery(database)
    points, complete = gallery.points("D", flight=None, span=None, limit=5)
    assert [(point.key, point.latitude) for point in points] == [("f0/1", 1.0), ("f0/0", 1.0)]
    assert complete
    points, complete = gallery.points("D", flight="f0", span=day_of(NOON), limit=1)
    assert len(points) == 1
    assert not complete


def test_every_query_goes_along_an_index(database: Database) -> None:
    """None reads all files of a dock, and none sorts them but the few flights of a day."""
    asked: list[str] = []
    with database.reading() as connection:
        connection.set_trace_callback(asked.append)
    gallery, ledger = MediaGallery(database), Ledger(database)
    ledger.flight("D", "f1", NOON)
    after, span = (NOON, "f0/1"), day_of(NOON)
    for flight in (None, "f1"):
        for kinds in ((), ("photo",), ("ppk", "other")):
            for where in (None, span):
                for last in (None, after):
                    gallery.files(
                        "D", flight=flight, kinds=kinds, span=where, after=last, limit=100
                    )
        gallery.points("D", flight=flight, span=span, limit=10)
    gallery.days("D", day_of, None, 5)
    with database.reading() as connection:
        connection.set_trace_callback(None)
        plans = {
            query: [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
            for query in asked
            if "objects" in query
        }
    assert len(plans) > 20
    for query, plan in plans.items():
        assert not any(step.startswith("SCAN objects") for step in plan), (query, plan)
        assert "USE TEMP B-TREE FOR ORDER BY" not in plan, (query, plan)
        # At least dock, area and missing, and what they were asked for.
        searches = [step for step in plan if step.startswith("SEARCH objects")]
        assert searches
        for step in searches:
            assert "missing=?" in step, (query, step)
        if "flight = 'f1'" in query:
            assert all("flight=?" in step for step in searches), (query, plan)
