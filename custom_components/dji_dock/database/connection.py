"""A database file: its lock, and what happens when it is damaged."""

from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager, suppress
import logging
import os
from pathlib import Path
import sqlite3
import threading
from typing import NamedTuple

_LOGGER = logging.getLogger(__name__)

_BUSY_SECONDS = 10.0
_CACHE_KIB = 4096
_DAMAGED = ".damaged"
_COPY = ".backup"
_FILES = ("", "-wal", "-shm")
_ALL_FILES = (*_FILES, *(_DAMAGED + suffix for suffix in _FILES), _COPY, _COPY + "-journal")
_MODE = 0o600
# Of pages: while files are copied into a backup the main one stays as it is, unless this is full.
_CHECKPOINT, _CHECKPOINT_IN_BACKUP = 1000, 25_000


class DatabaseUnusable(Exception):
    """The database cannot be written: no space, no rights, a broken disk."""


class NewerVersion(DatabaseUnusable):
    """The file was written by a newer release, and stays as it is."""

    def __init__(self, file: str, version: int, known: int) -> None:
        """Take the name of the file, its version, and the newest one that is known here."""
        super().__init__(f"{file} has version {version}, known is {known}")
        self.file = file
        self.version = version
        self.known = known


class Schema(NamedTuple):
    """What is in a file."""

    version: int
    """From 1; each release that changes the tables counts on."""
    tables: str
    """SQL that makes them."""
    probe: str
    """A query that fails where the file is damaged."""
    migrations: Mapping[int, str] = {}
    """SQL that makes the next version of each that was released before; never changed."""


class Database:
    """One file. Usable from any thread, one at a time.

    A file that turns out to be damaged is put aside, and all is empty then; one that only cannot be
    used now, for want of space or rights, stays as it is.
    """

    def __init__(self, path: Path, schema: Schema) -> None:
        """Take where the file is, and what is in it; nothing is opened yet."""
        self._path = path
        self._schema = schema
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self.losses = 0
        """How often all that was in it was lost."""

    def open(self) -> bool:
        """Open; False if there was nothing, or only what could not be read, and all is empty now.

        What an older release wrote is brought to this one's version first.

        Raises:
            DatabaseUnusable
            NewerVersion: nothing was changed.

        """
        with self._lock, _errors():
            try:
                self._look_at_copy()
                known = self._path.exists()
                self._connection = self._connect()
            except sqlite3.DatabaseError as err:
                if not _damaged(err):
                    raise
                self._begin_anew(err)
                return False
        return known

    def close(self) -> None:
        """Close; what comes later fails."""
        with self._lock:
            self._close()

    def remove(self) -> None:
        """Delete the file and what belongs to it."""
        self.close()
        for suffix in _ALL_FILES:
            self._beside(suffix).unlink(missing_ok=True)

    def begin_backup(self) -> None:
        """Keep the file as it is now while others copy it, and lay a copy beside it.

        What is written meanwhile goes into the log beside the file, which only grows: copied at any
        moment, both together are whole. The copy is for what does not keep to that.

        Raises:
            DatabaseUnusable

        """
        with self._lock, _errors():
            if self._connection is None:
                raise DatabaseUnusable("closed")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._hold(self._connection, held=True)
            # A reader of its own: nobody who writes waits for it.
            source = sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True)
        with closing(source), _errors():
            path = self._beside(_COPY)
            path.unlink(missing_ok=True)
            _create(path)
            with closing(sqlite3.connect(path)) as copy:
                source.backup(copy)

    def end_backup(self) -> None:
        """Go on as before.

        Raises:
            DatabaseUnusable

        """
        with self._lock, _errors():
            self._beside(_COPY).unlink(missing_ok=True)
            if self._connection is not None:
                self._hold(self._connection, held=False)
                self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """Give the connection for reading; within writing() it is a part of that.

        Raises:
            DatabaseUnusable: also after damage; from then on all is empty.

        """
        with self._lock:
            if self._connection is not None and self._connection.in_transaction:
                # What fails here ends the whole transaction, and is looked at there.
                yield self._connection
                return
            with _errors():
                if self._connection is None:
                    raise DatabaseUnusable("closed")
                try:
                    yield self._connection
                except sqlite3.DatabaseError as err:
                    if _damaged(err):
                        self._begin_anew(err)
                    raise

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """Give the connection for one transaction; what it wrote is on disk afterwards.

        What writes within is a part of it: all of it or nothing.

        Raises:
            DatabaseUnusable

        """
        with self.reading() as connection:
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.commit()
            except BaseException:
                # SQLite may have ended the transaction itself, as when the disk is full.
                if connection.in_transaction:
                    connection.rollback()
                raise

    @contextmanager
    def looking(self) -> Generator[sqlite3.Connection | None]:
        """Give a connection that only reads, whoever has the file open; None where there is none.

        Also a damaged file stays as it is.

        Raises:
            DatabaseUnusable
            NewerVersion

        """
        with _errors():
            try:
                self._path.stat()
            except FileNotFoundError:
                yield None
                return
            address = f"{self._path.resolve().as_uri()}?mode=ro"
            with closing(sqlite3.connect(address, timeout=_BUSY_SECONDS, uri=True)) as connection:
                self._require_known(connection)
                yield connection

    @staticmethod
    def _hold(connection: sqlite3.Connection, *, held: bool) -> None:
        pages = _CHECKPOINT_IN_BACKUP if held else _CHECKPOINT
        connection.execute(f"PRAGMA wal_autocheckpoint = {pages}")
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, held)

    def _look_at_copy(self) -> None:
        """Take the copy of a backup in place of a file that was torn when it was copied."""
        copy = self._beside(_COPY)
        if not copy.exists():
            return
        if self._is_whole():
            copy.unlink()
            return
        _LOGGER.error(
            "%s was restored damaged; the copy that was made for the backup takes its place",
            self._path.name,
        )
        self._put_aside()
        copy.replace(self._path)

    def _is_whole(self) -> bool:
        """Look through all of a file: restored ones may be damaged where no query shows it."""
        if not self._path.exists():
            return False
        with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS)) as connection:
            try:
                made = connection.execute("PRAGMA user_version").fetchone()[0]
                return bool(
                    made and connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
                )
            except sqlite3.DatabaseError as err:
                if not _damaged(err):
                    raise
                return False

    def _begin_anew(self, err: sqlite3.DatabaseError) -> None:
        """Put a damaged file aside, in the place of one that was put aside before."""
        aside = self._beside(_DAMAGED)
        _LOGGER.error(
            "%s is damaged and begins empty; it was put aside as %s: %s",
            self._path.name, aside.name, err,
        )  # fmt: skip
        self._close()
        self.losses += 1
        try:
            self._put_aside()
        except OSError as second:
            raise DatabaseUnusable(str(second)) from second
        self._connection = self._connect()

    def _put_aside(self) -> None:
        for suffix in _FILES:
            path = self._beside(suffix)
            if path.exists():
                path.replace(self._beside(_DAMAGED + suffix))

    def _protect(self) -> None:
        """Let only the owner read: it holds positions. SQLite's own files follow the main one."""
        if not self._path.exists():
            _create(self._path)
        for suffix in _ALL_FILES:
            # Some file systems know no modes.
            with suppress(OSError):
                self._beside(suffix).chmod(_MODE)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _beside(self, suffix: str) -> Path:
        return self._path.with_name(self._path.name + suffix)

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._protect()
        connection = sqlite3.connect(
            self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.row_factory = sqlite3.Row
            self._require_known(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            # What is acknowledged was saved before: also a power cut must not undo that.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            self._make_tables(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _require_known(self, connection: sqlite3.Connection) -> None:
        """Change nothing in a file of a newer release."""
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > self._schema.version:
            raise NewerVersion(self._path.name, version, self._schema.version)

    def _make_tables(self, connection: sqlite3.Connection) -> None:
        schema = self._schema
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version != schema.version:
            if version:
                _LOGGER.info(
                    "%s is brought from version %s to %s",
                    self._path.name, version, schema.version,
                )  # fmt: skip
            steps = (
                [schema.migrations[step] for step in range(version, schema.version)]
                if version
                else [schema.tables]
            )
            # All of it or nothing: what is killed meanwhile finds the old version again.
            connection.executescript(
                f"BEGIN IMMEDIATE; {''.join(steps)} PRAGMA user_version = {schema.version}; COMMIT;"
            )
        connection.execute(schema.probe).fetchone()


def _create(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _MODE))


def _damaged(err: sqlite3.DatabaseError) -> bool:
    code = getattr(err, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


@contextmanager
def _errors() -> Generator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as err:
        raise DatabaseUnusable(str(err)) from err
