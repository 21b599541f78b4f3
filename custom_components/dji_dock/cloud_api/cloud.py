"""What features use of the server: its docks, its settings, its listeners, and commands."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
import logging
import time
from typing import Any, Protocol

from .devices import aircraft_properties, dock_properties
from .devices.attempts import BindingAttempts
from .devices.fleet import Fleet
from .devices.models import UnknownDockForgotten
from .devices.properties import PropertyStore, first_keys
from .errors import BrokerError, DockOffline, DockRefused, DockSilent, NotConnected, ReplyTimeout
from .listeners import Listeners
from .settings import CloudSettings
from .storage import MediaStorage
from .wire import parse, topics
from .wire.clocks import DeviceClocks
from .wire.envelope import Data, Message, encode_command, new_id
from .wire.pending import PendingReplies
from .wire.transport import Transport
from .wire.uptime import BrokerUptime

_LOGGER = logging.getLogger(__name__)

OFFLINE_AFTER = 60.0
"""Seconds of silence until a dock is offline; docks do not say goodbye."""

REPLY_TIMEOUT = 15.0
"""Seconds to wait for a reply; a real dock took 2.9 s to refuse a command."""


HEARD_WITHIN = 10.0
"""Seconds within which a dock must have been heard to be ordered anything; it speaks every 2 s."""

ORDER_EXPIRES = 5
"""Whole seconds after which a broker that still has an order is to throw it away."""


class Ownership(Protocol):
    """Which docks are this server's, where others may hear the same ones."""

    def claim(self, dock: str) -> bool:
        """Make a dock this server's; False when it is another's."""

    def is_foreign(self, serial: str) -> bool:
        """Return whether a dock, or the aircraft of one, belongs to another server."""

    def names_another(self, message: Message) -> bool:
        """Return whether a dock names the organization and the code of another server."""

    async def may_answer(self, message: Message) -> bool:
        """Return whether it is this server that answers; may wait for the others to do it."""

    async def may_refuse(self, message: Message) -> bool:
        """Return whether this server refuses another's dock."""


class Cloud:
    """The cloud server as features see it; they neither run it nor read what comes in."""

    def __init__(
        self,
        transport: Transport,
        settings: CloudSettings,
        save: Callable[[], Awaitable[None]],
        clock: Callable[[], float] = time.monotonic,
        offline_after: float = OFFLINE_AFTER,
    ) -> None:
        """Take the connection, the settings and what saves the fleet for good."""
        self.settings = settings
        self.save = save
        self.media_storage: MediaStorage | None = None
        """Who hands out credentials for media; without, docks get none."""
        self.listeners = Listeners()
        self.ownership: Ownership | None = None
        """Which docks are its own; None where no other server may hear them."""
        self._uptime = BrokerUptime(clock, offline_after, connected=transport.connected)
        self.fleet = Fleet(
            self.listeners.notify,
            self._uptime.seconds,
            accept_all=not settings.answer_requests,
            claim=lambda serial: self.ownership is None or self.ownership.claim(serial),
            now=clock,
        )
        self.properties = PropertyStore(
            first_keys(dock_properties) | first_keys(aircraft_properties)
        )
        self.listeners.add(UnknownDockForgotten, lambda event: self.properties.forget(event.dock))
        self.clocks = DeviceClocks(self.listeners.notify, clock)
        self.binding_attempts = BindingAttempts(clock)
        self.credentials_handed_out = 0
        """Sets of credentials for the bucket that docks were given."""
        self._transport = transport
        self._pending = PendingReplies()
        self._reading = True
        """Whether what comes in is read; replies to commands come in, too."""
        self.takes_orders = True
        """Whether anything may begin at docks: not any more once the end is about to come."""

    @property
    def connected(self) -> bool:
        """Whether the broker is connected."""
        return self._transport.connected

    @property
    def resumed(self) -> bool:
        """Whether the broker had our session when we connected last."""
        return self._transport.resumed

    @property
    def pending(self) -> int:
        """How many commands wait for their reply."""
        return len(self._pending)

    async def request(
        self, dock: str, method: str, data: Data, timeout: float = REPLY_TIMEOUT, bid: str = ""
    ) -> dict[str, Any]:
        """Send a command and return the `data` of its reply.

        Raises:
            NotConnected, DockOffline: nothing was sent.
            ReplyTimeout: no reply, the outcome is unknown.
            DockRefused: the reply carries a result code other than 0.

        """
        if not (self.connected and self._reading):
            raise NotConnected
        if (known := self.fleet.get(dock)) and not known.online:
            raise DockOffline(dock)
        tid, bid = new_id(), bid or new_id()
        payload = encode_command(method, data, tid=tid, bid=bid)
        send = self._transport.publish(topics.command(dock, method), payload)
        return await self._reply_to(send, dock, method, tid, bid, timeout)

    async def ask(
        self,
        dock: str,
        method: str,
        data: Data,
        timeout: float = REPLY_TIMEOUT,
        *,
        urgent: bool = False,
    ) -> dict[str, Any]:
        """Send a command as order() does, at once or not at all, and return the `data` of its reply.

        Raises:
            NotConnected, DockOffline, DockSilent: nothing was sent.
            ReplyTimeout: no reply, the outcome is unknown.
            DockRefused: the reply carries a result code other than 0.

        """
        tid, bid = new_id(), new_id()
        send = self.order(dock, method, data, bid, tid=tid, urgent=urgent)
        return await self._reply_to(send, dock, method, tid, bid, timeout)

    async def _reply_to(
        self,
        send: Coroutine[Any, Any, None],
        dock: str,
        method: str,
        tid: str,
        bid: str,
        timeout: float,
    ) -> dict[str, Any]:
        """Send, and return the `data` of the reply."""
        with self._pending.expect(dock, tid, bid) as reply:
            try:
                async with asyncio.timeout(timeout):
                    try:
                        await send
                    except BrokerError as err:
                        # Unconfirmed is not unsent: the reply may still come.
                        _LOGGER.debug("The broker did not confirm %s: %s", method, err)
                    answer = parse.mapping(await reply)
            except TimeoutError as err:
                raise ReplyTimeout(dock, method, timeout) from err
        if code := parse.integer(answer.get("result")):
            raise DockRefused(dock, method, code)
        return dict(answer)

    async def order(
        self, dock: str, method: str, data: Data, bid: str, *, tid: str = "", urgent: bool = False
    ) -> None:
        """Send what moves or switches something: exactly once, at once or not at all.

        No reply is waited for; it comes as CommandReplied. An `urgent` order, of the safe
        direction, is sent to a dock that was not heard just now, too.

        Raises:
            NotConnected, DockOffline, DockSilent: nothing was sent.
            BrokerError: it may have been sent.

        """
        if not (self.connected and self._reading and (urgent or self.takes_orders)):
            raise NotConnected
        known, silence = self.fleet.get(dock), self.fleet.silence(dock)
        if known is None or silence is None or not (known.accepted and known.online):
            raise DockOffline(dock)
        if silence > HEARD_WITHIN and not urgent:
            raise DockSilent(dock, silence)
        payload = encode_command(method, data, tid=tid or new_id(), bid=bid)
        await self._transport.publish_once(
            topics.command(dock, method), payload, expires=ORDER_EXPIRES
        )
