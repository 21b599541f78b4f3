"""Loading, unloading, removing; docks and aircraft as devices; unknown docks; diagnostics."""

import json
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
    get_diagnostics_for_device,
)
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
)

from custom_components.dji_dock import async_remove_config_entry_device
from custom_components.dji_dock.bucket import BucketError
from custom_components.dji_dock.bucket.errors import BucketAuthFailed
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.util.backoff import Backoff
from custom_components.dji_dock.util.issues import MAX_ISSUES, pseudonym
from tests.helpers.docks import STRANGER, dock_profile, leave
from tests.helpers.entries import BINDING_CODE, ENTRY_ID
from tests.helpers.home import call, device_of, fix, issues, set_up, state, wait_until
from tests.lab.simulator import Broker, SimulatedDock, Simulator
from tests.lab.stack.mosquitto import Mosquitto


@pytest.mark.usefixtures("socket_enabled")
async def test_the_broker_is_down(
    hass: HomeAssistant, entry: MockConfigEntry, mosquitto: Mosquitto
) -> None:
    """Set-up is tried again; the reason can be read."""
    mosquitto.stop()
    assert await set_up(hass, entry) is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "broker_unreachable"


@pytest.mark.usefixtures("socket_enabled")
async def test_the_broker_refuses_the_password(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """The user is asked for it."""
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, data={**entry.data, "password": "wrong"})
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["step_id"] == "reauth_broker"


@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize("endpoint", ["nonsense", "http://[x"])
async def test_impossible_bucket_settings(
    hass: HomeAssistant, entry: MockConfigEntry, endpoint: str
) -> None:
    """What worked once and cannot be right now: docks are heard, and the user is told."""
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, data={**entry.data, "endpoint": endpoint})
    await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.LOADED
    await wait_until(lambda: f"bucket_unavailable_{ENTRY_ID}" in issues(hass))
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_devices(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """The aircraft hangs on the dock, the dock on the cloud."""
    assert dock.aircraft_serial is not None
    await wait_until(lambda: device_of(hass, dock.serial).sw_version)
    cloud, roof = device_of(hass, ENTRY_ID), device_of(hass, dock.serial)
    aircraft = device_of(hass, dock.aircraft_serial)
    assert cloud.entry_type is dr.DeviceEntryType.SERVICE
    assert (roof.name, roof.model, roof.model_id) == ("Roof", "DJI Dock 3", "3-3-0")
    assert (roof.manufacturer, roof.serial_number) == ("DJI", dock.serial)
    assert roof.via_device_id == cloud.id
    assert aircraft.via_device_id == roof.id
    assert aircraft.model in ("Matrice 4D", "Matrice 4TD")


async def test_restart(hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry) -> None:
    """A dock that notices nothing of our restart is there again with its first message."""
    assert await hass.config_entries.async_unload(ENTRY_ID)
    assert state(hass, "binary_sensor.roof_online") == "unavailable"
    assert await hass.config_entries.async_setup(ENTRY_ID)
    await wait_until(lambda: state(hass, "binary_sensor.roof_online") == "on")
    await call(hass, "get_log_list", dock.serial)
    assert dock.complaints == []


async def test_removing_devices(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """What is there stays; what is gone can be removed, and is unknown when it returns."""
    registry = dr.async_get(hass)
    server = loaded.runtime_data.server
    assert dock.aircraft_serial is not None

    async def removable(serial: str) -> bool:
        return await async_remove_config_entry_device(hass, loaded, device_of(hass, serial))

    await wait_until(lambda: server.fleet.get(dock.serial).aircraft)
    assert not await removable(ENTRY_ID)
    assert not await removable(dock.serial)
    assert not await removable(dock.aircraft_serial)
    dock.set_aircraft(on=False)
    await wait_until(lambda: not server.fleet.get(dock.serial).aircraft.online)
    await leave(loaded, dock)
    assert await removable(dock.aircraft_serial)
    assert await removable(dock.serial)
    assert server.fleet.get(dock.serial) is None
    assert dock.serial not in loaded.runtime_data.coordinators
    foreign = registry.async_get_or_create(
        config_entry_id=ENTRY_ID, identifiers={("other", "thing")}
    )
    assert not await async_remove_config_entry_device(hass, loaded, foreign)


async def test_removing_the_entry(
    hass: HomeAssistant, dock: SimulatedDock, hass_storage: dict[str, Any]
) -> None:
    """Nothing stays: neither on the disk nor in the broker."""
    await call(hass, "get_log_list", dock.serial)
    assert any(ENTRY_ID in key for key in hass_storage)
    await hass.config_entries.async_remove(ENTRY_ID)
    assert not any(ENTRY_ID in key for key in hass_storage if key.startswith(DOMAIN))


async def test_removing_the_entry_without_a_broker(
    hass: HomeAssistant, loaded: MockConfigEntry, mosquitto: Mosquitto
) -> None:
    """A broker that is gone does not keep an entry from being removed."""
    mosquitto.kill()
    await hass.config_entries.async_remove(ENTRY_ID)
    assert hass.config_entries.async_get_entry(ENTRY_ID) is None


async def test_accepting_an_unknown_dock(
    hass: HomeAssistant,
    stranger: SimulatedDock,
    loaded: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """It becomes a device only when the user says so."""
    await async_setup_component(hass, "repairs", {})
    await wait_until(lambda: issues(hass))
    ((issue_id, issue),) = issues(hass).items()
    assert issue.is_fixable
    assert issue.translation_placeholders
    assert issue.translation_placeholders["serial"] == STRANGER
    assert STRANGER not in loaded.runtime_data.coordinators
    result = await fix(hass, hass_client, issue_id, "accept")
    assert result["type"] == "create_entry"
    await hass.async_block_till_done()
    assert issues(hass) == {}
    await wait_until(lambda: STRANGER in loaded.runtime_data.coordinators)
    await wait_until(lambda: loaded.runtime_data.server.fleet.get(STRANGER).online)
    await call(hass, "get_log_list", STRANGER)


async def test_ignoring_an_unknown_dock(
    hass: HomeAssistant,
    stranger: SimulatedDock,
    loaded: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """It is not mentioned again, also after a restart."""
    await async_setup_component(hass, "repairs", {})
    await wait_until(lambda: issues(hass))
    (issue_id,) = issues(hass)
    await fix(hass, hass_client, issue_id, "ignore")
    assert issues(hass) == {}
    await hass.config_entries.async_reload(ENTRY_ID)
    await wait_until(lambda: loaded.runtime_data.server.connected)
    stranger.push_osd({"drone_in_dock": 1})
    await hass.async_block_till_done()
    assert issues(hass) == {}
    assert loaded.runtime_data.server.fleet.get(STRANGER).ignored


async def test_fixing_without_the_entry(
    hass: HomeAssistant,
    stranger: SimulatedDock,
    loaded: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """The dialog says that the integration does not run."""
    await async_setup_component(hass, "repairs", {})
    await wait_until(lambda: issues(hass))
    (issue_id,) = issues(hass)
    with patch.object(hass.config_entries, "async_loaded_entries", return_value=[]):
        result = await fix(hass, hass_client, issue_id, "accept")
    assert (result["type"], result["reason"]) == ("abort", "not_loaded")


async def test_a_flood_of_unknown_docks(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """The user is asked about a few of them only; those that fell silent give way to a real one."""
    server = loaded.runtime_data.server

    def speaks(serial: str) -> None:
        server.receive(f"thing/product/{serial}/osd", b'{"data":{"cover_state":0}}', False)

    def asked() -> set[str]:
        told = (issue.translation_placeholders for issue in issues(hass).values())
        return {placeholders["serial"] for placeholders in told if placeholders}

    for number in range(MAX_ISSUES + 10):
        speaks(f"FAKE{number}")
    assert asked() == {f"FAKE{number}" for number in range(MAX_ISSUES)}
    speaks(STRANGER)
    assert STRANGER not in asked()
    server.fleet.expire(-1)
    speaks("FAKE1")
    speaks(STRANGER)
    assert len(asked()) == MAX_ISSUES
    assert {STRANGER, "FAKE1"} <= asked()
    # Of one that is not even remembered nobody is asked.
    server.fleet.forget(STRANGER)
    assert STRANGER not in asked()


async def test_beside_another_platform(
    hass: HomeAssistant, entry: MockConfigEntry, broker_of_docks: Broker, socket_enabled: None
) -> None:
    """Every dock is a device at once, nothing is answered, and logs can be fetched."""
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, data={**entry.data, "answer_requests": False})
    assert await hass.config_entries.async_setup(ENTRY_ID)
    dock = SimulatedDock(dock_profile(announces=False), broker_of_docks)
    async with Simulator([dock]):
        await dock.wait_online()
        await wait_until(lambda: dock.serial in entry.runtime_data.coordinators)
        await call(hass, "get_log_list", dock.serial)
        assert {message.kind for message in dock.received} == {"services"}
    await hass.config_entries.async_unload(ENTRY_ID)


@pytest.mark.parametrize("error", [BucketError("Odd"), BucketAuthFailed("InvalidAccessKeyId")])
async def test_the_bucket_fails_and_is_back(
    hass: HomeAssistant, loaded: MockConfigEntry, error: BucketError
) -> None:
    """One issue, which clears itself; wrong keys are asked for."""
    with (
        patch("custom_components.dji_dock.bucket_access.health._RETRY", Backoff(0.05, 300)),
        patch("custom_components.dji_dock.bucket_access.health._INTERVAL", 0.05),
    ):
        with patch("custom_components.dji_dock.bucket_access.health.check", side_effect=error):
            await hass.config_entries.async_reload(ENTRY_ID)
            await wait_until(lambda: issues(hass))
            (issue,) = issues(hass).values()
            assert issue.translation_placeholders
            assert issue.translation_placeholders["reason"].startswith("The store")
            flows = hass.config_entries.flow.async_progress()
        await wait_until(lambda: not issues(hass))
    asked = [flow["step_id"] for flow in flows]
    assert asked == (["reauth_bucket"] if isinstance(error, BucketAuthFailed) else [])


async def test_a_password_that_changes_later(
    hass: HomeAssistant, loaded: MockConfigEntry, mosquitto: Mosquitto
) -> None:
    """The user is asked for the new one."""
    mosquitto.change_password("another")
    mosquitto.kill()
    mosquitto.start()
    await wait_until(hass.config_entries.flow.async_progress)
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["step_id"] == "reauth_broker"


async def test_diagnostics(
    hass: HomeAssistant,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """Enough for a report, and neither secrets nor serial numbers nor addresses."""
    await async_setup_component(hass, "diagnostics", {})
    await call(hass, "start_log_upload", dock.serial)
    book = loaded.runtime_data.logs.registry
    await wait_until(lambda: book.latest(dock.serial).checked)
    # The clock of a dock is known by its telemetry, which comes when it likes.
    await wait_until(lambda: loaded.runtime_data.server.clocks.off(dock.serial) is not None)
    device = device_of(hass, dock.serial)
    chosen = {"control": {"controlled_docks": [dock.serial]}}
    hass.config_entries.async_update_entry(loaded, options=chosen)
    whole: Any = await get_diagnostics_for_config_entry(hass, hass_client, loaded)
    single: Any = await get_diagnostics_for_device(hass, hass_client, loaded, device)
    assert whole["cloud"]["connected"] is True
    assert whole["cloud"]["credentials_handed_out"] >= 1
    assert whole["cloud"]["messages"] > 0
    assert abs(whole["docks"][0]["clock_off"]) < 60
    (shown,) = single["docks"]
    assert whole["docks"][0]["uploads"] == shown["uploads"]
    assert shown["telemetry"]["of_dock"]["told"]["drone_in_dock"] == 1
    assert shown["telemetry"]["of_dock"]["told"]["latitude"] == "**REDACTED**"
    assert shown["telemetry"]["of_aircraft"]["alarms"] == []
    assert (shown["jobs"], shown["remote_debugging"]["open"]) == ([], False)
    assert whole["options"]["control"]["controlled_docks"] == [pseudonym(dock.serial)]
    cloud: Any = await get_diagnostics_for_device(
        hass, hass_client, loaded, device_of(hass, loaded.entry_id)
    )
    assert cloud["cloud"]["connected"] is True
    assert shown["model_key"] == "3-3-0"
    assert shown["uploads"][0]["status"] == "uploaded"
    data = loaded.data
    text = json.dumps(whole) + json.dumps(single)
    for secret in (
        data["password"],
        data["secret_access_key"],
        data["access_key_id"],
        data["app_key"],
        data["app_license"],
        data["endpoint"],
        data["advanced"]["role_arn"],
        BINDING_CODE,
        dock.serial,
        dock.aircraft_serial,
        "Roof",
    ):
        assert str(secret) not in text


async def test_entities_can_be_asked_to_update(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """Docks cannot be asked, so what is known stays."""
    await async_setup_component(hass, "homeassistant", {})
    await hass.services.async_call(
        "homeassistant",
        "update_entity",
        {"entity_id": "sensor.roof_log_upload_status"},
        blocking=True,
    )
    assert state(hass, "sensor.roof_log_upload_status") == "idle"
