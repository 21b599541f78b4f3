"""What a start of Home Assistant does, and what it leaves for later."""

from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import CONF_ADVANCED, CONF_KEY_PREFIX
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import device_id, set_up, wait_until
from tests.lab.simulator import SimulatedDock


@pytest.mark.usefixtures("socket_enabled")
async def test_an_impossible_folder(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Nothing is started that would write elsewhere."""
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(
        entry, data={**entry.data, CONF_ADVANCED: {CONF_KEY_PREFIX: "../x"}}
    )
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "invalid_key_prefix"


@pytest.mark.usefixtures("socket_enabled")
async def test_while_home_assistant_starts(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The bucket is left alone until it has started."""
    hass.set_state(CoreState.starting)
    assert await set_up(hass, entry) is ConfigEntryState.LOADED
    health = entry.runtime_data.health
    await wait_until(lambda: entry.runtime_data.server.connected)
    assert health.usable is None
    hass.set_state(CoreState.running)
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
    await wait_until(lambda: health.usable)
    assert await hass.config_entries.async_unload(entry.entry_id)


@pytest.mark.usefixtures("socket_enabled")
async def test_gone_before_home_assistant_has_started(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Nobody looks after its bucket any more."""
    hass.set_state(CoreState.starting)
    assert await set_up(hass, entry) is ConfigEntryState.LOADED
    health = entry.runtime_data.health
    assert await hass.config_entries.async_unload(entry.entry_id)
    hass.set_state(CoreState.running)
    with patch.object(health, "async_run") as looked:
        hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
        await hass.async_block_till_done()
    looked.assert_not_called()


async def test_what_is_disabled_stays_away(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Over a reload, and it is back when it is enabled; the others are at the device."""
    registry = er.async_get(hass)
    progress, alarms = "sensor.roof_log_upload_progress", "sensor.roof_alarms"
    for entity_id in (progress, alarms):
        registry.async_update_entity(entity_id, disabled_by=er.RegistryEntryDisabler.USER)
    assert await hass.config_entries.async_reload(ENTRY_ID)
    assert hass.states.get(progress) is hass.states.get(alarms) is None
    status = registry.async_get("sensor.roof_log_upload_status")
    assert status is not None
    assert status.device_id == device_id(hass, dock.serial)
    assert hass.states.get(status.entity_id) is not None
    for entity_id in (progress, alarms):
        registry.async_update_entity(entity_id, disabled_by=None)
    assert await hass.config_entries.async_reload(ENTRY_ID)
    assert hass.states.get(progress) is not None
    assert hass.states.get(alarms) is not None
