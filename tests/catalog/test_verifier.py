"""What docks reported is looked up, whatever else cannot be."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import cast

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from custom_components.dji_dock.bucket import (
    Bucket,
    BucketBusy,
    BucketError,
    BucketUnreachable,
    StoredObject,
)
from custom_components.dji_dock.catalog import verifier as media_lookup
from custom_components.dji_dock.catalog.verifier import Verifier
from custom_components.dji_dock.database import OBJECTS, Database, ObjectIndex, ReportedFile
from custom_components.dji_dock.util.backoff import Backoff

REFUSED = BucketError("400")


class FakeBucket:
    """A store that answers for some keys as it is told, and has all others."""

    def __init__(self) -> None:
        """Start with everything in it."""
        self.answers: dict[str, BucketError | None] = {}
        self.asked: list[str] = []

    def lookup(self, key: str) -> StoredObject | None:
        """Return an object, or what was laid down for its key."""
        self.asked.append(key)
        if (answer := self.answers.get(key, self)) is None:
            return None
        if isinstance(answer, BucketError):
            raise answer
        return StoredObject(key=key, size=7, etag="", modified=dt_util.utcnow())


class Looked:
    """A lookup that runs, its store and its index."""

    def __init__(self, hass: HomeAssistant, objects: ObjectIndex) -> None:
        """Take the index."""
        self.hass = hass
        self.objects = objects
        self.bucket = FakeBucket()
        self._settled = asyncio.Condition()
        self.lookup = Verifier(hass, cast("Bucket", self.bucket), objects, self._refresh)

    @asynccontextmanager
    async def run(self) -> AsyncGenerator[None]:
        """Look, for as long as this lasts."""
        task = asyncio.create_task(self.lookup.async_run())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def report(self, *keys: str, when: datetime | None = None) -> None:
        """Let docks report files, the first part of whose keys is the dock."""
        moment = when or dt_util.utcnow()
        files = [
            ReportedFile(
                key.partition("/")[0],
                key,
                "f",
                key,
                "photo",
                None,
                "f1",
                moment,
                None,
                None,
                moment,
            )
            for key in keys
        ]
        await self.hass.async_add_executor_job(self.objects.report, files)
        self.lookup.look_soon()

    async def until_waiting(self, *keys: str) -> None:
        """Wait until just these are not settled."""
        async with asyncio.timeout(20), self._settled:
            await self._settled.wait_for(lambda: self._waiting() == set(keys))

    def _waiting(self) -> set[str]:
        return {file.key for file in self.objects.unsized(10_000)}

    async def _refresh(self, *_: str) -> None:
        async with self._settled:
            self._settled.notify_all()


@pytest.fixture
def looked(hass: HomeAssistant, tmp_path: Path) -> Generator[Looked]:
    """Return a lookup on an empty index."""
    database = Database(tmp_path / "media.db", OBJECTS)
    database.open()
    yield Looked(hass, ObjectIndex(database))
    database.close()


async def test_a_key_that_cannot_be_looked_up_stops_no_other(looked: Looked) -> None:
    """Not those of its dock, and not those of others, also when they come in later."""
    looked.bucket.answers["A/bad"] = REFUSED
    await looked.report("A/bad", "A/good", "B/good")
    async with looked.run():
        await looked.until_waiting("A/bad")
        await looked.report("B/later")
        await looked.until_waiting("A/bad")


@pytest.mark.parametrize("answer", [REFUSED, BucketBusy("500"), None])
async def test_what_waits_for_another_try_holds_nobody_up(
    looked: Looked, monkeypatch: pytest.MonkeyPatch, answer: BucketError | None
) -> None:
    """However long its turn takes to come."""
    monkeypatch.setattr(media_lookup, "_RETRY", Backoff(3600.0, 3600.0))
    looked.bucket.answers["A/bad"] = answer
    await looked.report("A/bad", "A/good")
    async with looked.run():
        await looked.until_waiting("A/bad")
        await looked.report("B/good")
        await looked.until_waiting("A/bad")
    assert looked.bucket.asked == ["A/bad", "A/good", "B/good"]


async def test_many_bad_keys_in_front(looked: Looked, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than fit into a round: those behind them have their turn, too."""
    monkeypatch.setattr(media_lookup, "_RETRY", Backoff(0.0, 3600.0))
    bad = [f"A/{number:03}" for number in range(media_lookup._BATCH + 5)]
    looked.bucket.answers = dict.fromkeys(bad, REFUSED)
    await looked.report(*bad)
    await looked.report("B/good")
    async with looked.run():
        await looked.until_waiting(*bad)


async def test_a_key_that_is_answered_later(
    looked: Looked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is asked for again and again."""
    monkeypatch.setattr(media_lookup, "_RETRY", Backoff(0.001, 3600.0))
    looked.bucket.answers["A/bad"] = REFUSED
    await looked.report("A/bad", "A/good")
    async with looked.run():
        await looked.until_waiting("A/bad")
        del looked.bucket.answers["A/bad"]
        await looked.until_waiting()


async def test_a_store_that_is_away_is_asked_for_one_key(
    looked: Looked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each question takes its time; one that answers nothing is not asked for all keys, either."""
    monkeypatch.setattr(media_lookup, "_RETRY", Backoff(3600.0, 3600.0))
    keys = [f"A/{number:03}" for number in range(50)]
    looked.bucket.answers = dict.fromkeys(keys, BucketUnreachable())
    await looked.report(*keys)
    assert await looked.lookup._async_look() is False
    assert looked.bucket.asked == keys[:1]
    looked.bucket.asked.clear()
    others = [f"B/{number:03}" for number in range(50)]
    await looked.report(*others)
    looked.bucket.answers = dict.fromkeys(keys + others, BucketBusy("503"))
    assert await looked.lookup._async_look() is False
    assert looked.bucket.asked == keys[:10] + others[:10]


async def test_a_dock_whose_keys_are_all_refused_holds_up_no_other(
    looked: Looked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many it has reported before the others did."""
    monkeypatch.setattr(media_lookup, "_RETRY", Backoff(3600.0, 3600.0))
    bad = [f"A/{number:03}" for number in range(300)]
    looked.bucket.answers = dict.fromkeys(bad, REFUSED)
    await looked.report(*bad)
    await looked.report("B/good")
    async with looked.run():
        await looked.until_waiting(*bad)
        await looked.report("C/later")
        await looked.until_waiting(*bad)
    assert looked.bucket.asked == [*bad[:10], "B/good", "C/later"]
