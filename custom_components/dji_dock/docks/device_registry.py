"""Docks, aircraft and the cloud itself in Home Assistant's device registry."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr

from ..cloud_api import Aircraft, Dock, Fleet, model_name
from ..const import DOMAIN

MANUFACTURER = "DJI"


class DockRegistry:
    """Keeps the registry as the docks describe themselves."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, fleet: Fleet) -> None:
        """Register the cloud, to which every dock belongs."""
        self._registry = dr.async_get(hass)
        self._entry_id = entry.entry_id
        self._fleet = fleet
        self._cloud_id = self._registry.async_get_or_create(
            config_entry_id=entry.entry_id,
            identifiers={(DOMAIN, entry.entry_id)},
            entry_type=dr.DeviceEntryType.SERVICE,
            manufacturer=MANUFACTURER,
            model="Cloud API",
            translation_key="cloud_server",
            translation_placeholders={"cloud": entry.title},
        ).id

    def update(self, dock: Dock) -> None:
        """Create or update a dock, and its aircraft through it."""
        model = model_name(dock.model_key)
        dock_id = self._registry.async_get_or_create(
            config_entry_id=self._entry_id,
            identifiers={(DOMAIN, dock.serial)},
            manufacturer=MANUFACTURER,
            model=model or "DJI Dock",
            model_id=dock.model_key or None,
            name=dock.callsign or f"{model or 'DJI Dock'} {dock.serial[-4:]}",
            serial_number=dock.serial,
            sw_version=dock.firmware or None,
            via_device_id=self._cloud_id,
        ).id
        if not dock.aircraft:
            return
        owner = self._fleet.dock_of(dock.aircraft.serial)
        if owner and owner.serial == dock.serial:
            self._update_aircraft(dock.aircraft, dock_id)

    def name_of(self, serial: str) -> str | None:
        """Return the name of a device, the user's own before ours."""
        device = self._registry.async_get_device_by_identifier((DOMAIN, serial), self._entry_id)
        return (device.name_by_user or device.name) if device else None

    def _update_aircraft(self, aircraft: Aircraft, dock_id: str) -> None:
        model = model_name(aircraft.model_key)
        self._registry.async_get_or_create(
            config_entry_id=self._entry_id,
            identifiers={(DOMAIN, aircraft.serial)},
            manufacturer=MANUFACTURER,
            model=model or "Aircraft",
            model_id=aircraft.model_key or None,
            name=f"{model or 'Aircraft'} {aircraft.serial[-4:]}",
            serial_number=aircraft.serial,
            sw_version=aircraft.firmware or None,
            via_device_id=dock_id,
        )
