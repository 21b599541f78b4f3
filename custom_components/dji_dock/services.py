"""The actions, each with its fields and what it returns."""

from collections.abc import Callable, Coroutine
from typing import Any

from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
import probatio

from . import log_actions as logs, media_actions as media
from .const import DOMAIN

type Action = Callable[[ServiceCall], Coroutine[Any, Any, ServiceResponse]]

_NONE, _OPTIONAL, _ONLY = (
    SupportsResponse.NONE,
    SupportsResponse.OPTIONAL,
    SupportsResponse.ONLY,
)

ACTIONS: dict[str, tuple[Action, probatio.Schema, SupportsResponse]] = {
    "get_log_list": (logs.async_get_log_list, logs.GET_LOG_LIST, _ONLY),
    "start_log_upload": (logs.async_start_log_upload, logs.START_LOG_UPLOAD, _OPTIONAL),
    "cancel_log_upload": (logs.async_cancel_log_upload, logs.CANCEL_LOG_UPLOAD, _OPTIONAL),
    "retry_log_upload": (logs.async_retry_log_upload, logs.RETRY_LOG_UPLOAD, _OPTIONAL),
    "get_log_uploads": (logs.async_get_log_uploads, logs.GET_LOG_UPLOADS, _ONLY),
    "get_log_links": (logs.async_get_log_links, logs.GET_LOG_LINKS, _ONLY),
    "download_log_upload": (logs.async_download_log_upload, logs.DOWNLOAD_LOG_UPLOAD, _OPTIONAL),
    "delete_log_uploads": (logs.async_delete_log_uploads, logs.DELETE_LOG_UPLOADS, _OPTIONAL),
    "prioritize_media": (media.async_prioritize_media, media.PRIORITIZE_MEDIA, _NONE),
    "get_flight_media": (media.async_get_flight_media, media.GET_FLIGHT_MEDIA, _ONLY),
    "get_media_links": (media.async_get_media_links, media.GET_MEDIA_LINKS, _ONLY),
}


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    for name, (action, schema, response) in ACTIONS.items():
        hass.services.async_register(
            DOMAIN, name, action, schema=schema, supports_response=response
        )
