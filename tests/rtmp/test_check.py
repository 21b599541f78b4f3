"""Whether somebody speaks RTMP there, asked as a publisher asks."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import errno
import socket

import pytest

from custom_components.dji_dock.rtmp import RtmpUnreachable, Unreachable, check_rtmp

from .recorder import ingest


@asynccontextmanager
async def _answering(answer: bytes | None) -> AsyncGenerator[int]:
    """Run a server that says something, or nothing and stays."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if answer is not None:
            writer.write(answer)
            writer.close()
        else:
            await reader.read()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        server.close_clients()


async def _reason(host: str, port: int, timeout: float = 60) -> Unreachable:
    with pytest.raises(RtmpUnreachable) as caught:
        await check_rtmp(host, port, timeout)
    return caught.value.reason


async def test_ours() -> None:
    """It answers, and asks nobody."""
    async with ingest() as server:
        await check_rtmp("127.0.0.1", server.port, 60)
        await check_rtmp("localhost", server.port, 60)
        assert not server.recordings
        assert not server.refused


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"", b"\x03" + bytes(100), b"\x06" + bytes(3072)],
    ids=["HTTP", "nothing", "too little", "another version"],
)
async def test_somebody_else(answer: bytes) -> None:
    """Something else is at the port."""
    async with _answering(answer) as port:
        assert await _reason("127.0.0.1", port) is Unreachable.NOT_RTMP


async def test_somebody_silent() -> None:
    """It takes the connection, and says nothing."""
    async with _answering(None) as port:
        assert await _reason("127.0.0.1", port, 0.2) is Unreachable.NOT_RTMP


async def test_nobody() -> None:
    """The port is closed."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert await _reason("127.0.0.1", taken.getsockname()[1]) is Unreachable.REFUSED


async def test_no_such_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it can be none."""
    for error in (socket.gaierror(socket.EAI_NONAME, "unknown"), UnicodeError("label too long")):

        async def resolve(*_: object, failure: Exception = error, **__: object) -> None:
            raise failure

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve)
        assert await _reason("dock.invalid", 1935) is Unreachable.NOT_FOUND


async def test_no_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """The network says that there is none, or nothing at all."""
    loop = asyncio.get_running_loop()

    async def no_route(*_: object, **__: object) -> None:
        raise OSError(errno.ENETUNREACH, "unreachable")

    async def silence(*_: object, **__: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(loop, "sock_connect", no_route)
    assert await _reason("192.0.2.1", 1935) is Unreachable.UNREACHABLE
    monkeypatch.setattr(loop, "sock_connect", silence)
    assert await _reason("192.0.2.1", 1935, 0.1) is Unreachable.TIMEOUT
