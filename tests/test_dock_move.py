"""A dock that moves is on disk at its new place before anything changes hands."""

from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.util.file import WriteError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.dock_move import _async_move
from custom_components.dji_dock.foreign_docks import dock_owners
from custom_components.dji_dock.index import IndexUnusable

DOCK = "8UUXN0000000A1"
BUCKET = {
    "provider": "minio",
    "endpoint": "http://store.test:9000",
    "bucket": "docks",
    "access_key_id": "key",
    "secret_access_key": "secret",
}


def entry(hass: HomeAssistant, name: str) -> MockConfigEntry:
    """Return an entry that does not run."""
    made = MockConfigEntry(
        domain=DOMAIN,
        title=name,
        entry_id=name,
        data={"host": "broker.test", **BUCKET, "advanced": {"key_prefix": name}},
    )
    made.add_to_hass(hass)
    return made


def docks_of(hass_storage: dict[str, Any], name: str) -> list[str]:
    """Return the accepted docks in the file of an entry."""
    saved = hass_storage.get(f"{DOMAIN}.{name}.docks", {"data": {"docks": []}})
    return [dock["serial"] for dock in saved["data"]["docks"] if dock["accepted"]]


async def test_a_full_disk(hass: HomeAssistant, hass_storage: dict[str, Any]) -> None:
    """Home Assistant only logs it: the dock stays where it was, and moves when there is room."""
    roof, barn = entry(hass, "roof"), entry(hass, "barn")
    for name, accepted in (("roof", True), ("barn", False)):
        hass_storage[f"{DOMAIN}.{name}.docks"] = {
            "version": 1,
            "data": {"docks": [{"serial": DOCK, "accepted": accepted, "ignored": not accepted}]},
        }
    registry = dr.async_get(hass)
    registry.async_get_or_create(config_entry_id="roof", identifiers={(DOMAIN, DOCK)}, name="Dock")
    owners = dock_owners(hass)
    owners.claim(DOCK, "roof")
    with (
        patch(
            "homeassistant.helpers.storage.Store._async_write_data",
            side_effect=WriteError("No space left on device"),
        ),
        pytest.raises(IndexUnusable),
    ):
        await _async_move(hass, roof, barn, DOCK)
    assert owners.owner(DOCK) == "roof"
    assert registry.async_get_device_by_identifier((DOMAIN, DOCK), "roof")
    assert (docks_of(hass_storage, "roof"), docks_of(hass_storage, "barn")) == ([DOCK], [])
    await _async_move(hass, roof, barn, DOCK)
    assert owners.owner(DOCK) == "barn"
    assert registry.async_get_device_by_identifier((DOMAIN, DOCK), "barn")
    assert (docks_of(hass_storage, "roof"), docks_of(hass_storage, "barn")) == ([], [DOCK])
