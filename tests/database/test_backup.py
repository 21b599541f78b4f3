"""What is copied while it is written is whole, and holds what was acknowledged before."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
import sqlite3
import stat
import threading
import time

import pytest

from custom_components.dji_dock.database import OBJECTS, RECORDS, Database, ObjectIndex, Schema
from tests.database.objects import report


class Writer:
    """Somebody who writes one file after the other, as fast as it goes."""

    def __init__(self, database: Database) -> None:
        """Take where to."""
        self.acknowledged = 0
        self._objects = ObjectIndex(database)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        while not self._stop.is_set():
            self._objects.report([report(f"f/{self.acknowledged}")])
            self.acknowledged += 1

    def wait_for(self, more: int) -> None:
        """Wait until so many more are acknowledged."""
        wanted, end = self.acknowledged + more, time.monotonic() + 120
        while self.acknowledged < wanted:
            assert time.monotonic() < end
            time.sleep(0.01)

    @contextmanager
    def at_work(self) -> Generator[None]:
        """Write within."""
        self._thread.start()
        try:
            yield
        finally:
            self._stop.set()
            self._thread.join()


def copy_slowly(source: Path, target: Path, writer: Writer) -> None:
    """Copy what is there as a backup does, which takes its time over each file."""
    target.mkdir()
    for path in sorted(source.iterdir()):
        if path.name.endswith("-shm"):
            continue
        size = path.stat().st_size
        with path.open("rb") as given, (target / path.name).open("wb") as taken:
            taken.write(given.read(size // 2))
            # More than the log holds: without care all of it is in the main file by then.
            writer.wait_for(200)
            taken.write(given.read(size - size // 2))


def test_backups_under_load(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Several in a row: each can be restored, and nothing acknowledged before is missing."""
    live = tmp_path / "live"
    database = Database(live / "media.db", OBJECTS)
    database.open()
    writer = Writer(database)
    before: list[int] = []
    with writer.at_work():
        writer.wait_for(300)
        for number in range(3):
            before.append(writer.acknowledged)
            database.begin_backup()
            copy_slowly(live, tmp_path / f"{number}", writer)
            database.end_backup()
    database.close()
    assert sorted(path.name for path in live.iterdir()) == ["media.db"]
    for number, acknowledged in enumerate(before):
        folder = tmp_path / f"{number}"
        assert (folder / "media.db.backup").exists()
        restored = Database(folder / "media.db", OBJECTS)
        assert restored.open() is True
        with restored.reading() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert ObjectIndex(restored).totals("D").files >= acknowledged
        restored.close()
        assert sorted(path.name for path in folder.iterdir()) == ["media.db"]
    assert "damaged" not in caplog.text


@pytest.mark.parametrize("damage", ["torn", "no database", "gone", "empty"])
def test_a_torn_file_is_replaced_by_its_copy(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    """It is put aside, and what was copied before the backup is there."""
    path = tmp_path / "media.db"
    database = Database(path, OBJECTS)
    database.open()
    objects = ObjectIndex(database)
    objects.report([report(f"f/{number}") for number in range(2000)])
    database.begin_backup()
    database.close()
    data = path.read_bytes()
    match damage:
        case "torn":
            middle = len(data) // 2
            path.write_bytes(data[:middle] + bytes(len(data) - middle))
        case "no database":
            path.write_bytes(b"something else" * 1000)
        case "gone":
            path.unlink()
        case _:
            path.write_bytes(b"")
    (tmp_path / "media.db-wal").unlink(missing_ok=True)
    assert database.open() is True
    assert objects.totals("D").files == 2000
    assert "restored damaged" in caplog.text
    assert not (tmp_path / "media.db.backup").exists()
    database.close()


def test_an_entry_that_ends_within_a_backup(tmp_path: Path) -> None:
    """The main file stays as it is, and nothing is lost."""
    path = tmp_path / "media.db"
    database = Database(path, OBJECTS)
    database.open()
    objects = ObjectIndex(database)
    objects.report([report("f/a")])
    database.begin_backup()
    before = path.read_bytes()
    objects.report([report("f/b")])
    database.close()
    assert path.read_bytes() == before
    database.end_backup()
    assert database.open() is True
    assert objects.totals("D").files == 2
    database.close()


@pytest.mark.parametrize("schema", [OBJECTS, RECORDS])
def test_only_the_owner_can_read(tmp_path: Path, schema: Schema) -> None:
    """Every file, new or of an earlier release, and the copy."""
    path = tmp_path / "some.db"
    database = Database(path, schema)
    database.open()
    with database.writing() as connection:
        connection.execute("CREATE TABLE more (x)")
    database.begin_backup()
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert modes == dict.fromkeys(
        ["some.db", "some.db-wal", "some.db-shm", "some.db.backup"], 0o600
    )
    database.end_backup()
    database.close()
    path.chmod(0o644)
    # As after a kill: what it left beside the file is readable, too.
    other = sqlite3.connect(path)
    other.execute("INSERT INTO more VALUES (1)")
    other.commit()
    for file in tmp_path.iterdir():
        file.chmod(0o644)
    database.open()
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}
    other.close()
    database.close()
