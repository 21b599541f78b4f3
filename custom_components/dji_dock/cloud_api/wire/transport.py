"""The lasting connection to the MQTT broker."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
import logging
import random
from typing import Protocol

import aiomqtt

from ..errors import (
    BrokerError,
    BrokerIgnoresSubscribe,
    BrokerSessionUnusable,
    BrokerUnreachable,
    NotConnected,
)
from .connection import (
    OPERATION_TIMEOUT,
    BrokerSettings,
    Receive,
    connection,
    subscribe,
    until_disconnected,
)
from .courier import Courier, NotTaken
from .mqtt_client import MqttClient
from .session import SessionHealth

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waiting times between attempts to connect, in seconds."""

    first: float = 1
    limit: float = 30

    def delay(self, failures: int) -> float:
        """Return the time to wait after so many failures in a row, with jitter of a fifth."""
        base = min(self.limit, self.first * 2 ** min(failures - 1, 16))
        return float(base * random.uniform(0.8, 1.2))  # noqa: S311 - spreads load, protects nothing


type ConnectionListener = Callable[[bool, BrokerError | None], None]
"""Called with True on connect, with False and the reason on loss and on failed attempts."""


class Transport(Protocol):
    """What the cloud server needs from a connection."""

    @property
    def connected(self) -> bool:
        """Whether the broker delivers all that docks say."""

    @property
    def resumed(self) -> bool:
        """Whether the broker had our session when we connected last."""

    async def run(self, receive: Receive, listener: ConnectionListener) -> None:
        """Stay connected until cancelled."""

    def pause(self) -> None:
        """Read no further message until the next run; what was read can still be answered."""

    async def publish(self, topic: str, payload: bytes) -> None:
        """Publish at QoS 1, never retained.

        Raises:
            NotConnected: nothing was sent.
            BrokerError: the broker did not confirm; it may have got the message.

        """

    async def publish_once(self, topic: str, payload: bytes, *, expires: int) -> None:
        """Publish at QoS 0, never retained: now or not at all.

        `expires` is for how many seconds the broker may pass it on, where it knows of that.

        Raises:
            NotConnected: nothing was sent.
            BrokerError: the message may have been sent.

        """


class MqttTransport:
    """Transport over a real broker, with a persistent session."""

    def __init__(
        self,
        settings: BrokerSettings,
        backoff: Backoff | None = None,
        courier: Courier | None = None,
    ) -> None:
        """Take the settings; nothing is connected yet."""
        self._settings = settings
        self._backoff = backoff or Backoff()
        self._courier = courier or Courier(settings)
        self._client: MqttClient | None = None
        self._subscribed = False
        self._paused = False
        self.resumed = False
        """Whether the broker had our session when we connected last."""

    @property
    def connected(self) -> bool:
        """Whether the broker delivers all that docks say."""
        return self._subscribed

    async def run(self, receive: Receive, listener: ConnectionListener) -> None:
        """Stay connected until cancelled: back-off with jitter, resubscribe on each connect."""
        self._paused = False
        failures = 0
        health = SessionHealth(2 * self._backoff.limit)

        def take(topic: str, payload: bytes, retain: bool) -> None:
            if not self._paused:
                receive(topic, payload, retain)

        while True:
            end = await self._connect(take, listener)
            reason = health.ended(end.reason, lasted=end.lasted, delivered=end.delivered)
            if health.suspect and await self._serves_others():
                reason = BrokerSessionUnusable(str(reason))
            listener(False, reason)
            if isinstance(reason, BrokerSessionUnusable):
                await self._begin_anew()
            # Two servers that share a client id throw each other out as fast as they connect:
            # only a connection that lasted ends the back-off.
            lasted = end.lasted is not None and end.lasted > self._backoff.limit
            failures = 1 if lasted else failures + 1
            await asyncio.sleep(self._backoff.delay(failures))

    def pause(self) -> None:
        """Read no further message; the broker keeps them for the next session."""
        self._paused = True
        if self._client is not None:
            self._client.pause()

    async def publish(self, topic: str, payload: bytes) -> None:
        """Publish at QoS 1, never retained."""
        if (client := self._client) is None:
            raise NotConnected
        try:
            await client.publish(topic, payload, qos=1, retain=False, timeout=OPERATION_TIMEOUT)
        except aiomqtt.MqttError as err:
            raise BrokerUnreachable(str(err)) from err

    async def publish_once(self, topic: str, payload: bytes, *, expires: int) -> None:
        """Publish at QoS 0, never retained: now or not at all."""
        if (client := self._client) is None:
            raise NotConnected
        if self._courier.welcome:
            try:
                await self._courier.carry(topic, payload, expires=expires)
            except NotTaken:
                pass
            else:
                return
            finally:
                if self._client is not client:
                    self._courier.threw_us_out()
        if self._client is not client:
            raise NotConnected
        try:
            # A line that is dead without our knowledge would hold it up until it lives again.
            await client.confirm(self._courier.confirm_seconds)
        except aiomqtt.MqttError as err:
            raise NotConnected from err
        try:
            await client.send_now(topic, payload, self._courier.confirm_seconds)
        except aiomqtt.MqttError as err:
            raise BrokerUnreachable(str(err)) from err

    async def _connect(self, receive: Receive, listener: ConnectionListener) -> _End:
        """Connect once and stay so for as long as it lasts."""
        loop = asyncio.get_running_loop()
        connected_at: float | None = None
        client: MqttClient | None = None
        reason: BrokerError
        try:
            async with connection(
                self._settings, clean=False, receive=receive, opened=self._opened
            ) as client:
                await subscribe(client)
                connected_at = loop.time()
                self._subscribed = True
                listener(True, None)
                await until_disconnected(client)
            reason = BrokerUnreachable("ended")
        except BrokerError as err:
            reason = err
        except Exception as err:
            _LOGGER.exception("The connection to the broker failed unexpectedly")
            reason = BrokerUnreachable(type(err).__name__)
        finally:
            self._client, self._subscribed = None, False
        return _End(
            reason,
            lasted=None if connected_at is None else loop.time() - connected_at,
            delivered=client is not None and client.delivered > 0,
        )

    def _opened(self, client: MqttClient) -> None:
        """Answer from now on: what was kept for a resumed session comes before all else."""
        if self._paused:
            client.pause()
        self._client = client
        self._courier.forgive()
        self.resumed = client.session_present

    async def _serves_others(self) -> bool:
        """Return whether the broker serves somebody with another client id."""
        other = replace(self._settings, client_id=f"{self._settings.client_id}_probe")
        try:
            await check_broker(other)
        except BrokerError as err:
            _LOGGER.debug("The broker does not serve others either: %s", err)
            return False
        return True

    async def _begin_anew(self) -> None:
        """Let go of a session that cannot be resumed, with what the broker kept in it."""
        _LOGGER.warning(
            "The broker cannot resume our session; it begins anew, without what was kept in it"
        )
        with suppress(BrokerError):
            await forget_session(self._settings)


@dataclass(frozen=True, slots=True)
class _End:
    """How an attempt to stay connected ended."""

    reason: BrokerError
    lasted: float | None
    """Seconds from the subscription on, None without one."""
    delivered: bool


async def check_broker(settings: BrokerSettings, timeout: float = 10) -> None:
    """Connect once, subscribe to everything a cloud server needs, and leave no session behind.

    Raises:
        BrokerError: a subclass that names the reason.

    """
    late: type[BrokerError] = BrokerUnreachable
    try:
        async with asyncio.timeout(timeout), connection(settings, clean=True) as client:
            late = BrokerIgnoresSubscribe
            await subscribe(client)
    except TimeoutError as err:
        raise late("no answer") from err


async def forget_session(settings: BrokerSettings, timeout: float = 10) -> None:
    """Make the broker drop the persistent session and what it kept for it.

    Raises:
        BrokerError: the broker could not be reached, the session stays.

    """
    try:
        async with asyncio.timeout(timeout), connection(settings, clean=True):
            pass
    except TimeoutError as err:
        raise BrokerUnreachable("no answer") from err
