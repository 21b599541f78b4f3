"""Whoever reads makes a camera film: counted once when it comes, and once when it goes."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field

import aiohttp
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.dji_dock.live.models import CameraKey
from custom_components.dji_dock.live.readers import Readers
from custom_components.dji_dock.video import FLV_HEADER, Feed, Mender
from tests.helpers.home import wait_until
from tests.helpers.video_streams import Message, decoded, stream

CAMERA = CameraKey("8UUXN0000000A1", "8UUXN0000000A1", "165-0-7")
SECRET = "0123456789abcdef0123456789abcdef"

pytestmark = pytest.mark.usefixtures("socket_enabled")


@dataclass
class Counter:
    """Counts who comes and goes."""

    feed: Feed = field(default_factory=Feed)
    mender: Mender = field(default_factory=Mender)
    entered: int = 0
    left: int = 0
    error: Exception | None = None
    hold_back: bool = False

    def find(self, secret: str) -> CameraKey | None:
        """Know one camera."""
        return CAMERA if secret == SECRET else None

    async def async_enter(self, camera: CameraKey) -> Feed:
        """Count one more, unless told to fail."""
        assert camera == CAMERA
        if self.hold_back:
            await self.feed.wait_media()
        if self.error:
            raise self.error
        self.entered += 1
        return self.feed

    def leave(self, camera: CameraKey) -> None:
        """Count one less."""
        assert camera == CAMERA
        self.left += 1

    @property
    def watching(self) -> int:
        """Return how many read."""
        return self.entered - self.left

    def push(self, *messages: Message) -> None:
        """Let a dock send."""
        for message in messages:
            for tag in self.mender.video(*message):
                self.feed.push(tag)


@pytest.fixture
def watch() -> Counter:
    """Return who counts."""
    return Counter()


@pytest.fixture
async def readers(watch: Counter) -> AsyncGenerator[Readers]:
    """Listen on the loopback."""
    server = Readers(watch)
    await server.start("127.0.0.1", 0)
    yield server
    await server.stop()


@pytest.fixture
async def client() -> AsyncGenerator[aiohttp.ClientSession]:
    """Return a client that reads as it likes."""
    async with aiohttp.ClientSession() as session:
        yield session


async def read_pictures(
    response: aiohttp.ClientResponse, count: int, *, begun: bool = False
) -> bytes:
    """Return what a reader gets up to a number of pictures; fails if it gets more at once."""
    content = response.content
    data = b"" if begun else await content.readexactly(len(FLV_HEADER))
    while count:
        head = await content.readexactly(11)
        data += head + await content.readexactly(int.from_bytes(head[1:4]) + 4)
        count -= head[0] == 9 and data[-int.from_bytes(data[-4:]) - 4 + 12] == 1
    return data


async def test_a_late_reader(
    watch: Counter, readers: Readers, client: aiohttp.ClientSession
) -> None:
    """It gets the current group of pictures at once, then what comes, and an end."""
    sent = stream(50)
    watch.push(*sent[:36])
    async with client.get(readers.url(SECRET)) as response:
        assert response.status == 200
        assert response.content_type == "video/x-flv"
        assert watch.watching == 1
        data = await read_pictures(response, 10)
        assert len(decoded(data)) == 10
        watch.push(*sent[36:])
        data += await read_pictures(response, 15, begun=True)
        assert len(decoded(data)) == 25
        watch.feed.end()
        assert await response.content.read() == b""
    await wait_until(lambda: watch.watching == 0)


async def test_who_does_not_know_the_secret(
    watch: Counter, readers: Readers, client: aiohttp.ClientSession
) -> None:
    """It makes nothing film."""
    for url in (
        readers.url("0" * 32),
        readers.url(""),
        readers.url(SECRET).partition("?")[0],
        readers.url(SECRET).replace("/live.flv", "/other.flv"),
    ):
        async with client.get(url) as response:
            assert response.status == 404
    assert watch.entered == 0


async def test_to_look_is_not_to_read(
    watch: Counter, readers: Readers, client: aiohttp.ClientSession
) -> None:
    """HEAD says what there would be."""
    async with client.head(readers.url(SECRET)) as response:
        assert (response.status, response.content_type) == (200, "video/x-flv")
    async with client.head(readers.url("wrong")) as response:
        assert response.status == 404
    assert watch.entered == 0


async def test_a_camera_that_cannot_start(
    watch: Counter, readers: Readers, client: aiohttp.ClientSession
) -> None:
    """The reader is told why, and is none."""
    watch.error = HomeAssistantError("The dock says no")
    async with client.get(readers.url(SECRET)) as response:
        assert response.status == 504
        assert await response.text() == "The dock says no"
    assert (watch.entered, watch.left) == (0, 0)
