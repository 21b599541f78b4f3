"""What to type into DJI Pilot 2, and what has become of it: who knocks, who is refused, who is bound."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_HOST, CONF_PORT, CONF_USERNAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util

from ..cloud_api import (
    BindingRefused,
    CloudServer,
    ConnectionChanged,
    DockChanged,
    ForeignDockHeard,
    UnknownDockForgotten,
    model_name,
)
from ..const import CONF_ENABLED, CONF_TLS, DEFAULT_PORT, DOMAIN
from ..util.entry_data import cloud_settings
from ..util.feature import Feature
from ..util.own_address import async_own_address, host_warnings, in_url
from ..util.subscriptions import Subscriptions

MOST = 50
"""Docks that wait at a time; anybody on the broker can invent some."""


class Knock(StrEnum):
    """Why a dock that speaks is not bound."""

    UNBOUND = "unbound"
    """It speaks on the broker, and has not tried to bind itself."""
    WRONG_CODE = "wrong_code"
    NO_CODE = "no_code"
    OTHER_ORGANIZATION = "other_organization"
    OTHER_ENTRY = "other_entry"
    """It names us, and belongs to another entry: a repair asks whether to move it."""

    @property
    def text_key(self) -> str:
        """Return the whole key of what it says, and what to do about it."""
        return f"config_panel.setup.knock_{self}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingDock:
    """A dock that knocks."""

    serial: str
    model: str
    """In words, blank while it has not said."""
    knock: Knock
    since: datetime
    """UTC; when it was heard first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundDock:
    """A dock that is ours."""

    serial: str
    device_id: str
    name: str
    online: bool
    since: datetime
    """UTC; when it became a device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotInfo:
    """What to type into DJI Pilot 2, for administrators only, and how far that is."""

    gateway: str
    """`tcp://<host>:<port>`, or `ssl://` with TLS, as docks reach the broker."""
    gateway_guessed: bool
    """Whether the broker was entered by a name that only this machine knows, and ours is given."""
    username: str
    """Home Assistant's own on the broker, blank without; each dock may have another."""
    organization_id: str
    organization_name: str
    binding_code: str
    answer_requests: bool
    """Whether docks bind themselves here at all."""
    connected: bool
    """Whether the broker is; nobody can knock without."""
    waiting: tuple[WaitingDock, ...]
    """The latest first."""
    bound: tuple[BoundDock, ...]
    """The latest first."""


class Arrivals(Feature):
    """Follows docks from their first word until they are bound."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry,
        server: CloudServer,
        name_of: Callable[[str], str],
    ) -> None:
        """`name_of` gives the name by which users know a dock."""
        self._hass, self._entry, self._server = hass, entry, server
        self._name_of = name_of
        self._waiting: dict[str, WaitingDock] = {}
        self._subscriptions = Subscriptions[()]()
        self._own_address = ""

    @override
    async def async_load(self) -> None:
        """Find out how docks reach us, for a broker that only we can name."""
        self._own_address = await async_own_address(self._hass, self._entry.data[CONF_HOST])

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Listen; returns what ends that."""
        listeners = self._server.listeners
        return [
            listeners.add(DockChanged, self._dock_changed),
            listeners.add(
                BindingRefused, lambda event: self._knocks(event.dock, Knock(event.reason.value))
            ),
            listeners.add(ForeignDockHeard, self._foreign),
            listeners.add(UnknownDockForgotten, lambda event: self._gone(event.dock)),
            listeners.add(ConnectionChanged, lambda _: self._subscriptions.notify()),
        ]

    @override
    async def async_forget(self, serial: str) -> None:
        """Let go of a dock."""
        self._gone(serial)

    @callback
    def async_add_listener(self, listener: Callable[[], object]) -> Callable[[], None]:
        """Call a listener whenever info() says something else; returns what ends that."""
        return self._subscriptions.add(listener)

    @callback
    def info(self) -> PilotInfo:
        """Return what to type in, and who waits and who is bound now."""
        settings = self._server.settings
        gateway, guessed = gateway_of(self._entry.data, self._own_address)
        return PilotInfo(
            gateway=gateway,
            gateway_guessed=guessed,
            username=self._entry.data.get(CONF_USERNAME) or "",
            organization_id=settings.organization_id,
            organization_name=settings.organization_name,
            binding_code=settings.binding_code,
            answer_requests=settings.answer_requests,
            connected=self._server.connected,
            waiting=tuple(reversed(self._waiting.values())),
            bound=self._bound(),
        )

    def _bound(self) -> tuple[BoundDock, ...]:
        registry, entry_id = dr.async_get(self._hass), self._entry.entry_id
        found = [
            BoundDock(
                serial=dock.serial,
                device_id=device.id,
                name=self._name_of(dock.serial),
                online=dock.online,
                since=device.created_at,
            )
            for dock in self._server.fleet
            if dock.accepted
            and (device := registry.async_get_device_by_identifier((DOMAIN, dock.serial), entry_id))
        ]
        return tuple(sorted(found, key=lambda dock: dock.since, reverse=True))

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        dock, before = change.dock, change.before
        if not dock.unknown:
            self._waiting.pop(dock.serial, None)
            if before is None or (before.accepted, before.online) != (dock.accepted, dock.online):
                self._subscriptions.notify()
        elif before is None or before.model_key != dock.model_key:
            self._knocks(dock.serial, None)

    @callback
    def _foreign(self, event: ForeignDockHeard) -> None:
        if event.named:
            self._knocks(event.dock, Knock.OTHER_ENTRY)

    def _knocks(self, serial: str, knock: Knock | None) -> None:
        """Note that a dock is there, and what it was refused for; with None what is known stays."""
        known = self._waiting.pop(serial, None)
        dock = self._server.fleet.get(serial)
        if known is None and len(self._waiting) >= MOST:
            self._waiting.pop(next(iter(self._waiting)))
        self._waiting[serial] = WaitingDock(
            serial=serial,
            model=(dock and model_name(dock.model_key)) or (known.model if known else ""),
            knock=knock or (known.knock if known else Knock.UNBOUND),
            since=known.since if known else dt_util.utcnow(),
        )
        self._subscriptions.notify()

    @callback
    def _gone(self, serial: str) -> None:
        self._waiting.pop(serial, None)
        self._subscriptions.notify()


@callback
def not_running(data: Mapping[str, Any]) -> PilotInfo:
    """Return what is known of an entry that does not run: what to type in, and of nobody."""
    settings = cloud_settings(data)
    gateway, guessed = gateway_of(data, "")
    return PilotInfo(
        gateway=gateway,
        gateway_guessed=guessed,
        username=data.get(CONF_USERNAME) or "",
        organization_id=settings.organization_id,
        organization_name=settings.organization_name,
        binding_code=settings.binding_code,
        answer_requests=settings.answer_requests,
        connected=False,
        waiting=(),
        bound=(),
    )


def gateway_of(data: Mapping[str, Any], own_address: str) -> tuple[str, bool]:
    """Return the gateway for docks from the data of an entry, and whether its host is a guess."""
    host = str(data[CONF_HOST])
    guessed = bool(host_warnings(host) and own_address)
    scheme = "ssl" if (data.get(CONF_TLS) or {}).get(CONF_ENABLED) else "tcp"
    port = int(data.get(CONF_PORT, DEFAULT_PORT))
    return f"{scheme}://{in_url(own_address if guessed else host)}:{port}", guessed
