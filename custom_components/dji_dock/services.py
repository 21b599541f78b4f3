"""The actions, each with its fields, what it returns, and the right on the dock that it needs."""

from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
import probatio

from .const import DOMAIN
from .logs import actions as logs
from .media import actions as media
from .util.rights import Right, async_require

type Handler = Callable[[ServiceCall], Coroutine[Any, Any, ServiceResponse]]

_NONE, _OPTIONAL, _ONLY = (
    SupportsResponse.NONE,
    SupportsResponse.OPTIONAL,
    SupportsResponse.ONLY,
)


class Action(NamedTuple):
    """What is done, and for whom."""

    handler: Handler
    schema: probatio.Schema
    response: SupportsResponse
    right: Right


_READ, _CONTROL, _ADMINISTER = Right.READ, Right.CONTROL, Right.ADMINISTER

ACTIONS = {
    # Asks the dock itself, which can do one thing at a time.
    "get_log_list": Action(logs.async_get_log_list, logs.GET_LOG_LIST, _ONLY, _CONTROL),
    "start_log_upload": Action(
        logs.async_start_log_upload, logs.START_LOG_UPLOAD, _OPTIONAL, _CONTROL
    ),
    "cancel_log_upload": Action(
        logs.async_cancel_log_upload, logs.CANCEL_LOG_UPLOAD, _OPTIONAL, _CONTROL
    ),
    "retry_log_upload": Action(
        logs.async_retry_log_upload, logs.RETRY_LOG_UPLOAD, _OPTIONAL, _CONTROL
    ),
    "get_log_uploads": Action(logs.async_get_log_uploads, logs.GET_LOG_UPLOADS, _ONLY, _READ),
    "get_log_links": Action(logs.async_get_log_links, logs.GET_LOG_LINKS, _ONLY, _CONTROL),
    "download_log_upload": Action(
        logs.async_download_log_upload, logs.DOWNLOAD_LOG_UPLOAD, _OPTIONAL, _CONTROL
    ),
    "delete_log_uploads": Action(
        logs.async_delete_log_uploads, logs.DELETE_LOG_UPLOADS, _OPTIONAL, _ADMINISTER
    ),
    "prioritize_media": Action(
        media.async_prioritize_media, media.PRIORITIZE_MEDIA, _NONE, _CONTROL
    ),
    "get_flight_media": Action(media.async_get_flight_media, media.GET_FLIGHT_MEDIA, _ONLY, _READ),
    "get_media_links": Action(media.async_get_media_links, media.GET_MEDIA_LINKS, _ONLY, _CONTROL),
}


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    for name, action in ACTIONS.items():
        hass.services.async_register(
            DOMAIN,
            name,
            _guarded(action),
            schema=action.schema,
            supports_response=action.response,
        )


def _guarded(action: Action) -> Handler:
    async def async_handle(call: ServiceCall) -> ServiceResponse:
        await async_require(call, action.right)
        return await action.handler(call)

    return async_handle
