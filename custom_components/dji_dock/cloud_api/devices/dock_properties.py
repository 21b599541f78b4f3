"""What a dock reports of itself.

Source: "Properties" of DJI's Cloud API documentation for Dock 1, 2 and 3, with the units it names;
what only a recorded flight of a Dock 3 shows is marked as such.
"""

from .properties import choice, degrees, flag, maintained, millivolts, moment, number, percent

# The task and the device itself.
MODE = choice(
    "mode_code", "idle", "on_site_debug", "remote_debug", "upgrading", "working", "uncalibrated"
)
FLIGHT_STEP = choice(
    "flighttask_step_code",
    "preparing",
    "in_flight",
    "recovering",
    "updating_areas",
    "updating_maps",
    "idle",
    more={255: "aircraft_abnormal", 256: "undetermined"},
)
EMERGENCY_STOP = flag("emergency_stop_state")
ALARM = flag("alarm_state")
SUPPLEMENT_LIGHT = flag("supplement_light_state")
FLIGHTS = number("job_number")
OPERATING_TIME = number("acc_time")  # s
ACTIVATED = moment("activation_time")
UPGRADING = flag("firmware_upgrade_status")
UPGRADE_NEEDED = flag("compatible_status")
LIVE_CONTROL = choice("drc_state", "disconnected", "connecting", "connected")
ROUTINE_MAINTENANCE = maintained(17)
DEEP_MAINTENANCE = maintained(18)

# The cover, and what is under it.
COVER = choice("cover_state", "closed", "open", "half_open", "abnormal")
RODS = choice("putter_state", "closed", "open", "half_open", "abnormal")
AIRCRAFT_IN_DOCK = flag("drone_in_dock")
AIRCRAFT_CHARGING = flag("drone_charge_state.state")
AIRCRAFT_BATTERY = percent("drone_charge_state.capacity_percent")
AIRCRAFT_ON = flag("sub_device.device_online_status")
AIRCRAFT_PAIRED = flag("sub_device.device_paired")
BATTERY_STORE_MODE = choice("battery_store_mode", more={1: "schedule", 2: "standby"})
BATTERY_MAINTENANCE = choice(
    "drone_battery_maintenance_info.maintenance_state", "none", "pending", "running"
)
BATTERY_MAINTENANCE_LEFT = number("drone_battery_maintenance_info.maintenance_time_left")  # h
BATTERY_HEATING = choice(
    "drone_battery_maintenance_info.heat_state", "off", "heating", "keeping_warm"
)
_BATTERY = "drone_battery_maintenance_info.batteries"
BATTERY_VOLTAGE = millivolts(f"{_BATTERY}.0.voltage")
BATTERY_TEMPERATURE = number(f"{_BATTERY}.0.temperature", digits=1)  # °C
RIGHT_BATTERY_VOLTAGE = millivolts(f"{_BATTERY}.1.voltage")
RIGHT_BATTERY_TEMPERATURE = number(f"{_BATTERY}.1.temperature", digits=1)  # °C

# The weather, and the climate inside.
OUTSIDE_TEMPERATURE = number("environment_temperature", digits=1)  # °C
TEMPERATURE = number("temperature", digits=1)  # °C
HUMIDITY = percent("humidity")
RAIN = choice("rainfall", "none", "light", "medium", "heavy")
WIND_SPEED = number("wind_speed", digits=1)  # m/s, other than the aircraft's
AIR_CONDITIONER = choice(
    "air_conditioner.air_conditioner_state",
    "idle",
    "cooling",
    "heating",
    "dehumidifying",
    "leaving_cooling",
    "leaving_heating",
    "leaving_dehumidifying",
    "preparing_cooling",
    "preparing_heating",
    "preparing_dehumidifying",
    "preparing_air_cooling",
    "air_cooling",
    "leaving_air_cooling",
    "preparing_defogging",
    "defogging",
    "leaving_defogging",
)
AIR_CONDITIONER_LOCKED = number("air_conditioner.switch_time")  # s until it may be switched
SILENT_MODE = flag("silent_mode")

# Power.
SUPPLY_VOLTAGE = number("electric_supply_voltage", digits=0)  # V
WORKING_VOLTAGE = millivolts("working_voltage")
WORKING_CURRENT = number("working_current", digits=0)  # mA
INPUT_POWER = number("acdc_power_input", digits=0)  # W, as recorded
BACKUP_BATTERY = flag("backup_battery.switch")
BACKUP_BATTERY_VOLTAGE = millivolts("backup_battery.voltage")
BACKUP_BATTERY_TEMPERATURE = number("backup_battery.temperature", digits=1)  # °C

# Links and storage.
NETWORK = choice("network_state.type", more={1: "mobile", 2: "ethernet"})
NETWORK_QUALITY = number("network_state.quality")  # 0 none, 5 good; 0 is normal on Ethernet
NETWORK_RATE = number("network_state.rate", digits=0)  # KB/s
SDR_LINK = flag("wireless_link.sdr_link_state")
SDR_QUALITY = number("wireless_link.sdr_quality")  # 0..5
SDR_BAND = number("wireless_link.sdr_freq_band", digits=1)  # GHz
MOBILE_LINK = flag("wireless_link.4g_link_state")
MOBILE_QUALITY = number("wireless_link.4g_quality")  # 0..5
MOBILE_QUALITY_OF_AIRCRAFT = number("wireless_link.4g_uav_quality")  # 0..5
MOBILE_QUALITY_OF_DOCK = number("wireless_link.4g_gnd_quality")  # 0..5
MOBILE_BAND = number("wireless_link.4g_freq_band", digits=1)  # GHz
LINK_MODE = choice("wireless_link.link_workmode", "sdr", "sdr_and_mobile")
DONGLES = number("wireless_link.dongle_number")
STORAGE_SIZE = number("storage.total")  # KB
STORAGE_USED = number("storage.used")  # KB
AIR_TRANSFER = flag("air_transfer_enable", boolean=True)

# The place.
LATITUDE = degrees("latitude")
LONGITUDE = degrees("longitude")
HEIGHT = number("height", digits=1)  # m above the ellipsoid
HEADING = number("heading", digits=0)  # degrees, -180..180
CALIBRATED = flag("position_state.is_calibration")
POSITION_FIX = choice("position_state.is_fixed", "not_started", "fixing", "fixed", "failed")
POSITION_QUALITY = number("position_state.quality")  # 1..5, 10 with RTK
GPS_SATELLITES = number("position_state.gps_number")
RTK_SATELLITES = number("position_state.rtk_number")
HOME_POSITION = choice("home_position_is_valid", "invalid", "valid", "heading_only", "place_only")
ALTERNATE_LANDING = flag("alternate_land_point.is_configured")
ALTERNATE_LANDING_HEIGHT = number("alternate_land_point.safe_land_height", digits=1)  # m

REPORTED_ON_CHANGE = (
    "firmware_upgrade_status",
    "compatible_status",
    "silent_mode",
    "air_transfer_enable",
)
"""First keys of what is not reported again by itself."""
