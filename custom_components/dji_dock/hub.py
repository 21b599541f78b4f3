"""Brings the cloud server, the bucket and Home Assistant's devices together."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
import logging
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HassJob, HomeAssistant, callback
from homeassistant.helpers.start import async_at_started

from .alarms.tracker import AlarmTracker
from .bucket import Bucket
from .bucket_access.endpoint_issue import EndpointIssue
from .bucket_access.health import BucketHealth
from .catalog.catalog import Catalog
from .catalog.upkeep import Upkeep
from .cloud_api import (
    BrokerAuthFailed,
    BrokerSettings,
    CloudServer,
    CloudSettings,
    ConnectionChanged,
    Dock,
    DockChanged,
    FlightProgress,
    HmsReport,
    LogProgress,
    MqttTransport,
    PropertiesChanged,
    TopologyReported,
    UnknownDockForgotten,
)
from .cloud_device.coordinator import CloudCoordinator
from .cloud_device.issues import CloudIssues
from .configuration.settings import keep_days, upload_timings
from .const import (
    CONF_KEEP_UPLOADS,
    CONF_UPDATE_INTERVAL,
    DEFAULT_UPDATE_INTERVAL,
    DOMAIN,
    FAILED,
    FAILED_BROKER,
)
from .coordinator import DockCoordinator, DockState
from .database import IndexedObject
from .docks.device_registry import DockRegistry
from .docks.foreign import ForeignDocks
from .docks.memory import REPORTED_ON_CHANGE, FleetMemory
from .docks.unknown import UnknownDockIssues
from .flights.tracker import FlightTracker
from .logs.manager import LogUploads
from .logs.models import LogUpload
from .logs.orphans import OrphanedLogs
from .logs.store import KEEP
from .media.events import media_event
from .media.issues import MediaIssues
from .media.manager import MediaUploads
from .telemetry.feeds import DeviceFeeds
from .util.dock_event import DockEvent

_LOGGER = logging.getLogger(__name__)

_LEAVE_SECONDS = 3.0
"""A broker that does not answer any more is not waited for."""

type DjiDockConfigEntry = ConfigEntry[Hub]
type DockListener = Callable[[DockCoordinator], None]


class Hub:
    """One DJI cloud: a broker, a bucket and the docks on them."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: DjiDockConfigEntry,
        broker: BrokerSettings,
        cloud: CloudSettings,
        bucket: Bucket,
    ) -> None:
        """Build the parts; nothing is connected yet."""
        self.entry = entry
        self.coordinators: dict[str, DockCoordinator] = {}
        self.memory = FleetMemory(hass, entry.entry_id, self._spawn)
        self.server = CloudServer(MqttTransport(broker), cloud, save=self.memory.async_save_surely)
        self.foreign = ForeignDocks(hass, entry, self.server)
        self.bucket = bucket
        self.uploads = LogUploads(
            hass,
            entry.entry_id,
            self.server,
            bucket,
            spawn=self._spawn,
            changed=self._refresh,
            name_of=self.name_of,
            is_listed=lambda key: self.catalog.browser.get(key) is not None,
            timings=upload_timings(entry.options),
            keep=entry.options.get(CONF_KEEP_UPLOADS, KEEP),
            deleted=lambda key: self.catalog.objects.forget([key]),
            expect_leftovers=lambda dock: self._media_care.look_for_leftovers(dock),  # noqa: PLW0108 - built below
        )
        self.catalog = Catalog(
            hass,
            entry.entry_id,
            bucket,
            self._spawn,
            changed=lambda *docks: self.media.async_refresh(*docks),  # noqa: PLW0108 - built below
        )
        self.media = MediaUploads(
            hass,
            self.server,
            bucket,
            self.catalog,
            spawn=self._spawn,
            # Entities hear it until nothing is served any more.
            may_tell=lambda: self._serving is not None and not self._serving.done(),
        )
        self._hass = hass
        self._directory = DockRegistry(hass, entry, self.server.fleet)
        self._issues = UnknownDockIssues(hass, self.server.fleet, entry.entry_id, entry.title)
        self.cloud = CloudCoordinator(hass, entry, self.server)
        self.health = BucketHealth(hass, entry, bucket)
        self._cloud_repairs = CloudIssues(
            hass, entry.entry_id, entry.title, self.server, self.name_of
        )
        self._endpoint_issue = EndpointIssue(
            hass, entry.entry_id, bucket.config, lambda: self.health.usable is True, self.name_of
        )
        self._flights = FlightTracker(self._fire_event)
        self._alarms = AlarmTracker(self._fire_event)
        self.memory.keep(self.server, self._flights, self._alarms)
        self.devices = DeviceFeeds(
            self.server,
            float(entry.options.get(CONF_UPDATE_INTERVAL, DEFAULT_UPDATE_INTERVAL)),
            self._alarms.of,
        )
        self._media_repairs = MediaIssues(
            hass,
            entry.entry_id,
            bucket.config,
            self.catalog,
            self.media.pending,
            self.name_of,
            self._endpoint_issue,
            lambda dock, since: self._media_care.async_list_unless_since(dock, since),  # noqa: PLW0108 - built below
        )
        self.orphans = OrphanedLogs(
            hass,
            entry.entry_id,
            bucket,
            self.catalog.objects,
            self.catalog.browser,
            self.uploads.registry,
            others=self.uploads.others,
            presence=self.uploads.presence,
            check_now=self.uploads.check_now,
            name_of=self.name_of,
        )
        self._media_care = Upkeep(
            hass,
            bucket,
            self.catalog,
            docks=lambda: self.coordinators,
            keep_days=keep_days(entry.options),
            logs=self.orphans,
            # Where another platform hands out credentials, there is nothing to diagnose.
            look=self._media_repairs.async_look if cloud.answer_requests else None,
        )
        self._dock_listeners: list[DockListener] = []
        self._was_connected: bool | None = None
        self._serving: asyncio.Task[Any] | None = None

    async def async_load(self) -> None:
        """Take up docks and uploads where the last run left them."""
        await self.memory.async_load()
        await self.uploads.async_load()
        await self.catalog.async_load()
        await self.media.async_load()
        for dock in self.server.fleet:
            if dock.accepted:
                self._adopt(dock)

    def start(self) -> None:
        """Listen to docks; called when every platform listens to the hub."""
        listeners = self.server.listeners
        for remove in (
            *self.foreign.start(),
            listeners.add(DockChanged, self._dock_changed),
            listeners.add(UnknownDockForgotten, lambda news: self._issues.clear(news.dock)),
            listeners.add(ConnectionChanged, self._connection_changed),
            listeners.add(LogProgress, self.uploads.observer.handle_progress),
            listeners.add(TopologyReported, self.uploads.observer.handle_topology),
            self.uploads.registry.subscribe(self._upload_changed),
            self.uploads.start(),
            listeners.add(FlightProgress, self._flight_told),
            listeners.add(HmsReport, self._alarms_told),
            listeners.add(PropertiesChanged, self._properties_changed),
            self.media.subscribe(self._media_changed),
            *self.catalog.start(),
            *self.media.start(),
            *self.cloud.start(),
            *self._cloud_repairs.start(),
            self.uploads.registry.subscribe(self._endpoint_issue.upload_changed),
            self.media.subscribe(self._endpoint_issue.media_changed),
        ):
            self.entry.async_on_unload(remove)
        self.serve()
        # Before Home Assistant ends all background work at once.
        self.entry.async_on_unload(
            self._hass.async_add_shutdown_job(HassJob(self.async_stop_serving))
        )
        # A start is busy enough without lists of what lies in the bucket.
        self.entry.async_on_unload(async_at_started(self._hass, self._look_after_bucket))

    @callback
    def serve(self) -> None:
        """Connect to the broker, and answer docks."""
        self._serving = self._spawn(self.server.run(), "cloud server")

    async def async_stop_serving(self) -> None:
        """Read no more, finish what was read, and leave the broker; everybody listens until then."""
        await self.server.finish()
        if self._serving is not None:
            self._serving.cancel()
            await asyncio.wait([self._serving], timeout=_LEAVE_SECONDS)

    @callback
    def _look_after_bucket(self, _: HomeAssistant) -> None:
        self._spawn(self.health.async_run(), "bucket health")
        self._spawn(self._media_care.async_run(), "media care")

    async def async_stop(self) -> None:
        """Save everything for good; the background tasks end with the entry."""
        self.devices.stop()
        await self.uploads.async_stop()
        await self.media.async_stop()
        await self.catalog.async_stop()
        await self.memory.async_close()

    @callback
    def async_add_dock_listener(self, listener: DockListener) -> Callable[[], None]:
        """Announce docks to a platform: those known, and each that appears later."""
        self._dock_listeners.append(listener)
        for coordinator in self.coordinators.values():
            listener(coordinator)

        def remove() -> None:
            self._dock_listeners.remove(listener)

        return remove

    async def async_accept_dock(self, serial: str) -> None:
        """Make an unknown dock one of ours."""
        self.server.fleet.update(serial, accepted=True, ignored=False)
        await self.memory.async_save()

    async def async_ignore_dock(self, serial: str) -> None:
        """Never mention an unknown dock again."""
        self.server.fleet.update(serial, ignored=True)
        self._issues.clear(serial)
        await self.memory.async_save()

    async def async_forget_device(self, serial: str) -> bool:
        """Let go of a dock or an aircraft that is gone; False while it is there."""
        fleet = self.server.fleet
        if dock := fleet.get(serial):
            if dock.online and self.server.connected:
                return False
            fleet.forget(serial)
            self.foreign.release(serial)
            self.coordinators.pop(serial, None)
            self._hand_over(dock, dock.aircraft_serial)
            for issues in (
                self._media_repairs,
                self._cloud_repairs,
                self._endpoint_issue,
                self.orphans,
            ):
                issues.clear(serial)
            self.cloud.async_look()
            await self.uploads.async_forget(serial)
            await self.media.async_forget(serial)
            await self.catalog.async_forget(serial)
            self._media_care.forget(serial)
        for owner in fleet:
            if fleet.names(owner.serial, serial):
                # A dock that is there tells of its aircraft again and again, also when it is off.
                if owner.online and self.server.connected:
                    return False
                fleet.update(owner.serial, aircraft=None)
        for known in (self.devices, self._flights, self._alarms):
            known.forget(serial)
        await self.memory.async_save()
        return True

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        dock, before = change.dock, change.before
        if not dock.accepted:
            if not dock.ignored:
                self._issues.raise_for(dock)
            return
        if dock.serial not in self.coordinators:
            self._issues.clear(dock.serial)
            self._adopt(dock)
        else:
            self._directory.update(dock)
            self._refresh(dock.serial)
            self.devices.handle_dock(dock)
            self._hand_over(dock, dock.aircraft_serial)
            if before and before.aircraft_serial != dock.aircraft_serial:
                self._hand_over(dock, before.aircraft_serial)
        if dock.online != (before is not None and before.online):
            _LOGGER.info("Dock %s is %s", dock.serial, "online" if dock.online else "offline")
            self.uploads.observer.handle_dock(dock.serial, dock.online)
        if self._flights.handle_dock(change):
            self.memory.save_at_once()
        # It may be somebody's turn.
        self.uploads.queue.check_now()
        self.memory.save_later()

    def _adopt(self, dock: Dock) -> None:
        """Make a dock a device, and announce it to the platforms."""
        self._directory.update(dock)
        coordinator = DockCoordinator(self._hass, self.entry, self._state(dock))
        self.coordinators[dock.serial] = coordinator
        self._media_care.look_soon()
        for listener in tuple(self._dock_listeners):
            listener(coordinator)
        self.devices.handle_dock(dock)

    def _hand_over(self, dock: Dock, aircraft: str) -> None:
        """Show an aircraft at the dock that has it now; that one itself did not change."""
        owner = self.server.fleet.dock_of(aircraft)
        if owner and owner.serial != dock.serial and owner.serial in self.coordinators:
            self._directory.update(owner)
            self.devices.handle_dock(owner)

    @callback
    def _connection_changed(self, change: ConnectionChanged) -> None:
        if isinstance(change.reason, BrokerAuthFailed):
            self.entry.async_start_reauth(self._hass, data={FAILED: FAILED_BROKER})
        if change.connected == self._was_connected:
            return
        if change.connected:
            _LOGGER.info("Connected to the broker")
        else:
            _LOGGER.info("The broker is gone: %s", change.reason or "it closed the connection")
        self._was_connected = change.connected
        self.uploads.observer.handle_broker(change.connected)
        self._spawn(self._async_refresh_all(), "refresh docks")

    async def _async_refresh_all(self) -> None:
        """Show for each dock whether it can be heard; a fleet takes its time, and lets others in."""
        for serial in tuple(self.coordinators):
            self._refresh(serial)
            if dock := self.server.fleet.get(serial):
                self.devices.handle_dock(dock)
            await asyncio.sleep(0)

    @callback
    def _upload_changed(self, upload: LogUpload, event_type: str | None) -> None:
        if upload.dock in self.coordinators:
            self._refresh(upload.dock)
            if event_type is not None:
                self.uploads.failures.report(upload, event_type, self._fire_event)
            if upload.status.finished and event_type is not None:
                self._spawn(self._media_care.async_list_logs(upload.dock), "list logs")

    @callback
    def _flight_told(self, news: FlightProgress) -> Awaitable[None] | None:
        """Take in how a flight goes on; its beginning and its end are saved before an answer."""
        return self.memory.async_save() if self._flights.handle_flight(news) else None

    @callback
    def _alarms_told(self, report: HmsReport) -> None:
        if changed := self._alarms.handle(report):
            for device in changed:
                self.devices.handle_alarms(device)
            self.memory.save_at_once()

    @callback
    def _properties_changed(self, change: PropertiesChanged) -> None:
        self.devices.handle_properties(change)
        if not REPORTED_ON_CHANGE.isdisjoint(change.first_keys):
            self.memory.save_later()

    @callback
    def _fire_event(self, serial: str, event: DockEvent) -> None:
        if coordinator := self.coordinators.get(serial):
            coordinator.async_notify(event)

    @callback
    def _media_changed(self, serial: str, file: IndexedObject | None) -> None:
        if coordinator := self.coordinators.get(serial):
            if file is None:
                self._refresh(serial)
            else:
                coordinator.async_notify(media_event(file))

    def _refresh(self, serial: str) -> None:
        dock = self.server.fleet.get(serial)
        if dock and serial in self.coordinators:
            self.coordinators[serial].async_set_state(self._state(dock))

    def _state(self, dock: Dock) -> DockState:
        return DockState(
            dock=dock,
            connected=self.server.connected,
            logs=self.uploads.state(dock.serial),
            media=self.media.state(dock.serial),
        )

    def alarms_of(self, serial: str) -> list[dict[str, Any]]:
        """Return what is wrong with a device, as plain data."""
        return [asdict(alarm) for alarm in self._alarms.of(serial)]

    def name_of(self, serial: str) -> str:
        """Return the name under which a user knows a dock."""
        return self._directory.name_of(serial) or serial

    def _spawn(self, work: Any, name: str) -> asyncio.Task[Any]:
        return self.entry.async_create_background_task(self._hass, work, f"{DOMAIN} {name}")


@callback
def loaded_hub(hass: HomeAssistant, entry_id: str) -> Hub | None:
    """Return what runs for an entry, None while nothing does."""
    entry = hass.config_entries.async_get_entry(entry_id)
    if entry is None or entry.domain != DOMAIN or entry.state is not ConfigEntryState.LOADED:
        return None
    hub: Hub = entry.runtime_data
    return hub


@callback
def loaded_hubs(hass: HomeAssistant) -> list[Hub]:
    """Return what runs for any entry."""
    return [entry.runtime_data for entry in hass.config_entries.async_loaded_entries(DOMAIN)]
