"""A TCP proxy that can be cut, slowed and stopped, between docks or Home Assistant and a server."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
import random


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """How a bad line looks to TCP: nothing gets lost, but everything comes late. Seconds."""

    delay: float = 0.0
    """Of each chunk after the one before it: a line that is slow, too."""
    latency: float = 0.0
    """Of every chunk, however many are under way: a line that is only long."""
    loss: float = 0.0
    """Share of the chunks that have to be sent again, which keeps all behind them waiting."""
    resend: float = 0.6


CLEAR = Weather()


class Proxy:
    """Passes connections on to a port of this machine, until it is cut."""

    def __init__(self, target: int, *, seed: int | str = 0) -> None:
        """Take where to pass connections on to; `seed` decides which chunks are lost."""
        self.port = 0
        self.weather = CLEAR
        self._target = target
        self._random = random.Random(seed)
        self._cut = False
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._due = 0.0
        self._under_way: deque[asyncio.TimerHandle] = deque()
        self._server: asyncio.Server | None = None

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        try:
            yield
        finally:
            self._server.close()
            self.cut()
            for chunk in self._under_way:
                chunk.cancel()

    def cut(self) -> None:
        """End every connection, and every new one at once."""
        self._cut = True
        self._flowing.set()
        self.drop()

    def drop(self) -> None:
        """End every connection; new ones are welcome."""
        for writer in tuple(self._writers):
            writer.transport.abort()

    def stall(self) -> None:
        """Let no byte through any more, as a dead line: nobody is told."""
        self._flowing.clear()

    def heal(self) -> None:
        """Pass everything on again."""
        self._cut = False
        self.weather = CLEAR
        self._flowing.set()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            if not self._cut:
                with suppress(OSError):
                    await self._handle(reader, writer)
        finally:
            self._writers.discard(writer)
            writer.transport.abort()

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        await self._join(reader, writer)

    async def _join(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, head: bytes = b""
    ) -> None:
        """Pass a connection on; `head` is what was read of it already."""
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        self._writers.add(far_writer)
        try:
            far_writer.write(head)
            async with asyncio.TaskGroup() as group:
                group.create_task(self._up(reader, far_writer))
                group.create_task(self._down(far_reader, writer))
        finally:
            self._writers.discard(far_writer)
            far_writer.transport.abort()

    async def _up(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry what the client says."""
        await self._pump(reader, writer)

    async def _down(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry what the server says."""
        await self._pump(reader, writer)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                await self._pass(writer, data)
        await asyncio.sleep(self.weather.latency)
        with suppress(OSError, RuntimeError):
            writer.write_eof()

    async def _pass(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        """Write a chunk when it is through."""
        weather = self.weather
        if weather is not CLEAR:
            lost = self._random.random() < weather.loss
            await asyncio.sleep(weather.delay + (weather.resend if lost else 0))
        await self._flowing.wait()
        if weather.latency:
            loop = asyncio.get_running_loop()
            # Never two at the same moment: their order would be open.
            self._due = max(loop.time() + weather.latency, self._due + 1e-6)
            self._under_way.append(loop.call_at(self._due, self._arrive, writer, data))
            return
        writer.write(data)
        await writer.drain()

    def _arrive(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        """Write what was under way, unless nobody is there any more."""
        self._under_way.popleft()
        if not writer.is_closing():
            writer.write(data)
