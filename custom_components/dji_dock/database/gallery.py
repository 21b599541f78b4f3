"""What the page of media shows: days with their flights, files, and where they were taken.

Each page costs what it shows, not what there is: every query goes along an index.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from heapq import merge
from itertools import islice
import sqlite3
from typing import NamedTuple

from .connection import Database
from .objects import COLUMNS, MEDIA, IndexedObject, from_ms, read_object, to_ms

type Span = tuple[datetime, datetime]
"""From a moment to another, which is not included."""

_NEVER = 2**62
_MAX_FLIGHTS = 1000
"""Flights of a page of days that are looked at for those of which nothing has arrived."""
_MAX_ROWS = 20_000
"""Files that are looked at for positions."""


class FlightOfDay(NamedTuple):
    """What there is of a flight on a day."""

    flight: str
    """Id, folder, or blank for files of which nobody knows."""
    first: datetime
    last: datetime
    files: int
    size: int
    expected: int | None
    """Of the whole flight, as the dock counted; None if it never did."""
    arrived: int
    """Of the whole flight."""


class GalleryDay(NamedTuple):
    """A day; `start` and `end` are its moments, the end not included."""

    start: datetime
    end: datetime
    flights: tuple[FlightOfDay, ...]
    """The latest first."""


class Point(NamedTuple):
    """Where a file was taken."""

    key: str
    latitude: float
    longitude: float
    kind: str


class MediaGallery:
    """Reads the media of docks; what is known to be missing is left out."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    def days(
        self, dock: str, day_of: Callable[[datetime], Span], before: datetime | None, limit: int
    ) -> tuple[list[GalleryDay], bool]:
        """Return days with media, newest first, and whether there are older ones.

        Also those on which a dock spoke of a flight of which nothing has arrived. `day_of` gives
        start and end of a moment's day.
        """
        bound = _NEVER if before is None else to_ms(before)
        found: dict[Span, list[FlightOfDay]] = {}
        with self._database.reading() as connection:
            newest = bound
            while len(found) <= limit and (taken := _newest(connection, dock, newest)) is not None:
                day = day_of(taken)
                found[day] = _flights(connection, dock, day)
                newest = to_ms(day[0])
            oldest = newest if len(found) > limit else 0
            for flight in _without_files(connection, dock, oldest, bound):
                found.setdefault(day_of(flight.last), []).append(flight)
        days = [
            GalleryDay(*day, tuple(sorted(flights, key=lambda each: each.last, reverse=True)))
            for day, flights in sorted(found.items(), reverse=True)
        ]
        return days[:limit], len(days) > limit

    def files(
        self,
        dock: str,
        *,
        flight: str | None = None,
        span: Span | None = None,
        kinds: Collection[str] = (),
        after: tuple[datetime, str] | None = None,
        limit: int,
    ) -> list[IndexedObject]:
        """Return files, newest first, after the last of a page; of all kinds where none is named."""
        with self._database.reading() as connection:
            found = [
                _files(connection, dock, flight, span, kind, after, limit)
                for kind in (kinds or (None,))
            ]
        newest_first = merge(*found, key=lambda file: (file.taken, file.key), reverse=True)
        return list(islice(newest_first, limit))

    def points(
        self, dock: str, *, flight: str | None, span: Span | None, limit: int
    ) -> tuple[list[Point], bool]:
        """Return where files were taken, newest first, and whether that is all of them."""
        condition, values = _condition(dock, flight, span, None, None)
        points: list[Point] = []
        rows = 0
        with self._database.reading() as connection:
            for row in connection.execute(
                f"SELECT key, latitude, longitude, kind FROM objects {condition}"  # noqa: S608 - of texts of ours
                " ORDER BY taken DESC, key DESC LIMIT ?",
                (*values, _MAX_ROWS + 1),
            ):
                rows += 1
                if row[1] is None or row[2] is None:
                    continue
                if len(points) == limit:
                    return points, False
                points.append(Point(*row))
        return points, rows <= _MAX_ROWS


def _newest(connection: sqlite3.Connection, dock: str, bound: int) -> datetime | None:
    row = connection.execute(
        "SELECT taken FROM objects WHERE dock = ? AND area = ? AND missing = 0 AND taken < ?"
        " ORDER BY taken DESC LIMIT 1",
        (dock, MEDIA, bound),
    ).fetchone()
    return from_ms(row[0]) if row else None


_OF_FLIGHT = "dock = :dock AND area = :area AND missing = 0 AND flight = found.flight"


def _flights(connection: sqlite3.Connection, dock: str, day: Span) -> list[FlightOfDay]:
    rows = connection.execute(
        f"""
        SELECT found.*,
            (SELECT expected FROM flights WHERE dock = :dock AND flight = found.flight),
            (SELECT COUNT(*) FROM objects INDEXED BY objects_by_flight WHERE {_OF_FLIGHT})
        FROM (
            SELECT flight, MIN(taken), MAX(taken), COUNT(*), SUM(IFNULL(size, 0))
            FROM objects INDEXED BY objects_by_time
            WHERE dock = :dock AND area = :area AND missing = 0 AND taken >= :start AND taken < :end
            GROUP BY flight
        ) AS found
        """,  # noqa: S608 - of texts of ours
        {"dock": dock, "area": MEDIA, "start": to_ms(day[0]), "end": to_ms(day[1])},
    )
    return [FlightOfDay(row[0], from_ms(row[1]), from_ms(row[2]), *row[3:]) for row in rows]


def _without_files(
    connection: sqlite3.Connection, dock: str, oldest: int, bound: int
) -> Iterable[FlightOfDay]:
    """Return flights of which files were expected and none has arrived, of a span of time."""
    rows = connection.execute(
        f"""
        SELECT flight, first_heard, last_heard, expected FROM (
            SELECT * FROM flights WHERE dock = :dock AND last_heard >= :oldest AND last_heard < :bound
            ORDER BY last_heard DESC LIMIT :limit
        ) AS found
        WHERE expected > 0
        AND NOT EXISTS (SELECT 1 FROM objects INDEXED BY objects_by_flight WHERE {_OF_FLIGHT})
        """,  # noqa: S608 - of texts of ours
        {
            "dock": dock,
            "area": MEDIA,
            "oldest": oldest,
            "bound": bound,
            "limit": _MAX_FLIGHTS,
        },
    )
    for flight, first, last, expected in rows:
        yield FlightOfDay(flight, from_ms(first), from_ms(last), 0, 0, expected, 0)


def _files(
    connection: sqlite3.Connection,
    dock: str,
    flight: str | None,
    span: Span | None,
    kind: str | None,
    after: tuple[datetime, str] | None,
    limit: int,
) -> list[IndexedObject]:
    condition, values = _condition(dock, flight, span, kind, after)
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM objects {condition} ORDER BY taken DESC, key DESC LIMIT ?",  # noqa: S608 - of texts of ours
        (*values, limit),
    )
    return [read_object(row) for row in rows]


def _condition(
    dock: str,
    flight: str | None,
    span: Span | None,
    kind: str | None,
    after: tuple[datetime, str] | None,
) -> tuple[str, list[str | int]]:
    """Return the index to go along, the condition, and its values."""
    index = "flight" if flight is not None else "kind" if kind is not None else "time"
    conditions = ["dock = ?", "area = ?", "missing = 0"]
    values: list[str | int] = [dock, MEDIA]
    for name, value in (("flight", flight), ("kind", kind)):
        if value is not None:
            conditions.append(f"{name} = ?")
            values.append(value)
    if span is not None:
        conditions += ["taken >= ?", "taken < ?"]
        values += [to_ms(span[0]), to_ms(span[1])]
    if after is not None:
        conditions.append("(taken, key) < (?, ?)")
        values += [to_ms(after[0]), after[1]]
    return f"INDEXED BY objects_by_{index} WHERE {' AND '.join(conditions)}", values
