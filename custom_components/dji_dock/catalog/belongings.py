"""What catalogs hold of a dock while their entries do not run."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..database import ObjectIndex, copy_dock, drop_dock, opened
from ..util.entry_data import bucket_config
from ..util.same_place import same_set_bucket
from .catalog import index_database


class CatalogBelongings:
    """Copied, dropped, forgotten or removed. All of it blocks, and raises DatabaseUnusable."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Take where the files are."""
        self._hass = hass

    def copy_dock(self, source: ConfigEntry, target: ConfigEntry, dock: str) -> None:
        """Copy what is known of a dock, if both entries mean the same folder."""
        if not same_set_bucket(source.data, target.data):
            return
        if bucket_config(source.data).key_prefix != bucket_config(target.data).key_prefix:
            return
        old, new = (index_database(self._hass, entry.entry_id) for entry in (source, target))
        with opened(old), opened(new):
            copy_dock(old, new, dock)

    def drop_dock(self, entry_id: str, dock: str) -> None:
        """Drop what was copied."""
        with opened(index_database(self._hass, entry_id)) as index:
            drop_dock(index, dock)

    def forget_dock(self, entry_id: str, dock: str) -> None:
        """Drop everything about a dock that is no longer ours."""
        with opened(index_database(self._hass, entry_id)) as index:
            ObjectIndex(index).forget_dock(dock)

    def remove(self, entry_id: str) -> None:
        """Remove the file of an entry."""
        index_database(self._hass, entry_id).remove()
