"""What is known of one dock, pushed to its entities."""

from collections.abc import Callable
from dataclasses import dataclass
import logging
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.update_coordinator import DataUpdateCoordinator

from .cloud_api import Dock
from .const import DOMAIN
from .logs.models import LogsState
from .media.models import MediaState
from .util.dock_event import DockEvent
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

    @property
    def reachable(self) -> bool:
        """Whether the dock can be asked and heard now."""
        return self.connected and self.dock.online


class DockCoordinator(DataUpdateCoordinator[DockState]):
    """Holds the state of one dock; momentary things go to listeners of their own."""

    config_entry: ConfigEntry

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, state: DockState) -> None:
        """Begin with what is known."""
        super().__init__(hass, _LOGGER, config_entry=entry, name=f"{DOMAIN} {state.dock.serial}")
        self.serial = state.dock.serial
        self.data = state
        self._listeners_of_events = Subscriptions[DockEvent]()

    @override
    async def _async_update_data(self) -> DockState:
        """Return what is known: docks cannot be asked for it."""
        return self.data

    @callback
    def async_set_state(self, state: DockState) -> None:
        """Take a new state and wake the entities, unless nothing changed."""
        if state != self.data:
            self.async_set_updated_data(state)

    @callback
    def async_add_event_listener(self, listener: DockEventListener) -> Callable[[], None]:
        """Notify a listener of everything that happens to the dock; returns what ends that."""
        return self._listeners_of_events.add(listener)

    @callback
    def async_notify(self, event: DockEvent) -> None:
        """Notify that something happened."""
        self._listeners_of_events.notify(event)
