"""What is known of the cloud server itself, for the entities of its device."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
import logging
import time
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from ..cloud_api import CloudServer, ConnectionChanged, DockChanged
from ..const import DOMAIN
from ..errors import reason_text
from ..util.feature import Feature
from .broker_session import BrokerSession

_LOGGER = logging.getLogger(__name__)

COUNT_EVERY = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudState:
    """The cloud server at one moment; its counters begin with it."""

    connected: bool
    reason: str | None
    """Why not connected, in words."""
    docks_known: int
    """Docks that are ours."""
    docks_online: int
    messages_per_second: float | None
    """On average over the last interval, None before the first one is over."""
    dropped: Mapping[str, int]
    """Messages that were not read, by reason."""
    pending: int
    """Commands that wait for their reply."""
    credentials_handed_out: int


class CloudCoordinator(DataUpdateCoordinator[CloudState], Feature):
    """Looks at the counters from time to time, and at what matters to people at once."""

    config_entry: ConfigEntry

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, server: CloudServer) -> None:
        """Take whose counters."""
        super().__init__(hass, _LOGGER, config_entry=entry, name=f"{DOMAIN} {entry.title}")
        self._server = server
        self._rate: float | None = None
        self._reason: str | None = None
        self._counted = server.received, time.monotonic()
        self.data = self.now()

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Begin to look; returns what ends it."""
        self.async_look()
        listeners = self._server.listeners
        return [
            listeners.add(ConnectionChanged, self._connection_changed),
            *BrokerSession(self.hass, self.config_entry, self._server).start(),
            listeners.add(DockChanged, self._dock_changed),
            async_track_time_interval(
                self.hass, self._count, COUNT_EVERY, name=self.name, cancel_on_shutdown=True
            ),
        ]

    @override
    async def async_forget(self, serial: str) -> None:
        """Count the docks anew."""
        self.async_look()

    def now(self) -> CloudState:
        """Return the state of this moment."""
        server = self._server
        ours = [dock for dock in server.fleet if dock.accepted]
        return CloudState(
            connected=server.connected,
            reason=self._reason,
            docks_known=len(ours),
            docks_online=sum(dock.online for dock in ours),
            messages_per_second=self._rate,
            dropped=dict(server.dropped),
            pending=server.pending,
            credentials_handed_out=server.credentials_handed_out,
        )

    @callback
    def async_look(self) -> None:
        """Wake the entities, unless nothing changed."""
        if (state := self.now()) != self.data:
            self.async_set_updated_data(state)

    @override
    async def _async_update_data(self) -> CloudState:
        """Return what is known: there is nobody to ask."""
        return self.now()

    @callback
    def _connection_changed(self, change: ConnectionChanged) -> None:
        self._reason = reason_text(change.reason) if change.reason else None
        self.async_look()

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        dock, before = change.dock, change.before
        # Docks change with every mode that they report.
        if before is None or (dock.online, dock.accepted) != (before.online, before.accepted):
            self.async_look()

    @callback
    def _count(self, _: datetime) -> None:
        received, now = self._server.received, time.monotonic()
        before, since = self._counted
        self._counted = received, now
        if now > since:
            self._rate = round((received - before) / (now - since), 2)
        self.async_look()
