"""A server for one publisher of RTMP that is not ours: ffmpeg, which writes what it receives."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import imageio_ffmpeg

from tests.lab.stack.process import free_port


@dataclass
class Receiver:
    """Listens at a port, and keeps the stream in a file as it came."""

    file: Path
    port: int = 0
    log: str = ""

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"rtmp://127.0.0.1:{self.port}/live/key"

    async def __aenter__(self) -> Self:
        """Start; it listens when this returns."""
        self.port = self.port or free_port()
        self._process = await asyncio.create_subprocess_exec(
            *(imageio_ffmpeg.get_ffmpeg_exe(), "-v", "verbose", "-y", "-f", "flv", "-listen", "1"),
            *("-i", self.url, "-map", "0:v", "-c", "copy", "-f", "flv", "-flush_packets", "1"),
            str(self.file),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self._reading = asyncio.create_task(self._read())
        async with asyncio.timeout(60):
            while not _listens(self.port):
                await asyncio.sleep(0.02)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Kill it."""
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        await self._reading

    async def wait_ended(self, timeout: float = 60) -> None:
        """Wait until it ends by itself, because the publisher said that it is over."""
        async with asyncio.timeout(timeout):
            await self._process.wait()

    def kill(self) -> None:
        """Be gone from one moment to the next."""
        self._process.kill()

    async def _read(self) -> None:
        assert self._process.stderr
        async for line in self._process.stderr:
            self.log += line.decode(errors="replace")


def _listens(port: int) -> bool:
    """Look without connecting, since only one publisher is taken; who is quicker counts, too."""
    wanted = f":{port:04X}"
    return any(
        parts[1].endswith(wanted) and parts[3] in {"0A", "01"}
        for parts in map(str.split, Path("/proc/net/tcp").read_text().splitlines()[1:])
    )


def tags(file: Path) -> Iterator[tuple[int, int, bytes]]:
    """Return kind, milliseconds and payload of each tag of an FLV file (FLV, annex E)."""
    data = file.read_bytes()
    at = 13
    while at < len(data):
        size = int.from_bytes(data[at + 1 : at + 4])
        stamp = int.from_bytes(data[at + 7 : at + 8] + data[at + 4 : at + 7])
        yield data[at], stamp, data[at + 11 : at + 11 + size]
        at += 15 + size
