"""Ids of uploads that were here once."""

from pathlib import Path

import pytest

from custom_components.dji_dock.database import RECORDS, Database
from custom_components.dji_dock.logs.forgotten import MAX_FORGOTTEN, ForgottenUploads


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Open a new file."""
    opened = Database(tmp_path / "uploads.db", RECORDS)
    opened.open()
    return opened


def loaded(database: Database) -> ForgottenUploads:
    """Return what is on disk."""
    again = ForgottenUploads(database)
    again.load()
    return again


def test_remembered_over_a_restart(database: Database) -> None:
    """Each with its dock, and whether what comes of it is wanted."""
    forgotten = ForgottenUploads(database)
    forgotten.add("A", "kept")
    forgotten.add("A", "gone", unwanted=True)
    forgotten.add("B", "other")
    forgotten.save(forgotten.take_changes())
    forgotten.save(forgotten.take_changes())
    again = loaded(database)
    assert [again.owner(item) for item in ("kept", "gone", "other", "new")] == ["A", "A", "B", None]
    assert [again.is_unwanted(item) for item in ("kept", "gone", "other", "new")] == [
        *(False, True, False, False)
    ]


def test_one_dock_does_not_push_out_another(database: Database) -> None:
    """Its own oldest make room, on disk too."""
    forgotten = ForgottenUploads(database)
    forgotten.add("B", "other", unwanted=True)
    for number in range(MAX_FORGOTTEN + 5):
        forgotten.add("A", f"id-{number}")
    forgotten.save(forgotten.take_changes())
    again = loaded(database)
    assert again.is_unwanted("other")
    assert again.owner("id-4") is None
    assert again.owner("id-5") == "A"
    forgotten.add("A", "one more")
    forgotten.save(forgotten.take_changes())
    assert loaded(database).owner("id-5") is None


def test_what_could_not_be_saved_is_saved_later(database: Database) -> None:
    """With what came meanwhile; and all of it when the file was lost."""
    forgotten = ForgottenUploads(database)
    forgotten.add("A", "first")
    failed = forgotten.take_changes()
    forgotten.add("A", "second")
    forgotten.give_back(failed)
    forgotten.save(forgotten.take_changes())
    assert {loaded(database).owner("first"), loaded(database).owner("second")} == {"A"}
    database.remove()
    database.open()
    assert loaded(database).owner("first") is None
    forgotten.all_changed()
    forgotten.save(forgotten.take_changes())
    assert loaded(database).owner("first") == "A"


def test_the_last_word_counts(database: Database) -> None:
    """Of one that is forgotten twice."""
    forgotten = ForgottenUploads(database)
    forgotten.add("A", "id")
    forgotten.add("B", "id", unwanted=True)
    forgotten.save(forgotten.take_changes())
    assert (loaded(database).owner("id"), loaded(database).is_unwanted("id")) == ("B", True)
