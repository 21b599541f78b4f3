"""What is known of one dock, pushed to its entities."""

from collections.abc import Callable
from dataclasses import dataclass
import logging
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_send
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from .cloud_api import CloudServer, Dock, Fleet
from .const import DOMAIN
from .debugging.manager import RemoteDebugging
from .debugging.models import DebuggingState
from .jobs.manager import Jobs
from .jobs.models import JobsState
from .logs.manager import LogUploads
from .logs.models import LogsState
from .media.manager import MediaUploads
from .media.models import MediaState
from .util.dock_event import BACK, CONNECTION, DOCK_EVENT, OFFLINE, DockEvent
from .util.feature import Feature
from .util.subscriptions import Subscriptions

_LOGGER = logging.getLogger(__name__)

type DockEventListener = Callable[[DockEvent], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DockState:
    """A dock at one moment, and what each feature knows of it then."""

    dock: Dock
    connected: bool
    """Whether the broker is connected; without it nothing of the dock is known."""
    logs: LogsState
    media: MediaState
    jobs: JobsState
    debugging: DebuggingState

    @property
    def reachable(self) -> bool:
        """Whether the dock can be asked and heard now."""
        return self.connected and self.dock.online


def dock_state(
    dock: Dock,
    server: CloudServer,
    uploads: LogUploads,
    media: MediaUploads,
    jobs: Jobs,
    debugging: RemoteDebugging,
) -> DockState:
    """Return how a dock is now."""
    return DockState(
        dock=dock,
        connected=server.connected,
        logs=uploads.state(dock.serial),
        media=media.state(dock.serial),
        jobs=jobs.state(dock.serial),
        debugging=debugging.state(dock.serial),
    )


type DockListener = Callable[[DockCoordinator], None]


class DockCoordinator(DataUpdateCoordinator[DockState]):
    """Holds the state of one dock; momentary things go to listeners of their own."""

    config_entry: ConfigEntry

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, state: DockState) -> None:
        """Begin with what is known."""
        super().__init__(hass, _LOGGER, config_entry=entry, name=f"{DOMAIN} {state.dock.serial}")
        self.serial = state.dock.serial
        self.data = state
        self._listeners_of_events = Subscriptions[DockEvent]()
        self._went_offline = False

    @override
    async def _async_update_data(self) -> DockState:
        """Return what is known: docks cannot be asked for it."""
        return self.data

    @callback
    def async_set_state(self, state: DockState) -> None:
        """Take a new state and wake the entities, unless nothing changed."""
        if state == self.data:
            return
        was_online = self.data.dock.online
        self.async_set_updated_data(state)
        if state.dock.online == was_online:
            return
        # That a dock speaks for the first time in a run says nothing of it.
        if was_online or self._went_offline:
            self._went_offline = was_online
            self.async_notify(DockEvent(CONNECTION, OFFLINE if was_online else BACK, {}))

    @callback
    def async_add_event_listener(self, listener: DockEventListener) -> Callable[[], None]:
        """Notify a listener of everything that happens to the dock; returns what ends that."""
        return self._listeners_of_events.add(listener)

    @callback
    def async_notify(self, event: DockEvent) -> None:
        """Notify that something happened."""
        self._listeners_of_events.notify(event)
        async_dispatcher_send(self.hass, DOCK_EVENT, self.config_entry.entry_id, self.serial, event)


class DockCoordinators(dict[str, DockCoordinator], Feature):
    """The coordinators of all docks that are ours, by serial number, and who hears of new ones."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        fleet: Fleet,
        state: Callable[[Dock], DockState],
    ) -> None:
        """Take what puts the state of a dock together."""
        super().__init__()
        self._hass = hass
        self._entry = entry
        self._fleet = fleet
        self._state = state
        self._listeners = Subscriptions[DockCoordinator]()

    @callback
    def async_add_listener(self, listener: DockListener) -> Callable[[], None]:
        """Announce docks to a platform: those known, and each that appears later."""
        remove = self._listeners.add(listener)
        for coordinator in self.values():
            listener(coordinator)
        return remove

    @callback
    def show(self, dock: Dock) -> None:
        """Show how a dock is now; one that is new is announced."""
        if known := self.get(dock.serial):
            known.async_set_state(self._state(dock))
            return
        known = self[dock.serial] = DockCoordinator(self._hass, self._entry, self._state(dock))
        self._listeners.notify(known)

    @callback
    def refresh(self, serial: str) -> None:
        """Show what has changed at a dock, if it is one of ours."""
        if serial in self and (dock := self._fleet.get(serial)):
            self.show(dock)

    @callback
    def fire(self, serial: str, event: DockEvent) -> None:
        """Notify that something happened to a dock, if it is one of ours."""
        if coordinator := self.get(serial):
            coordinator.async_notify(event)

    @override
    async def async_forget(self, serial: str) -> None:
        """Let go of a dock."""
        self.pop(serial, None)
