"""Stills of what came last, while it is not too old to be taken for now."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
import socket

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from PIL import Image
import pytest

from custom_components.dji_dock.live.ingest import Ingest
from custom_components.dji_dock.live.models import LiveSettings, LiveTimings
from custom_components.dji_dock.live.reception import Reception
from custom_components.dji_dock.live.stream import CameraStream
from custom_components.dji_dock.rtmp import RtmpUnreachable, check_rtmp
from custom_components.dji_dock.video import KeyFrame, decode_still
from tests.helpers.home import issues
from tests.helpers.live_rig import KEY
from tests.helpers.video_streams import stream
from tests.lab.stack.process import free_port


def no_stream(*_: object) -> CameraStream:
    """Start nothing."""
    raise AssertionError("a still starts nothing")


def nothing(*_: object) -> None:
    """Do nothing."""


@pytest.fixture
def reception(hass: HomeAssistant) -> Reception:
    """Return what has received some pictures."""
    settings = LiveSettings(enabled=True, address="127.0.0.1")
    reception = Reception(
        *(hass, "entry", settings, no_stream),
        line_changed=nothing,
        stray=nothing,
        timings=LiveTimings(),
    )
    reception.add(KEY)
    return reception


@pytest.fixture
def taken(reception: Reception) -> Callable[[timedelta], None]:
    """Return what lets the last picture have arrived some time ago."""
    assert isinstance(reception.target, Ingest)
    channel = reception.target.channel(KEY)

    def age(ago: timedelta) -> None:
        for message in stream(3):
            for tag in channel.mender.video(*message):
                channel.feed.push(tag)
        assert channel.feed.key_frame
        channel.feed.key_frame = KeyFrame(channel.feed.key_frame.tag, dt_util.utcnow() - ago)

    return age


async def test_a_still(reception: Reception, taken: Callable[[timedelta], None]) -> None:
    """It is decoded once for all who ask for the same."""
    assert await reception.async_still(KEY, None) is None
    taken(timedelta(minutes=59))
    picture = await reception.async_still(KEY, None)
    assert picture
    assert Image.open(BytesIO(picture)).size == (320, 240)
    assert await reception.async_still(KEY, None) is picture
    small = await reception.async_still(KEY, 100)
    assert small
    assert max(Image.open(BytesIO(small)).size) == 100


async def test_a_still_of_long_ago(
    reception: Reception, taken: Callable[[timedelta], None]
) -> None:
    """Is none, also if somebody asked for it in time; when it was taken is told still."""
    taken(timedelta(minutes=59))
    assert await reception.async_still(KEY, None)
    taken(timedelta(minutes=61))
    assert await reception.async_still(KEY, None) is None
    assert reception.taken_at(KEY)
    assert not reception.ready


async def test_all_ask_at_once(
    reception: Reception,
    taken: Callable[[timedelta], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is decoded once, and never two pictures at the same time."""
    taken(timedelta(0))
    running: list[int] = []
    most: list[int] = []

    def decode(frame: KeyFrame, longest: int | None) -> bytes:
        running.append(1)
        most.append(len(running))
        data = decode_still(frame, longest)
        running.pop()
        return data

    monkeypatch.setattr("custom_components.dji_dock.live.reception.decode_still", decode)
    pictures = await asyncio.gather(*(reception.async_still(KEY, None) for _ in range(20)))
    assert len(set(pictures)) == 1
    assert most == [1]
    sizes = await asyncio.gather(*(reception.async_still(KEY, size) for size in range(50, 60)))
    assert all(sizes)
    assert set(most) == {1}


async def test_a_port_for_readers_that_is_taken(hass: HomeAssistant, socket_enabled: None) -> None:
    """It is that one that is named, and docks get in nowhere."""
    with socket.socket() as other:
        other.bind(("0.0.0.0", 0))
        other.listen()
        taken = other.getsockname()[1]
        settings = LiveSettings(
            enabled=True, port=free_port(), media_server_url=f"http://192.0.2.9:{taken}"
        )
        reception = Reception(
            *(hass, "entry", settings, no_stream),
            line_changed=nothing,
            stray=nothing,
            timings=LiveTimings(),
        )
        await reception.async_start()
        issue = issues(hass)["live_port_entry"]
        assert issue.translation_placeholders is not None
        assert issue.translation_placeholders["port"] == str(taken)
        assert issue.translation_placeholders["error"] == "Address already in use"
        assert not reception.ready
    with pytest.raises(RtmpUnreachable):
        await check_rtmp("127.0.0.1", settings.port)
    await reception.async_start()
    assert reception.ready
    assert not issues(hass)
    await reception.async_stop()
