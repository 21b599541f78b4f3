"""Files of other releases: older ones are brought up to date whole, newer ones stay as they are."""

from datetime import UTC, datetime
from pathlib import Path
import signal
import sqlite3
import subprocess
import sys

import orjson
import pytest

from custom_components.dji_dock.cloud_api import Module
from custom_components.dji_dock.database import (
    MEDIA,
    OBJECTS,
    RECORDS,
    Database,
    DatabaseUnusable,
    Ledger,
    NewerVersion,
    ObjectBrowser,
    ObjectIndex,
    RecordTable,
    Schema,
)
from custom_components.dji_dock.logs.models import LogUpload, UploadStatus
from custom_components.dji_dock.logs.selection import LogSelection
from tests.database.objects import LATER, found
from tests.database.schemas import FIRST, THIRD

SAVED = Path(__file__).parent / "saved"


def restore(path: Path, name: str) -> None:
    """Make a file as an earlier release left it."""
    connection = sqlite3.connect(path)
    connection.executescript((SAVED / name).read_text())
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def version(path: Path) -> int:
    """Return the version of a file."""
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def note(path: Path, schema: Schema = FIRST) -> None:
    """Make a file with one note."""
    database = Database(path, schema)
    database.open()
    with database.writing() as connection:
        connection.execute("INSERT INTO notes (text) VALUES ('kept')")
    database.close()


def test_an_index_of_version_1(tmp_path: Path) -> None:
    """Everything of it is there, and the next listing settles what is gone."""
    path = tmp_path / "media.db"
    restore(path, "media_1.sql")
    database = Database(path, OBJECTS)
    assert database.open() is True
    objects, browser, ledger = ObjectIndex(database), ObjectBrowser(database), Ledger(database)
    assert objects.totals("D").files == 5
    assert [known.key for known in objects.unannounced()] == ["f/not_told"]
    assert objects.count("deleted D") == 3
    [flight] = ledger.flights("D", 2)
    assert (flight.expected, flight.over is not None, flight.without_file) == (4, True, 1)
    assert ledger.access("D").storage == "abc"
    run = objects.begin_listing()
    objects.list_page("D", MEDIA, run, [found("f/kept"), found("f/told"), found("f/old")])
    assert objects.end_listing("D", MEDIA, run, LATER) == 1
    assert browser.get("f/deleted_since") is None
    database.close()
    assert version(path) == OBJECTS.version
    assert [file.name for file in tmp_path.iterdir()] == ["media.db"]


def test_a_history_of_version_1(tmp_path: Path) -> None:
    """Every upload can be read, and who was forgotten stays forgotten."""
    path = tmp_path / "uploads.db"
    restore(path, "uploads_1.sql")
    database = Database(path, RECORDS)
    assert database.open() is True
    uploads = [
        LogUpload.from_dict(orjson.loads(record.body))
        for record in RecordTable(database, "upload").load()
    ]
    assert [(upload.upload_id, upload.status) for upload in uploads] == [
        ("0a1b", UploadStatus.UPLOADED),
        ("0c2d", UploadStatus.UPLOADING),
    ]
    forgotten = RecordTable(database, "forgotten").load()
    assert [(record.id, record.body) for record in forgotten] == [
        ("kept", b""),
        ("gone", b"unwanted"),
    ]
    database.close()
    assert version(path) == RECORDS.version


def test_every_field_of_a_history(tmp_path: Path) -> None:
    """Is read as it was written, and written as it was read."""
    path = tmp_path / "uploads.db"
    restore(path, "uploads_1_all_fields.sql")
    database = Database(path, RECORDS)
    assert database.open() is True
    saved = {
        record.id: orjson.loads(record.body) for record in RecordTable(database, "upload").load()
    }
    uploads = {upload_id: LogUpload.from_dict(body) for upload_id, body in saved.items()}
    queued = {
        record.id: orjson.loads(record.body) for record in RecordTable(database, "queued").load()
    }
    database.close()
    assert saved == {upload_id: upload.as_dict() for upload_id, upload in uploads.items()}
    whole, again = uploads["whole"], orjson.loads(orjson.dumps(uploads["whole"].as_dict()))
    assert LogUpload.from_dict(again) == whole
    assert whole.created == datetime(2026, 11, 20, 12, 0, 0, 123456, tzinfo=UTC)
    dock, aircraft = whole.files
    assert (dock.boot_indexes, dock.verified, dock.deleted) == ((321, 320), "nothing", True)
    assert (aircraft.progress, aircraft.result, aircraft.error) == (12.5, 324018, "dock_failed")
    assert uploads["canceling"].cancel_modules == ["dock"]
    assert uploads["adopted"].files[0].elsewhere
    asked = uploads["refused"].selection
    assert asked is not None
    assert LogSelection.from_dict(asked).modules == (Module.DOCK,)
    selections = [body["selection"] for body in queued.values()]
    assert len(selections) == 2
    assert selections == [LogSelection.from_dict(known).as_dict() for known in selections]


@pytest.mark.parametrize("schema", [OBJECTS, RECORDS])
def test_every_version_has_its_step(schema: Schema) -> None:
    """From each one that was released."""
    assert set(schema.migrations) == set(range(1, schema.version))


def test_several_steps_at_once(tmp_path: Path) -> None:
    """In their order."""
    path = tmp_path / "notes.db"
    note(path)
    database = Database(path, THIRD)
    assert database.open() is True
    with database.reading() as connection:
        assert [*connection.execute("SELECT * FROM notes").fetchone()] == ["kept", "good", None]
    database.close()
    assert version(path) == 3


@pytest.mark.parametrize("schema", [OBJECTS, RECORDS])
def test_a_newer_version_is_left_alone(tmp_path: Path, schema: Schema) -> None:
    """As after a downgrade: nothing is lost, put aside or written."""
    path = tmp_path / "some.db"
    newer = schema._replace(version=schema.version + 1)
    database = Database(path, newer)
    database.open()
    database.close()
    before = path.read_bytes()
    database = Database(path, schema)
    with pytest.raises(NewerVersion) as error:
        database.open()
    assert (error.value.file, error.value.version) == ("some.db", schema.version + 1)
    with pytest.raises(DatabaseUnusable), database.reading():
        pass
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["some.db"]
    again = Database(path, newer)
    assert again.open() is True
    again.close()


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    """The file is still the old release's, and is not taken for damaged."""
    path = tmp_path / "notes.db"
    note(path)
    broken = THIRD._replace(migrations={**THIRD.migrations, 2: "ALTER TABLE nobody ADD x;"})
    with pytest.raises(DatabaseUnusable):
        Database(path, broken).open()
    assert version(path) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["notes.db"]
    note(path)


_KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
from custom_components.dji_dock.database import Database
from tests.database.schemas import THIRD
connect = sqlite3.connect
def with_end(*args, **kwargs):
    connection = connect(*args, **kwargs)
    connection.create_function("end", 0, lambda: os.kill(os.getpid(), signal.SIGKILL))
    return connection
sqlite3.connect = with_end
steps = {**THIRD.migrations, 2: "ALTER TABLE notes ADD COLUMN day INTEGER; SELECT end();"}
Database(Path(sys.argv[1]), THIRD._replace(migrations=steps)).open()
"""


@pytest.mark.slow
def test_a_kill_in_the_middle(tmp_path: Path) -> None:
    """The old version is there, whole, and can be brought up to date."""
    path = tmp_path / "notes.db"
    note(path)
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, str(path)], cwd=Path(__file__).parents[2], check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert version(path) == 1
    note(path)
    database = Database(path, THIRD)
    assert database.open() is True
    with database.reading() as connection:
        rows = connection.execute("SELECT text, mood FROM notes").fetchall()
    assert [tuple(row) for row in rows] == [("kept", "good")] * 2
    database.close()
