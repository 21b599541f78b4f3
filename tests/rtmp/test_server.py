"""The port: how many there may be, and that nothing is left of them."""

import asyncio
from dataclasses import replace
import errno
import gc
import socket
import weakref

import pytest

from custom_components.dji_dock.rtmp import EndReason, RtmpLimits, RtmpServer
from custom_components.dji_dock.rtmp.connection import Connection

from .recorder import Ingest, ingest
from .wire import HANDSHAKE, connected, header, publish

FOREVER = RtmpLimits(handshake=600, idle=600)


async def _counted(server: Ingest, number: int) -> None:
    async with asyncio.timeout(60):
        while server.server.connections != number:
            await asyncio.sleep(0.01)


async def test_strangers_lose_their_oldest() -> None:
    """Who opens many is not in the way of who comes next."""
    async with ingest(replace(FOREVER, waiting=3)) as server:
        strangers = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(3)]
        await _counted(server, 3)
        async with connected(server.port, HANDSHAKE, publish()) as dock:
            await server.recording()
            assert await strangers[0][0].read() == b""
            await dock.read_until(b"onStatus")
            # It publishes, so there is room for another that does not yet.
            await _counted(server, 3)
            strangers.append(await asyncio.open_connection("127.0.0.1", server.port))
            await _counted(server, 4)
            assert not strangers[1][0].at_eof()
        for _, writer in strangers:
            writer.close()


async def test_the_crowded_address_loses() -> None:
    """Others keep their place, even if they are older."""
    if not _has_second_address():
        pytest.skip("this system has one loopback address")
    async with ingest(replace(FOREVER, waiting=3)) as server:
        single = await asyncio.open_connection(
            "127.0.0.1", server.port, local_addr=("127.0.0.2", 0)
        )
        await _counted(server, 1)
        crowd = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(6)]
        for reader, _ in crowd[:4]:
            async with asyncio.timeout(60):
                assert await reader.read() == b""
        assert not single[0].at_eof()
        assert server.server.connections == 3
        for _, writer in (single, *crowd):
            writer.close()


def _has_second_address() -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.2", 0))
        except OSError:
            return False
    return True


async def test_a_network_of_one() -> None:
    """Who has billions of addresses counts as one, and loses his own first."""
    async with ingest(replace(FOREVER, waiting=4)) as server:
        waiting = []

        def come(address: str) -> Connection:
            connection = Connection(server.server)
            connection.address = address
            assert server.server.made(connection)
            waiting.append(connection)
            return connection

        others = [come("2001:db8:1::1"), come("192.0.2.1")]
        crowd = [come(f"2001:db8:5::{number:x}") for number in range(6)]
        assert not any(each.ended for each in others)
        assert [each.ended for each in crowd] == [True] * 4 + [False] * 2
        for each in waiting:
            server.server.lost(each)


async def test_all_publish() -> None:
    """None of them is ended for one more."""
    async with ingest(replace(FOREVER, connections=2)) as server:
        async with (
            connected(server.port, HANDSHAKE, publish()),
            connected(server.port, HANDSHAKE, publish()),
        ):
            await server.recording(1)
            async with connected(server.port, HANDSHAKE, publish()) as third:
                assert await third.closed() == b""
            assert not any(each.reasons for each in server.recordings)
        await _counted(server, 0)
        async with connected(server.port, HANDSHAKE, publish()):
            await server.recording(2)


async def test_stop() -> None:
    """Nobody is left, whatever they were doing; who published hears why."""
    before = asyncio.all_tasks()
    async with ingest(FOREVER) as server:
        async with (
            connected(server.port),
            connected(server.port, HANDSHAKE[:100]),
            connected(server.port, HANDSHAKE, publish()) as publisher,
        ):
            recording = await server.recording()
            await _counted(server, 3)
            await server.server.stop()
            assert server.server.connections == 0
            assert recording.reasons == [EndReason.STOPPED]
            await publisher.closed()
            with pytest.raises(OSError):
                await asyncio.open_connection("127.0.0.1", server.port)
        await server.server.stop()
        # The same port can be had at once.
        assert await server.server.start("127.0.0.1", server.port) == server.port
        async with connected(server.port, HANDSHAKE, publish()):
            await server.recording(1)
    assert asyncio.all_tasks() == before


async def test_no_task_and_no_thread() -> None:
    """However many are connected."""
    async with ingest(FOREVER) as server:
        before = asyncio.all_tasks()
        async with connected(server.port, HANDSHAKE, publish()), connected(server.port):
            await server.recording()
            await _counted(server, 2)
            assert asyncio.all_tasks() == before


async def test_nothing_is_kept_of_who_is_gone() -> None:
    """Neither of strangers nor of publishers, however they went."""
    gone: list[weakref.ref[Connection]] = []
    async with ingest(FOREVER) as server:
        usual = server.server.made

        def made(connection: Connection) -> bool:
            gone.append(weakref.ref(connection))
            return usual(connection)

        server.server.made = made  # type: ignore[method-assign] # to see them
        for said in (b"", b"GET", HANDSHAKE, HANDSHAKE + publish(name="guessed")) * 10:
            async with connected(server.port, said):
                pass
        for number in range(10):
            async with connected(server.port, HANDSHAKE, publish(), header(0, length=9000)):
                await server.recording(number)
        await asyncio.gather(*(each.wait_end() for each in server.recordings))
        await _counted(server, 0)
        # Who keeps a publisher keeps its connection.
        server.recordings.clear()
        server.refused.clear()
    gc.collect()
    assert len(gone) == 50
    assert not [each for each in gone if each() is not None]


async def test_a_port_that_is_taken() -> None:
    """It says so."""
    async with ingest() as server:
        other = RtmpServer(lambda publisher: None)
        with pytest.raises(OSError) as caught:
            await other.start("127.0.0.1", server.port)
        assert caught.value.errno == errno.EADDRINUSE
        await other.stop()


async def test_all_addresses() -> None:
    """Without a host, it is there for IPv4, too."""
    server = RtmpServer(lambda publisher: None)
    port = await server.start(None, 0)
    async with connected(port, b"GET") as client:
        await client.closed()
    await server.stop()


async def test_a_connection_after_the_end() -> None:
    """Accepted by the system before, it finds nobody."""
    server = RtmpServer(lambda publisher: None)
    assert not server.made(Connection(server))
