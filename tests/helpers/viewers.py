"""Viewers of a camera: what reads the source that Home Assistant is given, and goes again."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import time

import aiohttp
import imageio_ffmpeg

_PATIENCE = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=40)


class Viewer:
    """Reads a source until it is told to leave."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        """Take an answer whose status is known."""
        self.status = answer.status
        self.received = bytearray()
        self.last = time.monotonic()
        """When something came last."""
        self._answer = answer

    async def read(self, more: int = 1) -> None:
        """Wait until so many bytes more have come.

        Raises:
            EOFError: the source ended.
        """
        wanted = len(self.received) + more
        while len(self.received) < wanted:
            part = await self._answer.content.readany()
            if not part:
                raise EOFError("the source ended")
            self.received += part
            self.last = time.monotonic()


@asynccontextmanager
async def viewer(source: str) -> AsyncGenerator[Viewer]:
    """Look at a source; at the end the connection is closed."""
    async with (
        aiohttp.ClientSession(timeout=_PATIENCE) as session,
        session.get(source) as answer,
    ):
        yield Viewer(answer)
        answer.close()


@asynccontextmanager
async def player(source: str) -> AsyncGenerator[asyncio.subprocess.Process]:
    """Let ffmpeg look at a source; it says a line when it has seen something, and is killed."""
    process = await asyncio.create_subprocess_exec(
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-progress", "pipe:1"),
        *("-i", source, "-c", "copy", "-f", "null", "-"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
