"""Any number of docks in one process."""

import asyncio
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from .dock import SimulatedDock


class Simulator:
    """Switches docks on and off together."""

    def __init__(self, docks: Sequence[SimulatedDock]) -> None:
        """Take the docks."""
        self.docks = list(docks)

    async def __aenter__(self) -> Self:
        """Switch on."""
        for dock in self.docks:
            dock.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Switch off; no task and no thread is left."""
        await asyncio.gather(*(dock.stop() for dock in self.docks))

    async def wait_online(self, timeout: float = 60.0) -> None:
        """Wait until all of them are online.

        Raises:
            TimeoutError
        """
        await asyncio.gather(*(dock.wait_online(timeout) for dock in self.docks))
