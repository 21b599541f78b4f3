"""What should have arrived, and how far each dock came on the way to it."""

from collections.abc import Collection, Mapping
from datetime import datetime
import sqlite3
from typing import Any, NamedTuple

from .connection import Database
from .objects import MEDIA, from_ms, to_ms


class FlightEntry(NamedTuple):
    """A flight: what was expected of it and what arrived."""

    flight: str
    first_heard: datetime
    last_heard: datetime
    """When the dock last spoke of it, or a file of it arrived."""
    over: datetime | None
    expected: int | None
    """Files, as the dock counted them; None if it never did."""
    arrived: int
    """In the bucket."""
    by_kind: Mapping[str, int]
    without_report: int
    """In the bucket, although the dock never reported."""
    without_file: int
    """Reported, but not in the bucket."""

    @property
    def complete(self) -> bool:
        """Whether everything that was expected arrived."""
        return self.expected is not None and self.arrived >= self.expected


class CompleteFlight(NamedTuple):
    """A flight of which everything that was expected is in the bucket."""

    flight: str
    expected: int
    files: int
    """Never less."""
    announced: bool
    """Whether everybody was notified of each file."""


class StorageAccess(NamedTuple):
    """How far a dock came on its way to the bucket."""

    asked: datetime | None = None
    """When it last asked for credentials."""
    refused: datetime | None = None
    refusal: str = ""
    """Why, of the last refusal."""
    issued: datetime | None = None
    """When it last got credentials."""
    storage: str = ""
    """For which storage, as a fingerprint of its settings."""
    reported: datetime | None = None
    """When it last reported a file."""
    misplaced: datetime | None = None
    """When it last reported a file outside its folder."""


class Ledger:
    """Flights and the access of docks."""

    def __init__(self, database: Database) -> None:
        """Take the database."""
        self._database = database

    def note_flight(
        self,
        dock: str,
        flight: str,
        when: datetime,
        *,
        expected: int | None = None,
        uploaded: int | None = None,
        over: bool = False,
    ) -> None:
        """Save what is new of a flight; an unknown count does not erase a known one."""
        now = to_ms(when)
        with self._database.writing() as connection:
            connection.execute(
                """
                INSERT INTO flights (dock, flight, first_heard, last_heard, over, expected, uploaded)
                VALUES (:dock, :flight, :now, :now, :over, :expected, :uploaded)
                ON CONFLICT DO UPDATE SET
                    last_heard = :now, over = IFNULL(over, :over),
                    expected = IFNULL(:expected, expected),
                    uploaded = MAX(IFNULL(:uploaded, 0), IFNULL(uploaded, 0))
                """,
                {
                    "dock": dock,
                    "flight": flight,
                    "now": now,
                    "over": now if over else None,
                    "expected": expected,
                    "uploaded": uploaded,
                },
            )

    def flights(self, dock: str, limit: int) -> list[FlightEntry]:
        """Return flights, the one last heard of first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM flights WHERE dock = ? ORDER BY last_heard DESC LIMIT ?",
                (dock, limit),
            ).fetchall()
            return [_entry(connection, row) for row in rows]

    def flights_between(
        self, dock: str, start: datetime, end: datetime, limit: int
    ) -> list[FlightEntry]:
        """Return flights last heard of in a span, both moments included, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT * FROM flights WHERE dock = ? AND last_heard >= ? AND last_heard <= ?"
                " ORDER BY last_heard DESC LIMIT ?",
                (dock, to_ms(start), to_ms(end), limit),
            ).fetchall()
            return [_entry(connection, row) for row in rows]

    def complete(self, dock: str, limit: int, known: Collection[str]) -> list[CompleteFlight]:
        """Return which of the flights last heard of have all their files in the bucket.

        Each was found there: what a dock says alone does not count.
        Those that are `known` are left out.
        """
        found = []
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT flight, expected FROM flights WHERE dock = ? ORDER BY last_heard DESC LIMIT ?",
                (dock, limit),
            ).fetchall()
            for flight, expected in rows:
                if not expected or flight in known:
                    continue
                [files, silent] = connection.execute(
                    "SELECT COUNT(*), SUM(announced = 0) FROM objects WHERE dock = ? AND area = ?"
                    " AND missing = 0 AND flight = ? AND size IS NOT NULL",
                    (dock, MEDIA, flight),
                ).fetchone()
                if files >= expected:
                    found.append(CompleteFlight(flight, expected, files, not silent))
        return found

    def flight(self, dock: str, flight: str, when: datetime) -> FlightEntry:
        """Return a flight; one of which the dock never spoke is as heard of at a moment."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT * FROM flights WHERE dock = ? AND flight = ?", (dock, flight)
            ).fetchone()
            if row is not None:
                return _entry(connection, row)
            return _entry(
                connection,
                {
                    "dock": dock,
                    "flight": flight,
                    "first_heard": to_ms(when),
                    "last_heard": to_ms(when),
                    "over": None,
                    "expected": None,
                },
            )

    def note_access(self, dock: str, **changes: datetime | str | None) -> StorageAccess:
        """Save changed fields of StorageAccess, and return all of them."""
        values = {
            name: to_ms(value) if isinstance(value, datetime) else value
            for name, value in changes.items()
        }
        with self._database.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO access (dock) VALUES (?)", (dock,))
            for name, value in values.items():
                if name not in StorageAccess._fields:
                    raise ValueError(name)
                connection.execute(f"UPDATE access SET {name} = ? WHERE dock = ?", (value, dock))  # noqa: S608
        return self.access(dock)

    def access(self, dock: str) -> StorageAccess:
        """Return how far a dock came."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT * FROM access WHERE dock = ?", (dock,)).fetchone()
        if row is None:
            return StorageAccess()
        return StorageAccess(
            asked=_when(row["asked"]),
            refused=_when(row["refused"]),
            refusal=row["refusal"] or "",
            issued=_when(row["issued"]),
            storage=row["storage"] or "",
            reported=_when(row["reported"]),
            misplaced=_when(row["misplaced"]),
        )


def _entry(connection: sqlite3.Connection, row: sqlite3.Row | Mapping[str, Any]) -> FlightEntry:
    counts = connection.execute(
        "SELECT kind, missing, reported IS NULL, COUNT(*)"
        # Left to itself, SQLite reads all of a dock's files to group them on the way.
        " FROM objects INDEXED BY objects_by_flight"
        " WHERE dock = ? AND area = ? AND missing IN (0, 1) AND flight = ? GROUP BY 1, 2, 3",
        (row["dock"], MEDIA, row["flight"]),
    ).fetchall()
    by_kind: dict[str, int] = {}
    for kind, missing, _, files in counts:
        if not missing:
            by_kind[kind] = by_kind.get(kind, 0) + files
    return FlightEntry(
        flight=row["flight"],
        first_heard=from_ms(row["first_heard"]),
        last_heard=from_ms(row["last_heard"]),
        over=_when(row["over"]),
        expected=row["expected"],
        arrived=sum(by_kind.values()),
        by_kind=by_kind,
        without_report=sum(item[3] for item in counts if item[2] and not item[1]),
        without_file=sum(item[3] for item in counts if item[1]),
    )


def _when(value: int | None) -> datetime | None:
    return None if value is None else from_ms(value)
