"""Docks and aircraft as devices: what they tell becomes states, at the pace that is wanted."""

import asyncio

from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import CONF_UPDATE_INTERVAL, DOMAIN
from tests.helpers.home import state, wait_until
from tests.helpers.told import AIRCRAFT, ALARM, DOCK, NEW_AIRCRAFT, OTHER, Told

UNAVAILABLE, UNKNOWN = "unavailable", "unknown"


def note_writes(hass: HomeAssistant, written: list[str]) -> None:
    """Write down which entities are written, in their order."""

    @callback
    def note(event: Event[EventStateChangedData]) -> None:
        written.append(event.data["entity_id"])

    hass.bus.async_listen("state_changed", note)


async def test_states(hass: HomeAssistant, told: Told) -> None:
    """Values of dock and aircraft with the units that Home Assistant knows."""
    assert await told.state("temperature") == UNKNOWN
    told.say(DOCK, temperature=25.44, storage={"used": 20184, "total": 53082240}, mode_code=4)
    told.say(DOCK, drone_in_dock=0, drone_charge_state={"state": 0, "capacity_percent": 59})
    told.say(AIRCRAFT, wind_speed=16, mode_code=5, height_limit=90, night_lights_state=1)
    assert await told.state("temperature") == "25.4"
    assert await told.state("mode") == "working"
    assert float(await told.state("storage_used")) == pytest.approx(0.020184)
    assert await told.state("aircraft_battery") == "59"
    assert await told.state("aircraft_in_dock", platform="binary_sensor") == "off"
    # 1.6 m/s, in what Home Assistant shows wind.
    assert await told.state("wind_speed", AIRCRAFT) == "5.76"
    assert await told.state("mode", AIRCRAFT) == "wayline"
    assert await told.state("height_limit", AIRCRAFT, "number") == "90"
    assert await told.state("night_lights", AIRCRAFT, "switch") == "on"
    unit = told.shown("sensor", "wind_speed", AIRCRAFT)
    assert unit["unit_of_measurement"] == "km/h"
    told.say(AIRCRAFT, horizontal_speed=5)
    assert await told.state("horizontal_speed", AIRCRAFT) == "18.0"
    siren = told.shown("binary_sensor", "alarm")
    assert "device_class" not in siren
    # Named in words, found under the id of before.
    assert told.entity("event", "hms") == "event.dji_dock_00a1_hms"
    assert told.shown("event", "hms")["friendly_name"].endswith(" Alarm")


async def test_nothing_flaps(hass: HomeAssistant, told: Told) -> None:
    """What is not in a message keeps its value, and what did not change is not written."""
    told.say(DOCK, temperature=20, network_state={"type": 2})
    await hass.async_block_till_done()
    written: list[str] = []
    note_writes(hass, written)
    for _ in range(3):
        told.say(DOCK, working_voltage=47460)
        told.say(DOCK, temperature=20, network_state={"rate": 500})
    assert await told.state("temperature") == "20.0"
    assert await told.state("network") == "ethernet"
    assert written == []


async def test_values_of_newer_firmware(hass: HomeAssistant, told: Told) -> None:
    """Are shown as they are."""
    told.say(DOCK, cover_state=7)
    await wait_until(lambda: state(hass, told.entity("sensor", "cover")) == "7")
    told.say(DOCK, cover_state=1)
    await wait_until(lambda: state(hass, told.entity("sensor", "cover")) == "open")


async def test_places(hass: HomeAssistant, told: Told) -> None:
    """Of dock and aircraft; zero is nowhere, and noise is no movement."""
    tracker = told.entity("device_tracker", "location")
    assert state(hass, tracker) == UNKNOWN
    told.say(DOCK, latitude=hass.config.latitude, longitude=hass.config.longitude)
    assert await told.state("location", platform="device_tracker") == "home"
    told.say(AIRCRAFT, latitude=0, longitude=0)
    assert await told.state("location", AIRCRAFT, "device_tracker") == UNKNOWN
    told.say(AIRCRAFT, latitude=52.370000004, longitude=4.89)
    await wait_until(
        lambda: state(hass, told.entity("device_tracker", "location", AIRCRAFT)) == "not_home"
    )
    place = told.shown("device_tracker", "location", AIRCRAFT)
    assert (place["latitude"], place["longitude"]) == (52.37, 4.89)


async def test_what_a_model_has(hass: HomeAssistant, told: Told) -> None:
    """Rods belong to a Dock 1; what no document mentions shows once it was told."""
    await hass.async_block_till_done()
    assert not told.has("sensor", "rods")
    assert not told.has("sensor", "input_power")
    assert told.has("sensor", "heading")
    told.say(DOCK, acdc_power_input=165.6)
    await hass.async_block_till_done()
    assert told.has("sensor", "input_power")
    told.link(OTHER, NEW_AIRCRAFT, model="0-67-0")
    await hass.async_block_till_done()
    assert told.has("sensor", "rods", OTHER)
    assert not told.has("switch", "air_transfer", OTHER)
    assert not told.has("number", "return_reserve", NEW_AIRCRAFT)


async def test_a_model_that_is_known_later(hass: HomeAssistant, told: Told) -> None:
    """Nothing documented shows before; with the model it does."""
    told.link(OTHER, NEW_AIRCRAFT, model="")
    await hass.async_block_till_done()
    assert not told.has("sensor", "rainfall", OTHER)
    told.say(OTHER, temperature=3)
    await hass.async_block_till_done()
    assert told.has("sensor", "temperature", OTHER)
    assert not told.has("sensor", "rainfall", OTHER)
    told.link(OTHER, NEW_AIRCRAFT, model="0-91-0")
    await hass.async_block_till_done()
    assert told.has("sensor", "rainfall", OTHER)
    assert told.has("sensor", "wind_direction", NEW_AIRCRAFT)


async def test_presence(hass: HomeAssistant, loaded: MockConfigEntry, told: Told) -> None:
    """An aircraft that is off is not a dock that is gone; and a broker that is gone is neither."""
    told.say(DOCK, temperature=20)
    told.say(AIRCRAFT, elevation=12)
    assert await told.state("online", AIRCRAFT, "binary_sensor") == "on"
    told.link(online=0)
    assert await told.state("online", AIRCRAFT, "binary_sensor") == "off"
    assert await told.state("elevation", AIRCRAFT) == UNAVAILABLE
    assert await told.state("temperature") == "20.0"
    told.link()
    assert await told.state("elevation", AIRCRAFT) == "12.0"
    loaded.runtime_data.server.fleet.expire(-1)
    assert await told.state("temperature") == UNAVAILABLE
    assert await told.state("online", AIRCRAFT, "binary_sensor") == UNAVAILABLE
    assert await told.state("elevation", AIRCRAFT) == UNAVAILABLE
    assert await told.state("online", platform="binary_sensor") == "off"


async def test_over_a_restart(hass: HomeAssistant, loaded: MockConfigEntry, told: Told) -> None:
    """Entities stay, and what is told only when it changes is still known."""
    told.link(OTHER, NEW_AIRCRAFT, model="")
    told.say(OTHER, humidity=50)
    told.say(DOCK, temperature=20)
    told.say(DOCK, "state", silent_mode=1)
    await hass.async_block_till_done()
    assert await hass.config_entries.async_reload(loaded.entry_id)
    again = Told(hass, loaded.runtime_data)
    assert await again.state("humidity", OTHER) == UNAVAILABLE
    await wait_until(lambda: loaded.runtime_data.server.connected)
    again.say(DOCK, drone_in_dock=1)
    assert await again.state("silent_mode", platform="switch") == "on"
    assert await again.state("temperature") == UNKNOWN


async def test_a_swapped_aircraft(hass: HomeAssistant, told: Told) -> None:
    """The new one is a device of its own; the old one stays, away, until it is removed."""
    told.say(AIRCRAFT, elevation=12)
    told.link(aircraft=NEW_AIRCRAFT)
    told.say(NEW_AIRCRAFT, elevation=3)
    assert await told.state("elevation", NEW_AIRCRAFT) == "3.0"
    assert await told.state("elevation", AIRCRAFT) == UNAVAILABLE
    assert await told.state("online", AIRCRAFT, "binary_sensor") == "off"
    # What still comes of the old one is of nobody here.
    told.say(AIRCRAFT, elevation=99)
    assert await told.state("elevation", AIRCRAFT) == UNAVAILABLE
    told.link()
    assert await told.state("elevation", AIRCRAFT) == "12.0"
    assert await told.state("elevation", NEW_AIRCRAFT) == UNAVAILABLE


async def test_an_aircraft_that_moves_to_another_dock(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told
) -> None:
    """It is the same device, reached through the other dock."""
    told.say(AIRCRAFT, elevation=12)
    told.link(OTHER, online=0)
    devices = dr.async_get(hass)

    def via() -> str:
        device = devices.async_get_device_by_identifier((DOMAIN, AIRCRAFT), loaded.entry_id)
        assert device
        assert device.via_device_id
        parent = devices.async_get(device.via_device_id)
        assert parent
        return next(iter(parent.identifiers))[1]

    assert via() == DOCK
    told.link(online=0)
    told.link(OTHER)
    assert via() == OTHER
    assert await told.state("elevation", AIRCRAFT) == "12.0"
    # The dock that it left is not the one that decides any more.
    loaded.runtime_data.server.fleet.update(DOCK, online=False)
    assert await told.state("elevation", AIRCRAFT) == "12.0"
    assert via() == OTHER


async def test_removing_devices(hass: HomeAssistant, loaded: MockConfigEntry, told: Told) -> None:
    """What is there cannot be removed, what is gone can."""
    hub = loaded.runtime_data
    told.link(aircraft=NEW_AIRCRAFT, online=0)
    assert await hub.async_forget_device(AIRCRAFT)
    assert not await hub.async_forget_device(NEW_AIRCRAFT)
    assert not await hub.async_forget_device(DOCK)
    hub.server.fleet.expire(-1)
    assert await hub.async_forget_device(NEW_AIRCRAFT)
    assert await hub.async_forget_device(DOCK)


@pytest.mark.parametrize("interval", [0, 1])
async def test_writes_are_coalesced(
    hass: HomeAssistant, loaded: MockConfigEntry, interval: int
) -> None:
    """One write a second for each entity, the first at once and the last always; or all."""
    hass.config_entries.async_update_entry(loaded, options={CONF_UPDATE_INTERVAL: interval})
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await wait_until(lambda: loaded.runtime_data.server.connected)
    told = Told(hass, loaded.runtime_data)
    told.link()
    told.say(AIRCRAFT, elevation=0, mode_code=0)
    await hass.async_block_till_done()
    await asyncio.sleep(interval * 1.1)
    written: list[str] = []

    @callback
    def write_down(event: Event[EventStateChangedData]) -> None:
        new = event.data["new_state"]
        if new and new.entity_id == told.entity("sensor", "elevation", AIRCRAFT):
            written.append(new.state)

    hass.bus.async_listen("state_changed", write_down)
    for height in range(1, 11):
        told.say(AIRCRAFT, elevation=height)
    await hass.async_block_till_done()
    if not interval:
        assert written == [f"{height}.0" for height in range(1, 11)]
        return
    assert written == ["1.0"]
    await wait_until(lambda: written == ["1.0", "10.0"])
    told.say(AIRCRAFT, elevation=11)
    await hass.async_block_till_done()
    assert written == ["1.0", "10.0"]
    await wait_until(lambda: written == ["1.0", "10.0", "11.0"])


async def test_what_comes_after_silence_is_shown_at_once(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """However long an entity is to wait between two changes."""
    hass.config_entries.async_update_entry(loaded, options={CONF_UPDATE_INTERVAL: 3600})
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await wait_until(lambda: loaded.runtime_data.server.connected)
    told = Told(hass, loaded.runtime_data)
    told.link()
    assert await told.state("elevation", AIRCRAFT) == UNKNOWN
    told.say(AIRCRAFT, elevation=1)
    assert await told.state("elevation", AIRCRAFT) == "1.0"
    told.say(AIRCRAFT, elevation=2, night_lights_state=0)
    assert await told.state("elevation", AIRCRAFT) == "1.0"
    told.link(online=0)
    assert await told.state("elevation", AIRCRAFT) == UNAVAILABLE
    told.link()
    told.say(AIRCRAFT, elevation=3)
    assert await told.state("elevation", AIRCRAFT) == "3.0"
    # Settings and what matters most do not wait longer than a second.
    told.say(AIRCRAFT, night_lights_state=1)
    lights = told.entity("switch", "night_lights", AIRCRAFT)
    await wait_until(lambda: state(hass, lights) == "on")


async def test_place_and_mode_come_first(hass: HomeAssistant, told: Told) -> None:
    """Of what one message tells."""
    written: list[str] = []
    await hass.async_block_till_done()
    # Nothing waits for its next turn any more.
    await asyncio.sleep(1.1)
    note_writes(hass, written)
    told.say(AIRCRAFT, elevation=1, horizontal_speed=2, latitude=1, longitude=2, mode_code=5)
    await hass.async_block_till_done()
    first = {
        told.entity("device_tracker", "location", AIRCRAFT),
        told.entity("sensor", "mode", AIRCRAFT),
    }
    assert set(written[:2]) == first
    assert len(written) == 4


async def test_alarms(hass: HomeAssistant, told: Told) -> None:
    """Each device has its own, worst first, in words and with their codes."""
    problem = told.entity("binary_sensor", "problem", AIRCRAFT)
    assert state(hass, problem) == "off"
    worse = {**ALARM, "code": "0x11223344", "level": 2, "device_type": "0-100-1"}
    told.alarm(AIRCRAFT, ALARM, worse, {**ALARM, "code": "0x1B030019", "level": 0})
    assert await told.state("alarms", AIRCRAFT) == "3"
    assert state(hass, problem) == "on"
    assert await told.state("alarms") == "0"
    shown = told.shown("sensor", "alarms", AIRCRAFT)
    assert shown["worst_level"] == "warning"
    assert [alarm["code"] for alarm in shown["alarms"]] == [
        "0x11223344", "0x16100083", "0x1B030019",
    ]  # fmt: skip
    assert shown["alarms"][0]["text"] == "Power"
    assert shown["documentation"].startswith("https://developer.dji.com/")
    # A notice alone is no problem.
    told.alarm(AIRCRAFT, {**ALARM, "code": "0x1B030019", "level": 0})
    await wait_until(lambda: state(hass, problem) == "off")
    told.alarm(AIRCRAFT)
    await wait_until(lambda: state(hass, told.entity("sensor", "alarms", AIRCRAFT)) == "0")
    assert told.shown("sensor", "alarms", AIRCRAFT)["alarms"] == []


async def test_alarms_over_a_restart(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told
) -> None:
    """What was wrong is wrong still, until the device tells otherwise."""
    told.alarm(DOCK, {**ALARM, "device_type": "3-3-0", "level": 2})
    await wait_until(lambda: state(hass, told.entity("sensor", "alarms")) == "1")
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await wait_until(lambda: loaded.runtime_data.server.connected)
    again = Told(hass, loaded.runtime_data)
    again.say(DOCK, drone_in_dock=1)
    assert await again.state("alarms") == "1"
    again.alarm(DOCK)
    await wait_until(lambda: state(hass, again.entity("sensor", "alarms")) == "0")
