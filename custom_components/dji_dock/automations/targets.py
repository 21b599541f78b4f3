"""Which docks the target of a trigger or a condition means."""

from typing import Any

from homeassistant.components.event import DOMAIN as EVENT
from homeassistant.core import HomeAssistant, callback, split_entity_id
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids

from ..const import DOMAIN
from ..coordinator import DockCoordinator
from ..hub import loaded_hubs

_EXCLUDE = "exclude"
"""Of a target, since 2026.11."""


@callback
def targeted_devices(hass: HomeAssistant, target: dict[str, Any]) -> set[str]:
    """Return the ids of the devices that a target means now.

    An entity means its dock if it is an event: these are what the target selector offers. Whether they
    are enabled, and what they are called, does not matter.
    """
    devices = _reach(hass, target)
    if exclude := target.get(_EXCLUDE):
        devices -= _reach(hass, exclude)
    return devices


@callback
def targeted_docks(hass: HomeAssistant, target: dict[str, Any]) -> list[DockCoordinator]:
    """Return the docks of loaded entries that a target means now."""
    wanted = targeted_devices(hass, target)
    return [
        dock
        for hub in loaded_hubs(hass)
        for dock in hub.coordinators.values()
        if dock_device(hass, hub.entry.entry_id, dock.serial) in wanted
    ]


@callback
def dock_device(hass: HomeAssistant, entry_id: str, serial: str) -> str | None:
    """Return the id of a dock's device, None if there is none."""
    device = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, serial), entry_id)
    return device.id if device else None


@callback
def _reach(hass: HomeAssistant, target: dict[str, Any]) -> set[str]:
    selected = async_extract_referenced_entity_ids(hass, TargetSelection(target))
    entities = er.async_get(hass)
    found = {
        entry.device_id
        for entity_id in selected.referenced | selected.indirectly_referenced
        if split_entity_id(entity_id)[0] == EVENT
        and (entry := entities.async_get(entity_id))
        and entry.platform == DOMAIN
        and entry.device_id
    }
    return selected.referenced_devices | found
