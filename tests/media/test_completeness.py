"""When the media of a flight are complete: once, and not because a dock says so."""

from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest

from custom_components.dji_dock.database import OBJECTS, Database, Ledger, ObjectIndex
from custom_components.dji_dock.media.completeness import CompleteFlights
from custom_components.dji_dock.util.dock_event import DockEvent
from tests.database.objects import NOON, report


class World:
    """A bucket's index, and what is said of it."""

    def __init__(self, database: Database) -> None:
        """Begin with nothing."""
        self.objects, self.ledger = ObjectIndex(database), Ledger(database)
        self.flying: set[str] = set()
        self.said: list[DockEvent] = []
        self.complete = self.begin()

    def begin(self) -> CompleteFlights:
        """Begin a run."""
        self.complete = CompleteFlights(
            self.ledger,
            lambda _, flight: flight in self.flying,
            lambda _, event: self.said.append(event),
        )
        return self.complete

    def look(self) -> list[str]:
        """Look, and return the flights that are new among those complete."""
        self.complete.show("D", self.complete.look("D"))
        said, self.said = self.said, []
        return [event.attributes["flight_id"] for event in said]

    def arrive(self, *keys: str, announced: bool = True) -> None:
        """Let files come in that are looked up."""
        self.objects.report([report(key) for key in keys])
        for key in keys:
            self.objects.confirm(key, 10, NOON)
        if announced:
            self.objects.announced(keys)


@pytest.fixture
def world(tmp_path: Path) -> Generator[World]:
    """Open a new index in which a flight of two files is expected."""
    database = Database(tmp_path / "media.db", OBJECTS)
    database.open()
    made = World(database)
    made.ledger.note_flight("D", "f1", NOON, expected=2)
    assert made.look() == []
    yield made
    database.close()


def test_each_file_is_looked_up(world: World) -> None:
    """A report alone does not count, nor does a file that is missing."""
    world.arrive("f1/a")
    world.objects.report([report("f1/b")])
    assert world.look() == []
    world.objects.miss("f1/b")
    assert world.look() == []
    world.arrive("f1/b")
    assert world.look() == ["f1"]
    assert world.look() == []


def test_a_flight_that_goes_on_is_not_complete(world: World) -> None:
    """Whatever its dock expects by now."""
    world.flying.add("f1")
    world.arrive("f1/a", "f1/b")
    assert world.look() == []
    world.flying.clear()
    assert world.look() == ["f1"]


def test_what_no_dock_expects_is_never_complete(world: World) -> None:
    """Nor is a flight without files."""
    world.ledger.note_flight("D", "f2", NOON)
    world.ledger.note_flight("D", "f3", NOON, expected=0)
    world.objects.report([report("f2/a", flight="f2")])
    world.objects.confirm("f2/a", 10, NOON)
    assert world.look() == []


def test_a_new_run_says_nothing_again(world: World) -> None:
    """Unless the last one ended before everybody had heard of the files."""
    world.arrive("f1/a", "f1/b")
    assert world.look() == ["f1"]
    world.begin()
    assert world.look() == []
    assert world.look() == []
    world.ledger.note_flight("D", "f2", NOON + timedelta(minutes=1), expected=1)
    world.objects.report([report("f2/a", flight="f2")])
    world.objects.confirm("f2/a", 10, NOON)
    world.begin()
    assert world.look() == []
    assert world.look() == ["f2"]


def test_many_flights_are_each_complete_once(world: World) -> None:
    """However many came since, and a dock that is forgotten is begun anew."""
    said = []
    for number in range(40):
        flight = f"g{number}"
        when = NOON + timedelta(minutes=number + 1)
        world.ledger.note_flight("D", flight, when, expected=1)
        world.objects.report([report(f"{flight}/a", flight=flight)])
        world.objects.confirm(f"{flight}/a", 10, NOON)
        said += world.look()
    assert said == [f"g{number}" for number in range(40)]
    world.complete.forget("D")
    assert world.look() == []
