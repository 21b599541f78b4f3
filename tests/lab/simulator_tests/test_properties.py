"""Properties that a cloud sets: what a dock takes of them, and where they show."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest

from tests.lab.simulator import Broker, Faults, Model, SimulatedDock, Simulator, fleet

from .cloud import Cloud

DOCK = {"silent_mode": 1, "user_experience_improvement": 2, "air_transfer_enable": True}
AIRCRAFT: dict[str, Any] = {
    "night_lights_state": 1,
    "height_limit": 1500,
    "rth_altitude": 20,
    "distance_limit_status": {"distance_limit": 15},
    "obstacle_avoidance": {"upside": 0},
    "commander_flight_mode": 1,
    "commander_flight_height": 2.5,
    "commander_mode_lost_action": 1,
    "remaining_power_for_return_home": 40,
}


@pytest.fixture
async def dock(cloud: Cloud, broker: Broker) -> AsyncGenerator[SimulatedDock]:
    """Run a Dock 3 whose aircraft is on."""
    simulated = SimulatedDock(fleet(1, Model.DOCK_3, speed=20)[0], broker)
    async with Simulator([simulated]):
        await simulated.wait_online()
        yield simulated


async def _set(cloud: Cloud, dock: SimulatedDock, **data: Any) -> dict[str, Any]:
    return await cloud.command(dock.serial, "", data, kind="property/set")


async def _shown(cloud: Cloud, serial: str, name: str) -> Any:
    """Return a property from the next messages that tell it, osd twice."""
    cloud.heard.clear()

    def told() -> list[tuple[str, Any]]:
        return [
            (kind, message["data"][name])
            for kind in ("osd", "state")
            for message in cloud.of(kind, serial)
            if name in message["data"]
        ]

    await cloud.holds(lambda: len(told()) >= 2)
    return told()[-1][1]


@pytest.mark.parametrize("name", ["silent_mode", "user_experience_improvement"])
async def test_of_the_dock(cloud: Cloud, dock: SimulatedDock, name: str) -> None:
    """It is told at once as state, and from then on in the osd."""
    value = DOCK[name]
    assert await _set(cloud, dock, **{name: value}) == {name: {"result": 0}}
    await cloud.until(
        lambda heard: heard.kind == "state" and (heard.message or {})["data"] == {name: value}
    )
    assert await _shown(cloud, dock.serial, name) == value
    assert dock.complaints == []


async def test_air_transfer(cloud: Cloud, dock: SimulatedDock) -> None:
    """It is state alone, which is told again after each connection."""
    assert await _set(cloud, dock, air_transfer_enable=True) == {
        "air_transfer_enable": {"result": 0}
    }
    cloud.heard.clear()
    await dock.reboot(0)
    await cloud.until(
        lambda heard: (
            heard.kind == "state" and (heard.message or {})["data"] == {"air_transfer_enable": True}
        )
    )


@pytest.mark.parametrize("name", [name for name in AIRCRAFT if not name.startswith(("c", "rem"))])
async def test_of_the_aircraft(cloud: Cloud, dock: SimulatedDock, name: str) -> None:
    """What the osd tells changes there, and the other fields of a struct stay."""
    value = AIRCRAFT[name]
    before = await _shown(cloud, dock.aircraft_serial, name)
    results = await _set(cloud, dock, **{name: value})
    if isinstance(value, dict):
        assert results == {name: {field: {"result": 0} for field in value}}
        assert await _shown(cloud, dock.aircraft_serial, name) == {**before, **value}
    else:
        assert results == {name: {"result": 0}}
        assert await _shown(cloud, dock.aircraft_serial, name) == value
    assert dock.complaints == []


@pytest.mark.parametrize("name", [name for name in AIRCRAFT if name.startswith(("c", "rem"))])
async def test_of_the_aircraft_as_state(cloud: Cloud, dock: SimulatedDock, name: str) -> None:
    """What is state is told once, and again when the aircraft is switched on."""
    cloud.heard.clear()
    value = AIRCRAFT[name]
    for again in range(2):
        if again:
            dock.set_aircraft(on=False)
            cloud.heard.clear()
            dock.set_aircraft(on=True)
        else:
            assert await _set(cloud, dock, **{name: value}) == {name: {"result": 0}}
        heard = await cloud.until(
            lambda heard: (
                heard.kind == "state"
                and heard.serial == dock.aircraft_serial
                and (heard.message or {})["data"] == {name: value}
            )
        )
        assert heard.message
        assert heard.message["need_reply"] == 1


@pytest.mark.parametrize(
    "data",
    [
        {"silent_mode": 2},
        {"silent_mode": True},
        {"user_experience_improvement": 0},
        {"air_transfer_enable": 2},
        {"night_lights_state": -1},
        {"height_limit": 19},
        {"height_limit": 1501},
        {"height_limit": 120.0},
        {"rth_altitude": "60"},
        {"rth_altitude": 501},
        {"commander_flight_height": 1},
        {"remaining_power_for_return_home": 101},
        {"obstacle_avoidance": 1},
        {"obstacle_avoidance": {}},
        {"mode_code": 1},
    ],
)
async def test_what_is_out_of_range_is_refused(
    cloud: Cloud, dock: SimulatedDock, data: dict[str, Any]
) -> None:
    """With 1, and nothing changes."""
    before = (dict(dock.state.settings), dict(dock.state.aircraft.settings))
    assert await _set(cloud, dock, **data) == {field: {"result": 1} for field in data}
    assert (dock.state.settings, dock.state.aircraft.settings) == before


async def test_fields_of_a_struct_have_results_of_their_own(
    cloud: Cloud, dock: SimulatedDock
) -> None:
    """What is good of it is taken."""
    data = {"distance_limit": 8001, "state": 1, "is_near_distance_limit": 0}
    assert await _set(cloud, dock, distance_limit_status=data) == {
        "distance_limit_status": {
            "distance_limit": {"result": 1},
            "state": {"result": 0},
            "is_near_distance_limit": {"result": 1},
        }
    }
    shown = await _shown(cloud, dock.aircraft_serial, "distance_limit_status")
    assert shown == {"state": 1, "distance_limit": 800, "is_near_distance_limit": 0}


async def test_aircraft_that_is_off_takes_nothing(cloud: Cloud, dock: SimulatedDock) -> None:
    """Its dock says so."""
    dock.set_aircraft(on=False)
    away = {"result": 325012}
    assert await _set(cloud, dock, height_limit=100) == {"height_limit": away}
    assert await _set(cloud, dock, obstacle_avoidance={"upside": 0}) == {
        "obstacle_avoidance": {"upside": away}
    }
    assert await _set(cloud, dock, silent_mode=1) == {"silent_mode": {"result": 0}}


async def test_more_than_one_property_is_a_bad_command(cloud: Cloud, dock: SimulatedDock) -> None:
    """The documentation wants one for each message."""
    assert await _set(cloud, dock, silent_mode=1, height_limit=100) == {"result": 325001}
    assert dock.complaints == ["property/set: one property for each message"]


async def test_what_a_model_does_not_have(cloud: Cloud, broker: Broker) -> None:
    """Dock 1 transfers nothing by air, and only the aircraft of Dock 3 keeps power by choice."""
    dock = SimulatedDock(fleet(1, Model.DOCK_1, speed=20)[0], broker)
    async with Simulator([dock]):
        await dock.wait_online()
        for name in ("air_transfer_enable", "remaining_power_for_return_home"):
            assert await _set(cloud, dock, **{name: 1}) == {name: {"result": 1}}


async def test_faults_of_properties(cloud: Cloud, dock: SimulatedDock) -> None:
    """Refused, or taken without effect."""
    dock.faults = Faults(refuse={"property/set": 325005})
    refused = {"result": 325005}
    assert await _set(cloud, dock, silent_mode=1) == {"silent_mode": refused}
    assert await _set(cloud, dock, obstacle_avoidance={"upside": 0}) == {
        "obstacle_avoidance": {"upside": refused}
    }
    dock.faults = Faults(keep_property=frozenset({"silent_mode"}))
    assert await _set(cloud, dock, silent_mode=1) == {"silent_mode": {"result": 0}}
    assert await _shown(cloud, dock.serial, "silent_mode") == 0
