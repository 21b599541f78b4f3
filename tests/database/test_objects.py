"""Each object counts once, whatever is told of it in whatever order."""

from collections.abc import Generator, Iterator
from datetime import timedelta
from pathlib import Path
import random
import signal
import sqlite3
import subprocess
import sys
import threading

import pytest

from custom_components.dji_dock.database import (
    LOGS,
    MEDIA,
    OBJECTS,
    Database,
    DatabaseUnusable,
    Found,
    ObjectBrowser,
    ObjectIndex,
)
from tests.database.objects import LATER, NOON, found, report


@pytest.fixture
def database(tmp_path: Path) -> Generator[Database]:
    """Open a new database."""
    opened = Database(tmp_path / "media.db", OBJECTS)
    assert opened.open() is False
    yield opened
    opened.close()


def test_a_report_counts_once(database: Database) -> None:
    """Also twice in one go."""
    objects = ObjectIndex(database)
    assert objects.report([report("f/a"), report("f/b"), report("f/a")]) == [True, True, False]
    assert objects.report([report("f/a")]) == [False]
    totals = objects.totals("D")
    assert (totals.files, totals.size, totals.newest) == (2, 0, NOON)
    objects.confirm("f/a", 100, NOON)
    assert objects.totals("D").size == 100


def test_found_and_reported_are_one(database: Database) -> None:
    """In both orders; the report brings the flight, also for its neighbours."""
    objects, browser = ObjectIndex(database), ObjectBrowser(database)
    assert objects.list_page("D", MEDIA, 1, [found("f/a"), found("f/b")]) == 2
    assert objects.report([report("f/a", flight="flight-1")]) == [True]
    assert objects.report([report("f/c", flight="flight-1")]) == [True]
    assert objects.list_page("D", MEDIA, 2, [found("f/c"), found("f/d")]) == 1
    assert objects.totals("D").files == 4
    flights = {key: browser.get(key) for key in ("f/a", "f/b", "f/c", "f/d")}
    assert {known.flight for known in flights.values() if known} == {"flight-1"}


def test_what_a_listing_does_not_show_is_gone_or_missing(database: Database) -> None:
    """But not what came while it ran."""
    objects, browser = ObjectIndex(database), ObjectBrowser(database)
    later = NOON + timedelta(hours=1)
    objects.list_page("D", MEDIA, 1, [found("f/seen"), found("f/kept")])
    objects.report([report("f/never"), report("f/new", when=later)])
    objects.list_page("D", MEDIA, 2, [found("f/kept")])
    assert objects.end_listing("D", MEDIA, 2, (later, later)) == 1
    assert browser.get("f/seen") is None
    assert browser.get("f/never") is None
    assert browser.get("f/new") is not None
    assert objects.totals("D").files == 2
    assert objects.missing_since("D") == NOON
    # A dock that says it again may have stored it only now.
    assert objects.report([report("f/never", when=later)]) == [False]
    assert {file.key for file in objects.unsized(10)} == {"f/never", "f/new"}
    objects.confirm("f/never", 5, later)
    assert objects.totals("D").files == 3
    assert objects.missing_since("D") is None


def test_two_listings_at_the_same_time(database: Database) -> None:
    """Neither takes what the other saw for gone, whichever ends first."""
    objects = ObjectIndex(database)
    keys = [f"f/{number}" for number in range(8)]
    pages = [[found(key) for key in keys[start : start + 2]] for start in range(0, 8, 2)]
    for seed in range(40):
        chance = random.Random(seed)
        objects.list_page("D", MEDIA, objects.begin_listing(), [found("f/gone")])
        runs: dict[int, Iterator[list[Found]]] = {
            objects.begin_listing(): iter(pages) for _ in range(2)
        }
        while runs:
            run = chance.choice([*runs])
            if (page := next(runs[run], None)) is not None:
                objects.list_page("D", MEDIA, run, page)
            else:
                objects.end_listing("D", MEDIA, run, LATER)
                del runs[run]
        assert objects.totals("D").files == 8


def test_what_comes_while_a_listing_runs(database: Database) -> None:
    """It is there, whatever its time is; the next listing settles it."""
    objects = ObjectIndex(database)
    objects.report([report("f/early"), report("f/again")])
    objects.miss("f/again")
    run = objects.begin_listing()
    objects.report([report("f/late"), report("f/again")])
    objects.confirm("f/early", 10, NOON)
    assert objects.end_listing("D", MEDIA, run, LATER) == 0
    assert objects.totals("D").files == 3
    assert objects.end_listing("D", MEDIA, objects.begin_listing(), LATER) == 1
    assert objects.totals("D").files == 0


def test_what_is_deleted_while_a_listing_runs(database: Database) -> None:
    """It does not come back with a page that was read before; the next listing finds what is there."""
    objects = ObjectIndex(database)
    run = objects.begin_listing()
    objects.list_page("D", MEDIA, run, [found("f/kept"), found("f/early")])
    objects.forget(["f/early", "f/late"])
    objects.list_page("D", MEDIA, run, [found("f/early"), found("f/late")])
    objects.end_listing("D", MEDIA, run, LATER)
    assert objects.totals("D").files == 1
    objects.list_page("D", MEDIA, objects.begin_listing(), [found("f/kept"), found("f/late")])
    assert objects.totals("D").files == 2


@pytest.mark.parametrize("days", [730, -730])
def test_a_clock_that_was_wrong(database: Database, days: int) -> None:
    """What was listed and reported then is settled when it is right again."""
    objects, wrong = ObjectIndex(database), NOON + timedelta(days=days)
    objects.report([report("f/reported", when=wrong)])
    objects.list_page("D", MEDIA, objects.begin_listing(), [found("f/kept"), found("f/deleted")])
    run = objects.begin_listing()
    objects.list_page("D", MEDIA, run, [found("f/kept")])
    assert objects.end_listing("D", MEDIA, run, LATER) == 1
    assert objects.totals("D").files == 1


def test_docks_and_areas_are_apart(database: Database) -> None:
    """A listing of one says nothing of the other."""
    objects = ObjectIndex(database)
    objects.list_page("D", MEDIA, 1, [found("m")])
    objects.list_page("D", LOGS, 1, [found("l")])
    objects.list_page("E", MEDIA, 1, [found("e")])
    objects.end_listing("D", MEDIA, 2, LATER)
    assert objects.totals("D").files == 0
    assert objects.totals("D", LOGS).files == 1
    objects.forget_dock("D")
    assert objects.totals("D", LOGS).files == 0
    assert objects.totals("E").files == 1


@pytest.mark.parametrize("seed", range(8))
def test_totals_are_what_a_recount_gives(database: Database, seed: int) -> None:
    """After anything, in any order."""
    chance = random.Random(seed)
    objects = ObjectIndex(database)
    for run in range(300):
        dock, key = chance.choice("DE"), f"f/{chance.randrange(12)}"
        key = f"{dock}/{key}"
        match chance.randrange(7):
            case 0 | 1:
                objects.report([report(key, dock=dock)])
            case 2:
                objects.list_page(dock, MEDIA, run, [found(key, size=chance.randrange(9))])
            case 3:
                objects.end_listing(dock, MEDIA, run, chance.choice((LATER, (NOON, NOON))))
            case 4:
                objects.confirm(key, chance.randrange(9), NOON)
            case 5:
                objects.miss(key)
            case _:
                objects.forget([key])
        for name in "DE":
            assert objects.totals(name)[:2] == recount(database, name)


def recount(database: Database, dock: str) -> tuple[int, int]:
    """Return how many objects of a dock there are, and their bytes."""
    with database.reading() as connection:
        row = connection.execute(
            "SELECT COUNT(*), IFNULL(SUM(size), 0) FROM objects WHERE dock = ? AND missing = 0",
            (dock,),
        ).fetchone()
    return row[0], row[1]


def test_what_nobody_was_told_of_is_remembered(tmp_path: Path) -> None:
    """Over the end of the process."""
    path = tmp_path / "media.db"
    database = Database(path, OBJECTS)
    database.open()
    objects = ObjectIndex(database)
    objects.report([report("a"), report("b")])
    objects.announced(["a"])
    database.close()
    database = Database(path, OBJECTS)
    assert database.open() is True
    assert [file.key for file in ObjectIndex(database).unannounced()] == ["b"]
    database.close()


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from custom_components.dji_dock.database import OBJECTS, Database, ObjectIndex
from tests.database.objects import report
database = Database(Path(sys.argv[1]), OBJECTS)
database.open()
objects = ObjectIndex(database)
for number in range(100000):
    objects.report([report(f"f/{number}")])
    print(number, flush=True)
"""


@pytest.mark.slow
def test_what_was_saved_survives_a_kill(tmp_path: Path) -> None:
    """Everything that was said to be saved is there afterwards."""
    path = tmp_path / "media.db"
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout is not None
        last = [writer.stdout.readline() for _ in range(100)][-1]
        writer.send_signal(signal.SIGKILL)
        last = (writer.stdout.read().split() or [last])[-1]
    database = Database(path, OBJECTS)
    assert database.open() is True
    assert ObjectIndex(database).totals("D").files > int(last)
    database.close()


def test_a_damaged_file_is_made_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The bucket is the truth: nothing is lost for good."""
    path = tmp_path / "media.db"
    path.write_bytes(b"this is no database" * 1000)
    database = Database(path, OBJECTS)
    assert database.open() is False
    assert "damaged" in caplog.text
    assert (tmp_path / "media.db.damaged").exists()
    database.remove()
    assert list(tmp_path.iterdir()) == []


def test_damage_that_shows_later(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The work at hand fails, what comes after it finds an empty file."""
    path = tmp_path / "media.db"
    database = Database(path, OBJECTS)
    database.open()
    objects = ObjectIndex(database)
    objects.report([report(f"f/{number}") for number in range(5000)])
    database.close()
    database.open()
    with database.reading() as connection:
        connection.execute("PRAGMA cache_size = 0")
        connection.execute("PRAGMA mmap_size = 0")
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    assert database.losses == 0
    with pytest.raises(DatabaseUnusable):
        objects.older_than("D", MEDIA, NOON + timedelta(days=1), 10000)
    assert database.losses == 1
    assert "damaged" in caplog.text
    assert objects.report([report("a")]) == [True]
    assert objects.totals("D").files == 1
    database.close()


def test_what_is_locked_is_not_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is a file on a full disk: nothing of it is put aside."""
    monkeypatch.setattr("custom_components.dji_dock.database.connection._BUSY_SECONDS", 0.05)
    path = tmp_path / "media.db"
    database = Database(path, OBJECTS)
    database.open()
    objects = ObjectIndex(database)
    objects.report([report("a")])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DatabaseUnusable, match="locked"):
        objects.report([report("b")])
    other.rollback()
    other.close()
    with database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DatabaseUnusable, match="full"):
        objects.report([report(f"f/{number}") for number in range(5000)])
    assert database.losses == 0
    assert objects.totals("D").files == 1
    database.close()
    assert [file.name for file in tmp_path.iterdir()] == ["media.db"]


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    """In one kind of error."""
    database = Database(tmp_path / "media.db", OBJECTS)
    with pytest.raises(DatabaseUnusable):
        ObjectIndex(database).totals("D")
    (tmp_path / "file").write_text("")
    with pytest.raises((DatabaseUnusable, OSError)):
        Database(tmp_path / "file" / "media.db", OBJECTS).open()


def test_many_threads_may_write(database: Database) -> None:
    """One after the other."""
    objects = ObjectIndex(database)

    def write(name: str) -> None:
        for number in range(50):
            objects.report([report(f"{name}/{number}")])

    threads = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert objects.totals("D").files == 200


def test_old_objects_are_found_oldest_first(database: Database) -> None:
    """And counters go on."""
    objects = ObjectIndex(database)
    page = [found(f"f/{day}", when=NOON - timedelta(days=day)) for day in range(10)]
    objects.list_page("D", MEDIA, 1, page)
    old = objects.older_than("D", MEDIA, NOON - timedelta(days=6), 2)
    assert old == [("f/9", 10), ("f/8", 10)]
    assert objects.count("deleted", 2) == 2
    assert objects.count("deleted") == 2
    assert objects.unreported_since("D", NOON - timedelta(days=2)) == 3


def test_a_burst_is_one_transaction(database: Database) -> None:
    """All of it, or nothing."""
    objects = ObjectIndex(database)
    assert all(objects.report([report(f"f/{number}") for number in range(5000)]))
    assert objects.totals("D").files == 5000
    broken = report("g/1")._replace(taken=None)  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        objects.report([report("g/0"), broken])
    assert objects.totals("D").files == 5000
