"""Bringing archives home: into Home Assistant's media folder."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
import errno
from functools import partial
import hashlib
from pathlib import Path
import re
import threading
import time

from homeassistant.components.media_source import generate_media_source_id
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..bucket import Bucket, ObjectMissing, StoredObject, download, logs_prefix
from ..catalog.identifier import Identifier, PageKind
from ..const import DOMAIN
from ..util.content_types import content_disposition, saved_name
from .models import LogUpload, UploadFile, Verified

_PARALLEL = 2
_NOTIFY_EVERY = 1.0
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloaded:
    """An archive that is at home."""

    module: str
    path: str
    media_content_id: str | None
    """Opens it in the media browser, from the bucket: Home Assistant's own folder shows no archives.
    None where it lies outside the folder of the dock's logs, which the browser does not show.
    """
    size: int
    verified: Verified


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveLink:
    """A link into the bucket."""

    module: str
    object_key: str
    url: str
    size: int | None
    name: str
    """Under which browsers save it."""


def _wanted(upload: LogUpload) -> list[tuple[UploadFile, str]]:
    """Return the archives of an upload that are in the bucket, each with its key.

    Raises:
        ServiceValidationError: there are none.

    """
    if wanted := [(file, key) for file in upload.files for key in file.linked_keys]:
        return wanted
    key = "nothing_stored"
    if any(file.deleted for file in upload.files):
        key = "archives_deleted"
    elif any(file.elsewhere for file in upload.files):
        key = "archives_elsewhere"
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders={"upload_id": upload.upload_id},
    )


class LogDownloads:
    """Fetches archives, few at a time, and says how far it is."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        bucket: Bucket,
        changed: Callable[[str], None],
        name_of: Callable[[str], str],
    ) -> None:
        """Take where archives are, what is called with a dock whose download moved, and names."""
        self._hass = hass
        self._entry_id = entry_id
        self._bucket = bucket
        self._changed = changed
        self._name_of = name_of
        self._running: dict[str, tuple[str, float]] = {}
        self._notified: dict[str, float] = {}
        self._slots = asyncio.Semaphore(_PARALLEL)
        self._stops: set[threading.Event] = set()

    def progress(self, dock: str) -> float | None:
        """Return how far the download of a dock's logs is, in percent; None while none runs."""
        return next((done for owner, done in self._running.values() if owner == dock), None)

    def stop(self) -> None:
        """End what runs; it goes on from there the next time."""
        for stop in self._stops:
            stop.set()

    async def async_links(self, upload: LogUpload, expires_in: int) -> list[ArchiveLink]:
        """Return links to the archives of an upload, for seconds, under names of their own.

        Raises:
            ServiceValidationError: there are none.
            BucketError: they cannot be signed.

        """
        wanted = _wanted(upload)
        name = self._name_of(upload.dock)
        return await self._hass.async_add_executor_job(
            self._links, wanted, upload.dock, name, expires_in
        )

    def _links(
        self, wanted: list[tuple[UploadFile, str]], dock: str, name: str, expires_in: int
    ) -> list[ArchiveLink]:
        """Sign links. Blocks."""
        logs = logs_prefix(self._bucket.config, dock)
        return [
            ArchiveLink(
                module=file.module,
                object_key=key,
                url=self._bucket.link(key, expires_in, disposition=content_disposition(saved)),
                size=file.stored_size if len(file.stored_keys) == 1 else None,
                name=saved,
            )
            for file, key in wanted
            for saved in [saved_name(name, key, logs)]
        ]

    async def async_download(self, upload: LogUpload) -> list[Downloaded]:
        """Save the archives of an upload that are in the bucket.

        Raises:
            ServiceValidationError: there are none, or they are being downloaded already.
            HomeAssistantError: they cannot be saved.
            BucketError: they cannot be fetched.

        """
        wanted = _wanted(upload)
        placeholders = {"upload_id": upload.upload_id}
        if upload.upload_id in self._running:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="download_running",
                translation_placeholders=placeholders,
            )
        self._running[upload.upload_id] = (upload.dock, 0.0)
        stop = threading.Event()
        self._stops.add(stop)
        fetching: asyncio.Future[list[Downloaded]] | None = None
        try:
            async with self._slots:
                fetching = self._hass.async_add_executor_job(self._fetch_all, upload, wanted, stop)
                await asyncio.wait([fetching])
                return fetching.result()
        except OSError as err:
            full = err.errno in (errno.ENOSPC, errno.EDQUOT)
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="download_no_space" if full else "download_not_saved",
                translation_placeholders={"error": err.strerror or type(err).__name__},
            ) from err
        finally:
            # Whoever asked may be gone: the thread must not go on for nobody. Until it has noticed
            # nobody else may write to its file.
            stop.set()
            if fetching is None or fetching.done():
                self._ended(upload, stop)
            else:
                fetching.add_done_callback(lambda done: self._ended(upload, stop, done))

    def _ended(
        self,
        upload: LogUpload,
        stop: threading.Event,
        abandoned: asyncio.Future[list[Downloaded]] | None = None,
    ) -> None:
        if abandoned and not abandoned.cancelled():
            # Taken from it, since nobody else does: it was stopped.
            abandoned.exception()
        self._stops.discard(stop)
        del self._running[upload.upload_id]
        self._notified.pop(upload.upload_id, None)
        self._changed(upload.dock)

    def _fetch_all(
        self, upload: LogUpload, wanted: list[tuple[UploadFile, str]], stop: threading.Event
    ) -> list[Downloaded]:
        """Fetch one after the other. Blocks."""
        found = [(file, self._require(key)) for file, key in wanted]
        folder = f"{logs_prefix(self._bucket.config, upload.dock)}/"
        places = _places([key for _, key in wanted], folder, upload.dock)
        total = sum(stored.size for _, stored in found) or 1
        before, files = 0, []
        for file, stored in found:
            moved = partial(self._moved, upload, before, total)
            files.append(self._fetch(upload, file, stored, places[stored.key], stop, moved))
            before += stored.size
        return files

    def _fetch(
        self,
        upload: LogUpload,
        file: UploadFile,
        stored: StoredObject,
        place: str,
        stop: threading.Event,
        progress: Callable[[int], None],
    ) -> Downloaded:
        _, root = min(self._hass.config.media_dirs.items(), key=_is_other)
        folder = f"{logs_prefix(self._bucket.config, upload.dock)}/"
        where = Identifier(self._entry_id, upload.dock, PageKind.FILE, stored.key)
        md5 = download(
            self._bucket,
            stored.key,
            Path(root) / place,
            size=stored.size,
            etag=stored.etag,
            progress=progress,
            stop=stop,
        )
        return Downloaded(
            module=file.module,
            path=str(Path(root) / place),
            media_content_id=(
                generate_media_source_id(DOMAIN, str(where))
                if stored.key.startswith(folder)
                else None
            ),
            size=stored.size,
            # Of pieces it is not known what they make up together.
            verified=replace(
                file,
                size=stored.size if len(file.stored_keys) > 1 else file.size,
                stored_size=stored.size,
                stored_etag=md5 if len(file.stored_keys) == 1 else "",
            ).verified,
        )

    def _require(self, key: str) -> StoredObject:
        if (stored := self._bucket.lookup(key)) is None:
            raise ObjectMissing
        return stored

    def _moved(self, upload: LogUpload, before: int, total: int, done: int) -> None:
        """Tell how far it is, not more often than anybody could read. Called from a thread."""
        percent = 100.0 * (before + done) / total
        now = time.monotonic()
        if percent < 100 and now - self._notified.get(upload.upload_id, 0) < _NOTIFY_EVERY:
            return
        self._notified[upload.upload_id] = now
        self._hass.loop.call_soon_threadsafe(self._notify, upload, percent)

    @callback
    def _notify(self, upload: LogUpload, percent: float) -> None:
        if upload.upload_id in self._running:
            self._running[upload.upload_id] = (upload.dock, percent)
            self._changed(upload.dock)


def _is_other(folder: tuple[str, str]) -> bool:
    return folder[0] != "local"


def _places(keys: Iterable[str], prefix: str, dock: str) -> dict[str, str]:
    """Return where keys go; of two that would meet in one file the later one has a mark."""
    places: dict[str, str] = {}
    for key in keys:
        place = _place(key, prefix, dock)
        if place in places.values():
            folder, _, name = place.rpartition("/")
            place = f"{folder}/{hashlib.sha256(key.encode()).hexdigest()[:8]}_{name}"
        places[key] = place
    return places


def _place(key: str, prefix: str, dock: str) -> str:
    """Return where a key goes below the media folder; docks may have chosen parts of it."""
    parts = [
        _UNSAFE.sub("_", part).lstrip(".")[-100:] for part in key.removeprefix(prefix).split("/")
    ]
    return "/".join(["dji_dock", _UNSAFE.sub("_", dock), *(part or "_" for part in parts)])
