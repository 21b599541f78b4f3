"""Whether a dock can be heard."""

from typing import override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import DockEntity, async_add_for_each_dock
from .runtime import DjiDockConfigEntry

PARALLEL_UPDATES = 0

ONLINE = BinarySensorEntityDescription(
    key="online",
    translation_key="online",
    device_class=BinarySensorDeviceClass.CONNECTIVITY,
    entity_category=EntityCategory.DIAGNOSTIC,
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the connectivity of each dock."""
    async_add_for_each_dock(
        entry, async_add_entities, lambda coordinator: [OnlineSensor(coordinator, ONLINE)]
    )


class OnlineSensor(DockEntity, BinarySensorEntity):
    """Off when the dock is silent; unavailable only when we ourselves are cut off."""

    _kept_here = True

    @property
    @override
    def available(self) -> bool:
        """Return whether we could hear the dock if it spoke."""
        return super().available and self.state_of_dock.connected

    @property
    @override
    def is_on(self) -> bool:
        """Return whether the dock was heard of late."""
        return self.state_of_dock.dock.online
