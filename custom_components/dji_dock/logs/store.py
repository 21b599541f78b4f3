"""Where uploads are kept."""

import asyncio
from bisect import bisect_right
from collections.abc import Container, Iterator
from datetime import datetime
import logging
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.storage import STORAGE_DIR
import orjson

from ..const import DOMAIN
from ..database import RECORDS, Database, DatabaseUnusable, Record, RecordTable
from .forgotten import Changes, ForgottenUploads
from .models import LogUpload, UploadStatus

_LOGGER = logging.getLogger(__name__)

KEEP = 200
"""Finished uploads kept per dock, unless the user wants another number."""

UPLOAD_KINDS = ("upload", "forgotten", "queued")
"""The records of a history."""

_ENDS = tuple(status.value for status in UploadStatus)
_PROGRESS_DELAY = 10
_CHECKED = b'"checked":true'
"""As it is written, and nowhere else: within a text its quotes would be escaped."""


def history_database(hass: HomeAssistant, entry_id: str) -> Database:
    """Return where an entry's uploads are saved."""
    return Database(Path(hass.config.path(STORAGE_DIR, f"{DOMAIN}.{entry_id}.uploads.db")), RECORDS)


def read_upload(record: Record) -> LogUpload | None:
    """Return a saved upload, None if it is damaged."""
    try:
        return LogUpload.from_dict(orjson.loads(record.body))
    except (AttributeError, KeyError, TypeError, ValueError) as err:
        _LOGGER.warning("A saved upload could not be read: %r", err)
        return None


class UploadStore:
    """All uploads by dock, oldest first, and their file on disk.

    Almost all of them are over and never looked at again: each is read when somebody asks for it,
    and written when it changed.
    """

    def __init__(self, hass: HomeAssistant, database: Database, keep: int = KEEP) -> None:
        """Take where to save, and how many finished ones of a dock to keep; loads nothing yet."""
        self._hass = hass
        self._keep = keep
        self._database = database
        self._table = RecordTable(database, "upload")
        self._losses = 0
        self._uploads: dict[str, LogUpload | Record] = {}
        self._ranks: dict[str, int] = {}
        self._by_dock: dict[str, dict[str, None]] = {}
        self._forgotten = ForgottenUploads(database)
        self._last_uploaded: dict[str, datetime | None] = {}
        self._changed: set[str] = set()
        self._saving = asyncio.Lock()
        self._soon = asyncio.Event()

    async def async_load(self) -> None:
        """Load what the file holds.

        Raises:
            DatabaseUnusable

        """
        for record in await self._hass.async_add_executor_job(self._table.load):
            self._uploads[record.id] = record
            self._ranks[record.id] = record.rank
            self._by_dock.setdefault(record.owner, {})[record.id] = None
        await self._hass.async_add_executor_job(self._forgotten.load)

    async def async_save_from_time_to_time(self) -> None:
        """Save what save_soon() asked for, until cancelled."""
        while True:
            await self._soon.wait()
            await asyncio.sleep(_PROGRESS_DELAY)
            self._soon.clear()
            try:
                await self.async_save()
            except DatabaseUnusable as err:
                _LOGGER.debug("Uploads could not be saved: %s", err)
                self._soon.set()

    def get(self, upload_id: str) -> LogUpload | None:
        """Return an upload by its id; a damaged record costs only itself."""
        known = self._uploads.get(upload_id)
        if not isinstance(known, Record):
            return known
        if (upload := read_upload(known)) is None:
            self._drop(upload_id)
            return None
        self._uploads[upload_id] = upload
        return upload

    def owner(self, upload_id: str) -> str | None:
        """Return the dock of an upload that is here, or was."""
        if known := self._uploads.get(upload_id):
            return known.owner if isinstance(known, Record) else known.dock
        return self._forgotten.owner(upload_id)

    def is_forgotten(self, upload_id: str) -> bool:
        """Return whether an upload was here once, and was removed."""
        return self._forgotten.owner(upload_id) is not None

    def is_unwanted(self, upload_id: str) -> bool:
        """Return whether also what comes of it later is to be deleted."""
        return self._forgotten.is_unwanted(upload_id)

    def newest(self, dock: str) -> Iterator[LogUpload]:
        """Return the uploads of a dock, newest first; each is read when it is taken."""
        for upload_id in reversed(tuple(self._by_dock.get(dock, ()))):
            if upload := self.get(upload_id):
                yield upload

    def placed(self, dock: str, until: int | None = None) -> Iterator[tuple[int, str]]:
        """Return the places of a dock's uploads in time, newest first, each with its id.

        In milliseconds since 1970: when each was asked for, or a little later where a clock went
        back. Nothing is read for that. With `until` only those up to there.
        """
        known = [*self._by_dock.get(dock, ())]
        if until is not None:
            del known[bisect_right(known, until, key=self._ranks.__getitem__) :]
        for upload_id in reversed(known):
            if (rank := self._ranks.get(upload_id)) is not None:
                yield rank, upload_id

    def may_be(self, upload_id: str, statuses: Container[str]) -> bool:
        """Return whether an upload can have one of some states; one that is not read yet is not for that."""
        known = self._uploads.get(upload_id)
        if isinstance(known, Record):
            return any(
                f'"status":"{status}"'.encode() in known.body
                for status in _ENDS
                if status in statuses
            )
        return known is not None and known.status in statuses

    def latest(self, dock: str) -> LogUpload | None:
        """Return the newest upload of a dock."""
        return next(self.newest(dock), None)

    def running(self, dock: str) -> LogUpload | None:
        """Return the upload of a dock that has not ended."""
        # One at a time, and only the newest: the next one starts when it has ended.
        latest = self.latest(dock)
        return latest if latest and not latest.status.finished else None

    def running_uploads(self) -> list[LogUpload]:
        """Return the uploads of all docks that have not ended."""
        running = (self.running(dock) for dock in tuple(self._by_dock))
        return [upload for upload in running if upload]

    def unchecked(self) -> Iterator[LogUpload]:
        """Return what runs, or ended without the bucket having been looked at long enough."""
        for upload_id in tuple(self._uploads):
            known = self._uploads.get(upload_id)
            if isinstance(known, Record) and _CHECKED in known.body:
                # Almost all; reading each would take its time.
                continue
            if (upload := self.get(upload_id)) and not (upload.status.finished and upload.checked):
                yield upload

    def require(self, dock: str, upload_id: str) -> LogUpload:
        """Return an upload of a dock.

        Raises:
            ServiceValidationError: this dock has no such upload.

        """
        upload = self.get(upload_id)
        if upload is None or upload.dock != dock:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="upload_unknown",
                translation_placeholders={"upload_id": upload_id},
            )
        return upload

    def last_uploaded(self, dock: str) -> datetime | None:
        """Return when an upload of a dock last reached the bucket."""
        if dock not in self._last_uploaded:
            self._last_uploaded[dock] = next(
                (
                    upload.finished
                    for upload in self.newest(dock)
                    if upload.status is UploadStatus.UPLOADED and upload.finished
                ),
                None,
            )
        return self._last_uploaded[dock]

    def put(self, upload: LogUpload) -> None:
        """Replace an upload, or add it as the newest; the oldest of its dock make room."""
        own = self._by_dock.setdefault(upload.dock, {})
        if upload.upload_id not in own:
            # By its time, but whatever the clock says: it is newer than all that are here.
            last = self._ranks[next(reversed(own))] if own else 0
            self._add(upload, max(last + 1, _rank(upload)))
            self._make_room(upload.dock)
            return
        self._uploads[upload.upload_id] = upload
        self._changed.add(upload.upload_id)
        self._last_uploaded.pop(upload.dock, None)

    def put_old(self, upload: LogUpload) -> None:
        """Add an upload that is over, in the place that its time gives it."""
        rank = _rank(upload)
        if (running := self.running(upload.dock)) and self._ranks[running.upload_id] <= rank:
            self._ranks[running.upload_id] = rank + 1
            self._changed.add(running.upload_id)
        self._add(upload, rank)
        own = self._by_dock[upload.dock]
        self._by_dock[upload.dock] = dict.fromkeys(sorted(own, key=self._ranks.__getitem__))
        self._make_room(upload.dock)

    def remove(self, upload_id: str, *, unwanted: bool = False) -> None:
        """Drop an upload, for good: it is known as one that was here, or as one to be deleted."""
        if (known := self._uploads.get(upload_id)) is not None:
            dock = known.owner if isinstance(known, Record) else known.dock
            self._forgotten.add(dock, upload_id, unwanted=unwanted)
            self._drop(upload_id)

    def forget(self, dock: str, upload_id: str) -> None:
        """Note that the history is to know nothing of an upload, whatever is found of it."""
        self._forgotten.add(dock, upload_id)

    async def async_save(self) -> None:
        """Return when everything known now is on disk; who waits meanwhile shares one writing.

        Raises:
            DatabaseUnusable: it is not, and the next call tries again.

        """
        async with self._saving:
            changed, self._changed = self._changed, set()
            forgotten = self._forgotten.take_changes()
            uploads = {upload_id: self._record(upload_id) for upload_id in changed}
            try:
                await self._hass.async_add_executor_job(self._save, uploads, forgotten)
            except BaseException:
                self._changed |= changed
                self._forgotten.give_back(forgotten)
                raise
            finally:
                if self._losses != self._database.losses:
                    self._losses = self._database.losses
                    self._changed.update(self._uploads)
                    self._forgotten.all_changed()

    def save_soon(self) -> None:
        """Save what may be lost by a kill: how far a running upload is."""
        self._soon.set()

    def _add(self, upload: LogUpload, rank: int) -> None:
        self._uploads[upload.upload_id] = upload
        self._ranks[upload.upload_id] = rank
        self._by_dock.setdefault(upload.dock, {})[upload.upload_id] = None
        self._changed.add(upload.upload_id)
        self._last_uploaded.pop(upload.dock, None)

    def _make_room(self, dock: str) -> None:
        # All but the newest are over; that one may run.
        for upload_id in tuple(self._by_dock[dock])[: -self._keep - 1]:
            self.remove(upload_id)

    def _drop(self, upload_id: str) -> None:
        known = self._uploads.pop(upload_id)
        dock = known.owner if isinstance(known, Record) else known.dock
        self._ranks.pop(upload_id, None)
        self._by_dock.get(dock, {}).pop(upload_id, None)
        self._last_uploaded.pop(dock, None)
        self._changed.add(upload_id)

    def _record(self, upload_id: str) -> Record | None:
        known = self._uploads.get(upload_id)
        if known is None or isinstance(known, Record):
            return known
        return Record(upload_id, known.dock, self._ranks[upload_id], known.as_json())

    def _save(self, uploads: dict[str, Record | None], forgotten: Changes) -> None:
        """Save; in two steps, of which the second cannot lose what the first keeps."""
        self._forgotten.save(forgotten)
        if uploads:
            self._table.save(
                [record for record in uploads.values() if record is not None],
                [upload_id for upload_id, record in uploads.items() if record is None],
            )


def _rank(upload: LogUpload) -> int:
    return int(upload.created.timestamp() * 1000)
