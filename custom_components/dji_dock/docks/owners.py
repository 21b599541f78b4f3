"""Which dock belongs to which entry of this Home Assistant, loaded or not."""

from collections.abc import Mapping
from datetime import UTC, datetime
import logging
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr

from ..cloud_api import is_serial
from ..const import DOMAIN
from ..util.dock_owners import dock_owners
from .foreign import raise_dock_twice
from .memory import fleet_store

_LOGGER = logging.getLogger(__name__)


async def async_load_owners(hass: HomeAssistant) -> None:
    """Read which docks the entries had accepted when they ran last; before any of them runs.

    Earlier releases let two entries accept one dock. It stays with the one that knew it first, since
    that one has its entities, and the user is reported.
    """
    owners = dock_owners(hass)
    found: dict[str, list[ConfigEntry]] = {}
    for entry in hass.config_entries.async_entries(DOMAIN):
        for dock in await _async_saved_docks(hass, entry):
            if dock.get("accepted") is True:
                found.setdefault(str(dock["serial"]), []).append(entry)
    for serial, entries in found.items():
        first, *others = sorted(entries, key=lambda entry: _known_since(hass, entry, serial))
        owners.claim(serial, first.entry_id)
        for entry in others:
            _LOGGER.warning(
                "Dock %s is in %s and in %s; it stays in the first",
                serial,
                first.title,
                entry.title,
            )
            raise_dock_twice(hass, entry, first, serial)
            _remove_device(hass, entry, serial)


async def _async_saved_docks(hass: HomeAssistant, entry: ConfigEntry) -> list[Mapping[str, Any]]:
    """Return the docks of an entry's file; one that cannot be read is that entry's trouble alone."""
    try:
        return saved_docks(await fleet_store(hass, entry.entry_id).async_load())
    except (HomeAssistantError, OSError) as err:
        _LOGGER.error("The docks of %s cannot be read: %s", entry.title, err)
        return []


def saved_docks(saved: object) -> list[Mapping[str, Any]]:
    """Return the docks of an entry's file that can be read."""
    docks = saved.get("docks") if isinstance(saved, Mapping) else None
    return [
        dock
        for dock in (docks if isinstance(docks, list) else ())
        if isinstance(dock, Mapping) and is_serial(str(dock.get("serial")))
    ]


def _known_since(hass: HomeAssistant, entry: ConfigEntry, serial: str) -> tuple[datetime, datetime]:
    device = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, serial), entry.entry_id)
    return (device.created_at if device else datetime.max.replace(tzinfo=UTC), entry.created_at)


def _remove_device(hass: HomeAssistant, entry: ConfigEntry, serial: str) -> None:
    """Remove the second device of a dock, with its aircraft: most of their entities are refused."""
    registry = dr.async_get(hass)
    if dock := registry.async_get_device_by_identifier((DOMAIN, serial), entry.entry_id):
        for device in dr.async_entries_for_config_entry(registry, entry.entry_id):
            if device.via_device_id == dock.id:
                registry.async_remove_device(device.id)
        registry.async_remove_device(dock.id)
