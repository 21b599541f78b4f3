"""What goes with a dock, or is forgotten with it, while its entry does not run."""

from typing import Protocol

from homeassistant.config_entries import ConfigEntry


class Belongings(Protocol):
    """What a feature has on disk of each dock. All of it blocks, and raises DatabaseUnusable."""

    def copy_dock(self, source: ConfigEntry, target: ConfigEntry, dock: str) -> None:
        """Copy what one entry has of a dock to another one."""

    def drop_dock(self, entry_id: str, dock: str) -> None:
        """Drop what was copied."""

    def forget_dock(self, entry_id: str, dock: str) -> None:
        """Drop what is not to be known of a dock that is no longer ours."""

    def remove(self, entry_id: str) -> None:
        """Remove everything of an entry."""
