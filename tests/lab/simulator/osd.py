"""The properties that a dock and its aircraft report, in their partial messages.

A dock sends its osd in three alternating groups: A environment, cover, position and aircraft;
B power and maintenance; C task, media and links.
"""

from typing import Any

from .equipment import Mode
from .profile import DockProfile, Model
from .state import State

LATITUDE = 52.37
LONGITUDE = 4.89
HEIGHT = 46.2

_UNAVAILABLE = 32_767


def dock_a(state: State) -> dict[str, Any]:
    """Group A: environment, cover, position, network, aircraft."""
    profile, weather, equipment = state.profile, state.weather, state.equipment
    return {
        "mode_code": int(state.mode),
        "cover_state": state.cover,
        "putter_state": equipment.putter,
        "drone_in_dock": int(state.in_dock),
        "drone_charge_state": {"state": int(state.charging), "capacity_percent": state.charge},
        "sub_device": {
            "device_sn": profile.aircraft_serial,
            "device_model_key": profile.model.aircraft_key if profile.aircraft_serial else "",
            "device_online_status": int(state.aircraft_on),
            "device_paired": int(bool(profile.aircraft_serial)),
        },
        "network_state": {"type": 2, "quality": 0, "rate": 380 + state.tick % 90},
        "environment_temperature": weather.temperature,
        "temperature": weather.inside,
        "humidity": weather.humidity,
        "rainfall": weather.rain,
        "wind_speed": weather.wind,
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
        "height": HEIGHT,
        "heading": 71.5,
        "home_position_is_valid": 1,
        "alternate_land_point": {
            "latitude": LATITUDE + 0.0002,
            "longitude": LONGITUDE - 0.0001,
            "height": 0,
            "safe_land_height": 25,
            "is_configured": 1,
        },
        "position_state": {
            "is_calibration": equipment.calibrated,
            "is_fixed": 2,
            "quality": 5,
            "gps_number": 18 + state.tick % 4,
            "rtk_number": 29,
        },
        "storage": {"total": 53_000_000, "used": equipment.storage_used},
        "supplement_light_state": equipment.light,
        "alarm_state": equipment.alarm,
        "emergency_stop_state": equipment.emergency_stop,
        "battery_store_mode": equipment.battery_store_mode,
        "air_conditioner": {
            "air_conditioner_state": equipment.air_conditioner,
            "switch_time": equipment.switch_time(profile.speed),
        },
        "first_power_on": 1_700_000_000_000,
        **_also_in_osd(state, "silent_mode"),
    }


def dock_b(state: State) -> dict[str, Any]:
    """Group B: power, batteries, maintenance."""
    measured = state.aircraft_on and state.in_dock
    return {
        "job_number": state.jobs,
        "acc_time": 2_470_000 + state.tick,
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
        "working_current": 1120 + state.tick % 60 + 2400 * state.charging,
        "backup_battery": {"switch": 1, "voltage": 26_400, "temperature": 24.1},
        "drone_battery_maintenance_info": {
            "maintenance_state": state.equipment.maintenance,
            "maintenance_time_left": state.equipment.maintenance_hours,
            "heat_state": 0,
            "batteries": [
                {
                    "index": index,
                    "capacity_percent": state.charge,
                    "voltage": battery_voltage(state) if measured else _UNAVAILABLE,
                    "temperature": 26.4 if measured else _UNAVAILABLE,
                }
                for index in range(2 if state.profile.model is Model.DOCK_1 else 1)
            ],
        },
    }


def dock_c(state: State, *, media_pending: int) -> dict[str, Any]:
    """Group C: task, media, links."""
    return {
        "flighttask_step_code": state.moment.phase.task_step,
        "drc_state": 0,
        "media_file_detail": {"remain_upload": media_pending},
        "wireless_link": {
            "dongle_number": int(state.profile.dongle),
            "link_workmode": state.equipment.link_mode,
            "sdr_link_state": 1,
            "sdr_quality": 5,
            "sdr_freq_band": 5.8,
            "4g_link_state": state.equipment.link_mode,
            "4g_quality": 0,
            "4g_uav_quality": 0,
            "4g_gnd_quality": 0,
            "4g_freq_band": 1.8,
        },
        **_also_in_osd(state, "user_experience_improvement"),
    }


def battery_voltage(state: State) -> int:
    """Return the millivolts of the aircraft's battery."""
    return 20_600 + 55 * state.charge - state.tick % 40


def dock_state(state: State) -> list[dict[str, Any]]:
    """Return what a dock reports once when it is online."""
    return [
        *firmware_state(state, state.equipment.firmware),
        *({name: value} for name, value in state.settings.items()),
    ]


def firmware_state(state: State, version: str) -> list[dict[str, Any]]:
    """Return what a device tells of its firmware."""
    return [
        {"firmware_version": version, "compatible_status": state.equipment.compatible_status},
        {"firmware_upgrade_status": int(state.mode is Mode.UPGRADING)},
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


def _also_in_osd(state: State, name: str) -> dict[str, Any]:
    """Return a setting that a Dock 3 tells in its osd, too."""
    return {name: state.settings[name]} if state.profile.model is Model.DOCK_3 else {}
