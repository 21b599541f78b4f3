"""The page's subscription to everything that it shows."""

from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.core import HomeAssistant, callback
import probatio

from ..const import DOMAIN
from .board import board
from .watcher import Watcher


@websocket_api.websocket_command({probatio.Required("type"): f"{DOMAIN}/subscribe"})
@callback
def subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Send everything that the user may see, and then what changes of it."""
    connection.send_result(msg["id"])
    watcher = Watcher(hass, connection, msg["id"])
    connection.subscriptions[msg["id"]] = board(hass).watch(watcher)
