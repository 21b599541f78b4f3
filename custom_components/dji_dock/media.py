"""Media: what docks report, what the bucket holds, and who is told."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
import logging
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import STORAGE_DIR
from homeassistant.util import dt as dt_util

from .bucket import Bucket, media_prefix
from .cloud_api import (
    CloudServer,
    EventRefused,
    FlightProgress,
    MediaPending,
    MediaPrioritized,
    MediaUploaded,
    NotSaved,
    StorageRefused,
    StorageTarget,
    upload_flighttask_media_prioritize,
)
from .const import DOMAIN
from .index import (
    OBJECTS,
    Database,
    IndexedObject,
    IndexUnusable,
    Ledger,
    ObjectBrowser,
    ObjectIndex,
    ReportedFile,
)
from .media_credentials import CredentialTimings, MediaCredentials
from .media_listing import reported_file
from .media_lookup import MediaLookup
from .media_state import MediaState
from .storage_access import storage_fingerprint

_LOGGER = logging.getLogger(__name__)

MISPLACED = 1
"""Result for a file outside the folder that the dock was given; DJI documents no code for it."""

_RETRY_SECONDS = 5.0

type MediaListener = Callable[[str, IndexedObject | None], None]
"""Called with a dock whose media changed, and with the file if one came in."""


def index_database(hass: HomeAssistant, entry_id: str) -> Database:
    """Return where an entry's index is."""
    return Database(Path(hass.config.path(STORAGE_DIR, f"{DOMAIN}.{entry_id}.media.db")), OBJECTS)


@dataclass(slots=True)
class _Report:
    news: MediaUploaded
    file: ReportedFile
    saved: asyncio.Future[None]


class MediaLibrary:
    """The media of all docks. What a dock reports is saved, then told, then acknowledged."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        server: CloudServer,
        bucket: Bucket,
        spawn: Callable[[Coroutine[Any, Any, None], str], object],
        timings: CredentialTimings | None = None,
    ) -> None:
        """Take the parts; nothing is opened yet."""
        self._hass = hass
        self._server = server
        self._bucket = bucket
        self._spawn = spawn
        self._database = index_database(hass, entry_id)
        self.objects = ObjectIndex(self._database)
        self.browser = ObjectBrowser(self._database)
        self.ledger = Ledger(self._database)
        self.credentials = MediaCredentials(hass, bucket, self._online_docks, spawn, timings)
        self._lookup = MediaLookup(hass, bucket, self.objects, self.async_refresh)
        self._states: dict[str, MediaState] = {}
        self._listeners: list[MediaListener] = []
        self._reports: list[_Report] = []
        self._notes: list[Callable[[], object]] = []
        self._touched: set[str] = set()
        self._work = asyncio.Event()
        self._working = True
        self._stopping = False

    async def async_load(self) -> None:
        """Open the index.

        Raises:
            IndexUnusable

        """
        if not await self._hass.async_add_executor_job(self._database.open):
            _LOGGER.debug("The index of the bucket begins empty")
        for dock in self._server.fleet:
            if dock.accepted:
                await self.async_refresh(dock.serial)

    def start(self) -> list[Callable[[], None]]:
        """Begin to work; returns what ends the listening."""
        listeners = self._server.listeners
        self._spawn(self._async_write(), "media index")
        self._spawn(self._lookup.async_run(), "media lookup")
        if self._server.settings.answer_requests:
            self._server.media_storage = self
            self._spawn(self.credentials.async_run(), "media credentials")
        return [
            listeners.add(MediaUploaded, self._uploaded),
            listeners.add(MediaPending, self._pending),
            listeners.add(MediaPrioritized, self._prioritized),
            listeners.add(FlightProgress, self._flight),
        ]

    async def async_stop(self) -> None:
        """Close the index; what docks say from here on is not acknowledged, and said again."""
        self._stopping = True
        await self._hass.async_add_executor_job(self._database.close)

    @callback
    def subscribe(self, listener: MediaListener) -> Callable[[], None]:
        """Tell a listener of every change; returns what ends that."""
        self._listeners.append(listener)

        def remove() -> None:
            self._listeners.remove(listener)

        return remove

    @property
    def losses(self) -> int:
        """How often the index was lost since it was opened; then only a listing fills it."""
        return self._database.losses

    def state(self, dock: str) -> MediaState:
        """Return what is known of a dock's media."""
        return self._states.get(dock, MediaState())

    async def async_prioritize(self, dock: str, flight_id: str) -> None:
        """Ask a dock to upload the files of a flight first.

        Raises:
            CloudApiError

        """
        await upload_flighttask_media_prioritize(self._server, dock, flight_id)

    def find(
        self, dock: str, flight: str | None, keys: Sequence[str] | None, limit: int
    ) -> list[IndexedObject]:
        """Return media of a dock: of a flight, under keys, or the newest. Blocks."""
        if keys is not None:
            found = (self.browser.get(key) for key in keys)
            return [file for file in found if file is not None and file.dock == dock]
        return self.browser.latest(dock, flight, limit)

    def links(self, keys: Sequence[str], expires_in: int) -> list[str]:
        """Return links to objects that anybody can open for so many seconds. Blocks.

        Raises:
            BucketError

        """
        return [self._bucket.link(key, expires_in) for key in keys]

    async def async_target(self, dock: str) -> tuple[StorageTarget, str]:
        """Return where a dock uploads to, and write down whether it was told.

        Raises:
            StorageRefused: the store gives no credentials now.

        """
        now = dt_util.utcnow()
        try:
            target = await self.credentials.async_target(dock)
        except StorageRefused as err:
            _LOGGER.info("Dock %s asked for credentials and got none: %s", dock, err.reason)
            self._note(dock, asked=now, refused=now, refusal=err.reason)
            raise
        storage = storage_fingerprint(self._bucket.config)
        self._note(dock, asked=now, issued=now, storage=storage, misplaced=None)
        return target

    async def async_refresh(self, *docks: str) -> None:
        """Read what is known of docks from the index, and tell where it changed."""
        for dock in docks:
            try:
                state = await self._hass.async_add_executor_job(self._read, dock)
            except IndexUnusable as err:
                _LOGGER.debug("The index cannot be read: %s", err)
                return
            self._put(dock, replace(state, pending=self.state(dock).pending))

    async def async_forget(self, dock: str) -> None:
        """Drop everything about a dock that is no longer ours; the bucket keeps its files."""
        self.credentials.forget(dock)
        self._states.pop(dock, None)
        await self._hass.async_add_executor_job(self.objects.forget_dock, dock)

    @callback
    def _uploaded(self, news: MediaUploaded) -> Awaitable[None] | None:
        if news.result:
            _LOGGER.info("Dock %s could not upload a file: code %s", news.dock, news.result)
            return None
        now = dt_util.utcnow()
        prefix = media_prefix(self._bucket.config, news.dock)
        saved: asyncio.Future[None] = self._hass.loop.create_future()
        # Where it was dropped for too much work at once, nobody asks how it ended.
        saved.add_done_callback(lambda done: done.cancelled() or done.exception())
        if (file := reported_file(news, prefix, dt_util.get_default_time_zone(), now)) is None:
            self._note(news.dock, misplaced=now)
            saved.set_exception(EventRefused(MISPLACED, "outside the dock's own folder"))
            return saved
        self._reports.append(_Report(news, file, saved))
        self._work.set()
        return saved

    @callback
    def _pending(self, news: MediaPending) -> None:
        self._put(news.dock, replace(self.state(news.dock), pending=news.files))

    @callback
    def _prioritized(self, news: MediaPrioritized) -> None:
        if news.flight_id:
            self._note_flight(news.dock, news.flight_id)

    @callback
    def _flight(self, news: FlightProgress) -> None:
        if news.flight_id and (news.over or news.media_count is not None):
            self._note_flight(news.dock, news.flight_id, expected=news.media_count, over=news.over)

    def _note_flight(self, dock: str, flight: str, **news: Any) -> None:
        now = dt_util.utcnow()
        self._notes.append(partial(self.ledger.note_flight, dock, flight, now, **news))
        self._touched.add(dock)
        self._work.set()

    def _note(self, dock: str, **changes: Any) -> None:
        self._notes.append(partial(self.ledger.note_access, dock, **changes))
        self._work.set()

    def _online_docks(self) -> Iterable[str]:
        return [dock.serial for dock in self._server.fleet if dock.accepted and dock.online]

    async def _async_write(self) -> None:
        """Save what came in since the last time, together: a burst costs one transaction."""
        self._notes.append(self._tell_again)
        self._work.set()
        while True:
            await self._work.wait()
            self._work.clear()
            reports, self._reports = self._reports, []
            notes, self._notes = self._notes, []
            # With the notes that touched them: those that come while this is saved come later.
            touched, self._touched = self._touched, set()
            try:
                await self._async_take(reports, notes, touched)
            except Exception as err:
                self._touched |= touched
                if not isinstance(err, IndexUnusable):
                    _LOGGER.exception("Reports of media could not be taken")
                self._failed(err, reports)
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                self._worked()

    async def _async_take(
        self, reports: list[_Report], notes: list[Callable[[], object]], touched: set[str]
    ) -> None:
        """Save, then tell, then let it be acknowledged."""
        news = await self._hass.async_add_executor_job(self._save, reports, notes)
        await self.async_refresh(*{report.news.dock for report in reports} | touched)
        for known in news:
            self._tell(known.dock, known)
        for report in reports:
            if not report.saved.done():
                report.saved.set_result(None)
        if reports:
            self._lookup.look_soon()
        if news:
            self._notes.append(partial(self.objects.announced, [known.key for known in news]))
            self._work.set()

    def _tell_again(self) -> None:
        """Tell what the last run saved and could not tell. Blocks."""
        for known in self.objects.unannounced():
            self._hass.loop.call_soon_threadsafe(self._tell, known.dock, known)
            self.objects.announced([known.key])

    def _save(
        self, reports: list[_Report], notes: list[Callable[[], object]]
    ) -> list[IndexedObject]:
        """Save, and return the files that are news. Blocks."""
        fresh = self.objects.report([report.file for report in reports]) if reports else []
        # Of each flight and dock the last report says it all.
        for (dock, flight), last in {
            (report.news.dock, report.file.flight): report for report in reports
        }.items():
            when, news = last.file.reported, last.news
            self.ledger.note_access(dock, reported=when)
            if flight:
                self.ledger.note_flight(
                    dock, flight, when, expected=news.expected, uploaded=news.uploaded
                )
        for note in notes:
            note()
        found = (
            self.browser.get(report.file.key)
            for report, new in zip(reports, fresh, strict=True)
            if new
        )
        return [known for known in found if known is not None]

    def _failed(self, err: Exception, reports: list[_Report]) -> None:
        if self._working and not self._stopping:
            _LOGGER.error("What docks say of media cannot be saved: %s", err)
        self._working = False
        for report in reports:
            if not report.saved.done():
                report.saved.set_exception(NotSaved(str(err)))

    def _worked(self) -> None:
        if not self._working:
            _LOGGER.info("What docks say of media can be saved again")
        self._working = True

    def _read(self, dock: str) -> MediaState:
        """Return what the index knows. Blocks."""
        totals = self.objects.totals(dock)
        flights = self.ledger.flights(dock, 1)
        return MediaState(
            files=totals.files,
            size=totals.size,
            newest=totals.newest,
            flight=flights[0] if flights else None,
            photo=self.browser.newest(dock, "photo"),
            deleted=self.objects.count(f"deleted {dock}"),
        )

    def _put(self, dock: str, state: MediaState) -> None:
        if self._states.get(dock) != state:
            self._states[dock] = state
            self._tell(dock, None)

    def _tell(self, dock: str, file: IndexedObject | None) -> None:
        for listener in tuple(self._listeners):
            listener(dock, file)
