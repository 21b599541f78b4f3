"""Whether the cloud server has its broker."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory

from .coordinator import CloudCoordinator, CloudState
from .entity import CloudEntity


@dataclass(frozen=True, kw_only=True)
class CloudBinarySensorDescription(BinarySensorEntityDescription):
    """A binary sensor and where its value comes from."""

    value_fn: Callable[[CloudState], bool]
    attributes_fn: Callable[[CloudState], dict[str, Any]]


CLOUD_BINARY_SENSORS = (
    CloudBinarySensorDescription(
        key="broker_connected",
        translation_key="broker_connected",
        device_class=BinarySensorDeviceClass.CONNECTIVITY,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda state: state.connected,
        attributes_fn=lambda state: {"reason": state.reason},
    ),
)


class CloudBinarySensor(CloudEntity, BinarySensorEntity):
    """Something that is so of the cloud server, or is not."""

    entity_description: CloudBinarySensorDescription

    @property
    @override
    def is_on(self) -> bool:
        """Return whether it is so."""
        return self.entity_description.value_fn(self.state_of_cloud)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return why it is so."""
        return self.entity_description.attributes_fn(self.state_of_cloud)


def cloud_binary_sensors(coordinator: CloudCoordinator) -> list[CloudBinarySensor]:
    """Return the binary sensors of a cloud server."""
    return [CloudBinarySensor(coordinator, description) for description in CLOUD_BINARY_SENSORS]
