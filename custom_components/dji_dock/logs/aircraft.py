"""What uploads need when their aircraft has to be switched on: others do that, and undo it."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from homeassistant.core import Context
from homeassistant.exceptions import HomeAssistantError

from .selection import LogList

type Ask = Callable[[], Awaitable[LogList]]
"""Asks a dock for its logs."""


class AircraftNotReady(HomeAssistantError):
    """The logs of an aircraft cannot be had; what was done for it is undone."""

    later: bool = False
    """Whether nothing was sent, and it may be tried again without anybody noticing."""
    code: int = 0
    """Of the dock, 0 for none."""


class AircraftPower(Protocol):
    """Switches aircraft on for their logs, and off again."""

    def is_starting(self, dock: str) -> bool:
        """Return whether an upload waits for its aircraft."""

    def may_switch_on(self, dock: str) -> bool:
        """Return whether nothing known forbids to switch an aircraft on that is off."""

    def ready(
        self, dock: str, ask: Ask, context: Context | None
    ) -> AbstractAsyncContextManager[LogList]:
        """Make the logs of an aircraft readable, and list them.

        After that it stays on until no upload runs; then all is as it was before.

        Raises:
            AircraftNotReady

        """

    async def async_make_way(self, dock: str, code: int) -> bool:
        """Return whether a dock that refused with a code may be asked once more."""
