"""The actions: logs and their uploads, and the media of flights."""

from datetime import datetime
from typing import Any

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, service
from homeassistant.util import dt as dt_util
import probatio

from .cloud_api import Module
from .const import DOMAIN
from .errors import describe_code, raise_translated
from .hub import Hub
from .log_selection import LogSelection, Scope
from .runtime import DjiDockConfigEntry
from .upload import MODULE_NAMES, MODULES

ATTR_MODULES = "modules"
ATTR_LOGS = "logs"
ATTR_MODULE = "module"
ATTR_BOOT_INDEX = "boot_index"
ATTR_START = "start"
ATTR_END = "end"
ATTR_SCOPE = "scope"

ATTR_FLIGHT_ID = "flight_id"
ATTR_LIMIT = "limit"
ATTR_OBJECT_KEYS = "object_keys"
ATTR_EXPIRES_IN = "expires_in"

MAX_LINKS = 200
# Stores sign links for a week at most.
MAX_EXPIRES = 7 * 24 * 3600

_MODULES = probatio.All(probatio.EnsureList(), [probatio.In(sorted(MODULES))])
_DOCK = {probatio.Required(ATTR_DEVICE_ID): cv.string}

GET_LOG_LIST = probatio.Schema({**_DOCK, probatio.Optional(ATTR_MODULES): _MODULES})
CANCEL_LOG_UPLOAD = GET_LOG_LIST
START_LOG_UPLOAD = probatio.Schema(
    {
        **_DOCK,
        probatio.Optional(ATTR_MODULES): _MODULES,
        probatio.Optional(ATTR_LOGS): probatio.All(
            probatio.EnsureList(),
            probatio.Length(min=1),
            [
                {
                    probatio.Required(ATTR_MODULE): probatio.In(sorted(MODULES)),
                    probatio.Required(ATTR_BOOT_INDEX): probatio.Coerce(int),
                }
            ],
        ),
        probatio.Optional(ATTR_START): cv.datetime,
        probatio.Optional(ATTR_END): cv.datetime,
        probatio.Optional(ATTR_SCOPE): probatio.Coerce(Scope),
    }
)


PRIORITIZE_MEDIA = probatio.Schema(
    {
        **_DOCK,
        probatio.Required(ATTR_FLIGHT_ID): probatio.All(cv.string, probatio.Length(min=1, max=128)),
    }
)
GET_FLIGHT_MEDIA = probatio.Schema(
    {
        **_DOCK,
        probatio.Optional(ATTR_LIMIT, default=20): probatio.All(
            probatio.Coerce(int), probatio.Range(min=1, max=200)
        ),
    }
)

GET_MEDIA_LINKS = probatio.Schema(
    {
        **_DOCK,
        probatio.Exclusive(ATTR_FLIGHT_ID, "files"): probatio.All(
            cv.string, probatio.Length(min=1, max=1024)
        ),
        probatio.Exclusive(ATTR_OBJECT_KEYS, "files"): probatio.All(
            probatio.EnsureList(), probatio.Length(min=1, max=MAX_LINKS), [cv.string]
        ),
        probatio.Optional(ATTR_EXPIRES_IN, default=3600): probatio.All(
            probatio.Coerce(int), probatio.Range(min=60, max=MAX_EXPIRES)
        ),
    }
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    hass.services.async_register(
        DOMAIN,
        "get_log_list",
        _async_get_log_list,
        schema=GET_LOG_LIST,
        supports_response=SupportsResponse.ONLY,
    )
    hass.services.async_register(
        DOMAIN,
        "start_log_upload",
        _async_start_log_upload,
        schema=START_LOG_UPLOAD,
        supports_response=SupportsResponse.OPTIONAL,
    )
    hass.services.async_register(
        DOMAIN,
        "cancel_log_upload",
        _async_cancel_log_upload,
        schema=CANCEL_LOG_UPLOAD,
        supports_response=SupportsResponse.OPTIONAL,
    )
    hass.services.async_register(
        DOMAIN, "prioritize_media", _async_prioritize_media, schema=PRIORITIZE_MEDIA
    )
    hass.services.async_register(
        DOMAIN,
        "get_flight_media",
        _async_get_flight_media,
        schema=GET_FLIGHT_MEDIA,
        supports_response=SupportsResponse.ONLY,
    )
    hass.services.async_register(
        DOMAIN,
        "get_media_links",
        _async_get_media_links,
        schema=GET_MEDIA_LINKS,
        supports_response=SupportsResponse.ONLY,
    )


async def _async_get_log_list(call: ServiceCall) -> ServiceResponse:
    """Return the logs that a dock and its aircraft hold."""
    hub, dock = _target(call)
    with raise_translated():
        listing = await hub.uploads.async_list(dock, _modules(call) or tuple(Module))
    return {
        "files": [
            {
                "module": MODULE_NAMES[listed.module],
                "device_sn": listed.device_sn,
                "boot_index": log.boot_index,
                "start": log.start.isoformat() if log.start else None,
                "end": log.end.isoformat() if log.end else None,
                "size": log.size,
            }
            for listed in listing.modules
            for log in listed.logs
        ],
        "unavailable": [
            {"module": MODULE_NAMES[module], "code": code, "reason": describe_code(code)}
            for module, code in listing.unavailable.items()
        ],
    }


async def _async_start_log_upload(call: ServiceCall) -> ServiceResponse:
    """Start the upload of logs."""
    hub, dock = _target(call)
    selection = _selection(call)
    with raise_translated():
        upload = await hub.uploads.async_start(dock, selection)
    return {
        "upload_id": upload.upload_id,
        "files": [
            {
                "module": file.module,
                "object_key": file.object_key,
                "boot_indexes": list(file.boot_indexes),
                "size": file.listed_size,
            }
            for file in upload.files
        ],
    }


async def _async_cancel_log_upload(call: ServiceCall) -> ServiceResponse:
    """Cancel the running upload of logs."""
    hub, dock = _target(call)
    with raise_translated():
        upload = await hub.uploads.async_cancel(dock, _modules(call))
    return {"upload_id": upload.upload_id, "status": upload.status.value}


async def _async_prioritize_media(call: ServiceCall) -> None:
    """Let a dock upload the files of a flight first."""
    hub, dock = _target(call)
    with raise_translated():
        await hub.media.async_prioritize(dock, call.data[ATTR_FLIGHT_ID])


async def _async_get_flight_media(call: ServiceCall) -> ServiceResponse:
    """Return what was expected of each flight and what arrived."""
    hub, dock = _target(call)
    flights = await call.hass.async_add_executor_job(
        hub.media.ledger.flights, dock, call.data[ATTR_LIMIT]
    )
    return {
        "flights": [
            {
                "flight_id": flight.flight,
                "first_heard": flight.first_heard.isoformat(),
                "last_heard": flight.last_heard.isoformat(),
                "over": flight.over.isoformat() if flight.over else None,
                "expected": flight.expected,
                "arrived": flight.arrived,
                "kinds": dict(flight.by_kind),
                "without_callback": flight.without_report,
                "without_file": flight.without_file,
            }
            for flight in flights
        ]
    }


async def _async_get_media_links(call: ServiceCall) -> ServiceResponse:
    """Return links to files in the bucket: those of a flight, named ones, or the newest."""
    hub, dock = _target(call)
    data = call.data
    files = await call.hass.async_add_executor_job(
        hub.media.find, dock, data.get(ATTR_FLIGHT_ID), data.get(ATTR_OBJECT_KEYS), MAX_LINKS
    )
    if not files:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="no_such_media")
    with raise_translated():
        links = await call.hass.async_add_executor_job(
            hub.media.links, [file.key for file in files], data[ATTR_EXPIRES_IN]
        )
    return {
        "links": [
            {
                "object_key": file.key,
                "name": file.name,
                "kind": file.kind,
                "flight_id": file.flight or None,
                "taken_at": file.taken.isoformat(),
                "size": file.size,
                "url": url,
            }
            for file, url in zip(files, links, strict=True)
        ]
    }


def _target(call: ServiceCall) -> tuple[Hub, str]:
    """Return the dock that an action is for.

    Raises:
        ServiceValidationError: no such device, not loaded, or not a dock.

    """
    entry: DjiDockConfigEntry
    device, entry = service.async_get_device_and_config_entry(
        call.hass, DOMAIN, call.data[ATTR_DEVICE_ID]
    )
    hub = entry.runtime_data
    for domain, serial in device.identifiers:
        if domain == DOMAIN and serial in hub.coordinators:
            return hub, serial
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="not_a_dock",
        translation_placeholders={"device": device.name_by_user or device.name or "?"},
    )


def _modules(call: ServiceCall) -> tuple[Module, ...]:
    """Return the modules named, without repetitions."""
    return tuple(dict.fromkeys(MODULES[name] for name in call.data.get(ATTR_MODULES, ())))


def _selection(call: ServiceCall) -> LogSelection:
    """Return which logs are meant.

    Raises:
        ServiceValidationError: more than one way to select, or an end before the start.

    """
    data = call.data
    start, end = _utc(data, ATTR_START), _utc(data, ATTR_END)
    ways = [ATTR_LOGS in data, start is not None or end is not None, ATTR_SCOPE in data]
    if sum(ways) > 1 or (ATTR_LOGS in data and ATTR_MODULES in data):
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="ambiguous_selection"
        )
    if start and end and end < start:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="end_before_start")
    return LogSelection(
        modules=_modules(call) or None,
        logs=tuple(
            (MODULES[log[ATTR_MODULE]], log[ATTR_BOOT_INDEX]) for log in data.get(ATTR_LOGS, ())
        ),
        start=start,
        end=end,
        scope=data.get(ATTR_SCOPE, Scope.LATEST),
    )


def _utc(data: dict[str, Any], key: str) -> datetime | None:
    """Return a time; one without a zone is in Home Assistant's own."""
    value: datetime | None = data.get(key)
    return None if value is None else dt_util.as_utc(value)
