"""The sensors of an aircraft that show its properties."""

from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.const import (
    DEGREE,
    UnitOfElectricPotential,
    UnitOfInformation,
    UnitOfLength,
    UnitOfRatio,
    UnitOfSpeed,
    UnitOfTemperature,
    UnitOfTime,
)

from ..cloud_api import aircraft_properties as aircraft
from .sensor import ANGLE, DIAGNOSTIC, TOTAL, choice, dated, diagnostic, measured

_CELSIUS = UnitOfTemperature.CELSIUS
_METERS = UnitOfLength.METERS
_PER_SECOND = UnitOfSpeed.METERS_PER_SECOND
_PERCENT = UnitOfRatio.PERCENTAGE
_KILOBYTES = UnitOfInformation.KILOBYTES
_GIGABYTES = UnitOfInformation.GIGABYTES
_MILLIVOLT = UnitOfElectricPotential.MILLIVOLT
_VOLT = UnitOfElectricPotential.VOLT
_DISTANCE = SensorDeviceClass.DISTANCE
_DURATION = SensorDeviceClass.DURATION
_SPEED = SensorDeviceClass.SPEED
_TEMPERATURE = SensorDeviceClass.TEMPERATURE
_VOLTAGE = SensorDeviceClass.VOLTAGE

AIRCRAFT_SENSORS = (
    choice("mode", aircraft.MODE, translation_key="aircraft_mode", priority=True),
    choice("mode_reason", aircraft.MODE_REASON, entity_category=DIAGNOSTIC),
    choice("gear", aircraft.GEAR, entity_category=DIAGNOSTIC, hidden=True),
    choice("return_mode", aircraft.RETURN_MODE, entity_category=DIAGNOSTIC, hidden=True),
    # The battery.
    measured("battery", aircraft.BATTERY, _PERCENT, SensorDeviceClass.BATTERY, priority=True),
    measured("remaining_flight_time", aircraft.REMAINING_FLIGHT_TIME, UnitOfTime.SECONDS,
             _DURATION, suggested_unit_of_measurement=UnitOfTime.MINUTES),
    diagnostic("return_power", aircraft.RETURN_POWER, _PERCENT),
    diagnostic("landing_power", aircraft.LANDING_POWER, _PERCENT),
    diagnostic("low_battery", aircraft.LOW_BATTERY, _PERCENT),
    diagnostic("very_low_battery", aircraft.VERY_LOW_BATTERY, _PERCENT),
    diagnostic("battery_voltage", aircraft.BATTERY_VOLTAGE, _MILLIVOLT, _VOLTAGE,
               suggested_unit_of_measurement=_VOLT, digits=1),
    diagnostic("battery_temperature", aircraft.BATTERY_TEMPERATURE, _CELSIUS, _TEMPERATURE,
               digits=1, hidden=False),
    # No totals: batteries are swapped for others, which may have fewer.
    diagnostic("battery_cycles", aircraft.BATTERY_CYCLES, hidden=False),
    diagnostic("second_battery_voltage", aircraft.SECOND_BATTERY_VOLTAGE, _MILLIVOLT, _VOLTAGE,
               suggested_unit_of_measurement=_VOLT, digits=1, generations="1"),
    diagnostic("second_battery_temperature", aircraft.SECOND_BATTERY_TEMPERATURE, _CELSIUS,
               _TEMPERATURE, digits=1, hidden=False, generations="1"),
    diagnostic("second_battery_cycles", aircraft.SECOND_BATTERY_CYCLES, hidden=False,
               generations="1"),
    # Where it is, and how it moves.
    measured("elevation", aircraft.ELEVATION, _METERS, _DISTANCE, digits=1),
    diagnostic("height", aircraft.HEIGHT, _METERS, _DISTANCE, digits=1),
    measured("home_distance", aircraft.HOME_DISTANCE, _METERS, _DISTANCE),
    measured("horizontal_speed", aircraft.HORIZONTAL_SPEED, _PER_SECOND, _SPEED, digits=1),
    measured("vertical_speed", aircraft.VERTICAL_SPEED, _PER_SECOND, _SPEED, digits=1),
    measured("wind_speed", aircraft.WIND_SPEED, _PER_SECOND, SensorDeviceClass.WIND_SPEED,
             digits=1),
    choice("wind_direction", aircraft.WIND_DIRECTION),
    diagnostic("heading", aircraft.HEADING, DEGREE, state_class=ANGLE),
    diagnostic("pitch", aircraft.PITCH, DEGREE),
    diagnostic("roll", aircraft.ROLL, DEGREE),
    choice("position_fix", aircraft.POSITION_FIX, entity_category=DIAGNOSTIC, hidden=True),
    diagnostic("position_quality", aircraft.POSITION_QUALITY),
    diagnostic("gps_satellites", aircraft.GPS_SATELLITES),
    diagnostic("rtk_satellites", aircraft.RTK_SATELLITES),
    # The first camera.
    choice("camera_mode", aircraft.CAMERA_MODE, entity_category=DIAGNOSTIC, hidden=True),
    diagnostic("photos_left", aircraft.PHOTOS_LEFT),
    diagnostic("recording_left", aircraft.RECORDING_LEFT, UnitOfTime.SECONDS, _DURATION,
               suggested_unit_of_measurement=UnitOfTime.MINUTES),
    # The device itself.
    diagnostic("storage_used", aircraft.STORAGE_USED, _KILOBYTES, SensorDeviceClass.DATA_SIZE,
               suggested_unit_of_measurement=_GIGABYTES, digits=2, hidden=False),
    diagnostic("storage_size", aircraft.STORAGE_SIZE, _KILOBYTES, SensorDeviceClass.DATA_SIZE,
               suggested_unit_of_measurement=_GIGABYTES, digits=1),
    measured("flights", aircraft.FLIGHTS, state_class=TOTAL),
    diagnostic("flight_time", aircraft.FLIGHT_TIME, UnitOfTime.SECONDS, _DURATION,
               state_class=TOTAL, suggested_unit_of_measurement=UnitOfTime.HOURS, digits=1,
               hidden=False),
    diagnostic("flight_distance", aircraft.FLIGHT_DISTANCE, _METERS, _DISTANCE, state_class=TOTAL,
               suggested_unit_of_measurement=UnitOfLength.KILOMETERS, digits=1, hidden=False),
    dated("activated", aircraft.ACTIVATED),
    dated("basic_maintenance", aircraft.BASIC_MAINTENANCE),
    dated("routine_maintenance", aircraft.ROUTINE_MAINTENANCE),
    dated("deep_maintenance", aircraft.DEEP_MAINTENANCE),
)  # fmt: skip
