"""The properties that a dock and its aircraft report, in their partial messages.

A dock sends its osd in three alternating groups: A environment, cover, position and aircraft;
B power and maintenance; C task, media and links.
"""

import math
from typing import Any

from .profile import DockProfile

_LATITUDE = 52.37
_LONGITUDE = 4.89


def dock_a(
    profile: DockProfile, *, aircraft_on: bool, tick: int, flying: bool = False
) -> dict[str, Any]:
    """Group A: environment, cover, position, network, aircraft."""
    return {
        "mode_code": 4 if flying else 0,
        "cover_state": int(flying),
        "putter_state": 0,
        "drone_in_dock": int(not flying),
        "drone_charge_state": {"state": 0, "capacity_percent": 96},
        "sub_device": {
            "device_sn": profile.aircraft_serial,
            "device_model_key": profile.model.aircraft_key,
            "device_online_status": int(aircraft_on),
            "device_paired": 1,
        },
        "network_state": {"type": 2, "quality": 0, "rate": 380 + tick % 90},
        "environment_temperature": round(11 + 2 * math.sin(tick / 40), 1),
        "temperature": round(19 + math.sin(tick / 60), 1),
        "humidity": 52 + tick % 3,
        "rainfall": 0,
        "wind_speed": round(2.4 + math.sin(tick / 15), 1),
        "latitude": _LATITUDE,
        "longitude": _LONGITUDE,
        "height": 46.2,
        "heading": 71.5,
        "home_position_is_valid": 1,
        "alternate_land_point": {
            "latitude": _LATITUDE + 0.0002,
            "longitude": _LONGITUDE - 0.0001,
            "height": 0,
            "safe_land_height": 25,
            "is_configured": 1,
        },
        "position_state": {
            "is_calibration": 1,
            "is_fixed": 2,
            "quality": 5,
            "gps_number": 18 + tick % 4,
            "rtk_number": 29,
        },
        "storage": {"total": 53_000_000, "used": 410_000},
        "supplement_light_state": 0,
        "alarm_state": 0,
        "emergency_stop_state": 0,
        "battery_store_mode": 1,
        "air_conditioner": {"air_conditioner_state": 0, "switch_time": 0},
        "first_power_on": 1_700_000_000_000,
    }


def dock_b(profile: DockProfile, *, tick: int) -> dict[str, Any]:
    """Group B: power, batteries, maintenance."""
    return {
        "job_number": 118,
        "acc_time": 2_470_000 + tick,
        "activation_time": 1_700_000_000,
        "maintain_status": {
            "maintain_status_array": [
                {
                    "state": 0,
                    "last_maintain_type": kind,
                    "last_maintain_time": 0,
                    "last_maintain_work_sorties": 0,
                }
                for kind in (17, 18)
            ]
        },
        "electric_supply_voltage": 229,
        "working_voltage": 47_800,
        "working_current": 1120 + tick % 60,
        "backup_battery": {"switch": 1, "voltage": 26_400, "temperature": 24.1},
        "drone_battery_maintenance_info": {
            "maintenance_state": 0,
            "maintenance_time_left": 0,
            "heat_state": 0,
            "batteries": [
                {
                    "index": index,
                    "capacity_percent": 96,
                    # 32767 stands for "not available" while the aircraft is off.
                    "voltage": 32_767,
                    "temperature": 32_767,
                }
                for index in range(2 if profile.model.key == "3-1-0" else 1)
            ],
        },
    }


def dock_c(*, media_pending: int, flying: bool = False) -> dict[str, Any]:
    """Group C: task, media, links."""
    return {
        "flighttask_step_code": 1 if flying else 5,
        "drc_state": 0,
        "media_file_detail": {"remain_upload": media_pending},
        "wireless_link": {
            "dongle_number": 0,
            "link_workmode": 0,
            "sdr_link_state": 1,
            "sdr_quality": 5,
            "sdr_freq_band": 5.8,
            "4g_link_state": 0,
            "4g_quality": 0,
            "4g_uav_quality": 0,
            "4g_gnd_quality": 0,
            "4g_freq_band": 1.8,
        },
    }


def dock_state(profile: DockProfile) -> list[dict[str, Any]]:
    """Return what a dock reports once when it is online."""
    return [
        {"firmware_version": profile.model.firmware, "compatible_status": 0},
        {"firmware_upgrade_status": 0},
        {
            "live_capacity": {
                "available_video_number": 1,
                "coexist_video_number_max": 1,
                "device_list": [_camera(profile.serial, "165-0-7")],
            }
        },
        {"live_status": []},
    ]


def aircraft_osd(profile: DockProfile, *, tick: int) -> dict[str, Any]:
    """Return an aircraft that stands in its dock, switched on."""
    camera = profile.model.camera
    return {
        "mode_code": 0,
        "gear": 1,
        "battery": {
            "capacity_percent": 96,
            "remain_flight_time": 0,
            "return_home_power": 0,
            "landing_power": 0,
            "batteries": [
                {
                    "index": 0,
                    "sn": f"B{profile.aircraft_serial[-8:]}",
                    "type": 0,
                    "sub_type": 0,
                    "firmware_version": "12.02.05.11",
                    "capacity_percent": 96,
                    "voltage": 25_900 - tick % 40,
                    "temperature": 26.4,
                    "loop_times": 61,
                    "high_voltage_storage_days": 9,
                }
            ],
        },
        "latitude": _LATITUDE,
        "longitude": _LONGITUDE,
        "height": 46.4,
        "elevation": 0,
        "attitude_pitch": 0.1,
        "attitude_roll": -0.2,
        "attitude_head": 71.4,
        "horizontal_speed": 0,
        "vertical_speed": 0,
        # Tenths of m/s, unlike the dock's.
        "wind_speed": 0,
        "wind_direction": 1,
        "home_distance": 0,
        "height_limit": 120,
        "rth_altitude": 60,
        "night_lights_state": 0,
        "distance_limit_status": {"state": 0, "distance_limit": 800, "is_near_distance_limit": 0},
        "obstacle_avoidance": {"horizon": 1, "upside": 1, "downside": 1},
        "position_state": {"is_fixed": 2, "quality": 5, "gps_number": 21, "rtk_number": 30},
        "storage": {"total": 60_000_000, "used": 1_200_000},
        "total_flight_time": 48_211.5,
        "total_flight_distance": 91_604.25,
        "total_flight_sorties": 118,
        "activation_time": 1_700_000_000,
        "cameras": [{"payload_index": camera, "camera_mode": 0, "recording_state": 0}],
        camera: {"payload_index": camera, "gimbal_pitch": 0, "gimbal_roll": 0, "gimbal_yaw": 71.4},
    }


def aircraft_state(profile: DockProfile) -> list[dict[str, Any]]:
    """Return what an aircraft reports once, each asking for an answer."""
    return [
        {"firmware_version": profile.model.firmware, "compatible_status": 0},
        {"payloads": [{"control_source": "A", "payload_index": profile.model.camera}]},
        {"home_latitude": _LATITUDE, "home_longitude": _LONGITUDE},
    ]


def topology(profile: DockProfile, *, aircraft_on: bool) -> dict[str, Any]:
    """Return the data of `update_topo`."""
    _, kind, sub_kind = (int(part) for part in profile.model.key.split("-"))
    _, aircraft_kind, aircraft_sub_kind = (
        int(part) for part in profile.model.aircraft_key.split("-")
    )
    aircraft = {
        "sn": profile.aircraft_serial,
        "domain": "0",
        "type": aircraft_kind,
        "sub_type": aircraft_sub_kind,
        "index": "A",
        "device_secret": "simulated-secret",
        "nonce": "simulated-nonce",
        "thing_version": "1.1.2",
    }
    return {
        "domain": "3",
        "type": kind,
        "sub_type": sub_kind,
        "device_secret": "simulated-secret",
        "nonce": "simulated-nonce",
        "thing_version": "1.1.2",
        "sub_devices": [aircraft] if aircraft_on else [],
    }


def _camera(serial: str, index: str) -> dict[str, Any]:
    video = {
        "video_index": "normal-0",
        "video_type": "normal",
        "switchable_video_types": ["normal"],
    }
    return {
        "sn": serial,
        "available_video_number": 1,
        "coexist_video_number_max": 1,
        "camera_list": [
            {
                "camera_index": index,
                "available_video_number": 1,
                "coexist_video_number_max": 1,
                "video_list": [video],
            }
        ],
    }
