"""What a docked aircraft reports of itself.

Source: "Properties" of DJI's Cloud API documentation for the Matrice 30, 3D and 4D series, with the
units it names.
"""

from .properties import (
    choice,
    degrees,
    flag,
    identifier,
    maintained,
    millivolts,
    moment,
    number,
    percent,
)

# The flight.
MODE = choice(
    "mode_code",
    "standby",
    "preparing",
    "ready",
    "manual",
    "taking_off",
    "wayline",
    "panorama",
    "tracking",
    "avoiding_traffic",
    "returning",
    "landing",
    "forced_landing",
    "three_blade_landing",
    "upgrading",
    "not_connected",
    "apas",
    "virtual_stick",
    "live_control",
    "fixing_position",
    "choosing_dock_site",
    "point_of_interest",
    "entry_or_exit_route",
)
MODE_REASON = choice(
    "mode_code_reason",
    "none",
    "low_battery",
    "low_voltage",
    "very_low_voltage",
    "remote_controller",
    "app",
    "remote_controller_lost",
    "sdk",
    "geo_zone",
    "home_too_close",
    "home_too_far",
    "waypoint_task",
    "arrived_home",
    "near_ground",
    "forced",
    "air_traffic",
    "height_control_failure",
    "smart_low_battery",
    "manual",
    "hardware",
    "collision_protection_over",
    "return_canceled",
    "obstacle_on_return",
    "strong_wind",
)
GEAR = choice("gear", "a", "p", "nav", "fpv", "farm", "s", "f", "m", "g", "t")
HORIZONTAL_SPEED = number("horizontal_speed", digits=1)  # m/s
VERTICAL_SPEED = number("vertical_speed", digits=1)  # m/s
WIND_SPEED = number("wind_speed", scale=0.1, digits=1)  # reported in tenths of m/s
WIND_DIRECTION = choice(
    "wind_direction",
    more=dict(
        enumerate(
            (
                "north",
                "north_east",
                "east",
                "south_east",
                "south",
                "south_west",
                "west",
                "north_west",
            ),
            1,
        )
    ),
)
PITCH = number("attitude_pitch", digits=0)  # degrees
ROLL = number("attitude_roll", digits=0)  # degrees
HEADING = number("attitude_head", digits=0)  # degrees, -180..180
RETURN_MODE = choice("current_rth_mode", "smart", "preset")
CONTROLLER_LOST_ACTION = choice("rc_lost_action", "hover", "land", "return_home")

# The place.
LATITUDE = degrees("latitude")
LONGITUDE = degrees("longitude")
HEIGHT = number("height", digits=1)  # m above the ellipsoid
ELEVATION = number("elevation", digits=1)  # m above the place of take-off
HOME_DISTANCE = number("home_distance", digits=0)  # m
POSITION_FIX = choice("position_state.is_fixed", "not_started", "fixing", "fixed", "failed")
POSITION_QUALITY = number("position_state.quality")  # 1..5, 10 with RTK
GPS_SATELLITES = number("position_state.gps_number")
RTK_SATELLITES = number("position_state.rtk_number")

# The battery.
BATTERY = percent("battery.capacity_percent")
RETURN_POWER = percent("battery.return_home_power")
LANDING_POWER = percent("battery.landing_power")
REMAINING_FLIGHT_TIME = number("battery.remain_flight_time")  # s
BATTERY_VOLTAGE = millivolts("battery.batteries.0.voltage")
BATTERY_TEMPERATURE = number("battery.batteries.0.temperature", digits=1)  # °C
BATTERY_CYCLES = number("battery.batteries.0.loop_times")
SECOND_BATTERY_VOLTAGE = millivolts("battery.batteries.1.voltage")
SECOND_BATTERY_TEMPERATURE = number("battery.batteries.1.temperature", digits=1)  # °C
SECOND_BATTERY_CYCLES = number("battery.batteries.1.loop_times")
LOW_BATTERY = percent("low_battery_warning_threshold")
VERY_LOW_BATTERY = percent("serious_low_battery_warning_threshold")

# Limits and lights, which can be set.
NIGHT_LIGHTS = flag("night_lights_state")
HEIGHT_LIMIT = number("height_limit", digits=0)  # m
DISTANCE_LIMITED = flag("distance_limit_status.state")
DISTANCE_LIMIT = number("distance_limit_status.distance_limit", digits=0)  # m
AVOIDS_HORIZONTALLY = flag("obstacle_avoidance.horizon")
AVOIDS_UPWARD = flag("obstacle_avoidance.upside")
AVOIDS_DOWNWARD = flag("obstacle_avoidance.downside")
RETURN_ALTITUDE = number("rth_altitude", digits=0)  # m
RETURN_RESERVE = percent("remaining_power_for_return_home")
COMMANDER_FLIGHT_MODE = choice("commander_flight_mode", "smart", "set_height")
COMMANDER_FLIGHT_HEIGHT = number("commander_flight_height", digits=0)  # m
COMMANDER_LOST_ACTION = choice("commander_mode_lost_action", "continue", "lost_action")
NEAR_HEIGHT_LIMIT = flag("is_near_height_limit")
NEAR_DISTANCE_LIMIT = flag("distance_limit_status.is_near_distance_limit")
NEAR_AREA_LIMIT = flag("is_near_area_limit")

# The device itself.
STORAGE_SIZE = number("storage.total")  # KB
STORAGE_USED = number("storage.used")  # KB
FLIGHT_TIME = number("total_flight_time", digits=0)  # s
FLIGHT_DISTANCE = number("total_flight_distance", digits=0)  # m
FLIGHTS = number("total_flight_sorties")
ACTIVATED = moment("activation_time")
BASIC_MAINTENANCE = maintained(1)
ROUTINE_MAINTENANCE = maintained(2)
DEEP_MAINTENANCE = maintained(3)
UPGRADING = flag("firmware_upgrade_status")
UPGRADE_NEEDED = flag("compatible_status")

# The first camera.
CAMERA = identifier("cameras.0.payload_index")
CAMERA_MODE = choice("cameras.0.camera_mode", "photo", "video", "low_light", "panorama")
RECORDING = flag("cameras.0.recording_state")
PHOTOS_LEFT = number("cameras.0.remain_photo_num")
RECORDING_LEFT = number("cameras.0.remain_record_duration")  # s
ZOOM = number("cameras.0.zoom_factor", digits=1)
# Who controls the first payload: "A" the dock, "B" a remote controller, else a server.
PAYLOAD = identifier("payloads.0.payload_index")
PAYLOAD_CONTROLLER = identifier("payloads.0.control_source")

REPORTED_ON_CHANGE = (
    "mode_code_reason",
    "current_rth_mode",
    "rc_lost_action",
    "low_battery_warning_threshold",
    "serious_low_battery_warning_threshold",
    "remaining_power_for_return_home",
    "commander_flight_mode",
    "commander_flight_height",
    "commander_mode_lost_action",
    "firmware_upgrade_status",
    "compatible_status",
    "payloads",
)
"""First keys of what is not reported again by itself."""
