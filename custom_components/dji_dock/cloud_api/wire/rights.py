"""What the access rules of a broker let us do: many accept every subscription, and stay mute.

Messages on topics of a device that cannot be one show it. Only brokers that speak MQTT 5 say that
they throw away what they were sent.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

import aiomqtt

from ..errors import BrokerUnreachable
from . import topics
from .connection import OPERATION_TIMEOUT, BrokerSettings, connection, subscribe
from .mqtt_client import MqttClient
from .topics import Address, Kind

PROBE = "dji_dock.check"
"""In place of a serial number, of which no dot is a part: whoever listens for docks drops it."""

ECHO_SECONDS = 3.0
"""For what we said ourselves to come back."""

_MESSAGE = b"{}"
_READ = tuple(topic for topic, _ in topics.SUBSCRIPTIONS)
_WRITTEN = (
    topics.command("+", "any"),
    topics.command("+", topics.PROPERTY_SET),
    *(topics.reply_to(Address(kind, "+")) for kind in (Kind.EVENTS, Kind.REQUESTS, Kind.STATUS)),
)


@dataclass(frozen=True, slots=True)
class BrokerRights:
    """What lacks, as topics with a plus in place of the serial number."""

    unread: tuple[str, ...]
    """What we said there did not come back."""
    unwritten: tuple[str, ...]
    untried: tuple[str, ...]
    """Topics of docks on which we may say nothing ourselves: whether we may read them nobody can see."""


async def check_rights(
    settings: BrokerSettings, timeout: float = 15, echo: float = ECHO_SECONDS
) -> BrokerRights:
    """Try every right that a cloud server needs, and leave no session behind.

    Raises:
        BrokerError: a subclass that names the reason, BrokerProtocolRefused without MQTT 5.

    """
    expected, heard, complete = set[str](), set[str](), asyncio.Event()

    def receive(topic: str, payload: bytes, retain: bool) -> None:
        heard.add(topic)
        complete.set()

    try:
        async with (
            asyncio.timeout(timeout),
            connection(settings, clean=True, expiring=True, receive=receive) as client,
        ):
            await subscribe(client)
            untried = await _refused(client, _READ)
            expected = {_probe(topic) for topic in _READ if topic not in untried}
            unwritten = await _refused(client, _WRITTEN)
            with suppress(TimeoutError):
                async with asyncio.timeout(echo):
                    while expected - heard:
                        complete.clear()
                        await complete.wait()
    except TimeoutError as err:
        raise BrokerUnreachable("no answer") from err
    unread = tuple(topic for topic in _READ if _probe(topic) in expected - heard)
    return BrokerRights(unread, unwritten, untried)


def is_probe(topic: str) -> bool:
    """Return whether a topic is one of those with which somebody tries his rights."""
    return f"/{PROBE}/" in topic


def _probe(topic: str) -> str:
    return topic.replace("+", PROBE)


async def _refused(client: MqttClient, tried: Iterable[str]) -> tuple[str, ...]:
    """Return the topics on which the broker does not let us say anything."""
    refused: list[str] = []
    for topic in tried:
        before = client.refused
        try:
            await client.publish(_probe(topic), _MESSAGE, qos=1, timeout=OPERATION_TIMEOUT)
        except aiomqtt.MqttError as err:
            raise BrokerUnreachable(str(err)) from err
        if client.refused > before:
            refused.append(topic)
    return tuple(refused)
