"""Numbers and choices."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.components.sensor import SensorEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import MinimalEntry
from .feed import MinimalEntity


async def async_setup_entry(
    hass: HomeAssistant, entry: MinimalEntry, add: AddConfigEntryEntitiesCallback
) -> None:
    """Make the sensors."""
    add(entry.runtime_data.entities("sensor", MinimalSensor))


class MinimalSensor(MinimalEntity, SensorEntity):
    """A number or a choice."""

    def __init__(self, serial: str, value: Mapping[str, Any]) -> None:
        """Take its unit and its names."""
        super().__init__(serial, value)
        self._attr_native_unit_of_measurement = value["unit"]
        self._attr_state_class = value["state_class"]
        self._names: Mapping[str, str] | None = value["names"]
        self._divisor: int = value["divisor"]

    @override
    def show(self, found: Any) -> None:
        if found == self.shown:
            return
        self.shown = found
        if self._names is not None:
            self._attr_native_value = self._names.get(str(found))
        elif self._divisor == 1:
            self._attr_native_value = found
        else:
            self._attr_native_value = found / self._divisor
        self.async_write_ha_state()
