"""Docks and aircraft: devices of Home Assistant, accepted by the user, or asked about."""

import asyncio
from collections.abc import Callable, Coroutine
import logging
from typing import Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from ..cloud_api import CloudServer, ConnectionChanged, Dock, DockChanged, UnknownDockForgotten
from ..util.feature import Feature
from .device_registry import DockRegistry
from .memory import FleetMemory
from .unknown import UnknownDockIssues

_LOGGER = logging.getLogger(__name__)


class Docks(Feature):
    """Follows the fleet of the server."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        server: CloudServer,
        memory: FleetMemory,
        spawn: Callable[[Coroutine[Any, Any, None], str], object],
        *followers: Callable[[Dock], None],
    ) -> None:
        """Take who follows a dock that is ours: a new one, one that changed, or can be heard again."""
        self._server = server
        self._memory = memory
        self._spawn = spawn
        self._followers = followers
        self._registry = DockRegistry(hass, entry, server.fleet)
        self._unknown = UnknownDockIssues(hass, server.fleet, entry.entry_id, entry.title)

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Listen; returns what ends that."""
        listeners = self._server.listeners
        return [
            listeners.add(DockChanged, self._dock_changed),
            listeners.add(UnknownDockForgotten, lambda lost: self._unknown.clear(lost.dock)),
            listeners.add(ConnectionChanged, self._connection_changed),
        ]

    @callback
    def announce(self) -> None:
        """Show the docks of the last run."""
        for dock in self._server.fleet:
            if dock.accepted:
                self._update(dock)

    def serials(self) -> list[str]:
        """Return which docks are ours."""
        return [dock.serial for dock in self._server.fleet if dock.accepted]

    def name_of(self, serial: str) -> str:
        """Return the name under which a user knows a dock."""
        return self._registry.name_of(serial) or serial

    async def async_accept(self, serial: str) -> None:
        """Make an unknown dock one of ours."""
        self._server.fleet.update(serial, accepted=True, ignored=False)
        await self._memory.async_save()

    async def async_ignore(self, serial: str) -> None:
        """Never mention an unknown dock again."""
        self._server.fleet.update(serial, ignored=True)
        self._unknown.clear(serial)
        await self._memory.async_save()

    @callback
    def let_go(self, serial: str) -> bool:
        """Take a dock or an aircraft that is gone out of the fleet; False while it is there."""
        fleet = self._server.fleet
        dock = fleet.get(serial)
        # A dock that is there reports its aircraft again and again, also when it is off.
        owners = [owner for owner in fleet if fleet.names(owner.serial, serial)]
        if self._server.connected and any(each and each.online for each in (dock, *owners)):
            return False
        if dock:
            fleet.forget(serial)
            self._hand_over(dock, dock.aircraft_serial)
        for owner in owners:
            fleet.update(owner.serial, aircraft=None)
        return True

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        dock, before = change.dock, change.before
        if not dock.accepted:
            if not dock.ignored:
                self._unknown.raise_for(dock)
            return
        if before is None or not before.accepted:
            self._unknown.clear(dock.serial)
        self._update(dock)
        self._hand_over(dock, dock.aircraft_serial)
        if before and before.aircraft_serial != dock.aircraft_serial:
            self._hand_over(dock, before.aircraft_serial)
        if dock.online != (before is not None and before.online):
            _LOGGER.info("Dock %s is %s", dock.serial, "online" if dock.online else "offline")

    def _update(self, dock: Dock) -> None:
        self._registry.update(dock)
        self._show(dock)

    def _show(self, dock: Dock) -> None:
        for show in self._followers:
            show(dock)

    def _hand_over(self, dock: Dock, aircraft: str) -> None:
        """Show an aircraft at the dock that has it now; that one itself did not change."""
        owner = self._server.fleet.dock_of(aircraft)
        if owner and owner.serial != dock.serial:
            self._update(owner)

    @callback
    def _connection_changed(self, change: ConnectionChanged) -> None:
        if not change.again:
            self._spawn(self._async_show_all(), "refresh docks")

    async def _async_show_all(self) -> None:
        """Show for each dock whether it can be heard; a fleet takes its time, and lets others in."""
        for serial in self.serials():
            if dock := self._server.fleet.get(serial):
                self._show(dock)
            await asyncio.sleep(0)
