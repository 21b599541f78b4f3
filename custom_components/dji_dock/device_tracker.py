"""Where docks and aircraft are."""

from collections.abc import Iterable
from typing import Any, override

from homeassistant.components.device_tracker import TrackerEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .hub import DjiDockConfigEntry
from .telemetry.entity import PropertyEntity, async_add_telemetry
from .telemetry.feed import DeviceFeed
from .telemetry.places import PLACES, PlaceDescription

PARALLEL_UPDATES = 0

# About a tenth of a metre: what is finer is noise, and would be written down as movement.
_DIGITS = 6


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the place of each device."""
    async_add_telemetry(entry, entry.runtime_data.devices, async_add_entities, PLACES, Place)


class Place(PropertyEntity, TrackerEntity):
    """Where a device is."""

    entity_description: PlaceDescription

    def __init__(self, device: DeviceFeed, description: PlaceDescription) -> None:
        """Take both halves of the place."""
        self._longitude = description.longitude
        super().__init__(device, description)

    @property
    @override
    def first_keys(self) -> Iterable[str]:
        """Return the first keys of both."""
        return (self._source.first_key, self._longitude.first_key)

    @override
    def _read(self) -> tuple[float, float] | None:
        latitude = self._source.read(self.device.values)
        longitude = self._longitude.read(self.device.values)
        if latitude is None or longitude is None or abs(latitude) > 90:
            return None
        return round(latitude, _DIGITS), round(longitude, _DIGITS)

    @override
    def _take(self, value: Any) -> None:
        self._attr_latitude, self._attr_longitude = value or (None, None)
