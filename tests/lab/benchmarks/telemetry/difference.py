"""Whether a state shows what was told."""

from collections.abc import Mapping
from typing import Any

from homeassistant.components.sensor.const import UNIT_CONVERTERS, SensorDeviceClass

from .table import SENSOR, Value

_PLACE = ("latitude", "longitude")


def difference(value: Value, told: Any, state: Mapping[str, Any] | None) -> str:
    """Return in what a state differs from what a device told, blank if it does not."""
    if state is None:
        return "no state"
    shown: Any = state["state"]
    if not value.path:
        # A millionth of a degree is a decimeter.
        shown = [round(state["attributes"].get(name) or 0, 6) for name in _PLACE]
        wanted: Any = [round(told[name], 6) for name in _PLACE]
        same = shown == wanted
    else:
        for step in value.path:
            told = told[step]
        if value.names:
            wanted = value.names[told]
            same = shown == wanted
        elif value.platform == SENSOR:
            unit = state["attributes"].get("unit_of_measurement")
            wanted = _in_unit(value, told / value.divisor, unit)
            same = wanted is not None and _near(shown, wanted)
            shown = f"{shown} {unit}"
        else:
            wanted = "on" if told else "off"
            same = shown == wanted
    return "" if same else f"{shown} for {wanted}"


def _in_unit(value: Value, number: float, unit: str | None) -> float | None:
    """Return a number as it is shown: Home Assistant prefers units of its own for some."""
    if unit == value.unit:
        return number
    try:
        converter = UNIT_CONVERTERS[SensorDeviceClass(value.device_class or "")]
    except KeyError, ValueError:
        return None
    return converter.convert(number, value.unit, unit)


def _near(shown: str, wanted: float) -> bool:
    try:
        return abs(float(shown) - wanted) <= max(0.002, abs(wanted) * 0.005)
    except ValueError:
        return False
