"""The ids of uploads that were here once, so that no late word and no archive brings them back."""

from collections.abc import Iterable
import time
from typing import NamedTuple

from ..database import Database, Record, RecordTable

MAX_FORGOTTEN = 2000
"""Per dock: one that invents uploads is not to make us forget those of the others."""

_UNWANTED = b"unwanted"


class Changes(NamedTuple):
    """What is to be saved."""

    added: dict[str, Record]
    removed: set[str]


class ForgottenUploads:
    """Which uploads the history is to know nothing of, whatever is heard or found of them."""

    def __init__(self, database: Database) -> None:
        """Take where to save."""
        self._table = RecordTable(database, "forgotten")
        self._by_dock: dict[str, dict[str, Record]] = {}
        self._docks: dict[str, str] = {}
        self._changes = Changes({}, set())

    def load(self) -> None:
        """Load. Blocks.

        Raises:
            DatabaseUnusable

        """
        for record in self._table.load():
            self._put(record)

    def add(self, dock: str, upload_id: str, *, unwanted: bool = False) -> None:
        """Forget an upload; what comes of it later is deleted if it is unwanted."""
        record = Record(upload_id, dock, time.time_ns(), _UNWANTED if unwanted else b"")
        self._put(record)
        self._changes.added[upload_id] = record
        self._changes.removed.discard(upload_id)
        own = self._by_dock[dock]
        while len(own) > MAX_FORGOTTEN:
            oldest = next(iter(own))
            del own[oldest], self._docks[oldest]
            self._changes.added.pop(oldest, None)
            self._changes.removed.add(oldest)

    def owner(self, upload_id: str) -> str | None:
        """Return the dock of a forgotten upload."""
        return self._docks.get(upload_id)

    def is_unwanted(self, upload_id: str) -> bool:
        """Return whether what comes of an upload later is to be deleted."""
        dock = self._docks.get(upload_id)
        return dock is not None and self._by_dock[dock][upload_id].body == _UNWANTED

    def take_changes(self) -> Changes:
        """Return what is to be saved, and count it as saved."""
        changes, self._changes = self._changes, Changes({}, set())
        return changes

    def give_back(self, changes: Changes) -> None:
        """Take back what could not be saved; what came later counts."""
        later = self._changes
        added = {key: record for key, record in changes.added.items() if key not in later.removed}
        removed = changes.removed - later.added.keys()
        self._changes = Changes({**added, **later.added}, removed | later.removed)

    def save(self, changes: Changes) -> None:
        """Save. Blocks.

        Raises:
            DatabaseUnusable

        """
        if changes.added or changes.removed:
            self._table.save(changes.added.values(), changes.removed)

    def all_changed(self) -> None:
        """Save all of them the next time: the file was lost."""
        self._changes.added.update(_by_id(self._by_dock.values()))

    def _put(self, record: Record) -> None:
        if (before := self._docks.get(record.id)) is not None:
            del self._by_dock[before][record.id]
        self._docks[record.id] = record.owner
        self._by_dock.setdefault(record.owner, {})[record.id] = record


def _by_id(docks: Iterable[dict[str, Record]]) -> dict[str, Record]:
    return {upload_id: record for own in docks for upload_id, record in own.items()}
