"""The sensors of a dock that show its properties."""

from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.const import (
    DEGREE,
    UnitOfDataRate,
    UnitOfElectricCurrent,
    UnitOfElectricPotential,
    UnitOfFrequency,
    UnitOfInformation,
    UnitOfLength,
    UnitOfPower,
    UnitOfRatio,
    UnitOfSpeed,
    UnitOfTemperature,
    UnitOfTime,
)

from ..cloud_api import dock_properties as dock
from .sensor import ANGLE, DIAGNOSTIC, TOTAL, choice, dated, diagnostic, measured

_CELSIUS = UnitOfTemperature.CELSIUS
_PERCENT = UnitOfRatio.PERCENTAGE
_KILOBYTES = UnitOfInformation.KILOBYTES
_GIGABYTES = UnitOfInformation.GIGABYTES
_MILLIVOLT = UnitOfElectricPotential.MILLIVOLT
_VOLT = UnitOfElectricPotential.VOLT
_TEMPERATURE = SensorDeviceClass.TEMPERATURE
_VOLTAGE = SensorDeviceClass.VOLTAGE

DOCK_SENSORS = (
    choice("mode", dock.MODE, translation_key="dock_mode", priority=True),
    choice("flight_step", dock.FLIGHT_STEP, priority=True),
    choice("cover", dock.COVER, priority=True),
    choice("rods", dock.RODS, generations="1", entity_category=DIAGNOSTIC, hidden=True),
    measured("flights", dock.FLIGHTS, state_class=TOTAL),
    measured(
        "aircraft_battery", dock.AIRCRAFT_BATTERY, _PERCENT, SensorDeviceClass.BATTERY, priority=True
    ),
    choice("battery_maintenance", dock.BATTERY_MAINTENANCE, entity_category=DIAGNOSTIC),
    diagnostic(
        "battery_maintenance_left",
        dock.BATTERY_MAINTENANCE_LEFT,
        UnitOfTime.HOURS,
        SensorDeviceClass.DURATION,
    ),
    choice("battery_heating", dock.BATTERY_HEATING, entity_category=DIAGNOSTIC, hidden=True),
    choice("battery_store_mode", dock.BATTERY_STORE_MODE, entity_category=DIAGNOSTIC, hidden=True, replaced=True),
    diagnostic(
        "aircraft_battery_voltage",
        dock.BATTERY_VOLTAGE,
        _MILLIVOLT,
        _VOLTAGE,
        suggested_unit_of_measurement=_VOLT,
        digits=1,
    ),
    diagnostic(
        "aircraft_battery_temperature", dock.BATTERY_TEMPERATURE, _CELSIUS, _TEMPERATURE, digits=1
    ),
    diagnostic(
        "right_aircraft_battery_voltage",
        dock.RIGHT_BATTERY_VOLTAGE,
        _MILLIVOLT,
        _VOLTAGE,
        generations="1",
        suggested_unit_of_measurement=_VOLT,
        digits=1,
    ),
    diagnostic(
        "right_aircraft_battery_temperature",
        dock.RIGHT_BATTERY_TEMPERATURE,
        _CELSIUS,
        _TEMPERATURE,
        generations="1",
        digits=1,
    ),
    # The weather, and the climate inside.
    measured(
        "environment_temperature", dock.OUTSIDE_TEMPERATURE, _CELSIUS, _TEMPERATURE, digits=1
    ),
    measured("temperature", dock.TEMPERATURE, _CELSIUS, _TEMPERATURE, digits=1),
    measured("humidity", dock.HUMIDITY, _PERCENT, SensorDeviceClass.HUMIDITY),
    choice("rainfall", dock.RAIN),
    measured(
        "wind_speed",
        dock.WIND_SPEED,
        UnitOfSpeed.METERS_PER_SECOND,
        SensorDeviceClass.WIND_SPEED,
        digits=1,
    ),
    choice("air_conditioner", dock.AIR_CONDITIONER),
    diagnostic(
        "air_conditioner_locked",
        dock.AIR_CONDITIONER_LOCKED,
        UnitOfTime.SECONDS,
        SensorDeviceClass.DURATION,
    ),
    # Power.
    diagnostic("supply_voltage", dock.SUPPLY_VOLTAGE, _VOLT, _VOLTAGE, hidden=False),
    diagnostic(
        "working_voltage",
        dock.WORKING_VOLTAGE,
        _MILLIVOLT,
        _VOLTAGE,
        suggested_unit_of_measurement=_VOLT,
        digits=1,
    ),
    diagnostic(
        "working_current",
        dock.WORKING_CURRENT,
        UnitOfElectricCurrent.MILLIAMPERE,
        SensorDeviceClass.CURRENT,
        suggested_unit_of_measurement=UnitOfElectricCurrent.AMPERE,
        digits=1,
    ),
    diagnostic(
        "input_power",
        dock.INPUT_POWER,
        UnitOfPower.WATT,
        SensorDeviceClass.POWER,
        generations="",
    ),
    diagnostic(
        "backup_battery_voltage",
        dock.BACKUP_BATTERY_VOLTAGE,
        _MILLIVOLT,
        _VOLTAGE,
        suggested_unit_of_measurement=_VOLT,
        digits=1,
    ),
    diagnostic(
        "backup_battery_temperature",
        dock.BACKUP_BATTERY_TEMPERATURE,
        _CELSIUS,
        _TEMPERATURE,
        digits=1,
    ),
    # Links and storage.
    choice("network", dock.NETWORK, entity_category=DIAGNOSTIC),
    diagnostic("network_quality", dock.NETWORK_QUALITY),
    diagnostic(
        "network_rate",
        dock.NETWORK_RATE,
        UnitOfDataRate.KILOBYTES_PER_SECOND,
        SensorDeviceClass.DATA_RATE,
    ),
    diagnostic("sdr_quality", dock.SDR_QUALITY, hidden=False),
    diagnostic("sdr_band", dock.SDR_BAND, UnitOfFrequency.GIGAHERTZ, SensorDeviceClass.FREQUENCY,
               digits=1),
    diagnostic("mobile_quality", dock.MOBILE_QUALITY),
    diagnostic("mobile_quality_of_aircraft", dock.MOBILE_QUALITY_OF_AIRCRAFT),
    diagnostic("mobile_quality_of_dock", dock.MOBILE_QUALITY_OF_DOCK),
    diagnostic("mobile_band", dock.MOBILE_BAND, UnitOfFrequency.GIGAHERTZ,
               SensorDeviceClass.FREQUENCY, digits=1),
    choice("link_mode", dock.LINK_MODE, entity_category=DIAGNOSTIC, hidden=True, replaced=True),
    diagnostic("dongles", dock.DONGLES),
    choice("live_control", dock.LIVE_CONTROL, entity_category=DIAGNOSTIC, hidden=True),
    diagnostic(
        "storage_used",
        dock.STORAGE_USED,
        _KILOBYTES,
        SensorDeviceClass.DATA_SIZE,
        suggested_unit_of_measurement=_GIGABYTES,
        digits=2,
        hidden=False,
    ),
    diagnostic(
        "storage_size",
        dock.STORAGE_SIZE,
        _KILOBYTES,
        SensorDeviceClass.DATA_SIZE,
        suggested_unit_of_measurement=_GIGABYTES,
        digits=1,
    ),
    # The place.
    diagnostic("height", dock.HEIGHT, UnitOfLength.METERS, SensorDeviceClass.DISTANCE, digits=1),
    diagnostic("heading", dock.HEADING, DEGREE, generations="23", state_class=ANGLE),
    choice("position_fix", dock.POSITION_FIX, entity_category=DIAGNOSTIC, hidden=True),
    diagnostic("position_quality", dock.POSITION_QUALITY),
    diagnostic("gps_satellites", dock.GPS_SATELLITES),
    diagnostic("rtk_satellites", dock.RTK_SATELLITES),
    choice("home_position", dock.HOME_POSITION, generations="23", entity_category=DIAGNOSTIC,
           hidden=True),
    diagnostic(
        "alternate_landing_height",
        dock.ALTERNATE_LANDING_HEIGHT,
        UnitOfLength.METERS,
        SensorDeviceClass.DISTANCE,
        digits=1,
    ),
    # The device itself.
    diagnostic(
        "operating_time",
        dock.OPERATING_TIME,
        UnitOfTime.SECONDS,
        SensorDeviceClass.DURATION,
        state_class=TOTAL,
        suggested_unit_of_measurement=UnitOfTime.HOURS,
    ),
    dated("activated", dock.ACTIVATED),
    dated("routine_maintenance", dock.ROUTINE_MAINTENANCE),
    dated("deep_maintenance", dock.DEEP_MAINTENANCE),
)  # fmt: skip
