"""What the page and the cards show, kept while anybody looks, whichever entries come and go meanwhile.

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
from ..hub import Hub, loaded_hub, loaded_hubs
from ..util.issues import is_of_entry
from .dock_view import dock_view
from .entry_view import entry_view
from .hub_watch import HubWatch
from .items import Item, View, dock_for, entry_for, upload_for
from .keys import DockKey, EntryKey, Everything, FirmwareKey, Key, MediaKey, UploadKey
from .pace import Pace, PaceTimings
from .rates import Rates
from .upload_view import find_upload
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
        self.rates = Rates()
        self._watchers: set[Watcher] = set()
        self._watches: dict[str, HubWatch] = {}
        self._removes: list[Callable[[], None]] = []
        self._entries: dict[EntryKey, Item] = {}
        self._docks: dict[DockKey, Item] = {}
        self._uploads: dict[UploadKey, Item] = {}
        """Those that have not ended."""
        self._issues: dict[str, tuple[dict[str, list[ir.IssueEntry]], list[ir.IssueEntry]]] = {}
        self._device_ids: dict[str, DockKey] = {}
        """Also of aircraft."""
        self._pace = Pace[Key](
            self._handle,
            lambda key: isinstance(key, MediaKey | FirmwareKey),
            timings or PaceTimings(),
        )

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
            self._follow(hub)
        self._look_at_entries()
        # What was said of all this while it was put together is in it.
        self._pace.stop()

    def _close(self) -> None:
        for remove in self._removes:
            remove()
        self._removes.clear()
        for entry_id in tuple(self._watches):
            self._leave(entry_id)
        self._pace.stop()
        self._entries.clear()

    def _follow(self, hub: Hub) -> None:
        watch = HubWatch(hub, self.rates, self._pace.changed)
        self._watches[watch.entry_id] = watch
        self._issues.pop(watch.entry_id, None)
        for key in watch.dock_keys():
            self._look_at_dock(key)
        for upload_key in watch.upload_keys():
            self._look_at_upload(upload_key)

    def _leave(self, entry_id: str) -> None:
        self._watches.pop(entry_id).stop()
        self._issues.pop(entry_id, None)
        for known in (self._docks, self._uploads, self._device_ids):
            _drop(known, entry_id)

    def _look_at_entries(self) -> None:
        entries = self._hass.config_entries.async_entries(DOMAIN)
        self._entries = {key: item for entry in entries for key, item in [self._entry(entry)]}

    def _entry(self, entry: ConfigEntry) -> tuple[EntryKey, Item]:
        watch = self._watches.get(entry.entry_id)
        issues = self._issues_of(entry.entry_id)[1]
        view = entry_view(entry, watch.hub if watch else None, issues)
        return EntryKey(entry.entry_id), Item(view, entry_for)

    def _look_at_dock(self, key: DockKey) -> View | None:
        watch = self._watches.get(key.entry_id)
        coordinator = watch.hub.coordinators.get(key.serial) if watch else None
        if watch is None or coordinator is None:
            return None
        issues = self._issues_of(key.entry_id)[0].get(key.serial, ())
        view = dock_view(self._hass, watch.hub, coordinator.data, watch.feeds, issues)
        if view is not None:
            self._docks[key] = Item(view, dock_for)
            self._device_ids[view["device_id"]] = key
            if view["aircraft"] and view["aircraft"]["device_id"]:
                self._device_ids[view["aircraft"]["device_id"]] = key
        return view

    def _look_at_upload(self, key: UploadKey) -> View | None:
        watch, dock = (
            self._watches.get(key.entry_id),
            self._docks.get(DockKey(key.entry_id, key.serial)),
        )
        if watch is None or dock is None:
            return None
        device_id: str = dock.view["device_id"]
        view = find_upload(watch.hub, key.serial, device_id, key.upload_id, self.rates)
        if view is None or view["finished"]:
            self._uploads.pop(key, None)
        else:
            self._uploads[key] = Item(view, upload_for)
        return view

    def _issues_of(
        self, entry_id: str
    ) -> tuple[dict[str, list[ir.IssueEntry]], list[ir.IssueEntry]]:
        if (known := self._issues.get(entry_id)) is None:
            shown = [
                issue
                for (domain, _), issue in ir.async_get(self._hass).issues.items()
                if domain == DOMAIN and issue.active and is_of_entry(issue.issue_id, entry_id)
            ]
            watch = self._watches.get(entry_id)
            known = watch.issues(shown) if watch else ({}, shown)
            self._issues[entry_id] = known
        return known

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
                if dock := self._docks.get(DockKey(key.entry_id, key.serial)):
                    device_id = dock.view["device_id"]
                    self._notify(device_id, {"type": "media", "device_id": device_id})
            case FirmwareKey():
                if watch := self._watches.get(key.entry_id):
                    watch.look_at_packages()
            case Everything():
                self._look_at_entries()
                for watcher in self._watchers:
                    self._send_all(watcher)

    def _send_dock(self, key: DockKey) -> None:
        if (before := self._docks.get(key)) is None:
            # It may be known by now what an issue is about.
            self._issues.pop(key.entry_id, None)
        view = self._look_at_dock(key)
        if view is None:
            if before:
                del self._docks[key]
                for watcher in self._watchers:
                    watcher.take_away(before.view["device_id"])
            return
        # When it was heard last goes on all the time; that alone is nothing new.
        if before and view == before.view | {"last_heard": view["last_heard"]}:
            return
        self._send("dock", self._docks[key])

    def _send_upload(self, key: UploadKey) -> None:
        dock = self._docks.get(DockKey(key.entry_id, key.serial))
        if dock is None:
            return
        before = self._uploads.get(key)
        view = self._look_at_upload(key)
        device_id = dock.view["device_id"]
        if view is None:
            gone = {"type": "upload_gone", "device_id": device_id, "upload_id": key.upload_id}
            self._notify(device_id, gone)
        elif before is None or view != before.view:
            self._send("upload", self._uploads.get(key) or Item(view, upload_for))

    def _send_entry(self, key: EntryKey) -> None:
        entry = self._hass.config_entries.async_get_entry(key.entry_id)
        if entry is None:
            return
        before = self._entries.get(key)
        _, item = self._entry(entry)
        self._entries[key] = item
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
        watcher.send_all(self._entries.values(), self._docks.values(), self._uploads.values())

    # What happens in Home Assistant.

    @callback
    def _entry_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.domain != DOMAIN:
            return
        entry_id = entry.entry_id
        hub, watch = loaded_hub(self._hass, entry_id), self._watches.get(entry_id)
        if watch and watch.hub is not hub:
            self._leave(entry_id)
        if hub and (watch is None or watch.hub is not hub):
            self._follow(hub)
        if (watch and watch.hub) is not hub or change is not ConfigEntryChange.UPDATED:
            self._forget_rights()
            self._pace.changed(Everything())
        else:
            self._pace.changed(EntryKey(entry_id))

    @callback
    def _device_changed(self, event: Event[dr.EventDeviceRegistryUpdatedData]) -> None:
        if key := self._device_ids.get(event.data["device_id"]):
            self._pace.changed(key)
        self._forget_rights()

    @callback
    def _areas_changed(self, _: Event[Any]) -> None:
        for key in self._docks:
            self._pace.changed(key)

    @callback
    def _issue_changed(self, event: Event[Any]) -> None:
        if event.data["domain"] != DOMAIN:
            return
        self._issues.clear()
        issue_id = event.data["issue_id"]
        for key in self._entries:
            if is_of_entry(issue_id, key.entry_id):
                self._pace.changed(key)
        for watch in self._watches.values():
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


def _drop(known: dict[Any, Any], entry_id: str) -> None:
    for key, value in tuple(known.items()):
        owner = value if isinstance(value, DockKey) else key
        if owner.entry_id == entry_id:
            del known[key]
