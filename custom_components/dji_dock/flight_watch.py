"""Notices flights that begin and end, and alarms that are raised and cleared."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
import logging
from typing import Any

from homeassistant.core import callback

from .cloud_api import DockChanged, FlightProgress, HmsAlarm, HmsReport
from .moments import Moment, alarm_moment, flight_moment

_LOGGER = logging.getLogger(__name__)

_IN_FLIGHT = 1
_IDLE = 5
_MAX_DEVICES = 2000


class FlightWatch:
    """Draws the moments of a flight from what docks tell of themselves again and again."""

    def __init__(self, tell: Callable[[str, Moment], None]) -> None:
        """Take whom to tell of what happens to a dock."""
        self._tell = tell
        self._flying: set[str] = set()
        self._flight_ids: dict[str, str] = {}
        self._alarms: dict[str, dict[str, HmsAlarm]] = {}

    def restore(self, saved: object) -> None:
        """Take back what was going on in the last run: it is no news."""
        known = saved if isinstance(saved, Mapping) else {}
        try:
            self._flying = {str(dock) for dock in known.get("flying", ())}
            for device, alarms in dict(known.get("alarms", {})).items():
                found = [HmsAlarm(**alarm) for alarm in alarms]
                self._alarms[str(device)] = {alarm.identity: alarm for alarm in found}
        except (AttributeError, TypeError, ValueError) as err:
            _LOGGER.warning("What was going on at docks could not be read: %r", err)

    def as_dict(self) -> dict[str, Any]:
        """Return what is going on now."""
        return {
            "flying": sorted(self._flying),
            "alarms": {
                device: [asdict(alarm) for alarm in alarms.values()]
                for device, alarms in self._alarms.items()
                if alarms
            },
        }

    def alarms_of(self, device: str) -> tuple[HmsAlarm, ...]:
        """Return what was wrong with a device when it told last."""
        return tuple(self._alarms.get(device, {}).values())

    def forget(self, device: str) -> None:
        """Let go of a device."""
        self._flying.discard(device)
        self._flight_ids.pop(device, None)
        self._alarms.pop(device, None)

    @callback
    def handle_dock(self, change: DockChanged) -> bool:
        """Take in how far a dock is with a flight; between, it flies on. Tells if that is news."""
        dock, step = change.dock.serial, change.dock.flight_step
        if step == _IN_FLIGHT and dock not in self._flying:
            self._flying.add(dock)
            self._tell(dock, flight_moment("started", self._flight_ids.get(dock, "")))
            return True
        if step == _IDLE and dock in self._flying:
            self._flying.discard(dock)
            self._tell(dock, flight_moment("ended", self._flight_ids.pop(dock, "")))
            return True
        return False

    @callback
    def handle_flight(self, news: FlightProgress) -> None:
        """Take in which flight it is."""
        if news.flight_id and (not news.over or news.dock in self._flying):
            self._flight_ids[news.dock] = news.flight_id

    @callback
    def handle_alarms(self, report: HmsReport) -> bool:
        """Take in all alarms of a device, and tell what is new; whether anything is."""
        if report.device not in self._alarms and len(self._alarms) >= _MAX_DEVICES:
            return False
        before = self._alarms.get(report.device, {})
        now = {alarm.identity: alarm for alarm in report.alarms}
        self._alarms[report.device] = now
        of_dock = report.device == report.dock
        for identity, alarm in now.items():
            if identity not in before:
                self._tell(report.dock, alarm_moment("raised", alarm, of_dock=of_dock))
        for identity, old in before.items():
            if identity not in now:
                self._tell(report.dock, alarm_moment("cleared", old, of_dock=of_dock))
        return before.keys() != now.keys()
