"""Alarms as docks really list them."""

from typing import Any

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.cloud_api import HmsReport
from tests.helpers.home import state, wait_until
from tests.helpers.told import AIRCRAFT, ALARM, DOCK, NEW_AIRCRAFT, Told

OTHER_ALARM = {**ALARM, "code": "0x16100084"}
OWN_ALARM = {**ALARM, "code": "0x19110001", "device_type": "3-3-0"}


async def test_the_same_alarm_twice_is_one(told: Told) -> None:
    """Also the count says so."""
    told.alarm(AIRCRAFT, ALARM, ALARM, OTHER_ALARM)
    assert await told.state("alarms", AIRCRAFT) == "2"


async def test_another_order_is_no_news(loaded: MockConfigEntry, told: Told) -> None:
    """Nothing is written for it."""
    reports: list[HmsReport] = []
    loaded.runtime_data.server.listeners.add(HmsReport, reports.append)
    told.alarm(AIRCRAFT, ALARM, OTHER_ALARM)
    told.alarm(AIRCRAFT, OTHER_ALARM, ALARM)
    assert reports[0] == reports[1]


async def shows(hass: HomeAssistant, entity_id: str, value: str) -> None:
    """Wait until an entity shows something: not every change is shown at once."""
    await wait_until(lambda: state(hass, entity_id) == value, 20)


@pytest.fixture
async def fired(hass: HomeAssistant, told: Told) -> list[tuple[Any, ...]]:
    """Return what happens to alarms: what, at which device, how bad, where."""
    moments: list[tuple[Any, ...]] = []
    when: set[str] = set()
    entity_id = told.entity("event", "hms")

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        new = event.data["new_state"]
        if event.data["entity_id"] != entity_id or not new or not new.attributes.get("event_type"):
            return
        # After a restart the last one is shown again.
        if new.state not in when:
            when.add(new.state)
            names = ("event_type", "device", "level", "in_the_sky")
            moments.append(tuple(new.attributes[name] for name in names))

    hass.bus.async_listen("state_changed", note)
    return moments


async def test_an_alarm_that_gets_worse(
    hass: HomeAssistant, told: Told, fired: list[tuple[Any, ...]]
) -> None:
    """Is raised again: with a higher level, or in the sky. What gets better is not."""
    for changes in (
        {"level": 0},
        {"level": 0},
        {"level": 2},
        {"level": 1},
        {"level": 1, "in_the_sky": 1},
        {"level": 0, "in_the_sky": 0},
    ):
        told.alarm(AIRCRAFT, {**ALARM, **changes})
    told.alarm(AIRCRAFT)
    await hass.async_block_till_done()
    assert fired == [
        ("raised", "aircraft", "notice", False),
        ("raised", "aircraft", "warning", False),
        ("raised", "aircraft", "reminder", True),
        ("cleared", "aircraft", "notice", False),
    ]


async def test_a_level_over_a_restart(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, fired: list[tuple[Any, ...]]
) -> None:
    """It is the latest one, and a problem stays one until the device tells otherwise."""
    told.alarm(DOCK, {**OWN_ALARM, "level": 0})
    told.alarm(DOCK, {**OWN_ALARM, "level": 2})
    await shows(hass, told.entity("binary_sensor", "problem"), "on")
    assert await hass.config_entries.async_reload(loaded.entry_id)
    again = Told(hass, loaded.runtime_data)
    again.link()
    await shows(hass, again.entity("binary_sensor", "problem"), "on")
    assert again.shown("sensor", "alarms")["worst_level"] == "warning"
    again.alarm(DOCK, {**OWN_ALARM, "level": 2})
    await hass.async_block_till_done()
    assert [what for what, *_ in fired] == ["raised", "raised"]


async def test_what_a_dock_tells_of_its_aircraft(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, fired: list[tuple[Any, ...]]
) -> None:
    """Counts as the aircraft's, also while that tells of nothing, and over a restart."""
    told.alarm(DOCK, ALARM, OWN_ALARM)
    told.alarm(AIRCRAFT)
    told.alarm(AIRCRAFT, OTHER_ALARM)
    assert await told.state("alarms") == "1"
    await shows(hass, told.entity("sensor", "alarms", AIRCRAFT), "2")
    assert await told.state("problem", AIRCRAFT, "binary_sensor") == "on"
    assert await hass.config_entries.async_reload(loaded.entry_id)
    again = Told(hass, loaded.runtime_data)
    again.link()
    again.alarm(AIRCRAFT, ALARM)
    await shows(hass, again.entity("sensor", "alarms", AIRCRAFT), "1")
    again.alarm(DOCK)
    again.alarm(AIRCRAFT)
    await shows(hass, again.entity("sensor", "alarms", AIRCRAFT), "0")
    assert [moment[:2] for moment in fired] == [
        ("raised", "aircraft"),
        ("raised", "dock"),
        ("raised", "aircraft"),
        ("cleared", "aircraft"),
        ("cleared", "dock"),
        ("cleared", "aircraft"),
    ]


async def test_alarms_of_an_aircraft_that_was_swapped(loaded: MockConfigEntry, told: Told) -> None:
    """They are gone with it, for its dock tells of another one now."""
    alarms_of = loaded.runtime_data.alarms.of
    told.alarm(DOCK, ALARM)
    assert [alarm.code for alarm in alarms_of(AIRCRAFT)] == [ALARM["code"]]
    told.link(aircraft=NEW_AIRCRAFT)
    told.alarm(DOCK, OTHER_ALARM)
    assert alarms_of(AIRCRAFT) == ()
    assert [alarm.code for alarm in alarms_of(NEW_AIRCRAFT)] == [OTHER_ALARM["code"]]
