"""What other entries of this Home Assistant know of a dock's archives: it is not ours to delete."""

from collections.abc import Iterable
import logging
from typing import NamedTuple

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..bucket_access.taken import async_older_entry_with_bucket
from ..const import DOMAIN
from ..database import DatabaseUnusable, RecordTable
from ..errors import reason_text
from ..util.dock_owners import dock_owners
from .store import UPLOAD_KINDS, history_database, read_upload

_LOGGER = logging.getLogger(__name__)


class KnownElsewhere(NamedTuple):
    """What the histories of other entries say of one dock."""

    upload_ids: frozenset[str]
    """Also of uploads that wait, and of those that were removed."""
    keys: frozenset[str]

    def has(self, key: str) -> bool:
        """Return whether an object is an archive of theirs, or a part of one."""
        parts = key.split("/")
        return any("/".join(parts[: end + 1]) in self.keys for end in range(len(parts)))

    def has_in(self, folder: str) -> bool:
        """Return whether an archive of theirs lies in a folder, or is it."""
        return any(key == folder or key.startswith(f"{folder}/") for key in self.keys)


class OtherEntries:
    """Asked before anything is deleted, or offered for it."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Take whose bucket it is."""
        self._hass = hass
        self._entry_id = entry_id

    async def async_known(self, dock: str) -> KnownElsewhere:
        """Return what others know of the archives of a dock, whether they are loaded or not.

        Raises:
            HomeAssistantError: nothing of this dock may be deleted now.

        """
        await self._async_require_own(dock)
        ids: set[str] = set()
        keys: set[str] = set()
        for entry in self._hass.config_entries.async_entries(DOMAIN):
            if entry.entry_id == self._entry_id:
                continue
            try:
                if entry.state is ConfigEntryState.LOADED:
                    await entry.runtime_data.logs.async_save()
                known = await self._hass.async_add_executor_job(self._read, entry, dock)
            except DatabaseUnusable as err:
                _LOGGER.warning("The history of %s cannot be read: %s", entry.title, err)
                raise _error("other_history_unusable", cloud=entry.title) from err
            ids |= known.upload_ids
            keys |= known.keys
        return KnownElsewhere(frozenset(ids), frozenset(keys))

    async def async_allowed(self, dock: str) -> KnownElsewhere | None:
        """Return the same, None when nothing may be deleted now."""
        try:
            return await self.async_known(dock)
        except HomeAssistantError as err:
            _LOGGER.info("Nothing of %s is deleted: %s", dock, reason_text(err))
            return None

    async def async_require_ours(self, dock: str, upload_id: str, keys: Iterable[str]) -> None:
        """Have it that nobody else knows the archives of an upload.

        Raises:
            HomeAssistantError: they must stay.

        """
        known = await self.async_known(dock)
        if any(map(known.has, keys)):
            raise _error("archives_of_other", upload_id=upload_id)

    async def _async_require_own(self, dock: str) -> None:
        own = self._hass.config_entries.async_get_entry(self._entry_id)
        if own is None:
            return
        owner_id = dock_owners(self._hass).owner(dock)
        owner = self._hass.config_entries.async_get_entry(owner_id) if owner_id else None
        if owner and owner is not own:
            raise _error("dock_of_other", cloud=owner.title)
        if older := await async_older_entry_with_bucket(self._hass, own):
            raise _error("folder_shared", cloud=own.title, owner=older.title)

    def _read(self, entry: ConfigEntry, dock: str) -> KnownElsewhere:
        """Read the history of an entry. Blocks."""
        database = history_database(self._hass, entry.entry_id)
        records = {kind: RecordTable(database, kind).look(dock) for kind in UPLOAD_KINDS}
        keys: set[str] = set()
        for record in records["upload"]:
            if (upload := read_upload(record)) is None:
                raise DatabaseUnusable(f"a record of {dock} is damaged")
            for file in upload.files:
                # Also those that lie elsewhere, as seen from there: here, perhaps.
                keys.update(key for key in (file.object_key, *file.stored_keys) if key)
        ids = (record.id for own in records.values() for record in own)
        return KnownElsewhere(frozenset(ids), frozenset(keys))


def _error(key: str, **placeholders: str) -> HomeAssistantError:
    return HomeAssistantError(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders
    )
