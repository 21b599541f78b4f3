"""Archives in the bucket of which the history knows nothing, and what the user wants of them."""

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime
import hashlib
import logging
import re
from typing import NamedTuple, override

from homeassistant.core import HomeAssistant

from ..bucket import Bucket, BucketError, logs_prefix
from ..catalog.catalog import Catalog
from ..database import Folder, IndexedObject
from ..util.feature import Feature
from ..util.issues import Issues
from .manager import LogUploads
from .models import MAX_UPLOAD_ID, LogUpload, UploadFile, UploadStatus
from .other_entries import KnownElsewhere

_LOGGER = logging.getLogger(__name__)

_KIND = "unknown_logs"

_PAGE = 200
_MAX_FOLDERS = 2000


_OURS = re.compile(r"[0-9]{8}T[0-9]{6}Z_(.+)")
"""`<time>_<upload_id>`."""


class _Found(NamedTuple):
    """What lies in the folder of one upload; docks may store several files below each key."""

    top: str
    """The first part of the keys below the dock's own folder, blank for what lies beside all."""
    upload_id: str
    folders: list[Folder]


class OrphanedLogs(Feature):
    """Compares what a listing found with the history."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        bucket: Bucket,
        catalog: Catalog,
        uploads: LogUploads,
        name_of: Callable[[str], str],
    ) -> None:
        """Take the catalog and the uploads to compare; `name_of` returns the name that users know."""
        self._hass = hass
        self._issues = Issues(hass, entry_id)
        self._bucket = bucket
        self._objects = catalog.objects
        self._browser = catalog.browser
        self._registry = uploads.registry
        self._others = uploads.others
        self._presence = uploads.presence
        self._look_now = uploads.check_now
        self._name_of = name_of

    async def async_check(self, dock: str) -> None:
        """See to everything that a listing of a dock's logs shows.

        An archive that came late proves its upload, one that its user deleted before it came is
        deleted now, and of all others the user is asked; unless another entry knows of them, or may.

        Raises:
            DatabaseUnusable

        """
        await self._presence.async_listed(dock)
        unknown: list[_Found] = []
        unwanted: list[_Found] = []
        for found in await self._async_found(dock):
            if upload := self._of_dock(dock, found.upload_id):
                if upload.status.finished and not upload.all_found:
                    self._look_now(upload.upload_id)
            elif self._registry.is_unwanted(found.upload_id):
                unwanted.append(found)
            elif self._is_unknown(dock, found):
                unknown.append(found)
        known = await self._others.async_allowed(dock) if unknown or unwanted else None
        if known is None:
            self.clear(dock)
            return
        for found in self._without(known, dock, unwanted):
            with suppress(BucketError):
                # The next listing tries again; the others do not wait for it.
                await self._async_delete(dock, [found])
        self._show(dock, self._without(known, dock, unknown))

    async def async_allowed(self, dock: str) -> KnownElsewhere | None:
        """Return what other entries know of a dock, None when nothing of it may be deleted now."""
        return await self._others.async_allowed(dock)

    async def async_deleted(self, dock: str, keys: Collection[str]) -> None:
        """Note that archives of a dock were deleted."""
        await self._presence.async_deleted(dock, keys)

    async def async_adopt(self, dock: str) -> None:
        """Take everything unknown into the history.

        Raises:
            HomeAssistantError: it may be another entry's.
            DatabaseUnusable

        """
        for unknown in await self._async_unknown(dock):
            objects = await self._hass.async_add_executor_job(self._objects_in, dock, unknown)
            if objects:
                self._registry.put_old(_adopted(dock, unknown, objects))
        await self._registry.async_save()
        await self.async_check(dock)

    async def async_delete(self, dock: str) -> None:
        """Delete everything unknown from the bucket.

        Raises:
            HomeAssistantError: it may be another entry's.
            BucketError, DatabaseUnusable

        """
        await self._async_delete(dock, await self._async_unknown(dock))
        await self.async_check(dock)

    async def async_leave(self, dock: str) -> None:
        """Leave everything unknown where it is, and never ask again.

        Raises:
            HomeAssistantError: it may be another entry's.
            DatabaseUnusable

        """
        for unknown in await self._async_unknown(dock):
            self._registry.forget(dock, unknown.upload_id)
        await self._registry.async_save()
        await self.async_check(dock)

    @override
    async def async_forget(self, serial: str) -> None:
        """Take everything about a dock back."""
        self.clear(serial)

    def clear(self, dock: str) -> None:
        """Take the question back."""
        self._issues.clear(_KIND, dock)

    async def _async_unknown(self, dock: str) -> list[_Found]:
        """Return that of which no history knows anything, neither ours nor another entry's."""
        known = await self._others.async_known(dock)
        found = await self._async_found(dock)
        return self._without(known, dock, [item for item in found if self._is_unknown(dock, item)])

    def _without(self, known: KnownElsewhere, dock: str, found: list[_Found]) -> list[_Found]:
        """Return what other entries do not know of."""
        folder = logs_prefix(self._bucket.config, dock)
        return [
            item
            for item in found
            if known.upload_ids.isdisjoint(_all_ids(dock, item) | self._ids(dock, item))
            and not known.has_in(f"{folder}/{item.top}")
        ]

    def _is_unknown(self, dock: str, found: _Found) -> bool:
        return not (
            self._of_dock(dock, found.upload_id)
            or any(self._registry.is_forgotten(upload_id) for upload_id in self._ids(dock, found))
            or self._is_stored_in(dock, found.top)
        )

    def _ids(self, dock: str, found: _Found) -> set[str]:
        """Return its id, and those under which earlier releases knew the folders in it."""
        return {found.upload_id, *(self._upload_id(dock, own.name) for own in found.folders)}

    def _is_stored_in(self, dock: str, top: str) -> bool:
        """Return whether an upload of the history, whatever its id, has an archive there."""
        prefix = f"{logs_prefix(self._bucket.config, dock)}/{top}"
        return any(
            key == prefix or key.startswith(f"{prefix}/")
            for upload in self._registry.newest(dock)
            for key in upload.object_keys
        )

    async def _async_found(self, dock: str) -> list[_Found]:
        """Return what the index knows, by upload, newest first."""
        by_top: dict[str, list[Folder]] = {}
        for folder in await self._hass.async_add_executor_job(self._folders, dock):
            by_top.setdefault(folder.name.partition("/")[0], []).append(folder)
        return [_Found(top, self._upload_id(dock, top), own) for top, own in by_top.items()]

    def _upload_id(self, dock: str, top: str) -> str:
        """Return the upload to which a folder belongs; never one of another dock."""
        upload_id, long_id = _own_ids(dock, top)
        # Docks choose names as they like, and others name folders at two docks alike.
        return _short(upload_id if self._registry.owner(upload_id) in (None, dock) else long_id)

    def _of_dock(self, dock: str, upload_id: str) -> LogUpload | None:
        upload = self._registry.get(upload_id)
        return upload if upload and upload.dock == dock else None

    def _folders(self, dock: str) -> list[Folder]:
        """Return the folders of a dock's logs, newest first. Blocks."""
        folders: list[Folder] = []
        before: str | None = None
        while page := self._browser.log_folders(dock, before, _PAGE):
            folders += page
            before = page[-1].name
            if len(page) < _PAGE or len(folders) >= _MAX_FOLDERS:
                break
        return folders

    def _objects_in(self, dock: str, found: _Found) -> list[IndexedObject]:
        """Return the objects of an upload, of each folder the first hundred. Blocks."""
        return [item for own in found.folders for item in self._browser.logs(dock, own.name)]

    async def _async_delete(self, dock: str, unwanted: list[_Found]) -> None:
        try:
            for found in unwanted:
                await self._hass.async_add_executor_job(self._delete, dock, found)
        except BucketError as err:
            _LOGGER.info("Logs of %s cannot be deleted: %s", dock, err.reason)
            raise

    def _delete(self, dock: str, found: _Found) -> None:
        """Delete objects and forget them. Blocks."""
        while objects := self._objects_in(dock, found):
            done: list[str] = []
            try:
                for item in objects:
                    self._bucket.delete(item.key)
                    done.append(item.key)
            finally:
                self._objects.forget(done)

    def _show(self, dock: str, unknown: list[_Found]) -> None:
        if not unknown:
            self.clear(dock)
            return
        folders = [folder for found in unknown for folder in found.folders]
        self._issues.show(
            _KIND,
            dock,
            asks=True,
            dock=self._name_of(dock),
            files=str(sum(folder.files for folder in folders)),
            uploads=str(len(unknown)),
            megabytes=f"{sum(folder.size for folder in folders) / 1e6:.1f}",
        )


def _adopted(dock: str, found: _Found, objects: list[IndexedObject]) -> LogUpload:
    """Return a record that says what the bucket says."""
    modules: dict[str, list[IndexedObject]] = {}
    for item in objects:
        below = f"{item.folder}/{item.name}"[len(found.top) :].lstrip("/")
        module = "aircraft" if below.startswith("aircraft") else "dock"
        modules.setdefault(module, []).append(item)
    listed = max(folder.modified for folder in found.folders)
    finished = max((item.modified for item in objects if item.modified), default=listed)
    return LogUpload(
        upload_id=found.upload_id,
        dock=dock,
        created=min(_began(found.top) or finished, finished),
        heard=finished,
        finished=finished,
        status=UploadStatus.UPLOADED,
        accepted=True,
        adopted=True,
        checked=True,
        files=tuple(
            UploadFile(
                module=module,
                object_key=items[0].key,
                boot_indexes=(),
                device_sn="",
                status=UploadStatus.UPLOADED,
                progress=100.0,
                stored_keys=tuple(item.key for item in items),
                stored_size=sum(item.size or 0 for item in items),
            )
            for module, items in modules.items()
        ),
    )


def _own_ids(dock: str, top: str) -> tuple[str, str]:
    """Return the id by which a folder's upload goes, and the one if that is another dock's."""
    ours = _OURS.fullmatch(top)
    # Archives may lie beside all folders.
    return ours[1] if ours else top or dock, f"{dock}_{top}"


def _short(upload_id: str) -> str:
    if len(upload_id) > MAX_UPLOAD_ID:
        return hashlib.sha256(upload_id.encode()).hexdigest()[:32]
    return upload_id


def _all_ids(dock: str, found: _Found) -> set[str]:
    """Return every id by which another history may know it."""
    return {_short(upload_id) for upload_id in _own_ids(dock, found.top)}


def _began(folder: str) -> datetime | None:
    try:
        return datetime.strptime(folder.partition("_")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
