"""Reading the data of commands of remote debugging as strictly as the document allows."""

from collections.abc import Mapping
from typing import Any

from .command import BadCommand

_VALUES: Mapping[str, tuple[str, frozenset[int]]] = {
    "alarm_state_switch": ("action", frozenset({0, 1})),
    "battery_store_mode_switch": ("action", frozenset({1, 2})),
    "battery_maintenance_switch": ("action", frozenset({0, 1})),
    "air_conditioner_mode_switch": ("action", frozenset({0, 1, 2, 3})),
    "sdr_workmode_switch": ("link_workmode", frozenset({0, 1})),
    "sim_slot_switch": ("sim_slot", frozenset({1, 2})),
    "esim_operator_switch": ("esim_operator", frozenset({1, 2, 3})),
}
_OF_DONGLES = ("sim_slot_switch", "esim_activate", "esim_operator_switch")


def read_value(method: str, data: dict[str, Any]) -> int:
    """Return what a command sets; 0 where it carries nothing.

    Raises:
        BadCommand
    """
    if method in _OF_DONGLES:
        _dongle(data)
    if method == "rtk_calibration":
        _devices(data)
        return 0
    if method not in _VALUES:
        if data and method not in _OF_DONGLES:
            raise BadCommand("data where there is none")
        return 0
    name, allowed = _VALUES[method]
    value = data.get(name)
    if value is None and name == "esim_operator":
        # The older name of the same.
        value = data.get("telecom_operator")
    if type(value) is not int or value not in allowed:
        raise BadCommand(f"{name} is none of {sorted(allowed)}")
    return value


def _dongle(data: dict[str, Any]) -> None:
    if not isinstance(data.get("imei"), str) or data.get("device_type") not in {"dock", "drone"}:
        raise BadCommand("imei or device_type is wrong")


def _devices(data: dict[str, Any]) -> None:
    devices = data.get("devices")
    if not isinstance(devices, list) or not devices:
        raise BadCommand("devices is no list")
    for device in devices:
        place = device.get("data") if isinstance(device, dict) else None
        if not isinstance(place, dict):
            raise BadCommand("a device without data")
        if not isinstance(device.get("sn"), str) or device.get("module") not in {"3", "6"}:
            raise BadCommand("sn or module is wrong")
        if device.get("type") != 1:
            raise BadCommand("type is not 1")
        for name in ("longitude", "latitude", "height"):
            if isinstance(place.get(name), bool) or not isinstance(place.get(name), int | float):
                raise BadCommand(f"{name} is no number")
