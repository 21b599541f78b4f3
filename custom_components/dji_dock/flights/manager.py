"""Flights of all docks."""

from collections.abc import Awaitable, Callable
from typing import override

from homeassistant.core import callback

from ..cloud_api import CloudServer, DockChanged, FlightProgress
from ..util.dock_event import DockEvent
from ..util.feature import Feature
from .tracker import FlightTracker


class Flights(Feature):
    """Hands on what docks report of their flights."""

    def __init__(
        self,
        server: CloudServer,
        notify: Callable[[str, DockEvent], None],
        save: Callable[[], None],
        async_save: Callable[[], Awaitable[None]],
    ) -> None:
        """`notify` takes what happens to a dock; `async_save` is done when all is on disk."""
        self._server = server
        self._save = save
        self._async_save = async_save
        self.tracker = FlightTracker(notify)

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Listen; returns what ends that."""
        listeners = self._server.listeners
        return [
            listeners.add(DockChanged, self._dock_changed),
            listeners.add(FlightProgress, self._flight_progress),
        ]

    @override
    async def async_forget(self, serial: str) -> None:
        """Let go of a dock."""
        self.tracker.forget(serial)

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        if change.dock.accepted and self.tracker.handle_dock(change):
            self._save()

    @callback
    def _flight_progress(self, progress: FlightProgress) -> Awaitable[None] | None:
        """Handle how a flight goes on; its beginning and its end are saved before an answer."""
        return self._async_save() if self.tracker.handle_flight(progress) else None
