"""What a user can attach to a report, without secrets, places and serial numbers."""

from dataclasses import asdict, replace
from itertools import islice
from typing import Any

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr

from .cloud_api import Dock
from .const import (
    CONF_ACCESS_KEY_ID,
    CONF_ADDRESS,
    CONF_APP_ID,
    CONF_APP_KEY,
    CONF_APP_LICENSE,
    CONF_BINDING_CODE,
    CONF_BUCKET,
    CONF_CA_CERTIFICATE,
    CONF_CONTROLLED_DOCKS,
    CONF_DOCK_ENDPOINT,
    CONF_ENDPOINT,
    CONF_KEY_PREFIX,
    CONF_MEDIA_SERVER_URL,
    CONF_NTP_HOST,
    CONF_ORGANIZATION_ID,
    CONF_ORGANIZATION_NAME,
    CONF_PLAY_URL,
    CONF_PUBLISH_URL,
    CONF_ROLE_ARN,
    CONF_SECRET_ACCESS_KEY,
    CONF_STS_ENDPOINT,
    DOMAIN,
)
from .hub import DjiDockConfigEntry, Hub, loaded_hub
from .live.models import CameraKey, CameraState, Receiving
from .util.issues import pseudonym

TO_REDACT = {
    CONF_HOST, CONF_USERNAME, CONF_PASSWORD, CONF_CA_CERTIFICATE, CONF_ENDPOINT, CONF_BUCKET,
    CONF_ACCESS_KEY_ID, CONF_SECRET_ACCESS_KEY, CONF_DOCK_ENDPOINT, CONF_KEY_PREFIX,
    CONF_ROLE_ARN, CONF_STS_ENDPOINT, CONF_APP_ID, CONF_APP_KEY, CONF_APP_LICENSE, CONF_ORGANIZATION_ID,
    CONF_ORGANIZATION_NAME, CONF_BINDING_CODE, CONF_NTP_HOST, CONF_ADDRESS, CONF_PUBLISH_URL,
    CONF_PLAY_URL, CONF_MEDIA_SERVER_URL,
    "key", "name", "folder", "latitude", "longitude",
    "height", "track_id", "callsign", "object_key", "reported_keys", "stored_keys", "fingerprint",
}  # fmt: skip
_SERIALS = {
    *("serial", "dock", "device_sn", "sn", "gateway", "aircraft_serial"),
    CONF_CONTROLLED_DOCKS,
}


async def async_get_config_entry_diagnostics(
    hass: HomeAssistant, entry: DjiDockConfigEntry
) -> dict[str, Any]:
    """Return the configuration, the docks and their uploads."""
    configured = {
        "entry": async_redact_data(dict(entry.data), TO_REDACT),
        "options": async_redact_data(_without_serials(dict(entry.options)), TO_REDACT),
        "state": entry.state.value,
    }
    if (hub := loaded_hub(hass, entry.entry_id)) is None:
        # Why, in the words of a translation key: those for people may name addresses.
        return {**configured, "reason": entry.error_reason_translation_key, "docks": []}
    return {
        **configured,
        "cloud": {
            **asdict(hub.cloud.now()),
            "messages": hub.server.received,
            "bucket_set": hub.bucket.is_set,
            "bucket_usable": hub.health.usable,
        },
        "firmware": hub.firmware.library.overview(),
        "docks": [_dock(hub, dock) for dock in hub.server.fleet],
    }


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: DjiDockConfigEntry, device: dr.DeviceEntry
) -> dict[str, Any]:
    """Return one dock with its aircraft and its uploads, or the cloud."""
    serials = {serial for domain, serial in device.identifiers if domain == DOMAIN}
    if entry.entry_id in serials:
        return await async_get_config_entry_diagnostics(hass, entry)
    if (hub := loaded_hub(hass, entry.entry_id)) is None:
        return {"state": entry.state.value, "docks": []}
    return {
        "docks": [_dock(hub, dock) for dock in hub.server.fleet if serials & _serials_of(dock)],
    }


def _serials_of(dock: Dock) -> set[str]:
    return {dock.serial, dock.aircraft.serial} if dock.aircraft else {dock.serial}


def _dock(hub: Hub, dock: Dock) -> dict[str, Any]:
    off = hub.server.clocks.off(dock.serial)
    reported = {
        kind: {
            "told": dict(hub.server.properties.of(serial)),
            "alarms": [asdict(each) for each in hub.alarms.of(serial)],
        }
        for kind, serial in (("of_dock", dock.serial), ("of_aircraft", dock.aircraft_serial))
        if serial
    }
    uploads = [upload.as_dict() for upload in islice(hub.logs.newest(dock.serial), 20)]
    shown: dict[str, Any] = async_redact_data(
        _without_serials(
            {
                **asdict(dock),
                "clock_off": round(off.total_seconds()) if off is not None else None,
                "uploads": uploads,
                "jobs": [asdict(job) for job in islice(hub.jobs.newest(dock.serial), 20)],
                "remote_debugging": asdict(hub.debugging.state(dock.serial)),
                "live": [
                    _live(key, state, hub.live.receiving(key))
                    for key, state in hub.live.cameras(dock.serial).items()
                ],
                "media": asdict(hub.media.state(dock.serial)),
                "telemetry": reported,
            }
        ),
        TO_REDACT,
    )
    return shown


def _live(camera: CameraKey, state: CameraState, receiving: Receiving | None) -> dict[str, Any]:
    # The words of an error are in the language of the owner, and may name an address.
    error = state.error and state.error.translation_key
    return {
        "sn": camera.device,
        "index": camera.index,
        **asdict(replace(state, error=None)),
        "error": error,
        "receiving": asdict(receiving) if receiving else None,
    }


def _without_serials(value: Any, key: str = "") -> Any:
    """Replace serial numbers by something that is as good for comparing, and no serial number."""
    if isinstance(value, dict):
        return {name: _without_serials(item, name) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_serials(item, key) for item in value]
    if key in _SERIALS and value:
        return pseudonym(str(value))
    return value
