"""Aircraft between docks, and docks that go and come back."""

import json
import time

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from tests.helpers.home import state, wait_until
from tests.helpers.told import AIRCRAFT, ALARM, DOCK, NEW_AIRCRAFT, OTHER, Told


@pytest.fixture
async def told(hass: HomeAssistant, loaded: MockConfigEntry) -> Told:
    """Return a dock with an aircraft that has told its height."""
    made = Told(hass, loaded.runtime_data)
    made.link()
    made.say(AIRCRAFT, elevation=12)
    await hass.async_block_till_done()
    return made


def via(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    """Return through which dock the aircraft is reached."""
    devices = dr.async_get(hass)
    device = devices.async_get_device_by_identifier((DOMAIN, AIRCRAFT), entry.entry_id)
    assert device
    parent = devices.async_get(device.via_device_id or "")
    assert parent
    return next(iter(parent.identifiers))[1]


async def remove_dock(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Remove the first dock as a user does."""
    devices = dr.async_get(hass)
    dock = devices.async_get_device_by_identifier((DOMAIN, DOCK), entry.entry_id)
    assert dock
    assert await entry.runtime_data.async_forget_device(DOCK)
    devices.async_remove_device(dock.id)
    await hass.async_block_till_done()


async def shows(hass: HomeAssistant, told: Told, height: str) -> None:
    """Wait until the aircraft shows a height."""
    await wait_until(lambda: state(hass, told.entity("sensor", "elevation", AIRCRAFT)) == height, 3)


@pytest.mark.parametrize("swapped", [False, True])
async def test_an_aircraft_that_two_docks_have(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, swapped: bool
) -> None:
    """With the first one that lets go of it, it is at the other, which has nothing new to tell."""
    told.link(OTHER)
    assert via(hass, loaded) == DOCK
    if swapped:
        told.link(aircraft=NEW_AIRCRAFT)
    else:
        told.link(online=0)
    assert via(hass, loaded) == OTHER
    assert await told.state("elevation", AIRCRAFT) == "12.0"
    # Not the dock that it left decides whether it can be heard.
    loaded.runtime_data.server.fleet.update(DOCK, online=False)
    assert await told.state("elevation", AIRCRAFT) == "12.0"


async def test_a_removed_dock_that_comes_back(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    """Its aircraft has stayed, and can be heard again."""
    loaded.runtime_data.server.fleet.expire(-1)
    await remove_dock(hass, loaded)
    assert await told.state("elevation", AIRCRAFT) == "unavailable"
    told.link()
    told.say(AIRCRAFT, elevation=13)
    await shows(hass, told, "13.0")
    assert via(hass, loaded) == DOCK
    assert "unique IDs" not in caplog.text


async def test_a_removed_dock_whose_aircraft_is_at_another(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told
) -> None:
    """It lives on there."""
    told.link(OTHER)
    loaded.runtime_data.server.fleet.update(DOCK, online=False)
    await remove_dock(hass, loaded)
    assert via(hass, loaded) == OTHER
    told.say(AIRCRAFT, elevation=13)
    await shows(hass, told, "13.0")


async def test_alarms_of_a_removed_dock(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told
) -> None:
    """Are gone with it, and are not saved for ever."""
    told.alarm(DOCK, {**ALARM, "device_type": "3-3-0", "level": 2})
    loaded.runtime_data.server.fleet.expire(-1)
    await remove_dock(hass, loaded)
    told.link()
    assert await told.state("alarms") == "0"


async def test_what_a_dock_told_before_it_was_accepted(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told
) -> None:
    """Is known then, also what it tells only when it changes; of strangers nothing is saved."""
    hub = loaded.runtime_data
    told.say(
        OTHER, cover_state=0, sub_device={"device_model_key": "0-100-1", "device_sn": "1581F9"}
    )
    told.say(OTHER, "state", silent_mode=1)
    await hass.async_block_till_done()
    assert OTHER not in hub.memory.as_dict()["properties"]
    await hub.docks.async_accept(OTHER)
    assert await told.state("silent_mode", OTHER, "switch") == "on"
    assert OTHER in hub.memory.as_dict()["properties"]


async def test_an_aircraft_that_is_flown_by_hand(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told
) -> None:
    """It shows what it tells although its dock is away, and nothing once it falls silent, too."""
    fleet = loaded.runtime_data.server.fleet
    fleet.expire(-1)
    assert await told.state("elevation", AIRCRAFT) == "unavailable"
    now = time.time_ns() // 1_000_000
    by_hand = {"timestamp": now, "gateway": "5YSZK0000RC", "data": {"elevation": 30}}
    loaded.runtime_data.server.receive(
        f"thing/product/{AIRCRAFT}/osd", json.dumps(by_hand).encode(), False
    )
    await shows(hass, told, "30.0")
    assert await told.state("online", AIRCRAFT, "binary_sensor") == "on"
    assert await told.state("online", platform="binary_sensor") == "off"
    assert await told.state("temperature") == "unavailable"
    fleet.expire(-1)
    assert await told.state("elevation", AIRCRAFT) == "unavailable"
