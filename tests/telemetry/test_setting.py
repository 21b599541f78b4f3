"""Settings of docks and aircraft: asked for at the broker, shown when the device tells them."""

from collections.abc import AsyncGenerator
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.cloud_api import PropertyNotSet, PropertyUnproven
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.errors import translated
from tests.helpers.docks import dock_profile
from tests.helpers.home import state, wait_until
from tests.lab.simulator import Broker, Faults, SimulatedDock, Simulator


def entity(hass: HomeAssistant, platform: str, key: str, serial: str) -> str:
    """Return the id of an entity."""
    found = er.async_get(hass).async_get_entity_id(platform, DOMAIN, f"{serial}_{key}")
    assert found, key
    return found


@pytest.fixture
async def with_aircraft(
    hass: HomeAssistant, loaded: MockConfigEntry, broker_of_docks: Broker
) -> AsyncGenerator[SimulatedDock]:
    """Run a dock whose aircraft is on, and has told its settings."""
    simulated = SimulatedDock(dock_profile(), broker_of_docks)
    aircraft = simulated.profile.aircraft_serial
    async with Simulator([simulated]):
        await simulated.wait_online()
        await wait_until(
            lambda: loaded.runtime_data.server.properties.of(aircraft).get("height_limit")
        )
        await hass.async_block_till_done()
        yield simulated


async def ask(
    hass: HomeAssistant, platform: str, action: str, key: str, serial: str, **data: Any
) -> None:
    """Use a control."""
    await hass.services.async_call(
        platform,
        action,
        {"entity_id": entity(hass, platform, key, serial), **data},
        blocking=True,
    )


async def shows(hass: HomeAssistant, entity_id: str, expected: str) -> None:
    """Wait until an entity has a state."""
    await wait_until(lambda: state(hass, entity_id) == expected)


async def test_switches(hass: HomeAssistant, with_aircraft: SimulatedDock) -> None:
    """Of the dock, and of the aircraft through it."""
    dock, aircraft = with_aircraft.serial, with_aircraft.profile.aircraft_serial
    for key, serial in (
        ("silent_mode", dock),
        ("night_lights", aircraft),
        ("avoids_upward", aircraft),
    ):
        switch = entity(hass, "switch", key, serial)
        for action, expected in (("turn_on", "on"), ("turn_off", "off")):
            await ask(hass, "switch", action, key, serial)
            await shows(hass, switch, expected)


async def test_numbers(hass: HomeAssistant, with_aircraft: SimulatedDock) -> None:
    """In the bounds that DJI names; others are refused before anything is sent."""
    aircraft = with_aircraft.profile.aircraft_serial
    await ask(hass, "number", "set_value", "height_limit", aircraft, value=90.4)
    limit = entity(hass, "number", "height_limit", aircraft)
    await shows(hass, limit, "90")
    await ask(hass, "number", "set_value", "distance_limit", aircraft, value=2500)
    distance = entity(hass, "number", "distance_limit", aircraft)
    await shows(hass, distance, "2500")
    with pytest.raises(HomeAssistantError):
        await ask(hass, "number", "set_value", "return_altitude", aircraft, value=501)


async def test_nothing_is_shown_before_it_is_told(
    hass: HomeAssistant, with_aircraft: SimulatedDock
) -> None:
    """A refused value is an error in words, and the old value stays."""
    aircraft = with_aircraft.profile.aircraft_serial
    before = state(hass, entity(hass, "number", "height_limit", aircraft))
    with_aircraft.faults = Faults(refuse={"property/set": 325001})
    with pytest.raises(HomeAssistantError) as caught:
        await ask(hass, "number", "set_value", "height_limit", aircraft, value=33)
    assert caught.value.translation_key == "code_325001"
    with_aircraft.faults = Faults()
    await hass.async_block_till_done()
    assert state(hass, entity(hass, "number", "height_limit", aircraft)) == before


async def test_selects(
    hass: HomeAssistant, loaded: MockConfigEntry, with_aircraft: SimulatedDock
) -> None:
    """Hidden until somebody wants them; names stand for DJI's numbers."""
    aircraft = with_aircraft.profile.aircraft_serial
    select = entity(hass, "select", "commander_flight_mode", aircraft)
    assert hass.states.get(select) is None
    er.async_get(hass).async_update_entity(select, disabled_by=None)
    assert await hass.config_entries.async_reload(loaded.entry_id)
    await wait_until(lambda: loaded.runtime_data.server.connected)
    await wait_until(lambda: state(hass, select) != "unavailable")
    for option in ("set_height", "smart"):
        await ask(hass, "select", "select_option", "commander_flight_mode", aircraft, option=option)
        await shows(hass, select, option)


@pytest.mark.parametrize(
    ("timed_out", "key"), [(False, "setting_refused"), (True, "setting_timed_out")]
)
def test_why_it_was_not_set(timed_out: bool, key: str) -> None:
    """The device refused, or did not answer its dock: the user can do something else about each."""
    error = translated(PropertyNotSet("D", "height_limit", timed_out=timed_out))
    assert error.translation_key == key
    assert translated(PropertyUnproven("D", 15)).translation_key == "setting_unproven"
