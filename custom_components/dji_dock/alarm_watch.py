"""Notices alarms that are raised and cleared."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from .cloud_api import HmsAlarm, HmsReport
from .moments import Moment, alarm_moment

_MAX_DEVICES = 4000

type _Alarms = dict[str, HmsAlarm]
"""By what tells them from each other."""


class AlarmWatch:
    """Draws what is new from complete lists of alarms, which devices tell again and again."""

    def __init__(self, tell: Callable[[str, Moment], None]) -> None:
        """Take whom to tell of what happens to a dock."""
        self._tell = tell
        self._alarms: dict[str, _Alarms] = {}

    def restore(self, known: Mapping[str, Any]) -> None:
        """Take back what was wrong in the last run: it is no news.

        Raises:
            AttributeError, TypeError, ValueError: it is damaged.

        """
        for device, alarms in dict(known.get("alarms", {})).items():
            found = [HmsAlarm(**alarm) for alarm in alarms]
            self._alarms[str(device)] = {alarm.identity: alarm for alarm in found}

    def as_dict(self) -> dict[str, Any]:
        """Return what is wrong now."""
        return {
            "alarms": {
                device: [asdict(alarm) for alarm in alarms.values()]
                for device, alarms in self._alarms.items()
                if alarms
            },
        }

    def of(self, device: str) -> tuple[HmsAlarm, ...]:
        """Return what was wrong with a device when it told last."""
        return tuple(self._alarms.get(device, {}).values())

    def forget(self, device: str) -> None:
        """Let go of a device."""
        self._alarms.pop(device, None)

    def handle(self, report: HmsReport) -> bool:
        """Take in all alarms of a device, and tell what is new; whether anything has changed."""
        if report.device not in self._alarms and len(self._alarms) >= _MAX_DEVICES:
            return False
        before = self._alarms.get(report.device, {})
        now = {alarm.identity: alarm for alarm in report.alarms}
        self._alarms[report.device] = now
        of_dock = report.device == report.dock
        for identity, alarm in now.items():
            known = before.get(identity)
            if known is None or _is_worse(alarm, known):
                self._tell(report.dock, alarm_moment("raised", alarm, of_dock=of_dock))
        for identity, old in before.items():
            if identity not in now:
                self._tell(report.dock, alarm_moment("cleared", old, of_dock=of_dock))
        return before != now


def _is_worse(alarm: HmsAlarm, before: HmsAlarm) -> bool:
    """Return whether an alarm has a higher level, or has gone from the ground to the sky."""
    return alarm.severity > before.severity or (alarm.in_the_sky and not before.in_the_sky)
