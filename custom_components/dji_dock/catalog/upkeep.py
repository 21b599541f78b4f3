"""What has to be done in the bucket from time to time: listing, and deleting what is old."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
import logging
import math
import time
from typing import Any, Protocol, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.start import async_at_started
from homeassistant.util import dt as dt_util

from ..bucket import Bucket, BucketError
from ..cloud_api import CloudServer, DockChanged
from ..database import LOGS, DatabaseUnusable
from ..util.backoff import Backoff
from ..util.feature import Feature
from .catalog import Catalog
from .listing import AREAS, async_list_area

_LOGGER = logging.getLogger(__name__)

_DELETE_BATCH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class UpkeepTimings:
    """How often."""

    look_every: float = 60.0
    """Seconds between two looks at every dock."""
    list_every: timedelta = timedelta(days=1)
    first_retry: timedelta = timedelta(seconds=30)
    last_retry: timedelta = timedelta(hours=1)
    leftovers_for: timedelta = timedelta(days=1)
    """How long is looked for archives that their user deleted before they came."""
    leftovers_every: timedelta = timedelta(seconds=10)
    """At most; the pauses grow."""


@dataclass(slots=True)
class _Leftovers:
    """Archives to be deleted when they come; all in seconds of the monotonic clock."""

    until: float
    next: float
    looks: int = 0


class Kept(Protocol):
    """What must not be deleted."""

    def has(self, key: str) -> bool:
        """Return whether an object is of that."""


class LogHistory(Protocol):
    """Those who know what the archives in the bucket are."""

    async def async_check(self, dock: str) -> None:
        """See to what a listing of a dock's logs shows."""

    async def async_allowed(self, dock: str) -> Kept | None:
        """Return what of a dock must not be deleted, None when nothing may be now."""

    async def async_deleted(self, dock: str, keys: Collection[str]) -> None:
        """Take note that archives of a dock were deleted."""


class Upkeep(Feature):
    """Keeps the index in line with the bucket, and the bucket in line with the options."""

    def __init__(
        self,
        hass: HomeAssistant,
        server: CloudServer,
        bucket: Bucket,
        catalog: Catalog,
        spawn: Callable[[Coroutine[Any, Any, None], str], object],
        docks: Callable[[], Iterable[str]],
        keep_days: Mapping[str, int],
        logs: LogHistory,
        look: Callable[[str], Awaitable[None]] | None = None,
        timings: UpkeepTimings | None = None,
    ) -> None:
        """`keep_days` gives for each area after how many days objects are deleted; 0 is never.

        `look` is called each time with every dock, after everything else.
        """
        self._hass = hass
        self._bucket = bucket
        self._server = server
        self._catalog = catalog
        self._spawn = spawn
        self._look = look
        self._docks = docks
        self._keep_days = keep_days
        self._logs = logs
        self._timings = timings or UpkeepTimings()
        last = self._timings.last_retry.total_seconds()
        self._retry = Backoff(self._timings.first_retry.total_seconds(), last)
        self._leftovers_pauses = Backoff(self._timings.leftovers_every.total_seconds(), last)
        self._listed: dict[str, datetime] = {}
        # By a clock that nobody sets.
        self._next: dict[str, float] = {}
        self._leftovers: dict[str, _Leftovers] = {}
        self._failures = 0
        self._losses = catalog.losses
        self._wake = asyncio.Event()

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Listen, and begin when Home Assistant has started; returns what ends that."""
        if not self._bucket.is_set:
            return []
        return [
            self._server.listeners.add(DockChanged, self._dock_changed),
            # A start is busy enough without lists of what lies in the bucket.
            async_at_started(self._hass, self._begin),
        ]

    @override
    async def async_forget(self, serial: str) -> None:
        """Know nothing of a dock that is no longer ours: it may come back."""
        for known in (self._listed, self._next, self._leftovers):
            known.pop(serial, None)

    async def async_run(self) -> None:
        """Take care until cancelled."""
        while True:
            self._wake.clear()
            if self._losses != self._catalog.losses:
                self._losses = self._catalog.losses
                self._next.clear()
            for dock in tuple(self._docks()):
                try:
                    await self._async_look_after(dock)
                except DatabaseUnusable as err:
                    _LOGGER.debug("The index cannot be used: %s", err)
                except Exception:
                    _LOGGER.exception("The media of %s could not be taken care of", dock)
            with suppress(TimeoutError):
                async with asyncio.timeout(self._pause()):
                    await self._wake.wait()

    @callback
    def _begin(self, _: HomeAssistant) -> None:
        self._spawn(self.async_run(), "media care")

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        dock, before = change.dock, change.before
        if dock.accepted and not (before and before.accepted):
            self._wake.set()

    def look_for_leftovers(self, dock: str) -> None:
        """Say that archives may have come, or may still come, that their user has deleted."""
        now, timings = time.monotonic(), self._timings
        every = timings.leftovers_every.total_seconds()
        before = self._leftovers.get(dock)
        # A dock may report them as often as it likes.
        due = now if before is None else min(before.next, now + every)
        self._leftovers[dock] = _Leftovers(now + timings.leftovers_for.total_seconds(), due)
        self._wake.set()

    async def async_list(self, dock: str, areas: Iterable[str] = AREAS) -> bool:
        """List a dock's folders now; False when the bucket does not answer.

        Raises:
            DatabaseUnusable

        """
        now, began = time.monotonic(), dt_util.utcnow()
        try:
            for area in areas:
                added, gone = await async_list_area(
                    self._hass, self._bucket, self._catalog.objects, dock, area
                )
                if added or gone:
                    _LOGGER.debug(
                        "A listing found %s objects new to the index in %s of %s, %s are gone",
                        added, area, dock, gone,
                    )  # fmt: skip
            if LOGS in areas and dock in self._docks():
                await self._logs.async_check(dock)
        except BucketError as err:
            _LOGGER.debug("The bucket cannot be listed: %s", err)
            self._failures += 1
            self._next[dock] = now + self._retry.pause(self._failures)
            return False
        finally:
            await self._catalog.async_changed(dock)
        self._failures = 0
        if dock not in self._docks():
            # It was let go of meanwhile, and comes back as a new one.
            await self._catalog.async_forget(dock)
            await self.async_forget(dock)
        elif areas is AREAS:
            self._listed[dock] = began
            self._next[dock] = now + self._timings.list_every.total_seconds()
        return True

    async def async_list_unless_since(self, dock: str, moment: datetime) -> bool:
        """List a dock's folders unless that was done since a moment; returns whether it was now.

        Raises:
            DatabaseUnusable

        """
        if before := self._listed_before(dock, moment):
            await self.async_list(dock)
        return before

    @callback
    def list_logs_soon(self, dock: str) -> None:
        """Say that some of a dock's logs came in."""
        self._spawn(self._async_list_logs(dock), "list logs")

    async def _async_list_logs(self, dock: str) -> None:
        try:
            await self.async_list(dock, (LOGS,))
        except DatabaseUnusable as err:
            _LOGGER.debug("The index cannot be used: %s", err)

    async def _async_look_after(self, dock: str) -> None:
        if self._next.get(dock, 0) <= time.monotonic() and await self.async_list(dock):
            await self._async_delete_old(dock)
        if self._leftovers_due(dock):
            await self.async_list(dock, (LOGS,))
        if self._look is not None:
            await self._look(dock)

    def _pause(self) -> float:
        """Return for how many seconds nothing is to be done."""
        due = min((item.next for item in self._leftovers.values()), default=math.inf)
        return max(0.0, min(self._timings.look_every, due - time.monotonic()))

    def _leftovers_due(self, dock: str) -> bool:
        """Return whether to look now, and wait longer until the next time."""
        now = time.monotonic()
        if (leftovers := self._leftovers.get(dock)) is None or now < leftovers.next:
            return False
        leftovers.looks += 1
        leftovers.next = now + self._leftovers_pauses.pause(leftovers.looks)
        if leftovers.next > leftovers.until:
            del self._leftovers[dock]
        return True

    def _listed_before(self, dock: str, moment: datetime) -> bool:
        """Return whether a dock was not listed since a moment, or while the clock was ahead."""
        listed = self._listed.get(dock)
        return listed is None or listed <= moment or listed > dt_util.utcnow()

    def _now(self) -> datetime:
        """Return the time by the clock, or by the store's if that is earlier.

        Ours may be years ahead, and would let everything be old.
        """
        now = dt_util.utcnow()
        return min(now, self._bucket.server_time or now)

    async def _async_delete_old(self, dock: str) -> None:
        """Delete what is older than the user wants to keep, unless other entries know of it, too."""
        for area, days in self._keep_days.items():
            if not days:
                continue
            before = self._now() - timedelta(days=days)
            files = size = left = 0
            while found := await self._hass.async_add_executor_job(
                self._catalog.objects.older_than, dock, area, before, _DELETE_BATCH, left
            ):
                if (known := await self._logs.async_allowed(dock)) is None:
                    break
                batch = [item for item in found if not known.has(item[0])]
                left += len(found) - len(batch)
                try:
                    await self._hass.async_add_executor_job(self._delete, dock, batch)
                except BucketError as err:
                    _LOGGER.info("Old objects of %s cannot be deleted: %s", dock, err.reason)
                    break
                if area == LOGS:
                    await self._logs.async_deleted(dock, [key for key, _ in batch])
                files += len(batch)
                size += sum(item[1] for item in batch)
            if files:
                _LOGGER.info(
                    "Deleted %s objects (%s bytes) in %s of %s, older than %s days",
                    files, size, area, dock, days,
                )  # fmt: skip
                await self._catalog.async_changed(dock)

    def _delete(self, dock: str, batch: list[tuple[str, int]]) -> None:
        """Delete objects and forget them. Blocks."""
        done = []
        try:
            for key, _ in batch:
                self._bucket.delete(key)
                done.append(key)
        finally:
            self._catalog.objects.forget(done)
            self._catalog.objects.count(f"deleted {dock}", len(done))
