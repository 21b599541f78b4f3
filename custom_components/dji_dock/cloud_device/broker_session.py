"""Looks after our session at the broker, and the one at the broker before."""

from collections.abc import Callable
from datetime import datetime
import logging

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_call_later

from ..cloud_api import (
    BrokerAuthFailed,
    BrokerSessionUnusable,
    BrokerTakenOver,
    CloudServer,
    ConnectionChanged,
)
from ..const import DOMAIN, FAILED, FAILED_BROKER
from ..util.entry_data import session_client_id
from ..util.issues import Issues
from .former_broker import async_leave_former_broker

_LOGGER = logging.getLogger(__name__)

LASTS_AFTER = 120.0
"""Seconds until a connection lasts: two servers that throw each other out take turns."""


class BrokerSession:
    """Reports a session that does not last, and ends one that is not needed any more."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, server: CloudServer) -> None:
        """Take whose session it is."""
        self._hass = hass
        self._entry = entry
        self._server = server
        self._issues = Issues(hass, entry.entry_id)
        self._end_wait: CALLBACK_TYPE | None = None

    @callback
    def start(self) -> list[Callable[[], None]]:
        """Listen; returns what ends that."""
        return [self._server.listeners.add(ConnectionChanged, self._changed), self._stop_waiting]

    @callback
    def _changed(self, change: ConnectionChanged) -> None:
        self._stop_waiting()
        if isinstance(change.reason, BrokerAuthFailed):
            self._entry.async_start_reauth(self._hass, data={FAILED: FAILED_BROKER})
        if not change.again:
            _log(change)
        if change.connected:
            self._clear(BrokerSessionUnusable)
            self._end_wait = async_call_later(self._hass, LASTS_AFTER, self._lasts)
            self._entry.async_create_background_task(
                self._hass,
                async_leave_former_broker(
                    self._hass, self._entry.entry_id, resumed=self._server.resumed
                ),
                f"{DOMAIN} former broker",
            )
        elif isinstance(change.reason, BrokerSessionUnusable | BrokerTakenOver):
            self._issues.show(
                change.reason.reason,
                severity=ir.IssueSeverity.ERROR,
                cloud=self._entry.title,
                client_id=session_client_id(self._entry.entry_id),
            )

    @callback
    def _lasts(self, _: datetime) -> None:
        self._end_wait = None
        self._clear(BrokerTakenOver)

    @callback
    def _stop_waiting(self) -> None:
        if self._end_wait is not None:
            self._end_wait()
            self._end_wait = None

    def _clear(self, kind: type[BrokerSessionUnusable | BrokerTakenOver]) -> None:
        self._issues.clear(kind.reason)


def _log(change: ConnectionChanged) -> None:
    if change.connected:
        _LOGGER.info("Connected to the broker")
    else:
        _LOGGER.info("The broker is gone: %s", change.reason or "it closed the connection")
