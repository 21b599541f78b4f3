"""Cameras appear with what docks report, stay over restarts, and are nobody else's."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.dji_dock.cloud_api import ConnectionChanged
from custom_components.dji_dock.jobs.store import jobs_database
from custom_components.dji_dock.live.manager import LiveVideo
from custom_components.dji_dock.live.models import Camera, CameraKey, LiveSettings
from tests.cloud_api.wire import AIRCRAFT, DOCK, Wire
from tests.lab.stack.ports import ports

OF_DOCK = CameraKey(DOCK, DOCK, "165-0-7")
MAIN = CameraKey(DOCK, AIRCRAFT, "99-0-0")
OTHER = "8UUXN0000000C3"


class Cameras:
    """Live video of a dock that speaks from memory."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Build it."""
        self.hass = hass
        self.wire = Wire()
        self.database = jobs_database(hass, "live")
        self.films = True
        self.live: LiveVideo
        self.announced: list[Camera] = []
        self.wire.accept(model_key="3-3-0")
        self.wire.server.fleet.heard(DOCK)
        self._remove: list[Any] = []

    async def load(self, settings: LiveSettings | None = None) -> None:
        """Begin, or begin again."""
        self.announced = []
        self.live = LiveVideo(
            *(self.hass, "entry", self.wire.server, self.database),
            self.hass.async_create_background_task,
            settings=settings
            or LiveSettings(enabled=True, address="127.0.0.1", port=next(ports())),
            may_film=lambda dock: self.films,
        )
        await self.live.async_load()
        self._remove = [self.live.async_add_listener(self.announced.append), *self.live.start()]

    async def end(self) -> None:
        """Stop."""
        for remove in self._remove:
            remove()
        await self.live.async_end_sessions()
        await self.live.async_stop()

    def orders(self) -> list[str]:
        """Return what the dock was told."""
        return [message["method"] for _, message in self.wire.transport.published]

    def aircraft(self, *, on: bool, serial: str = DOCK) -> None:
        """Let a dock report its aircraft."""
        docked = {"device_sn": AIRCRAFT, "device_online_status": int(on)}
        data = {"sub_device": docked, "mode_code": 0, "drone_in_dock": 1}
        self.wire.say("osd", data=data, serial=serial)

    async def capacity(self, *cameras: tuple[str, str], serial: str = DOCK) -> None:
        """Let a dock report cameras, by their device and index."""
        video = {"video_index": "normal-0", "switchable_video_types": ["normal", "ir"]}
        devices = [
            {"sn": device, "camera_list": [{"camera_index": index, "video_list": [video]}]}
            for device, index in cameras
        ]
        self.wire.say("state", data={"live_capacity": {"device_list": devices}}, serial=serial)
        await self.hass.async_block_till_done(wait_background_tasks=True)


@pytest.fixture
async def cameras(hass: HomeAssistant, socket_enabled: None) -> AsyncGenerator[Cameras]:
    """Return live video that is on."""
    cameras = Cameras(hass)
    await hass.async_add_executor_job(cameras.database.open)
    await cameras.load()
    cameras.aircraft(on=True)
    yield cameras
    await cameras.end()
    await hass.async_add_executor_job(cameras.database.close)


async def test_they_appear_and_stay(cameras: Cameras) -> None:
    """Once, with what they have; after a restart before the dock says anything."""
    for _ in range(2):
        await cameras.capacity((DOCK, "165-0-7"), (AIRCRAFT, "99-0-0"))
    assert [camera.key for camera in cameras.announced] == [OF_DOCK, MAIN]
    dock, main = cameras.announced
    assert (dock.can_turn, main.can_turn) == (True, False)
    assert main.lenses == ("normal", "ir")
    await cameras.end()
    await cameras.load()
    assert sorted(camera.key for camera in cameras.announced) == sorted([OF_DOCK, MAIN])
    assert cameras.live.camera(MAIN) == main


async def test_when_they_can_be_watched(cameras: Cameras) -> None:
    """Those of the aircraft while it is on, and none while the dock is away."""
    await cameras.capacity((DOCK, "165-0-7"), (AIRCRAFT, "99-0-0"))
    live = cameras.live
    assert (live.available(OF_DOCK), live.available(MAIN)) == (True, True)
    cameras.aircraft(on=False)
    assert (live.available(OF_DOCK), live.available(MAIN)) == (True, False)
    with pytest.raises(HomeAssistantError) as failed:
        await live.async_turn_on(MAIN)
    assert failed.value.translation_key == "live_aircraft_off"
    cameras.wire.server.fleet.update(DOCK, online=False)
    assert not live.available(OF_DOCK)
    with pytest.raises(HomeAssistantError) as failed:
        await live.async_turn_on(OF_DOCK)
    assert failed.value.translation_key == "live_dock_offline"
    assert cameras.wire.transport.published == []


async def test_the_cameras_of_others(cameras: Cameras) -> None:
    """A dock says nothing of another's cameras, nor of devices that are not its own."""
    cameras.wire.server.fleet.update(OTHER, accepted=True, model_key="3-1-0")
    await cameras.capacity((DOCK, "165-0-7"), ("1581F00000EVIL", "99-0-0"), serial=OTHER)
    await cameras.capacity((AIRCRAFT, "99-0-0"), serial=OTHER)
    assert cameras.announced == []
    cameras.wire.say(
        "state", data={"live_status": [{"video_id": f"{DOCK}/165-0-7/x"}]}, serial=OTHER
    )
    await cameras.capacity((DOCK, "165-0-7"))
    assert not cameras.live.state(OF_DOCK).streaming


async def test_an_aircraft_that_moves(cameras: Cameras) -> None:
    """Its camera is the same one, at another dock."""
    await cameras.capacity((AIRCRAFT, "99-0-0"))
    status = [{"video_id": f"{AIRCRAFT}/99-0-0/normal-0", "status": 1}]
    cameras.wire.say("state", data={"live_status": status})
    assert cameras.live.state(MAIN).elsewhere
    fleet = cameras.wire.server.fleet
    fleet.update(OTHER, accepted=True, model_key="3-3-0")
    cameras.aircraft(on=False)
    fleet.update(DOCK, aircraft=None)
    cameras.aircraft(on=True, serial=OTHER)
    await cameras.capacity((AIRCRAFT, "99-0-0"), serial=OTHER)
    moved = cameras.live.camera(MAIN)
    assert moved is not None
    assert moved.key == CameraKey(OTHER, AIRCRAFT, "99-0-0")
    assert cameras.live.available(MAIN)
    assert len(cameras.announced) == 1
    # What the other dock said of it does not count any more.
    assert not cameras.live.state(MAIN).streaming


async def test_described_before_the_aircraft_is_named(cameras: Cameras) -> None:
    """Its cameras are described once only: they are there when the dock says whose they are."""
    cameras.wire.server.fleet.update(DOCK, aircraft=None)
    await cameras.capacity((AIRCRAFT, "99-0-0"))
    assert cameras.announced == []
    cameras.aircraft(on=True)
    assert [camera.key for camera in cameras.announced] == [MAIN]
    assert cameras.live.available(MAIN)


async def test_far_too_many(cameras: Cameras) -> None:
    """A dock names its cameras itself."""
    for number in range(60):
        await cameras.capacity((DOCK, f"{number}-0-7"))
    assert len(cameras.live.cameras(DOCK)) == 32


async def test_what_runs(cameras: Cameras) -> None:
    """Matched by device and camera, whatever else the video_id says."""
    await cameras.capacity((DOCK, "165-0-7"), (AIRCRAFT, "99-0-0"))
    moved: list[str] = []
    remove = cameras.live.follow(MAIN, lambda: moved.append("main"))
    status = [{"video_id": f"{AIRCRAFT}/99-0-0/wide-0", "video_type": "ir", "status": 1}]
    cameras.wire.say("state", data={"live_status": status})
    state = cameras.live.state(MAIN)
    assert (state.streaming, state.elsewhere, state.lens) == (True, True, "ir")
    assert not cameras.live.state(OF_DOCK).streaming
    assert moved
    remove()
    cameras.wire.say("state", data={"live_status": []})
    assert not cameras.live.state(MAIN).streaming


async def test_what_ran_before_a_dock_went(cameras: Cameras) -> None:
    """It may have started anew: what runs is what it reports when it is back."""
    await cameras.capacity((DOCK, "165-0-7"))
    status = [{"video_id": f"{DOCK}/165-0-7/normal-0", "status": 1}]
    cameras.wire.say("state", data={"live_status": status})
    assert cameras.live.state(OF_DOCK).elsewhere
    fleet = cameras.wire.server.fleet
    fleet.update(DOCK, online=False)
    fleet.update(DOCK, online=True)
    assert not cameras.live.state(OF_DOCK).streaming
    cameras.wire.say("state", data={"live_status": status})
    assert cameras.live.state(OF_DOCK).elsewhere


async def test_the_address_of_a_camera(cameras: Cameras) -> None:
    """On this host, the same each time, with a secret of its own, and nothing begins by it."""
    await cameras.capacity((DOCK, "165-0-7"), (AIRCRAFT, "99-0-0"))
    source = cameras.live.source(OF_DOCK)
    assert source
    assert source.startswith("http://127.0.0.1:")
    assert source == cameras.live.source(OF_DOCK) != cameras.live.source(MAIN)
    assert len(bytes.fromhex(source.partition("auth=")[2])) == 16
    assert cameras.wire.transport.published == []
    assert await cameras.live.async_still(OF_DOCK) is None


async def test_without_leave_of_the_owner(cameras: Cameras) -> None:
    """Where another platform answers a dock, nothing is shown until he chose it."""
    cameras.films = False
    await cameras.capacity((DOCK, "165-0-7"))
    assert cameras.announced == []
    with pytest.raises(HomeAssistantError) as failed:
        await cameras.live.async_turn_on(OF_DOCK)
    assert failed.value.translation_key == "live_not_allowed"


async def test_off(cameras: Cameras) -> None:
    """Nothing is shown and no port is open, but cameras are remembered."""
    await cameras.end()
    await cameras.load(LiveSettings())
    await cameras.capacity((DOCK, "165-0-7"))
    assert (cameras.announced, cameras.live.source(OF_DOCK)) == ([], None)
    with pytest.raises(HomeAssistantError) as failed:
        await cameras.live.async_turn_on(OF_DOCK)
    assert failed.value.translation_key == "live_off"
    await cameras.end()
    await cameras.load()
    assert [camera.key for camera in cameras.announced] == [OF_DOCK]


async def test_a_dock_that_is_gone(cameras: Cameras) -> None:
    """Its cameras go with it."""
    await cameras.capacity((DOCK, "165-0-7"))
    await cameras.live.async_forget(DOCK)
    assert cameras.live.camera(OF_DOCK) is None
    with pytest.raises(HomeAssistantError) as failed:
        await cameras.live.async_turn_on(OF_DOCK)
    assert failed.value.translation_key == "live_no_camera"
    await cameras.end()
    await cameras.load()
    assert cameras.announced == []


async def test_the_broker_goes_and_comes(cameras: Cameras) -> None:
    """None can be watched without it; with it, what could not be told to stop is told at once."""
    await cameras.capacity((DOCK, "165-0-7"))
    shown: list[bool] = []
    cameras.live.follow(OF_DOCK, lambda: shown.append(cameras.live.available(OF_DOCK)))
    transport = cameras.wire.transport
    transport.connected = False
    cameras.wire.server.listeners.notify(ConnectionChanged(False, None))
    assert shown
    assert not shown[-1]
    transport.connected = True
    cameras.wire.server.listeners.notify(ConnectionChanged(True, None))
    assert shown[-1]


async def test_a_dock_that_is_gone_and_may_push(cameras: Cameras) -> None:
    """The mark stays, so that it is told to stop when it comes back; then nothing of it is kept."""
    await cameras.capacity((DOCK, "165-0-7"))
    holding = asyncio.create_task(cameras.live.async_turn_on(OF_DOCK))
    async with asyncio.timeout(20):
        while not cameras.orders():
            await cameras.wire.transport.anything()
    fleet = cameras.wire.server.fleet
    fleet.update(DOCK, online=False)
    await cameras.live.async_forget(DOCK)
    with pytest.raises(HomeAssistantError):
        await holding
    assert cameras.orders() == ["live_start_push"]
    # Nothing of it is shown, after a restart neither.
    fleet.forget(DOCK)
    await cameras.end()
    await cameras.load()
    assert cameras.announced == []
    cameras.wire.accept(model_key="3-3-0")
    fleet.heard(DOCK)
    async with asyncio.timeout(20):
        while cameras.orders() != ["live_start_push", "live_stop_push"]:
            await cameras.wire.transport.anything()
    _, stop = cameras.wire.transport.published[-1]
    ids = {"tid": stop["tid"], "bid": stop["bid"]}
    cameras.wire.say("services_reply", stop["method"], {"result": 0}, **ids)
    await cameras.capacity((DOCK, "165-0-7"))
    assert [camera.key for camera in cameras.announced] == [OF_DOCK]
