"""Settings of docks and aircraft that are on or off."""

from dataclasses import dataclass
from functools import partial
from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .cloud_api import aircraft_properties as aircraft, dock_properties as dock
from .hub import DjiDockConfigEntry
from .telemetry.entity import Tables, async_add_telemetry
from .telemetry.setting import SettingDescription, SettingEntity

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class SettingSwitchDescription(SettingDescription, SwitchEntityDescription):
    """A setting that is on or off."""


SWITCHES: Tables[SettingSwitchDescription] = {
    "dock": (
        SettingSwitchDescription(key="silent_mode", source=dock.SILENT_MODE),
        SettingSwitchDescription(key="air_transfer", source=dock.AIR_TRANSFER, generations="23"),
    ),
    "aircraft": (
        SettingSwitchDescription(key="night_lights", source=aircraft.NIGHT_LIGHTS),
        SettingSwitchDescription(key="avoids_horizontally", source=aircraft.AVOIDS_HORIZONTALLY),
        SettingSwitchDescription(key="avoids_upward", source=aircraft.AVOIDS_UPWARD),
        SettingSwitchDescription(key="avoids_downward", source=aircraft.AVOIDS_DOWNWARD),
        SettingSwitchDescription(key="distance_limited", source=aircraft.DISTANCE_LIMITED),
    ),
}


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the switches of each device."""
    hub = entry.runtime_data
    async_add_telemetry(
        entry, hub.devices, async_add_entities, SWITCHES, partial(SettingSwitch, hub.server)
    )


class SettingSwitch(SettingEntity, SwitchEntity):
    """A setting that is on or off."""

    entity_description: SettingSwitchDescription

    @override
    def _take(self, value: bool | None) -> None:
        self._attr_is_on = value

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Ask for it to be on."""
        await self._async_set(True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Ask for it to be off."""
        await self._async_set(False)
