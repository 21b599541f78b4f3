"""From one camera to any number of readers: what is there now, then what comes."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from .flv import FLV_HEADER, Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLimits:
    """How much is kept, in bytes and pictures."""

    group: int = 6 << 20
    group_pictures: int = 600
    backlog: int = 8 << 20
    """Of a reader; holds a group of pictures, with which it begins."""
    backlog_pictures: int = 900


@dataclass(frozen=True, slots=True)
class KeyFrame:
    """A picture that can be decoded alone: its parameter sets stand before it."""

    tag: Tag
    taken_at: datetime


class FeedReader:
    """What one reader gets; `async for` over bytes that are the same objects for all readers.

    A reader that takes less than comes loses all up to the next key frame. One that took nothing
    since it lost something ends.
    """

    def __init__(self, feed: Feed, limits: FeedLimits) -> None:
        """Begin with the next key frame that is offered."""
        self._feed = feed
        self._limits = limits
        self._waiting = deque[bytes]()
        self._size = 0
        self._ready = asyncio.Event()
        self._add(FLV_HEADER)
        self._header: Tag | None = None
        self._awaits_key = True
        self._took = True
        self._ended = False
        self.skipped = 0
        """How often it lost pictures."""

    @property
    def backlog(self) -> int:
        """Return how many bytes wait to be taken."""
        return self._size

    def __aiter__(self) -> FeedReader:
        """Return itself."""
        return self

    async def __anext__(self) -> bytes:
        """Wait for the next piece of the file."""
        await self._ready.wait()
        if self._ended:
            raise StopAsyncIteration
        data = self._waiting.popleft()
        self._size -= len(data)
        self._took = True
        if not self._waiting:
            self._ready.clear()
        return data

    def offer(self, tag: Tag, header: Tag) -> None:
        """Take a picture, and the header if it is another than before."""
        if self._ended or (self._awaits_key and not tag.is_key):
            return
        self._awaits_key = False
        if tag.is_key and header is not self._header:
            self._header = header
            self._add(header.data)
        self._add(tag.data)
        limits = self._limits
        if self._size > limits.backlog or len(self._waiting) > limits.backlog_pictures:
            self._skip()

    def _add(self, data: bytes) -> None:
        self._waiting.append(data)
        self._size += len(data)
        self._ready.set()

    def _skip(self) -> None:
        if not self._took:
            self.close()
            return
        begun = self._waiting[0] is not FLV_HEADER
        self._waiting.clear()
        self._size = 0
        self._ready.clear()
        self._header = None
        self._awaits_key = True
        self._took = False
        self.skipped += 1
        if not begun:
            self._add(FLV_HEADER)

    def close(self) -> None:
        """End; nothing is kept any more."""
        self._ended = True
        self._waiting.clear()
        self._size = 0
        self._ready.set()
        self._feed.forget(self)


class Feed:
    """One per camera: header, the current group of pictures, the last key frame, readers."""

    def __init__(
        self,
        limits: FeedLimits = FeedLimits(),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._limits = limits
        self._now = now
        self._readers: dict[FeedReader, None] = {}
        self._header: Tag | None = None
        self._group: list[Tag] = []
        self._group_size = 0
        self._media = asyncio.Event()
        self.key_frame: KeyFrame | None = None

    @property
    def readers(self) -> int:
        """Return how many read."""
        return len(self._readers)

    def push(self, tag: Tag) -> None:
        """Take what a mender returns."""
        if tag.is_header:
            self._header = tag
            return
        if not self._header:
            return
        if tag.is_key:
            self.key_frame = KeyFrame(tag, self._now())
            self._group, self._group_size = [tag], len(tag.data)
            self._media.set()
        elif self._group:
            self._keep(tag)
        for reader in tuple(self._readers):
            reader.offer(tag, self._header)

    def _keep(self, tag: Tag) -> None:
        """Add to the group of pictures; one that is too large is none: late readers wait for the next."""
        self._group.append(tag)
        self._group_size += len(tag.data)
        limits = self._limits
        if self._group_size > limits.group or len(self._group) > limits.group_pictures:
            self._group, self._group_size = [], 0

    def read(self) -> FeedReader:
        """Return a reader that begins with the current group of pictures."""
        reader = FeedReader(self, self._limits)
        self._readers[reader] = None
        if self._header:
            for tag in self._group:
                reader.offer(tag, self._header)
        return reader

    def forget(self, reader: FeedReader) -> None:
        """Give a reader nothing any more."""
        self._readers.pop(reader, None)

    def end(self) -> None:
        """End all readers."""
        for reader in tuple(self._readers):
            reader.close()

    def clear(self) -> None:
        """Forget header and group of pictures: a push ended. The last key frame stays."""
        self._header = None
        self._group, self._group_size = [], 0
        self._media.clear()

    async def wait_media(self) -> None:
        """Wait until there is something to read."""
        await self._media.wait()
