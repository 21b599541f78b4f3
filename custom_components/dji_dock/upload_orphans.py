"""Archives in the bucket of which the history knows nothing, and what the user wants of them."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
import hashlib
import logging
import re

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .bucket import Bucket, BucketError
from .const import DOMAIN
from .index import Folder, IndexedObject, ObjectBrowser, ObjectIndex
from .upload import MAX_UPLOAD_ID, LogUpload, UploadFile, UploadStatus
from .upload_book import UploadBook

_LOGGER = logging.getLogger(__name__)

_PAGE = 200
_MAX_FOLDERS = 2000


_OURS = re.compile(r"[0-9]{8}T[0-9]{6}Z_(.+)")
"""`<time>_<upload_id>`."""


class LogOrphans:
    """Compares what a listing found with the history."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        bucket: Bucket,
        objects: ObjectIndex,
        browser: ObjectBrowser,
        book: UploadBook,
        *,
        look_now: Callable[[str], None],
        name_of: Callable[[str], str],
    ) -> None:
        """Take the index and the history, and who looks whether an archive is there."""
        self._hass = hass
        self._entry_id = entry_id
        self._bucket = bucket
        self._objects = objects
        self._browser = browser
        self._book = book
        self._look_now = look_now
        self._name_of = name_of

    async def async_check(self, dock: str) -> None:
        """See to everything that a listing of a dock's logs shows.

        An archive that came late proves its upload, one that its user deleted before it came is
        deleted now, and of all others the user is asked.

        Raises:
            IndexUnusable

        """
        unknown: list[Folder] = []
        for folder in await self._hass.async_add_executor_job(self._folders, dock):
            upload_id = self._upload_id(dock, folder)
            if upload := self._of_dock(dock, upload_id):
                if upload.status.finished and not upload.all_found:
                    self._look_now(upload_id)
            elif self._book.is_unwanted(upload_id):
                with suppress(BucketError):
                    # The next listing tries again; the others do not wait for it.
                    await self._async_delete(dock, [folder])
            elif not self._book.is_forgotten(upload_id):
                unknown.append(folder)
        self._show(dock, unknown)

    async def async_adopt(self, dock: str) -> None:
        """Take everything unknown into the history.

        Raises:
            IndexUnusable

        """
        for upload_id, folder in await self._async_unknown(dock):
            found = await self._hass.async_add_executor_job(self._browser.logs, dock, folder.name)
            if found:
                self._book.put_old(_adopted(dock, upload_id, folder, found))
        await self._book.async_save()
        await self.async_check(dock)

    async def async_delete(self, dock: str) -> None:
        """Delete everything unknown from the bucket.

        Raises:
            BucketError, IndexUnusable

        """
        await self._async_delete(dock, [folder for _, folder in await self._async_unknown(dock)])
        await self.async_check(dock)

    async def async_leave(self, dock: str) -> None:
        """Leave everything unknown where it is, and never ask again.

        Raises:
            IndexUnusable

        """
        for upload_id, _ in await self._async_unknown(dock):
            self._book.forget(dock, upload_id)
        await self._book.async_save()
        await self.async_check(dock)

    def clear(self, dock: str) -> None:
        """Take the question back."""
        ir.async_delete_issue(self._hass, DOMAIN, self._issue_id(dock))

    async def _async_unknown(self, dock: str) -> list[tuple[str, Folder]]:
        """Return the folders of which the history knows nothing, and the ids that they get."""
        return [
            (upload_id, folder)
            for folder in await self._hass.async_add_executor_job(self._folders, dock)
            if not self._of_dock(dock, upload_id := self._upload_id(dock, folder))
            and not self._book.is_forgotten(upload_id)
        ]

    def _upload_id(self, dock: str, folder: Folder) -> str:
        """Return the upload to which a folder belongs; never one of another dock."""
        ours = _OURS.fullmatch(folder.name)
        # Archives may lie beside all folders.
        upload_id = ours[1] if ours else folder.name or dock
        # Docks choose names as they like, and others name folders at two docks alike.
        if self._book.owner(upload_id) not in (None, dock):
            upload_id = f"{dock}_{folder.name}"
        if len(upload_id) > MAX_UPLOAD_ID:
            return hashlib.sha256(upload_id.encode()).hexdigest()[:32]
        return upload_id

    def _of_dock(self, dock: str, upload_id: str) -> LogUpload | None:
        upload = self._book.get(upload_id)
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

    async def _async_delete(self, dock: str, folders: list[Folder]) -> None:
        try:
            await self._hass.async_add_executor_job(self._delete, dock, folders)
        except BucketError as err:
            _LOGGER.info("Logs of %s cannot be deleted: %s", dock, err.reason)
            raise

    def _delete(self, dock: str, folders: list[Folder]) -> None:
        """Delete objects and forget them. Blocks."""
        for folder in folders:
            while found := self._browser.logs(dock, folder.name):
                done: list[str] = []
                try:
                    for item in found:
                        self._bucket.delete(item.key)
                        done.append(item.key)
                finally:
                    self._objects.forget(done)

    def _show(self, dock: str, unknown: list[Folder]) -> None:
        if not unknown:
            self.clear(dock)
            return
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._issue_id(dock),
            data={"entry_id": self._entry_id, "serial": dock},
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key="unknown_logs",
            translation_placeholders={
                "dock": self._name_of(dock),
                "files": str(sum(folder.files for folder in unknown)),
                "uploads": str(len(unknown)),
                "megabytes": f"{sum(folder.size for folder in unknown) / 1e6:.1f}",
            },
        )

    def _issue_id(self, dock: str) -> str:
        return f"unknown_logs_{self._entry_id}_{dock}"


def _adopted(dock: str, upload_id: str, folder: Folder, found: list[IndexedObject]) -> LogUpload:
    """Return a record that says what the bucket says."""
    modules: dict[str, list[IndexedObject]] = {}
    for item in found:
        modules.setdefault("aircraft" if item.name.startswith("aircraft") else "dock", []).append(
            item
        )
    finished = max((item.modified for item in found if item.modified), default=folder.modified)
    return LogUpload(
        upload_id=upload_id,
        dock=dock,
        created=min(_began(folder.name) or finished, finished),
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


def _began(folder: str) -> datetime | None:
    try:
        return datetime.strptime(folder.partition("_")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None
