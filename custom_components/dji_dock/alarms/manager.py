"""Alarms of all docks and aircraft."""

from collections.abc import Callable
from datetime import datetime
from typing import override

from homeassistant.core import callback

from ..cloud_api import CloudServer, HmsAlarm, HmsReport
from ..util.feature import Feature
from .tracker import AlarmTracker


class Alarms(Feature):
    """Hands on what devices report of their alarms."""

    def __init__(
        self,
        server: CloudServer,
        tracker: AlarmTracker,
        save: Callable[[], None],
        changed: Callable[[str], None],
    ) -> None:
        """`changed` is called with a device whose alarms are others now."""
        self._server = server
        self._save = save
        self._changed = changed
        self._tracker = tracker

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Listen; returns what ends that."""
        return [self._server.listeners.add(HmsReport, self._reported)]

    @override
    async def async_forget(self, serial: str) -> None:
        """Let go of a device."""
        self._tracker.forget(serial)

    def of(self, device: str) -> tuple[HmsAlarm, ...]:
        """Return what was wrong with a device when anybody reported last."""
        return self._tracker.of(device)

    def since(self, device: str, alarm: HmsAlarm) -> datetime | None:
        """Return when an alarm of a device was raised (UTC), None if nobody saw it."""
        return self._tracker.since(device, alarm)

    @callback
    def _reported(self, report: HmsReport) -> None:
        if changed := self._tracker.handle(report):
            for device in changed:
                self._changed(device)
            self._save()
