"""The handler table: which function answers which method of a dock.

A new method of DJI's documentation is one function in its feature's module and one line here.
"""

from collections.abc import Awaitable, Callable, Mapping

from .cloud import Cloud
from .features import (
    areas,
    config,
    firmware,
    hms,
    live,
    media,
    organization,
    remote_debug,
    remote_log,
    topology,
    wayline,
)
from .wire.envelope import Data, Message

type RequestHandler = Callable[[Cloud, Message], Awaitable[Data]]
"""Returns the `data` of the answer, once what it says is saved."""

type EventHandler = Callable[[Cloud, Message], object]
"""Returns what the event says, None for nothing.

Listeners of that type get it before it is acknowledged; without a listener it is not.
"""

type TelemetryHandler = Callable[[Cloud, Message], None]
"""Notifies listeners of what an osd or state message says, besides properties."""

REQUESTS: Mapping[str, RequestHandler] = {
    "config": config.config,
    "airport_bind_status": organization.airport_bind_status,
    "airport_organization_get": organization.airport_organization_get,
    "airport_organization_bind": organization.airport_organization_bind,
    "storage_config_get": media.storage_config_get,
    "flight_areas_get": areas.nothing_to_offer,
    "offline_map_get": areas.nothing_to_offer,
}
"""On the requests topic: the dock asks, the cloud server answers."""

STATUS: Mapping[str, RequestHandler] = {
    "update_topo": topology.update_topo,
}
"""On the status topic."""

EVENTS: Mapping[str, EventHandler] = {
    "fileupload_progress": remote_log.fileupload_progress,
    "file_upload_callback": media.file_upload_callback,
    "highest_priority_upload_flighttask_media": media.highest_priority_upload_flighttask_media,
    "flighttask_progress": wayline.flighttask_progress,
    "hms": hms.hms,
    "ota_progress": firmware.ota_progress,
    "rtk_calibration": remote_debug.rtk_calibration,
    **dict.fromkeys(remote_debug.JOBS, remote_debug.job_progress),
}
"""On the events topic: the dock reports, the cloud server acknowledges where asked to."""

AIRCRAFT_EVENTS: Mapping[str, EventHandler] = {
    "hms": hms.hms,
}
"""On the events topic of an aircraft."""

TELEMETRY: tuple[TelemetryHandler, ...] = (media.telemetry, live.telemetry)
"""On the osd and state topics of accepted docks; a state may be one that the broker kept."""
