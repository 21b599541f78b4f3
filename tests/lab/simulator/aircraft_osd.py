"""The properties that an aircraft reports, in its dock and in the air."""

import math
from typing import Any

from . import properties
from .osd import HEIGHT, LATITUDE, LONGITUDE, battery_voltage, firmware_state
from .properties import AIRCRAFT
from .state import State

_METRES_PER_DEGREE = 111_320.0
_SECONDS_PER_PERCENT = 24
_NEAR = 10.0


def aircraft_osd(state: State) -> dict[str, Any]:
    """Return what an aircraft that is switched on sends all the time."""
    profile, aircraft, moment, weather = (
        state.profile,
        state.aircraft,
        state.moment,
        state.weather,
    )
    camera = profile.model.camera
    airborne = moment.elevation > 0
    settings = properties.told(AIRCRAFT, aircraft.settings, "osd")
    limit = aircraft.settings["distance_limit_status"]
    near_limit = bool(limit["state"]) and moment.home_distance > limit["distance_limit"] - _NEAR
    return {
        **settings,
        "distance_limit_status": {**limit, "is_near_distance_limit": int(near_limit)},
        "mode_code": moment.phase.aircraft_mode,
        "gear": 1,
        "battery": {
            "capacity_percent": state.charge,
            "remain_flight_time": state.charge * _SECONDS_PER_PERCENT if airborne else 0,
            "return_home_power": 7 + round(moment.home_distance / 100) if airborne else 0,
            "landing_power": 7 if airborne else 0,
            "batteries": [
                {
                    "index": 0,
                    "sn": f"B{profile.aircraft_serial[-8:]}",
                    "type": 0,
                    "sub_type": 0,
                    "firmware_version": "12.02.05.11",
                    "capacity_percent": state.charge,
                    "voltage": battery_voltage(state),
                    "temperature": round(26.4 + 8 * moment.used / 24, 1),
                    "loop_times": 61,
                    "high_voltage_storage_days": 9,
                }
            ],
        },
        "latitude": LATITUDE + moment.north / _METRES_PER_DEGREE,
        "longitude": LONGITUDE
        + moment.east / (_METRES_PER_DEGREE * math.cos(math.radians(LATITUDE))),
        "height": round(HEIGHT + 0.2 + moment.elevation, 3),
        "elevation": round(moment.elevation, 1),
        "attitude_pitch": -12.5 if moment.horizontal_speed else 0.1,
        "attitude_roll": -0.2,
        "attitude_head": round(moment.heading, 1),
        "horizontal_speed": round(moment.horizontal_speed, 1),
        "vertical_speed": round(moment.vertical_speed, 1),
        # Tenths of m/s, unlike the dock's; it only measures in the air.
        "wind_speed": round(10 * weather.wind) if airborne else 0,
        "wind_direction": weather.direction,
        "home_distance": round(moment.home_distance, 2),
        "is_near_height_limit": int(moment.elevation > aircraft.settings["height_limit"] - _NEAR),
        "is_near_area_limit": 0,
        "position_state": {"is_fixed": 2, "quality": 5, "gps_number": 21, "rtk_number": 30},
        "storage": {"total": 60_000_000, "used": aircraft.storage_used},
        "total_flight_time": aircraft.flight_time,
        "total_flight_distance": aircraft.distance,
        "total_flight_sorties": aircraft.sorties,
        "track_id": state.track_id,
        "activation_time": 1_700_000_000,
        "cameras": [
            {
                "payload_index": camera,
                "camera_mode": int(state.camera.mode),
                "photo_state": 0,
                "recording_state": int(state.camera.recording),
                "remain_photo_num": 10_069 - state.camera.photos,
                "zoom_factor": state.camera.zoom,
                "ir_zoom_factor": state.camera.infrared_zoom,
            }
        ],
        camera: _gimbal(state),
    }


def _gimbal(state: State) -> dict[str, Any]:
    """Return where the camera looks: as it was told, else as the flight wants it."""
    camera, moment = state.camera, state.moment
    planned = -90 if moment.horizontal_speed else 0
    return {
        "payload_index": state.profile.model.camera,
        "gimbal_pitch": planned if camera.pitch is None else camera.pitch,
        "gimbal_roll": 0,
        "gimbal_yaw": round(moment.heading if camera.yaw is None else camera.yaw, 1),
    }


def payloads(state: State) -> dict[str, Any]:
    """Return who holds the camera."""
    index = state.profile.model.camera
    return {"payloads": [{"control_source": state.camera.holder, "payload_index": index}]}


def aircraft_state(state: State) -> list[dict[str, Any]]:
    """Return what an aircraft reports once, each asking for an answer."""
    aircraft = state.aircraft
    settings = properties.told(AIRCRAFT, aircraft.settings, "state")
    return [
        firmware_state(state, aircraft.firmware)[0],
        payloads(state),
        {"home_latitude": LATITUDE, "home_longitude": LONGITUDE},
        {"mode_code_reason": 0, "current_rth_mode": 1},
        {"low_battery_warning_threshold": 30, "serious_low_battery_warning_threshold": 15},
        *({name: value} for name, value in settings.items()),
    ]
