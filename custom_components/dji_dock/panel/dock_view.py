"""What the page shows of a dock and its aircraft."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    issue_registry as ir,
)
from homeassistant.util import dt as dt_util

from ..alarms.texts import alarm_key
from ..cloud_api import (
    Aircraft,
    HmsAlarm,
    Property,
    aircraft_properties as aircraft,
    dock_properties as dock,
)
from ..const import DOMAIN
from ..coordinator import DockState
from ..hub import Hub
from ..telemetry.feed import ALARMS, DeviceFeed
from .attention import Seen, attention_of
from .items import View
from .words import words

FOLLOWED = frozenset(
    {
        ALARMS,
        *(
            source.first_key
            for source in (
                *(dock.MODE, dock.COVER, dock.AIRCRAFT_IN_DOCK, dock.AIRCRAFT_BATTERY),
                *(dock.AIRCRAFT_CHARGING, dock.OUTSIDE_TEMPERATURE, dock.HUMIDITY, dock.RAIN),
                *(dock.WIND_SPEED, dock.LATITUDE, dock.LONGITUDE, dock.EMERGENCY_STOP),
                *(aircraft.MODE, aircraft.BATTERY, aircraft.ELEVATION),
                aircraft.HORIZONTAL_SPEED,
            )
        ),
    }
)
"""First keys of what is shown, of docks and aircraft."""

_ON_THE_GROUND = frozenset({"standby", "preparing", "ready", "upgrading", "not_connected"})
_PLACE_DIGITS = 5
"""About a metre; what is finer is noise, and would be sent as movement."""
_WORST = 2

type Feeds = Mapping[str, DeviceFeed]
"""Of docks and aircraft, by serial number."""


def dock_view(
    hass: HomeAssistant,
    hub: Hub,
    state: DockState,
    feeds: Feeds,
    issues: Iterable[ir.IssueEntry],
) -> View | None:
    """Return a dock, None if it is no device any more; what a user may do with it is not in it."""
    registry = dr.async_get(hass)
    known, serial = state.dock, state.dock.serial
    device = registry.async_get_device_by_identifier((DOMAIN, serial), hub.entry.entry_id)
    if device is None:
        return None
    area = ar.async_get(hass).async_get_area(device.area_id) if device.area_id else None
    silence = hub.server.fleet.silence(serial)
    heard = None if silence is None else dt_util.utcnow() - timedelta(seconds=silence)
    flight, job, upload = hub.flights.tracker.current(serial), state.jobs.job, state.logs.upload
    read = _Reader(feeds.get(serial))
    return {
        "device_id": device.id,
        "serial": serial,
        "entry_id": hub.entry.entry_id,
        "name": hub.docks.name_of(serial),
        "model": device.model or "",
        "area": area.name if area else None,
        "online": known.online,
        "reachable": state.reachable,
        "last_heard": heard.isoformat(timespec="seconds") if heard else None,
        "mode": read(dock.MODE),
        "cover": read(dock.COVER),
        "in_dock": read(dock.AIRCRAFT_IN_DOCK),
        "aircraft": _aircraft(registry, hub, known.aircraft, feeds, read)
        if known.aircraft
        else None,
        "weather": {
            "temperature": read(dock.OUTSIDE_TEMPERATURE),
            "humidity": read(dock.HUMIDITY),
            "wind_speed": read(dock.WIND_SPEED),
            "rainfall": read(dock.RAIN),
        },
        "position": _position(feeds.get(serial)),
        "alarms": [
            *_alarms(hub, serial, "dock"),
            *(_alarms(hub, known.aircraft_serial, "aircraft") if known.aircraft else ()),
        ],
        "upload": upload.upload_id if upload and not upload.status.finished else None,
        "queued": state.logs.queued,
        "job": {
            "job_id": job.job_id,
            "command": job.command,
            "status": job.status.value,
            "percent": job.percent,
            "step": job.step or None,
        }
        if job
        else None,
        "flight": {
            "flight_id": flight.flight_id or None,
            "started": flight.started.isoformat(timespec="seconds") if flight.started else None,
            "progress": flight.percent,
        }
        if flight
        else None,
        "media": {
            "files": state.media.files,
            "size": state.media.size,
            "pending": state.media.pending,
            "last": state.media.newest.isoformat() if state.media.newest else None,
        },
        "firmware": {
            "dock": _firmware(hub, serial, serial, known.firmware),
            "aircraft": _firmware(hub, serial, known.aircraft.serial, known.aircraft.firmware)
            if known.aircraft
            else None,
        },
        "attention": attention_of(
            Seen(
                hub=hub,
                state=state,
                device_id=device.id,
                stopped=read(dock.EMERGENCY_STOP) is True,
                issues=tuple(issues),
            )
        ),
    }


class _Reader:
    """Reads what a device reported, as long as it can be heard."""

    def __init__(self, feed: DeviceFeed | None) -> None:
        self.online = feed is not None and feed.online
        self._values = feed.values if feed and feed.online else {}

    def __call__[T](self, source: Property[T]) -> T | None:
        return source.read(self._values)


def _aircraft(
    registry: dr.DeviceRegistry, hub: Hub, known: Aircraft, feeds: Feeds, of_dock: _Reader
) -> View:
    device = registry.async_get_device_by_identifier((DOMAIN, known.serial), hub.entry.entry_id)
    read = _Reader(feeds.get(known.serial))
    mode, battery = read(aircraft.MODE), read(aircraft.BATTERY)
    flying = None if mode is None else mode not in _ON_THE_GROUND
    if flying is None and of_dock(dock.AIRCRAFT_IN_DOCK):
        flying = False
    return {
        "device_id": device.id if device else None,
        "serial": known.serial,
        "name": hub.docks.name_of(known.serial),
        "model": (device.model if device else None) or "",
        "online": read.online,
        "battery": of_dock(dock.AIRCRAFT_BATTERY) if battery is None else battery,
        "charging": of_dock(dock.AIRCRAFT_CHARGING),
        "flying": flying,
        "height": read(aircraft.ELEVATION),
        "speed": read(aircraft.HORIZONTAL_SPEED),
    }


def _position(feed: DeviceFeed | None) -> View | None:
    """Return where a dock is: it stays there, whether it can be heard or not."""
    values = feed.values if feed else {}
    latitude, longitude = dock.LATITUDE.read(values), dock.LONGITUDE.read(values)
    if latitude is None or longitude is None or abs(latitude) > 90:
        return None
    return {
        "latitude": round(latitude, _PLACE_DIGITS),
        "longitude": round(longitude, _PLACE_DIGITS),
    }


def _alarms(hub: Hub, serial: str, device: str) -> list[View]:
    """Return what is wrong with a device, the worst first."""
    found: list[HmsAlarm] = sorted(hub.alarms.of(serial), key=lambda alarm: -alarm.severity)
    views = []
    for alarm in found:
        key, placeholders = alarm_key(alarm)
        since = hub.alarms.since(serial, alarm)
        views.append(
            {
                "code": alarm.code,
                "level": min(alarm.severity, _WORST),
                "device": device,
                "text": words(f"common.{key}", **placeholders),
                "since": since.isoformat(timespec="seconds") if since else None,
            }
        )
    return views


def _firmware(hub: Hub, serial: str, device: str, installed: str) -> View | None:
    """Return what is installed, and what could be; None if neither is known."""
    state = hub.firmware.state(serial, device)
    if state is None and not installed:
        return None
    return {
        "installed": (state.installed if state else None) or installed or None,
        "latest": state.latest if state else None,
    }
