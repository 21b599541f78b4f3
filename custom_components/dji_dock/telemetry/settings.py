"""The properties of docks and aircraft that can be set."""

from dataclasses import dataclass

from homeassistant.components.number import (
    NumberDeviceClass,
    NumberEntityDescription,
    NumberMode,
)
from homeassistant.components.select import SelectEntityDescription
from homeassistant.components.switch import SwitchEntityDescription
from homeassistant.const import UnitOfLength, UnitOfRatio

from ..cloud_api import Property, aircraft_properties as aircraft, dock_properties as dock
from .entity import Tables
from .setting import SettingDescription


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


@dataclass(frozen=True, kw_only=True)
class SettingSelectDescription(SettingDescription, SelectEntityDescription):
    """A setting with named values."""


def _choice(key: str, source: Property[str], generations: str) -> SettingSelectDescription:
    return SettingSelectDescription(
        key=key,
        source=source,
        generations=generations,
        options=list((source.names or {}).values()),
        entity_registry_enabled_default=False,
    )


SELECTS: Tables[SettingSelectDescription] = {
    "aircraft": (
        # Documented for aircraft without a dock only, and reported by those of a Dock 3.
        _choice("controller_lost_action", aircraft.CONTROLLER_LOST_ACTION, ""),
        _choice("commander_flight_mode", aircraft.COMMANDER_FLIGHT_MODE, "123"),
        _choice("commander_lost_action", aircraft.COMMANDER_LOST_ACTION, "123"),
    ),
}


@dataclass(frozen=True, kw_only=True)
class SettingSwitchDescription(SettingDescription, SwitchEntityDescription):
    """A setting that is on or off."""


SWITCHES: Tables[SettingSwitchDescription] = {
    "dock": (
        SettingSwitchDescription(key="silent_mode", source=dock.SILENT_MODE),
        SettingSwitchDescription(key="air_transfer", source=dock.AIR_TRANSFER, generations="23"),
    ),
    "aircraft": (
        SettingSwitchDescription(key="night_lights", source=aircraft.NIGHT_LIGHTS),
        SettingSwitchDescription(key="avoids_horizontally", source=aircraft.AVOIDS_HORIZONTALLY),
        SettingSwitchDescription(key="avoids_upward", source=aircraft.AVOIDS_UPWARD),
        SettingSwitchDescription(key="avoids_downward", source=aircraft.AVOIDS_DOWNWARD),
        SettingSwitchDescription(key="distance_limited", source=aircraft.DISTANCE_LIMITED),
    ),
}
