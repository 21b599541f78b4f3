"""Jobs of all docks: who asks for them, and what is heard of them."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator
from dataclasses import replace
from functools import partial
import logging
from typing import Any, override

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..cloud_api import (
    CloudServer,
    CommandReplied,
    DockChanged,
    JobProgress,
    PropertiesChanged,
    TopologyReported,
    new_id,
)
from ..database import Database
from ..util.asked_by import asked_by
from ..util.dock_event import DockEvent
from ..util.feature import Feature
from . import lifecycle
from .events import job_event
from .line import Live
from .models import Job, JobsState, JobStatus
from .order import Order
from .registry import JobRegistry, Listener
from .runner import JobRunner, JobTimings, job_error
from .store import jobs_database

_LOGGER = logging.getLogger(__name__)


class Jobs(Feature):
    """Sends each command once, after it is saved, and follows it to its end."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        server: CloudServer,
        spawn: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[Any]],
        *,
        changed: Callable[[str], None],
        notify: Callable[[str, DockEvent], None],
        timings: JobTimings | None = None,
    ) -> None:
        """`changed` is called with a dock whose jobs have moved, `notify` with what happened."""
        self._hass = hass
        self._server = server
        self._changed, self._notify = changed, notify
        self.database: Database = jobs_database(hass, entry_id)
        """Where jobs are, and what their features have to undo after a restart."""
        self._registry = JobRegistry(hass, self.database)
        self._registry.subscribe(self._moved)
        self._runner = JobRunner(self._registry, spawn, timings or JobTimings())
        self._orders: dict[str, Callable[[Job], Order]] = {}
        self._ended = False
        self._waiting: set[asyncio.Event] = set()
        """Of those who wait for the end of a job."""

    def revive(self, commands: Iterable[str], order: Callable[[Job], Order]) -> None:
        """Let a feature say again what a job of an earlier run was about; it is not sent again."""
        self._orders.update(dict.fromkeys(commands, order))

    @override
    async def async_load(self) -> None:
        """Take up the jobs of the last run.

        Raises:
            DatabaseUnusable

        """
        if not await self._hass.async_add_executor_job(self.database.open):
            _LOGGER.debug("The history of jobs begins empty")
        await self._registry.async_load()

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Follow what was sent, and listen; returns what ends that."""
        for job in self._registry:
            if job.status is JobStatus.QUEUED:
                self._registry.apply(job.job_id, _restarted)
            elif job.status.under_way and (order := self._orders.get(job.command)):
                self._runner.run(Live(order(job), job.job_id, resumed=True))
            elif job.status.under_way:
                self._registry.apply(job.job_id, lifecycle.given_up)
        listeners = self._server.listeners
        return [
            listeners.add(CommandReplied, self._replied),
            listeners.add(JobProgress, self._progressed),
            listeners.add(PropertiesChanged, self._properties_changed),
            listeners.add(TopologyReported, lambda event: self._runner.look(event.dock)),
            listeners.add(DockChanged, self._dock_changed),
        ]

    @override
    async def async_end_sessions(self) -> None:
        """Send nothing more."""
        for dock in self._runner:
            self.empty(dock, "job_unloaded")

    @override
    async def async_stop(self) -> None:
        """Save everything; what was sent is followed by the next run."""
        self._ended = True
        await self._runner.async_stop()
        for waiting in self._waiting:
            waiting.set()
        await self._registry.async_keep()
        await self._hass.async_add_executor_job(self.database.close)

    @override
    async def async_forget(self, serial: str) -> None:
        """Send nothing more to a dock that is no longer ours."""
        self.empty(serial, "job_dock_gone")

    async def async_begin_backup(self) -> None:
        """Save everything, and keep the file as it is while it is copied.

        Raises:
            DatabaseUnusable

        """
        await self._registry.async_save()
        await self._hass.async_add_executor_job(self.database.begin_backup)

    async def async_end_backup(self) -> None:
        """Go on as before.

        Raises:
            DatabaseUnusable

        """
        await self._hass.async_add_executor_job(self.database.end_backup)

    async def async_run(self, order: Order, context: Context | None = None) -> Job:
        """Give an order, and return when the dock has accepted it, or has done it at once.

        The same order joins the one that runs or waits.

        Raises:
            HomeAssistantError: it was refused, waited for too long, or was taken back.
            CloudApiError: the dock refused it, was not reached, or does not answer: then it goes on.
            DatabaseUnusable: it could not be saved, and was not sent.

        """
        if self._ended or not self._server.takes_orders:
            raise job_error("job_unloaded")
        # Also where it is at it already: what would undo it was asked for earlier.
        self._runner.make_way(order)
        live = self._runner.find(order)
        if live is None:
            self._runner.require_room(order.dock)
            live = self._begin(order, context)
        else:
            self._registry.apply(live.job_id, lifecycle.shared)
        live.askers += 1
        try:
            await asyncio.wait([live.accepted])
        finally:
            live.askers -= 1
            if not live.askers:
                # Whoever asked is gone; what has left already goes on.
                self._runner.take_back(live, "job_withdrawn")
        live.accepted.result()
        return self._registry.require(live.job_id)

    async def async_finish(self, job_id: str) -> Job:
        """Return a job when it is over, at the latest at its limit; or as it is at the end of a run."""
        over = asyncio.Event()

        def look(_: Job, job: Job) -> None:
            if job.job_id == job_id and job.status.finished:
                over.set()

        remove = self._registry.subscribe(look)
        self._waiting.add(over)
        try:
            if not (self._ended or self._registry.require(job_id).status.finished):
                await over.wait()
        finally:
            self._waiting.discard(over)
            remove()
        return self._registry.require(job_id)

    @callback
    def empty(self, dock: str, reason: str) -> None:
        """Take back what waits at a dock; what was sent goes on. `reason` is the key of a text."""
        for live in self._runner.line(dock):
            self._runner.take_back(live, reason)

    @callback
    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call a listener with a job before and after each change; returns what ends that."""
        return self._registry.subscribe(listener)

    def state(self, dock: str) -> JobsState:
        """Return what is known of the jobs of a dock."""
        return JobsState(job=self._runner.first(dock), latest=self._registry.latest(dock))

    def running(self, dock: str) -> Job | None:
        """Return the job that a dock may be at."""
        job = self._runner.first(dock)
        return job if job and job.status.under_way else None

    def newest(self, dock: str) -> Iterator[Job]:
        """Return the jobs of a dock, newest first."""
        return self._registry.newest(dock)

    def _begin(self, order: Order, context: Context | None) -> Live:
        job = Job(
            job_id=new_id(),
            dock=order.dock,
            command=order.command,
            value=order.value,
            is_job=order.is_job,
            created=dt_util.utcnow(),
            **asked_by(context),
        )
        self._registry.put(job)
        live = Live(order, job.job_id)
        self._runner.run(live)
        self._changed(job.dock)
        return live

    @callback
    def _moved(self, before: Job, job: Job) -> None:
        self._changed(job.dock)
        if event := job_event(before, job):
            self._notify(job.dock, event)

    @callback
    def _replied(self, reply: CommandReplied) -> None:
        if job := self._job_of(reply.dock, reply.bid, reply.method):
            self._runner.hear(job)
            if self._runner.is_at_it(job, reply.result):
                reply = replace(reply, result=0, status=None)
            self._registry.apply(job.job_id, partial(lifecycle.replied, reply=reply))

    @callback
    def _progressed(self, event: JobProgress) -> Coroutine[Any, Any, None] | None:
        """Handle how a job goes on; its end is saved before it is acknowledged."""
        if (job := self._job_of(event.dock, event.bid, event.method)) is None:
            return None
        self._runner.hear(job)
        if not self._registry.apply(job.job_id, partial(lifecycle.progressed, event=event)):
            return None
        finished = self._registry.require(job.job_id).status.finished
        return self._registry.async_keep() if finished else None

    def _job_of(self, dock: str, bid: str, method: str) -> Job | None:
        """Return the job that a dock means; where it leaves the id out, the one that it is at."""
        job = self._registry.get(bid) if bid else self.running(dock)
        # Of a firmware upgrade the command has another name than its events.
        known = job is not None and method in ("", job.command, _PROGRESS_OF.get(job.command))
        return job if job and known and job.dock == dock else None

    @callback
    def _properties_changed(self, change: PropertiesChanged) -> None:
        dock = self._server.fleet.dock_of(change.device)
        self._runner.look(dock.serial if dock else change.device)

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        dock = change.dock
        if change.before and change.before.online and not dock.online:
            self.empty(dock.serial, "job_dock_gone")
        self._runner.look(dock.serial)


_restarted = partial(lifecycle.taken_back, left=False, reason="job_restarted", placeholders={})
_PROGRESS_OF = {"ota_create": "ota_progress"}
