"""Whether docks and aircraft can be heard, and what else is yes or no."""

from typing import override

from homeassistant.components.binary_sensor import BinarySensorEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .alarms.entities import Problem
from .cloud_device.binary_sensors import cloud_binary_sensors
from .debugging.control import unless_replaced
from .entity import DockEntity, async_add_for_each_dock
from .hub import DjiDockConfigEntry
from .telemetry.binary_sensor import (
    AIRCRAFT_BINARY_SENSORS,
    DOCK_BINARY_SENSORS,
    ONLINE,
    AircraftOnline,
    PropertyBinarySensor,
    PropertyBinarySensorDescription,
)
from .telemetry.entity import Tables, async_add_for_each_device, async_add_telemetry
from .telemetry.feed import DeviceFeed

PARALLEL_UPDATES = 0

PROPERTY_BINARY_SENSORS: Tables[PropertyBinarySensorDescription] = {
    "dock": DOCK_BINARY_SENSORS,
    "aircraft": AIRCRAFT_BINARY_SENSORS,
}


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the binary sensors of the cloud, each dock and each aircraft."""
    async_add_entities(cloud_binary_sensors(entry.runtime_data.cloud))
    async_add_for_each_dock(
        entry, async_add_entities, lambda coordinator: [OnlineSensor(coordinator, ONLINE)]
    )
    devices = entry.runtime_data.devices
    async_add_for_each_device(entry, devices, async_add_entities, _for_device)
    async_add_telemetry(
        entry,
        devices,
        async_add_entities,
        PROPERTY_BINARY_SENSORS,
        PropertyBinarySensor,
        offered=unless_replaced(entry.runtime_data.debugging),
    )


def _for_device(device: DeviceFeed) -> list[Entity]:
    """Return what does not come from a property."""
    problem = Problem(device)
    return [problem, AircraftOnline(device)] if device.kind == "aircraft" else [problem]


class OnlineSensor(DockEntity, BinarySensorEntity):
    """Off when the dock is silent; unavailable only when we ourselves are cut off."""

    _available_offline = True

    @property
    @override
    def available(self) -> bool:
        """Return whether we could hear the dock if it spoke."""
        return super().available and self.state_of_dock.connected

    @override
    def _displayed(self) -> object:
        return self.is_on

    @property
    @override
    def is_on(self) -> bool:
        """Return whether the dock was heard of late."""
        return self.state_of_dock.dock.online
