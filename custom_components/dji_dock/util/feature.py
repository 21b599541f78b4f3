"""What the hub does with each feature."""

from collections.abc import Callable, Iterable

from homeassistant.core import callback


class Feature:
    """A part of what runs for an entry. One that has nothing to do at some time leaves that out.

    Features are loaded and started in the order in which the hub holds them, and end in the
    opposite one.
    """

    async def async_load(self) -> None:
        """Take up what the last run left; platforms are set up after that."""

    @callback
    def start(self) -> Iterable[Callable[[], None]]:
        """Listen, and begin to work; returns what ends the listening."""
        return ()

    async def async_end_sessions(self) -> None:
        """End at docks what must not outlast us; all features together have three seconds."""

    async def async_stop(self) -> None:
        """Save everything, and close; nothing is read any more, and nothing written after that."""

    async def async_forget(self, serial: str) -> None:
        """Let go of a dock or an aircraft: the fleet does not know it any more."""
