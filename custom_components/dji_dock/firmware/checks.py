"""What must be so before firmware is sent to a dock; a dock refuses most of it, too, but with a number."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util

from ..cloud_api import (
    Dock,
    DockOffline,
    NotConnected,
    Values,
    aircraft_properties,
    dock_properties,
)
from ..const import DOMAIN

LEAST_BATTERY = 20
"""Percent."""

BEFORE_FLIGHT = timedelta(minutes=90)
"""An upgrade takes up to an hour, and what fails leaves time to mend it."""

# By `mode_code`; what is not named here is idle, or in a mode of which nothing is known.
_MODES = {
    1: "firmware_on_site",
    2: "firmware_debugged",
    3: "firmware_running",
    4: "firmware_flying",
}
_IDLE, _DEBUGGED = 0, 2

FRESH = 10.0
"""Seconds for which a dock may be relied on; it reports every two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A dock at the moment at which firmware is asked for."""

    dock: Dock
    name: str
    """As people know the dock."""
    connected: bool
    values: Values
    """What the dock reported of itself."""
    of_aircraft: Values
    """What its aircraft reported of itself."""
    flight: datetime | None
    """When it flies next, if that is planned."""
    exporting: bool
    """Whether an upload of logs runs."""
    transferring: bool
    """Whether media wait on the dock for their transfer."""
    ours: bool
    """Whether the remote debugging that is open is ours: it closes itself first."""
    fresh: bool
    """Whether the dock has said just now what it does, and where its aircraft is."""
    installing: bool
    """Whether a job for firmware runs, or waits."""


def require_ready(now: Situation) -> None:
    """See that firmware may be sent.

    Raises:
        NotConnected, DockOffline: nobody would hear it.
        ServiceValidationError: something forbids it, in words of its own.

    """
    if not now.connected:
        raise NotConnected
    if not now.dock.online:
        raise DockOffline(now.dock.serial)
    if reason := _refusal(now):
        key, placeholders = reason
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key=key,
            translation_placeholders={"dock": now.name, **placeholders},
        )


def _refusal(now: Situation) -> tuple[str, dict[str, str]] | None:
    dock = now.dock
    if now.installing:
        return "firmware_running", {}
    if now.flight and now.flight - dt_util.utcnow() < BEFORE_FLIGHT:
        minutes = BEFORE_FLIGHT // timedelta(minutes=1)
        time = f"{dt_util.as_local(now.flight):%H:%M}"
        return "firmware_flight_due", {"time": time, "minutes": str(minutes)}
    if not now.fresh:
        return "firmware_not_idle", {}
    if dock.mode != _IDLE and not (dock.mode == _DEBUGGED and now.ours):
        return _MODES.get(-1 if dock.mode is None else dock.mode, "firmware_not_idle"), {}
    if dock.working:
        return "firmware_flying", {}
    if now.exporting or now.transferring:
        return "firmware_logs_run" if now.exporting else "firmware_media_run", {}
    if not dock.in_dock or dock.aircraft is None:
        return "firmware_outside", {}
    return _of_aircraft(now)


def _of_aircraft(now: Situation) -> tuple[str, dict[str, str]] | None:
    if dock_properties.LINK_MODE.read(now.values) == "sdr_and_mobile":
        return "firmware_mobile_link", {}
    on = now.dock.aircraft is not None and now.dock.aircraft.online
    if on and dock_properties.SDR_LINK.read(now.values) is False:
        # One that is off has none: the dock switches it on.
        return "firmware_no_link", {}
    battery = aircraft_properties.BATTERY.read(now.of_aircraft) if on else None
    if battery is None:
        battery = dock_properties.AIRCRAFT_BATTERY.read(now.values)
    if battery is None:
        return "firmware_battery_unknown", {}
    if battery < LEAST_BATTERY:
        return "firmware_battery", {"percent": f"{battery:g}", "limit": str(LEAST_BATTERY)}
    return None
