"""Listens to everything of a hub that the page shows, for as long as anybody looks."""

from collections.abc import Callable, Iterable

from homeassistant.core import callback
from homeassistant.helpers import issue_registry as ir

from ..cloud_api import FlightProgress
from ..coordinator import DockCoordinator
from ..database import IndexedObject
from ..hub import Hub
from ..logs.models import LogUpload
from ..telemetry.feed import LAST, DeviceFeed
from ..util.issues import is_of_entry, pseudonym
from .dock_view import FOLLOWED
from .keys import DockKey, EntryKey, FirmwareKey, Key, MediaKey, UploadKey
from .rates import Rates

type _Media = tuple[int, int, int, IndexedObject | None]


class HubWatch:
    """What a hub shows now, and who is told that something of it has changed."""

    def __init__(self, hub: Hub, rates: Rates, changed: Callable[[Key], None]) -> None:
        """Begin to listen."""
        self.hub = hub
        self.entry_id = hub.entry.entry_id
        self.feeds: dict[str, DeviceFeed] = {}
        self._rates = rates
        self._changed = changed
        self._queues: dict[str, list[str]] = {}
        self._media: dict[str, _Media] = {}
        self._packages = self._newest_packages()
        for upload in hub.logs.registry.running_uploads():
            rates.note(upload)
        self._removes: list[Callable[[], None]] = []
        self._removes += [
            hub.coordinators.async_add_listener(self._dock_came),
            hub.devices.async_add_listener(self._device_came),
            hub.logs.registry.subscribe(self._upload_moved),
            hub.cloud.async_add_listener(self._cloud_changed),
            hub.health.subscribe(self._cloud_changed),
            hub.firmware.subscribe(lambda: changed(FirmwareKey(self.entry_id))),
            hub.server.listeners.add(FlightProgress, self._flight_moved),
        ]

    @callback
    def stop(self) -> None:
        """Listen no more."""
        for remove in self._removes:
            remove()
        for upload in self.hub.logs.registry.running_uploads():
            self._rates.forget(upload.upload_id)

    def dock_keys(self) -> Iterable[DockKey]:
        """Return all docks."""
        return [DockKey(self.entry_id, serial) for serial in self.hub.coordinators]

    def upload_keys(self) -> Iterable[UploadKey]:
        """Return what waits or runs at all docks."""
        logs = self.hub.logs
        for serial in self.hub.coordinators:
            if running := logs.registry.running(serial):
                yield UploadKey(self.entry_id, serial, running.upload_id)
            for queued in logs.queue.of_dock(serial):
                yield UploadKey(self.entry_id, serial, queued.upload_id)

    def dock_of(self, issue_id: str) -> DockKey | None:
        """Return the dock that an issue is about, None for the cloud or a dock that is not ours."""
        if is_of_entry(issue_id, self.entry_id):
            of_device = issue_id.rpartition("_")[2]
            for key in self.dock_keys():
                if pseudonym(key.serial) == of_device:
                    return key
        return None

    def issues(
        self, issues: Iterable[ir.IssueEntry]
    ) -> tuple[dict[str, list[ir.IssueEntry]], list[ir.IssueEntry]]:
        """Sort issues of the entry: those about each dock, and those about the cloud or other docks."""
        docks = {pseudonym(serial): serial for serial in self.hub.coordinators}
        of_docks: dict[str, list[ir.IssueEntry]] = {}
        others: list[ir.IssueEntry] = []
        for issue in issues:
            if serial := docks.get(issue.issue_id.rpartition("_")[2]):
                of_docks.setdefault(serial, []).append(issue)
            else:
                others.append(issue)
        return of_docks, others

    @callback
    def look_at_packages(self) -> None:
        """See whether there is other firmware: docks themselves say of theirs."""
        if (packages := self._newest_packages()) != self._packages:
            self._packages = packages
            for key in self.dock_keys():
                self._changed(key)

    @callback
    def _dock_came(self, coordinator: DockCoordinator) -> None:
        serial = coordinator.serial

        @callback
        def dock_changed() -> None:
            self._dock_changed(serial)

        self._removes.append(coordinator.async_add_listener(dock_changed))
        self._media[serial] = self._media_of(serial)
        dock_changed()

    def _dock_changed(self, serial: str) -> None:
        self._changed(DockKey(self.entry_id, serial))
        waiting = [queued.upload_id for queued in self.hub.logs.queue.of_dock(serial)]
        before = self._queues.get(serial, [])
        if waiting != before:
            self._queues[serial] = waiting
            for upload_id in dict.fromkeys((*before, *waiting)):
                self._changed(UploadKey(self.entry_id, serial, upload_id))
        if (media := self._media_of(serial)) != self._media.get(serial):
            self._media[serial] = media
            self._changed(MediaKey(self.entry_id, serial))

    @callback
    def _device_came(self, feed: DeviceFeed) -> None:
        self.feeds[feed.serial] = feed

        @callback
        def device_changed() -> bool:
            self._changed(DockKey(self.entry_id, feed.dock))
            # It is paced elsewhere.
            return False

        self._removes.append(feed.follow(FOLLOWED, device_changed, LAST))
        device_changed()

    @callback
    def _upload_moved(self, upload: LogUpload, _: str | None) -> None:
        if self.hub.logs.registry.get(upload.upload_id) is None:
            self._rates.forget(upload.upload_id)
        else:
            self._rates.note(upload)
        self._changed(UploadKey(self.entry_id, upload.dock, upload.upload_id))

    @callback
    def _cloud_changed(self) -> None:
        self._changed(EntryKey(self.entry_id))

    @callback
    def _flight_moved(self, progress: FlightProgress) -> None:
        if progress.dock in self.hub.coordinators:
            self._changed(DockKey(self.entry_id, progress.dock))

    def _media_of(self, serial: str) -> _Media:
        media = self.hub.media.state(serial)
        return media.files, media.size, media.deleted, media.photo

    def _newest_packages(self) -> dict[str, str]:
        docks = [each.data.dock for each in self.hub.coordinators.values()]
        models = {dock.model_key for dock in docks}
        models |= {dock.aircraft.model_key for dock in docks if dock.aircraft}
        newest = self.hub.firmware.library.newest
        return {model: package.version for model in models if (package := newest(model))}
