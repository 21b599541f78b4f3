"""Sensors that show a property of a device."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import EntityCategory

from ..cloud_api import Property
from .entity import PropertyDescription, PropertyEntity
from .feed import DeviceFeed

MEASUREMENT = SensorStateClass.MEASUREMENT
ANGLE = SensorStateClass.MEASUREMENT_ANGLE
TOTAL = SensorStateClass.TOTAL_INCREASING
DIAGNOSTIC = EntityCategory.DIAGNOSTIC


@dataclass(frozen=True, kw_only=True)
class PropertySensorDescription(PropertyDescription, SensorEntityDescription):
    """A sensor of a device."""


def choice(
    key: str, source: Property[str], *, hidden: bool = False, **more: Any
) -> PropertySensorDescription:
    """Describe a sensor that has one of some named states."""
    return PropertySensorDescription(
        key=key,
        source=source,
        device_class=SensorDeviceClass.ENUM,
        options=list((source.names or {}).values()),
        entity_registry_enabled_default=not hidden,
        **more,
    )


def measured(
    key: str,
    source: Property[Any],
    unit: str | None = None,
    kind: SensorDeviceClass | None = None,
    *,
    digits: int | None = 0,
    hidden: bool = False,
    **more: Any,
) -> PropertySensorDescription:
    """Describe a sensor with a number."""
    return PropertySensorDescription(
        key=key,
        source=source,
        native_unit_of_measurement=unit,
        device_class=kind,
        suggested_display_precision=digits,
        entity_registry_enabled_default=not hidden,
        **{"state_class": MEASUREMENT, **more},
    )


def diagnostic(
    key: str,
    source: Property[Any],
    unit: str | None = None,
    kind: SensorDeviceClass | None = None,
    *,
    hidden: bool = True,
    **more: Any,
) -> PropertySensorDescription:
    """Describe a number for those who look for a fault."""
    return measured(key, source, unit, kind, hidden=hidden, entity_category=DIAGNOSTIC, **more)


def dated(key: str, source: Property[Any]) -> PropertySensorDescription:
    """Describe the time of something long ago, for those who look for it."""
    return diagnostic(key, source, None, SensorDeviceClass.TIMESTAMP, state_class=None, digits=None)


class PropertySensor(PropertyEntity, SensorEntity):
    """A value that a device reported."""

    entity_description: PropertySensorDescription

    def __init__(self, device: DeviceFeed, description: PropertySensorDescription) -> None:
        """Take which states there can be."""
        if description.options is not None:
            self._attr_options = list(description.options)
        super().__init__(device, description)

    @property
    @override
    def suggested_unit_of_measurement(self) -> str | None:
        """Return the unit to begin with; speeds have that in which Home Assistant shows wind."""
        description = self.entity_description
        if description.device_class is not SensorDeviceClass.SPEED:
            return description.suggested_unit_of_measurement
        return self.hass.config.units.get_converted_unit(
            SensorDeviceClass.WIND_SPEED, description.native_unit_of_measurement
        )

    @override
    def _take(self, value: Any) -> None:
        options = self.entity_description.options
        if options is not None and value is not None and value not in options:
            # Newer firmware than this table: the number itself is better than nothing.
            self._attr_options = [*options, value]
        self._attr_native_value = value
