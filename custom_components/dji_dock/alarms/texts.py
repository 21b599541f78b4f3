"""What the alarms of docks and aircraft mean, in words of our own."""

from ..cloud_api import HmsAlarm
from ..util.texts import common_text

DOCUMENTATION = (
    "https://developer.dji.com/doc/cloud-api-tutorial/en/feature-set/dock-feature-set/hms.html"
)
"""Where DJI explains alarms and links to its list of codes."""

_DOCK = "3-"
_LONGEST_FAMILY = 9
_SHORTEST_FAMILY = 4
# Docks send indexes that count nothing, such as 63.
_MAX_INDEX = 8


def alarm_text(alarm: HmsAlarm) -> str:
    """Return what an alarm means: by its code, or else what its family is about."""
    key, values = alarm_key(alarm)
    return " ".join((common_text(key, **values) or alarm.code).split())


def alarm_key(alarm: HmsAlarm) -> tuple[str, dict[str, str]]:
    """Return the key of what an alarm means in the category `common`, and what is put into it."""
    code = alarm.code.lower()
    kinds = ["hms"]
    if alarm.device_type.startswith(_DOCK):
        kinds.insert(0, "hms_dock")
    elif alarm.in_the_sky:
        kinds.insert(0, "hms_sky")
    for kind in kinds:
        if common_text(key := f"{kind}_{code}"):
            return key, _numbers(alarm)
    for length in range(_LONGEST_FAMILY, _SHORTEST_FAMILY - 1, -1):
        if common_text(key := f"hms_family_{code[:length]}"):
            return key, {}
    return "hms_other", {}


def _numbers(alarm: HmsAlarm) -> dict[str, str]:
    """Return which battery or motor it is, blank where that is not reported."""
    index = alarm.sensor_index
    if index is None or not 0 <= index < _MAX_INDEX:
        return {"index": "", "side": ""}
    side = common_text("left" if index == 0 else "right") or ""
    return {"index": str(index + 1), "side": side}
