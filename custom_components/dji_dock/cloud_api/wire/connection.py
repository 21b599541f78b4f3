"""One connection to the MQTT broker, from its making to the reason of its end."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import logging
import math
import socket
import ssl
from typing import Any

import aiomqtt
from aiomqtt.exceptions import MqttConnectError

from ..errors import (
    BrokerAuthFailed,
    BrokerClientIdRefused,
    BrokerClosedOnSubscribe,
    BrokerDenied,
    BrokerError,
    BrokerIgnoresSubscribe,
    BrokerLost,
    BrokerMute,
    BrokerNotFound,
    BrokerProtocolRefused,
    BrokerQosRefused,
    BrokerTlsFailed,
    BrokerUnavailable,
    BrokerUnreachable,
)
from .mqtt_client import MqttClient
from .topics import SUBSCRIPTIONS


def _for_debugging(record: logging.LogRecord) -> bool:
    """Turn what the client library writes into debug messages.

    It calls a lost connection an error; here that is an ordinary event, of which listeners are notified once.
    """
    record.levelno, record.levelname = logging.DEBUG, "DEBUG"
    return _CLIENT_LOGGER.isEnabledFor(logging.DEBUG)


_CLIENT_LOGGER = logging.getLogger(f"{__name__}.client")
_CLIENT_LOGGER.addFilter(_for_debugging)

KEEPALIVE = 30
"""Seconds until a silent connection is probed; a dead one is noticed within twice that."""

OPERATION_TIMEOUT = 10
"""Seconds for the broker to answer."""

_SUBSCRIBE_LIMIT = 60
"""Seconds at most, for a broker that delivers what it kept before it answers."""

_SUBACK_FAILURE = 0x80
# The same codes from MQTT 3.1.1 and 5 brokers: the library translates the older ones.
_REFUSALS: dict[int, type[BrokerError]] = {
    132: BrokerProtocolRefused,
    133: BrokerClientIdRefused,
    134: BrokerAuthFailed,
    135: BrokerAuthFailed,
    136: BrokerUnavailable,
    137: BrokerUnavailable,
    151: BrokerUnavailable,
}
"""By the reason code with which a connection is refused."""


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


type Receive = Callable[[str, bytes, bool], None]
"""Called with topic, payload and the retain flag of each message; must not raise."""


def ignore(topic: str, payload: bytes, retain: bool) -> None:
    """Receive messages that nobody waits for."""


@asynccontextmanager
async def connection(
    settings: BrokerSettings,
    *,
    clean: bool,
    expiring: bool = False,
    receive: Receive = ignore,
    opened: Callable[[MqttClient], None] = lambda client: None,
) -> AsyncGenerator[MqttClient]:
    """Connect, and turn every failure into a BrokerError.

    `opened` gets the client before `receive` gets the first message. `expiring` asks for MQTT 5,
    whose messages can expire, and which knows no session that lasts unless it is asked to.
    """

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
        protocol=aiomqtt.ProtocolVersion.V5 if expiring else aiomqtt.ProtocolVersion.V311,
        clean_session=None if expiring else clean,
        # A message and the ping after it leave at once; what lasts is better off in larger pieces.
        socket_options=((socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),) if expiring else (),
        tls_context=settings.tls_context,
        keepalive=KEEPALIVE,
        timeout=OPERATION_TIMEOUT,
        queue_type=Inbox,
        logger=_CLIENT_LOGGER,
        opened=opened,
    )
    # Every answer is a pending publish until the broker confirms it; a fleet coming back after
    # an outage has hundreds, which is no reason for a warning.
    client.pending_calls_threshold = 10_000
    try:
        async with client:
            yield client
    except (aiomqtt.MqttError, OSError, UnicodeError) as err:
        raise _broker_error(err, reached=client.reached) from err


async def subscribe(client: MqttClient) -> None:
    """Subscribe to everything in one go.

    Raises:
        BrokerDenied: the broker's access rules refuse a topic.
        BrokerClosedOnSubscribe, BrokerIgnoresSubscribe, BrokerQosRefused

    """
    codes = await _answer_to_subscribe(client)
    refused = [
        topic for (topic, _), code in zip(SUBSCRIPTIONS, codes, strict=False)
        if _granted(code) >= _SUBACK_FAILURE
    ]  # fmt: skip
    if refused:
        raise BrokerDenied(", ".join(refused))
    if any(_granted(code) < qos for (_, qos), code in zip(SUBSCRIPTIONS, codes, strict=False)):
        raise BrokerQosRefused("QoS 1 is not granted")


async def _answer_to_subscribe(client: MqttClient) -> Any:
    """Return what the broker grants; one that delivers what it kept first is waited for."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + _SUBSCRIBE_LIMIT
    answer = loop.create_task(client.subscribe(list(SUBSCRIPTIONS), timeout=math.inf))
    try:
        while True:
            delivered = client.delivered
            await asyncio.wait({answer}, timeout=OPERATION_TIMEOUT)
            if answer.done():
                return answer.result()
            if client.delivered == delivered or loop.time() > deadline:
                raise BrokerIgnoresSubscribe("no answer")
    except aiomqtt.MqttError as err:
        raise BrokerClosedOnSubscribe(str(err)) from err
    finally:
        answer.cancel()


def _granted(code: Any) -> int:
    return int(getattr(code, "value", code))


async def until_disconnected(client: MqttClient) -> None:
    """Return by raising BrokerLost when the connection ends; messages never come this way."""
    try:
        async for _ in client.messages:
            raise RuntimeError("a message bypassed the inbox")
    except aiomqtt.MqttError as err:
        raise BrokerLost(str(err.__cause__ or err)) from err


def _broker_error(err: BaseException, *, reached: bool) -> BrokerError:
    """Name the reason of a failed connection; `reached` is whether somebody was there."""
    if isinstance(err, MqttConnectError):
        return _REFUSALS.get(_granted(err.rc), BrokerUnreachable)(str(err))
    # aiomqtt keeps the cause only as the context of its own error.
    cause = err if isinstance(err, OSError) else err.__context__
    if isinstance(cause, ssl.SSLError):
        return BrokerTlsFailed(str(cause))
    if isinstance(cause, socket.gaierror) or isinstance(err, UnicodeError):
        return BrokerNotFound(str(cause))
    return (BrokerMute if reached else BrokerUnreachable)(str(err))
