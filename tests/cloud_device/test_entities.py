"""The cloud server's own device: its connection and its counters, and system information."""

import asyncio
from collections.abc import Generator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from homeassistant.components.system_health import get_info
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.cloud_device.binary_sensors import CLOUD_BINARY_SENSORS
from custom_components.dji_dock.cloud_device.sensors import CLOUD_SENSORS
from custom_components.dji_dock.const import DOMAIN
from tests.helpers.docks import dock_profile, leave
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import call, device_id, state, wait_until
from tests.helpers.media import credentials
from tests.lab.simulator import Broker, Faults, Malformed, SimulatedDock, Simulator
from tests.lab.stack.mosquitto import Mosquitto

BROKER = "binary_sensor.home_cloud_server_broker"
ONLINE = "sensor.home_cloud_server_docks_online"
RATE = "sensor.home_cloud_server_message_rate"
DROPPED = "sensor.home_cloud_server_dropped_messages"
PENDING = "sensor.home_cloud_server_commands_without_a_reply_yet"
HANDED_OUT = "sensor.home_cloud_server_credentials_handed_out"


@pytest.fixture(autouse=True)
def counts_often() -> Generator[None]:
    """Let the counters be looked at often."""
    with patch(
        "custom_components.dji_dock.cloud_device.coordinator.COUNT_EVERY", timedelta(seconds=0.1)
    ):
        yield


def attributes(hass: HomeAssistant, entity_id: str) -> dict[str, Any]:
    """Return the attributes of an entity."""
    found = hass.states.get(entity_id)
    assert found is not None
    return dict(found.attributes)


async def test_entities_of_the_cloud(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """They hang on the service device; what few people need is off."""
    device = dr.async_get(hass).async_get(device_id(hass, ENTRY_ID))
    assert device is not None
    entities = er.async_entries_for_device(
        er.async_get(hass), device.id, include_disabled_entities=True
    )
    assert {entity.unique_id for entity in entities} == {
        f"{ENTRY_ID}_{description.key}" for description in (*CLOUD_SENSORS, *CLOUD_BINARY_SENSORS)
    }
    assert {entity.entity_id for entity in entities if entity.disabled} == {RATE, PENDING}
    assert {entity.entity_id for entity in entities if not entity.entity_category} == {ONLINE}


async def test_docks_come_and_go(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """How many are there of how many."""
    await wait_until(lambda: state(hass, ONLINE) == "1")
    assert attributes(hass, ONLINE)["known"] == 1
    server = loaded.runtime_data.server
    await leave(loaded, dock)
    assert state(hass, ONLINE) == "0"
    assert attributes(hass, ONLINE)["known"] == 1
    # Not of ours, so not counted.
    server.receive("thing/product/STRANGER/osd", b'{"data":{"cover_state":0}}', False)
    assert attributes(hass, ONLINE)["known"] == 1
    assert await loaded.runtime_data.async_forget_device(dock.serial)
    assert attributes(hass, ONLINE)["known"] == 0


async def test_the_broker_goes_and_is_back(
    hass: HomeAssistant, dock: SimulatedDock, mosquitto: Mosquitto
) -> None:
    """That it is away can be seen, and the counters stay."""
    await wait_until(lambda: state(hass, BROKER) == "on")
    mosquitto.kill()
    await wait_until(lambda: state(hass, BROKER) == "off")
    assert state(hass, ONLINE) == "unavailable"
    assert state(hass, DROPPED) == "0"
    mosquitto.start()
    await wait_until(lambda: state(hass, BROKER) == "on")
    await wait_until(lambda: state(hass, ONLINE) == "1")


async def test_dropped_messages_are_counted_by_reason(
    hass: HomeAssistant, dock: SimulatedDock
) -> None:
    """Whatever was not read."""
    assert state(hass, DROPPED) == "0"
    for _ in range(3):
        dock.send_malformed([Malformed.INVALID_JSON])
    # One on each of its six topics.
    await wait_until(lambda: state(hass, DROPPED) == "18")
    assert attributes(hass, DROPPED)["by_reason"] == {"malformed": 18}


async def test_credentials_are_counted(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """For media and for logs, each time that a dock is given some."""
    assert state(hass, HANDED_OUT) == "0"
    await credentials(dock)
    await credentials(dock)
    await wait_until(lambda: state(hass, HANDED_OUT) == "2")
    await call(hass, "start_log_upload", dock.serial)
    await wait_until(lambda: state(hass, HANDED_OUT) == "3")


async def test_messages_and_what_waits(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """What is off until somebody wants it."""
    for entity_id in (RATE, PENDING):
        er.async_get(hass).async_update_entity(entity_id, disabled_by=None)
    await hass.config_entries.async_reload(ENTRY_ID)
    await wait_until(lambda: state(hass, "binary_sensor.roof_online") == "on")
    await wait_until(lambda: state(hass, RATE) != "unknown")
    await wait_until(lambda: float(state(hass, RATE)) > 0)
    assert attributes(hass, RATE)["unit_of_measurement"] == "messages/s"
    assert state(hass, PENDING) == "0"
    dock.faults = replace(dock.faults, ignore=frozenset({"fileupload_list"}))
    asked = asyncio.create_task(call(hass, "get_log_list", dock.serial))
    await wait_until(lambda: state(hass, PENDING) == "1")
    asked.cancel()
    with suppress(asyncio.CancelledError, HomeAssistantError):
        await asked
    await wait_until(lambda: state(hass, PENDING) == "0")
    dock.faults = Faults()
    dock.go_offline()
    await wait_until(lambda: float(state(hass, RATE)) == 0)


async def test_nothing_new_wakes_nobody(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """What is the same as before is not written again."""
    cloud = loaded.runtime_data.cloud
    # Nothing comes in, so not even the rate changes once it was counted.
    await wait_until(lambda: cloud.data.messages_per_second == 0)
    with patch.object(cloud, "async_update_listeners") as woken:
        counted = cloud._counted
        await wait_until(lambda: cloud._counted != counted)
        cloud.async_look()
    woken.assert_not_called()
    await async_setup_component(hass, "homeassistant", {})
    await hass.services.async_call(
        "homeassistant", "update_entity", {"entity_id": BROKER}, blocking=True
    )
    assert state(hass, BROKER) == "on"


async def test_system_information(
    hass: HomeAssistant, loaded: MockConfigEntry, mosquitto: Mosquitto, broker_of_docks: Broker
) -> None:
    """Of one cloud, of two together, and of none."""
    await async_setup_component(hass, "system_health", {})
    await wait_until(lambda: loaded.runtime_data.health.usable)

    async def shown() -> dict[str, Any]:
        info: dict[str, Any] = (await get_info(hass))[DOMAIN]
        assert info.pop("version")
        return info

    expected = {
        "broker_connected": True,
        "docks_online": "0/0",
        "bucket_usable": True,
        "uploads_running": 0,
    }
    assert await shown() == expected
    dock = SimulatedDock(dock_profile(bandwidth=500), broker_of_docks)
    async with Simulator([dock]):
        await dock.wait_online()
        await wait_until(lambda: dock.serial in loaded.runtime_data.coordinators)
        await call(hass, "start_log_upload", dock.serial)
        assert await shown() == expected | {"docks_online": "1/1", "uploads_running": 1}
        other = MockConfigEntry(
            domain=DOMAIN, title="Other", entry_id="f" * 32, data=dict(loaded.data)
        )
        other.add_to_hass(hass)
        assert await hass.config_entries.async_setup(other.entry_id)
        await wait_until(lambda: other.runtime_data.server.connected)
        await wait_until(lambda: other.runtime_data.health.usable)
        assert await shown() == {
            "broker_connected": "2/2",
            "docks_online": "1/1",
            "bucket_usable": "2/2",
            "uploads_running": 1,
        }
    mosquitto.kill()
    await wait_until(lambda: not other.runtime_data.server.connected)
    await wait_until(lambda: not loaded.runtime_data.server.connected)
    assert (await shown())["broker_connected"] == "0/2"
    assert (await shown())["docks_online"] == "0/1"
    for entry in (other, loaded):
        assert await hass.config_entries.async_unload(entry.entry_id)
    assert (await shown())["docks_online"] == "0/0"
