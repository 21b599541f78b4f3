"""The objects of the bucket: what docks reported and what listings found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
import sqlite3
from typing import NamedTuple

from .connection import Database

MEDIA = "media"
LOGS = "logs"

_LISTINGS = "listings"


class Found(NamedTuple):
    """An object as a listing shows it."""

    key: str
    folder: str
    """Between the dock's own prefix and the name, may be blank."""
    name: str
    kind: str
    variant: str | None
    taken: datetime
    """As far as the name says; else when it was stored."""
    size: int
    modified: datetime


class ReportedFile(NamedTuple):
    """A file of which a dock says that it is stored."""

    dock: str
    key: str
    folder: str
    name: str
    kind: str
    variant: str | None
    flight: str
    taken: datetime
    latitude: float | None
    longitude: float | None
    reported: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedObject:
    """What is known of an object."""

    key: str
    dock: str
    folder: str
    name: str
    kind: str
    variant: str | None
    flight: str
    """Id of the flight, the folder where no dock reported one, or blank."""
    taken: datetime
    latitude: float | None
    longitude: float | None
    size: int | None
    """Bytes; None until it was found in the bucket."""
    modified: datetime | None
    reported: datetime | None
    """When the dock reported it; None for objects that were only found."""


class Totals(NamedTuple):
    """How much there is."""

    files: int = 0
    size: int = 0
    """Bytes."""
    newest: datetime | None = None
    """When the newest one was taken."""


COLUMNS = (
    "key, dock, folder, name, kind, variant, flight, taken, latitude, longitude,"
    " size, modified, reported"
)


_DELETED = 10_000
"""Keys that are kept of what was deleted: more than are deleted while a listing runs."""


class ObjectIndex:
    """Writes objects down, each once."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database
        self._deleted: dict[str, int] = {}
        """Keys, each with the newest listing at that time, which may have seen it before."""

    def report(self, files: Sequence[ReportedFile]) -> list[bool]:
        """Save what docks report; says for each file whether that is new."""
        with self._database.writing() as connection:
            run = _last_listing(connection)
            return [_report(connection, file, run) for file in files]

    def announced(self, keys: Iterable[str]) -> None:
        """Note that everybody was notified of files."""
        with self._database.writing() as connection:
            connection.executemany(
                "UPDATE objects SET announced = 1 WHERE key = ?", [(key,) for key in keys]
            )

    def unannounced(self) -> list[IndexedObject]:
        """Return saved reports of which nobody was notified before the last run ended."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM objects WHERE announced = 0 ORDER BY reported LIMIT 1000"  # noqa: S608
            )
            return [read_object(row) for row in rows]

    def begin_listing(self) -> int:
        """Return the number of a new listing: clocks can be set back, numbers cannot."""
        return self.count(_LISTINGS, 1)

    def list_page(self, dock: str, area: str, run: int, page: Iterable[Found]) -> int:
        """Save a page of a listing; returns how many of its objects were not known.

        `run` is what begin_listing() returned.
        """
        added = 0
        with self._database.writing() as connection:
            for found in page:
                if self._deleted.get(found.key, -1) < run:
                    added += _found(connection, dock, area, run, found)
        return added

    def end_listing(self, dock: str, area: str, run: int, recent: tuple[datetime, datetime]) -> int:
        """Settle what a complete listing did not show; returns how many objects are gone.

        What was there once is forgotten. What a dock reported and nobody ever saw is missing.
        What came while the listing ran, or is of a recent time, is settled by the next one.
        """
        span = (to_ms(recent[0]), to_ms(recent[1]))
        with self._database.writing() as connection:
            gone = connection.execute(
                "DELETE FROM objects WHERE dock = ? AND area = ? AND seen < ? AND size IS NOT NULL"
                " AND (modified IS NULL OR modified NOT BETWEEN ? AND ?)",
                (dock, area, run, *span),
            ).rowcount
            connection.execute(
                "UPDATE objects SET missing = 1 WHERE dock = ? AND area = ? AND missing = 0"
                " AND seen < ? AND size IS NULL AND reported NOT BETWEEN ? AND ?",
                (dock, area, run, *span),
            )
        return gone

    def confirm(self, key: str, size: int, modified: datetime) -> None:
        """Save that an object is there."""
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE objects SET size = ?, modified = ?, seen = MAX(seen, ?), missing = 0"
                " WHERE key = ?",
                (size, to_ms(modified), _last_listing(connection), key),
            )

    def miss(self, key: str) -> None:
        """Save that a reported file is not in the bucket."""
        with self._database.writing() as connection:
            connection.execute("UPDATE objects SET missing = 1 WHERE key = ?", (key,))

    def forget(self, keys: Iterable[str]) -> None:
        """Drop objects that were deleted; a listing that runs may have seen them, and is not believed."""
        gone = tuple(keys)
        with self._database.writing() as connection:
            connection.executemany("DELETE FROM objects WHERE key = ?", [(key,) for key in gone])
            run = _last_listing(connection)
            for key in gone:
                self._deleted.pop(key, None)
                self._deleted[key] = run
            for key in tuple(islice(self._deleted, max(0, len(self._deleted) - _DELETED))):
                del self._deleted[key]

    def forget_dock(self, dock: str) -> None:
        """Drop everything about a dock."""
        with self._database.writing() as connection:
            for table in ("objects", "totals", "flights", "access"):
                connection.execute(f"DELETE FROM {table} WHERE dock = ?", (dock,))  # noqa: S608

    def unsized(self, limit: int, without: Sequence[str] = ()) -> list[IndexedObject]:
        """Return reported files that were not looked up in the bucket yet, but not of some docks."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM objects WHERE size IS NULL AND missing = 0"  # noqa: S608
                f" AND dock NOT IN ({', '.join('?' * len(without))}) ORDER BY reported LIMIT ?",
                (*without, limit),
            )
            return [read_object(row) for row in rows]

    def unreported_since(self, dock: str, when: datetime) -> int:
        """Return how many media files were stored since a moment without a report of the dock."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT COUNT(*) FROM objects WHERE dock = ? AND area = ? AND modified >= ?"
                " AND reported IS NULL AND missing = 0",
                (dock, MEDIA, to_ms(when)),
            ).fetchone()
            return int(row[0])

    def missing_since(self, dock: str) -> datetime | None:
        """Return when a dock last reported a file that is not in the bucket."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT MAX(reported) FROM objects WHERE dock = ? AND area = ? AND missing = 1",
                (dock, MEDIA),
            ).fetchone()
        return None if row[0] is None else from_ms(row[0])

    def older_than(
        self, dock: str, area: str, when: datetime, limit: int, skip: int = 0
    ) -> list[tuple[str, int]]:
        """Return keys and sizes of objects that were stored before a moment, oldest first.

        Without as many of the oldest as are to be skipped.
        """
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT key, IFNULL(size, 0) FROM objects"
                " WHERE dock = ? AND area = ? AND modified < ? ORDER BY modified LIMIT ? OFFSET ?",
                (dock, area, to_ms(when), limit, skip),
            )
            return [(row[0], row[1]) for row in rows]

    def totals(self, dock: str, area: str = MEDIA) -> Totals:
        """Return how much of a dock there is."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT files, bytes FROM totals WHERE dock = ? AND area = ?", (dock, area)
            ).fetchone()
            newest = connection.execute(
                "SELECT taken FROM objects WHERE dock = ? AND area = ? AND missing = 0"
                " ORDER BY taken DESC LIMIT 1",
                (dock, area),
            ).fetchone()
        if row is None:
            return Totals()
        return Totals(row[0], row[1], from_ms(newest[0]) if newest else None)

    def count(self, name: str, more: int = 0) -> int:
        """Add to a counter that survives restarts, and return it."""
        if not more:
            with self._database.reading() as connection:
                row = connection.execute(
                    "SELECT value FROM counters WHERE name = ?", (name,)
                ).fetchone()
                return int(row[0]) if row else 0
        with self._database.writing() as connection:
            row = connection.execute(
                "INSERT INTO counters (name, value) VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET value = value + excluded.value RETURNING value",
                (name, more),
            ).fetchone()
            return int(row[0])


def _last_listing(connection: sqlite3.Connection) -> int:
    """Return the number of the newest listing, which may be at work."""
    row = connection.execute("SELECT value FROM counters WHERE name = ?", (_LISTINGS,)).fetchone()
    return int(row[0]) if row else 0


def _report(connection: sqlite3.Connection, file: ReportedFile, run: int) -> bool:
    known = connection.execute("SELECT reported FROM objects WHERE key = ?", (file.key,)).fetchone()
    if known is not None and known[0] is not None:
        # A dock that says it again may have stored it only now.
        connection.execute(
            "UPDATE objects SET missing = 0, reported = ?, seen = MAX(seen, ?)"
            " WHERE key = ? AND missing = 1",
            (to_ms(file.reported), run, file.key),
        )
        return False
    values = file._asdict() | {
        "area": MEDIA,
        "taken": to_ms(file.taken),
        "reported": to_ms(file.reported),
        "seen": run,
        "flight": file.flight or file.folder,
    }
    connection.execute(
        """
        INSERT INTO objects (key, dock, area, folder, name, kind, variant, flight, taken,
                             latitude, longitude, reported, announced, seen)
        VALUES (:key, :dock, :area, :folder, :name, :kind, :variant, :flight, :taken,
                :latitude, :longitude, :reported, 0, :seen)
        ON CONFLICT DO UPDATE SET
            kind = excluded.kind, variant = excluded.variant, flight = excluded.flight,
            taken = excluded.taken, latitude = excluded.latitude, longitude = excluded.longitude,
            reported = excluded.reported, announced = 0, seen = MAX(seen, excluded.seen)
        """,
        values,
    )
    # What a listing found earlier in the same folder belongs to the same flight.
    if file.flight and file.folder:
        connection.execute(
            "UPDATE objects SET flight = ? WHERE dock = ? AND area = ? AND folder = ?"
            " AND reported IS NULL AND flight <> ?",
            (file.flight, file.dock, MEDIA, file.folder, file.flight),
        )
    return True


def _found(connection: sqlite3.Connection, dock: str, area: str, run: int, found: Found) -> int:
    changed = connection.execute(
        "UPDATE objects SET size = ?, modified = ?, seen = MAX(seen, ?), missing = 0 WHERE key = ?",
        (found.size, to_ms(found.modified), run, found.key),
    ).rowcount
    if changed:
        return 0
    values = found._asdict() | {
        "dock": dock,
        "area": area,
        "seen": run,
        "taken": to_ms(found.taken),
        "modified": to_ms(found.modified),
    }
    connection.execute(
        """
        INSERT INTO objects (key, dock, area, folder, name, kind, variant, flight, taken,
                             size, modified, seen)
        VALUES (:key, :dock, :area, :folder, :name, :kind, :variant,
                IFNULL((SELECT flight FROM objects WHERE dock = :dock AND area = :area
                        AND folder = :folder AND reported IS NOT NULL LIMIT 1), :folder),
                :taken, :size, :modified, :seen)
        """,
        values,
    )
    return 1


def read_object(row: sqlite3.Row) -> IndexedObject:
    """Return a row of COLUMNS as an object."""
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a row iterates over values
    for name in ("taken", "modified", "reported"):
        values[name] = None if values[name] is None else from_ms(values[name])
    return IndexedObject(**values)


def to_ms(when: datetime) -> int:
    """Return a time as the database keeps it."""
    return int(when.timestamp() * 1000)


def from_ms(value: int) -> datetime:
    """Return a time of the database as UTC."""
    return datetime.fromtimestamp(value / 1000, UTC)
