"""Who looks at the page and the cards, and what they are sent, whichever entries come and go meanwhile.

Each view is made once for all who look, and written once for all who have the same rights.
"""

from collections.abc import Callable
from typing import Any

from homeassistant.auth import EVENT_USER_UPDATED
from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    issue_registry as ir,
)
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..hub import loaded_hub, loaded_hubs
from ..util.issues import is_of_entry
from .items import Item, View, upload_for
from .keys import DockKey, EntryKey, Everything, FirmwareKey, Key, MediaKey, UploadKey
from .pace import Pace, PaceTimings
from .rates import Rates
from .views import Views
from .watcher import Watcher

_BOARD: HassKey[Board] = HassKey(f"{DOMAIN}_board")


@callback
def board(hass: HomeAssistant) -> Board:
    """Return what all look at."""
    if (found := hass.data.get(_BOARD)) is None:
        found = hass.data[_BOARD] = Board(hass)
    return found


class Board:
    """Costs nothing while nobody looks."""

    def __init__(self, hass: HomeAssistant, timings: PaceTimings | None = None) -> None:
        """Begin with nobody."""
        self._hass = hass
        self._watchers: set[Watcher] = set()
        self._removes: list[Callable[[], None]] = []
        self._pace = Pace[Key](
            self._handle,
            lambda key: isinstance(key, MediaKey | FirmwareKey),
            timings or PaceTimings(),
        )
        self._views = Views(hass, self._pace.changed)

    @callback
    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Show somebody everything, and each change from then on; returns what ends that."""
        if not self._watchers:
            self._open()
        self._watchers.add(watcher)
        self._send_all(watcher)

        @callback
        def leave() -> None:
            self._watchers.discard(watcher)
            if not self._watchers:
                self._close()

        return leave

    @property
    def rates(self) -> Rates:
        """Return how fast uploads go on."""
        return self._views.rates

    @property
    def idle(self) -> bool:
        """Return whether it does nothing until something happens."""
        return self._pace.idle

    def _open(self) -> None:
        listen = self._hass.bus.async_listen
        self._removes = [
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._entry_changed),
            listen(dr.EVENT_DEVICE_REGISTRY_UPDATED, self._device_changed),
            listen(er.EVENT_ENTITY_REGISTRY_UPDATED, self._rights_changed),
            listen(ar.EVENT_AREA_REGISTRY_UPDATED, self._areas_changed),
            listen(ir.EVENT_REPAIRS_ISSUE_REGISTRY_UPDATED, self._issue_changed),
            listen(EVENT_USER_UPDATED, self._user_changed),
        ]
        for hub in loaded_hubs(self._hass):
            self._views.follow(hub)
        self._views.look_at_entries()
        # What was said of all this while it was put together is in it.
        self._pace.stop()

    def _close(self) -> None:
        for remove in self._removes:
            remove()
        self._removes.clear()
        for entry_id in tuple(self._views.watches):
            self._views.leave(entry_id)
        self._pace.stop()
        self._views.entries.clear()

    # What has changed, at its pace.

    def _handle(self, key: Key) -> None:
        match key:
            case DockKey():
                self._send_dock(key)
            case UploadKey():
                self._send_upload(key)
            case EntryKey():
                self._send_entry(key)
            case MediaKey():
                if dock := self._views.docks.get(DockKey(key.entry_id, key.serial)):
                    device_id = dock.view["device_id"]
                    self._notify(device_id, {"type": "media", "device_id": device_id})
            case FirmwareKey():
                if watch := self._views.watches.get(key.entry_id):
                    watch.look_at_packages()
            case Everything():
                self._views.look_at_entries()
                for watcher in self._watchers:
                    self._send_all(watcher)

    def _send_dock(self, key: DockKey) -> None:
        if (before := self._views.docks.get(key)) is None:
            # It may be known by now what an issue is about.
            self._views.forget_issues(key.entry_id)
        view = self._views.look_at_dock(key)
        if view is None:
            if before:
                del self._views.docks[key]
                for watcher in self._watchers:
                    watcher.take_away(before.view["device_id"])
            return
        # When it was heard last goes on all the time; that alone is nothing new.
        if before and view == before.view | {"last_heard": view["last_heard"]}:
            return
        self._send("dock", self._views.docks[key])

    def _send_upload(self, key: UploadKey) -> None:
        dock = self._views.docks.get(DockKey(key.entry_id, key.serial))
        if dock is None:
            return
        before = self._views.uploads.get(key)
        view = self._views.look_at_upload(key)
        device_id = dock.view["device_id"]
        if view is None:
            gone = {"type": "upload_gone", "device_id": device_id, "upload_id": key.upload_id}
            self._notify(device_id, gone)
        elif before is None or view != before.view:
            self._send("upload", self._views.uploads.get(key) or Item(view, upload_for))

    def _send_entry(self, key: EntryKey) -> None:
        entry = self._hass.config_entries.async_get_entry(key.entry_id)
        if entry is None:
            return
        before = self._views.entries.get(key)
        item = self._views.look_at_entry(entry)
        if before is None or item.view != before.view:
            for watcher in self._watchers:
                watcher.send_entry(item)

    def _send(self, kind: str, item: Item) -> None:
        for watcher in self._watchers:
            watcher.send(kind, item)

    def _notify(self, device_id: str, event: View) -> None:
        for watcher in self._watchers:
            watcher.notify(device_id, event)

    def _send_all(self, watcher: Watcher) -> None:
        watcher.send_all(
            self._views.entries.values(), self._views.docks.values(), self._views.uploads.values()
        )

    # What happens in Home Assistant.

    @callback
    def _entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain != DOMAIN:
            return
        entry_id = entry.entry_id
        hub, watch = loaded_hub(self._hass, entry_id), self._views.watches.get(entry_id)
        if watch and watch.hub is not hub:
            self._views.leave(entry_id)
        if hub and (watch is None or watch.hub is not hub):
            self._views.follow(hub)
        if (watch and watch.hub) is not hub or change is not ConfigEntryChange.UPDATED:
            self._forget_rights()
            self._pace.changed(Everything())
        else:
            self._pace.changed(EntryKey(entry_id))

    @callback
    def _device_changed(self, event: Event[dr.EventDeviceRegistryUpdatedData]) -> None:
        if key := self._views.device_ids.get(event.data["device_id"]):
            self._pace.changed(key)
        self._forget_rights()

    @callback
    def _areas_changed(self, _: Event[Any]) -> None:
        for key in self._views.docks:
            self._pace.changed(key)

    @callback
    def _issue_changed(self, event: Event[Any]) -> None:
        if event.data["domain"] != DOMAIN:
            return
        self._views.forget_issues()
        issue_id = event.data["issue_id"]
        for key in self._views.entries:
            if is_of_entry(issue_id, key.entry_id):
                self._pace.changed(key)
        for watch in self._views.watches.values():
            if dock := watch.dock_of(issue_id):
                self._pace.changed(dock)

    @callback
    def _rights_changed(self, _: Event[Any]) -> None:
        self._forget_rights()

    @callback
    def _user_changed(self, _: Event[Any]) -> None:
        self._forget_rights()
        self._pace.changed(Everything())

    def _forget_rights(self) -> None:
        for watcher in self._watchers:
            watcher.forget_rights()
