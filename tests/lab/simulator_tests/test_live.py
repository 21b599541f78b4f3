"""Live video of a simulated dock, received by a server that is not ours."""

from collections.abc import AsyncGenerator
from pathlib import Path
import time
from typing import Any

import av
import pytest

from tests.lab.simulator import (
    Broker,
    Faults,
    LiveQuirks,
    Model,
    SimulatedDock,
    Simulator,
    fleet,
    pictures,
    read_clock,
)

from .cloud import Cloud
from .receiver import Receiver, tags

_SPEED = 40


@pytest.fixture
async def dock(cloud: Cloud, broker: Broker) -> AsyncGenerator[SimulatedDock]:
    """Run a Dock 3 whose aircraft is on."""
    simulated = SimulatedDock(fleet(1, Model.DOCK_3, speed=_SPEED)[0], broker)
    async with Simulator([simulated]):
        await simulated.wait_online()
        yield simulated


@pytest.fixture
async def receiver(socket_enabled: None, tmp_path: Path) -> AsyncGenerator[Receiver]:
    """Run a server."""
    async with Receiver(tmp_path / "stream.flv") as receiver:
        yield receiver


def _video(dock: SimulatedDock, index: str = "165-0-7") -> str:
    serial = dock.serial if index == "165-0-7" else dock.aircraft_serial
    return f"{serial}/{index}/normal-0"


def _start(dock: SimulatedDock, url: str, index: str = "165-0-7", **data: Any) -> dict[str, Any]:
    return {
        "url_type": 1,
        "url": url,
        "video_id": _video(dock, index),
        "video_quality": 3,
        **data,
    }


def _told(cloud: Cloud, dock: SimulatedDock, name: str) -> Any:
    """Return the newest value of a state."""
    values = [
        message["data"][name]
        for message in cloud.of("state", dock.serial)
        if name in message["data"]
    ]
    return values[-1] if values else None


async def _order(cloud: Cloud, dock: SimulatedDock, method: str, **data: Any) -> int:
    return int((await cloud.command(dock.serial, method, data))["result"])


async def test_it_is_pushed(cloud: Cloud, dock: SimulatedDock, receiver: Receiver) -> None:
    """From the start to the stop, with the time in the picture."""
    before = time.time_ns() // 1_000_000
    assert await _order(cloud, dock, "live_start_push", **_start(dock, receiver.url)) == 0
    await cloud.holds(lambda: _told(cloud, dock, "live_status"))
    assert _told(cloud, dock, "live_status") == [
        {
            "video_id": _video(dock),
            "video_type": "normal",
            "video_quality": 3,
            "status": 1,
            "error_status": 0,
        }
    ]
    stream = await dock.live.wait_pushing()
    await cloud.holds(lambda: stream.pushes[0].pictures >= 25)
    assert await _order(cloud, dock, "live_stop_push", video_id=_video(dock)) == 0
    await receiver.wait_ended()
    await dock.live.wait_quiet()
    await cloud.holds(lambda: _told(cloud, dock, "live_status") == [])
    shown = pictures(receiver.file)
    assert len(shown) >= 25
    assert shown[0].size == (320, 180)
    clocks = [read_clock(picture) for picture in shown]
    assert clocks == sorted(clocks)
    assert 0 <= (clocks[0] - before) % 2**32 < 120_000
    assert len({clock // 1000 for clock in clocks}) >= 2
    assert dock.live.pushed_seconds() >= 2.4
    assert dock.live.pushed_seconds() == dock.live.pushed_seconds(f"{dock.serial}/165-0-7")
    assert dock.live.urls == [receiver.url]
    assert dock.complaints == []


async def test_key_frames(cloud: Cloud, dock: SimulatedDock, receiver: Receiver) -> None:
    """One every two seconds."""
    await _order(cloud, dock, "live_start_push", **_start(dock, receiver.url))
    stream = await dock.live.wait_pushing()
    await cloud.holds(lambda: stream.pushes[0].pictures >= 45)
    await _order(cloud, dock, "live_stop_push", video_id=_video(dock))
    await receiver.wait_ended()
    with av.open(receiver.file) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    keys = [index for index, packet in enumerate(packets) if packet.is_keyframe]
    assert keys[:3] == [0, 20, 40]


@pytest.mark.parametrize(
    ("method", "change", "code"),
    [
        ("live_start_push", {"video_id": "nonsense"}, 513014),
        ("live_start_push", {"video_id": "1ZZOTHER/165-0-7/normal-0"}, 513002),
        ("live_start_push", {"video_quality": 5}, 513005),
        ("live_start_push", {"url_type": 0}, 513013),
        ("live_start_push", {"url": ""}, 513014),
        ("live_stop_push", {}, 513011),
        ("live_set_quality", {}, 513011),
        ("live_lens_change", {"video_type": "zoom"}, 513011),
        ("live_camera_change", {"camera_position": 1}, 513011),
        ("live_camera_change", {"camera_position": 2}, 513014),
    ],
)
async def test_what_is_refused(
    cloud: Cloud, dock: SimulatedDock, method: str, change: dict[str, Any], code: int
) -> None:
    """With the codes of the document, and nothing is pushed."""
    data = _start(dock, "rtmp://127.0.0.1:9/live/key") | change
    assert await _order(cloud, dock, method, **data) == code
    assert dock.live.history == []


async def test_a_wrong_camera_is_not_answered(cloud: Cloud, dock: SimulatedDock) -> None:
    """What is asked next is."""
    tid = await cloud.send(
        dock.serial, "live_start_push", _start(dock, "rtmp://127.0.0.1:9/a/b", "1-2-3")
    )
    assert await _order(cloud, dock, "live_stop_push", video_id=_video(dock)) == 513011
    replies = [message["tid"] for message in cloud.of("services_reply")]
    assert tid not in replies
    assert len(replies) == 1


async def test_a_second_start(cloud: Cloud, dock: SimulatedDock, receiver: Receiver) -> None:
    """It is refused, wherever the first one goes, and disturbs nothing."""
    assert await _order(cloud, dock, "live_start_push", **_start(dock, receiver.url)) == 0
    await dock.live.wait_pushing()
    other = _start(dock, "rtmp://127.0.0.1:9/live/other")
    assert await _order(cloud, dock, "live_start_push", **other) == 513003
    assert [stream.url for stream in dock.live.pushing] == [receiver.url]


async def test_cameras_of_the_aircraft(cloud: Cloud, dock: SimulatedDock) -> None:
    """They are there while it is on, and what they push ends with it."""
    await cloud.holds(lambda: len(_devices(cloud, dock)) == 2)
    told = _told(cloud, dock, "live_capacity")
    assert told["available_video_number"] == 3
    [_, aircraft] = told["device_list"]
    assert aircraft["sn"] == dock.aircraft_serial
    assert [camera["camera_index"] for camera in aircraft["camera_list"]] == ["176-0-0", "99-0-0"]
    url = "rtmp://127.0.0.1:9/live/key"
    assert await _order(cloud, dock, "live_start_push", **_start(dock, url, "99-0-0")) == 0
    await cloud.holds(lambda: _told(cloud, dock, "live_status"))
    [status] = _told(cloud, dock, "live_status")
    assert status["video_id"] == f"{dock.aircraft_serial}/99-0-0/wide-0"
    assert status["video_type"] == "zoom"
    dock.set_aircraft(on=False)
    await cloud.holds(lambda: _devices(cloud, dock) == [dock.serial])
    await cloud.holds(lambda: _told(cloud, dock, "live_status") == [])
    await dock.live.wait_quiet()
    assert await _order(cloud, dock, "live_start_push", **_start(dock, url, "99-0-0")) == 513001


def _devices(cloud: Cloud, dock: SimulatedDock) -> list[str]:
    told = _told(cloud, dock, "live_capacity") or {"device_list": []}
    return [device["sn"] for device in told["device_list"]]


async def test_lens_and_quality(cloud: Cloud, dock: SimulatedDock, receiver: Receiver) -> None:
    """They change while it is pushed, and the picture with them."""
    video = _video(dock, "99-0-0")
    await _order(cloud, dock, "live_start_push", **_start(dock, receiver.url, "99-0-0"))
    stream = await dock.live.wait_pushing()
    for lens in ("ir", "wide", "normal", "zoom"):
        assert await _order(cloud, dock, "live_lens_change", video_id=video, video_type=lens) == 0
    assert (
        await _order(cloud, dock, "live_lens_change", video_id=video, video_type="fisheye")
        == 513014
    )
    await cloud.holds(lambda: stream.pushes[0].pictures >= 5)
    assert await _order(cloud, dock, "live_set_quality", video_id=video, video_quality=4) == 0
    await cloud.holds(lambda: _told(cloud, dock, "live_status")[0]["video_quality"] == 4)
    assert _told(cloud, dock, "live_status")[0]["video_type"] == "zoom"
    count = stream.pushes[0].pictures
    await cloud.holds(lambda: stream.pushes[0].pictures >= count + 5)
    await _order(cloud, dock, "live_stop_push", video_id=video)
    await receiver.wait_ended()
    assert {picture.size for picture in pictures(receiver.file)} == {(320, 180), (480, 270)}


async def test_another_camera_is_live(cloud: Cloud, dock: SimulatedDock) -> None:
    """Its lens cannot be changed in its place."""
    url = "rtmp://127.0.0.1:9/live/key"
    await _order(cloud, dock, "live_start_push", **_start(dock, url, "176-0-0"))
    data = {"video_id": _video(dock, "99-0-0"), "video_type": "ir"}
    assert await _order(cloud, dock, "live_lens_change", **data) == 513012


@pytest.mark.parametrize(("model", "code"), [(Model.DOCK_1, 314000), (Model.DOCK_2, 0)])
async def test_inside_and_outside(cloud: Cloud, broker: Broker, model: Model, code: int) -> None:
    """A Dock 1 looks at the outside alone."""
    async with Simulator([dock := SimulatedDock(fleet(1, model, speed=_SPEED)[0], broker)]):
        await dock.wait_online()
        await _order(cloud, dock, "live_start_push", **_start(dock, "rtmp://127.0.0.1:9/a/b"))
        data = {"video_id": _video(dock), "camera_position": 1}
        assert await _order(cloud, dock, "live_camera_change", **data) == code
        [stream] = dock.live.history
        assert stream.view.kind == "outside"


async def test_a_line_that_breaks(cloud: Cloud, dock: SimulatedDock, tmp_path: Path) -> None:
    """It is back at the same address, and told while it is away."""
    async with Receiver(tmp_path / "first.flv") as first:
        await _order(cloud, dock, "live_start_push", **_start(dock, first.url))
        stream = await dock.live.wait_pushing()
        dock.live.cut_line(back_after=1.0)
        await first.wait_ended()
        await cloud.holds(lambda: _told(cloud, dock, "live_status")[0]["status"] == 0)
        async with Receiver(tmp_path / "second.flv", port=first.port):
            await cloud.holds(lambda: len(stream.pushes) == 2 and stream.pushes_now)
            await cloud.holds(lambda: _told(cloud, dock, "live_status")[0]["status"] == 1)
    assert {push.url for push in stream.pushes} == {first.url}


async def test_a_server_that_is_gone(cloud: Cloud, dock: SimulatedDock, receiver: Receiver) -> None:
    """It is tried again for a while, or for ever."""
    await _order(cloud, dock, "live_start_push", **_start(dock, receiver.url))
    await dock.live.wait_pushing()
    receiver.kill()
    await dock.live.wait_quiet()
    await cloud.holds(lambda: _told(cloud, dock, "live_status") == [])
    dock.faults = Faults(live_retries_for_ever=True)
    await _order(cloud, dock, "live_start_push", **_start(dock, receiver.url))
    async with Receiver(receiver.file.with_name("again.flv"), port=receiver.port):
        await dock.live.wait_pushing()


async def test_it_dies(cloud: Cloud, dock: SimulatedDock, receiver: Receiver) -> None:
    """In the middle, and that was it."""
    dock.faults = Faults(live_dies_after=0.5)
    await _order(cloud, dock, "live_start_push", **_start(dock, receiver.url))
    await receiver.wait_ended()
    await dock.live.wait_quiet()
    await cloud.holds(lambda: _told(cloud, dock, "live_status") == [])
    assert dock.live.pushed_seconds() >= 0.5


async def test_other_faults(cloud: Cloud, dock: SimulatedDock, receiver: Receiver) -> None:
    """A refusal that passes, another address, nothing at all, a stop that does nothing."""
    start, stop = _start(dock, receiver.url), {"video_id": _video(dock)}
    dock.faults = Faults(live_fails_first=2, live_fails_with=513008)
    assert await _order(cloud, dock, "live_start_push", **start) == 513008
    assert await _order(cloud, dock, "live_start_push", **start) == 513008
    dock.faults = Faults(live_never_pushes=True)
    assert await _order(cloud, dock, "live_start_push", **start) == 0
    assert await _order(cloud, dock, "live_stop_push", **stop) == 0
    dock.faults = Faults(live_wrong_key=True)
    assert await _order(cloud, dock, "live_start_push", **start) == 0
    stream = await dock.live.wait_pushing()
    assert stream.pushes[0].url == f"{receiver.url}x"
    dock.faults = Faults(live_ignores_stops=1)
    assert await _order(cloud, dock, "live_stop_push", **stop) == 0
    count = stream.pushes[0].pictures
    await cloud.holds(lambda: stream.pushes[0].pictures > count)
    assert await _order(cloud, dock, "live_stop_push", **stop) == 0
    await receiver.wait_ended()
    assert [item.pushes != [] for item in dock.live.history] == [False, True]
    dock.faults = Faults(live_downloading=True)
    assert await _order(cloud, dock, "live_start_push", **_start(dock, "x", "99-0-0")) == 513017
    assert await _order(cloud, dock, "live_start_push", **_start(dock, "http://x/")) == 0


async def test_a_boot(cloud: Cloud, dock: SimulatedDock, receiver: Receiver) -> None:
    """It ends without a word, and all is told anew."""
    await _order(cloud, dock, "live_start_push", **_start(dock, receiver.url))
    await dock.live.wait_pushing()
    await cloud.holds(lambda: _told(cloud, dock, "live_status"))
    cloud.heard.clear()
    await dock.reboot(0)
    await receiver.wait_ended()
    await cloud.holds(lambda: _told(cloud, dock, "live_status") == [])
    await cloud.holds(lambda: _told(cloud, dock, "live_capacity"))


async def test_the_path_for_webrtc(cloud: Cloud, dock: SimulatedDock) -> None:
    """Newer firmware takes one alone."""
    stop = {"video_id": _video(dock)}
    other, good = "http://x:8889/dock/whip", "http://x:1985/rtc/v1/whip/?app=live&stream=1"
    assert await _order(cloud, dock, "live_start_push", **_start(dock, other, url_type=4)) == 0
    assert await _order(cloud, dock, "live_stop_push", **stop) == 0
    dock.set_firmware(dock="17.01.0506")
    assert await _order(cloud, dock, "live_start_push", **_start(dock, other, url_type=4)) == 513014
    assert await _order(cloud, dock, "live_start_push", **_start(dock, good, url_type=4)) == 0


@pytest.mark.parametrize("quirk", ["sei_only", "empty_packets", "time_goes_back", "data_track"])
async def test_quirks_are_on_the_wire(
    socket_enabled: None, tmp_path: Path, cloud: Cloud, broker: Broker, quirk: str
) -> None:
    """Each leaves its mark in what another server received."""
    quirks = LiveQuirks(**{"data_track": False, quirk: True})
    [profile] = fleet(1, Model.DOCK_3, speed=_SPEED, live_quirks=quirks)
    async with (
        Receiver(tmp_path / "stream.flv") as receiver,
        Simulator([dock := SimulatedDock(profile, broker)]),
    ):
        await dock.wait_online()
        await _order(cloud, dock, "live_start_push", **_start(dock, receiver.url))
        stream = await dock.live.wait_pushing()
        await cloud.holds(lambda: stream.pushes[0].pictures >= 30)
        await _order(cloud, dock, "live_stop_push", video_id=_video(dock))
        await receiver.wait_ended()
    payloads = [payload for kind, _, payload in tags(receiver.file) if kind == 9]
    sei = [
        payload
        for payload in payloads
        if payload[1] == 1 and payload[9:10] and payload[9] & 31 == 6
    ]
    empty = [payload for payload in payloads if payload[1:] == bytes((1, *bytes(7)))]
    assert (len(sei) >= 2) == (quirk == "sei_only")
    assert (len(empty) >= 2) == (quirk == "empty_packets")
    assert ("Non-monotonic DTS" in receiver.log) == (quirk == "time_goes_back")
    assert ("OnTextData" in receiver.log) == (quirk == "data_track")
