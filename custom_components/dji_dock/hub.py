"""What runs for an entry: features, built, loaded, started, stopped, and asked to forget."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
import logging
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HassJob, HomeAssistant, callback

from .alarms.manager import Alarms
from .alarms.tracker import AlarmTracker
from .bucket import Bucket
from .bucket_access.endpoint_issue import EndpointIssue
from .bucket_access.health import BucketHealth
from .catalog.catalog import Catalog
from .catalog.upkeep import Upkeep
from .cloud_api import BrokerSettings, CloudServer, CloudSettings, MqttTransport
from .cloud_device.arrivals import Arrivals
from .cloud_device.coordinator import CloudCoordinator
from .cloud_device.issues import CloudIssues
from .configuration.settings import (
    keep_days,
    keep_uploads,
    live_settings,
    may_control,
    may_film,
    update_interval,
    upload_timings,
)
from .const import DOMAIN
from .coordinator import DockCoordinators, dock_state
from .debugging.manager import RemoteDebugging
from .docks.foreign import ForeignDocks
from .docks.manager import Docks
from .docks.memory import FleetMemory
from .firmware.manager import Firmware
from .flights.manager import Flights
from .jobs.manager import Jobs
from .live.manager import LiveVideo
from .log_assistant.manager import LogAssistant
from .logs.manager import LogUploads
from .logs.orphans import OrphanedLogs
from .media.issues import MediaIssues
from .media.manager import MediaUploads
from .payload.manager import PayloadControl
from .setup_check.models import Running
from .telemetry.feeds import DeviceFeeds
from .util.feature import Feature

_LOGGER = logging.getLogger(__name__)

_LEAVE_SECONDS = 3.0
"""For what must be said at the end, and for a broker that does not answer any more."""

type DjiDockConfigEntry = ConfigEntry[Hub]


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
        """Build the features, each with what it may use of the others; nothing is connected yet."""
        self._hass, self.entry, self.bucket = hass, entry, bucket
        entry_id, options, spawn = entry.entry_id, entry.options, self._spawn
        self._serving: asyncio.Task[Any] | None = None
        self.memory = memory = FleetMemory(hass, entry_id, spawn)
        self.server = server = CloudServer(MqttTransport(broker), cloud, memory.async_save_surely)
        self.coordinators = show = DockCoordinators(
            hass,
            entry,
            server.fleet,
            lambda dock: dock_state(dock, server, self.logs, self.media, self.jobs, self.debugging),
        )
        self.foreign = ForeignDocks(hass, entry, server)
        alarms = AlarmTracker(show.fire)
        self.devices = feeds = DeviceFeeds(server, update_interval(options), alarms.of)
        self.docks = docks = Docks(hass, entry, server, memory, spawn, show.show, feeds.handle_dock)
        self.flights = Flights(server, show.fire, memory.save_at_once, memory.async_save)
        self.alarms = Alarms(server, alarms, memory.save_at_once, feeds.handle_alarms)
        memory.keep(server, self.flights.tracker, alarms)
        self.health = BucketHealth(hass, entry, bucket)
        self._endpoint_issue = EndpointIssue(
            hass, entry_id, bucket.config, lambda: self.health.usable is True, docks.name_of
        )
        self.catalog = catalog = Catalog(hass, entry_id, bucket, spawn)
        self.logs = LogUploads(
            *(hass, entry_id, server, bucket, spawn),
            timings=upload_timings(options),
            keep=keep_uploads(options),
            changed=show.refresh,
            notify=show.fire,
            ended=lambda dock: self.upkeep.list_logs_soon(dock),  # noqa: PLW0108 - built below
            name_of=docks.name_of,
            is_listed=lambda key: catalog.browser.get(key) is not None,
            deleted=lambda key: catalog.objects.forget([key]),
            expect_leftovers=lambda dock: self.upkeep.look_for_leftovers(dock),  # noqa: PLW0108 - built below
            endpoint=self._endpoint_issue,
        )
        self.orphans = OrphanedLogs(hass, entry_id, bucket, catalog, self.logs, docks.name_of)
        self.media = MediaUploads(
            *(hass, server, bucket, catalog, spawn),
            changed=show.refresh,
            notify=show.fire,
            issues=MediaIssues(
                hass, entry_id, bucket.config, catalog, docks.name_of, self._endpoint_issue
            ),
            list_again=lambda dock, since: self.upkeep.async_list_unless_since(dock, since),  # noqa: PLW0108 - built below
            flies=self.flights.tracker.flies,
        )
        self.upkeep = Upkeep(
            *(hass, server, bucket, catalog, spawn),
            docks=docks.serials,
            keep_days=keep_days(options),
            logs=self.orphans,
            # Where another platform hands out credentials, there is nothing to diagnose.
            look=self.media.async_look_after if cloud.answer_requests else None,
        )
        self.jobs = Jobs(*(hass, entry_id, server, spawn), changed=show.refresh, notify=show.fire)
        self.debugging = RemoteDebugging(
            *(hass, entry_id, server, self.jobs, spawn),
            may_control=may_control(options, answer_requests=cloud.answer_requests),
            changed=show.refresh,
            name_of=docks.name_of,
            exporting=lambda dock: self.logs.registry.running(dock) is not None,
            pending=lambda dock: self.media.state(dock).pending,
        )
        self.firmware = Firmware(
            *(hass, entry_id, server, bucket, spawn, self.jobs, self.debugging),
            name_of=docks.name_of,
            exporting=lambda dock: self.logs.registry.running(dock) is not None,
            pending=lambda dock: self.media.state(dock).pending,
        )
        self.assistant = LogAssistant(
            *(hass, server, self.logs, self.jobs, self.debugging, spawn),
            pending=lambda dock: self.media.state(dock).pending,
        )
        self.live = LiveVideo(
            *(hass, entry_id, server, self.jobs.database, spawn),
            settings=live_settings(options),
            may_film=may_film(options, answer_requests=cloud.answer_requests),
        )
        self.payload = PayloadControl(server)
        self.cloud = CloudCoordinator(hass, entry, server)
        self.arrivals = Arrivals(hass, entry, server, docks.name_of)
        self._cloud_issues = CloudIssues(hass, entry_id, entry.title, server, docks.name_of)
        self.running = Running(
            server=server,
            arrivals=self.arrivals,
            logs=self.logs.state,
            media=self.media.state,
            endpoint_proven=lambda: self._endpoint_issue.proven,
        )
        self.features: tuple[Feature, ...] = (
            *(memory, self.foreign, self.coordinators, docks, self.flights, self.alarms),
            *(self.devices, catalog, self.logs, self.orphans, self.media, self.jobs),
            *(self.debugging, self.assistant, self.firmware, self.live, self.payload),
            *(self.cloud, self.arrivals, self._cloud_issues, self._endpoint_issue),
            *(self.health, self.upkeep),
        )

    async def async_load(self) -> None:
        """Take up everything where the last run left it, and announce the docks of that."""
        for feature in self.features:
            await feature.async_load()
        self.docks.announce()

    def start(self) -> None:
        """Listen to docks; called when every platform listens to the hub."""
        for feature in self.features:
            for remove in feature.start():
                self.entry.async_on_unload(remove)
        self.serve()
        # Before Home Assistant ends all background work at once.
        stop = HassJob(self.async_stop_serving)
        self.entry.async_on_unload(self._hass.async_add_shutdown_job(stop))

    @callback
    def serve(self) -> None:
        """Connect to the broker, and answer docks."""
        self._serving = self._spawn(self.server.run(), "cloud server")

    async def async_stop_serving(self) -> None:
        """End sessions of docks, read no more, finish what was read, and leave the broker."""
        self.server.takes_orders = False
        with suppress(TimeoutError):
            async with asyncio.timeout(_LEAVE_SECONDS):
                ends = (feature.async_end_sessions() for feature in self.features)
                await asyncio.gather(*ends, return_exceptions=True)
        await self.server.finish()
        if self._serving is not None:
            self._serving.cancel()
            await asyncio.wait([self._serving], timeout=_LEAVE_SECONDS)

    async def async_stop(self) -> None:
        """Save everything for good, and close; one that fails keeps no other from that."""
        for feature in reversed(self.features):
            try:
                await feature.async_stop()
            except Exception:
                _LOGGER.exception("%s could not be stopped", type(feature).__name__)

    async def async_forget_device(self, serial: str) -> bool:
        """Let go of a dock or an aircraft that is gone; False while it is there."""
        if not self.docks.let_go(serial):
            return False
        for feature in reversed(self.features):
            await feature.async_forget(serial)
        return True

    def _spawn(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        return self.entry.async_create_background_task(self._hass, work, f"{DOMAIN} {name}")


@callback
def loaded_hubs(hass: HomeAssistant) -> list[Hub]:
    """Return what runs for any entry."""
    return [entry.runtime_data for entry in hass.config_entries.async_loaded_entries(DOMAIN)]


@callback
def loaded_hub(hass: HomeAssistant, entry_id: str) -> Hub | None:
    """Return what runs for an entry, None while nothing does."""
    return next((hub for hub in loaded_hubs(hass) if hub.entry.entry_id == entry_id), None)
