"""From the databases of one entry to those of another."""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
import sqlite3

from .connection import Database
from .objects import ObjectIndex
from .records import Record, RecordTable

_TABLES = ("objects", "flights", "access")
_DELETED = "deleted {}"


@contextmanager
def opened(database: Database) -> Generator[Database]:
    """Open a database that nobody else has open.

    Raises:
        DatabaseUnusable

    """
    database.open()
    try:
        yield database
    finally:
        database.close()


def copy_records(
    source: Database,
    target: Database,
    owner: str,
    kinds: Iterable[str],
    change: Callable[[str, Record], Record] = lambda kind, record: record,
) -> None:
    """Copy the records of an owner, unless another has one of that id; `change` may alter them.

    What the target has of that owner is of an earlier time, or of a copy that came to no end.

    Raises:
        DatabaseUnusable

    """
    for kind in kinds:
        table = RecordTable(target, kind)
        there = {record.id for record in table.load() if record.owner != owner}
        own = [record for record in RecordTable(source, kind).load() if record.owner == owner]
        table.save([change(kind, record) for record in own if record.id not in there])


def drop_records(database: Database, owner: str, kinds: Iterable[str]) -> None:
    """Drop the records of an owner.

    Raises:
        DatabaseUnusable

    """
    for kind in kinds:
        table = RecordTable(database, kind)
        table.save((), [record.id for record in table.load() if record.owner == owner])


def copy_dock(source: Database, target: Database, dock: str) -> None:
    """Copy what an index knows of a dock's objects and flights; what the target knows, stays.

    The target counts its listings on its own: none of them has seen what comes now.

    Raises:
        DatabaseUnusable

    """
    with source.reading() as connection:
        rows = {
            table: connection.execute(
                f"SELECT * FROM {table} WHERE dock = ?",  # noqa: S608 - a name of ours
                (dock,),
            ).fetchall()
            for table in _TABLES
        }
        counter = _DELETED.format(dock)
        counted = connection.execute(
            "SELECT name, value FROM counters WHERE name = ?", (counter,)
        ).fetchall()
    with target.writing() as connection:
        for table, found in (*rows.items(), ("counters", counted)):
            _insert(connection, table, found)
        connection.execute("UPDATE objects SET seen = 0 WHERE dock = ?", (dock,))


def drop_dock(database: Database, dock: str) -> None:
    """Drop what was copied.

    Raises:
        DatabaseUnusable

    """
    with database.writing() as connection:
        ObjectIndex(database).forget_dock(dock)
        connection.execute("DELETE FROM counters WHERE name = ?", (_DELETED.format(dock),))


def _insert(connection: sqlite3.Connection, table: str, rows: list[sqlite3.Row]) -> None:
    if not rows:
        return
    names = rows[0].keys()
    connection.executemany(
        f"INSERT OR IGNORE INTO {table} ({', '.join(names)})"  # noqa: S608 - names of ours
        f" VALUES ({', '.join('?' * len(names))})",
        [tuple(row) for row in rows],
    )
