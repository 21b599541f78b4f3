"""Flights as docks tell of them, and the event that Home Assistant fires."""

from typing import Any

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.helpers.told import AIRCRAFT, DOCK, Told

HOME: dict[str, Any] = {"mode_code": 0, "drone_in_dock": 1, "flighttask_step_code": 5}
AWAY: dict[str, Any] = {"mode_code": 4, "drone_in_dock": 0, "flighttask_step_code": 1}
OFF: dict[str, Any] = {
    "mode_code": 0,
    "drone_in_dock": 1,
    "flighttask_step_code": 255,
    "sub_device": {"device_sn": AIRCRAFT, "device_online_status": 0},
}


@pytest.fixture
async def told(hass: HomeAssistant, loaded: MockConfigEntry) -> Told:
    """Return a dock with an aircraft inside."""
    made = Told(hass, loaded.runtime_data)
    made.link()
    made.say(DOCK, **HOME)
    await hass.async_block_till_done()
    return made


@pytest.fixture
async def fired(hass: HomeAssistant, told: Told) -> list[tuple[str, str | None]]:
    """Return what happens to flights, with their ids."""
    moments: list[tuple[str, str | None]] = []
    entity_id = told.entity("event", "flight")

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        new = event.data["new_state"]
        if event.data["entity_id"] == entity_id and new and new.attributes.get("event_type"):
            moments.append((new.attributes["event_type"], new.attributes.get("flight_id")))

    hass.bus.async_listen("state_changed", note)
    return moments


def task(told: Told, status: str, flight_id: str = "f1", **ext: Any) -> None:
    """Tell how far a flight task is."""
    output = {"status": status, "ext": {"flight_id": flight_id, **ext}}
    told.say(DOCK, "events", "flighttask_progress", output=output)


async def test_a_dock_whose_aircraft_is_off_afterwards(
    hass: HomeAssistant, told: Told, fired: list[tuple[str, str | None]]
) -> None:
    """It calls that abnormal; the flight is over, and the next one begins."""
    for _ in range(2):
        told.say(DOCK, **AWAY)
        told.say(DOCK, **OFF)
    await hass.async_block_till_done()
    assert [moment for moment, _ in fired] == ["started", "ended"] * 2


async def test_a_flight_of_which_only_its_task_tells(
    hass: HomeAssistant, told: Told, fired: list[tuple[str, str | None]]
) -> None:
    """The dock tells of itself what it tells when nothing goes on."""
    for status, state in (
        ("sent", 0),
        ("in_progress", 4),
        ("in_progress", 5),
        ("paused", 7),
        ("in_progress", 9),
        ("ok", 9),
        ("ok", 9),
    ):
        task(told, status, wayline_mission_state=state)
        told.say(DOCK, **HOME)
    await hass.async_block_till_done()
    assert fired == [("started", "f1"), ("ended", "f1")]


async def test_the_end_is_saved_before_it_is_acknowledged(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    told: Told,
    hass_storage: dict[str, Any],
    fired: list[tuple[str, str | None]],
) -> None:
    """With the id, so that what the dock repeats after a kill is no news."""
    task(told, "in_progress", wayline_mission_state=6)
    await hass.async_block_till_done(wait_background_tasks=False)
    key = f"dji_dock.{loaded.entry_id}.docks"
    assert hass_storage[key]["data"]["flights"]["ids"] == {DOCK: "f1"}
    task(told, "failed")
    await hass.async_block_till_done()
    flights = hass_storage[key]["data"]["flights"]
    assert (flights["flying"], flights["ended"]) == ([], {DOCK: "f1"})
    assert fired == [("started", "f1"), ("ended", "f1")]
