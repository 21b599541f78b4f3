"""What histories of jobs hold of a dock while their entries do not run."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..database import RecordTable, copy_records, drop_records, opened
from .store import jobs_database

_CAMERA = "camera"
JOB_KINDS = ("job", "session", "powered_on", _CAMERA)
"""The records that go with a dock: its history, and what has to be undone by whom it obeys."""


class JobBelongings:
    """Copied, dropped or removed. All of it blocks, and raises DatabaseUnusable."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Take where the files are."""
        self._hass = hass

    def copy_dock(self, source: ConfigEntry, target: ConfigEntry, dock: str) -> None:
        """Copy the jobs of a dock, and its cameras: of what it pushes for whom."""
        old, new = (jobs_database(self._hass, entry.entry_id) for entry in (source, target))
        with opened(old), opened(new):
            copy_records(old, new, dock, JOB_KINDS, lambda _, record: record)

    def drop_dock(self, entry_id: str, dock: str) -> None:
        """Drop what was copied."""
        with opened(jobs_database(self._hass, entry_id)) as history:
            drop_records(history, dock, JOB_KINDS)

    def forget_dock(self, entry_id: str, dock: str) -> None:
        """Keep what was, in the history; the cameras of a dock or of an aircraft go."""
        with opened(jobs_database(self._hass, entry_id)) as history:
            cameras = RecordTable(history, _CAMERA)
            own = (each.id for each in cameras.load() if _is_of(dock, each.owner, each.id))
            cameras.save((), tuple(own))

    def remove(self, entry_id: str) -> None:
        """Remove the file of an entry."""
        jobs_database(self._hass, entry_id).remove()


def _is_of(serial: str, dock: str, camera: str) -> bool:
    """Return whether a camera is watched through a dock, or is one of an aircraft."""
    return serial in (dock, camera.partition("/")[0])
