"""The session with a real broker."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import socket
import ssl

import aiomqtt
import pytest

from custom_components.dji_dock.cloud_api import (
    BrokerAuthFailed,
    BrokerDenied,
    BrokerError,
    BrokerNotFound,
    BrokerSettings,
    BrokerTlsFailed,
    BrokerUnreachable,
    MqttTransport,
    NotConnected,
    check_broker,
    forget_session,
)
from custom_components.dji_dock.cloud_api.wire.transport import Backoff
from tests.lab.stack.mosquitto import Mosquitto

pytestmark = pytest.mark.usefixtures("socket_enabled")

EVENTS = "thing/product/DOCK1/events"
OSD = "thing/product/DOCK1/osd"
QUICK = Backoff(first=0.05, limit=0.2)


def settings(
    broker: Mosquitto, client_id: str = "test-session", **changes: object
) -> BrokerSettings:
    """Return how to reach the broker of the test."""
    fields: dict[str, object] = {
        "host": "127.0.0.1",
        "port": broker.port,
        "username": broker.username,
        "password": broker.password,
        "client_id": client_id,
    }
    return BrokerSettings(**{**fields, **changes})  # type: ignore[arg-type]  # fields by name


class Session:
    """A running transport, and what it received."""

    def __init__(self, transport: MqttTransport) -> None:
        """Start empty."""
        self.transport = transport
        self.received: list[tuple[str, bytes, bool]] = []
        self.connections: list[tuple[bool, BrokerError | None]] = []
        self._changed = asyncio.Event()

    def receive(self, topic: str, payload: bytes, retain: bool) -> None:
        """Take a message."""
        self.received.append((topic, payload, retain))
        self._changed.set()

    def connection(self, connected: bool, reason: BrokerError | None) -> None:
        """Note a change of the connection."""
        self.connections.append((connected, reason))
        self._changed.set()

    async def until(self, *, messages: int = 0, connections: int = 0) -> None:
        """Wait until so much has come."""
        async with asyncio.timeout(30):
            while len(self.received) < messages or len(self.connections) < connections:
                self._changed.clear()
                await self._changed.wait()


@asynccontextmanager
async def running(broker: Mosquitto) -> AsyncGenerator[Session]:
    """Run a transport and wait until it is connected."""
    session = Session(MqttTransport(settings(broker), QUICK))
    task = asyncio.create_task(session.transport.run(session.receive, session.connection))
    try:
        await session.until(connections=1)
        yield session
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def dock(broker: Mosquitto) -> AsyncGenerator[aiomqtt.Client]:
    """Connect as somebody who speaks on the broker."""
    async with aiomqtt.Client(
        "127.0.0.1", broker.port, username=broker.username, password=broker.password
    ) as client:
        yield client


async def test_messages_and_publishing(mosquitto: Mosquitto) -> None:
    """What docks say arrives; what is published arrives at them, never retained."""
    async with running(mosquitto) as session, dock(mosquitto) as client:
        await client.subscribe("thing/product/+/services", qos=1)
        await client.publish(EVENTS, b"one", qos=1)
        await client.publish(OSD, b"two")
        await session.until(messages=2)
        assert sorted(session.received) == [(EVENTS, b"one", False), (OSD, b"two", False)]
        assert session.transport.connected
        await session.transport.publish("thing/product/DOCK1/services", b"do")
        async with asyncio.timeout(30):
            message = await anext(client.messages)
        assert (message.payload, message.qos, message.retain) == (b"do", 1, False)
    assert not session.transport.connected
    with pytest.raises(NotConnected):
        await session.transport.publish("thing/product/DOCK1/services", b"do")


async def test_the_broker_keeps_events_but_no_telemetry(mosquitto: Mosquitto) -> None:
    """Over our restart events wait at the broker; osd, which is stale by then, does not."""
    async with running(mosquitto):
        pass
    async with dock(mosquitto) as client:
        await client.publish(OSD, b"stale", qos=1)
        await client.publish(EVENTS, b"kept", qos=1)
    async with running(mosquitto) as session:
        await session.until(messages=1)
        await asyncio.sleep(0.2)
        assert session.received == [(EVENTS, b"kept", False)]
    await forget_session(settings(mosquitto))
    async with dock(mosquitto) as client:
        await client.publish(EVENTS, b"forgotten", qos=1)
    async with running(mosquitto) as session:
        await asyncio.sleep(0.2)
        assert session.received == []


async def test_reconnects_and_resubscribes_after_a_kill(mosquitto: Mosquitto) -> None:
    """A killed broker is noticed at once, tried again with back-off, and subscribed anew."""
    async with running(mosquitto) as session:
        mosquitto.kill()
        await session.until(connections=3)
        assert not session.transport.connected
        assert [connected for connected, _ in session.connections[:2]] == [True, False]
        mosquitto.start()
        async with asyncio.timeout(30):
            while not session.transport.connected:
                await asyncio.sleep(0.05)
        async with dock(mosquitto) as client:
            await client.publish(EVENTS, b"again", qos=1)
        await session.until(messages=1)


async def test_retained_messages_are_marked(mosquitto: Mosquitto) -> None:
    """The server has to know, in order to ignore them."""
    async with dock(mosquitto) as client:
        await client.publish(EVENTS, b"old", qos=1, retain=True)
        try:
            async with running(mosquitto) as session:
                await session.until(messages=1)
                assert session.received == [(EVENTS, b"old", True)]
        finally:
            await client.publish(EVENTS, b"", qos=1, retain=True)


async def test_check(mosquitto: Mosquitto) -> None:
    """A good broker passes."""
    await check_broker(settings(mosquitto, "probe"))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"password": "wrong"}, BrokerAuthFailed),
        ({"username": None, "password": None}, BrokerAuthFailed),
        ({"port": 1}, BrokerUnreachable),
    ],
)
async def test_check_fails(
    mosquitto: Mosquitto, changes: dict[str, object], error: type[BrokerError]
) -> None:
    """Each reason has an error of its own."""
    with pytest.raises(error):
        await check_broker(settings(mosquitto, "probe", **changes))


async def test_check_of_an_unknown_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name without an address is distinguished from a broker that is down."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(BrokerNotFound):
        await check_broker(BrokerSettings(host="no.such.name", client_id="probe"))


async def test_check_of_tls_on_a_plain_port(mosquitto: Mosquitto) -> None:
    """A broker without TLS cannot be spoken to with it."""
    context = ssl.create_default_context()
    with pytest.raises((BrokerTlsFailed, BrokerUnreachable)):
        await check_broker(settings(mosquitto, "probe", tls_context=context), timeout=3)


async def test_check_of_something_that_is_no_broker() -> None:
    """A server that never answers does not hold us."""
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        silent = BrokerSettings(host="127.0.0.1", port=port, client_id="probe")
        with pytest.raises(BrokerUnreachable):
            await check_broker(silent, timeout=0.5)
        with pytest.raises(BrokerUnreachable):
            await forget_session(silent, timeout=0.5)


async def test_refused_subscriptions(restricted_mosquitto: Mosquitto) -> None:
    """A user without the right to the topics is denied."""
    with pytest.raises(BrokerDenied):
        await check_broker(settings(restricted_mosquitto, "probe"))


def test_backoff_grows_to_its_limit_with_jitter() -> None:
    """From one second to thirty, a fifth more or less."""
    backoff = Backoff()
    for failures, expected in ((1, 1), (2, 2), (4, 8), (6, 30), (1000, 30)):
        for _ in range(20):
            assert expected * 0.8 <= backoff.delay(failures) <= expected * 1.2
