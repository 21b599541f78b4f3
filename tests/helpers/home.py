"""Home Assistant as the tests of several features use it."""

import asyncio
from collections.abc import Callable
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.const import DOMAIN
from tests.helpers.entries import (
    ENTRY_ID,
)


async def wait_until(condition: Callable[[], object], seconds: float = 40) -> None:
    """Wait until something holds."""
    try:
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.02)
    except TimeoutError:
        pytest.fail(f"did not happen within {seconds} s")


async def set_up(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigEntryState:
    """Set an entry up, and return how it went."""
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    return entry.state


def device_id(hass: HomeAssistant, serial: str) -> str:
    """Return the id of a device."""
    return dr.async_get_device_id_by_identifier(hass, (DOMAIN, serial), config_entry_id=ENTRY_ID)


async def call(hass: HomeAssistant, action: str, serial: str, **data: Any) -> dict[str, Any]:
    """Call an action for a dock, and return its response."""
    response: Any = await hass.services.async_call(
        DOMAIN,
        action,
        {"device_id": device_id(hass, serial), **data},
        blocking=True,
        return_response=True,
    )
    assert isinstance(response, dict)
    return response


def state(hass: HomeAssistant, entity_id: str) -> str:
    """Return the state of an entity."""
    found = hass.states.get(entity_id)
    assert found is not None, entity_id
    return found.state


def issues(hass: HomeAssistant) -> dict[str, ir.IssueEntry]:
    """Return the open issues of the integration."""
    return {
        issue_id: issue
        for (domain, issue_id), issue in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue.active
    }


def device_of(hass: HomeAssistant, serial: str) -> dr.DeviceEntry:
    """Return a device that stands for itself."""
    device = dr.async_get(hass).async_get(device_id(hass, serial))
    assert isinstance(device, dr.DeviceEntry)
    return device


async def fix(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, issue_id: str, choice: str
) -> dict[str, Any]:
    """Answer the question about a dock, as the user interface does."""
    client = await hass_client()
    opened = await client.post(
        "/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": issue_id}
    )
    flow = await opened.json()
    assert flow["type"] == "menu"
    answered = await client.post(
        f"/api/repairs/issues/fix/{flow['flow_id']}", json={"next_step_id": choice}
    )
    result: dict[str, Any] = await answered.json()
    return result
