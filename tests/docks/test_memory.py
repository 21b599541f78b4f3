"""A binding is confirmed when it is on disk, not when somebody was asked to write it."""

import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.core import CoreState, HomeAssistant
from homeassistant.util.file import WriteError
import pytest

from custom_components.dji_dock.alarms.tracker import AlarmTracker
from custom_components.dji_dock.cloud_api.features.organization import BIND_FAILED
from custom_components.dji_dock.docks.memory import FleetMemory
from custom_components.dji_dock.flights.tracker import FlightTracker
from tests.cloud_api.wire import DOCK, Wire, bind_data
from tests.helpers.entries import ENTRY_ID

STORE = f"dji_dock.{ENTRY_ID}.docks"


async def bind(wire: Wire) -> set[int]:
    """Let the dock bind itself, and return what it is told."""
    answer = await wire.ask("airport_organization_bind", bind_data())
    return {entry["err_code"] for entry in answer["output"]["err_infos"]}


@pytest.fixture
def wire(hass: HomeAssistant) -> Wire:
    """Return a server that saves its fleet as in an entry."""
    made = Wire()
    memory = FleetMemory(hass, ENTRY_ID, lambda work, name: hass.async_create_task(work))
    memory.keep(made.server, FlightTracker(lambda serial, moment: None))
    made.server.save = memory.async_save_surely
    return made


@pytest.mark.parametrize("error", [WriteError("No space left on device"), OSError(28, "No space")])
async def test_a_full_disk(wire: Wire, hass_storage: dict[str, Any], error: Exception) -> None:
    """Home Assistant only logs the first of these; the dock is told of both, and is not ours."""
    with patch("homeassistant.helpers.storage.Store._async_write_data", side_effect=error):
        assert await bind(wire) == {BIND_FAILED}
    assert not wire.server.fleet.accepted(DOCK)
    assert STORE not in hass_storage
    assert await bind(wire) == {0}
    assert wire.server.fleet.accepted(DOCK)
    [saved] = hass_storage[STORE]["data"]["docks"]
    assert (saved["serial"], saved["accepted"]) == (DOCK, True)


async def test_the_end_of_home_assistant(
    hass: HomeAssistant, wire: Wire, hass_storage: dict[str, Any]
) -> None:
    """What is to be written at the very end is not written yet."""
    hass.set_state(CoreState.stopping)
    assert await bind(wire) == {BIND_FAILED}
    hass.set_state(CoreState.running)
    assert await bind(wire) == {0}
    assert STORE in hass_storage


async def test_every_field(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    """Is read as it was written, and written as it was read."""
    known = json.loads((Path(__file__).parent / "saved" / "docks.json").read_text())
    hass_storage[STORE] = json.loads(json.dumps(known))
    server = Wire().server
    memory = FleetMemory(hass, ENTRY_ID, lambda work, name: hass.async_create_task(work))
    alarms = AlarmTracker(lambda serial, event: None)
    memory.keep(server, FlightTracker(lambda serial, event: None), alarms)
    await memory.async_load()
    assert [dock.serial for dock in server.fleet if dock.accepted] == [DOCK, "8UUXN0000000C3"]
    assert server.properties.of(DOCK)["silent_mode"] == 0
    assert [alarm.code for alarm in alarms.of("1581F0000000B2")] == ["0x16100083"]
    del hass_storage[STORE]
    await memory.async_save()
    assert hass_storage[STORE] == known
