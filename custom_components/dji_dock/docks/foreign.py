"""Docks that speak on the broker of one entry and belong to another: are they to be moved?"""

from collections.abc import Callable
import time
from typing import override

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_PORT
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from ..cloud_api import (
    CloudServer,
    DockChanged,
    ForeignDockHeard,
    OwnerChanged,
)
from ..const import DEFAULT_PORT, DOMAIN
from ..util.dock_owners import dock_owners
from ..util.feature import Feature
from ..util.issues import MAX_ISSUES, Issues
from ..util.same_place import same_host

_KIND = "foreign_dock"
PATIENCE = 15.0
"""Seconds that a dock has to be heard here before we look whether its own entry hears it, too."""

_PAUSE = 60.0
"""Seconds of silence after which a dock counts as heard anew."""

_HEARD = "foreign_dock"
_TWICE = "dock_twice"


class ForeignDocks(Feature):
    """The questions of one entry about docks of others."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        server: CloudServer,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Give the server its place among those of other entries; a monotonic clock in seconds."""
        self._hass = hass
        self._owners = dock_owners(hass)
        self._neighbour = self._owners.register(entry.entry_id, server)
        self._entry = entry
        self._issues = Issues(hass, entry.entry_id)
        self._clock = clock
        self._heard: dict[str, tuple[float, float]] = {}
        self._raised: dict[str, bool] = {}

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Take the place, and listen; returns what ends that."""
        return [
            self._neighbour.join(),
            self._owners.subscribe(self._owner_changed),
            self._neighbour.cloud.listeners.add(ForeignDockHeard, self.heard),
            self._neighbour.cloud.listeners.add(DockChanged, self._dock_changed),
            self._stop,
        ]

    @callback
    def _stop(self) -> None:
        """Take back what is asked again if it still holds; a dock that named us may not do so again."""
        for serial, named in tuple(self._raised.items()):
            if not named:
                self.clear(serial)

    @override
    async def async_forget(self, serial: str) -> None:
        """Let go of a dock of ours."""
        self._neighbour.release(serial)

    async def async_leave(self, serial: str) -> None:
        """Leave a dock to the entry that it belongs to."""
        self.clear(serial)

    @callback
    def heard(self, event: ForeignDockHeard) -> None:
        """Ask whether a dock is to be moved that binds itself here, or is to be heard only here."""
        owner_id = self._owners.owner(event.dock)
        owner = self._hass.config_entries.async_get_entry(owner_id) if owner_id else None
        if owner is None:
            return
        now = self._clock()
        first, last = self._heard.get(event.dock, (now, now))
        first = now if now - last > _PAUSE else first
        self._heard[event.dock] = first, now
        if event.named:
            self._raise(owner, event.dock, named=True)
        elif now - first >= PATIENCE and not self._raised.get(event.dock):
            if self._heard_by(owner, event.dock):
                self.clear(event.dock)
            else:
                self._raise(owner, event.dock, named=False)

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        """Take back what other entries asked about a dock that has not moved: it is here."""
        if (
            not change.dock.accepted
            or not change.dock.online
            or (change.before and change.before.online)
        ):
            return
        for entry in self._hass.config_entries.async_loaded_entries(DOMAIN):
            if entry.entry_id != self._entry.entry_id:
                entry.runtime_data.foreign.heard_by_owner(change.dock.serial)

    @callback
    def heard_by_owner(self, serial: str) -> None:
        """Take back a question about a dock that only seemed to have moved."""
        if self._raised.get(serial) is False:
            self.clear(serial)

    @callback
    def clear(self, serial: str) -> None:
        """Take the question about a dock back."""
        self._heard.pop(serial, None)
        if self._raised.pop(serial, None) is not None:
            self._issues.clear(_KIND, serial)

    @callback
    def _owner_changed(self, change: OwnerChanged) -> None:
        serial = change.dock
        self.clear(serial)
        if change.owner in (None, self._entry.entry_id):
            # Also what was asked in an earlier run, or when all entries were looked at.
            self._issues.clear(_KIND, serial)
        else:
            self._neighbour.cloud.fleet.forget(serial)

    def _heard_by(self, owner: ConfigEntry, serial: str) -> bool:
        """Return whether a dock's own entry hears it, or has to be given time for that."""
        if owner.state is not ConfigEntryState.LOADED or not owner.runtime_data.server.connected:
            # It cannot say. On the same broker it would.
            return _same_broker(owner, self._entry)
        server = owner.runtime_data.server
        dock = server.fleet.get(serial)
        return dock is not None and dock.online

    def _raise(self, owner: ConfigEntry, serial: str, *, named: bool) -> None:
        if serial not in self._raised and len(self._raised) >= MAX_ISSUES:
            return
        self._raised[serial] = named or self._raised.get(serial, False)
        _raise(self._hass, _HEARD, self._entry, owner, serial)


def raise_dock_twice(
    hass: HomeAssistant, entry: ConfigEntry, owner: ConfigEntry, serial: str
) -> None:
    """Tell that a dock was in two entries, and in which it stays."""
    _raise(hass, _TWICE, entry, owner, serial)


def _raise(
    hass: HomeAssistant, text: str, entry: ConfigEntry, owner: ConfigEntry, serial: str
) -> None:
    device = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, serial), owner.entry_id)
    Issues(hass, entry.entry_id).show(
        _KIND,
        serial,
        text=text,
        asks=True,
        dock=(device and (device.name_by_user or device.name)) or serial,
        serial=serial,
        owner=owner.title,
        cloud=entry.title,
    )


def _same_broker(one: ConfigEntry, other: ConfigEntry) -> bool:
    ports = {int(entry.data.get(CONF_PORT, DEFAULT_PORT)) for entry in (one, other)}
    return len(ports) == 1 and same_host(one.data[CONF_HOST], other.data[CONF_HOST])
