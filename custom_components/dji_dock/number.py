"""Limits and heights of aircraft."""

from dataclasses import dataclass
from functools import partial
from typing import override

from homeassistant.components.number import (
    NumberDeviceClass,
    NumberEntity,
    NumberEntityDescription,
    NumberMode,
)
from homeassistant.const import UnitOfLength, UnitOfRatio
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .cloud_api import Property, aircraft_properties as aircraft
from .hub import DjiDockConfigEntry
from .telemetry.entity import Tables, async_add_telemetry
from .telemetry.setting import SettingDescription, SettingEntity

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class SettingNumberDescription(SettingDescription, NumberEntityDescription):
    """A number that can be set."""


def _meters(
    key: str, source: Property[float], least: int, most: int, *, hidden: bool = False
) -> SettingNumberDescription:
    return SettingNumberDescription(
        key=key,
        source=source,
        device_class=NumberDeviceClass.DISTANCE,
        native_unit_of_measurement=UnitOfLength.METERS,
        native_min_value=least,
        native_max_value=most,
        native_step=1,
        mode=NumberMode.BOX,
        entity_registry_enabled_default=not hidden,
    )


# The bounds are DJI's.
NUMBERS: Tables[SettingNumberDescription] = {
    "aircraft": (
        _meters("height_limit", aircraft.HEIGHT_LIMIT, 20, 1500),
        _meters("distance_limit", aircraft.DISTANCE_LIMIT, 15, 8000),
        _meters("return_altitude", aircraft.RETURN_ALTITUDE, 20, 500),
        _meters("commander_flight_height", aircraft.COMMANDER_FLIGHT_HEIGHT, 2, 3000, hidden=True),
        SettingNumberDescription(
            key="return_reserve",
            source=aircraft.RETURN_RESERVE,
            generations="3",
            native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
            native_min_value=0,
            native_max_value=100,
            native_step=1,
            mode=NumberMode.BOX,
            entity_registry_enabled_default=False,
        ),
    ),
}


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the numbers of each aircraft."""
    hub = entry.runtime_data
    async_add_telemetry(
        entry, hub.devices, async_add_entities, NUMBERS, partial(SettingNumber, hub.server)
    )


class SettingNumber(SettingEntity, NumberEntity):
    """A number that can be set."""

    entity_description: SettingNumberDescription

    @override
    def _take(self, value: float | None) -> None:
        self._attr_native_value = value

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Ask for another number; devices know whole ones only."""
        await self._async_set(round(value))
