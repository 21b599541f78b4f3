"""The cloud server in numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.sensor import (
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory

from .coordinator import CloudCoordinator, CloudState
from .entity import CloudEntity


@dataclass(frozen=True, kw_only=True)
class CloudSensorDescription(SensorEntityDescription):
    """A sensor and where its value comes from."""

    value_fn: Callable[[CloudState], float | None]
    attributes_fn: Callable[[CloudState], dict[str, Any]] | None = None
    needs_broker: bool = False
    """Whether the value is nothing to go by while the broker is away."""


CLOUD_SENSORS = (
    CloudSensorDescription(
        key="docks_online",
        translation_key="docks_online",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda state: state.docks_online,
        attributes_fn=lambda state: {"known": state.docks_known},
        needs_broker=True,
    ),
    CloudSensorDescription(
        key="messages_per_second",
        translation_key="messages_per_second",
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        suggested_display_precision=1,
        value_fn=lambda state: state.messages_per_second,
    ),
    CloudSensorDescription(
        key="dropped_messages",
        translation_key="dropped_messages",
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda state: sum(state.dropped.values()),
        attributes_fn=lambda state: {"by_reason": dict(state.dropped)},
    ),
    CloudSensorDescription(
        key="pending_requests",
        translation_key="pending_requests",
        state_class=SensorStateClass.MEASUREMENT,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.pending,
    ),
    CloudSensorDescription(
        key="credentials_handed_out",
        translation_key="credentials_handed_out",
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        value_fn=lambda state: state.credentials_handed_out,
    ),
)


class CloudSensor(CloudEntity, SensorEntity):
    """A number of the cloud server."""

    entity_description: CloudSensorDescription

    @property
    @override
    def available(self) -> bool:
        """Return whether the value is something to go by."""
        needs_broker = self.entity_description.needs_broker
        return super().available and (self.state_of_cloud.connected or not needs_broker)

    @property
    @override
    def native_value(self) -> float | None:
        """Return the number, None while there is none."""
        return self.entity_description.value_fn(self.state_of_cloud)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        """Return what belongs to the number."""
        attributes = self.entity_description.attributes_fn
        return attributes(self.state_of_cloud) if attributes else None


def cloud_sensors(coordinator: CloudCoordinator) -> list[CloudSensor]:
    """Return the sensors of a cloud server."""
    return [CloudSensor(coordinator, description) for description in CLOUD_SENSORS]
