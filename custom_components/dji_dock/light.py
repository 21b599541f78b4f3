"""The supplement light of a dock."""

from functools import partial

from homeassistant.components.light import ColorMode, LightEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .debugging.control import OnOffControl, async_add_control_entities
from .debugging.entities import LIGHTS, ControlLightDescription
from .hub import DjiDockConfigEntry

PARALLEL_UPDATES = 0


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


class DockLight(OnOffControl, LightEntity):
    """A light that is on or off."""

    _attr_color_mode = ColorMode.ONOFF
    _attr_supported_color_modes = {ColorMode.ONOFF}
    entity_description: ControlLightDescription
