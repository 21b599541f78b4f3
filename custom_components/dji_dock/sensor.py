"""What features know of docks in values, and what docks and aircraft measure."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, override

from homeassistant.components.sensor import SensorEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType

from .alarms.entities import AlarmCount
from .cloud_device.sensors import cloud_sensors
from .coordinator import DockCoordinator, DockState
from .debugging.control import unless_replaced
from .entity import DockEntity, async_add_for_each_dock
from .hub import DjiDockConfigEntry
from .jobs.entities import JOB_SENSORS
from .logs.entities import LOG_SENSORS
from .media.entities import MEDIA_SENSORS
from .telemetry.aircraft_sensors import AIRCRAFT_SENSORS
from .telemetry.dock_sensors import DOCK_SENSORS
from .telemetry.entity import Tables, async_add_for_each_device, async_add_telemetry
from .telemetry.sensor import PropertySensor, PropertySensorDescription
from .util.descriptions import StateSensorDescription

PARALLEL_UPDATES = 0

PROPERTY_SENSORS: Tables[PropertySensorDescription] = {
    "dock": DOCK_SENSORS,
    "aircraft": AIRCRAFT_SENSORS,
}


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of the cloud, each dock and each aircraft."""
    async_add_entities(cloud_sensors(entry.runtime_data.cloud))
    may_control = entry.runtime_data.debugging.may_control
    stored = entry.runtime_data.bucket.is_set
    async_add_for_each_dock(
        entry,
        async_add_entities,
        lambda coordinator: _for_dock(coordinator, may_control(coordinator.serial), stored),
    )
    devices = entry.runtime_data.devices
    async_add_for_each_device(
        entry, devices, async_add_entities, lambda device: [AlarmCount(device)]
    )
    async_add_telemetry(
        *(entry, devices, async_add_entities, PROPERTY_SENSORS, PropertySensor),
        offered=unless_replaced(entry.runtime_data.debugging),
    )


def _for_dock(coordinator: DockCoordinator, controlled: bool, stored: bool) -> list[Entity]:
    """Return what features know of a dock, and of what is done with it if anything may be.

    `stored` is whether there is a bucket for what it uploads.
    """
    return [
        *_sensors(coordinator, lambda state: state.logs, _offered(LOG_SENSORS, stored)),
        *_sensors(coordinator, lambda state: state.media, _offered(MEDIA_SENSORS, stored)),
        *_sensors(coordinator, lambda state: state.jobs, JOB_SENSORS if controlled else ()),
    ]


def _offered[S](
    table: Iterable[StateSensorDescription[S]], stored: bool
) -> list[StateSensorDescription[S]]:
    return [description for description in table if stored or description.without_bucket]


def _sensors[S](
    coordinator: DockCoordinator,
    part: Callable[[DockState], S],
    table: Iterable[StateSensorDescription[S]],
) -> list[DockSensor[S]]:
    return [DockSensor(coordinator, part, description) for description in table]


class DockSensor[S](DockEntity, SensorEntity):
    """A value out of what a feature knows of a dock."""

    entity_description: StateSensorDescription[S]

    def __init__(
        self,
        coordinator: DockCoordinator,
        part: Callable[[DockState], S],
        description: StateSensorDescription[S],
    ) -> None:
        """Take which part of the dock's state is the feature's."""
        super().__init__(coordinator, description)
        self._part = part
        self._available_offline = description.available_offline

    @override
    def _displayed(self) -> object:
        return self.native_value, self.extra_state_attributes

    @property
    @override
    def native_value(self) -> StateType | datetime:
        """Return the value, None while there is none."""
        return self.entity_description.value_fn(self._part(self.state_of_dock))

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        """Return what belongs to the value."""
        attributes = self.entity_description.attributes_fn
        return attributes(self._part(self.state_of_dock)) if attributes else None
