"""One browser page that looks, and what its user may see."""

from collections.abc import Iterable

from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.components.websocket_api.messages import construct_event_message
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.json import json_bytes
import orjson

from .items import Item, Rights, View, may_see_entry, rights_on
from .module import bundle_version


class Watcher:
    """Sends what has changed, as its user sees it."""

    def __init__(self, hass: HomeAssistant, connection: ActiveConnection, message_id: int) -> None:
        """Take who subscribed."""
        self._hass = hass
        self._connection = connection
        self._message_id = message_id
        self._rights: dict[str, Rights | None] = {}
        self._entries: dict[str, bool] = {}
        self._shown: set[str] = set()
        """Docks of which anything was sent."""

    @callback
    def forget_rights(self) -> None:
        """Look up anew what the user may see."""
        self._rights.clear()
        self._entries.clear()

    def send(self, kind: str, item: Item) -> None:
        """Send what is shown of something of a dock."""
        if rights := self._rights_on(item.view["device_id"]):
            self._send_event(
                b'{"type":"%b","%b":%b}' % (kind.encode(), kind.encode(), item.json(rights))
            )

    def send_entry(self, item: Item) -> None:
        """Send what is shown of an entry."""
        if self._may_see(item.view["entry_id"]):
            self._send_event(b'{"type":"entry","entry":%b}' % item.json(self._general))

    def notify(self, device_id: str, event: View) -> None:
        """Send what has happened to a dock."""
        if self._rights_on(device_id):
            self._send_event(json_bytes(event))

    def take_away(self, device_id: str) -> None:
        """Say that a dock is gone that was shown: nobody has rights on it any more."""
        if device_id in self._shown:
            self._shown.discard(device_id)
            self._send_event(json_bytes({"type": "dock_gone", "device_id": device_id}))

    def send_all(
        self, entries: Iterable[Item], docks: Iterable[Item], uploads: Iterable[Item]
    ) -> None:
        """Send everything that the user may see."""
        self._send_event(
            orjson.dumps(
                {
                    "type": "snapshot",
                    "version": bundle_version(self._hass),
                    "admin": self._connection.user.is_admin,
                    "entries": [
                        orjson.Fragment(item.json(self._general))
                        for item in entries
                        if self._may_see(item.view["entry_id"])
                    ],
                    "docks": self._visible(docks),
                    "uploads": self._visible(uploads),
                }
            )
        )

    @property
    def _general(self) -> Rights:
        """Return what the user may do with entries."""
        admin = self._connection.user.is_admin
        return Rights(admin, admin)

    def _visible(self, items: Iterable[Item]) -> list[orjson.Fragment]:
        return [
            orjson.Fragment(item.json(rights))
            for item in items
            if (rights := self._rights_on(item.view["device_id"]))
        ]

    def _rights_on(self, device_id: str) -> Rights | None:
        if device_id not in self._rights:
            self._rights[device_id] = rights_on(self._hass, self._connection.user, device_id)
        if rights := self._rights[device_id]:
            self._shown.add(device_id)
        return rights

    def _may_see(self, entry_id: str) -> bool:
        if entry_id not in self._entries:
            self._entries[entry_id] = may_see_entry(self._hass, self._connection.user, entry_id)
        return self._entries[entry_id]

    def _send_event(self, event: bytes) -> None:
        self._connection.send_message(construct_event_message(self._message_id, event))
