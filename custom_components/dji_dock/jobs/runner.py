"""Bringing each job from its turn to its end: saved, sent once, and followed."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
import logging
from typing import Any

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..cloud_api import BrokerError, CloudApiError, DockRefused, NotConnected, ReplyTimeout
from ..const import DOMAIN
from ..database import DatabaseUnusable
from ..errors import LibraryError, translated
from . import lifecycle
from .line import Line, Live, look_at
from .models import Job, JobStatus
from .order import Order
from .registry import JobRegistry

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTimings:
    """In seconds."""

    wait: float = 30
    """For one's turn: nobody wants a door to open minutes after it was asked to."""
    prepare: float = 60
    save: float = 5
    """For the disk, before it is sent; what would be late is not sent."""
    reply: float = 10
    """Until whoever asks reads that there is no answer; the job goes on."""
    calm: float = 5
    """Without a further event until a proof ends a job: a dock that is still at it refuses others."""
    resume: float = 30
    """At least, for what was sent in an earlier run: the broker delivers what it kept."""


class JobRunner:
    """Runs one job at a time at each dock."""

    def __init__(
        self,
        registry: JobRegistry,
        spawn: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[Any]],
        timings: JobTimings,
    ) -> None:
        """Take the records, and what runs work beside all else."""
        self._registry = registry
        self._spawn = spawn
        self._timings = timings
        self._lines: dict[str, Line] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        registry.subscribe(self._moved)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the docks that have jobs which have not ended."""
        return iter(tuple(self._lines))

    def line(self, dock: str) -> Line:
        """Return who is at it at a dock, and who waits."""
        return self._lines.get(dock) or Line()

    def first(self, dock: str) -> Job | None:
        """Return the job that a dock is at, or whose turn is next."""
        live = self.line(dock).first
        job = self._registry.get(live.job_id) if live else None
        return None if job is None or job.status.finished else job

    def find(self, order: Order) -> Live | None:
        """Return the job of the same order that is not over."""
        for live in self.line(order.dock):
            if live.order.key == order.key and not self._ended(live):
                return live
        return None

    @callback
    def make_way(self, order: Order) -> None:
        """Take back what waits and an order contradicts: its opposite, and another value for it."""
        for live in self.line(order.dock):
            other_value = live.order.command == order.command and live.order.key != order.key
            if other_value or live.order.key == order.opposite:
                self.take_back(live, "job_replaced")

    def require_room(self, dock: str) -> None:
        """See that one more may wait.

        Raises:
            HomeAssistantError: too many wait.

        """
        if self.line(dock).is_full:
            raise job_error("job_too_many")

    @callback
    def take_back(self, live: Live, reason: str, **placeholders: str) -> None:
        """End a job that was not sent; one that was goes on."""
        self._registry.apply(
            live.job_id,
            partial(lifecycle.taken_back, left=live.left, reason=reason, placeholders=placeholders),
        )

    @callback
    def run(self, live: Live) -> None:
        """Let a job wait for its turn, and bring it to its end."""
        line = self._lines.setdefault(live.order.dock, Line())
        line.join(live)
        task = self._spawn(self._async_live(live, line), f"job {live.order.command}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def async_stop(self) -> None:
        """Let go of all, and of who waits for it; what was sent is followed by the next run."""
        for line in tuple(self._lines.values()):
            for live in line:
                self.take_back(live, "job_unloaded")
                live.fail(job_error("job_followed_later"))
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @callback
    def hear(self, job: Job) -> None:
        """Note that a job was heard of."""
        for live in self.line(job.dock):
            if live.job_id == job.job_id:
                live.heard = asyncio.get_running_loop().time()

    def is_at_it(self, job: Job, code: int) -> bool:
        """Return whether a dock says with a code that it is at what a job is about."""
        return any(
            live.job_id == job.job_id and code in live.order.at_it for live in self.line(job.dock)
        )

    @callback
    def look(self, dock: str) -> None:
        """See whether a dock reports that it has done what it is at."""
        if live := self.line(dock).first:
            self._look_for_proof(live)

    @callback
    def _moved(self, before: Job, job: Job) -> None:
        for live in self.line(job.dock):
            if live.job_id == job.job_id:
                _settle(live, job)

    async def _async_live(self, live: Live, line: Line) -> None:
        try:
            if live.resumed or (await self._async_turn(live) and await self._async_send(live)):
                await self._async_follow(live)
        except Exception:
            _LOGGER.exception("A job could not be followed")
            if not live.left:
                self._refuse(live, job_error("job_broken"))
            self._registry.apply(live.job_id, lifecycle.given_up)
        finally:
            line.leave(live)
            if not line and self._lines.get(live.order.dock) is line:
                del self._lines[live.order.dock]
        try:
            await self._registry.async_keep()
        except Exception:
            _LOGGER.exception("The end of a job could not be saved")
        if live.prepared or live.resumed:
            live.order.over(self._registry.require(live.job_id))

    async def _async_turn(self, live: Live) -> bool:
        """Wait for its turn; False when it is not to be sent any more."""
        try:
            async with asyncio.timeout(self._timings.wait):
                await live.turn.wait()
        except TimeoutError:
            self.take_back(live, "job_waited", seconds=f"{self._timings.wait:g}")
        return not self._ended(live)

    async def _async_send(self, live: Live) -> bool:
        """See that it may be sent, save it, and send it; False when it never left."""
        live.prepared = True
        try:
            await self._async_prepare(live)
            if self._ended(live):
                return False
            self._registry.apply(live.job_id, lifecycle.sent)
            await self._async_save()
            if self._ended(live):
                return False
            live.proof_before = bool(live.order.proof and live.order.proof())
            live.heard = asyncio.get_running_loop().time()
            live.left = True
            await live.order.send(live.job_id)
        except (NotConnected, DockRefused, DatabaseUnusable, HomeAssistantError) as err:
            self._refuse(live, err)
        except BrokerError as err:
            # Unconfirmed is not unsent.
            _LOGGER.debug("The broker did not confirm %s: %s", live.order.command, err)
            return True
        except CloudApiError as err:
            self._refuse(live, err)
        else:
            return True
        return False

    async def _async_prepare(self, live: Live) -> None:
        try:
            async with asyncio.timeout(self._timings.prepare):
                await live.order.prepare()
        except TimeoutError as err:
            raise job_error("job_not_ready") from err

    async def _async_save(self) -> None:
        """Save before it is sent; what is being saved then goes on."""
        saving = self._spawn(self._registry.async_save(), "saving jobs")
        await asyncio.wait([saving], timeout=self._timings.save)
        if not saving.done():
            saving.add_done_callback(look_at)
            raise DatabaseUnusable("saving takes too long")
        saving.result()

    def _ended(self, live: Live) -> bool:
        return self._registry.require(live.job_id).status.finished

    def _refuse(self, live: Live, err: LibraryError | HomeAssistantError) -> None:
        """End a job that was not sent."""
        error = err if isinstance(err, HomeAssistantError) else translated(err)
        live.fail(err)
        self._registry.apply(
            live.job_id,
            partial(
                lifecycle.not_sent,
                reason=error.translation_key or "unexpected",
                placeholders=error.translation_placeholders or {},
                code=err.code if isinstance(err, DockRefused) else 0,
            ),
        )

    async def _async_follow(self, live: Live) -> None:
        """Wait until a job is over: by what is heard of it, by its proof, or by its limit."""
        loop, order = asyncio.get_running_loop(), live.order
        begun = loop.time()
        reply_by = begun + self._timings.reply
        end = begun + self._time_left(live)
        live.heard = begun
        self._look_for_proof(live)
        while not self._ended(live):
            now = loop.time()
            calm = None
            if live.proven_at is not None:
                calm = max(live.proven_at, live.heard) + self._timings.calm
            limit = end if order.patience is None else min(end, live.heard + order.patience)
            if calm is not None and now >= calm:
                self._registry.apply(live.job_id, lifecycle.proven)
            elif now >= limit:
                done = order.proof is not None and order.proof()
                self._registry.apply(live.job_id, lifecycle.proven if done else lifecycle.given_up)
            else:
                if now >= reply_by and not live.accepted.done():
                    live.fail(ReplyTimeout(order.dock, order.command, self._timings.reply))
                due = (calm, limit, None if live.accepted.done() else reply_by)
                await _wake(live.wake, min(each for each in due if each is not None) - now)

    def _time_left(self, live: Live) -> float:
        job = self._registry.require(live.job_id)
        if not (live.resumed and job.sent):
            return live.order.limit
        past = (dt_util.utcnow() - job.sent).total_seconds()
        # A clock that was set must neither end it at once nor never.
        return min(live.order.limit, max(self._timings.resume, live.order.limit - past))

    def _look_for_proof(self, live: Live) -> None:
        if live.order.proof is None or not self._registry.require(live.job_id).status.under_way:
            return
        if not live.order.proof():
            live.proof_before, live.proven_at = False, None
        elif not live.proof_before and live.proven_at is None:
            live.proven_at = asyncio.get_running_loop().time()
            live.wake.set()


def _settle(live: Live, job: Job) -> None:
    """Let those go on who wait for a job, if they can."""
    if job.status in (JobStatus.RUNNING, JobStatus.SUCCEEDED):
        live.succeed()
    elif job.status.finished:
        live.fail(failure(job))
    if job.status.finished:
        live.turn.set()
    live.wake.set()


def failure(job: Job) -> DockRefused | HomeAssistantError:
    """Return the error about a job that did not succeed, or is not over when its run ends."""
    if not job.status.finished:
        return job_error("job_followed_later")
    if job.code:
        return DockRefused(job.dock, job.command, job.code)
    return job_error(job.reason, job.placeholders)


def job_error(key: str, placeholders: Mapping[str, str] | None = None) -> HomeAssistantError:
    """Return what a user reads."""
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders=dict(placeholders or {}),
    )


async def _wake(event: asyncio.Event, seconds: float) -> None:
    """Wait until something has happened, or the time is over."""
    try:
        async with asyncio.timeout(max(0.0, seconds)):
            await event.wait()
    except TimeoutError:
        return
    event.clear()
