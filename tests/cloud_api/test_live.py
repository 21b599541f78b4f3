"""Which cameras can be watched, which are, and the commands for that."""

import asyncio
from collections.abc import Coroutine
import time
from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import (
    CameraSide,
    DockRefused,
    DockSilent,
    Lens,
    LiveCapacityReported,
    LiveStatusReported,
    ReplyTimeout,
    UrlType,
    VideoQuality,
    is_already_running,
    live_camera_change,
    live_lens_change,
    live_set_quality,
    live_start_push,
    live_stop_push,
    may_start_later,
)
from custom_components.dji_dock.cloud_api.cloud import HEARD_WITHIN, ORDER_EXPIRES

from .wire import AIRCRAFT, DOCK, Wire

VIDEO = f"{DOCK}/165-0-7/normal-0"


@pytest.fixture
def wire() -> Wire:
    """Return a server with a dock of ours that was heard just now."""
    wire = Wire()
    wire.accept()
    wire.say("osd", data={"mode_code": 0})
    return wire


async def answered(wire: Wire, work: Coroutine[Any, Any, None], result: int = 0) -> dict[str, Any]:
    """Let the dock answer a command so; return the command."""
    task = asyncio.create_task(work)
    command = await wire.transport.next("services")
    ids = {"tid": command["tid"], "bid": command["bid"]}
    wire.say("services_reply", command["method"], {"result": result}, **ids)
    await task
    return command


def state(wire: Wire, **data: Any) -> list[Any]:
    """Let the dock report, and return what listeners were told."""
    told: list[Any] = []
    removes = [
        wire.server.listeners.add(kind, told.append)
        for kind in (LiveCapacityReported, LiveStatusReported)
    ]
    wire.say("state", data=data)
    for remove in removes:
        remove()
    return told


def capacity(*cameras: dict[str, Any], sn: str = AIRCRAFT) -> dict[str, Any]:
    """Return the capacity of one device."""
    return {"device_list": [{"sn": sn, "camera_list": list(cameras)}]}


def test_the_cameras_of_a_recorded_dock(wire: Wire) -> None:
    """A Dock 3 in flight: its own camera, the vision assist, and the main camera with four lenses."""
    (told,) = state(
        wire,
        live_capacity={
            "available_video_number": 3,
            "coexist_video_number_max": 3,
            "device_list": [
                {
                    "sn": DOCK,
                    "available_video_number": 1,
                    "camera_list": [_camera("165-0-7", "normal", ["normal"])],
                },
                {
                    "sn": AIRCRAFT,
                    "available_video_number": 2,
                    "camera_list": [
                        _camera("176-0-0", "normal", ["normal"]),
                        _camera("99-0-0", "zoom", ["normal", "wide", "zoom", "ir"]),
                    ],
                },
            ],
        },
    )
    assert told.dock == DOCK
    assert [(each.device, each.index, each.video_id) for each in told.cameras] == [
        (DOCK, "165-0-7", VIDEO),
        (AIRCRAFT, "176-0-0", f"{AIRCRAFT}/176-0-0/normal-0"),
        (AIRCRAFT, "99-0-0", f"{AIRCRAFT}/99-0-0/normal-0"),
    ]
    assert told.cameras[2].lenses == (Lens.NORMAL, Lens.WIDE, Lens.ZOOM, Lens.INFRARED)


def _camera(index: str, kind: str, lenses: list[str]) -> dict[str, Any]:
    video = {"video_index": "normal-0", "video_type": kind, "switchable_video_types": lenses}
    return {"camera_index": index, "video_list": [video]}


def test_what_is_watched_of_a_recorded_dock(wire: Wire) -> None:
    """Matched by device and camera: the rest of the video_id is not what was asked for."""
    streams = [
        {
            "video_id": f"{AIRCRAFT}/99-0-0/wide-0",
            "video_type": "zoom",
            "video_quality": 3,
            "status": 1,
            "error_status": 0,
        },
        {"video_id": VIDEO, "video_type": "normal", "video_quality": "0", "status": True},
        {"video_id": f"{AIRCRAFT}/176-0-0/normal-0", "status": False, "error_status": 513008},
    ]
    (told,) = state(wire, live_status=streams)
    assert [(each.device, each.index, each.running) for each in told.streams] == [
        (AIRCRAFT, "99-0-0", True),
        (DOCK, "165-0-7", True),
        (AIRCRAFT, "176-0-0", False),
    ]
    assert (told.streams[0].lens, told.streams[0].quality) == (Lens.ZOOM, VideoQuality.HIGH)
    assert (told.streams[1].quality, told.streams[2].quality) == (VideoQuality.AUTO, None)
    assert told.streams[2].error == 513008


def test_what_the_broker_kept(wire: Wire) -> None:
    """A dock reports both when they change only: what was so while we were away holds still."""
    told: list[Any] = []
    for kind in (LiveCapacityReported, LiveStatusReported):
        wire.server.listeners.add(kind, told.append)
    before = time.time_ns() // 1_000_000 - 500_000
    data = {"live_capacity": capacity(_camera("99-0-0", "zoom", ["zoom"])), "live_status": []}
    wire.say("state", data=data, timestamp=before)
    seen, watched = told
    assert [camera.index for camera in seen.cameras] == ["99-0-0"]
    assert watched == LiveStatusReported(DOCK, (), kept=True)


def test_nothing_is_watched(wire: Wire) -> None:
    """An empty list says so; a message without one says nothing."""
    assert state(wire, live_status=[]) == [LiveStatusReported(DOCK, ())]
    assert state(wire, firmware_version="1") == []
    assert state(wire, live_status=None) == []


@pytest.mark.parametrize(
    "camera",
    [
        {"camera_index": "../../etc", "video_list": []},
        {"camera_index": "99-0-0/../x"},
        {"camera_index": ["99"]},
        {"camera_index": "main"},
        {"camera_index": "9_quality"},
        {"camera_index": "99--0"},
        {"camera_index": "99-0-"},
        {"camera_index": "9" * 17 + "/"},
        {},
        "99-0-0",
    ],
)
def test_an_index_that_is_none(wire: Wire, camera: Any) -> None:
    """It becomes a part of commands and addresses."""
    (told,) = state(wire, live_capacity=capacity(camera))
    assert all("/" not in each.index for each in told.cameras)
    assert len(told.cameras) <= (1 if camera == {"camera_index": "9" * 17 + "/"} else 0)


def test_one_index_twice_and_far_too_many(wire: Wire) -> None:
    """A camera may stand there with several types, and a dock may say anything."""
    twice = [_camera("99-0-0", "wide", ["wide"]), _camera("99-0-0", "zoom", ["zoom"])]
    (told,) = state(wire, live_capacity=capacity(*twice))
    assert [each.index for each in told.cameras] == ["99-0-0"]
    many = [_camera(f"{number}-0-0", "normal", []) for number in range(200)]
    (told,) = state(wire, live_capacity=capacity(*many))
    assert len(told.cameras) == 8
    (told,) = state(wire, live_status=[{"video_id": f"{DOCK}/{n}-0-0/x"} for n in range(99)])
    assert len(told.streams) == 32


async def test_a_start_is_sent_once_and_not_late(wire: Wire) -> None:
    """As DJI draws it; a broker throws it away soon."""
    url = "rtmp://192.0.2.1/live/k"
    command = await answered(
        wire,
        live_start_push(wire.server, DOCK, VIDEO, url, UrlType.RTMP, VideoQuality.HIGH, 5),
    )
    assert command["data"] == {
        "url_type": 1,
        "url": "rtmp://192.0.2.1/live/k",
        "video_id": VIDEO,
        "video_quality": 3,
    }
    assert wire.transport.expires == [ORDER_EXPIRES]


async def test_a_dock_that_is_silent_is_not_asked_to_film() -> None:
    """But to stop: that is the safe direction."""
    times = [1000.0]
    wire = Wire(clock=lambda: times[-1])
    wire.accept()
    wire.say("osd", data={"mode_code": 0})
    times.append(times[-1] + HEARD_WITHIN + 1)
    with pytest.raises(DockSilent):
        await live_set_quality(wire.server, DOCK, VIDEO, VideoQuality.AUTO, 5)
    command = await answered(wire, live_stop_push(wire.server, DOCK, VIDEO, 5))
    assert (command["method"], command["data"]) == ("live_stop_push", {"video_id": VIDEO})


@pytest.mark.parametrize("code", [513001, 513002, 513011, 613011])
async def test_a_stop_of_what_does_not_run(wire: Wire, code: int) -> None:
    """Is as good as one."""
    await answered(wire, live_stop_push(wire.server, DOCK, VIDEO, 5), code)


async def test_a_refusal(wire: Wire) -> None:
    """One code says that somebody has started it already."""
    start = live_start_push(
        wire.server, DOCK, VIDEO, "rtmp://h/k", UrlType.RTMP, VideoQuality.AUTO, 5
    )
    with pytest.raises(DockRefused) as refused:
        await answered(wire, start, 513003)
    assert is_already_running(refused.value)
    assert not is_already_running(DockRefused(DOCK, "live_start_push", 513006))
    assert not is_already_running(DockRefused(DOCK, "live_start_push", 314003))


@pytest.mark.parametrize(
    ("code", "later"),
    [
        *((code, True) for code in (513006, 513008, 513010, 513099, 613006)),
        *((code, False) for code in (513003, 513017, 325010, 319006)),
    ],
)
def test_what_may_work_later(code: int, later: bool) -> None:
    """Of live video only: a refusal of another kind does not pass in five seconds."""
    assert may_start_later(DockRefused(DOCK, "live_start_push", code)) is later


async def test_no_reply(wire: Wire) -> None:
    """As of a dock that has no such camera."""
    with pytest.raises(ReplyTimeout):
        await live_lens_change(wire.server, DOCK, VIDEO, Lens.ZOOM, 0.01)


async def test_lens_and_side(wire: Wire) -> None:
    """The video_id stands there although one page leaves it out."""
    lens = live_lens_change(wire.server, DOCK, VIDEO, Lens.INFRARED, 5)
    assert (await answered(wire, lens))["data"] == {"video_id": VIDEO, "video_type": "ir"}
    side = live_camera_change(wire.server, DOCK, VIDEO, CameraSide.OUTSIDE, 5)
    assert (await answered(wire, side))["data"] == {"video_id": VIDEO, "camera_position": 1}
