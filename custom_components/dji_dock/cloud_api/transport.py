"""The connection to the MQTT broker."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
import logging
import random
import socket
import ssl
from typing import Any, Protocol

import aiomqtt
from aiomqtt.exceptions import MqttConnectError

from .errors import (
    BrokerAuthFailed,
    BrokerDenied,
    BrokerError,
    BrokerNotFound,
    BrokerTlsFailed,
    BrokerUnreachable,
    NotConnected,
)
from .mqtt_client import MqttClient
from .topics import SUBSCRIPTIONS

_LOGGER = logging.getLogger(__name__)


def _for_debugging(record: logging.LogRecord) -> bool:
    """Turn what the client library writes into debug messages.

    It calls a lost connection an error; here that is an ordinary event, told once to listeners.
    """
    record.levelno, record.levelname = logging.DEBUG, "DEBUG"
    return _CLIENT_LOGGER.isEnabledFor(logging.DEBUG)


_CLIENT_LOGGER = logging.getLogger(f"{__name__}.client")
_CLIENT_LOGGER.addFilter(_for_debugging)

KEEPALIVE = 30
"""Seconds until a silent connection is probed; a dead one is noticed within twice that."""

_OPERATION_TIMEOUT = 10
_SUBACK_FAILURE = 0x80
# Bad user or password, and not authorised: the same codes from MQTT 3.1.1 and 5 brokers.
_AUTH_REASONS = (134, 135)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerSettings:
    """How to reach the broker."""

    host: str
    port: int = 1883
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    client_id: str
    """Identifies the persistent session; must be the same after a restart, and nobody else's."""
    tls_context: ssl.SSLContext | None = None


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waiting times between attempts to connect, in seconds."""

    first: float = 1
    limit: float = 30

    def delay(self, failures: int) -> float:
        """Return the time to wait after so many failures in a row, with jitter of a fifth."""
        base = min(self.limit, self.first * 2 ** min(failures - 1, 16))
        return float(base * random.uniform(0.8, 1.2))  # noqa: S311 - spreads load, protects nothing


type Receive = Callable[[str, bytes, bool], None]
"""Called with topic, payload and the retain flag of each message; must not raise."""

type ConnectionListener = Callable[[bool, BrokerError | None], None]
"""Called with True on connect, with False and the reason on loss and on failed attempts."""


class Transport(Protocol):
    """What the cloud server needs from a connection."""

    @property
    def connected(self) -> bool:
        """Whether messages can be published now."""

    async def run(self, receive: Receive, listener: ConnectionListener) -> None:
        """Stay connected until cancelled."""

    def pause(self) -> None:
        """Take in no further message until the next run; what was read can still be answered."""

    async def publish(self, topic: str, payload: bytes) -> None:
        """Publish at QoS 1, never retained.

        Raises:
            NotConnected: nothing was sent.
            BrokerError: the broker did not confirm; it may have got the message.

        """


class MqttTransport:
    """Transport over a real broker, with a persistent session."""

    def __init__(self, settings: BrokerSettings, backoff: Backoff | None = None) -> None:
        """Take the settings; nothing is connected yet."""
        self._settings = settings
        self._backoff = backoff or Backoff()
        self._client: MqttClient | None = None
        self._paused = False

    @property
    def connected(self) -> bool:
        """Whether messages can be published now."""
        return self._client is not None

    async def run(self, receive: Receive, listener: ConnectionListener) -> None:
        """Stay connected until cancelled: back-off with jitter, resubscribe on each connect."""
        loop = asyncio.get_running_loop()
        failures = 0
        self._paused = False

        def take(topic: str, payload: bytes, retain: bool) -> None:
            if not self._paused:
                receive(topic, payload, retain)

        while True:
            connected_at = None
            reason: BrokerError | None = None
            try:
                async with _connection(self._settings, clean=False, receive=take) as client:
                    await _subscribe(client)
                    connected_at = loop.time()
                    self._client = client
                    listener(True, None)
                    await _until_disconnected(client)
            except BrokerError as err:
                reason = err
            except Exception as err:
                _LOGGER.exception("The connection to the broker failed unexpectedly")
                reason = BrokerUnreachable(type(err).__name__)
            finally:
                self._client = None
            listener(False, reason)
            # Two servers that share a client id throw each other out as fast as they connect:
            # only a connection that lasted ends the back-off.
            lasted = connected_at is not None and loop.time() - connected_at > self._backoff.limit
            failures = 1 if lasted else failures + 1
            await asyncio.sleep(self._backoff.delay(failures))

    def pause(self) -> None:
        """Take in no further message; the broker keeps them for the next session."""
        self._paused = True
        if self._client is not None:
            self._client.pause()

    async def publish(self, topic: str, payload: bytes) -> None:
        """Publish at QoS 1, never retained."""
        if (client := self._client) is None:
            raise NotConnected
        try:
            await client.publish(topic, payload, qos=1, retain=False, timeout=_OPERATION_TIMEOUT)
        except aiomqtt.MqttError as err:
            raise BrokerUnreachable(str(err)) from err


async def check_broker(settings: BrokerSettings, timeout: float = 10) -> None:
    """Connect once, subscribe to everything a cloud server needs, and leave no session behind.

    Raises:
        BrokerError: a subclass that names the reason.

    """
    try:
        async with asyncio.timeout(timeout):
            async with _connection(settings, clean=True, receive=_ignore) as client:
                await _subscribe(client)
    except TimeoutError as err:
        raise BrokerUnreachable("no answer") from err


async def forget_session(settings: BrokerSettings, timeout: float = 10) -> None:
    """Make the broker drop the persistent session and what it kept for it.

    Raises:
        BrokerError: the broker could not be reached, the session stays.

    """
    try:
        async with asyncio.timeout(timeout):
            async with _connection(settings, clean=True, receive=_ignore):
                pass
    except TimeoutError as err:
        raise BrokerUnreachable("no answer") from err


def _ignore(topic: str, payload: bytes, retain: bool) -> None:
    """Receive messages that nobody waits for."""


@asynccontextmanager
async def _connection(
    settings: BrokerSettings, *, clean: bool, receive: Receive
) -> AsyncGenerator[MqttClient]:
    """Connect, and turn every failure into a BrokerError."""

    class Inbox(asyncio.Queue[aiomqtt.Message]):
        """Hands each message on where it arrives.

        aiomqtt's iterator makes a task for each message; its queue is replaceable. With nothing
        queued, a flood of messages waits in the broker and not in our memory.
        """

        def put_nowait(self, item: aiomqtt.Message) -> None:
            """Take a message from aiomqtt."""
            payload = item.payload
            receive(
                item.topic.value, payload if isinstance(payload, bytes) else b"", bool(item.retain)
            )

    client = MqttClient(
        settings.host,
        settings.port,
        username=settings.username,
        password=settings.password,
        identifier=settings.client_id,
        clean_session=clean,
        tls_context=settings.tls_context,
        keepalive=KEEPALIVE,
        timeout=_OPERATION_TIMEOUT,
        queue_type=Inbox,
        logger=_CLIENT_LOGGER,
    )
    # Every answer is a pending publish until the broker confirms it; a fleet coming back after an
    # outage has hundreds, which is no reason for a warning.
    client.pending_calls_threshold = 10_000
    try:
        async with client:
            try:
                yield client
            except Exception:
                await _look_at_disconnect(client)
                raise
    except (aiomqtt.MqttError, OSError, UnicodeError) as err:
        raise _broker_error(err) from err


async def _look_at_disconnect(client: aiomqtt.Client) -> None:
    """Take the reason of a lost connection from where aiomqtt keeps it.

    It lies in a future that complains in the log when nobody ever looked at it, and only the
    iterator looks.
    """
    with suppress(aiomqtt.MqttError, TimeoutError):
        async with asyncio.timeout(0.1):
            await anext(client.messages)


async def _subscribe(client: aiomqtt.Client) -> None:
    """Subscribe to everything in one go.

    Raises:
        BrokerDenied: the broker's access rules refuse a topic.

    """
    codes = await client.subscribe(list(SUBSCRIPTIONS), timeout=_OPERATION_TIMEOUT)
    refused = [
        topic for (topic, _), code in zip(SUBSCRIPTIONS, codes, strict=False) if _failed(code)
    ]
    if refused:
        raise BrokerDenied(", ".join(refused))


def _failed(code: Any) -> bool:
    return int(getattr(code, "value", code)) >= _SUBACK_FAILURE


async def _until_disconnected(client: aiomqtt.Client) -> None:
    """Return by raising MqttError when the connection ends; messages never come this way."""
    async for _ in client.messages:
        raise RuntimeError("a message bypassed the inbox")


def _broker_error(err: BaseException) -> BrokerError:
    """Name the reason of a failed connection."""
    if isinstance(err, MqttConnectError):
        if getattr(err.rc, "value", err.rc) in _AUTH_REASONS:
            return BrokerAuthFailed(str(err))
        return BrokerUnreachable(str(err))
    # aiomqtt keeps the cause only as the context of its own error.
    cause = err if isinstance(err, OSError) else err.__context__
    if isinstance(cause, ssl.SSLError):
        return BrokerTlsFailed(str(cause))
    if isinstance(cause, socket.gaierror) or isinstance(err, UnicodeError):
        return BrokerNotFound(str(cause))
    return BrokerUnreachable(str(err))
