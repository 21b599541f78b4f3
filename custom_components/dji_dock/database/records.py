"""Records that change and that nobody must lose, each a text under an id."""

from collections.abc import Iterable
from typing import NamedTuple

from .connection import Database, Schema

RECORDS = Schema(
    version=1,
    tables="""
    CREATE TABLE records (
        kind TEXT NOT NULL,
        id TEXT NOT NULL,
        owner TEXT NOT NULL,
        rank INTEGER NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (kind, id)
    );
    CREATE INDEX records_by_rank ON records (kind, rank);
    """,
    probe="SELECT COUNT(*), MAX(rank) FROM records",
)
"""Records of several kinds."""


class Record(NamedTuple):
    """A record as it is saved."""

    id: str
    owner: str
    rank: int
    """Its place among the others."""
    body: bytes = b""


class RecordTable:
    """Reads and writes records of one kind. Everything blocks and raises DatabaseUnusable."""

    def __init__(self, database: Database, kind: str) -> None:
        """Take the database, and of which kind the records are."""
        self._database = database
        self._kind = kind

    def load(self) -> list[Record]:
        """Return all records by their rank."""
        with self._database.reading() as connection:
            cursor = connection.cursor()
            cursor.row_factory = None
            rows = cursor.execute(
                "SELECT id, owner, rank, body FROM records WHERE kind = ? ORDER BY rank",
                (self._kind,),
            )
            return [*map(Record._make, rows)]

    def look(self, owner: str) -> list[Record]:
        """Return the records of an owner, whoever has the file open; nothing is changed."""
        with self._database.looking() as connection:
            if connection is None:
                return []
            rows = connection.execute(
                "SELECT id, owner, rank, body FROM records WHERE kind = ? AND owner = ?",
                (self._kind, owner),
            )
            return [*map(Record._make, rows)]

    def save(self, changed: Iterable[Record], removed: Iterable[str] = ()) -> None:
        """Add or replace records, and drop others: all of it or nothing."""
        with self._database.writing() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO records (kind, id, owner, rank, body)"
                " VALUES (?, ?, ?, ?, ?)",
                [(self._kind, *record) for record in changed],
            )
            connection.executemany(
                "DELETE FROM records WHERE kind = ? AND id = ?",
                [(self._kind, record_id) for record_id in removed],
            )
