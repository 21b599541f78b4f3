"""A dock that was away never gets what was meant for it before: on real brokers, good and bad.

The dock has a session that its broker keeps, as real ones have. The time after which a broker throws a
message away passes by its own clock, which is this machine's.
"""

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address
from pathlib import Path
import ssl
import time

import aiomqtt
import pytest

from custom_components.dji_dock.cloud_api import (
    BrokerError,
    BrokerSettings,
    MqttTransport,
    NotConnected,
)
from custom_components.dji_dock.cloud_api.wire.courier import Courier, NotTaken
from custom_components.dji_dock.cloud_api.wire.transport import Backoff
from tests.lab.stack.certificates import Authority
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.mqtt_proxy import OldBroker

pytestmark = pytest.mark.usefixtures("socket_enabled")

TOPIC = "thing/product/DOCK1/services"
QUICK = Backoff(first=0.05, limit=0.2)
KEPT, OPEN, LAST = b"kept", b"cover_open", b"last"


@dataclass(frozen=True, slots=True)
class Got:
    """A message as a dock gets it."""

    payload: bytes
    qos: int
    retain: bool


def of_qos1(payload: bytes) -> Got:
    """Return a message that a broker keeps for a dock."""
    return Got(payload, 1, False)


class Line:
    """A transport that runs."""

    def __init__(self, transport: MqttTransport) -> None:
        """Start without a connection."""
        self.transport = transport
        self._changed = asyncio.Event()

    def changed(self, connected: bool, reason: BrokerError | None) -> None:
        """Note a change of the connection."""
        self._changed.set()

    async def until(self, *, connected: bool) -> None:
        """Wait until it is connected, or is not."""
        async with asyncio.timeout(60):
            while self.transport.connected is not connected:
                self._changed.clear()
                await self._changed.wait()

    async def order(self, expires: int) -> None:
        """Ask the dock to open."""
        await self.transport.publish_once(TOPIC, OPEN, expires=expires)


@asynccontextmanager
async def running(
    broker: Mosquitto, port: int = 0, seconds: float = 60, tls: ssl.SSLContext | None = None
) -> AsyncGenerator[Line]:
    """Run a transport; `seconds` are its patience with the broker."""
    settings = BrokerSettings(
        host="127.0.0.1",
        port=port or broker.port,
        username=broker.username,
        password=broker.password,
        client_id="test-session",
        tls_context=tls,
    )
    line = Line(MqttTransport(settings, QUICK, Courier(settings, seconds, seconds)))
    run = asyncio.create_task(line.transport.run(lambda *_: None, line.changed))
    try:
        await line.until(connected=True)
        yield line
    finally:
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)


@asynccontextmanager
async def dock(
    broker: Mosquitto, tls: ssl.SSLContext | None = None
) -> AsyncGenerator[aiomqtt.Client]:
    """Connect as a dock, whose session the broker keeps."""
    async with aiomqtt.Client(
        "127.0.0.1",
        broker.port,
        username=broker.username,
        password=broker.password,
        identifier="DOCK1",
        clean_session=False,
        tls_context=tls,
    ) as client:
        await client.subscribe(TOPIC, qos=1)
        yield client


async def until_last(client: aiomqtt.Client) -> list[Got]:
    """Return all that a dock gets before the last message."""
    got: list[Got] = []
    async with asyncio.timeout(60):
        async for message in client.messages:
            assert isinstance(message.payload, bytes)
            if message.payload == LAST:
                return got
            got.append(Got(message.payload, message.qos, bool(message.retain)))
    raise AssertionError("the dock was thrown out")


async def leave(broker: Mosquitto) -> None:
    """Let a dock go away whose session stays."""
    async with dock(broker):
        pass


@pytest.fixture
def keeper(tmp_path: Path) -> Generator[Mosquitto]:
    """Run a broker that keeps QoS 0, too, for a client that is away."""
    broker = Mosquitto(tmp_path / "keeper", keeps_qos0=True)
    broker.start()
    yield broker
    broker.kill()


async def come_back(broker: Mosquitto, line: Line) -> list[Got]:
    """Return what a dock gets that comes back, until nothing can be under way any more."""
    async with dock(broker) as client:
        await line.transport.publish(TOPIC, LAST)
        return await until_last(client)


async def test_a_dock_that_is_there_gets_it_once(mosquitto: Mosquitto) -> None:
    """At QoS 0, and not retained."""
    async with running(mosquitto) as line, dock(mosquitto) as client:
        await line.order(5)
        await line.transport.publish(TOPIC, LAST)
        assert await until_last(client) == [Got(OPEN, 0, False)]


async def test_it_is_as_safe_as_the_session(tmp_path: Path) -> None:
    """Encrypted where the session is, and to nobody whose certificate is unknown."""
    authority = Authority(tmp_path)
    certificate = authority.certify(IPv4Address("127.0.0.1"))
    known = ssl.create_default_context(cadata=authority.pem)
    known.verify_flags &= ~ssl.VERIFY_X509_STRICT
    broker = Mosquitto(tmp_path / "mosquitto", certificate=certificate)
    broker.start()
    try:
        async with running(broker, tls=known) as line, dock(broker, known) as client:
            await line.order(5)
            await line.transport.publish(TOPIC, LAST)
            assert await until_last(client) == [Got(OPEN, 0, False)]
            settings = BrokerSettings(
                host="127.0.0.1",
                port=broker.port,
                username=broker.username,
                password=broker.password,
                client_id="test-session",
                tls_context=ssl.create_default_context(),
            )
            with pytest.raises(NotTaken):
                await Courier(settings).carry(TOPIC, OPEN, expires=5)
            await line.transport.publish(TOPIC, LAST)
            assert await until_last(client) == []
    finally:
        broker.kill()


@pytest.mark.parametrize("old_broker", [False, True])
async def test_nothing_is_retained(mosquitto: Mosquitto, old_broker: bool) -> None:
    """A dock that asks for the first time gets nothing of what was sent before."""
    old = OldBroker(mosquitto.port)
    async with (
        old.running(),
        running(mosquitto, old.port if old_broker else mosquitto.port) as line,
    ):
        await line.order(3600)
        await line.transport.publish(TOPIC, KEPT)
        assert await come_back(mosquitto, line) == []


async def test_a_broker_keeps_no_qos_0(mosquitto: Mosquitto) -> None:
    """As brokers do that nobody has told otherwise; what has QoS 1 shows that it keeps the session."""
    await leave(mosquitto)
    async with running(mosquitto) as line:
        await line.transport.publish(TOPIC, KEPT)
        await line.order(3600)
        assert await come_back(mosquitto, line) == [of_qos1(KEPT)]


async def test_a_broker_that_keeps_qos_0_throws_it_away_in_time(keeper: Mosquitto) -> None:
    """Only the expiry of MQTT 5 does that: what has more time is kept, and comes."""
    await leave(keeper)
    async with running(keeper) as line:
        await line.transport.publish(TOPIC, KEPT)
        await line.order(1)
        # It counts whole seconds, and throws away what is older than that.
        over = time.time() + 1 + 2
        while time.time() < over:
            await asyncio.sleep(0.1)
        assert await come_back(keeper, line) == [of_qos1(KEPT)]
    await leave(keeper)
    async with running(keeper) as line:
        await line.order(3600)
        assert await come_back(keeper, line) == [Got(OPEN, 0, False)]


async def test_a_broker_of_mqtt_3(mosquitto: Mosquitto) -> None:
    """What it is given at QoS 0 it does not keep."""
    old = OldBroker(mosquitto.port)
    await leave(mosquitto)
    async with old.running(), running(mosquitto, old.port) as line:
        await line.transport.publish(TOPIC, KEPT)
        await line.order(3600)
        assert old.refused == 1
        assert await come_back(mosquitto, line) == [of_qos1(KEPT)]
        async with dock(mosquitto) as client:
            await line.order(3600)
            await line.transport.publish(TOPIC, LAST)
            assert await until_last(client) == [Got(OPEN, 0, False)]
        assert old.refused == 1


@pytest.mark.parametrize("old_broker", [False, True])
async def test_nothing_is_sent_after_an_outage(mosquitto: Mosquitto, old_broker: bool) -> None:
    """What was asked for while the broker was away does not wait for it to come back."""
    old = OldBroker(mosquitto.port)
    async with (
        old.running(),
        running(mosquitto, old.port if old_broker else mosquitto.port) as line,
    ):
        await leave(mosquitto)
        mosquitto.stop()
        await line.until(connected=False)
        with pytest.raises(NotConnected):
            await line.order(3600)
        mosquitto.start()
        await line.until(connected=True)
        assert await come_back(mosquitto, line) == []


@pytest.mark.parametrize("old_broker", [False, True])
async def test_a_dead_line_is_given_nothing(mosquitto: Mosquitto, old_broker: bool) -> None:
    """A broker that hangs reads all that waits for it as soon as it goes on."""
    old = OldBroker(mosquitto.port)
    async with (
        old.running(),
        running(mosquitto, old.port if old_broker else mosquitto.port, seconds=0.5) as line,
        dock(mosquitto) as client,
    ):
        mosquitto.freeze()
        try:
            with pytest.raises(NotConnected):
                await line.order(3600)
        finally:
            mosquitto.thaw()
        await line.transport.publish(TOPIC, LAST)
        assert await until_last(client) == []


async def test_a_broker_that_is_killed_in_the_middle(mosquitto: Mosquitto) -> None:
    """Whatever is told of it, the dock gets it at most once."""
    async with running(mosquitto) as line:
        await leave(mosquitto)
        orders = [asyncio.create_task(line.order(3600)) for _ in range(20)]
        await asyncio.sleep(0)
        mosquitto.kill()
        ends = await asyncio.gather(*orders, return_exceptions=True)
        assert all(end is None or isinstance(end, NotConnected | BrokerError) for end in ends)
        mosquitto.start()
        await line.until(connected=True)
        assert await come_back(mosquitto, line) == []
