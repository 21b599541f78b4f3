"""What a connection may say, and how each that may not is ended."""

import asyncio
from dataclasses import replace
from itertools import pairwise
import logging
import socket

import pytest

from custom_components.dji_dock.rtmp import EndReason, MediaKind, Publisher, RtmpLimits

from .recorder import KEY, Ingest, Piece, Recording, ingest
from .wire import (
    ABORT,
    AUDIO,
    DATA,
    HANDSHAKE,
    SET_CHUNK_SIZE,
    USER_CONTROL,
    VIDEO,
    WINDOW,
    Client,
    amf,
    command,
    connected,
    header,
    message,
    publish,
)

FOREVER = RtmpLimits(handshake=600, idle=600)
PICTURE = message(b"\x17\x01" + bytes(1000))


async def _started(client: Client, server: Ingest, number: int = 0) -> Recording:
    """Publish, and read all answers."""
    client.send(HANDSHAKE, publish())
    await client.read_until(b"onStatus")
    return await server.recording(number)


async def test_all_at_once() -> None:
    """Who waits for no answer is understood, too."""
    async with ingest(FOREVER) as server:
        async with connected(server.port, HANDSHAKE, publish(), PICTURE * 3) as client:
            recording = await server.recording()
            assert len(await recording.wait_pieces(3)) == 3
            said = await client.read_until(b"onStatus")
        assert said[0] == 3
        assert said[1537:3073] == HANDSHAKE[1:1537]
        assert said.count(b"_result") == 4
        assert await recording.wait_end() is EndReason.LOST


async def test_one_byte_at_a_time() -> None:
    """As slow as one likes within the time."""
    data = HANDSHAKE[-10:] + publish() + PICTURE
    async with ingest(FOREVER) as server, connected(server.port, HANDSHAKE[:-10]) as client:
        for at in range(len(data)):
            client.send(data[at : at + 1])
            await client.writer.drain()
            await asyncio.sleep(0)
        assert await (await server.recording()).wait_pieces(1)


async def test_the_other_handshake() -> None:
    """Who offers the one with digests gets the simple one, and goes on with whatever it has."""
    version = bytes((9, 0, 124, 2))
    offered = HANDSHAKE[:5] + version + HANDSHAKE[9:1537]
    async with ingest(FOREVER) as server, connected(server.port, offered) as client:
        said = await client.read(3073)
        assert said[5:9] == bytes(4)
        assert said[1537:] == offered[1:]
        client.send(b"\xa5" * 1536, publish(), PICTURE)
        assert await (await server.recording()).wait_pieces(1)


async def test_kinds_of_media() -> None:
    """They come as they were sent, with their time."""
    async with ingest(FOREVER) as server, connected(server.port) as client:
        recording = await _started(client, server)
        client.send(
            message(amf("@setDataFrame", "onMetaData", {}), kind=DATA, number=4),
            message(b"\x00" + amf("onMetaData"), kind=15, number=5),
            message(b"sound", kind=AUDIO, number=7, time=23),
            message(b"", kind=AUDIO, number=8, time=24),
            message(b"video", kind=VIDEO, number=9, time=0xFFFFFFFF),
        )
        assert await recording.wait_pieces(5) == [
            Piece(MediaKind.DATA, 0, amf("@setDataFrame", "onMetaData", {})),
            Piece(MediaKind.DATA, 0, amf("onMetaData")),
            Piece(MediaKind.AUDIO, 23, b"sound"),
            Piece(MediaKind.AUDIO, 24, b""),
            Piece(MediaKind.VIDEO, 0xFFFFFFFF, b"video"),
        ]


def _tag(kind: int, time: int, body: bytes) -> bytes:
    begin = bytes((kind,)) + len(body).to_bytes(3) + (time & 0xFFFFFF).to_bytes(3)
    return begin + bytes((time >> 24,)) + bytes(3) + body + (11 + len(body)).to_bytes(4)


async def test_messages_of_messages() -> None:
    """Their times count from that of the first."""
    tags = _tag(VIDEO, 0x1000005, b"a") + _tag(AUDIO, 0x1000015, b"b") + _tag(1, 0, b"?")
    async with ingest(FOREVER) as server, connected(server.port) as client:
        recording = await _started(client, server)
        cut = message(_tag(VIDEO, 0, b"c")[:-1], kind=22)
        client.send(message(tags, kind=22, time=100), cut)
        assert await recording.wait_pieces(2) == [
            Piece(MediaKind.VIDEO, 100, b"a"),
            Piece(MediaKind.AUDIO, 116, b"b"),
        ]
        assert await recording.wait_end() is EndReason.MALFORMED


async def test_acknowledgements() -> None:
    """Each window of bytes is acknowledged, as some wait for that before they go on."""
    async with ingest(FOREVER) as server, connected(server.port) as client:
        recording = await _started(client, server)
        client.send(message((10_000).to_bytes(4), kind=WINDOW, number=2), PICTURE * 20)
        await recording.wait_pieces(20)
        await client.read_until(bytes((2, 0, 0, 0, 0, 0, 4, 3, 0, 0, 0, 0)))
        assert 5_000 <= int.from_bytes(await client.read(4)) < 40_000


async def test_pings() -> None:
    """They are answered; other events are for players."""
    async with ingest(FOREVER) as server, connected(server.port) as client:
        await _started(client, server)
        client.send(
            message(b"\x00\x03" + bytes(8), kind=USER_CONTROL, number=2),
            message(b"\x00\x06\x01\x02\x03\x04", kind=USER_CONTROL, number=2),
        )
        await client.read_until(b"\x00\x07\x01\x02\x03\x04")


async def test_other_forms_of_commands() -> None:
    """As those write them who begin with AMF3; some ask for their bandwidth, and for more."""
    first = command("connect", 1, {"app": "live", "list": None, "a": True, "b": {"c": 0.5}})
    asked = command("_checkbw", 2, None) + command("setPeerInfo", 7, None)
    last = message(b"\x00" + amf("publish", 4, None, KEY, "live"), number=3, kind=17)
    async with (
        ingest(FOREVER) as server,
        connected(server.port, HANDSHAKE, first, asked, last) as client,
    ):
        said = await client.read_until(b"NetStream.Publish.Start")
        assert b"NetConnection.Call.Failed" in said
        assert await server.recording()


@pytest.mark.parametrize("name", ["deleteStream", "closeStream", "FCUnpublish"])
async def test_it_says_that_it_ends(name: str) -> None:
    """That is no loss."""
    async with ingest(FOREVER) as server, connected(server.port) as client:
        recording = await _started(client, server)
        client.send(PICTURE, command(name, 6, None, 1.0), PICTURE)
        assert await recording.wait_end() is EndReason.CLOSED
        assert len(recording.pieces) == 1
        assert b"onStatus" not in await client.closed()
        # What it says after that is no failure for it, and nothing for us; it has a moment to leave.
        client.send(command("deleteStream", 7, None, 1.0), PICTURE)
        await client.writer.drain()
        async with asyncio.timeout(60):
            while server.server.connections:
                await asyncio.sleep(0.02)
        assert len(recording.pieces) == 1


BEFORE = {
    "HTTP": b"GET / HTTP/1.1\r\n\r\n",
    "TLS": b"\x16\x03\x01",
    "encrypted RTMP": bytes((6,)) + HANDSHAKE[1:],
    "media before it publishes": HANDSHAKE + PICTURE,
    "data before it publishes": HANDSHAKE + message(amf("onMetaData"), kind=DATA),
    "publish without connect": HANDSHAKE + command("publish", 1, None, KEY, "live"),
    "connect twice": HANDSHAKE + command("connect", 1, {"app": KEY}) * 2,
    "app that is none": HANDSHAKE + command("connect", 1, {"app": 5}),
    "endless app": HANDSHAKE + command("connect", 1, {"app": "a" * 1025}),
    "play": HANDSHAKE + command("connect", 1, {"app": "live"}) + command("play", 2, None, KEY),
    "no key": HANDSHAKE + publish(name=""),
    "wrong key": HANDSHAKE + publish(name=KEY[:-1]),
    "key and more": HANDSHAKE + publish(name=KEY + "0"),
    "key as a number": HANDSHAKE + publish()[:-60] + command("publish", 5, None, 7),
    "command without a name": HANDSHAKE + command(1, 2),
    "empty command": HANDSHAKE + command(),
    "command that is cut": HANDSHAKE + message(amf("connect")[:-1], kind=20),
    "unknown message": HANDSHAKE + message(b"", kind=99),
    "message zero": HANDSHAKE + message(b"", kind=0),
    "chunk of nothing": HANDSHAKE + b"\xc5",
    "long command": HANDSHAKE + header(0, 3, length=65537, kind=20),
    "long media": HANDSHAKE + header(0, 3, length=65537, kind=VIDEO),
    "many bytes": HANDSHAKE + message((128).to_bytes(4), kind=WINDOW, number=2) * 5000,
    "many messages": HANDSHAKE + header(0, 3, kind=5) + b"\xc3" * 3000,
    "many commands": HANDSHAKE + command("createStream", 1, None) * 500,
    "deleted before": HANDSHAKE + command("deleteStream", 1, None, 1.0),
}


@pytest.mark.parametrize("said", BEFORE.values(), ids=list(BEFORE))
async def test_what_no_stranger_may_say(said: bytes) -> None:
    """It is closed before any media, and at once."""
    async with ingest(FOREVER) as server:
        async with connected(server.port, said, PICTURE) as client:
            await client.closed()
        assert not server.recordings


AFTER = {
    "garbage": (b"\xff" * 100, EndReason.MALFORMED),
    "publish again": (command("publish", 9, None, KEY, "live"), EndReason.MALFORMED),
    "play": (command("play", 9, None, KEY), EndReason.MALFORMED),
    "tiny chunks": (message((1).to_bytes(4), kind=SET_CHUNK_SIZE), EndReason.MALFORMED),
    "long message": (header(0, length=2 * 1024 * 1024 + 1), EndReason.TOO_LARGE),
    "long data": (header(0, length=65537, kind=DATA), EndReason.TOO_LARGE),
    "many empty messages": (header(0) + b"\xc6" * 10_000, EndReason.TOO_FAST),
    "many empty tags": (message(_tag(VIDEO, 0, b"") * 10_000, kind=22), EndReason.TOO_FAST),
    "many aborts": (message(bytes(4), kind=ABORT, number=2) * 3000, EndReason.TOO_FAST),
}


@pytest.mark.parametrize("name", AFTER)
async def test_what_no_publisher_may_say(name: str) -> None:
    """It is ended, and knows nothing of others."""
    said, reason = AFTER[name]
    async with (
        ingest(FOREVER) as server,
        connected(server.port) as other,
        connected(server.port) as client,
    ):
        bystander = await _started(other, server)
        recording = await _started(client, server, 1)
        client.send(said)
        assert await recording.wait_end() is reason
        await client.closed()
        other.send(PICTURE)
        assert await bystander.wait_pieces(1)


async def test_too_fast() -> None:
    """The mean counts: a line that was away may catch up for a while."""
    limits = replace(FOREVER, rate=8 * 100_000, burst=4.0)
    async with ingest(limits) as server, connected(server.port) as client:
        recording = await _started(client, server)
        client.send(PICTURE * 300)
        await recording.wait_pieces(300)
        client.send(PICTURE * 3000)
        assert await recording.wait_end() is EndReason.TOO_FAST


async def test_a_message_of_the_largest_size() -> None:
    """It arrives."""
    limits = replace(FOREVER, message=300_000)
    async with ingest(limits) as server, connected(server.port) as client:
        recording = await _started(client, server)
        client.send(message(bytes(300_000)))
        assert len((await recording.wait_pieces(1))[0].payload) == 300_000
        client.send(message(bytes(300_001)))
        assert await recording.wait_end() is EndReason.TOO_LARGE


_NOTHING = _tag(20, 2, amf("deleteStream"))
MANY = {
    "messages": message(b"a") * 60,
    "one of many": message(_tag(VIDEO, 1, b"a") * 60, kind=22),
    "with what is nothing": message((_tag(VIDEO, 1, b"a") + _NOTHING) * 60, kind=22),
}


@pytest.mark.parametrize("said", MANY.values(), ids=list(MANY))
async def test_everything_else_has_its_turn(said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much comes at once: a message alone is as long as anybody waits for it."""
    monkeypatch.setattr("custom_components.dji_dock.rtmp.connection._SLICE", -1)
    async with ingest(FOREVER) as server, connected(server.port) as client:
        recording = await _started(client, server)
        client.send(said, PICTURE)
        seen = [0]
        async with asyncio.timeout(60):
            while seen[-1] <= 60:
                await asyncio.sleep(0)
                seen.append(len(recording.pieces))
        assert max(after - before for before, after in pairwise(seen)) == 1
        assert [len(piece.payload) for piece in recording.pieces] == [1] * 60 + [1002]


async def test_an_end_in_the_middle(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits to be looked at is thrown away."""
    monkeypatch.setattr("custom_components.dji_dock.rtmp.connection._SLICE", -1)
    async with ingest(FOREVER) as server, connected(server.port) as client:
        recording = await _started(client, server)
        client.send(message(b"a") * 100)
        await recording.wait_pieces(10)
        recording.publisher.close()
        assert await recording.wait_end() is EndReason.STOPPED
        await client.closed()
        assert len(recording.pieces) < 100


STEPS = {
    "nothing": b"",
    "half a handshake": HANDSHAKE[:1000],
    "no second part": HANDSHAKE[:2000],
    "handshake": HANDSHAKE,
    "half a command": HANDSHAKE + publish()[:50],
    "all but publish": HANDSHAKE + command("connect", 1, {"app": KEY}) + command("createStream", 2),
}


@pytest.mark.parametrize("said", STEPS.values(), ids=list(STEPS))
async def test_who_does_not_publish(said: bytes) -> None:
    """It has some seconds."""
    async with (
        ingest(replace(FOREVER, handshake=0.2)) as server,
        connected(server.port, said) as client,
    ):
        await client.closed()


async def test_silence() -> None:
    """It ends a publisher; the time to begin does not, once it publishes."""
    async with (
        ingest(replace(FOREVER, handshake=600, idle=0.2)) as server,
        connected(server.port) as client,
    ):
        client.send(HANDSHAKE, publish())
        assert await (await server.recording()).wait_end() is EndReason.IDLE
        await client.closed()


async def test_each_byte_keeps_it() -> None:
    """Silence counts from the last one."""
    limits = RtmpLimits(handshake=60, idle=600)
    async with ingest(limits) as server, connected(server.port) as client:
        recording = await _started(client, server)
        [connection] = server.server._open
        assert connection._timer
        assert connection._timer.when() > asyncio.get_running_loop().time() + 500
        connection._timer.cancel()
        connection._heard -= 1000
        client.send(PICTURE[:1])
        async with asyncio.timeout(60):
            while connection._heard < asyncio.get_running_loop().time() - 500:
                await asyncio.sleep(0.01)
        connection._idle()
        assert not recording.reasons
        connection._timer.cancel()
        connection._heard -= 1000
        connection._idle()
        assert recording.reasons == [EndReason.IDLE]


async def test_half_open() -> None:
    """It closes its side only: nothing more can come."""
    async with ingest(FOREVER) as server, connected(server.port) as client:
        recording = await _started(client, server)
        client.writer.write_eof()
        assert await recording.wait_end() is EndReason.LOST


async def test_who_reads_no_answers() -> None:
    """What it does not take is not kept for it."""
    limits = replace(FOREVER, messages=1e9, rate=1e12)
    async with ingest(limits) as server:
        with socket.create_connection(("127.0.0.1", server.port)) as deaf:
            deaf.setblocking(False)
            loop = asyncio.get_running_loop()
            await loop.sock_sendall(deaf, HANDSHAKE + publish())
            recording = await server.recording()
            ping = message(b"\x00\x06" + bytes(4), kind=USER_CONTROL, number=2) * 1000
            async with asyncio.timeout(60):
                while not recording.reasons:
                    try:
                        await loop.sock_sendall(deaf, ping)
                    except ConnectionError:
                        break
            assert await recording.wait_end() is EndReason.MALFORMED


class _Failing(Recording):
    """Fails where it can, with the key in its words."""

    def media(self, kind: MediaKind, timestamp: int, payload: bytes) -> None:
        raise ValueError(KEY)

    def ended(self, reason: EndReason) -> None:
        super().ended(reason)
        raise RuntimeError(KEY)


@pytest.mark.parametrize("failing", ["accept", "sink"])
async def test_our_own_errors(failing: str, caplog: pytest.LogCaptureFixture) -> None:
    """They end one connection, and say where they are; what they say stays out of the log."""
    caplog.set_level(logging.DEBUG)
    async with ingest(FOREVER) as server:
        usual = server.server.accept

        def accept(publisher: Publisher) -> Recording:
            if failing == "accept":
                raise ValueError(KEY)
            return _Failing(publisher)

        server.server.accept = accept
        async with connected(server.port, HANDSHAKE, publish(), PICTURE) as client:
            await client.closed()
        server.server.accept = usual
        async with connected(server.port) as client:
            await _started(client, server)
    assert "ValueError" in caplog.text
    assert "test_connection.py" in caplog.text
    assert KEY not in caplog.text


async def test_closed_while_it_is_accepted() -> None:
    """Its sink hears of the end all the same."""
    async with ingest(FOREVER) as server:

        def accept(publisher: Publisher) -> Recording:
            server.recordings.append(Recording(publisher))
            publisher.close()
            return server.recordings[0]

        server.server.accept = accept
        async with connected(server.port, HANDSHAKE, publish(), PICTURE) as client:
            await client.closed()
        assert server.recordings[0].reasons == [EndReason.STOPPED]


async def test_keys_stay_secret(caplog: pytest.LogCaptureFixture) -> None:
    """Neither a log nor a repr has them, whatever happens."""
    caplog.set_level(logging.DEBUG)
    seen: list[Publisher] = []
    async with ingest(FOREVER) as server:
        for app, name in (("live", KEY), (KEY, ""), (f"live?key={KEY}", "x"), ("live", f"{KEY}0")):
            async with connected(server.port, HANDSHAKE, publish(app, name), b"\xff") as client:
                await client.closed()
        seen = [each.publisher for each in server.recordings] + server.refused
    assert len(seen) == 4
    assert all(repr(each) == "<Publisher 127.0.0.1>" for each in seen)
    assert "malformed" in caplog.text
    assert KEY not in caplog.text
