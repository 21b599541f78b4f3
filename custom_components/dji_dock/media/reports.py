"""What docks report of media: saved, then announced, then acknowledged."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
import logging
from typing import Any, NamedTuple

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..cloud_api import NotSaved
from ..database import Database, DatabaseUnusable, IndexedObject, Ledger, ObjectIndex, ReportedFile

_LOGGER = logging.getLogger(__name__)

_RETRY_SECONDS = 5.0
_MAX_FLIGHTS = 200
"""Reports on so many flights of a dock may wait to be saved; it repeats what was not acknowledged."""


class _FlightReport(NamedTuple):
    """What was reported of a flight, and when last."""

    when: datetime
    expected: int | None = None
    uploaded: int | None = None
    over: bool = False

    def then(self, later: _FlightReport) -> _FlightReport:
        """Return both as one."""
        return _FlightReport(
            later.when,
            self.expected if later.expected is None else later.expected,
            self.uploaded if later.uploaded is None else later.uploaded,
            self.over or later.over,
        )


@dataclass(slots=True)
class _Batch:
    """What is saved in one transaction."""

    files: list[ReportedFile] = field(default_factory=list)
    access: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Changes of StorageAccess by dock."""
    flights: dict[str, dict[str, _FlightReport]] = field(default_factory=dict)
    """By dock and flight."""
    announced: list[str] = field(default_factory=list)
    """Keys of files that were announced to everybody."""
    waiting: list[asyncio.Future[None]] = field(default_factory=list)
    """Done when it is saved."""

    def note_flight(self, dock: str, flight: str, report: _FlightReport) -> None:
        """Add a report on a flight."""
        flights = self.flights.setdefault(dock, {})
        before = flights.get(flight)
        flights[flight] = before.then(report) if before else report

    def take_back(self, failed: _Batch) -> None:
        """Take what could not be saved, before what came since; docks report it again."""
        self.announced = failed.announced + self.announced
        self.access = {
            dock: failed.access.get(dock, {}) | self.access.get(dock, {})
            for dock in failed.access | self.access
        }
        later, self.flights = self.flights, failed.flights
        for dock, flights in later.items():
            for flight, report in flights.items():
                self.note_flight(dock, flight, report)


class MediaReports:
    """Saves what came in since the last time together: a burst costs one transaction.

    What is new is so in its row, until it was announced to everybody: after a failure, a reload or a kill
    the rest is announced.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        database: Database,
        objects: ObjectIndex,
        ledger: Ledger,
        *,
        saved: Callable[[Collection[str], bool], Awaitable[None]],
        notify: Callable[[IndexedObject], None],
        may_announce: Callable[[], bool],
    ) -> None:
        """`saved` is called with docks of which something was saved, and whether files are among it.

        `may_announce` says whether anybody would hear it.
        """
        self._hass = hass
        self._database = database
        self._objects = objects
        self._ledger = ledger
        self._saved = saved
        self._notify = notify
        self._may_announce = may_announce
        self._batch = _Batch()
        self._saving = asyncio.Lock()
        self._wake = asyncio.Event()
        self._working = True
        self._stopping = False

    @callback
    def report(
        self, file: ReportedFile, *, expected: int | None, uploaded: int | None
    ) -> asyncio.Future[None]:
        """Take a file; done when it is saved and announced."""
        self._batch.files.append(file)
        self.note_access(file.dock, reported=file.reported)
        if file.flight:
            report = _FlightReport(file.reported, expected, uploaded)
            self._batch.note_flight(file.dock, file.flight, report)
        return self._when_saved()

    @callback
    def note_access(self, dock: str, **changes: Any) -> None:
        """Take changed fields of StorageAccess."""
        self._batch.access.setdefault(dock, {}).update(changes)
        self._wake.set()

    @callback
    def note_flight(
        self, dock: str, flight: str, *, expected: int | None = None, over: bool = False
    ) -> asyncio.Future[None]:
        """Take a report on a flight; done when it is saved."""
        known = self._batch.flights.get(dock, {})
        if flight not in known and len(known) >= _MAX_FLIGHTS:
            return failed(self._hass, NotSaved("too many flights at once"))
        self._batch.note_flight(
            dock, flight, _FlightReport(dt_util.utcnow(), expected=expected, over=over)
        )
        return self._when_saved()

    @callback
    def wake(self) -> None:
        """Say that somebody hears again what nobody could hear before."""
        self._wake.set()

    async def async_run(self) -> None:
        """Save and report until cancelled; first of all what the last run could not report."""
        self._wake.set()
        while True:
            await self._wake.wait()
            self._wake.clear()
            if not await self.async_save():
                await asyncio.sleep(_RETRY_SECONDS)
                self._wake.set()

    async def async_save(self) -> bool:
        """Save what came in, and notify listeners; False if it cannot be saved now."""
        async with self._saving:
            batch, self._batch = self._batch, _Batch()
            try:
                unannounced = await self._hass.async_add_executor_job(self._write, batch)
            except DatabaseUnusable as err:
                self._failed(batch, err)
                return False
            except Exception as err:
                _LOGGER.exception("Reports of media could not be taken")
                # One of them may never be possible. None was acknowledged: docks report them again.
                self._failed(_Batch(announced=batch.announced, waiting=batch.waiting), err)
                return False
            if not self._working:
                _LOGGER.info("What docks say of media can be saved again")
            self._working = True
            try:
                await self._saved({*batch.access, *batch.flights}, bool(batch.files))
            except Exception:
                _LOGGER.exception("What was saved of media cannot be shown")
            if unannounced and self._may_announce():
                for known in unannounced:
                    self._notify(known)
                self._batch.announced += [known.key for known in unannounced]
                self._wake.set()
            for done in batch.waiting:
                if not done.done():
                    done.set_result(None)
            return True

    async def async_stop(self) -> None:
        """Save what is here for the last time."""
        self._stopping = True
        await self.async_save()

    def _when_saved(self) -> asyncio.Future[None]:
        done = _future(self._hass)
        self._batch.waiting.append(done)
        self._wake.set()
        return done

    def _write(self, batch: _Batch) -> list[IndexedObject]:
        """Save all of it or nothing, and return the files that were announced to nobody. Blocks."""
        with self._database.writing():
            self._objects.announced(batch.announced)
            self._objects.report(batch.files)
            for dock, changes in batch.access.items():
                self._ledger.note_access(dock, **changes)
            for dock, flights in batch.flights.items():
                for flight, report in flights.items():
                    self._ledger.note_flight(
                        dock,
                        flight,
                        report.when,
                        expected=report.expected,
                        uploaded=report.uploaded,
                        over=report.over,
                    )
            return self._objects.unannounced()

    def _failed(self, batch: _Batch, err: Exception) -> None:
        if self._working and not self._stopping:
            _LOGGER.error("What docks say of media cannot be saved: %s", err)
        self._working = False
        self._batch.take_back(batch)
        for done in batch.waiting:
            if not done.done():
                done.set_exception(NotSaved(str(err)))


def failed(hass: HomeAssistant, err: Exception) -> asyncio.Future[None]:
    """Return what fails when it is awaited."""
    done = _future(hass)
    done.set_exception(err)
    return done


def _future(hass: HomeAssistant) -> asyncio.Future[None]:
    done: asyncio.Future[None] = hass.loop.create_future()
    # Where it was dropped for too much work at once, nobody asks how it ended.
    done.add_done_callback(lambda done: done.cancelled() or done.exception())
    return done
