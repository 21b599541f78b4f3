"""A dock's MQTT connection: clean session, random client id, back-off when the broker is gone."""

import asyncio
from collections.abc import Callable, Sequence
import contextlib
import logging
import random
import socket
from typing import Any
import uuid

import aiomqtt
from aiomqtt.exceptions import MqttConnectError
from paho.mqtt.client import MQTT_CLEAN_START_FIRST_ONLY, Client
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from .wire import Broker

_LOGGER = logging.getLogger(__name__)
# The client library calls each lost connection an error; here that is the daily business.
_CLIENT_LOGGER = logging.getLogger(f"{__name__}.client")
_CLIENT_LOGGER.setLevel(logging.CRITICAL)

_BACK_OFF = (1.0, 2.0, 4.0, 8.0, 15.0)
_KEEPALIVE = 20
_KEPT = 86_400
_TIMEOUT = 5.0
_MAX_OUTBOX = 1000
_NO_DELAY = ((socket.IPPROTO_TCP, socket.TCP_NODELAY, 1),)

type Deliver = Callable[[str, bytes, bool], None]
"""Topic, payload, retained."""


class BrokerRefused(Exception):
    """The broker does not take the connection; the text says why."""


class Link:
    """Keeps one device connected. What is sent while it is not connected is lost."""

    def __init__(
        self,
        broker: Broker,
        topics: Sequence[str],
        *,
        deliver: Deliver,
        connected: Callable[[bool], None],
        say: Callable[[str], None],
        speed: float,
        identifier: str = "",
    ) -> None:
        """Subscribe to topics; `connected` hears of each change.

        With an identifier the broker keeps the session while the device is away.
        """
        self._broker = broker
        self._topics = [(topic, 1) for topic in topics]
        self._deliver = deliver
        self._on_connected = connected
        self._say = say
        self._speed = speed
        self._identifier = identifier
        self._wanted = asyncio.Event()
        self._wanted.set()
        self._session: asyncio.Task[None] | None = None
        self._client: aiomqtt.Client | None = None
        self._outbox: asyncio.Queue[tuple[str, bytes, int, bool]] = asyncio.Queue(_MAX_OUTBOX)
        self.connected = False

    def send(self, topic: str, payload: bytes, *, qos: int, retain: bool = False) -> bool:
        """Queue a message for the broker; False if it is lost because there is no connection."""
        if not self.connected or self._outbox.full():
            return False
        self._outbox.put_nowait((topic, payload, qos, retain))
        return True

    async def flush(self) -> None:
        """Wait until the broker has what was sent, but not for long."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._outbox.join(), _TIMEOUT)

    async def subscribe(self, topic: str) -> None:
        """Hear of one more topic, now and after each connection."""
        if (topic, 1) in self._topics:
            return
        self._topics.append((topic, 1))
        if self.connected and self._client:
            try:
                await self._client.subscribe(topic, 1)
            except aiomqtt.MqttError as err:
                _LOGGER.debug("Not subscribed to %s yet: %s", topic, err)

    def disable(self) -> None:
        """Leave the broker and stay away."""
        self._wanted.clear()
        self.drop()

    def enable(self) -> None:
        """Come back."""
        self._wanted.set()

    def drop(self) -> None:
        """Leave the broker; back-off decides about the return."""
        if self._session:
            self._session.cancel()

    async def run(self) -> None:
        """Connect again and again, until cancelled."""
        failures = 0
        told = False
        while True:
            await self._wanted.wait()
            self._session = asyncio.create_task(self._connection())
            try:
                await asyncio.wait([self._session])
            finally:
                self._session.cancel()
                # An end of the connection is read below; here it only has to be over.
                with contextlib.suppress(asyncio.CancelledError, aiomqtt.MqttError):
                    await self._session
                was_connected = self._set_connected(False)
            if not self._wanted.is_set():
                failures = 0
                continue
            failures = 1 if was_connected else failures + 1
            error = None if self._session.cancelled() else self._session.exception()
            told = told and not was_connected
            if error and (not told or failures % 10 == 0):
                told = True
                self._say(f"broker: {reason(error)}")
            pause = _BACK_OFF[min(failures, len(_BACK_OFF)) - 1]
            # S311: spreads the docks, nothing secret.
            await asyncio.sleep(pause * random.uniform(0.7, 1.3) / self._speed)

    async def _connection(self) -> None:
        async with client(self._broker, self._identifier) as session:
            self._client = session
            await session.subscribe(self._topics)
            while not self._outbox.empty():
                self._outbox.get_nowait()
                self._outbox.task_done()
            self._set_connected(True)
            async with asyncio.TaskGroup() as tasks:
                sending = tasks.create_task(self._send(session))
                try:
                    async for message in session.messages:
                        payload = message.payload
                        if isinstance(payload, bytes):
                            self._deliver(str(message.topic), payload, message.retain)
                except aiomqtt.MqttError as err:
                    _LOGGER.debug("Connection ended: %s", err)
                finally:
                    sending.cancel()

    async def _send(self, session: aiomqtt.Client) -> None:
        while True:
            topic, payload, qos, retain = await self._outbox.get()
            try:
                await session.publish(topic, payload, qos, retain, timeout=_TIMEOUT)
            except aiomqtt.MqttError as err:
                _LOGGER.debug("Lost a message on %s: %s", topic, err)
            finally:
                self._outbox.task_done()

    def _set_connected(self, connected: bool) -> bool:
        """Tell a change; return what it was before."""
        before, self.connected = self.connected, connected
        if before != connected:
            self._on_connected(connected)
        return before


class _Client(aiomqtt.Client):
    """A client whose broker may be killed at any moment.

    Without this the loop is told to watch a socket that was closed in the meantime.
    """

    def _on_socket_register_write(self, client: Client, userdata: Any, sock: Any) -> None:
        def watch() -> None:
            if sock.fileno() != -1:
                self._loop.add_writer(sock.fileno(), write)

        def write() -> None:
            try:
                client.loop_write()
            except Exception as err:  # noqa: BLE001 - the connection is gone
                if not self._disconnected.done():
                    self._disconnected.set_exception(err)

        self._loop.call_soon_threadsafe(watch)


def client(broker: Broker, identifier: str = "") -> aiomqtt.Client:
    """Return a client with a session that stays under this id, or a clean one under any."""
    level = aiomqtt.ProtocolVersion.V5 if broker.mqtt5 else aiomqtt.ProtocolVersion.V311
    kept = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call] # the library has no types here
    kept.SessionExpiryInterval = _KEPT
    return _Client(
        broker.host,
        broker.port,
        username=broker.username,
        password=broker.password,
        logger=_CLIENT_LOGGER,
        identifier=identifier or f"dock-{uuid.uuid4().hex[:12]}",
        protocol=level,
        clean_session=None if broker.mqtt5 else not identifier,
        clean_start=not identifier if broker.mqtt5 else MQTT_CLEAN_START_FIRST_ONLY,
        properties=kept if identifier and broker.mqtt5 else None,
        keepalive=_KEEPALIVE,
        timeout=_TIMEOUT,
        socket_options=_NO_DELAY,
    )


async def check_broker(broker: Broker) -> None:
    """Connect once.

    Raises:
        BrokerRefused: with a sentence for the user.
    """
    try:
        async with client(broker):
            pass
    except aiomqtt.MqttError as err:
        raise BrokerRefused(f"{broker.host}:{broker.port}: {reason(err)}") from err


def reason(error: BaseException) -> str:
    """Say in words why a connection failed."""
    if isinstance(error, MqttConnectError):
        code = error.rc.value if isinstance(error.rc, ReasonCode) else error.rc
        return {
            4: "wrong user name or password",
            5: "not authorised: user name, password or access list",
            134: "wrong user name or password",
            135: "not authorised: user name, password or access list",
        }.get(code or 0, str(error))
    return str(error) or type(error).__name__
