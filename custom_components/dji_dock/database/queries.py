"""Looking through the index: by day, by flight, by file, page by page.

Each page costs what it shows, not what there is: pages begin after a key of an index.
"""

from collections.abc import Callable
from datetime import datetime
import sqlite3
from typing import NamedTuple

from .connection import Database
from .objects import COLUMNS, LOGS, MEDIA, IndexedObject, from_ms, read_object, to_ms

_FEW = 4
_NEWEST = 500


class Day(NamedTuple):
    """A day with files; `start` and `end` are its moments, the end not included."""

    start: datetime
    end: datetime
    files: int


class Flight(NamedTuple):
    """A flight of a day."""

    flight: str
    """Id, folder, or blank for files of which nobody knows."""
    first: datetime
    last: datetime
    files: int
    size: int


class Folder(NamedTuple):
    """The folder of one upload of logs."""

    name: str
    files: int
    size: int
    modified: datetime
    names: tuple[str, ...]
    """Of the first few files."""


class ObjectBrowser:
    """Reads what is in the bucket; what is known to be missing is left out."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    def days(
        self,
        dock: str,
        day_of: Callable[[datetime], tuple[datetime, datetime]],
        before: datetime | None,
        limit: int,
    ) -> list[Day]:
        """Return days with media, newest first; `day_of` gives start and end of a moment's day."""
        days: list[Day] = []
        bound = 2**62 if before is None else to_ms(before)
        with self._database.reading() as connection:
            while len(days) < limit:
                row = connection.execute(
                    "SELECT taken FROM objects WHERE dock = ? AND area = ? AND missing = 0"
                    " AND taken < ? ORDER BY taken DESC LIMIT 1",
                    (dock, MEDIA, bound),
                ).fetchone()
                if row is None:
                    break
                start, end = day_of(from_ms(row[0]))
                files = connection.execute(
                    "SELECT COUNT(*) FROM objects WHERE dock = ? AND area = ? AND missing = 0"
                    " AND taken >= ? AND taken < ?",
                    (dock, MEDIA, to_ms(start), to_ms(end)),
                ).fetchone()[0]
                days.append(Day(start, end, files))
                bound = to_ms(start)
        return days

    def flights(
        self, dock: str, start: datetime, end: datetime, skip: int, limit: int
    ) -> list[Flight]:
        """Return the flights of a day, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT flight, MIN(taken), MAX(taken) AS last, COUNT(*), SUM(IFNULL(size, 0))"
                " FROM objects WHERE dock = ? AND area = ? AND missing = 0"
                " AND taken >= ? AND taken < ?"
                " GROUP BY flight ORDER BY last DESC LIMIT ? OFFSET ?",
                (dock, MEDIA, to_ms(start), to_ms(end), limit, skip),
            )
            return [
                Flight(row[0], from_ms(row[1]), from_ms(row[2]), row[3], row[4]) for row in rows
            ]

    def began(self, dock: str, flight: str, span: tuple[datetime, datetime]) -> datetime | None:
        """Return when the first file of a flight in a span of time was taken."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT MIN(taken) FROM objects WHERE dock = ? AND area = ? AND missing = 0"
                " AND flight = ? AND taken >= ? AND taken < ?",
                (dock, MEDIA, flight, to_ms(span[0]), to_ms(span[1])),
            ).fetchone()
        return None if row[0] is None else from_ms(row[0])

    def files(
        self,
        dock: str,
        flight: str,
        span: tuple[datetime, datetime],
        after: tuple[datetime, str] | None,
        limit: int,
    ) -> list[IndexedObject]:
        """Return files of a flight in a span of time, newest first, after the last of a page."""
        start, end = to_ms(span[0]), to_ms(span[1])
        taken, key = (to_ms(after[0]), after[1]) if after else (end, "")
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM objects WHERE dock = ? AND area = ? AND missing = 0"  # noqa: S608
                " AND flight = ? AND taken >= ? AND taken < ? AND (taken, key) < (?, ?)"
                " ORDER BY taken DESC, key DESC LIMIT ?",
                (dock, MEDIA, flight, start, end, taken, key, limit),
            )
            return [read_object(row) for row in rows]

    def log_folders(self, dock: str, before: str | None, limit: int) -> list[Folder]:
        """Return the folders of uploaded logs, newest first: their names begin with the time."""
        bound = before if before is not None else chr(0x10FFFF)
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT folder, COUNT(*), SUM(IFNULL(size, 0)), MAX(IFNULL(modified, taken))"
                " FROM objects WHERE dock = ? AND area = ? AND missing = 0 AND folder < ?"
                " GROUP BY folder ORDER BY folder DESC LIMIT ?",
                (dock, LOGS, bound, limit),
            )
            return [
                Folder(row[0], row[1], row[2], from_ms(row[3]), _names(connection, dock, row[0]))
                for row in rows.fetchall()
            ]

    def logs(self, dock: str, folder: str) -> list[IndexedObject]:
        """Return the archives of one upload."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM objects WHERE dock = ? AND area = ? AND missing = 0"  # noqa: S608
                " AND folder = ? ORDER BY name LIMIT 100",
                (dock, LOGS, folder),
            )
            return [read_object(row) for row in rows]

    def get(self, key: str) -> IndexedObject | None:
        """Return an object by its key."""
        with self._database.reading() as connection:
            row = connection.execute(
                f"SELECT {COLUMNS} FROM objects WHERE key = ? AND missing = 0",  # noqa: S608
                (key,),
            ).fetchone()
            return read_object(row) if row else None

    def latest(self, dock: str, flight: str | None, limit: int) -> list[IndexedObject]:
        """Return media, newest first, of a flight or of all."""
        only = "" if flight is None else " AND flight = ?"
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM objects WHERE dock = ? AND area = ? AND missing = 0{only}"  # noqa: S608
                " ORDER BY taken DESC, key DESC LIMIT ?",
                (dock, MEDIA, *(() if flight is None else (flight,)), limit),
            )
            return [read_object(row) for row in rows]

    def newest(self, dock: str, kind: str, endings: tuple[str, ...]) -> IndexedObject | None:
        """Return the newest file of a kind whose name ends so, among the newest few hundred."""
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {COLUMNS} FROM objects WHERE dock = ? AND area = ? AND missing = 0"  # noqa: S608
                " AND kind = ? ORDER BY taken DESC LIMIT ?",
                (dock, MEDIA, kind, _NEWEST),
            )
            found = (read_object(row) for row in rows)
            return next((file for file in found if file.name.lower().endswith(endings)), None)


def _names(connection: sqlite3.Connection, dock: str, folder: str) -> tuple[str, ...]:
    rows = connection.execute(
        "SELECT name FROM objects WHERE dock = ? AND area = ? AND missing = 0 AND folder = ?"
        " ORDER BY name LIMIT ?",
        (dock, LOGS, folder, _FEW),
    )
    return tuple(row[0] for row in rows)
