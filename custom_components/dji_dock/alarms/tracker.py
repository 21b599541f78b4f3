"""Notices alarms that are raised and cleared."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
import logging
from typing import Any

from homeassistant.util import dt as dt_util

from ..cloud_api import HmsAlarm, HmsReport
from ..util.dock_event import DockEvent
from .events import alarm_event

_LOGGER = logging.getLogger(__name__)

_MAX_DEVICES = 4000

type _Alarms = dict[str, HmsAlarm]
"""By what distinguishes them from each other."""


class AlarmTracker:
    """Draws what is new from complete lists of alarms, which devices report again and again."""

    def __init__(self, notify: Callable[[str, DockEvent], None]) -> None:
        """Take whom to notify of what happens to a dock."""
        self._notify = notify
        self._alarms: dict[str, _Alarms] = {}
        self._passed_on: dict[str, tuple[str, _Alarms]] = {}
        """What docks report of their aircraft, which report their own alarms, too."""
        self._since: dict[str, dict[str, datetime]] = {}
        """By device, and by what distinguishes its alarms."""

    def restore(self, saved: object) -> None:
        """Take back what was wrong in the last run: it is not new."""
        known = saved if isinstance(saved, Mapping) else {}
        try:
            for device, alarms in dict(known.get("alarms", {})).items():
                self._alarms[str(device)] = _read(alarms)
            for dock, passed_on in dict(known.get("passed_on", {})).items():
                aircraft = str(passed_on.get("aircraft", ""))
                self._passed_on[str(dock)] = aircraft, _read(passed_on.get("alarms", ()))
            for device, times in dict(known.get("since", {})).items():
                self._since[str(device)] = {
                    str(identity): datetime.fromisoformat(time).astimezone(UTC)
                    for identity, time in times.items()
                }
        except (AttributeError, TypeError, ValueError) as err:
            _LOGGER.warning("The alarms of the last run could not be read: %r", err)

    def as_dict(self) -> dict[str, Any]:
        """Return what is wrong now."""
        passed_on = {
            dock: {"aircraft": aircraft, "alarms": _written(alarms)}
            for dock, (aircraft, alarms) in self._passed_on.items()
            if alarms
        }
        return {
            "alarms": {
                device: _written(alarms) for device, alarms in self._alarms.items() if alarms
            },
            **({"passed_on": passed_on} if passed_on else {}),
            **({"since": since} if (since := self._saved_since()) else {}),
        }

    def of(self, device: str) -> tuple[HmsAlarm, ...]:
        """Return what was wrong with a device when anybody reported last."""
        return tuple(self._of(device).values())

    def since(self, device: str, alarm: HmsAlarm) -> datetime | None:
        """Return when an alarm was raised (UTC), None if nobody saw it."""
        return self._since.get(device, {}).get(alarm.identity)

    def forget(self, device: str) -> None:
        """Let go of a device."""
        self._alarms.pop(device, None)
        self._since.pop(device, None)
        for dock, (aircraft, _) in tuple(self._passed_on.items()):
            if device in (dock, aircraft):
                del self._passed_on[dock]

    def handle(self, report: HmsReport) -> set[str]:
        """Handle all alarms that a device reports, and report what is new.

        Returns the devices for which anything has changed.
        """
        if report.device not in self._alarms and len(self._alarms) >= _MAX_DEVICES:
            return set()
        devices = {report.device}
        if report.device == report.dock:
            devices |= {report.aircraft, self._passed_on.get(report.dock, ("", {}))[0]} - {""}
        before = {device: self._of(device) for device in devices}
        self._alarms[report.device] = _by_identity(report.alarms)
        if report.of_aircraft:
            self._passed_on[report.dock] = report.aircraft, _by_identity(report.of_aircraft)
        elif report.device == report.dock:
            self._passed_on.pop(report.dock, None)
        changed = {device for device in devices if self._of(device) != before[device]}
        for device in sorted(changed):
            self._note_times(device, before[device])
            self._notify_changes(report.dock, device, before[device])
        return changed

    def _note_times(self, device: str, before: _Alarms) -> None:
        """Note since when each alarm is there; of those that were there before it stays unknown."""
        known, now, alarms = self._since.pop(device, {}), dt_util.utcnow(), self._of(device)
        times = {
            identity: known.get(identity, now)
            for identity in alarms
            if identity in known or identity not in before
        }
        if times:
            self._since[device] = times

    def _saved_since(self) -> dict[str, dict[str, str]]:
        return {
            device: {identity: time.isoformat() for identity, time in times.items()}
            for device, times in self._since.items()
        }

    def _of(self, device: str) -> _Alarms:
        """Return what a device reports of itself, and what its dock reports of it."""
        reported = dict(self._alarms.get(device, {}))
        for aircraft, alarms in self._passed_on.values():
            if aircraft == device:
                for identity, alarm in alarms.items():
                    reported.setdefault(identity, alarm)
        return reported

    def _notify_changes(self, dock: str, device: str, before: _Alarms) -> None:
        now, of_dock = self._of(device), device == dock
        for identity, alarm in now.items():
            known = before.get(identity)
            if known is None or _is_worse(alarm, known):
                self._notify(dock, alarm_event("raised", alarm, of_dock=of_dock))
        for identity, old in before.items():
            if identity not in now:
                self._notify(dock, alarm_event("cleared", old, of_dock=of_dock))


def _by_identity(alarms: Iterable[HmsAlarm]) -> _Alarms:
    return {alarm.identity: alarm for alarm in alarms}


def _read(saved: Iterable[Any]) -> _Alarms:
    return _by_identity(HmsAlarm(**alarm) for alarm in saved)


def _written(alarms: _Alarms) -> list[dict[str, Any]]:
    return [asdict(alarm) for alarm in alarms.values()]


def _is_worse(alarm: HmsAlarm, before: HmsAlarm) -> bool:
    """Return whether an alarm has a higher level, or has gone from the ground to the sky."""
    return alarm.severity > before.severity or (alarm.in_the_sky and not before.in_the_sky)
