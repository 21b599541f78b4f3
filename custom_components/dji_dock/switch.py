"""Settings of docks and aircraft that are on or off."""

from functools import partial
from typing import Any, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .hub import DjiDockConfigEntry
from .telemetry.entity import async_add_telemetry
from .telemetry.setting import SettingEntity
from .telemetry.settings import SWITCHES, SettingSwitchDescription

PARALLEL_UPDATES = 1


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
