"""What a flight looks like from outside, and the weather around it."""

from itertools import groupby, pairwise
import math
from typing import Any

from tests.lab.simulator import Broker, FlightPlan, Model, SimulatedDock, Simulator, fleet
from tests.lab.simulator.sortie import LANDED, TICKS, moment
from tests.lab.simulator.weather import weather

from .cloud import Cloud

PLAN = FlightPlan(flight_id="f1", photos=1, videos=0, ppk=False, photo_width=320, duration=40)


def _told(cloud: Cloud, serial: str, name: str) -> list[Any]:
    return [message["data"][name] for message in cloud.of("osd", serial) if name in message["data"]]


def _steps(values: list[Any]) -> list[Any]:
    return [value for value, _ in groupby(values)]


async def test_a_flight_goes_through_its_modes(cloud: Cloud, broker: Broker) -> None:
    """Of the aircraft, of the dock, of its cover; and ends as it began."""
    dock = SimulatedDock(fleet(1, Model.DOCK_3, speed=20)[0], broker)
    async with Simulator([dock]):
        await dock.wait_online()
        # What is heard may lag behind what was said.
        await cloud.holds(lambda: _told(cloud, dock.aircraft_serial, "mode_code"))
        await cloud.holds(lambda: _told(cloud, dock.serial, "flighttask_step_code"))
        await cloud.holds(lambda: _told(cloud, dock.serial, "cover_state"))
        await dock.fly(PLAN)
        await cloud.holds(
            lambda: _steps(_told(cloud, dock.aircraft_serial, "mode_code"))[1:][-1:] == [0]
        )
        before = len(_told(cloud, dock.serial, "drone_charge_state"))
        await cloud.holds(lambda: len(_told(cloud, dock.serial, "drone_charge_state")) > before + 3)
    assert _steps(_told(cloud, dock.aircraft_serial, "mode_code")) == [0, 1, 2, 4, 5, 9, 10, 0]
    assert _steps(_told(cloud, dock.serial, "mode_code")) == [0, 4, 0]
    assert _steps(_told(cloud, dock.serial, "flighttask_step_code")) == [5, 0, 1, 2, 5]
    assert _steps(_told(cloud, dock.serial, "cover_state")) == [0, 2, 1, 2, 0]
    assert _steps(_told(cloud, dock.serial, "drone_in_dock")) == [1, 0, 1]

    elevations = _told(cloud, dock.aircraft_serial, "elevation")
    assert max(elevations) == 30
    assert elevations[0] == elevations[-1] == 0
    assert len(set(_told(cloud, dock.aircraft_serial, "latitude"))) > 4
    assert max(_told(cloud, dock.aircraft_serial, "horizontal_speed")) == 8
    assert max(_told(cloud, dock.aircraft_serial, "wind_speed")) > 1
    assert "f1" in _told(cloud, dock.aircraft_serial, "track_id")

    battery = [entry["capacity_percent"] for entry in _told(cloud, dock.aircraft_serial, "battery")]
    assert battery[0] == 96
    assert min(battery) == 72
    charging = _told(cloud, dock.serial, "drone_charge_state")
    assert [state for state, _ in groupby(entry["state"] for entry in charging)] == [0, 1]
    assert charging[-1]["capacity_percent"] > 72
    assert dock.complaints == []


def test_a_flight_is_smooth() -> None:
    """It comes back to where it began, and never moves faster than it says."""
    seconds = 2.0
    moments = [LANDED, *(moment(tick, seconds, 120) for tick in range(TICKS)), LANDED]
    for before, after in pairwise(moments):
        moved = math.hypot(after.east - before.east, after.north - before.north)
        speed = max(before.horizontal_speed, after.horizontal_speed)
        assert moved <= speed * seconds + 1e-6
        climbed = abs(after.elevation - before.elevation)
        fastest = max(abs(before.vertical_speed), abs(after.vertical_speed))
        assert climbed <= fastest * seconds + 1e-6
        assert before.used <= after.used or after is LANDED
    assert moments == [
        LANDED,
        *(moment(tick, seconds, 120) for tick in range(TICKS)),
        LANDED,
    ]


def test_a_flight_stays_below_its_limit() -> None:
    """As set for the aircraft."""
    assert max(moment(tick, 60, 20).elevation for tick in range(TICKS)) == 20


def test_weather_changes_slowly() -> None:
    """No jumps from tick to tick; rain comes and goes; docks are not all alike."""
    day = [weather(tick, "8UUX") for tick in range(60_000)]
    assert day == [weather(tick, "8UUX") for tick in range(60_000)]
    for before, after in pairwise(day):
        assert abs(before.wind - after.wind) < 0.2
        assert abs(before.temperature - after.temperature) < 0.2
        assert abs(before.rain - after.rain) <= 1
        assert after.wind >= 0
    assert {sample.rain for sample in day} == {0, 1, 2, 3}
    assert {sample.direction for sample in day} == set(range(1, 9))
    assert day != [weather(tick, "7CTD") for tick in range(60_000)]
