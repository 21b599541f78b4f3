"""Properties of devices that are yes or no."""

from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.const import EntityCategory

from ..cloud_api import Property, aircraft_properties as aircraft, dock_properties as dock
from .entity import FeedEntity, PropertyDescription, PropertyEntity
from .feed import DeviceFeed

_DIAGNOSTIC = EntityCategory.DIAGNOSTIC


ONLINE = BinarySensorEntityDescription(
    key="online",
    translation_key="online",
    device_class=BinarySensorDeviceClass.CONNECTIVITY,
    entity_category=_DIAGNOSTIC,
)


@dataclass(frozen=True, kw_only=True)
class PropertyBinarySensorDescription(PropertyDescription, BinarySensorEntityDescription):
    """A binary sensor of a device."""


def _reported(
    key: str,
    source: Property[bool],
    kind: BinarySensorDeviceClass | None = None,
    *,
    hidden: bool = False,
    **more: Any,
) -> PropertyBinarySensorDescription:
    return PropertyBinarySensorDescription(
        key=key,
        source=source,
        device_class=kind,
        entity_registry_enabled_default=not hidden,
        **more,
    )


def _diagnostic(
    key: str,
    source: Property[bool],
    kind: BinarySensorDeviceClass | None = None,
    *,
    hidden: bool = True,
    **more: Any,
) -> PropertyBinarySensorDescription:
    return _reported(key, source, kind, hidden=hidden, entity_category=_DIAGNOSTIC, **more)


_UPGRADES = (
    (dock.UPGRADING, dock.UPGRADE_NEEDED),
    (aircraft.UPGRADING, aircraft.UPGRADE_NEEDED),
)
_DOCK_UPGRADES, _AIRCRAFT_UPGRADES = (
    (
        _diagnostic("upgrading", upgrading, BinarySensorDeviceClass.RUNNING),
        _diagnostic("upgrade_needed", needed, BinarySensorDeviceClass.PROBLEM, hidden=False),
    )
    for upgrading, needed in _UPGRADES
)

DOCK_BINARY_SENSORS = (
    _reported("aircraft_in_dock", dock.AIRCRAFT_IN_DOCK, priority=True),
    _reported(
        "aircraft_charging",
        dock.AIRCRAFT_CHARGING,
        BinarySensorDeviceClass.BATTERY_CHARGING,
        replaced=True,
    ),
    # Not of the class of lights: that is for what sees light.
    _reported("supplement_light", dock.SUPPLEMENT_LIGHT, replaced=True),
    _reported("alarm", dock.ALARM),
    _reported("emergency_stop", dock.EMERGENCY_STOP, BinarySensorDeviceClass.SAFETY, priority=True),
    _diagnostic("aircraft_paired", dock.AIRCRAFT_PAIRED),
    _diagnostic("backup_battery", dock.BACKUP_BATTERY, hidden=False),
    _diagnostic("sdr_link", dock.SDR_LINK, BinarySensorDeviceClass.CONNECTIVITY, hidden=False),
    _diagnostic("mobile_link", dock.MOBILE_LINK, BinarySensorDeviceClass.CONNECTIVITY),
    _diagnostic("calibrated", dock.CALIBRATED, hidden=False),
    _diagnostic("alternate_landing", dock.ALTERNATE_LANDING, hidden=False),
    *_DOCK_UPGRADES,
)

AIRCRAFT_BINARY_SENSORS = (
    _reported("near_height_limit", aircraft.NEAR_HEIGHT_LIMIT),
    _reported("near_distance_limit", aircraft.NEAR_DISTANCE_LIMIT),
    _reported("near_area_limit", aircraft.NEAR_AREA_LIMIT),
    _reported("recording", aircraft.RECORDING, BinarySensorDeviceClass.RUNNING),
    *_AIRCRAFT_UPGRADES,
)


class PropertyBinarySensor(PropertyEntity, BinarySensorEntity):
    """A yes or no that a device reported."""

    entity_description: PropertyBinarySensorDescription

    @override
    def _take(self, value: bool | None) -> None:
        self._attr_is_on = value


class AircraftOnline(FeedEntity, BinarySensorEntity):
    """Off while the aircraft is switched off; unavailable while nobody could report it."""

    def __init__(self, device: DeviceFeed) -> None:
        """Take the aircraft."""
        super().__init__(device, ONLINE)

    @override
    def _is_available(self) -> bool:
        return self.device.reachable

    @override
    def _read(self) -> bool:
        return self.device.online

    @override
    def _take(self, value: bool) -> None:
        self._attr_is_on = value
