"""What goes on about remote debugging at one dock."""

import asyncio
from datetime import datetime
from typing import Any


class DockSession:
    """What goes on at one dock."""

    def __init__(self) -> None:
        """Begin with nobody who needs it."""
        self.users = 0
        """Jobs that need it open."""
        self.holders: set[str] = set()
        """Who keeps it open, whether a job needs it or not."""
        self.changed = asyncio.Event()
        """Set when the dock or its jobs have moved."""
        self.urged = asyncio.Event()
        """Set when there is a reason not to wait any longer with the next attempt to close it."""
        self.lock = asyncio.Lock()
        self.timer: asyncio.TimerHandle | None = None
        self.closes_at: datetime | None = None
        self.closing: asyncio.Task[Any] | None = None
        self.left_at = float("-inf")
        """When the dock was last seen leaving it."""
        self.refusals: dict[str, int] = {}
        """Codes with which the dock refused, by the id of the command."""
