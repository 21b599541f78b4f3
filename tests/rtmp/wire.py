"""RTMP as a publisher writes it, byte by byte, so that a test can write it wrongly."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from itertools import pairwise
import struct
from typing import Any

from .recorder import KEY

SET_CHUNK_SIZE, ABORT, USER_CONTROL, WINDOW, AUDIO, VIDEO, DATA, COMMAND = 1, 2, 4, 5, 8, 9, 18, 20


def basic(form: int, number: int, *, size: int = 0) -> bytes:
    """Return the first bytes of a chunk: as few as its number needs, or two or three of them."""
    size = size or (1 if number < 64 else 2 if number < 320 else 3)
    if size == 1:
        return bytes((form << 6 | number,))
    return bytes((form << 6 | size - 2,)) + (number - 64).to_bytes(size - 1, "little")


def header(
    form: int,
    number: int = 6,
    *,
    time: int = 0,
    length: int = 0,
    kind: int = VIDEO,
    size: int = 0,
) -> bytes:
    """Return the header of a first chunk; `time` is a difference in all forms but the first."""
    short = min(time, 0xFFFFFF).to_bytes(3)
    fields = short + length.to_bytes(3) + bytes((kind,)) + (1).to_bytes(4, "little")
    extended = time.to_bytes(4) if time >= 0xFFFFFF and form < 3 else b""
    return basic(form, number, size=size) + fields[: (11, 7, 3, 0)[form]] + extended


def message(
    payload: bytes,
    *,
    form: int = 0,
    number: int = 6,
    time: int = 0,
    kind: int = VIDEO,
    chunk: int = 128,
    repeat: bytes = b"",
    size: int = 0,
) -> bytes:
    """Return a message in chunks with nothing between; `repeat` follows each further header."""
    begin = header(form, number, time=time, length=len(payload), kind=kind, size=size)
    parts = [payload[at : at + chunk] for at in range(0, len(payload), chunk)]
    return begin + (basic(3, number, size=size) + repeat).join(parts)


def amf(*values: Any) -> bytes:
    """Return values in AMF0."""
    return b"".join(map(_amf, values))


def _amf(value: Any) -> bytes:
    if value is None:
        return b"\x05"
    if isinstance(value, bool):
        return bytes((1, value))
    if isinstance(value, int | float):
        return struct.pack(">Bd", 0, value)
    if isinstance(value, str):
        return b"\x02" + _name(value)
    members = b"".join(_name(name) + _amf(member) for name, member in value.items())
    return b"\x03" + members + b"\x00\x00\x09"


def _name(text: str) -> bytes:
    return struct.pack(">H", len(text.encode())) + text.encode()


def command(*values: Any, kind: int = COMMAND) -> bytes:
    """Return a command."""
    return message(amf(*values), number=3, kind=kind)


HANDSHAKE = bytes((3,)) + bytes(8) + bytes(range(191)) * 8 + bytes(1536)
"""All that a publisher says in it, which it may say at once."""


def publish(app: str = "live", name: str = KEY) -> bytes:
    """Return all that follows it, up to the first media."""
    return (
        command("connect", 1, {"app": app, "tcUrl": f"rtmp://192.0.2.1/{app}"})
        + command("releaseStream", 2, None, name)
        + command("FCPublish", 3, None, name)
        + command("createStream", 4, None)
        + command("publish", 5, None, name, "live")
    )


class Client:
    """A connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take both ends."""
        self._reader = reader
        self.writer = writer

    def send(self, *parts: bytes) -> None:
        """Send, sooner or later."""
        self.writer.write(b"".join(parts))

    async def read(self, size: int, seconds: float = 60) -> bytes:
        """Return so many bytes."""
        async with asyncio.timeout(seconds):
            return await self._reader.readexactly(size)

    async def read_until(self, end: bytes, seconds: float = 60) -> bytes:
        """Return what comes up to some bytes."""
        async with asyncio.timeout(seconds):
            return await self._reader.readuntil(end)

    async def closed(self, seconds: float = 60) -> bytes:
        """Wait until the other side has closed it, and return what it said before."""
        said = b""
        async with asyncio.timeout(seconds):
            try:
                while part := await self._reader.read(65536):
                    said += part
            except ConnectionError:
                pass
        return said


@asynccontextmanager
async def connected(port: int, *first: bytes) -> AsyncGenerator[Client]:
    """Connect, and say something first."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    client = Client(reader, writer)
    client.send(*first)
    try:
        yield client
    finally:
        writer.transport.abort()


def cut(data: bytes, places: Sequence[int]) -> list[bytes]:
    """Return data in pieces that begin at some places."""
    borders = [0, *sorted(place % (len(data) + 1) for place in places), len(data)]
    return [data[begin:end] for begin, end in pairwise(borders)]
