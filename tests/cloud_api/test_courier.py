"""What must not come late has its own way to the broker, or the usual one where that is refused."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

import pytest

from custom_components.dji_dock.cloud_api import (
    BrokerError,
    BrokerSettings,
    MqttTransport,
    NotConnected,
)
from custom_components.dji_dock.cloud_api.errors import MessageTooLarge
from custom_components.dji_dock.cloud_api.wire.courier import Courier
from custom_components.dji_dock.cloud_api.wire.transport import Backoff
from tests.lab.stack.fake_mqtt import FakeMqtt, Manners, Published

pytestmark = pytest.mark.usefixtures("socket_enabled")

US = "test-session"
COURIER = f"{US}_order"
TOPIC = "thing/product/DOCK1/services"
QUICK = Backoff(first=0.01, limit=0.02)
AMPLE = 60.0
"""Seconds that nothing takes that works."""
SHORT = 0.3
"""Seconds that are waited for in vain."""


class Line:
    """A transport that runs, and how often it was connected."""

    def __init__(self, transport: MqttTransport) -> None:
        """Start without a connection."""
        self.transport = transport
        self.connections = 0
        self._changed = asyncio.Event()

    def changed(self, connected: bool, reason: BrokerError | None) -> None:
        """Count a connection."""
        self.connections += connected
        self._changed.set()

    async def until(self, connections: int) -> None:
        """Wait until it was connected so often, and is."""
        async with asyncio.timeout(60):
            while self.connections < connections or not self.transport.connected:
                self._changed.clear()
                await self._changed.wait()

    async def order(self, payload: bytes = b"open") -> None:
        """Send something that must not come late."""
        await self.transport.publish_once(TOPIC, payload, expires=5)


@asynccontextmanager
async def running(
    fake: FakeMqtt, connect_seconds: float = AMPLE, confirm_seconds: float = AMPLE
) -> AsyncGenerator[Line]:
    """Run a transport."""
    settings = BrokerSettings(host="127.0.0.1", port=fake.port, client_id=US)
    courier = Courier(settings, connect_seconds, confirm_seconds)
    line = Line(MqttTransport(settings, QUICK, courier))
    run = asyncio.create_task(line.transport.run(lambda *_: None, line.changed))
    try:
        await line.until(1)
        yield line
    finally:
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)


def for_couriers(manners: Manners) -> Callable[[str, bool], Manners]:
    """Return how a broker treats couriers; all others are served."""
    return lambda client_id, _: manners if client_id == COURIER else Manners()


def published(client_id: str, expires: int | None) -> Published:
    """Return the message of the tests, as somebody brings it."""
    return Published(
        client_id=client_id, topic=TOPIC, payload=b"open", qos=0, retain=False, expires=expires
    )


def way(fake: FakeMqtt) -> list[str]:
    """Return who brought each message."""
    return [each.client_id for each in fake.published]


async def test_a_courier_brings_it_with_its_expiry() -> None:
    """Once, at QoS 0, never retained, and leaves no session behind."""
    async with FakeMqtt().running() as fake, running(fake) as line:
        await line.order()
        expected = published(COURIER, expires=5)
        assert fake.published == [expected]
        assert fake.seen == [(US, False), (COURIER, True)]
        assert line.connections == 1


async def test_one_after_the_other() -> None:
    """Two couriers at once would throw each other out: they have one name."""
    async with FakeMqtt().running() as fake, running(fake) as line:
        await asyncio.gather(*(line.order() for _ in range(5)))
        assert way(fake) == [COURIER] * 5


async def test_too_many_at_once_say_nothing_of_the_broker() -> None:
    """Who waits for too long is not sent at all, and the next one has its expiry again."""
    async with FakeMqtt().running() as fake, running(fake, connect_seconds=SHORT) as line:
        async with line.transport._courier._lock:
            with pytest.raises(NotConnected):
                await line.order()
        assert fake.published == []
        line.transport._courier._connect_seconds = AMPLE
        await line.order()
        assert fake.published == [published(COURIER, expires=5)]


REFUSALS = [
    Manners(connack=1, old_shape=True),
    Manners(connack=5, old_shape=True),
    Manners(connack=132),
    Manners(connack=133),
    Manners(connack=135),
    Manners(connack=151),
    Manners(connack=None),
]


@pytest.mark.parametrize("manners", REFUSALS)
async def test_a_broker_without_mqtt_5_gets_it_from_us(manners: Manners) -> None:
    """At QoS 0 all the same, and is not asked again until we are connected anew."""
    async with FakeMqtt(for_couriers(manners)).running() as fake, running(fake) as line:
        await line.order()
        await line.order()
        expected = published(US, expires=None)
        assert fake.published == [expected] * 2
        assert [client_id for client_id, _ in fake.seen].count(COURIER) == 1
        fake.manners = lambda *_: Manners()
        fake.hang_up()
        await line.until(2)
        await line.order()
        assert way(fake) == [US, US, COURIER]


async def test_a_broker_that_says_nothing_to_couriers() -> None:
    """After a while it is brought by us: our own connection proves that it lives."""
    silent = for_couriers(Manners(silent=True))
    async with FakeMqtt(silent).running() as fake, running(fake, connect_seconds=SHORT) as line:
        await line.order()
        assert way(fake) == [US]


async def test_a_line_that_is_dead_is_given_nothing() -> None:
    """It would hold it up, and bring it when it lives again: nothing was sent, and we say so."""

    def dead(client_id: str, clean: bool) -> Manners:
        return Manners(connack=132) if client_id == COURIER else Manners(pings_answered=0)

    async with FakeMqtt(dead).running() as fake, running(fake, confirm_seconds=SHORT) as line:
        with pytest.raises(NotConnected):
            await line.order()
        assert fake.published == []


async def test_a_courier_that_does_not_return() -> None:
    """It may have been read: that is an error of its own, and nothing is sent again."""
    mute = for_couriers(Manners(pings_answered=0))
    async with FakeMqtt(mute).running() as fake, running(fake, confirm_seconds=SHORT) as line:
        with pytest.raises(BrokerError):
            await line.order()
        assert way(fake) == [COURIER]
        assert line.connections == 1


async def test_a_connection_that_dies_with_it_is_broken_off() -> None:
    """What the system still holds of it is not sent when the line lives again."""

    def mute(client_id: str, clean: bool) -> Manners:
        # The first answer says that the line lives, the second one would be to the message.
        return Manners(connack=132) if client_id == COURIER else Manners(pings_answered=1)

    async with FakeMqtt(mute).running() as fake, running(fake, confirm_seconds=2) as line:
        with pytest.raises(BrokerError):
            await line.order()
        await line.until(2)
        assert way(fake) == [US]


async def test_what_is_too_large_is_not_sent() -> None:
    """The broker would end the connection that brings it."""
    small = for_couriers(Manners(largest=200))
    async with FakeMqtt(small).running() as fake, running(fake) as line:
        await line.order(b"x" * 100)
        with pytest.raises(MessageTooLarge):
            await line.order(b"x" * 200)
        assert way(fake) == [COURIER]
        assert line.connections == 1


async def test_a_broker_with_one_connection_for_each_user() -> None:
    """It throws us out for the courier: after the second time there is none any more."""
    jealous = for_couriers(Manners(throws_out_others=True))
    async with FakeMqtt(jealous).running() as fake, running(fake) as line:
        for number in (1, 2):
            await line.order()
            await line.until(number + 1)
        await line.order()
        await line.order()
        assert way(fake) == [COURIER, COURIER, US, US]
        assert line.connections == 3


async def test_without_a_connection_nothing_is_sent() -> None:
    """And nothing waits for one."""
    async with FakeMqtt().running() as fake:
        async with running(fake) as line:
            pass
        with pytest.raises(NotConnected):
            await line.order()
        async with running(fake):
            pass
        assert fake.published == []
