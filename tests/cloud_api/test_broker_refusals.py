"""Each way in which a broker does not serve us has its own name, as soon as it is known."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import gc

import pytest

from custom_components.dji_dock.cloud_api import (
    BrokerAuthFailed,
    BrokerClientIdRefused,
    BrokerClosedOnSubscribe,
    BrokerError,
    BrokerIgnoresSubscribe,
    BrokerProtocolRefused,
    BrokerQosRefused,
    BrokerSessionUnusable,
    BrokerSettings,
    BrokerTakenOver,
    BrokerUnavailable,
    BrokerUnreachable,
    MqttTransport,
    check_broker,
)
from custom_components.dji_dock.cloud_api.wire.transport import Backoff
from tests.lab.stack.fake_mqtt import FakeMqtt, Manners

pytestmark = pytest.mark.usefixtures("socket_enabled")

CLIENT_ID = "test-session"
QUICK = Backoff(first=0.01, limit=0.02)
PATIENT = Backoff(first=0.01, limit=30)
"""Quick at first, and with connections that count as lasting only after a minute."""


def settings(fake: FakeMqtt) -> BrokerSettings:
    """Return how to reach the fake."""
    return BrokerSettings(host="127.0.0.1", port=fake.port, client_id=CLIENT_ID)


REFUSALS: list[tuple[Manners, type[BrokerError]]] = [
    (Manners(connack=1), BrokerProtocolRefused),
    (Manners(connack=2), BrokerClientIdRefused),
    (Manners(connack=3), BrokerUnavailable),
    (Manners(connack=4), BrokerAuthFailed),
    (Manners(connack=5), BrokerAuthFailed),
    (Manners(connack=77), BrokerUnreachable),
    (Manners(connack=None), BrokerUnreachable),
    (Manners(closes_after_connack=True), BrokerClosedOnSubscribe),
    (Manners(closes_on_subscribe=True), BrokerClosedOnSubscribe),
    (Manners(granted=0), BrokerQosRefused),
]


@pytest.mark.parametrize(("manners", "error"), REFUSALS)
async def test_refusals(
    manners: Manners, error: type[BrokerError], caplog: pytest.LogCaptureFixture
) -> None:
    """Told as soon as the connection is gone: the time allowed is never waited for."""
    async with FakeMqtt(lambda *_: manners).running() as fake:
        with pytest.raises(BrokerError) as failure:
            # Far more than a test may take.
            await check_broker(settings(fake), timeout=3600)
        assert isinstance(failure.value, error)
        assert failure.value.reason == error.reason
    gc.collect()
    await asyncio.sleep(0)
    assert "never retrieved" not in caplog.text


async def test_a_subscription_that_is_never_confirmed(caplog: pytest.LogCaptureFixture) -> None:
    """A broker that is silent is not one that is not there."""
    async with FakeMqtt(lambda *_: Manners(granted=None)).running() as fake:
        with pytest.raises(BrokerIgnoresSubscribe):
            await check_broker(settings(fake), timeout=0.5)
    gc.collect()
    await asyncio.sleep(0)
    assert "never retrieved" not in caplog.text


class Connections:
    """What a transport reports of its connections."""

    def __init__(self) -> None:
        """Start empty."""
        self.reasons: list[BrokerError | None] = []
        self._changed = asyncio.Event()

    def changed(self, connected: bool, reason: BrokerError | None) -> None:
        """Note a change."""
        assert connected is (reason is None)
        self.reasons.append(reason)
        self._changed.set()

    async def until(self, kind: type[BrokerError] | None) -> None:
        """Wait for a reason, None for a connection."""
        async with asyncio.timeout(60):
            while not any(
                reason is None if kind is None else isinstance(reason, kind)
                for reason in self.reasons
            ):
                self._changed.clear()
                await self._changed.wait()


@asynccontextmanager
async def running(fake: FakeMqtt, backoff: Backoff = QUICK) -> AsyncGenerator[Connections]:
    """Run a transport."""
    connections = Connections()
    transport = MqttTransport(settings(fake), backoff)
    run = asyncio.create_task(transport.run(lambda *_: None, connections.changed))
    try:
        yield connections
    finally:
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)


@pytest.mark.parametrize(("manners", "error"), REFUSALS)
async def test_refusals_of_a_running_server(manners: Manners, error: type[BrokerError]) -> None:
    """The reason is the same as in the form."""
    async with FakeMqtt(lambda *_: manners).running() as fake, running(fake) as connections:
        await connections.until(error)


@pytest.mark.parametrize(
    "broken",
    [
        Manners(connack=None),
        Manners(connack=3),
        Manners(session_present=True, closes_after_connack=True),
        Manners(session_present=True, closes_on_subscribe=True),
    ],
)
async def test_a_session_that_cannot_be_resumed_begins_anew(broken: Manners) -> None:
    """After a few attempts, and only where others are served; then all is well."""
    ended = False

    def manners(client_id: str, clean: bool) -> Manners:
        nonlocal ended
        ended = ended or (client_id == CLIENT_ID and clean)
        return broken if client_id == CLIENT_ID and not ended else Manners()

    async with FakeMqtt(manners).running() as fake, running(fake) as connections:
        await connections.until(BrokerSessionUnusable)
        await connections.until(None)
    assert connections.reasons[-1] is None
    attempts = [clean for client_id, clean in fake.seen if client_id == CLIENT_ID]
    assert attempts == [False, False, False, True, False]


async def test_a_broker_that_serves_nobody_keeps_the_session() -> None:
    """It may be back with all that it kept."""
    silent = Manners(closes_after_connack=True)
    async with FakeMqtt(lambda *_: silent).running() as fake, running(fake):
        async with asyncio.timeout(60):
            while len(fake.seen) < 12:
                await asyncio.sleep(0.01)
    assert not any(clean for client_id, clean in fake.seen if client_id == CLIENT_ID)


async def test_a_session_that_is_delivered_is_resumed() -> None:
    """A broker that hands out what it kept, and fails on the way, is on the way."""
    kept = (("thing/product/DOCK1/events", b"{}"),)
    breaks = Manners(session_present=True, closes_after_connack=True, kept=kept)

    def manners(client_id: str, clean: bool) -> Manners:
        return breaks if client_id == CLIENT_ID else Manners()

    async with FakeMqtt(manners).running() as fake, running(fake):
        async with asyncio.timeout(60):
            while len(fake.seen) < 8:
                await asyncio.sleep(0.01)
    assert {client_id for client_id, _ in fake.seen} == {CLIENT_ID}
    assert not any(clean for _, clean in fake.seen)


async def test_connections_that_are_taken_over() -> None:
    """Ended as soon as they are made, again and again: somebody else uses the client id."""
    thrown_out = Manners(closes_after_suback=True)
    async with (
        FakeMqtt(lambda *_: thrown_out).running() as fake,
        running(fake, PATIENT) as connections,
    ):
        await connections.until(BrokerTakenOver)
    kinds = [type(reason).__name__ for reason in connections.reasons if reason]
    assert kinds == ["BrokerLost"] * 3 + ["BrokerTakenOver"]
