"""Both ends of the way: a dock that publishes in real time, and viewers that read."""

import asyncio
from collections.abc import Sequence
import contextlib
import time
from urllib.parse import urlsplit

from tests.rtmp.wire import HANDSHAKE, command, message, publish

from .footage import Tag

_SEGMENT = 1448
"""Bytes that a packet carries: a line delivers them one by one."""
_CONNECT_SECONDS = 20


class Dock:
    """Publishes footage over and over, in chunks of 128 bytes and pieces of a packet each."""

    def __init__(self, footage: Sequence[Tag]) -> None:
        """Take what it films."""
        self._footage = footage
        self._length = footage[-1].timestamp + 33
        self.connected_at = 0.0
        self.sent: dict[bytes, float] = {}
        """When each picture was sent last, by its signature."""

    async def publish(self, url: str) -> None:
        """Publish until cancelled."""
        where = urlsplit(url)
        app, _, name = where.path.strip("/").rpartition("/")
        reader, stream = await _connected("127.0.0.1", where.port or 1935)
        reading = asyncio.create_task(_read_all(reader))
        self.connected_at = time.monotonic()
        try:
            stream.write(HANDSHAKE + publish(app, name))
            began, turn = time.monotonic(), 0
            while True:
                for tag in self._footage:
                    if not tag.is_picture and turn:
                        continue
                    due = turn * self._length + tag.timestamp
                    await asyncio.sleep(began + due / 1000 - time.monotonic())
                    self.sent[tag.signature] = time.monotonic()
                    data = message(tag.payload, kind=tag.kind, time=due)
                    for at in range(0, len(data), _SEGMENT):
                        stream.write(data[at : at + _SEGMENT])
                    await stream.drain()
                turn += 1
        finally:
            with contextlib.suppress(ConnectionError):
                stream.write(command("deleteStream", 9, None, 1.0))
                await stream.drain()
            stream.close()
            reading.cancel()


async def _read_all(reader: asyncio.StreamReader) -> None:
    while await reader.read(65536):
        pass


async def _connected(host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Connect as soon as somebody listens."""
    async with asyncio.timeout(_CONNECT_SECONDS):
        while True:
            try:
                return await asyncio.open_connection(host, port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.02)


class Viewer:
    """Reads pictures, and notes how late they are."""

    def __init__(self, dock: Dock) -> None:
        """Take whose pictures they are."""
        self._dock = dock
        self.asked_at = 0.0
        self.first_at = 0.0
        """When the first picture was there that can be decoded."""
        self.delays: list[float] = []

    def see(self, tags: Sequence[Tag]) -> None:
        """Take what has come."""
        now = time.monotonic()
        for tag in tags:
            if tag.is_picture:
                self.first_at = self.first_at or now
                self.delays.append(now - self._dock.sent[tag.signature])
