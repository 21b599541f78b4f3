"""Commands about a set-up: what is wrong with it, what to type into Pilot 2, and who knocks."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.dispatcher import async_dispatcher_connect
import probatio

from ..bucket import Provider
from ..cloud_device.arrivals import not_running
from ..configuration.snippets import Snippet, broker_snippets, bucket_snippets
from ..const import CONF_PROVIDER, DOMAIN
from ..hub import Hub, loaded_hub
from ..setup_check.actions import find_entry
from ..setup_check.models import Check, Name
from ..setup_check.responses import of_entry
from ..setup_check.run import async_check_setup
from .commands import send_error
from .words import words

ATTR_ENTRY_ID = "entry_id"
_PACE_SECONDS = 0.2
_CONFIGURATION = f"/config/integrations/integration/{DOMAIN}"


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/setup/check",
        probatio.Required(ATTR_ENTRY_ID): cv.string,
        probatio.Optional(ATTR_DEVICE_ID): cv.string,
    }
)
@websocket_api.require_admin
@websocket_api.async_response
async def setup_check(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Walk the way of a dock."""
    try:
        entry, serial = _entry(hass, msg[ATTR_ENTRY_ID]), ""
        if device_id := msg.get(ATTR_DEVICE_ID):
            entry, serial = find_entry(hass, device_id)
    except HomeAssistantError as err:
        send_error(connection, msg["id"], err)
        return
    hub = loaded_hub(hass, entry.entry_id)
    checks = await async_check_setup(hass, entry, hub.running if hub else None)
    shown = [
        {
            **about,
            "words": words(check.key, **check.placeholders),
            "link": _link(entry, check, about),
        }
        for check, about in of_entry(hass, entry, checks, serial)
    ]
    connection.send_result(msg["id"], {"checks": shown})


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/setup/pilot",
        probatio.Required(ATTR_ENTRY_ID): cv.string,
    }
)
@websocket_api.require_admin
@callback
def setup_pilot(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return what to type into Pilot 2, who waits and who is bound, and what to paste elsewhere."""
    try:
        entry = _entry(hass, msg[ATTR_ENTRY_ID])
    except HomeAssistantError as err:
        send_error(connection, msg["id"], err)
        return
    snippets = [asdict(snippet) for snippet in _snippets(hass, entry)]
    connection.send_result(msg["id"], {**_pilot(hass, entry), "snippets": snippets})


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/setup/subscribe",
        probatio.Required(ATTR_ENTRY_ID): cv.string,
    }
)
@websocket_api.require_admin
@callback
def setup_subscribe(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Send the same again whenever a dock knocks or is bound, also after the entry was reloaded."""
    try:
        entry = _entry(hass, msg[ATTR_ENTRY_ID])
    except HomeAssistantError as err:
        send_error(connection, msg["id"], err)
        return
    watch = _Watch(
        hass,
        entry,
        lambda pilot: connection.send_message(websocket_api.event_message(msg["id"], pilot)),
    )
    connection.subscriptions[msg["id"]] = watch.stop
    connection.send_result(msg["id"])
    watch.start()


class _Watch:
    """Follows the docks of an entry, whatever of it runs at the time."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry, send: Callable[[dict[str, Any]], None]
    ) -> None:
        self._hass, self._entry, self._send = hass, entry, send
        self._hub: Hub | None = None
        self._leave: Callable[[], None] = lambda: None
        self._forget: Callable[[], None] = lambda: None
        self._timer: asyncio.TimerHandle | None = None

    @callback
    def start(self) -> None:
        """Send how it is, and what comes."""
        self._forget = async_dispatcher_connect(
            self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._entry_changed
        )
        self._follow()
        self._send_now()

    @callback
    def stop(self) -> None:
        """Send no more."""
        self._forget()
        self._leave()
        if self._timer:
            self._timer.cancel()

    @callback
    def _entry_changed(self, _: ConfigEntryChange, entry: ConfigEntry) -> None:
        if entry.entry_id == self._entry.entry_id:
            self._follow()
            self._changed()

    def _follow(self) -> None:
        hub = loaded_hub(self._hass, self._entry.entry_id)
        if hub is not self._hub:
            self._leave()
            self._hub = hub
            self._leave = hub.arrivals.async_add_listener(self._changed) if hub else lambda: None

    @callback
    def _changed(self) -> None:
        # Anybody on the broker can invent docks; nobody reads faster than this.
        if self._timer is None:
            self._timer = self._hass.loop.call_later(_PACE_SECONDS, self._send_now)

    @callback
    def _send_now(self) -> None:
        self._timer = None
        self._send(_pilot(self._hass, self._entry))


@callback
def _entry(hass: HomeAssistant, entry_id: str) -> ConfigEntry:
    entry = hass.config_entries.async_get_entry(entry_id)
    if entry is None or entry.domain != DOMAIN:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="entry_not_here")
    return entry


@callback
def _pilot(hass: HomeAssistant, entry: ConfigEntry) -> dict[str, Any]:
    hub = loaded_hub(hass, entry.entry_id)
    info = hub.arrivals.info() if hub else not_running(entry.data)
    return {
        **asdict(info),
        "loaded": hub is not None,
        "waiting": [
            {
                "serial": dock.serial,
                "model": dock.model or None,
                "words": words(dock.knock.text_key),
                "since": dock.since.isoformat(),
            }
            for dock in info.waiting
        ],
        "bound": [{**asdict(dock), "since": dock.since.isoformat()} for dock in info.bound],
    }


@callback
def _snippets(hass: HomeAssistant, entry: ConfigEntry) -> list[Snippet]:
    """Return what to paste, with the docks that are known."""
    hub = loaded_hub(hass, entry.entry_id)
    docks = [
        (dock.serial, dock.aircraft_serial or None)
        for dock in (hub.server.fleet if hub else ())
        if dock.accepted
    ]
    snippets = broker_snippets(entry.data, docks)
    if provider := entry.data.get(CONF_PROVIDER):
        snippets += bucket_snippets(Provider(provider), entry.data)
    return snippets


@callback
def _link(entry: ConfigEntry, check: Check, about: Mapping[str, Any]) -> str | None:
    """Return where to mend what is wrong."""
    if check.passed is not False:
        return None
    if about["device_id"]:
        return f"/dji-dock/dock/{about['device_id']}"
    if check.name is Name.DOCK:
        return f"/dji-dock/setup/{entry.entry_id}"
    return _CONFIGURATION
