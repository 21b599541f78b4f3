"""A camera without a dock: who reads it is counted, and what is pushed is what a test says."""

from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from custom_components.dji_dock.live.models import CameraKey
from custom_components.dji_dock.live.readers import Readers
from custom_components.dji_dock.video import Feed, Mender

from .video_streams import Message

CAMERA = CameraKey("8UUXN0000000A1", "8UUXN0000000A1", "165-0-7")
SECRET = "0123456789abcdef0123456789abcdef"


@dataclass
class Counter:
    """Counts who comes and goes."""

    feed: Feed = field(default_factory=Feed)
    mender: Mender = field(default_factory=Mender)
    entered: int = 0
    left: int = 0
    waiting: int = 0
    error: Exception | None = None

    def find(self, secret: str) -> CameraKey | None:
        """Know one camera."""
        return CAMERA if secret == SECRET else None

    async def async_enter(self, camera: CameraKey) -> Feed:
        """Count one more once there is something, unless told to fail."""
        assert camera == CAMERA
        if self.error:
            raise self.error
        self.waiting += 1
        try:
            await self.feed.wait_media()
        finally:
            self.waiting -= 1
        self.entered += 1
        return self.feed

    def leave(self, camera: CameraKey) -> None:
        """Count one less."""
        assert camera == CAMERA
        self.left += 1

    @property
    def watching(self) -> int:
        """Return how many read."""
        return self.entered - self.left

    def push(self, messages: Iterable[Message]) -> None:
        """Let a dock send."""
        for message in messages:
            for tag in self.mender.video(*message):
                self.feed.push(tag)


@asynccontextmanager
async def serving(watch: Counter, **limits: float) -> AsyncGenerator[Readers]:
    """Listen on the loopback; in the end nobody reads who was not counted twice."""
    readers = Readers(watch, **limits)  # type: ignore[arg-type] # the names are those of Readers
    await readers.start("127.0.0.1", 0)
    try:
        yield readers
    finally:
        await readers.stop()
    assert (watch.watching, watch.waiting, watch.feed.readers, readers.count) == (0, 0, 0, 0)
