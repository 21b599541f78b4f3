"""What docks tell of media is saved, told once and acknowledged, whatever the disk does."""

import asyncio
from collections.abc import AsyncGenerator, Collection
from datetime import UTC, datetime
from pathlib import Path
import threading
from typing import Any

from homeassistant.core import HomeAssistant
import pytest

from custom_components.dji_dock.cloud_api import NotSaved
from custom_components.dji_dock.database import (
    OBJECTS,
    Database,
    IndexedObject,
    Ledger,
    ObjectIndex,
    ReportedFile,
)
from custom_components.dji_dock.media.reports import MediaReports
from tests.helpers.home import wait_until

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Rig:
    """Reports on a real file, and a disk that can refuse."""

    def __init__(self, hass: HomeAssistant, path: Path) -> None:
        """Take where the file is."""
        self.hass = hass
        self.path = path
        self.told: list[str] = []
        self.heard = True
        self.saved: list[set[str]] = []

    async def begin(self) -> None:
        """Open the file and begin to work, as a new run does."""
        self.database = Database(self.path, OBJECTS)
        await self.hass.async_add_executor_job(self.database.open)
        self.objects, self.ledger = ObjectIndex(self.database), Ledger(self.database)
        self.reports = MediaReports(
            self.hass,
            self.database,
            self.objects,
            self.ledger,
            saved=self._saved,
            notify=self._tell,
            may_announce=lambda: self.heard,
        )
        self.task = self.hass.loop.create_task(self.reports.async_run())

    async def end(self, *, kill: bool = False) -> None:
        """End as an entry does that is unloaded, or as a process that is killed."""
        if not kill:
            await self.reports.async_stop()
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        await self.hass.async_add_executor_job(self.database.close)

    def file(self, name: str) -> asyncio.Future[None]:
        """Let a dock tell of a file."""
        key = f"f/{name}"
        file = ReportedFile("D", key, "f", name, "photo", None, "f1", NOON, None, None, NOON)
        return self.reports.report(file, expected=4, uploaded=1)

    def refuse(self, table: str, what: str = "INSERT") -> None:
        """Let the file refuse to be written."""
        with self.database.writing() as connection:
            connection.execute(
                f"CREATE TRIGGER refuse BEFORE {what} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'no space'); END"
            )

    def allow(self) -> None:
        """Let it be written again."""
        with self.database.writing() as connection:
            connection.execute("DROP TRIGGER refuse")

    def fill(self) -> None:
        """Let the disk be full."""
        with self.database.reading() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")

    def empty(self) -> None:
        """Let there be space again."""
        with self.database.reading() as connection:
            connection.execute("PRAGMA max_page_count = 1000000")

    def untold(self) -> list[str]:
        """Return what nobody was told of, by the file."""
        return [known.key for known in self.objects.unannounced()]

    async def _saved(self, docks: Collection[str], files: bool) -> None:
        self.saved.append(set(docks))

    def _tell(self, known: IndexedObject) -> None:
        self.told.append(known.key)


@pytest.fixture
async def rig(
    hass: HomeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[Rig]:
    """Return reports at work."""
    monkeypatch.setattr("custom_components.dji_dock.media.reports._RETRY_SECONDS", 0.02)
    made = Rig(hass, tmp_path / "media.db")
    await made.begin()
    yield made
    await made.end()


@pytest.mark.parametrize("table", ["objects", "access", "flights"])
async def test_one_failed_write_loses_no_event(rig: Rig, table: str) -> None:
    """Whatever of it fails: the dock tells again, the file is new, and it is told once."""
    rig.refuse(table)
    with pytest.raises(NotSaved):
        await rig.file("a")
    assert rig.objects.totals("D").files == 0
    assert rig.told == []
    rig.allow()
    await rig.file("a")
    assert rig.told == ["f/a"]
    await rig.file("a")
    assert rig.told == ["f/a"]


async def test_a_full_disk(rig: Rig) -> None:
    """Nothing is acknowledged that is not saved; a burst of it comes in whole afterwards."""
    rig.fill()
    names = [f"{number}" for number in range(3000)]
    answers = await asyncio.gather(*map(rig.file, names), return_exceptions=True)
    assert all(isinstance(answer, NotSaved) for answer in answers)
    rig.empty()
    await asyncio.gather(*map(rig.file, names))
    await wait_until(lambda: len(rig.told) == 3000)
    assert len(set(rig.told)) == 3000
    assert rig.objects.totals("D").files == 3000


async def test_what_was_told_of_a_flight_is_kept(rig: Rig) -> None:
    """Its expected count and its end, over a failure; and neither is acknowledged before."""
    rig.refuse("flights")
    count = rig.reports.note_flight("D", "f1", expected=7)
    with pytest.raises(NotSaved):
        await count
    with pytest.raises(NotSaved):
        await rig.reports.note_flight("D", "f1", over=True)
    rig.reports.note_access("D", asked=NOON)
    assert rig.ledger.flights("D", 1) == []
    rig.allow()
    # The dock says nothing more.
    await wait_until(lambda: rig.ledger.flights("D", 1))
    [flight] = rig.ledger.flights("D", 1)
    assert flight.expected == 7
    assert flight.over
    assert rig.ledger.access("D").asked == NOON


async def test_a_flight_is_acknowledged_when_it_is_saved(rig: Rig) -> None:
    """And shown by then."""
    await rig.reports.note_flight("D", "f1", expected=7, over=True)
    assert rig.ledger.flights("D", 1)[0].over
    assert rig.saved[-1] == {"D"}


async def test_what_was_told_is_not_told_again(rig: Rig) -> None:
    """Not after a reload at once, nor after one failed note that it was told."""
    await rig.file("a")
    await rig.end()
    await rig.begin()
    await wait_until(lambda: rig.saved)
    await rig.file("b")
    assert rig.told == ["f/a", "f/b"]
    await wait_until(lambda: rig.untold() == [])
    rig.refuse("objects", "UPDATE OF announced")
    await rig.file("c")
    assert rig.untold() == ["f/c"]
    rig.allow()
    await rig.end()
    await rig.begin()
    await rig.file("d")
    assert rig.told == ["f/a", "f/b", "f/c", "f/d"]


async def test_what_was_saved_and_not_told_is_told_later(rig: Rig) -> None:
    """After a reload, when nobody would have heard it, and after a kill."""
    rig.heard = False
    await rig.file("a")
    assert rig.told == []
    await rig.end()
    rig.heard = True
    await rig.begin()
    await wait_until(lambda: rig.told == ["f/a"])
    rig.heard = False
    await rig.file("b")
    await rig.end(kill=True)
    rig.heard = True
    await rig.begin()
    await wait_until(lambda: rig.told == ["f/a", "f/b"])


async def test_who_hears_again_hears_the_rest(rig: Rig) -> None:
    """Without another run, as after an end that did not come about; and nothing is asked meanwhile."""
    rig.heard = False
    await rig.file("a")
    saves = len(rig.saved)
    rig.heard = True
    assert (rig.told, len(rig.saved)) == ([], saves)
    rig.reports.wake()
    await wait_until(lambda: rig.told == ["f/a"])


async def test_what_comes_while_something_is_saved(rig: Rig, hass: HomeAssistant) -> None:
    """It is saved, too, and shown then."""
    write, writing, free = rig.reports._write, threading.Event(), threading.Event()

    def slow(batch: Any) -> Any:
        writing.set()
        assert free.wait(20)
        return write(batch)

    rig.reports._write = slow  # type: ignore[method-assign]
    first = rig.reports.note_flight("D", "f1", expected=1)
    await wait_until(writing.is_set)
    second = rig.reports.note_flight("E", "f2", expected=2)
    assert not second.done()
    free.set()
    await asyncio.gather(first, second)
    assert rig.saved[-1] == {"E"}
    assert rig.ledger.flights("E", 1)[0].expected == 2


async def test_invented_flights_are_bounded(rig: Rig) -> None:
    """While nothing can be saved: of one dock, not of the others."""
    rig.refuse("flights")
    answers = await asyncio.gather(
        *(rig.reports.note_flight("D", f"f{number}", over=True) for number in range(300)),
        rig.reports.note_flight("E", "f", over=True),
        return_exceptions=True,
    )
    assert all(isinstance(answer, NotSaved) for answer in answers)
    rig.allow()
    await wait_until(lambda: rig.ledger.flights("E", 1))
    assert len(rig.ledger.flights("D", 1000)) == 200


async def test_what_can_never_be_saved_costs_only_itself(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    """And what was told beside it is noted."""
    await rig.file("a")
    with pytest.raises(NotSaved):
        await rig.reports.note_flight("D", "f2", expected=2**70)
    await rig.file("b")
    assert rig.told == ["f/a", "f/b"]
    await wait_until(lambda: rig.untold() == [])
    assert "could not be taken" in caplog.text
