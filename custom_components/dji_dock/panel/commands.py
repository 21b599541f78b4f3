"""Commands of the page about one dock: which one, whether the user may, and errors to be read."""

from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any, NamedTuple

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, device_registry as dr
import probatio

from ..const import DOMAIN
from ..errors import raise_translated, reason_text
from ..hub import Hub, loaded_hub
from ..util.rights import Right, may

type Fields = Mapping[Any, Any]


class Asked(NamedTuple):
    """What a user asks about a dock."""

    hass: HomeAssistant
    connection: ActiveConnection
    hub: Hub
    dock: str
    """Serial number."""
    device_id: str
    data: dict[str, Any]
    """The message, validated."""

    def may(self, right: Right) -> bool:
        """Return whether the user has a right on the dock."""
        return may(self.hass, self.connection.user, self.device_id, right)


type Handler = Callable[[Asked], Awaitable[Any]]
type Command = Callable[[HomeAssistant, ActiveConnection, dict[str, Any]], None]


class NotAllowed(HomeAssistantError):
    """The user has no such right on the dock."""


def dock_command(
    name: str, fields: Fields, right: Right, *, unusable: str = "history_unusable"
) -> Callable[[Handler], Command]:
    """Make a command about a dock; `unusable` is the error about the database it reads."""

    def decorate(handler: Handler) -> Command:
        @websocket_api.websocket_command(
            {
                probatio.Required("type"): f"{DOMAIN}/{name}",
                probatio.Required(ATTR_DEVICE_ID): cv.string,
                **fields,
            }
        )
        @websocket_api.async_response
        @wraps(handler)
        async def command(
            hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
        ) -> None:
            try:
                with raise_translated(unusable):
                    asked = _asked(hass, connection, msg, right)
                    connection.send_result(msg["id"], await handler(asked))
            except HomeAssistantError as err:
                # Home Assistant would write each into the log as an error of its own.
                send_error(connection, msg["id"], err)

        return command

    return decorate


@callback
def send_error(connection: ActiveConnection, message_id: int, err: HomeAssistantError) -> None:
    """Tell the page what went wrong, in the language of the home and for its own to translate."""
    code = websocket_api.ERR_HOME_ASSISTANT_ERROR
    if isinstance(err, NotAllowed):
        code = websocket_api.ERR_UNAUTHORIZED
    connection.send_error(
        message_id,
        code,
        reason_text(err),
        translation_key=err.translation_key,
        translation_domain=err.translation_domain,
        translation_placeholders=err.translation_placeholders,
    )


@callback
def find_dock(hass: HomeAssistant, device_id: str) -> tuple[Hub, str] | None:
    """Return the dock that is a device, None while its entry does not run."""
    device = dr.async_get(hass).async_get(device_id)
    if device is None or (hub := loaded_hub(hass, device.config_entry_id)) is None:
        return None
    for domain, serial in device.identifiers:
        if domain == DOMAIN and serial in hub.coordinators:
            return hub, serial
    return None


def not_here() -> HomeAssistantError:
    """Return the error about a dock that is not there, or that the user may not see."""
    return HomeAssistantError(translation_domain=DOMAIN, translation_key="dock_not_here")


def not_allowed() -> NotAllowed:
    """Return the error about something that the user may not do with a dock."""
    return NotAllowed(translation_domain=DOMAIN, translation_key="not_allowed")


def _asked(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any], right: Right
) -> Asked:
    """Return what is asked; a dock that a user may not see is one that is not there.

    Raises:
        HomeAssistantError

    """
    device_id = msg[ATTR_DEVICE_ID]
    user = connection.user
    found = find_dock(hass, device_id)
    if found is None or not may(hass, user, device_id, Right.READ):
        raise not_here()
    if not may(hass, user, device_id, right):
        raise not_allowed()
    return Asked(hass, connection, *found, device_id, msg)
