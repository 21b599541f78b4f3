"""Actions on logs: listing, starting, cancelling, and what became of uploads."""

from dataclasses import asdict
from datetime import datetime
from itertools import chain, islice
from typing import Any

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonValueType
import probatio

from ..bucket import Bucket
from ..cloud_api import Module
from ..const import DOMAIN
from ..errors import raise_translated, reason_in_words
from ..media.actions import ATTR_EXPIRES_IN, ATTR_LIMIT, EXPIRES_IN
from ..media_browser.access import saved_name
from ..service_target import DOCK, dock_of
from ..util.content_types import content_disposition
from .download import nothing_to_fetch
from .models import MAX_UPLOAD_ID, MODULE_NAMES, MODULES, LogUpload, UploadStatus
from .queue import QueuedUpload, WhenBusy
from .responses import queued_report, upload_report
from .selection import LogSelection, Scope, unavailable

ATTR_MODULES = "modules"
ATTR_LOGS = "logs"
ATTR_MODULE = "module"
ATTR_BOOT_INDEX = "boot_index"
ATTR_START = "start"
ATTR_END = "end"
ATTR_SCOPE = "scope"
ATTR_UPLOAD_ID = "upload_id"
ATTR_UPLOAD_IDS = "upload_ids"
ATTR_STATUS = "status"
ATTR_SINCE = "since"
ATTR_DELETE_OBJECTS = "delete_objects"
ATTR_WHEN_BUSY = "when_busy"
QUEUED = "queued"

_UPLOAD_ID = probatio.All(cv.string, probatio.Length(min=1, max=MAX_UPLOAD_ID))
_MODULES = probatio.All(probatio.EnsureList(), [probatio.In(sorted(MODULES))])
GET_LOG_LIST = probatio.Schema({**DOCK, probatio.Optional(ATTR_MODULES): _MODULES})
CANCEL_LOG_UPLOAD = probatio.Schema(
    {
        **DOCK,
        probatio.Optional(ATTR_MODULES): _MODULES,
        probatio.Optional(ATTR_UPLOAD_ID): _UPLOAD_ID,
    }
)
START_LOG_UPLOAD = probatio.Schema(
    {
        **DOCK,
        probatio.Optional(ATTR_MODULES): _MODULES,
        probatio.Optional(ATTR_LOGS): probatio.All(
            probatio.EnsureList(),
            probatio.Length(min=1),
            [
                {
                    probatio.Required(ATTR_MODULE): probatio.In(sorted(MODULES)),
                    probatio.Required(ATTR_BOOT_INDEX): probatio.All(
                        probatio.Coerce(int), probatio.Range(min=0, max=2**53)
                    ),
                }
            ],
        ),
        probatio.Optional(ATTR_START): cv.datetime,
        probatio.Optional(ATTR_END): cv.datetime,
        probatio.Optional(ATTR_SCOPE): probatio.All(
            probatio.In([scope.value for scope in Scope]), probatio.Coerce(Scope)
        ),
        probatio.Optional(ATTR_WHEN_BUSY, default=WhenBusy.REFUSE.value): probatio.All(
            probatio.In([choice.value for choice in WhenBusy]), probatio.Coerce(WhenBusy)
        ),
    }
)
GET_LOG_UPLOADS = probatio.Schema(
    {
        **DOCK,
        probatio.Optional(ATTR_STATUS): probatio.All(
            probatio.EnsureList(),
            [probatio.In([QUEUED, *(status.value for status in UploadStatus)])],
        ),
        probatio.Optional(ATTR_SINCE): cv.datetime,
        probatio.Optional(ATTR_LIMIT, default=20): probatio.All(
            probatio.Coerce(int), probatio.Range(min=1, max=200)
        ),
    }
)
GET_LOG_LINKS = probatio.Schema(
    {
        **DOCK,
        probatio.Required(ATTR_UPLOAD_ID): _UPLOAD_ID,
        probatio.Optional(ATTR_EXPIRES_IN, default=3600): EXPIRES_IN,
    }
)
DELETE_LOG_UPLOADS = probatio.Schema(
    {
        **DOCK,
        probatio.Required(ATTR_UPLOAD_IDS): probatio.All(
            probatio.EnsureList(), probatio.Length(min=1, max=200), [_UPLOAD_ID]
        ),
        probatio.Optional(ATTR_DELETE_OBJECTS, default=False): cv.boolean,
    }
)
DOWNLOAD_LOG_UPLOAD = probatio.Schema({**DOCK, probatio.Required(ATTR_UPLOAD_ID): _UPLOAD_ID})
RETRY_LOG_UPLOAD = probatio.Schema({**DOCK, probatio.Required(ATTR_UPLOAD_ID): _UPLOAD_ID})


async def async_get_log_list(call: ServiceCall) -> ServiceResponse:
    """Return the logs that a dock and its aircraft hold."""
    hub, dock = dock_of(call)
    with raise_translated():
        listing = await hub.uploads.starts.async_list(dock, _modules(call) or tuple(Module))
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
            {
                "module": MODULE_NAMES[module],
                "code": code or None,
                "reason": reason_in_words(unavailable(dock, code)),
            }
            for module, code in listing.unavailable.items()
        ],
    }


async def async_start_log_upload(call: ServiceCall) -> ServiceResponse:
    """Start the upload of logs."""
    hub, dock = dock_of(call)
    selection = _selection(call)
    starts = hub.uploads.starts
    start = (
        starts.async_start_or_queue
        if call.data[ATTR_WHEN_BUSY] is WhenBusy.QUEUE
        else starts.async_start
    )
    with raise_translated():
        upload = await start(dock, selection, call.context)
    if isinstance(upload, QueuedUpload):
        return {"upload_id": upload.upload_id, "queued": True, "files": []}
    return _started(upload)


async def async_cancel_log_upload(call: ServiceCall) -> ServiceResponse:
    """Cancel the running upload of logs."""
    hub, dock = dock_of(call)
    with raise_translated():
        upload = await hub.uploads.async_cancel(dock, _modules(call), call.data.get(ATTR_UPLOAD_ID))
    return {"upload_id": upload.upload_id, "status": upload.status.value}


async def async_get_log_uploads(call: ServiceCall) -> ServiceResponse:
    """Return uploads of a dock, newest first."""
    hub, dock = dock_of(call)
    wanted, since = call.data.get(ATTR_STATUS), _utc(call.data, ATTR_SINCE)
    waiting = (
        queued_report(queued)
        for queued in reversed(hub.uploads.queue.of_dock(dock))
        if (not wanted or QUEUED in wanted) and (since is None or queued.asked >= since)
    )
    known = (
        upload_report(upload)
        for upload in hub.uploads.registry.newest(dock)
        if (not wanted or upload.status in wanted) and (since is None or upload.created >= since)
    )
    return {"uploads": [*islice(chain(waiting, known), call.data[ATTR_LIMIT])]}


async def async_get_log_links(call: ServiceCall) -> ServiceResponse:
    """Return links to the archives of an upload that are in the bucket."""
    hub, dock = dock_of(call)
    upload = hub.uploads.require(dock, call.data[ATTR_UPLOAD_ID])
    upload = await hub.orphans.presence.async_look(upload)
    stored = [(file, key) for file in upload.files for key in file.linked_keys]
    if not stored:
        raise nothing_to_fetch(upload)
    named = [(key, saved_name(hub, dock, key)) for _, key in stored]
    with raise_translated():
        urls = await call.hass.async_add_executor_job(
            _links, hub.bucket, named, call.data[ATTR_EXPIRES_IN]
        )
    return {
        "links": [
            {
                "module": file.module,
                "object_key": key,
                "url": url,
                "size": file.stored_size if len(file.stored_keys) == 1 else None,
            }
            for (file, key), url in zip(stored, urls, strict=True)
        ]
    }


async def async_download_log_upload(call: ServiceCall) -> ServiceResponse:
    """Save the archives of an upload in the media folder."""
    hub, dock = dock_of(call)
    upload = hub.uploads.require(dock, call.data[ATTR_UPLOAD_ID])
    upload = await hub.orphans.presence.async_look(upload)
    with raise_translated():
        files = await hub.downloads.async_download(upload)
    return {"files": [asdict(file) for file in files]}


async def async_delete_log_uploads(call: ServiceCall) -> ServiceResponse:
    """Delete uploads, each for itself: one that cannot be deleted does not keep the others."""
    hub, dock = dock_of(call)
    deleted: list[JsonValueType] = []
    failed: list[JsonValueType] = []
    errors: list[HomeAssistantError] = []
    for upload_id in dict.fromkeys(call.data[ATTR_UPLOAD_IDS]):
        try:
            with raise_translated():
                delete_objects = call.data[ATTR_DELETE_OBJECTS]
                if delete_objects and (known := hub.uploads.registry.get(upload_id)):
                    await hub.orphans.others.async_require_ours(dock, upload_id, known.object_keys)
                await hub.uploads.async_delete(dock, upload_id, delete_objects=delete_objects)
        except HomeAssistantError as err:
            failed.append({"upload_id": upload_id, "reason": str(err)})
            errors.append(err)
        else:
            deleted.append(upload_id)
    if errors and not deleted:
        raise errors[-1]
    return {"deleted": deleted, "failed": failed}


async def async_retry_log_upload(call: ServiceCall) -> ServiceResponse:
    """Upload the logs of an earlier upload again."""
    hub, dock = dock_of(call)
    upload_id = hub.uploads.require(dock, call.data[ATTR_UPLOAD_ID]).upload_id
    with raise_translated():
        upload = await hub.uploads.starts.async_retry(dock, upload_id, call.context)
    return _started(upload)


def _links(bucket: Bucket, named: list[tuple[str, str]], expires_in: int) -> list[str]:
    """Return links under which browsers save archives by a name of their own. Blocks."""
    return [
        bucket.link(key, expires_in, disposition=content_disposition(name)) for key, name in named
    ]


def _started(upload: LogUpload) -> ServiceResponse:
    return {
        "upload_id": upload.upload_id,
        "queued": False,
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
