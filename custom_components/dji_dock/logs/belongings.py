"""What histories of uploads hold of a dock while their entries do not run."""

from dataclasses import replace

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..database import Record, copy_records, drop_records, opened
from ..util.same_place import same_set_bucket
from .store import UPLOAD_KINDS, history_database, read_upload


class UploadBelongings:
    """Copied, dropped or removed. All of it blocks, and raises DatabaseUnusable."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Take where the files are."""
        self._hass = hass

    def copy_dock(self, source: ConfigEntry, target: ConfigEntry, dock: str) -> None:
        """Copy the uploads of a dock; their archives stay where they are."""
        reachable = same_set_bucket(source.data, target.data)

        def change(kind: str, record: Record) -> Record:
            return record if reachable or kind != "upload" else _elsewhere(record)

        old, new = (history_database(self._hass, entry.entry_id) for entry in (source, target))
        with opened(old), opened(new):
            copy_records(old, new, dock, UPLOAD_KINDS, change)

    def drop_dock(self, entry_id: str, dock: str) -> None:
        """Drop what was copied."""
        with opened(history_database(self._hass, entry_id)) as history:
            drop_records(history, dock, UPLOAD_KINDS)

    def forget_dock(self, entry_id: str, dock: str) -> None:
        """Keep all of it: what was stays in the history."""

    def remove(self, entry_id: str) -> None:
        """Remove the file of an entry."""
        history_database(self._hass, entry_id).remove()


def _elsewhere(record: Record) -> Record:
    """Return an upload whose archives lie in the bucket of the entry that its dock comes from."""
    if (upload := read_upload(record)) is None:
        return record
    files = tuple(replace(file, elsewhere=True) for file in upload.files)
    return record._replace(body=replace(upload, files=files).as_json())
