"""The supplement light of a dock."""

from functools import partial
from typing import Any, override

from homeassistant.components.light import ColorMode, LightEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .debugging.control import ControlEntity, async_add_control_entities
from .debugging.entities import LIGHTS, Command, ControlLightDescription
from .hub import DjiDockConfigEntry

PARALLEL_UPDATES = 0

ON, OFF = Command("supplement_light_open"), Command("supplement_light_close")


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the light of each dock that may be controlled."""
    hub = entry.runtime_data
    async_add_control_entities(
        *(entry, hub.devices, hub.debugging, async_add_entities, LIGHTS),
        make=partial(DockLight, hub.debugging),
    )


class DockLight(ControlEntity, LightEntity):
    """A light that is on or off."""

    _attr_color_mode = ColorMode.ONOFF
    _attr_supported_color_modes = {ColorMode.ONOFF}
    entity_description: ControlLightDescription

    @override
    def _take(self, value: bool | None) -> None:
        self._attr_is_on = value

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Let the dock switch it on."""
        await self._async_do(ON)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Let the dock switch it off."""
        await self._async_do(OFF)
