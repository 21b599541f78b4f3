"""Alarms of the health management: always told as the complete list."""

from dataclasses import dataclass
from typing import Any

_MAX_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that a device complains of."""

    code: str
    device_type: str
    level: int = 1
    """0 notice, 1 reminder, 2 warning."""
    module: int = 3
    in_the_sky: bool = False
    imminent: bool = False
    component_index: int = 0
    sensor_index: int = 0

    @property
    def entry(self) -> dict[str, Any]:
        """Return it as on the wire."""
        return {
            "args": {"component_index": self.component_index, "sensor_index": self.sensor_index},
            "code": self.code,
            "device_type": self.device_type,
            "imminent": int(self.imminent),
            "in_the_sky": int(self.in_the_sky),
            "level": self.level,
            "module": self.module,
        }


def hms(alarms: list[Alarm]) -> dict[str, Any]:
    """Return the data of `hms`."""
    return {"list": [alarm.entry for alarm in alarms[:_MAX_TOLD]]}
