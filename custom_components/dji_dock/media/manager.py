"""Media: what docks report, what is known of it, and who is notified."""

from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
import logging
from typing import Any, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..bucket import Bucket, media_prefix
from ..catalog.catalog import Catalog
from ..catalog.listing import reported_file
from ..cloud_api import (
    CloudServer,
    ConnectionChanged,
    EventRefused,
    FlightProgress,
    MediaPending,
    MediaPrioritized,
    MediaUploaded,
    upload_flighttask_media_prioritize,
)
from ..database import CompleteFlight, DatabaseUnusable, FlightEntry, IndexedObject
from ..util.content_types import PICTURES
from ..util.dock_event import DockEvent
from ..util.feature import Feature
from .completeness import CompleteFlights
from .credentials import MediaCredentials
from .events import media_event
from .issues import MediaIssues
from .models import MediaState
from .reports import MediaReports, failed

_LOGGER = logging.getLogger(__name__)

MISPLACED = 1
"""Result for a file outside the folder that the dock was given; DJI documents no code for it."""


class MediaUploads(Feature):
    """The media of all docks. What a dock reports is saved, then announced, then acknowledged."""

    def __init__(
        self,
        hass: HomeAssistant,
        server: CloudServer,
        bucket: Bucket,
        catalog: Catalog,
        spawn: Callable[[Coroutine[Any, Any, None], str], object],
        *,
        changed: Callable[[str], None],
        notify: Callable[[str, DockEvent], None],
        issues: MediaIssues,
        list_again: Callable[[str, datetime], Awaitable[bool]],
        flies: Callable[[str, str], bool],
    ) -> None:
        """`changed` is called with a dock whose media changed, `notify` with what happened to it.

        `list_again` lists what a dock has in the bucket unless that was done since a moment, and
        returns whether it was done now. `flies` says whether a flight of a dock goes on.
        """
        self._hass = hass
        self._server = server
        self._bucket = bucket
        self._catalog = catalog
        self._spawn = spawn
        self._changed = changed
        self._notify = notify
        self.issues = issues
        self._list_again = list_again
        catalog.subscribe(self.async_refresh)
        self._reports = MediaReports(
            hass,
            catalog.database,
            catalog.objects,
            catalog.ledger,
            saved=self._saved,
            notify=self._announce,
            # Entities hear it until nothing is served any more.
            may_announce=lambda: server.answering,
        )
        self.credentials = MediaCredentials(
            hass, bucket, self._online_docks, spawn, self._reports.note_access
        )
        self._complete = CompleteFlights(catalog.ledger, flies, notify)
        self._states: dict[str, MediaState] = {}

    @override
    async def async_load(self) -> None:
        """Read what is known of each dock."""
        await self.async_refresh(*(dock.serial for dock in self._server.fleet if dock.accepted))

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Begin to work; returns what ends the listening."""
        listeners = self._server.listeners
        self._spawn(self._reports.async_run(), "media index")
        # Docks that ask for a bucket where there is none are refused, and keep their files.
        if self._server.settings.answer_requests and self._bucket.is_set:
            self._server.media_storage = self.credentials
            self._spawn(self.credentials.async_run(), "media credentials")
        return [
            listeners.add(MediaUploaded, self._uploaded),
            listeners.add(MediaPending, self._pending),
            listeners.add(MediaPrioritized, self._prioritized),
            listeners.add(FlightProgress, self._flight),
            listeners.add(ConnectionChanged, self._connection_changed),
        ]

    @override
    async def async_stop(self) -> None:
        """Save everything; what docks say from here on is not acknowledged, and said again."""
        await self._reports.async_stop()

    async def async_begin_backup(self) -> None:
        """Save everything, and keep the catalog's file as it is while it is copied.

        Raises:
            DatabaseUnusable

        """
        await self._reports.async_save()
        await self._catalog.async_begin_backup()

    async def async_end_backup(self) -> None:
        """Go on as before.

        Raises:
            DatabaseUnusable

        """
        await self._catalog.async_end_backup()

    def state(self, dock: str) -> MediaState:
        """Return what is known of a dock's media."""
        return self._states.get(dock, MediaState())

    async def async_look_after(self, dock: str) -> None:
        """Raise what is wrong with a dock's media, and take back what is not.

        Raises:
            DatabaseUnusable

        """
        pending = self.state(dock).pending
        problem = await self.issues.async_diagnose(dock, pending)
        # It may all be there, and only nobody reported it.
        if problem and await self._list_again(dock, problem.since):
            problem = await self.issues.async_diagnose(dock, self.state(dock).pending)
        self.issues.show(dock, problem)

    async def async_prioritize(self, dock: str, flight_id: str) -> None:
        """Ask a dock to upload the files of a flight first.

        Raises:
            CloudApiError

        """
        await upload_flighttask_media_prioritize(self._server, dock, flight_id)

    def flights(self, dock: str, limit: int) -> list[FlightEntry]:
        """Return the latest flights of a dock, with what came of each. Blocks."""
        return self._catalog.ledger.flights(dock, limit)

    def find(
        self, dock: str, flight: str | None, keys: Sequence[str] | None, limit: int
    ) -> list[IndexedObject]:
        """Return media of a dock: of a flight, under keys, or the newest. Blocks."""
        return self._catalog.find(dock, flight, keys, limit)

    def links(self, keys: Sequence[str], expires_in: int) -> list[str]:
        """Return links to objects that anybody can open for so many seconds. Blocks.

        Raises:
            BucketError

        """
        return [self._bucket.link(key, expires_in) for key in keys]

    async def async_refresh(self, *docks: str) -> None:
        """Read what is known of docks from the catalog, and notify where it changed."""
        for dock in docks:
            try:
                state, complete = await self._hass.async_add_executor_job(self._read, dock)
            except DatabaseUnusable as err:
                _LOGGER.debug("The index cannot be read: %s", err)
                return
            if self._server.fleet.accepted(dock):
                self._put(dock, replace(state, pending=self.state(dock).pending))
                self._complete.show(dock, complete)

    @override
    async def async_forget(self, serial: str) -> None:
        """Drop what is at hand of a dock that is no longer ours."""
        self.credentials.forget(serial)
        self._states.pop(serial, None)
        self._complete.forget(serial)
        self.issues.clear(serial)

    @callback
    def _uploaded(self, report: MediaUploaded) -> Awaitable[None] | None:
        if report.result:
            _LOGGER.info("Dock %s could not upload a file: code %s", report.dock, report.result)
            return None
        now = dt_util.utcnow()
        prefix = media_prefix(self._bucket.config, report.dock)
        if (file := reported_file(report, prefix, dt_util.get_default_time_zone(), now)) is None:
            self._reports.note_access(report.dock, misplaced=now)
            return failed(self._hass, EventRefused(MISPLACED, "outside the dock's own folder"))
        return self._reports.report(file, expected=report.expected, uploaded=report.uploaded)

    @callback
    def _pending(self, report: MediaPending) -> None:
        self._put(report.dock, replace(self.state(report.dock), pending=report.files))

    @callback
    def _prioritized(self, report: MediaPrioritized) -> Awaitable[None] | None:
        if not report.flight_id:
            return None
        return self._reports.note_flight(report.dock, report.flight_id)

    @callback
    def _flight(self, progress: FlightProgress) -> Awaitable[None] | None:
        if not progress.flight_id or not (progress.over or progress.media_count is not None):
            return None
        return self._reports.note_flight(
            progress.dock, progress.flight_id, expected=progress.media_count, over=progress.over
        )

    @callback
    def _connection_changed(self, change: ConnectionChanged) -> None:
        if change.connected:
            # Also after an end that did not come about: entities are there still.
            self._reports.wake()

    def _online_docks(self) -> Iterable[str]:
        return [dock.serial for dock in self._server.fleet if dock.accepted and dock.online]

    async def _saved(self, docks: Collection[str], files: bool) -> None:
        await self.async_refresh(*docks)
        if files:
            self._catalog.verify_soon()

    def _read(self, dock: str) -> tuple[MediaState, list[CompleteFlight]]:
        """Return what the catalog knows, and of which flights it is news that all is there. Blocks."""
        catalog = self._catalog
        totals = catalog.objects.totals(dock)
        flights = catalog.ledger.flights(dock, 1)
        state = MediaState(
            files=totals.files,
            size=totals.size,
            newest=totals.newest,
            flight=flights[0] if flights else None,
            photo=catalog.browser.newest(dock, "photo", PICTURES),
            deleted=catalog.objects.count(f"deleted {dock}"),
        )
        return state, self._complete.look(dock)

    def _put(self, dock: str, state: MediaState) -> None:
        if self._states.get(dock) != state:
            self._states[dock] = state
            self._changed(dock)

    def _announce(self, file: IndexedObject) -> None:
        """Notify of a new file; what goes wrong there does not keep it from being acknowledged."""
        try:
            self.issues.wrote(file.dock)
            self._notify(file.dock, media_event(file))
        except Exception:
            _LOGGER.exception("A new file could not be announced")
