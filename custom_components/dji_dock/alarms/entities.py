"""What is wrong with a dock or an aircraft at the moment."""

from collections.abc import Iterable
from typing import Any, override

from homeassistant.components.binary_sensor import (
    BinarySensorDeviceClass,
    BinarySensorEntity,
    BinarySensorEntityDescription,
)
from homeassistant.components.event import EventEntityDescription
from homeassistant.components.sensor import (
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)

from ..cloud_api import HmsAlarm
from ..telemetry.entity import FeedEntity
from ..telemetry.feed import ALARMS, FIRST, DeviceFeed
from .texts import DOCUMENTATION, alarm_text

_SHOWN = 20

PROBLEM = BinarySensorEntityDescription(
    key="problem", translation_key="problem", device_class=BinarySensorDeviceClass.PROBLEM
)
ALARM_EVENTS = (
    EventEntityDescription(
        key="hms",
        translation_key="hms",
        event_types=["raised", "cleared"],
    ),
)
ALARM_COUNT = SensorEntityDescription(
    key="alarms", translation_key="alarms", state_class=SensorStateClass.MEASUREMENT
)


class AlarmEntity(FeedEntity):
    """Shows something of the alarms of a device."""

    # Before whatever else is shown at the same time.
    _rank = FIRST

    @property
    @override
    def first_keys(self) -> Iterable[str]:
        """Follow the alarms."""
        return (ALARMS,)

    @override
    def _read(self) -> tuple[HmsAlarm, ...]:
        return self.device.alarms


class Problem(AlarmEntity, BinarySensorEntity):
    """On while anything is wrong; what a device only wants noticed is no problem."""

    def __init__(self, device: DeviceFeed) -> None:
        """Take the device."""
        super().__init__(device, PROBLEM)

    @override
    def _take(self, value: Any) -> None:
        self._attr_is_on = any(alarm.is_problem for alarm in value)


class AlarmCount(AlarmEntity, SensorEntity):
    """How many alarms there are, and what they say."""

    _unrecorded_attributes = frozenset({"alarms", "documentation"})

    def __init__(self, device: DeviceFeed) -> None:
        """Take the device."""
        super().__init__(device, ALARM_COUNT)

    @override
    def _take(self, value: Any) -> None:
        self._attr_native_value = len(value)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any]:
        """Return the worst level, and each alarm with its code and what it means."""
        alarms = sorted(self.device.alarms, key=lambda alarm: -alarm.severity)
        return {
            "worst_level": alarms[0].level if alarms else None,
            "alarms": [
                {
                    "code": alarm.code,
                    "text": alarm_text(alarm),
                    "level": alarm.level,
                    "module": alarm.module,
                    "in_the_sky": alarm.in_the_sky,
                }
                for alarm in alarms[:_SHOWN]
            ],
            "documentation": DOCUMENTATION,
        }
