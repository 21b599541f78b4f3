"""What works while an entry cannot be set up, and what is shown of serial numbers."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
    get_diagnostics_for_device,
)
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.util.issues import Issues, issue_id_of
from tests.helpers.docks import STRANGER, leave
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import device_of, issues, wait_until
from tests.lab.simulator import SimulatedDock
from tests.lab.stack.mosquitto import Mosquitto


@pytest.fixture
async def retried(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, mosquitto: Mosquitto
) -> SimulatedDock:
    """Leave an entry whose broker is gone; return a dock that it knew."""
    fleet = loaded.runtime_data.server.fleet
    await wait_until(lambda: fleet.get(dock.serial).aircraft)
    await leave(loaded, dock)
    await lose(hass, loaded, mosquitto)
    return dock


async def lose(hass: HomeAssistant, loaded: MockConfigEntry, mosquitto: Mosquitto) -> None:
    """Set the entry up anew when its broker is gone."""
    assert await hass.config_entries.async_unload(ENTRY_ID)
    mosquitto.kill()
    await hass.config_entries.async_setup(ENTRY_ID)
    assert loaded.state is ConfigEntryState.SETUP_RETRY


async def test_diagnostics_while_it_is_retried(
    hass: HomeAssistant,
    retried: SimulatedDock,
    loaded: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """They are needed most just then."""
    assert await async_setup_component(hass, "diagnostics", {})
    whole: Any = await get_diagnostics_for_config_entry(hass, hass_client, loaded)
    assert (whole["state"], whole["reason"]) == ("setup_retry", "broker_unreachable")
    assert whole["entry"]["password"] == "**REDACTED**"
    for device in (retried.serial, ENTRY_ID):
        shown: Any = await get_diagnostics_for_device(
            hass, hass_client, loaded, device_of(hass, device)
        )
        assert shown["state"] == "setup_retry"


async def test_removing_devices_while_it_is_retried(
    hass: HomeAssistant,
    retried: SimulatedDock,
    loaded: MockConfigEntry,
    mosquitto: Mosquitto,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """What is removed does not come back with the next start."""
    assert await async_setup_component(hass, "config", {})
    client = await hass_ws_client(hass)

    async def remove(serial: str) -> bool:
        answer = await client.remove_device(device_of(hass, serial).id)
        return bool(answer["success"])

    assert not await remove(ENTRY_ID)
    assert retried.aircraft_serial is not None
    assert await remove(retried.aircraft_serial)
    mosquitto.start()
    assert await hass.config_entries.async_reload(ENTRY_ID)
    fleet = loaded.runtime_data.server.fleet
    assert fleet.get(retried.serial).accepted
    assert fleet.get(retried.serial).aircraft is None
    await lose(hass, loaded, mosquitto)
    assert await remove(retried.serial)
    mosquitto.start()
    assert await hass.config_entries.async_reload(ENTRY_ID)
    assert loaded.runtime_data.server.fleet.get(retried.serial) is None


async def test_no_serial_number_in_the_whole_of_diagnostics(
    hass: HomeAssistant,
    dock: SimulatedDock,
    stranger: SimulatedDock,
    loaded: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """Nor in what Home Assistant adds to it by itself."""
    assert await async_setup_component(hass, "diagnostics", {})
    await wait_until(lambda: issues(hass))
    for name in ("clock_wrong", "binding_refused"):
        Issues(hass, ENTRY_ID).show(name, dock.serial)
    client = await hass_client()
    for path in ("", f"/device/{device_of(hass, dock.serial).id}"):
        answer = await client.get(f"/api/diagnostics/config_entry/{ENTRY_ID}{path}")
        assert answer.status == 200
        text = await answer.text()
        assert '"issue_id"' in text
        for serial in (dock.serial, dock.aircraft_serial, STRANGER):
            assert str(serial) not in text


async def test_issues_of_earlier_versions_vanish(
    hass: HomeAssistant, loaded: MockConfigEntry, mosquitto: Mosquitto
) -> None:
    """They were named after serial numbers, and stay in Home Assistant's list otherwise."""
    kinds = ("unknown_dock", "unknown_logs", "media_missing", "media_stale_credentials")
    old = [f"{kind}_{ENTRY_ID}_8UUXN0000000A1" for kind in (*kinds, "clock_wrong")]
    new = [
        issue_id_of("clock_wrong", ENTRY_ID, "8UUXN0000000A1"),
        f"license_missing_{ENTRY_ID}",
    ]
    for issue_id in (*old, *new, "unknown_dock_another_8UUXN0000000A1"):
        ir.async_create_issue(
            hass,
            DOMAIN,
            issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key="clock_wrong",
        )
    # Also when it cannot be set up.
    await lose(hass, loaded, mosquitto)
    left = {issue_id for domain, issue_id in ir.async_get(hass).issues if domain == DOMAIN}
    assert left == {*new, "unknown_dock_another_8UUXN0000000A1"}
