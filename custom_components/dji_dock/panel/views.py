"""What is shown of all entries now: each view is made once, for all who look."""

from collections.abc import Callable
from typing import Any, NamedTuple

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN
from ..hub import Hub
from ..util.issues import is_of_entry
from .dock_view import dock_view
from .entry_view import entry_view
from .hub_watch import HubWatch
from .items import Item, View, dock_for, entry_for, upload_for
from .keys import DockKey, EntryKey, Key, UploadKey
from .rates import Rates
from .upload_view import find_upload


class _Issues(NamedTuple):
    """The repair issues of an entry that are shown."""

    of_docks: dict[str, list[ir.IssueEntry]]
    """By serial number."""
    others: list[ir.IssueEntry]


class Views:
    """The views of all entries, and of the docks and uploads of those that run."""

    def __init__(self, hass: HomeAssistant, changed: Callable[[Key], None]) -> None:
        """Begin with nothing; `changed` is called with what is to be looked at again."""
        self.rates = Rates()
        self.watches: dict[str, HubWatch] = {}
        """By entry, of those that run."""
        self.entries: dict[EntryKey, Item] = {}
        self.docks: dict[DockKey, Item] = {}
        self.uploads: dict[UploadKey, Item] = {}
        """Those that have not ended."""
        self.device_ids: dict[str, DockKey] = {}
        """Also of aircraft."""
        self._hass = hass
        self._changed = changed
        self._issues: dict[str, _Issues] = {}

    @callback
    def follow(self, hub: Hub) -> None:
        """Look at all of an entry that runs, and listen to it."""
        watch = HubWatch(hub, self.rates, self._changed)
        self.watches[watch.entry_id] = watch
        self.forget_issues(watch.entry_id)
        for key in watch.dock_keys():
            self.look_at_dock(key)
        for upload_key in watch.upload_keys():
            self.look_at_upload(upload_key)

    @callback
    def leave(self, entry_id: str) -> None:
        """Forget what an entry has, which runs no more."""
        self.watches.pop(entry_id).stop()
        self.forget_issues(entry_id)
        for known in (self.docks, self.uploads, self.device_ids):
            _drop(known, entry_id)

    @callback
    def forget_issues(self, entry_id: str | None = None) -> None:
        """Look for the issues of an entry, or of all, again when they are needed."""
        if entry_id is None:
            self._issues.clear()
        else:
            self._issues.pop(entry_id, None)

    @callback
    def look_at_entries(self) -> None:
        """Look at all entries, whether they run or not."""
        self.entries.clear()
        for entry in self._hass.config_entries.async_entries(DOMAIN):
            self.look_at_entry(entry)

    @callback
    def look_at_entry(self, entry: ConfigEntry) -> Item:
        """Make the view of an entry."""
        watch = self.watches.get(entry.entry_id)
        issues = self._issues_of(entry.entry_id).others
        view = entry_view(entry, watch.hub if watch else None, issues)
        item = self.entries[EntryKey(entry.entry_id)] = Item(view, entry_for)
        return item

    @callback
    def look_at_dock(self, key: DockKey) -> View | None:
        """Make the view of a dock; None if it is none of ours."""
        watch = self.watches.get(key.entry_id)
        coordinator = watch.hub.coordinators.get(key.serial) if watch else None
        if watch is None or coordinator is None:
            return None
        issues = self._issues_of(key.entry_id).of_docks.get(key.serial, ())
        view = dock_view(self._hass, watch.hub, coordinator.data, watch.feeds, issues)
        if view is not None:
            self.docks[key] = Item(view, dock_for)
            self.device_ids[view["device_id"]] = key
            if view["aircraft"] and view["aircraft"]["device_id"]:
                self.device_ids[view["aircraft"]["device_id"]] = key
        return view

    @callback
    def look_at_upload(self, key: UploadKey) -> View | None:
        """Make the view of an upload, which is kept until it has ended; None if there is none."""
        watch = self.watches.get(key.entry_id)
        dock = self.docks.get(DockKey(key.entry_id, key.serial))
        if watch is None or dock is None:
            return None
        device_id: str = dock.view["device_id"]
        view = find_upload(watch.hub, key.serial, device_id, key.upload_id, self.rates)
        if view is None or view["finished"]:
            self.uploads.pop(key, None)
        else:
            self.uploads[key] = Item(view, upload_for)
        return view

    def _issues_of(self, entry_id: str) -> _Issues:
        if (known := self._issues.get(entry_id)) is None:
            shown = [
                issue
                for (domain, _), issue in ir.async_get(self._hass).issues.items()
                if domain == DOMAIN and issue.active and is_of_entry(issue.issue_id, entry_id)
            ]
            watch = self.watches.get(entry_id)
            known = _Issues(*watch.issues(shown)) if watch else _Issues({}, shown)
            self._issues[entry_id] = known
        return known


def _drop(known: dict[Any, Any], entry_id: str) -> None:
    for key, value in tuple(known.items()):
        owner = value if isinstance(value, DockKey) else key
        if owner.entry_id == entry_id:
            del known[key]
