"""Who takes what is published, and remembers it."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import NamedTuple

from custom_components.dji_dock.rtmp import (
    EndReason,
    MediaKind,
    Publisher,
    RtmpLimits,
    RtmpServer,
    Sink,
)

_USUAL = RtmpLimits()
KEY = "6f2c9a0e5d1b48778c3ea4d2f0917b65"


class Piece(NamedTuple):
    """A message of media."""

    kind: MediaKind
    timestamp: int
    payload: bytes


class Recording:
    """A sink; its publisher is known from the moment it asks."""

    def __init__(self, publisher: Publisher) -> None:
        """Begin with nothing."""
        self.publisher = publisher
        self.pieces: list[Piece] = []
        self.reasons: list[EndReason] = []
        self.changed = asyncio.Event()

    def media(self, kind: MediaKind, timestamp: int, payload: bytes) -> None:
        """Keep it."""
        assert not self.reasons, "media after the end"
        self.pieces.append(Piece(kind, timestamp, payload))
        self.changed.set()

    def ended(self, reason: EndReason) -> None:
        """Keep why."""
        self.reasons.append(reason)
        self.changed.set()

    async def wait_pieces(self, number: int, seconds: float = 60) -> list[Piece]:
        """Wait for some media, and return all."""
        async with asyncio.timeout(seconds):
            while len(self.pieces) < number:
                self.changed.clear()
                await self.changed.wait()
        return self.pieces

    async def wait_end(self, seconds: float = 60) -> EndReason:
        """Wait until it has ended, and return why."""
        async with asyncio.timeout(seconds):
            while not self.reasons:
                self.changed.clear()
                await self.changed.wait()
        [reason] = self.reasons
        return reason


class Ingest:
    """A server that lets those publish who know the key."""

    def __init__(self, limits: RtmpLimits) -> None:
        """Take the limits."""
        self.server = RtmpServer(self.accept, limits)
        self.recordings: list[Recording] = []
        self.refused: list[Publisher] = []
        self.port = 0
        self._asked = asyncio.Event()

    def accept(self, publisher: Publisher) -> Sink | None:
        """Look for the key."""
        self._asked.set()
        if KEY not in publisher.parts:
            self.refused.append(publisher)
            return None
        self.recordings.append(Recording(publisher))
        return self.recordings[-1]

    def url(self, path: str = f"live/{KEY}") -> str:
        """Return where to publish."""
        return f"rtmp://127.0.0.1:{self.port}/{path}"

    async def recording(self, number: int = 0, seconds: float = 60) -> Recording:
        """Wait until so many more publish, and return the last of them."""
        async with asyncio.timeout(seconds):
            while len(self.recordings) <= number:
                self._asked.clear()
                await self._asked.wait()
        return self.recordings[number]


@asynccontextmanager
async def ingest(limits: RtmpLimits = _USUAL) -> AsyncGenerator[Ingest]:
    """Run one; at the end nothing is left of it."""
    running = Ingest(limits)
    running.port = await running.server.start("127.0.0.1", 0)
    try:
        yield running
    finally:
        await running.server.stop()
        assert running.server.connections == 0
        assert all(len(each.reasons) == 1 for each in running.recordings)
