"""The camera of a simulated dock's aircraft, by command."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest

from tests.lab.simulator import Broker, Faults, Model, SimulatedDock, Simulator, fleet

from .cloud import Cloud

INDEX = "99-0-0"


@pytest.fixture
async def dock(cloud: Cloud, broker: Broker) -> AsyncGenerator[SimulatedDock]:
    """Run a Dock 3 whose aircraft is on."""
    simulated = SimulatedDock(fleet(1, Model.DOCK_3, speed=40)[0], broker)
    async with Simulator([simulated]):
        await simulated.wait_online()
        yield simulated


async def _order(cloud: Cloud, dock: SimulatedDock, method: str, **data: Any) -> int:
    data = {"payload_index": INDEX} | data
    return int((await cloud.command(dock.serial, method, data))["result"])


async def _shown(cloud: Cloud, dock: SimulatedDock, name: str, value: object) -> None:
    await cloud.holds(
        lambda: any(
            message["data"]["cameras"][0][name] == value
            for message in cloud.of("osd", dock.aircraft_serial)
        )
    )


async def test_it_has_to_be_held(cloud: Cloud, dock: SimulatedDock) -> None:
    """Who grabs it takes it from a pilot, and loses it to one."""
    assert await _order(cloud, dock, "camera_photo_take") == 319031
    assert await _order(cloud, dock, "payload_authority_grab") == 0
    await cloud.holds(lambda: _holders(cloud, dock)[-1:] == ["A"])
    assert await _order(cloud, dock, "camera_photo_take") == 0
    dock.payload.give_to_pilot()
    await cloud.holds(lambda: _holders(cloud, dock)[-1:] == ["B"])
    assert await _order(cloud, dock, "camera_photo_take") == 319031
    assert await _order(cloud, dock, "payload_authority_grab") == 0
    assert (dock.payload.camera.photos, dock.payload.camera.robbed) == (1, 1)


def _holders(cloud: Cloud, dock: SimulatedDock) -> list[str]:
    return [
        message["data"]["payloads"][0]["control_source"]
        for message in cloud.of("state", dock.aircraft_serial)
        if "payloads" in message["data"]
    ]


async def test_what_it_does(cloud: Cloud, dock: SimulatedDock) -> None:
    """All of it shows in the osd of the aircraft."""
    await _order(cloud, dock, "payload_authority_grab")
    assert await _order(cloud, dock, "camera_mode_switch", camera_mode=1) == 0
    await _shown(cloud, dock, "camera_mode", 1)
    assert await _order(cloud, dock, "camera_recording_start") == 0
    await _shown(cloud, dock, "recording_state", 1)
    cloud.heard.clear()
    assert await _order(cloud, dock, "camera_recording_stop") == 0
    await _shown(cloud, dock, "recording_state", 0)
    zoom = {"camera_type": "zoom", "zoom_factor": 12.5}
    assert await _order(cloud, dock, "camera_focal_length_set", **zoom) == 0
    await _shown(cloud, dock, "zoom_factor", 12.5)
    assert await _order(cloud, dock, "gimbal_reset", reset_mode=1) == 0
    await cloud.holds(
        lambda: any(
            message["data"][INDEX]["gimbal_pitch"] == -90
            for message in cloud.of("osd", dock.aircraft_serial)
        )
    )
    place = {"latitude": 52.3, "longitude": 4.8, "height": 3.5}
    assert await _order(cloud, dock, "camera_look_at", locked=False, **place) == 0
    assert dock.payload.camera.looked_at == (52.3, 4.8, 3.5)
    assert dock.payload.camera.turned_aircraft == 0
    assert await _order(cloud, dock, "camera_look_at", payload_index="", locked=True, **place) == 0
    assert dock.payload.camera.turned_aircraft == 1
    assert dock.complaints == []


@pytest.mark.parametrize(
    ("method", "data"),
    [
        ("camera_photo_take", {"payload_index": "1-0-0"}),
        ("camera_mode_switch", {"camera_mode": 4}),
        ("camera_focal_length_set", {"camera_type": "normal", "zoom_factor": 3}),
        ("camera_focal_length_set", {"camera_type": "ir", "zoom_factor": 30}),
        ("gimbal_reset", {"reset_mode": True}),
        ("camera_look_at", {"latitude": 52, "longitude": 4, "height": 0}),
        ("camera_look_at", {"latitude": 99, "longitude": 4, "height": 0, "locked": False}),
    ],
)
async def test_what_is_wrong(
    cloud: Cloud, dock: SimulatedDock, method: str, data: dict[str, Any]
) -> None:
    """It is refused, and written down."""
    await _order(cloud, dock, "payload_authority_grab")
    assert await _order(cloud, dock, method, **data) == 325001
    assert dock.complaints != []


async def test_modes(cloud: Cloud, dock: SimulatedDock) -> None:
    """On demand they matter."""
    dock.faults = Faults(camera_mode_matters=True)
    await _order(cloud, dock, "payload_authority_grab")
    assert await _order(cloud, dock, "camera_recording_start") == 325003
    assert await _order(cloud, dock, "camera_photo_take") == 0


async def test_an_aircraft_that_is_off(cloud: Cloud, dock: SimulatedDock) -> None:
    """It obeys nothing, and nobody holds its camera when it is on again."""
    await _order(cloud, dock, "payload_authority_grab")
    dock.set_aircraft(on=False)
    assert await _order(cloud, dock, "payload_authority_grab") == 325004
    assert await _order(cloud, dock, "camera_photo_take") == 325012
    dock.set_aircraft(on=True)
    assert await _order(cloud, dock, "camera_photo_take") == 319031
