"""Uploads that wait for their turn."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
import logging
import time
from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import orjson

from ..cloud_api import new_id
from ..const import DOMAIN
from ..database import Database, DatabaseUnusable, Record, RecordTable
from ..util.asked_by import asked_by
from ..util.elapsed import ElapsedTime
from .selection import LogSelection

_LOGGER = logging.getLogger(__name__)

MAX_QUEUED = 10
"""Per dock."""


class WhenBusy(StrEnum):
    """What to do with a start while a dock cannot upload."""

    REFUSE = "refuse"
    QUEUE = "queue"


class Turn(StrEnum):
    """What became of a queued upload when it was its turn."""

    OVER = "over"
    """It was started, or can never be."""
    WAIT = "wait"
    """The dock cannot yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedUpload:
    """An upload that was asked for and has not begun."""

    upload_id: str
    """The bid that it will have."""
    dock: str
    asked: datetime
    selection: LogSelection
    user_id: str = ""
    context_id: str = ""
    parent_id: str = ""

    @property
    def context(self) -> Context:
        """Return who or what asked."""
        return Context(
            user_id=self.user_id or None, parent_id=self.parent_id or None, id=self.context_id
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueTimings:
    """In seconds."""

    tick: float = 5
    retry_after: float = 60
    """After a dock, the broker or the bucket could not take it."""
    give_up_after: float = 24 * 3600


class UploadQueue:
    """Starts what waits, one after the other at each dock, also after a restart."""

    def __init__(
        self,
        hass: HomeAssistant,
        database: Database,
        *,
        ready: Callable[[str], bool],
        start: Callable[[QueuedUpload], Awaitable[Turn]],
        give_up: Callable[[QueuedUpload], Awaitable[object]],
        changed: Callable[[str], None],
        timings: QueueTimings,
    ) -> None:
        """Take whether a dock may be asked now, and what to do when it is somebody's turn."""
        self._hass = hass
        self._table = RecordTable(database, "queued")
        self._ready = ready
        self._start = start
        self._give_up = give_up
        self._changed = changed
        self._timings = timings
        self._queues: dict[str, dict[str, QueuedUpload]] = {}
        self._waiting: dict[str, ElapsedTime] = {}
        self._not_before: dict[str, float] = {}
        self._busy: set[str] = set()
        self._wake = asyncio.Event()

    async def async_load(self) -> None:
        """Take up what waited in the last run.

        Raises:
            DatabaseUnusable

        """
        for record in await self._hass.async_add_executor_job(self._table.load):
            try:
                queued = _from_record(record)
            except (AttributeError, KeyError, TypeError, ValueError) as err:
                _LOGGER.warning("A queued upload could not be read: %r", err)
                continue
            self._put(queued)

    def of_dock(self, dock: str) -> list[QueuedUpload]:
        """Return what waits at a dock, the next one first."""
        return list(self._queues.get(dock, {}).values())

    def get(self, dock: str, upload_id: str) -> QueuedUpload | None:
        """Return what waits under an id."""
        return self._queues.get(dock, {}).get(upload_id)

    async def async_add(
        self, dock: str, selection: LogSelection, context: Context | None
    ) -> QueuedUpload:
        """Let an upload wait; it is on disk when this returns.

        Raises:
            ServiceValidationError: enough of them wait.
            DatabaseUnusable

        """
        if len(self._queues.get(dock, {})) >= MAX_QUEUED:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="queue_full",
                translation_placeholders={"limit": str(MAX_QUEUED)},
            )
        queued = QueuedUpload(
            upload_id=new_id(),
            dock=dock,
            asked=dt_util.utcnow(),
            selection=selection,
            **asked_by(context),
        )
        await self._hass.async_add_executor_job(self._table.save, [_record(queued)])
        self._put(queued)
        self._changed(dock)
        self.check_now()
        return queued

    async def async_remove(self, queued: QueuedUpload) -> bool:
        """Take an upload out of the queue; False if it is out already.

        Raises:
            DatabaseUnusable: it is out, but may be back after a restart.

        """
        if self._queues.get(queued.dock, {}).pop(queued.upload_id, None) is None:
            return False
        self._waiting.pop(queued.upload_id, None)
        self._changed(queued.dock)
        await self._hass.async_add_executor_job(self._table.save, (), [queued.upload_id])
        return True

    def check_now(self) -> None:
        """Look whose turn it is: something changed."""
        self._wake.set()

    async def async_run(self) -> None:
        """Start what waits, until cancelled."""
        async with asyncio.TaskGroup() as group:
            while True:
                self._wake.clear()
                for dock, queue in tuple(self._queues.items()):
                    if queue and dock not in self._busy:
                        self._busy.add(dock)
                        group.create_task(self._attend(dock))
                try:
                    async with asyncio.timeout(self._timings.tick):
                        await self._wake.wait()
                except TimeoutError:
                    continue

    def _put(self, queued: QueuedUpload) -> None:
        self._queues.setdefault(queued.dock, {})[queued.upload_id] = queued
        waiting = self._waiting[queued.upload_id] = ElapsedTime()
        # From now on: a clock that is set later must not empty the queue.
        waiting.since(queued.asked)

    async def _attend(self, dock: str) -> None:
        """See to what waits at a dock; a failure there does not keep the others waiting."""
        try:
            for queued in self.of_dock(dock):
                age = self._waiting[queued.upload_id].since(queued.asked)
                if age >= self._timings.give_up_after and await self.async_remove(queued):
                    await self._give_up(queued)
            if waiting := self.of_dock(dock):
                await self._take_turn(waiting[0])
        except DatabaseUnusable as err:
            _LOGGER.debug("The queue cannot be saved: %s", err)
        except Exception:
            self._not_before[dock] = time.monotonic() + self._timings.retry_after
            _LOGGER.exception("A queued upload of %s could not be started", dock)
        finally:
            self._busy.discard(dock)

    async def _take_turn(self, queued: QueuedUpload) -> None:
        dock = queued.dock
        if time.monotonic() < self._not_before.get(dock, 0) or not self._ready(dock):
            return
        if await self._start(queued) is Turn.WAIT:
            self._not_before[dock] = time.monotonic() + self._timings.retry_after
        else:
            await self.async_remove(queued)


def _record(queued: QueuedUpload) -> Record:
    body: dict[str, Any] = {
        "asked": queued.asked,
        "selection": queued.selection,
        "user_id": queued.user_id,
        "context_id": queued.context_id,
        "parent_id": queued.parent_id,
    }
    rank = time.time_ns()
    return Record(queued.upload_id, queued.dock, rank, orjson.dumps(body))


def _from_record(record: Record) -> QueuedUpload:
    body = orjson.loads(record.body)
    return QueuedUpload(
        upload_id=record.id,
        dock=record.owner,
        asked=datetime.fromisoformat(body["asked"]).astimezone(UTC),
        selection=LogSelection.from_dict(body["selection"]),
        user_id=str(body["user_id"]),
        context_id=str(body["context_id"]),
        parent_id=str(body["parent_id"]),
    )
