"""Places."""

from typing import Any, override

from homeassistant.components.device_tracker import TrackerEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import MinimalEntry
from .feed import MinimalEntity


async def async_setup_entry(
    hass: HomeAssistant, entry: MinimalEntry, add: AddConfigEntryEntitiesCallback
) -> None:
    """Make the trackers."""
    add(entry.runtime_data.entities("device_tracker", MinimalTracker))


class MinimalTracker(MinimalEntity, TrackerEntity):
    """A place."""

    @override
    def show(self, found: Any) -> None:
        place = (found["latitude"], found["longitude"])
        if place != self.shown:
            self.shown = place
            self._attr_latitude, self._attr_longitude = place
            self.async_write_ha_state()
