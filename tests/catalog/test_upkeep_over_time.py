"""Listing and retention, whatever the clock says and whoever comes and goes; a bucket in memory."""

from collections.abc import AsyncGenerator, Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta
import time
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
import pytest

from custom_components.dji_dock.bucket import BucketConfig, StoredObject
from custom_components.dji_dock.catalog.catalog import Catalog
from custom_components.dji_dock.catalog.upkeep import Upkeep, UpkeepTimings
from custom_components.dji_dock.logs.other_entries import OtherEntries
from tests.bucket.servers import bucket_config
from tests.cloud_api.wire import DOCK, Wire
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import wait_until
from tests.lab.stack.s3 import Store

YEARS = timedelta(days=730)
DAY = timedelta(days=1)


class MemoryBucket:
    """Objects, and a clock of its own."""

    def __init__(self, config: BucketConfig) -> None:
        """Begin empty."""
        self.config = config
        self.stored: dict[str, datetime] = {}
        self.listings = 0
        self.server_time: datetime | None = None

    def put(self, area: str, name: str, age: timedelta = DAY) -> str:
        """Store an object, some time ago."""
        key = f"{self.config.key_prefix}/{area}/{DOCK}/{name}"
        self.stored[key] = datetime.now(UTC) - age
        return key

    def pages(self, prefix: str) -> Iterator[list[StoredObject]]:
        """Return objects, each on a page of its own."""
        self.listings += 1
        self.server_time = datetime.now(UTC)
        for key, modified in sorted(self.stored.items()):
            if key.startswith(f"{prefix}/"):
                yield [StoredObject(key=key, size=10, etag="", modified=modified)]

    def delete(self, key: str) -> None:
        """Delete an object."""
        del self.stored[key]


class Cared:
    """A library of one dock, and who takes care of it."""

    def __init__(self, hass: HomeAssistant, store: Store) -> None:
        """Build the parts."""
        self.bucket = MemoryBucket(bucket_config(store))
        bucket: Any = self.bucket
        self.catalog = Catalog(hass, ENTRY_ID, bucket, lambda work, name: None)
        self.docks = {DOCK}
        logs: Any = SimpleNamespace(
            async_check=self._logs_listed,
            async_deleted=self._logs_deleted,
            async_allowed=OtherEntries(hass, ENTRY_ID).async_allowed,
        )
        self.logs_listed = 0
        self.logs_deleted: set[str] = set()
        self.keep_days: dict[str, int] = {}
        self.care = Upkeep(
            *(hass, Wire().server, bucket, self.catalog, lambda work, name: None),
            docks=lambda: self.docks,
            keep_days=self.keep_days,
            logs=logs,
            timings=UpkeepTimings(leftovers_every=timedelta(seconds=0.2)),
        )

    async def _logs_listed(self, dock: str) -> None:
        self.logs_listed += 1

    async def _logs_deleted(self, dock: str, keys: Collection[str]) -> None:
        self.logs_deleted |= set(keys)

    async def look(self) -> None:
        """Do what is due now."""
        await self.care._async_look_after(DOCK)

    def files(self) -> int:
        """Return how many media files are counted."""
        return self.catalog.objects.totals(DOCK).files


@pytest.fixture
async def upkeep(hass: HomeAssistant, store: Store) -> AsyncGenerator[Cared]:
    """Return a library that is open."""
    made = Cared(hass, store)
    await made.catalog.async_load()
    yield made
    await made.catalog.async_stop()


def a_day_later() -> Any:
    """Let a day pass, by the clock that nobody sets."""
    now = time.monotonic
    return patch("time.monotonic", lambda: now() + DAY.total_seconds() + 1)


def at(when: Callable[[], datetime]) -> Any:
    """Let the clock be wrong."""
    return patch("homeassistant.util.dt.utcnow", when)


@pytest.mark.parametrize("wrong_by", [YEARS, -YEARS])
async def test_a_clock_that_was_wrong_once(upkeep: Cared, wrong_by: timedelta) -> None:
    """The next listing comes in time, and what was deleted meanwhile is not counted any more."""
    upkeep.bucket.put("media", "f/kept.jpg")
    deleted = upkeep.bucket.put("media", "f/deleted.jpg")
    with at(lambda: datetime.now(UTC) + wrong_by):
        await upkeep.look()
    assert upkeep.files() == 2
    upkeep.bucket.delete(deleted)
    listings = upkeep.bucket.listings
    await upkeep.look()
    assert upkeep.bucket.listings == listings
    with a_day_later():
        await upkeep.look()
    assert upkeep.bucket.listings > listings
    assert upkeep.files() == 1


async def test_what_is_deleted_while_the_clock_is_wrong(upkeep: Cared) -> None:
    """It is gone with the listing that does not show it."""
    deleted = upkeep.bucket.put("media", "f/deleted.jpg")
    await upkeep.look()
    upkeep.bucket.delete(deleted)
    with at(lambda: datetime.now(UTC) - YEARS), a_day_later():
        await upkeep.look()
    assert upkeep.files() == 0


async def test_a_clock_years_ahead_deletes_nothing(upkeep: Cared) -> None:
    """What is old is so by the store's clock, too; and is deleted when ours is right again."""
    upkeep.keep_days["media"] = 30
    new, old = upkeep.bucket.put("media", "f/new.jpg"), upkeep.bucket.put("media", "f/old.jpg")
    with at(lambda: datetime.now(UTC) + YEARS):
        await upkeep.look()
    assert set(upkeep.bucket.stored) == {new, old}
    upkeep.bucket.stored[old] -= 31 * DAY
    with a_day_later():
        await upkeep.look()
    assert set(upkeep.bucket.stored) == {new}
    assert upkeep.files() == 1


async def test_a_store_whose_clock_is_ahead(upkeep: Cared) -> None:
    """Ours decides then; and where the store tells no time."""
    upkeep.keep_days["media"] = 30
    await upkeep.look()
    upkeep.bucket.server_time = datetime.now(UTC) + YEARS
    assert abs(upkeep.care._now() - datetime.now(UTC)) < DAY
    upkeep.bucket.server_time = None
    assert abs(upkeep.care._now() - datetime.now(UTC)) < DAY


async def test_a_dock_that_comes_back(upkeep: Cared) -> None:
    """It is listed at once, not a day after it was listed last."""
    upkeep.bucket.put("media", "f/a.jpg")
    await upkeep.look()
    await upkeep.care.async_forget(DOCK)
    await upkeep.catalog.async_forget(DOCK)
    assert upkeep.files() == 0
    await upkeep.look()
    assert upkeep.files() == 1


async def test_a_dock_that_goes_while_it_is_listed(upkeep: Cared) -> None:
    """Nothing of it stays, and it is listed when it comes back."""
    upkeep.bucket.put("media", "f/a.jpg")
    upkeep.docks.clear()
    await upkeep.look()
    assert upkeep.files() == 0
    assert upkeep.logs_listed == 0
    upkeep.docks.add(DOCK)
    await upkeep.look()
    assert upkeep.files() == 1


async def test_archives_that_are_deleted_when_they_come(upkeep: Cared, hass: HomeAssistant) -> None:
    """Their folder is listed soon, again and again, and when the dock tells of them."""
    task = hass.loop.create_task(upkeep.care.async_run())
    await wait_until(lambda: upkeep.logs_listed == 1)
    upkeep.care.look_for_leftovers(DOCK)
    await wait_until(lambda: upkeep.logs_listed >= 4)
    told = upkeep.logs_listed
    for _ in range(1000):
        upkeep.care.look_for_leftovers(DOCK)
    await wait_until(lambda: upkeep.logs_listed > told)
    await upkeep.care.async_forget(DOCK)
    assert upkeep.care._leftovers == {}
    task.cancel()


async def test_leftovers_are_not_looked_for_for_ever(upkeep: Cared) -> None:
    """Nor with pauses that stay as short."""
    upkeep.care.look_for_leftovers(DOCK)
    start, looks = time.monotonic(), []
    with patch("custom_components.dji_dock.catalog.upkeep.time.monotonic") as clock:
        for second in range(2 * 86_400):
            clock.return_value = start + second
            if upkeep.care._leftovers_due(DOCK):
                looks.append(second)
    assert len(looks) < 60
    assert looks[-1] < 86_400 + 10
    assert upkeep.care._leftovers == {}
