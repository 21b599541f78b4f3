"""The proxies do to real servers what they are told, and nothing when they are told nothing."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import aiomqtt
import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
import pytest

from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.mqtt_proxy import Meddling, MqttProxy
from tests.lab.stack.proxy import Proxy, Weather
from tests.lab.stack.s3 import Store
from tests.lab.stack.s3_proxy import Passed, S3Proxy, Trouble

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

pytestmark = pytest.mark.usefixtures("socket_enabled")

TOPIC = "chaos/test"


@asynccontextmanager
async def client(broker: Mosquitto, port: int) -> AsyncGenerator[aiomqtt.Client]:
    """Connect, and subscribe."""
    async with aiomqtt.Client(
        "127.0.0.1", port, username=broker.username, password=broker.password, timeout=5
    ) as connected:
        await connected.subscribe(TOPIC, qos=1)
        yield connected


async def heard(listener: aiomqtt.Client, seconds: float = 1.0) -> list[str]:
    """Return what comes within a time."""
    found: list[str] = []
    try:
        async with asyncio.timeout(seconds):
            async for message in listener.messages:
                assert isinstance(message.payload, bytes)
                found += [message.payload.decode()]
    except TimeoutError:
        return found
    return found


@pytest.mark.parametrize(
    ("meddling", "expected"),
    [
        (Meddling(), ["0", "1", "2"]),
        (Meddling(drop_up=1), []),
        (Meddling(double_up=1), ["0", "0", "1", "1", "2", "2"]),
    ],
)
async def test_what_a_client_publishes(
    mosquitto: Mosquitto, meddling: Meddling, expected: list[str]
) -> None:
    """Is lost or doubled, and the client is content in any case."""
    proxy = MqttProxy(mosquitto.port)
    proxy.meddling = meddling
    async with (
        proxy.running(),
        client(mosquitto, mosquitto.port) as listener,
        client(mosquitto, proxy.port) as sender,
    ):
        for number in range(3):
            await sender.publish(TOPIC, str(number), qos=1)
        assert await heard(listener) == expected


async def test_what_comes_too_late_is_overtaken(mosquitto: Mosquitto) -> None:
    """And all of it comes."""
    proxy = MqttProxy(mosquitto.port, seed=1)
    async with (
        proxy.running(),
        client(mosquitto, mosquitto.port) as listener,
        client(mosquitto, proxy.port) as sender,
    ):
        proxy.meddling = Meddling(late_up=0.5, late_by=0.5)
        # Each waits for its acknowledgement, so only what is sent together can be overtaken.
        async with asyncio.TaskGroup() as group:
            for number in range(8):
                group.create_task(sender.publish(TOPIC, str(number), qos=1))
        found = await heard(listener)
    assert sorted(found) == [str(number) for number in range(8)]
    assert found != sorted(found)


async def test_what_a_client_is_sent(mosquitto: Mosquitto) -> None:
    """Is lost, but not for who listens at the proxy."""
    seen: list[tuple[str, bytes]] = []
    proxy = MqttProxy(mosquitto.port, heard=lambda *message: seen.append(message))
    async with (
        proxy.running(),
        client(mosquitto, proxy.port) as listener,
        client(mosquitto, mosquitto.port) as sender,
    ):
        proxy.meddling = Meddling(drop_down=1)
        # More than a broker sends without an acknowledgement.
        for number in range(30):
            await sender.publish(TOPIC, str(number), qos=1)
        assert await heard(listener) == []
        proxy.heal()
        await sender.publish(TOPIC, "again", qos=1)
        assert await heard(listener) == ["again"]
    assert len(seen) == 31


async def test_bad_weather_is_slow_and_a_dead_line_is_silent(mosquitto: Mosquitto) -> None:
    """Nothing gets lost."""
    proxy = Proxy(mosquitto.port)
    async with (
        proxy.running(),
        client(mosquitto, mosquitto.port) as listener,
        client(mosquitto, proxy.port) as sender,
    ):
        proxy.weather = Weather(delay=0.3)
        began = time.monotonic()
        await sender.publish(TOPIC, "slow", qos=1)
        assert time.monotonic() - began > 0.5
        proxy.stall()
        await sender.publish(TOPIC, "silent", qos=0)
        assert await heard(listener, 0.5) == ["slow"]
        proxy.heal()
        assert await heard(listener, 0.5) == ["silent"]


@pytest.fixture
def way(store: Store) -> S3Proxy:
    """Return a proxy before the store."""
    parts = urlsplit(store.endpoint)
    if parts.hostname != "127.0.0.1" or parts.port is None:
        pytest.skip("needs a store of this machine")
    return S3Proxy(parts.port)


def s3(store: Store, way: S3Proxy) -> S3Client:
    """Return a client that goes this way, and does not try again."""
    return boto3.session.Session().client(
        "s3",
        endpoint_url=f"http://127.0.0.1:{way.port}",
        region_name=store.region,
        aws_access_key_id=store.access_key,
        aws_secret_access_key=store.secret_key,
        config=Config(
            s3={"addressing_style": "path"},
            read_timeout=5,
            retries={"total_max_attempts": 1},
            request_checksum_calculation="when_required",
        ),
    )


def put(store: Store, way: S3Proxy, key: str) -> None:
    """Store something."""
    s3(store, way).put_object(Bucket=store.bucket, Key=key, Body=b"x" * 200_000)


async def test_a_store_that_is_well(store: Store, way: S3Proxy) -> None:
    """Gets all of it, and who watches sees with which key."""
    seen: list[Passed] = []
    way._passed = seen.append
    async with way.running():
        await asyncio.to_thread(put, store, way, "chaos/well")
        answer = await asyncio.to_thread(
            s3(store, way).list_objects_v2, Bucket=store.bucket, Prefix="chaos/well"
        )
    assert [entry.get("Size") for entry in answer["Contents"]] == [200_000]
    assert [one.method for one in seen] == ["PUT", "GET"]
    assert {one.access_key for one in seen} == {store.access_key}


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (Trouble.UNAVAILABLE, "ServiceUnavailable"),
        (Trouble.SLOW_DOWN, "SlowDown"),
        (Trouble.REVOKED, "InvalidAccessKeyId"),
        (Trouble.EXPIRED, "ExpiredToken"),
    ],
)
async def test_a_store_that_refuses(
    store: Store, way: S3Proxy, trouble: Trouble, code: str
) -> None:
    """Says why, and stores nothing; afterwards everything works."""
    key = f"chaos/{code}"
    way.trouble = trouble
    async with way.running():
        with pytest.raises(ClientError) as raised:
            await asyncio.to_thread(put, store, way, key)
        assert raised.value.response["Error"]["Code"] == code
        assert await asyncio.to_thread(store.keys, key) == []
        way.heal()
        await asyncio.to_thread(put, store, way, key)
    assert await asyncio.to_thread(store.keys, key) == [key]
    assert way.refused == 1


async def test_a_store_whose_answer_is_lost(store: Store, way: S3Proxy) -> None:
    """Has what it was sent."""
    way.trouble = Trouble.MUTE
    async with way.running():
        with pytest.raises(BotoCoreError):
            await asyncio.to_thread(put, store, way, "chaos/mute")
    assert await asyncio.to_thread(store.keys, "chaos/mute") == ["chaos/mute"]
