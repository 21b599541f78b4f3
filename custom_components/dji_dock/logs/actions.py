"""Actions on logs: listing, starting, canceling, and what became of uploads."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from itertools import chain, islice
from typing import Any

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import config_validation as cv
from homeassistant.util import dt as dt_util
from homeassistant.util.json import JsonValueType
import probatio

from ..cloud_api import Module
from ..const import DOMAIN
from ..errors import raise_translated, reason_text
from ..util.action import ATTR_EXPIRES_IN, ATTR_LIMIT, EXPIRES_IN, LIMIT, Action
from ..util.rights import Right
from .manager import LogUploads
from .models import MAX_UPLOAD_ID, MODULE_NAMES, MODULES, LogUpload, UploadStatus
from .queue import QueuedUpload, WhenBusy
from .responses import listed_files, queued_report, upload_report
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
ATTR_POWER_AIRCRAFT = "power_aircraft"
QUEUED = "queued"

_UPLOAD_ID = probatio.All(cv.string, probatio.Length(min=1, max=MAX_UPLOAD_ID))
_MODULES = probatio.All(probatio.EnsureList(), [probatio.In(sorted(MODULES))])
GET_LOG_LIST = {probatio.Optional(ATTR_MODULES): _MODULES}
CANCEL_LOG_UPLOAD = {
    probatio.Optional(ATTR_MODULES): _MODULES,
    probatio.Optional(ATTR_UPLOAD_ID): _UPLOAD_ID,
}
START_LOG_UPLOAD = {
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
    probatio.Optional(ATTR_POWER_AIRCRAFT, default=False): cv.boolean,
}
GET_LOG_UPLOADS = {
    probatio.Optional(ATTR_STATUS): probatio.All(
        probatio.EnsureList(),
        [probatio.In([QUEUED, *(status.value for status in UploadStatus)])],
    ),
    probatio.Optional(ATTR_SINCE): cv.datetime,
    **LIMIT,
}
ONE_UPLOAD = {probatio.Required(ATTR_UPLOAD_ID): _UPLOAD_ID}
DELETE_LOG_UPLOADS = {
    probatio.Required(ATTR_UPLOAD_IDS): probatio.All(
        probatio.EnsureList(), probatio.Length(min=1, max=200), [_UPLOAD_ID]
    ),
    probatio.Optional(ATTR_DELETE_OBJECTS, default=False): cv.boolean,
}


async def async_get_log_list(logs: LogUploads, dock: str, call: ServiceCall) -> ServiceResponse:
    """Return the logs that a dock and its aircraft hold."""
    listing = await logs.starts.async_list(dock, _modules(call) or tuple(Module))
    return {
        "files": listed_files(listing),
        "unavailable": [
            {
                "module": MODULE_NAMES[module],
                "code": code or None,
                "reason": reason_text(unavailable(dock, code)),
            }
            for module, code in listing.unavailable.items()
        ],
    }


async def async_start_log_upload(logs: LogUploads, dock: str, call: ServiceCall) -> ServiceResponse:
    """Start the upload of logs."""
    selection = _selection(call)
    starts = logs.starts
    start = (
        starts.async_start_or_queue
        if call.data[ATTR_WHEN_BUSY] is WhenBusy.QUEUE
        else starts.async_start
    )
    upload = await start(dock, selection, call.context)
    if isinstance(upload, QueuedUpload):
        return {"upload_id": upload.upload_id, "queued": True, "files": []}
    return _started(upload)


async def async_cancel_log_upload(
    logs: LogUploads, dock: str, call: ServiceCall
) -> ServiceResponse:
    """Cancel the running upload of logs."""
    upload = await logs.async_cancel(dock, _modules(call), call.data.get(ATTR_UPLOAD_ID))
    return {"upload_id": upload.upload_id, "status": upload.status.value}


async def async_get_log_uploads(logs: LogUploads, dock: str, call: ServiceCall) -> ServiceResponse:
    """Return uploads of a dock, newest first."""
    wanted, since = call.data.get(ATTR_STATUS), _utc(call.data, ATTR_SINCE)
    waiting = (
        queued_report(queued)
        for queued in reversed(logs.queue.of_dock(dock))
        if (not wanted or QUEUED in wanted) and (since is None or queued.asked >= since)
    )
    known = (
        upload_report(upload)
        for upload in logs.registry.newest(dock)
        if (not wanted or upload.status in wanted) and (since is None or upload.created >= since)
    )
    return {"uploads": [*islice(chain(waiting, known), call.data[ATTR_LIMIT])]}


async def async_get_log_links(logs: LogUploads, dock: str, call: ServiceCall) -> ServiceResponse:
    """Return links to the archives of an upload that are in the bucket."""
    upload = await logs.async_look(dock, call.data[ATTR_UPLOAD_ID])
    links = await logs.downloads.async_links(upload, call.data[ATTR_EXPIRES_IN])
    return {"links": [asdict(link) for link in links]}


async def async_download_log_upload(
    logs: LogUploads, dock: str, call: ServiceCall
) -> ServiceResponse:
    """Save the archives of an upload in the media folder."""
    upload = await logs.async_look(dock, call.data[ATTR_UPLOAD_ID])
    files = await logs.downloads.async_download(upload)
    return {"files": [asdict(file) for file in files]}


async def async_delete_log_uploads(
    logs: LogUploads, dock: str, call: ServiceCall
) -> ServiceResponse:
    """Delete uploads, each for itself: one that cannot be deleted does not keep the others."""
    deleted: list[JsonValueType] = []
    failed: list[JsonValueType] = []
    errors: list[HomeAssistantError] = []
    for upload_id in dict.fromkeys(call.data[ATTR_UPLOAD_IDS]):
        try:
            # Its reason is a part of the response, and so is not left to the caller.
            with raise_translated():
                await logs.async_delete(
                    dock, upload_id, delete_objects=call.data[ATTR_DELETE_OBJECTS]
                )
        except HomeAssistantError as err:
            failed.append({"upload_id": upload_id, "reason": str(err)})
            errors.append(err)
        else:
            deleted.append(upload_id)
    if errors and not deleted:
        raise errors[-1]
    return {"deleted": deleted, "failed": failed}


async def async_retry_log_upload(logs: LogUploads, dock: str, call: ServiceCall) -> ServiceResponse:
    """Upload the logs of an earlier upload again."""
    upload_id = logs.require(dock, call.data[ATTR_UPLOAD_ID]).upload_id
    upload = await logs.starts.async_retry(dock, upload_id, call.context)
    return _started(upload)


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
        power_aircraft=data[ATTR_POWER_AIRCRAFT],
    )


def _utc(data: Mapping[str, Any], key: str) -> datetime | None:
    """Return a time; one without a zone is in Home Assistant's own."""
    value: datetime | None = data.get(key)
    return None if value is None else dt_util.as_utc(value)


ACTIONS = {
    # Asks the dock itself, which can do one thing at a time.
    "get_log_list": Action(async_get_log_list, GET_LOG_LIST, SupportsResponse.ONLY, Right.CONTROL),
    "start_log_upload": Action(
        async_start_log_upload, START_LOG_UPLOAD, SupportsResponse.OPTIONAL, Right.CONTROL
    ),
    "cancel_log_upload": Action(
        async_cancel_log_upload, CANCEL_LOG_UPLOAD, SupportsResponse.OPTIONAL, Right.CONTROL
    ),
    "retry_log_upload": Action(
        async_retry_log_upload, ONE_UPLOAD, SupportsResponse.OPTIONAL, Right.CONTROL
    ),
    "get_log_uploads": Action(
        async_get_log_uploads, GET_LOG_UPLOADS, SupportsResponse.ONLY, Right.READ
    ),
    "get_log_links": Action(
        async_get_log_links, ONE_UPLOAD | EXPIRES_IN, SupportsResponse.ONLY, Right.CONTROL
    ),
    "download_log_upload": Action(
        async_download_log_upload, ONE_UPLOAD, SupportsResponse.OPTIONAL, Right.CONTROL
    ),
    "delete_log_uploads": Action(
        async_delete_log_uploads, DELETE_LOG_UPLOADS, SupportsResponse.OPTIONAL, Right.ADMINISTER
    ),
}
