"""A proxy before a store that can answer in its place, or keep the store's answer to itself."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
import re
import time

from .proxy import Proxy

_MOST_OF_A_HEAD = 65536
_DRAIN_SECONDS = 5.0
_CREDENTIAL = re.compile(rb"Credential=([^/,&\s]+)")
_REASONS = {403: "Forbidden", 503: "Service Unavailable"}


class Trouble(Enum):
    """What a store answers in place of what was asked: status and code."""

    NONE = (0, "")
    UNAVAILABLE = (503, "ServiceUnavailable")
    SLOW_DOWN = (503, "SlowDown")
    REVOKED = (403, "InvalidAccessKeyId")
    EXPIRED = (403, "ExpiredToken")
    MUTE = (0, "mute")
    """It does what is asked, but its answer gets lost."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A request that reached the store."""

    method: str
    path: str
    access_key: str
    time: float


class S3Proxy(Proxy):
    """Takes one request for each connection, as `Connection: close` allows."""

    def __init__(
        self,
        target: int,
        *,
        seed: int | str = 0,
        passed: Callable[[Passed], None] | None = None,
    ) -> None:
        """Take the store's port, and who hears of each request that reaches the store."""
        super().__init__(target, seed=seed)
        self.trouble = Trouble.NONE
        self.refused = 0
        self._passed = passed

    def heal(self) -> None:
        """Let the store answer everything itself again."""
        super().heal()
        self.trouble = Trouble.NONE

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.IncompleteReadError, asyncio.LimitOverrunError:
            return
        await self._flowing.wait()
        method, path = head.split(b" ", 2)[:2]
        if self.trouble.value[0]:
            self.refused += 1
            await self._refuse(method.decode(), reader, writer)
            return
        if self._passed:
            key = _CREDENTIAL.search(head)
            self._passed(
                Passed(method.decode(), path.decode(), key[1].decode() if key else "", time.time())
            )
        # A connection that goes on would bring its next request unseen.
        await self._join(
            reader,
            writer,
            re.sub(rb"(?i)\r\nconnection:[^\r]*", b"", head)[:-2] + b"Connection: close\r\n\r\n",
        )

    async def _down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.trouble is not Trouble.MUTE:
            await self._pump(reader, writer)
            return
        # The body is only sent after this, so it has to come through.
        with suppress(OSError):
            while data := await reader.read(_MOST_OF_A_HEAD):
                if data.startswith(b"HTTP/1.1 100"):
                    writer.write(data)
        writer.transport.abort()

    async def _refuse(
        self, method: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        status, code = self.trouble.value
        error = f"<Error><Code>{code}</Code><Message>{code}</Message></Error>"
        if method == "POST":
            # STS wraps it once more.
            error = f"<ErrorResponse>{error}</ErrorResponse>"
        body = b"" if method == "HEAD" else error.encode()
        writer.write(
            f"HTTP/1.1 {status} {_REASONS[status]}\r\nContent-Type: application/xml\r\n"
            f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
            + body
        )
        # Closed with something unread, the answer would be lost on the way.
        with suppress(OSError, TimeoutError):
            await writer.drain()
            writer.write_eof()
            async with asyncio.timeout(_DRAIN_SECONDS):
                while await reader.read(_MOST_OF_A_HEAD):
                    pass
