"""A binding is confirmed when it is on disk, not when somebody was asked to write it."""

from typing import Any
from unittest.mock import patch

from homeassistant.core import CoreState, HomeAssistant
from homeassistant.util.file import WriteError
import pytest

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
