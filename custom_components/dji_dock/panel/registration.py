"""The commands of the page."""

from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from .logs import logs_list
from .media import async_setup_media
from .media_zip import async_setup_zip
from .setup import setup_check, setup_pilot, setup_subscribe
from .subscribe import subscribe
from .timeline import async_setup_timeline
from .uploads import uploads_delete, uploads_get, uploads_links, uploads_list

_COMMANDS = (
    *(subscribe, uploads_list, uploads_get, uploads_links, uploads_delete, logs_list),
    *(setup_check, setup_pilot, setup_subscribe),
)


@callback
def async_setup_commands(hass: HomeAssistant) -> None:
    """Register them."""
    for command in _COMMANDS:
        websocket_api.async_register_command(hass, command)
    async_setup_media(hass)
    async_setup_zip(hass)
    async_setup_timeline(hass)
