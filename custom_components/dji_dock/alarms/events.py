"""What happens to alarms, as automations read it."""

from ..cloud_api import HmsAlarm
from ..util.dock_event import DockEvent
from .texts import DOCUMENTATION, alarm_text


def alarm_event(event_type: str, alarm: HmsAlarm, *, of_dock: bool) -> DockEvent:
    """Return that an alarm was raised or cleared."""
    return DockEvent(
        "hms",
        event_type,
        {
            "code": alarm.code,
            "text": alarm_text(alarm),
            "level": alarm.level,
            "module": alarm.module,
            "in_the_sky": alarm.in_the_sky,
            "device": "dock" if of_dock else "aircraft",
            "documentation": DOCUMENTATION,
        },
    )
