"""Commands for the camera and the gimbal of an aircraft."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import (
    CameraMode,
    Cloud,
    DockRefused,
    DockSilent,
    GimbalReset,
    ReplyTimeout,
    camera_focal_length_set,
    camera_look_at,
    camera_mode_switch,
    camera_photo_take,
    camera_recording_start,
    camera_recording_stop,
    gimbal_reset,
    payload_authority_grab,
)
from custom_components.dji_dock.cloud_api.cloud import HEARD_WITHIN, ORDER_EXPIRES

from .wire import DOCK, Wire

CAMERA = "99-0-0"

type Send = Callable[[Cloud, float], Awaitable[None]]

COMMANDS: dict[str, tuple[Send, dict[str, Any]]] = {
    "payload_authority_grab": (
        lambda cloud, seconds: payload_authority_grab(cloud, DOCK, CAMERA, seconds),
        {},
    ),
    "camera_mode_switch": (
        lambda cloud, seconds: camera_mode_switch(cloud, DOCK, CAMERA, CameraMode.VIDEO, seconds),
        {"camera_mode": 1},
    ),
    "camera_photo_take": (
        lambda cloud, seconds: camera_photo_take(cloud, DOCK, CAMERA, seconds),
        {},
    ),
    "camera_recording_start": (
        lambda cloud, seconds: camera_recording_start(cloud, DOCK, CAMERA, seconds),
        {},
    ),
    "camera_recording_stop": (
        lambda cloud, seconds: camera_recording_stop(cloud, DOCK, CAMERA, seconds),
        {},
    ),
    "camera_focal_length_set": (
        lambda cloud, seconds: camera_focal_length_set(cloud, DOCK, CAMERA, 7.5, seconds),
        {"camera_type": "zoom", "zoom_factor": 7.5},
    ),
    "camera_look_at": (
        lambda cloud, seconds: camera_look_at(cloud, DOCK, CAMERA, 52.3, 4.9, 46.2, seconds),
        # With it the aircraft itself would turn.
        {"locked": False, "latitude": 52.3, "longitude": 4.9, "height": 46.2},
    ),
    "gimbal_reset": (
        lambda cloud, seconds: gimbal_reset(cloud, DOCK, CAMERA, GimbalReset.DOWN, seconds),
        {"reset_mode": 1},
    ),
}


@pytest.fixture
def wire() -> Wire:
    """Return a server with a dock of ours that was heard just now."""
    wire = Wire()
    wire.accept()
    wire.say("osd", data={"mode_code": 4})
    return wire


@pytest.mark.parametrize("method", COMMANDS)
async def test_a_command(wire: Wire, method: str) -> None:
    """It goes out once, not late, and ends with the reply."""
    send, data = COMMANDS[method]
    task = asyncio.ensure_future(send(wire.server, 20))
    command = await wire.transport.next("services")
    assert (command["method"], command["data"]) == (method, {"payload_index": CAMERA, **data})
    assert wire.transport.expires == [ORDER_EXPIRES]
    assert not task.done()
    wire.say("services_reply", method, {"result": 0}, tid=command["tid"], bid=command["bid"])
    await task
    assert not wire.transport.published


@pytest.mark.parametrize("method", COMMANDS)
async def test_a_refusal(wire: Wire, method: str) -> None:
    """It has the code of the dock."""
    task = asyncio.ensure_future(COMMANDS[method][0](wire.server, 20))
    command = await wire.transport.next("services")
    wire.say("services_reply", method, {"result": 327003}, tid=command["tid"], bid=command["bid"])
    with pytest.raises(DockRefused) as refused:
        await task
    assert refused.value.code == 327003


@pytest.mark.parametrize("method", COMMANDS)
async def test_no_reply(wire: Wire, method: str) -> None:
    """It is not sent again."""
    with pytest.raises(ReplyTimeout):
        await COMMANDS[method][0](wire.server, 0.01)
    assert [message["method"] for _, message in wire.transport.published] == [method]


@pytest.mark.parametrize("method", COMMANDS)
async def test_a_dock_that_is_silent(method: str) -> None:
    """It gets only what stops something: all else would come when nobody waits for it any more."""
    now = 0.0
    wire = Wire(clock=lambda: now)
    wire.accept()
    wire.say("osd", data={"mode_code": 4})
    now = HEARD_WITHIN + 1
    stops = method == "camera_recording_stop"
    with pytest.raises(ReplyTimeout if stops else DockSilent):
        await COMMANDS[method][0](wire.server, 0.01 if stops else 20)
    assert len(wire.transport.published) == stops
