"""Whoever reads makes a camera film: counted once when it comes, and once when it goes."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from random import Random
import signal
import socket
from urllib.parse import urlsplit

import aiohttp
import av
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import imageio_ffmpeg
import pytest

from custom_components.dji_dock.live.readers import Readers
from custom_components.dji_dock.video import FLV_HEADER, Feed, FeedLimits
from tests.helpers.home import wait_until
from tests.helpers.live_watch import SECRET, Counter, serving
from tests.helpers.video_streams import after, decoded, picture, stream

pytestmark = pytest.mark.usefixtures("socket_enabled")

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
_SECONDS = 60


@pytest.fixture
def watch() -> Counter:
    """Return who counts."""
    return Counter()


@pytest.fixture
async def readers(watch: Counter) -> AsyncGenerator[Readers]:
    """Listen on the loopback."""
    async with serving(watch) as server:
        yield server


@pytest.fixture
async def client() -> AsyncGenerator[aiohttp.ClientSession]:
    """Return a client that reads as it likes."""
    async with aiohttp.ClientSession() as session:
        yield session


async def read_pictures(
    response: aiohttp.ClientResponse, count: int, *, begun: bool = False
) -> bytes:
    """Return what a reader gets up to a number of pictures."""
    content = response.content
    data = b"" if begun else await content.readexactly(len(FLV_HEADER))
    while count:
        head = await content.readexactly(11)
        body = await content.readexactly(int.from_bytes(head[1:4]) + 4)
        data += head + body
        count -= head[0] == 9 and body[1] == 1
    return data


def raw_reader(url: str, receive: int = 4096) -> socket.socket:
    """Return a connection that has asked, and that reads no more than the system does by itself."""
    address = urlsplit(url)
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
    sock.connect((address.hostname, address.port))
    sock.sendall(f"GET {address.path}?{address.query} HTTP/1.1\r\nHost: here\r\n\r\n".encode())
    return sock


async def test_a_late_reader(
    watch: Counter, readers: Readers, client: aiohttp.ClientSession
) -> None:
    """It gets the current group of pictures at once, then what comes, and an end."""
    sent = stream(50)
    watch.push(sent[:36])
    async with client.get(readers.url(SECRET)) as response:
        assert response.status == 200
        assert response.content_type == "video/x-flv"
        assert response.headers["Cache-Control"] == "no-store"
        data = await read_pictures(response, 10)
        assert len(decoded(data)) == 10
        assert watch.watching == 1
        watch.push(sent[36:])
        data += await read_pictures(response, 15, begun=True)
        assert len(decoded(data)) == 25
        watch.feed.end()
        assert await response.content.read() == b""
    await wait_until(lambda: watch.watching == 0)


async def test_a_reader_that_comes_first(
    watch: Counter, readers: Readers, client: aiohttp.ClientSession
) -> None:
    """It waits for the first picture, and is none before."""
    getting = asyncio.create_task(client.get(readers.url(SECRET)))
    await wait_until(lambda: watch.waiting == 1)
    assert watch.entered == 0
    watch.push(stream(10))
    async with await getting as response:
        assert len(decoded(await read_pictures(response, 10))) == 10


async def test_who_does_not_know_the_secret(
    watch: Counter, readers: Readers, client: aiohttp.ClientSession
) -> None:
    """It makes nothing film."""
    good = readers.url(SECRET)
    for url in (
        readers.url("0" * 32),
        readers.url(""),
        good.partition("?")[0],
        good.replace("/live.flv", "/other.flv"),
        good.replace("auth=", "key="),
    ):
        async with client.get(url) as response:
            assert response.status == 404
    async with client.post(good) as response:
        assert response.status == 405
    assert (watch.entered, watch.waiting) == (0, 0)


async def test_to_look_is_not_to_read(
    watch: Counter, readers: Readers, client: aiohttp.ClientSession
) -> None:
    """HEAD says what there would be."""
    async with client.head(readers.url(SECRET)) as response:
        assert (response.status, response.content_type) == (200, "video/x-flv")
    async with client.head(readers.url("wrong")) as response:
        assert response.status == 404
    assert (watch.entered, watch.waiting) == (0, 0)


@pytest.mark.parametrize(
    ("error", "status", "text"),
    [(HomeAssistantError("The dock says no"), 504, "The dock says no"), (KeyError("x"), 500, None)],
)
async def test_a_camera_that_cannot_start(
    watch: Counter,
    readers: Readers,
    client: aiohttp.ClientSession,
    error: Exception,
    status: int,
    text: str | None,
) -> None:
    """The reader is told why, and is none."""
    watch.error = error
    async with client.get(readers.url(SECRET)) as response:
        assert response.status == status
        if text:
            assert await response.text() == text
        assert SECRET not in await response.text()
    assert (watch.entered, watch.left) == (0, 0)


# One that waits for data does not obey SIGTERM.
@pytest.mark.parametrize(
    ("how", "flows"), [(signal.SIGTERM, True), (signal.SIGKILL, True), (signal.SIGKILL, False)]
)
async def test_ffmpeg_comes_and_is_ended(
    watch: Counter, readers: Readers, tmp_path: Path, how: signal.Signals, flows: bool
) -> None:
    """That it is gone is seen whether anything is sent or not."""
    target = tmp_path / "seen.h264"
    arguments = ["-v", "error", "-i", readers.url(SECRET), "-c", "copy", "-flush_packets", "1"]
    process = await asyncio.create_subprocess_exec(FFMPEG, *arguments, target)
    try:
        await wait_until(lambda: watch.waiting == 1, _SECONDS)
        sent = stream(100)
        watch.push(sent[:20])
        await wait_until(lambda: watch.watching == 1)
        watch.push(sent[20:])
        await wait_until(lambda: target.exists() and target.stat().st_size > 0, _SECONDS)
        process.send_signal(how)
        for repeat in range(1, 1_000_000):
            if not watch.watching:
                break
            if flows:
                watch.push(after(sent, repeat * 100))
            await asyncio.sleep(0.02)
        assert watch.watching == 0
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def test_a_reader_that_leaves_before_the_first_picture(
    watch: Counter, readers: Readers
) -> None:
    """Nobody waits for it any more."""
    with raw_reader(readers.url(SECRET)):
        await wait_until(lambda: watch.waiting == 1)
    await wait_until(lambda: watch.waiting == 0)
    watch.push(stream(5))
    await wait_until(lambda: readers.count == 0)
    assert watch.entered == 0


@pytest.mark.parametrize("end", [socket.SHUT_WR, socket.SHUT_RDWR])
async def test_a_reader_that_closes_one_side(watch: Counter, readers: Readers, end: int) -> None:
    """Whoever will ask nothing any more is gone."""
    watch.push(stream(5))
    with raw_reader(readers.url(SECRET)) as sock:
        await wait_until(lambda: watch.watching == 1)
        sock.shutdown(end)
        await wait_until(lambda: watch.left == 1)


async def test_a_reader_that_takes_nothing(watch: Counter) -> None:
    """It is sent away: a frozen process must not keep a camera filming."""
    # So large that neither side's system takes it.
    large = picture(40, [b"\x41\x9a" + bytes([7]) * 4_000_000])
    async with serving(watch, write_seconds=0.2) as readers:
        watch.push(stream(1))
        with raw_reader(readers.url(SECRET)):
            await wait_until(lambda: watch.watching == 1)
            watch.push([large])
            await wait_until(lambda: watch.left == 1)


async def test_a_reader_that_is_behind(client: aiohttp.ClientSession) -> None:
    """It sees the newest pictures again, and each that it sees is whole."""
    watch = Counter(feed=Feed(FeedLimits(backlog=400_000)))
    async with serving(watch) as readers:
        watch.push(stream(25))
        noise = bytes([7]) * 30_000
        with raw_reader(readers.url(SECRET)) as sock:
            await wait_until(lambda: watch.watching == 1)
            for number in range(1, 40):
                pad = b"\x0c" + noise  # Filler goes nowhere,
                data = b"\x41\x9a" + noise  # a picture that means nothing does.
                watch.push([picture(1000 + number * 40, [pad, data])])
                await asyncio.sleep(0)
            watch.push(after(stream(25), 100))
            sock.settimeout(_SECONDS)
            received = b""
            while received.count(b"onMetaData") < 2:
                received += await asyncio.to_thread(sock.recv, 65536)
            assert received.startswith(b"HTTP/1.1 200 OK\r\n")
            # Much that was pushed never came.
            assert received.count(noise[:1000] * 29) < 39


async def test_too_many_readers(watch: Counter, client: aiohttp.ClientSession) -> None:
    """They are bounded, and one that leaves makes room."""
    watch.push(stream(5))
    async with serving(watch, most=2) as readers:
        with raw_reader(readers.url(SECRET)), raw_reader(readers.url(SECRET)) as second:
            await wait_until(lambda: watch.watching == 2)
            async with client.get(readers.url(SECRET)) as response:
                assert response.status == 503
            assert watch.entered == 2
            second.close()
            await wait_until(lambda: watch.watching == 1)
            async with client.get(readers.url(SECRET)) as response:
                assert response.status == 200


async def test_stop(watch: Counter) -> None:
    """Readers and those who wait are sent away, and nobody listens any more."""
    async with serving(watch) as readers:
        url = readers.url(SECRET)
        with raw_reader(url), raw_reader(url):
            await wait_until(lambda: watch.waiting == 2)
            await readers.stop()
            assert (watch.waiting, watch.entered, readers.count) == (0, 0, 0)
            with pytest.raises(ConnectionRefusedError):
                raw_reader(url)
        await readers.stop()
        await readers.start("127.0.0.1", 0)
        watch.push(stream(5))
        with raw_reader(readers.url(SECRET)) as sock:
            await wait_until(lambda: watch.watching == 1)
            await readers.stop()
            assert (watch.watching, watch.left) == (0, 1)
            sock.settimeout(_SECONDS)
            while await asyncio.to_thread(sock.recv, 65536):
                pass


async def test_a_port_that_is_taken(watch: Counter, readers: Readers) -> None:
    """It is told, and leaves nothing."""
    taken = urlsplit(readers.url(SECRET)).port
    assert taken
    with pytest.raises(OSError, match="in use"):
        await Readers(watch).start("127.0.0.1", taken)


async def test_the_address_for_others(watch: Counter) -> None:
    """A media server on another host is told another."""
    readers = Readers(watch)
    await readers.start(None, 0, "http://192.0.2.1:8555/")
    assert readers.url("s") == "http://192.0.2.1:8555/live.flv?auth=s"
    await readers.stop()


async def test_pyav_reads(hass: HomeAssistant, watch: Counter, readers: Readers) -> None:
    """As Home Assistant's stream does; a second viewer sees the same."""

    def look() -> list[tuple[int | None, bool]]:
        with av.open(readers.url(SECRET), "r", timeout=_SECONDS) as container:
            packets = container.demux(container.streams.video[0])
            return [(packet.dts, packet.is_keyframe) for packet in islice(packets, 100)]

    looking = [hass.async_add_executor_job(look) for _ in range(2)]
    await wait_until(lambda: watch.waiting == 2)
    sent = stream(100)
    watch.push(sent[:20])
    await wait_until(lambda: watch.watching == 2)
    watch.push(sent[20:])
    expected = [(number * 40, number % 25 == 0) for number in range(100)]
    assert await asyncio.gather(*looking) == [expected, expected]


async def test_whoever_comes_and_goes(watch: Counter) -> None:
    """At any moment, in any manner, also while the push ends: each is counted twice."""
    random = Random(13)
    sent = stream(25)
    async with serving(watch, write_seconds=5) as readers:
        url = readers.url(SECRET)

        async def come_and_go() -> None:
            for _ in range(12):
                sock = raw_reader(url, random.choice((2048, 65536)))
                for _ in range(random.randrange(6)):
                    await asyncio.sleep(0)
                if random.random() < 0.3:
                    await asyncio.sleep(random.random() / 50)
                if random.random() < 0.5:
                    # Closes with a reset.
                    linger = (1).to_bytes(4, "little") + bytes(4)
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                sock.close()

        async def push() -> None:
            number = 0
            while True:
                number += 1
                watch.push(after(sent, number * 25))
                match random.randrange(6):
                    case 0:
                        watch.feed.end()
                    case 1:
                        watch.feed.clear()
                        watch.mender.restart()
                await asyncio.sleep(random.random() / 100)

        pushing = asyncio.create_task(push())
        await asyncio.gather(*(come_and_go() for _ in range(12)))
        pushing.cancel()
        watch.feed.clear()
        await wait_until(lambda: readers.count == 0)
        assert watch.entered == watch.left
