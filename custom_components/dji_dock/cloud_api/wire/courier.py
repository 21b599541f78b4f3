"""Messages that come at once or not at all: no broker keeps them, and none is sent later.

A broker may keep messages of QoS 0, too, for a dock that is away. Only MQTT 5 has a time after which
it must throw them away, and docks and our session speak 3.1.1: a courier has its own connection.
"""

import asyncio
from dataclasses import replace
import logging

from ..errors import BrokerError, BrokerUnreachable, MessageTooLarge, NotConnected
from .connection import BrokerSettings, connection

_LOGGER = logging.getLogger(__name__)

CONNECT_SECONDS = 4.0
"""For a connection of its own; a broker that takes longer is as good as away."""

CONFIRM_SECONDS = 4.0
"""For the broker to say that it has read what was sent."""

_REFUSED_SECONDS = 3600.0
_THROWN_OUT_AT_MOST = 2
# Of the fixed header, the lengths and the properties of a message.
_HEADER_BYTES = 32


class NotTaken(Exception):
    """No courier could be sent; nothing was sent."""


class Courier:
    """Carries one message at a time to a broker that speaks MQTT 5."""

    def __init__(
        self,
        settings: BrokerSettings,
        connect_seconds: float = CONNECT_SECONDS,
        confirm_seconds: float = CONFIRM_SECONDS,
    ) -> None:
        """Take how our session reaches the broker: the client id is another one, the rest the same."""
        self._settings = replace(settings, client_id=f"{settings.client_id}_order")
        self._connect_seconds = connect_seconds
        self.confirm_seconds = confirm_seconds
        self._lock = asyncio.Lock()
        self._refused_at: float | None = None
        self._thrown_out = 0

    @property
    def welcome(self) -> bool:
        """Whether the broker is worth another attempt."""
        if self._thrown_out >= _THROWN_OUT_AT_MOST:
            return False
        now = asyncio.get_running_loop().time()
        return self._refused_at is None or now - self._refused_at > _REFUSED_SECONDS

    def forgive(self) -> None:
        """Try again: our session is connected anew, perhaps to another broker."""
        self._refused_at = None

    def threw_us_out(self) -> None:
        """Note that our session ended while a courier was under way: twice is no chance."""
        self._thrown_out += 1

    async def carry(self, topic: str, payload: bytes, *, expires: int) -> None:
        """Publish at QoS 0, never retained, with an expiry in whole seconds.

        Raises:
            NotTaken, MessageTooLarge: nothing was sent.
            NotConnected: nothing was sent: too many were before it, which says nothing of the broker.
            BrokerError: the message may have been sent.

        """
        try:
            async with asyncio.timeout(self._connect_seconds):
                await self._lock.acquire()
        except TimeoutError as err:
            raise NotConnected from err
        try:
            await self._carry(topic, payload, expires)
        finally:
            self._lock.release()

    async def _carry(self, topic: str, payload: bytes, expires: int) -> None:
        left = arrived = False
        deadline = asyncio.timeout(self._connect_seconds)
        try:
            async with (
                deadline,
                connection(self._settings, clean=True, expiring=True) as client,
            ):
                size = len(topic) + len(payload) + _HEADER_BYTES
                if client.largest is not None and size > client.largest:
                    raise MessageTooLarge(size, client.largest)
                # From here on it may leave: what has a time of its own must not be cut off.
                deadline.reschedule(None)
                left = True
                await client.send_now(topic, payload, self.confirm_seconds, expires)
                arrived = True
        except (BrokerError, TimeoutError) as err:
            if arrived:
                # Only the farewell went wrong.
                return
            self._refused_at = asyncio.get_running_loop().time()
            if left:
                raise BrokerUnreachable(str(err)) from err
            _LOGGER.debug("The broker takes no message that expires: %s", err)
            raise NotTaken from err
