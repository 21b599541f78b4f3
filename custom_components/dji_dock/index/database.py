"""The database file: its tables, its lock, and what happens when it is damaged."""

from collections.abc import Generator
from contextlib import contextmanager
import logging
from pathlib import Path
import sqlite3
import threading

_LOGGER = logging.getLogger(__name__)

_VERSION = 1
_BUSY_SECONDS = 10.0
_CACHE_KIB = 4096

# Totals follow by triggers, so that no way of writing can forget them. A file counts once it was
# reported or found, until it is known to be missing.
_SCHEMA = """
CREATE TABLE objects (
    key TEXT PRIMARY KEY,
    dock TEXT NOT NULL,
    area TEXT NOT NULL,
    folder TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    variant TEXT,
    flight TEXT NOT NULL,
    taken INTEGER NOT NULL,
    latitude REAL,
    longitude REAL,
    size INTEGER,
    modified INTEGER,
    reported INTEGER,
    seen INTEGER NOT NULL DEFAULT 0,
    missing INTEGER NOT NULL DEFAULT 0,
    announced INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
CREATE INDEX objects_by_time ON objects (dock, area, missing, taken, key);
CREATE INDEX objects_by_flight ON objects (dock, area, missing, flight, taken, key);
CREATE INDEX objects_by_kind ON objects (dock, area, missing, kind, taken);
CREATE INDEX objects_by_folder ON objects (dock, area, folder, reported);
CREATE INDEX objects_by_age ON objects (dock, area, modified);
CREATE INDEX objects_unsized ON objects (reported) WHERE size IS NULL AND missing = 0;
CREATE INDEX objects_unannounced ON objects (reported) WHERE announced = 0;
CREATE TABLE totals (
    dock TEXT NOT NULL,
    area TEXT NOT NULL,
    files INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (dock, area)
) WITHOUT ROWID;
CREATE TRIGGER objects_added AFTER INSERT ON objects WHEN NEW.missing = 0 BEGIN
    INSERT INTO totals (dock, area, files, bytes) VALUES (NEW.dock, NEW.area, 1, IFNULL(NEW.size, 0))
    ON CONFLICT DO UPDATE SET files = files + 1, bytes = bytes + IFNULL(NEW.size, 0);
END;
CREATE TRIGGER objects_changed AFTER UPDATE OF size, missing ON objects BEGIN
    UPDATE totals SET
        files = files + (NEW.missing = 0) - (OLD.missing = 0),
        bytes = bytes + (NEW.missing = 0) * IFNULL(NEW.size, 0)
                      - (OLD.missing = 0) * IFNULL(OLD.size, 0)
    WHERE dock = NEW.dock AND area = NEW.area;
END;
CREATE TRIGGER objects_gone AFTER DELETE ON objects WHEN OLD.missing = 0 BEGIN
    UPDATE totals SET files = files - 1, bytes = bytes - IFNULL(OLD.size, 0)
    WHERE dock = OLD.dock AND area = OLD.area;
END;
CREATE TABLE flights (
    dock TEXT NOT NULL,
    flight TEXT NOT NULL,
    first_heard INTEGER NOT NULL,
    last_heard INTEGER NOT NULL,
    over INTEGER,
    expected INTEGER,
    uploaded INTEGER,
    PRIMARY KEY (dock, flight)
) WITHOUT ROWID;
CREATE INDEX flights_by_time ON flights (dock, last_heard);
CREATE TABLE access (
    dock TEXT PRIMARY KEY,
    asked INTEGER,
    refused INTEGER,
    refusal TEXT,
    issued INTEGER,
    storage TEXT,
    reported INTEGER,
    misplaced INTEGER
) WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""


class IndexUnusable(Exception):
    """The database cannot be written: no space, no rights, a broken disk."""


class Database:
    """One file. Usable from any thread, one at a time."""

    def __init__(self, path: Path) -> None:
        """Take where the file is; nothing is opened yet."""
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def open(self) -> bool:
        """Open; False if there was nothing, or only what could not be read, and all is empty now.

        Raises:
            IndexUnusable

        """
        known = self._path.exists()
        try:
            self._connection = self._connect()
        except sqlite3.DatabaseError as err:
            _LOGGER.warning("The index of the bucket is damaged and is made anew: %s", err)
            known = False
            self.remove()
            try:
                self._connection = self._connect()
            except sqlite3.Error as second:
                raise IndexUnusable(str(second)) from second
        return known

    def close(self) -> None:
        """Close; what comes later fails."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def remove(self) -> None:
        """Delete the file and what belongs to it."""
        self.close()
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """Give the connection for reading.

        Raises:
            IndexUnusable

        """
        with self._lock, _errors():
            if self._connection is None:
                raise IndexUnusable("closed")
            yield self._connection

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """Give the connection for one transaction; what it wrote is on disk afterwards.

        Raises:
            IndexUnusable

        """
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            # A callback is acknowledged after it is saved: also a power cut must not undo that.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            _make_tables(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, _VERSION):
        raise sqlite3.DatabaseError(f"unknown version {version}")
    if version == 0:
        connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
    connection.execute("SELECT COUNT(*) FROM totals").fetchone()


@contextmanager
def _errors() -> Generator[None]:
    try:
        yield
    except sqlite3.Error as err:
        raise IndexUnusable(str(err)) from err
