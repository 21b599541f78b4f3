"""Truth values."""

from typing import Any, override

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import MinimalEntry
from .feed import MinimalEntity


async def async_setup_entry(
    hass: HomeAssistant, entry: MinimalEntry, add: AddConfigEntryEntitiesCallback
) -> None:
    """Make the binary sensors."""
    add(entry.runtime_data.entities("binary_sensor", MinimalBinarySensor))


class MinimalBinarySensor(MinimalEntity, BinarySensorEntity):
    """A truth value."""

    @override
    def show(self, found: Any) -> None:
        if found != self.shown:
            self.shown = found
            self._attr_is_on = bool(found)
            self.async_write_ha_state()
