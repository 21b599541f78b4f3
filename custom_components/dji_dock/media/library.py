"""Media: what docks report, what the bucket holds, and who is told."""

from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable, Sequence
from dataclasses import replace
import logging
from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import STORAGE_DIR
from homeassistant.util import dt as dt_util

from ..bucket import Bucket, media_prefix
from ..bucket_access.target import storage_fingerprint
from ..catalog.listing import reported_file
from ..catalog.verifier import Verifier
from ..cloud_api import (
    CloudServer,
    EventRefused,
    FlightProgress,
    MediaPending,
    MediaPrioritized,
    MediaUploaded,
    StorageRefused,
    StorageTarget,
    upload_flighttask_media_prioritize,
)
from ..const import DOMAIN
from ..database import (
    OBJECTS,
    Database,
    DatabaseUnusable,
    IndexedObject,
    Ledger,
    ObjectBrowser,
    ObjectIndex,
)
from ..util.content_types import PICTURES
from .credentials import CredentialTimings, MediaCredentials
from .models import MediaState
from .reports import MediaReports, failed

_LOGGER = logging.getLogger(__name__)

MISPLACED = 1
"""Result for a file outside the folder that the dock was given; DJI documents no code for it."""

type MediaListener = Callable[[str, IndexedObject | None], None]
"""Called with a dock whose media changed, and with the file if one came in."""


def index_database(hass: HomeAssistant, entry_id: str) -> Database:
    """Return where an entry's index is."""
    return Database(Path(hass.config.path(STORAGE_DIR, f"{DOMAIN}.{entry_id}.media.db")), OBJECTS)


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
        may_tell: Callable[[], bool] = lambda: True,
    ) -> None:
        """Take the parts, and whether anybody would hear of a new file; nothing is opened yet."""
        self._hass = hass
        self._server = server
        self._bucket = bucket
        self._spawn = spawn
        self._database = index_database(hass, entry_id)
        self.objects = ObjectIndex(self._database)
        self.browser = ObjectBrowser(self._database)
        self.ledger = Ledger(self._database)
        self.credentials = MediaCredentials(hass, bucket, self._online_docks, spawn, timings)
        self._lookup = Verifier(hass, bucket, self.objects, self.async_refresh)
        self._reports = MediaReports(
            hass,
            self._database,
            self.objects,
            self.ledger,
            saved=self._saved,
            notify=lambda known: self._notify(known.dock, known),
            may_tell=may_tell,
        )
        self._states: dict[str, MediaState] = {}
        self._listeners: list[MediaListener] = []

    async def async_load(self) -> None:
        """Open the index.

        Raises:
            DatabaseUnusable

        """
        if not await self._hass.async_add_executor_job(self._database.open):
            _LOGGER.debug("The index of the bucket begins empty")
        for dock in self._server.fleet:
            if dock.accepted:
                await self.async_refresh(dock.serial)

    def start(self) -> list[Callable[[], None]]:
        """Begin to work; returns what ends the listening."""
        listeners = self._server.listeners
        self._spawn(self._reports.async_run(), "media index")
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
        """Save everything; what docks say from here on is not acknowledged, and said again."""
        await self._reports.async_stop()
        await self._hass.async_add_executor_job(self._database.close)

    async def async_begin_backup(self) -> None:
        """Save everything, and keep the file as it is while it is copied.

        Raises:
            DatabaseUnusable

        """
        await self._reports.async_save()
        await self._hass.async_add_executor_job(self._database.begin_backup)

    async def async_end_backup(self) -> None:
        """Go on as before.

        Raises:
            DatabaseUnusable

        """
        await self._hass.async_add_executor_job(self._database.end_backup)

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
            self._reports.note_access(dock, asked=now, refused=now, refusal=err.reason)
            raise
        storage = storage_fingerprint(self._bucket.config)
        self._reports.note_access(dock, asked=now, issued=now, storage=storage, misplaced=None)
        return target

    async def async_refresh(self, *docks: str) -> None:
        """Read what is known of docks from the index, and tell where it changed."""
        for dock in docks:
            try:
                state = await self._hass.async_add_executor_job(self._read, dock)
            except DatabaseUnusable as err:
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
        if (file := reported_file(news, prefix, dt_util.get_default_time_zone(), now)) is None:
            self._reports.note_access(news.dock, misplaced=now)
            return failed(self._hass, EventRefused(MISPLACED, "outside the dock's own folder"))
        return self._reports.report(file, expected=news.expected, uploaded=news.uploaded)

    @callback
    def _pending(self, news: MediaPending) -> None:
        self._put(news.dock, replace(self.state(news.dock), pending=news.files))

    @callback
    def _prioritized(self, news: MediaPrioritized) -> Awaitable[None] | None:
        if not news.flight_id:
            return None
        return self._reports.note_flight(news.dock, news.flight_id)

    @callback
    def _flight(self, news: FlightProgress) -> Awaitable[None] | None:
        if not news.flight_id or not (news.over or news.media_count is not None):
            return None
        return self._reports.note_flight(
            news.dock, news.flight_id, expected=news.media_count, over=news.over
        )

    def _online_docks(self) -> Iterable[str]:
        return [dock.serial for dock in self._server.fleet if dock.accepted and dock.online]

    async def _saved(self, docks: Collection[str], files: bool) -> None:
        await self.async_refresh(*docks)
        if files:
            self._lookup.look_soon()

    def _read(self, dock: str) -> MediaState:
        """Return what the index knows. Blocks."""
        totals = self.objects.totals(dock)
        flights = self.ledger.flights(dock, 1)
        return MediaState(
            files=totals.files,
            size=totals.size,
            newest=totals.newest,
            flight=flights[0] if flights else None,
            photo=self.browser.newest(dock, "photo", PICTURES),
            deleted=self.objects.count(f"deleted {dock}"),
        )

    def _put(self, dock: str, state: MediaState) -> None:
        if self._states.get(dock) != state:
            self._states[dock] = state
            self._notify(dock, None)

    def _notify(self, dock: str, file: IndexedObject | None) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(dock, file)
            except Exception:
                _LOGGER.exception("A listener of media failed")
