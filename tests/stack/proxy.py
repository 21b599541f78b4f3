"""A TCP proxy that can be cut, between docks or Home Assistant and a server."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress


class Proxy:
    """Passes connections on to a port of this machine, until it is cut."""

    def __init__(self, target: int) -> None:
        """Take where to pass connections on to."""
        self.port = 0
        self._target = target
        self._cut = False
        self._writers: set[asyncio.StreamWriter] = set()
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

    def cut(self) -> None:
        """End every connection, and every new one at once."""
        self._cut = True
        for writer in tuple(self._writers):
            writer.transport.abort()

    def heal(self) -> None:
        """Pass connections on again."""
        self._cut = False

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            if self._cut:
                return
            with suppress(OSError):
                far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
                self._writers.add(far_writer)
                try:
                    async with asyncio.TaskGroup() as group:
                        group.create_task(_pump(reader, far_writer))
                        group.create_task(_pump(far_reader, writer))
                finally:
                    self._writers.discard(far_writer)
                    far_writer.transport.abort()
        finally:
            self._writers.discard(writer)
            writer.transport.abort()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    with suppress(OSError, RuntimeError):
        writer.write_eof()
