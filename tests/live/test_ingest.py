"""Which push a publisher belongs to: whoever brings its key, one at a time, and nobody else."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from unittest.mock import patch

import pytest

from custom_components.dji_dock.cloud_api import UrlType
from custom_components.dji_dock.live.ingest import Ingest
from custom_components.dji_dock.live.models import CameraKey, LiveTimings
from custom_components.dji_dock.rtmp import EndReason, MediaKind, Publisher, Sink
from tests.helpers.live_rig import KEY
from tests.helpers.video_streams import Message, stream

OTHER = CameraKey(KEY.dock, KEY.dock, "39-0-7")


@dataclass
class Line:
    """A publisher, and what became of it."""

    closed: bool = False
    sink: Sink | None = None

    def close(self) -> None:
        """End it as the server does: its sink hears of that before this returns."""
        if not self.closed:
            self.closed = True
            if self.sink:
                self.sink.ended(EndReason.STOPPED)

    def send(self, messages: Iterable[Message], kind: MediaKind = MediaKind.VIDEO) -> None:
        """Let it send."""
        assert self.sink
        for message in messages:
            self.sink.media(kind, *message)


@dataclass
class Door:
    """An ingest, and who comes to it."""

    moved: list[CameraKey] = field(default_factory=list)
    strays: list[CameraKey] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Build it; no port is open."""
        self.ingest = Ingest(
            *("2001:db8::1", 1936),
            moved=self.moved.append,
            stray=self.strays.append,
            timings=LiveTimings(),
        )

    def begin(self, camera: CameraKey = KEY) -> str:
        """Let a push begin, and return its key."""
        kind, url = self.ingest.begin(camera)
        assert kind is UrlType.RTMP
        prefix, _, key = url.rpartition("/")
        assert prefix == "rtmp://[2001:db8::1]:1936/live"
        return key

    def publish(self, name: str, app: str = "live") -> Line:
        """Let somebody come."""
        line = Line()
        line.sink = self.ingest._server.accept(Publisher(app, name, "192.0.2.7", line.close))
        return line


@pytest.fixture
async def door() -> Door:
    """Return an ingest."""
    return Door()


@pytest.mark.parametrize(
    "place",
    [
        lambda key: (key, "live"),
        lambda key: (f"{key}?sn=1", "live"),
        lambda key: (f"camera?token={key}", "live"),
        lambda key: ("", f"live/{key}"),
    ],
)
async def test_who_brings_the_key(door: Door, place: Callable[[str], tuple[str, str]]) -> None:
    """Wherever in its address the dock has put it."""
    line = door.publish(*place(door.begin()))
    assert line.sink
    assert door.moved == [KEY]
    assert door.ingest.is_connected(KEY)
    line.send(stream(3))
    await door.ingest.async_arrived(KEY)
    assert door.ingest.is_arriving(KEY)
    assert not door.ingest.is_connected(OTHER)


async def test_who_does_not(door: Door) -> None:
    """Nothing of it is taken, whatever it says, and nobody is disturbed."""
    door.begin()
    for name in ("", "0" * 32, "live", KEY.device, "x" * 5000):
        assert door.publish(name).sink is None
    assert (door.moved, door.strays) == ([], [])
    assert not door.ingest.is_connected(KEY)


async def test_a_key_of_before(door: Door) -> None:
    """It is known whose it was: that dock pushes though it was told to stop."""
    old = door.begin()
    door.begin(OTHER)
    door.ingest.end(KEY)
    assert door.publish(old).sink is None
    assert door.strays == [KEY]
    new = door.begin()
    assert door.publish(old).sink is None
    assert door.publish(new).sink
    assert door.strays == [KEY, KEY]
    door.ingest.forget(KEY)
    assert door.publish(new).sink is None
    assert door.strays == [KEY, KEY]


async def test_a_dock_that_comes_back(door: Door) -> None:
    """It takes the place of its own broken line, and of no other one."""
    key = door.begin()
    first = door.publish(key)
    first.send(stream(3))
    assert door.publish(key).sink is None
    assert not first.closed
    with patch("custom_components.dji_dock.live.ingest._SILENT", -1.0):
        second = door.publish(key)
    assert second.sink
    assert first.closed
    assert door.ingest.is_connected(KEY)
    # Nobody else meanwhile.
    assert door.publish(key).sink is None
    second.close()
    assert not door.ingest.is_connected(KEY)
    assert door.publish(key).sink


async def test_a_new_push_ends_the_one_of_before(door: Door) -> None:
    """Nobody waits for pictures of the old one."""
    line = door.publish(door.begin())
    line.send(stream(3))
    reader = door.ingest.channel(KEY).feed.read()
    door.begin()
    assert line.closed
    assert not door.ingest.is_connected(KEY)
    door.ingest.end(KEY)
    assert [data async for data in reader] == []


async def test_what_is_no_picture(door: Door) -> None:
    """Sound, and what stands beside the picture, is a sign of life and no more."""
    line = door.publish(door.begin())
    line.send(stream(3), MediaKind.AUDIO)
    line.send(stream(3), MediaKind.DATA)
    assert door.ingest.is_arriving(KEY)
    assert door.ingest.channel(KEY).feed.key_frame is None


async def test_what_cannot_be_shown(door: Door) -> None:
    """It is named, and the line is closed; the next push begins anew."""
    line = door.publish(door.begin())
    line.send([Message(0, b"\x90hvc1" + bytes(20))])
    assert line.closed
    assert door.ingest.codec(KEY)
    door.begin()
    assert door.ingest.codec(KEY) == ""


async def test_a_key_of_an_earlier_run(door: Door) -> None:
    """A dock that was told to stop at its end, and did not, is known by what was saved of it."""
    key = door.begin()
    next_run = Door()
    next_run.ingest.remember(KEY, door.ingest.digest(KEY))
    assert next_run.publish(key).sink is None
    assert next_run.strays == [KEY]
