"""What the broker kept while we were away, and what it delivers before it confirms anything."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import json
from pathlib import Path
import time
from typing import Any

import aiomqtt
import pytest

from custom_components.dji_dock.cloud_api import (
    BrokerSettings,
    CloudServer,
    HmsReport,
    MqttTransport,
)
from tests.lab.stack.fake_mqtt import FakeMqtt, Manners
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.mqtt_proxy import MqttProxy
from tests.lab.stack.proxy import Weather

from .wire import DOCK, SETTINGS, Storage

pytestmark = pytest.mark.usefixtures("socket_enabled")

KEPT: tuple[tuple[str, str, Any], ...] = (
    ("requests", "config", {"config_type": "json", "config_scope": "product"}),
    ("requests", "storage_config_get", {"module": 0}),
    ("requests", "airport_bind_status", {"devices": [{"sn": DOCK}]}),
    ("requests", "flight_areas_get", {}),
    ("events", "hms", {"list": []}),
    ("events", "release_terminal_control_area", {}),
    ("status", "update_topo", {"domain": 3, "type": 3, "sub_type": 0, "sub_devices": []}),
)
"""What a dock says while nobody is there: topic, method and data."""


def message(method: str, data: Any) -> bytes:
    """Return what a dock says; the method is the id of the exchange, too."""
    return json.dumps(
        {
            "tid": method,
            "bid": method,
            "method": method,
            "gateway": DOCK,
            "timestamp": time.time_ns() // 1_000_000,
            "need_reply": 1,
            "data": data,
        }
    ).encode()


def topic(kind: str) -> str:
    """Return where a dock says it."""
    return f"{'sys' if kind == 'status' else 'thing'}/product/{DOCK}/{kind}"


@asynccontextmanager
async def serving(settings: BrokerSettings) -> AsyncGenerator[CloudServer]:
    """Run a cloud server that knows the dock."""

    async def save() -> None:
        """Have nothing to save."""

    server = CloudServer(MqttTransport(settings), SETTINGS, save)
    server.fleet.update(DOCK, accepted=True)
    server.media_storage = Storage()
    server.listeners.add(HmsReport, lambda _: None)
    run = asyncio.create_task(server.run())
    try:
        yield server
    finally:
        await server.finish()
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)


async def connected(server: CloudServer) -> None:
    """Wait until a server is connected."""
    async with asyncio.timeout(30):
        while not server.connected:
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("latency", [0.0, 0.2])
async def test_what_the_broker_kept_is_answered(mosquitto: Mosquitto, latency: float) -> None:
    """The broker delivers it before it confirms the subscriptions: each gets its answer."""
    proxy = MqttProxy(mosquitto.port)
    async with proxy.running():
        settings = BrokerSettings(
            host="127.0.0.1",
            port=proxy.port,
            username=mosquitto.username,
            password=mosquitto.password,
            client_id="test-session",
        )
        async with serving(settings) as server:
            await connected(server)
        async with aiomqtt.Client(
            "127.0.0.1", mosquitto.port, username=mosquitto.username, password=mosquitto.password
        ) as dock:
            await dock.subscribe("+/product/+/+", qos=1)
            for kind, method, data in KEPT:
                await dock.publish(topic(kind), message(method, data), qos=1)
            proxy.weather = Weather(latency=latency)
            answered: dict[str, Any] = {}
            async with serving(settings) as server, asyncio.timeout(30):
                async for heard in dock.messages:
                    assert isinstance(heard.payload, bytes)
                    if heard.topic.value.endswith("_reply"):
                        reply = json.loads(heard.payload)
                        answered[reply["tid"]] = reply["data"]
                    if len(answered) == len(KEPT):
                        break
                assert server.dropped == {}
    assert set(answered) == {method for _, method, _ in KEPT}
    assert answered["storage_config_get"]["output"]["object_key_prefix"] == f"dji_dock/media/{DOCK}"
    assert answered["config"]["app_id"] == "123456"


@pytest.mark.broker
async def test_telemetry_that_the_broker_kept_is_no_sign_of_life(tmp_path: Path) -> None:
    """Of a dock that went away while nobody was there; what it says now is one."""
    broker = Mosquitto(tmp_path / "mosquitto", keeps_qos0=True)
    broker.start()
    settings = BrokerSettings(
        host="127.0.0.1",
        port=broker.port,
        username=broker.username,
        password=broker.password,
        client_id="test-session",
    )

    def osd(ago: float) -> bytes:
        sent_at = int((time.time() - ago) * 1000)
        return json.dumps({"timestamp": sent_at, "data": {"cover_state": 0}}).encode()

    def online(server: CloudServer, serial: str) -> bool:
        dock = server.fleet.get(serial)
        return dock is not None and dock.online

    async def until_online(server: CloudServer, serial: str) -> None:
        async with asyncio.timeout(30):
            while not online(server, serial):
                await asyncio.sleep(0.02)

    try:
        async with serving(settings) as server:
            await connected(server)
        async with aiomqtt.Client(
            "127.0.0.1", broker.port, username=broker.username, password=broker.password
        ) as dock:
            for ago in range(130, 120, -2):
                await dock.publish(topic("osd"), osd(ago))
            # What comes behind it shows that it has arrived.
            await dock.publish("thing/product/8UUXN0000000A2/osd", osd(0))
            async with serving(settings) as server:
                await until_online(server, "8UUXN0000000A2")
                assert server.dropped == {"stale": 5}
                assert not online(server, DOCK)
                await dock.publish(topic("osd"), osd(0))
                await until_online(server, DOCK)
    finally:
        broker.stop()


async def test_before_the_subscription_is_confirmed_docks_are_answered() -> None:
    """Also where that takes its time; commands wait, since their replies could pass us by."""
    kept = tuple((topic(kind), message(method, data)) for kind, method, data in KEPT)
    fake = FakeMqtt(lambda *_: Manners(session_present=True, granted=None, kept=kept))
    async with (
        fake.running(),
        serving(
            BrokerSettings(host="127.0.0.1", port=fake.port, client_id="test-session")
        ) as server,
        asyncio.timeout(30),
    ):
        while len(fake.published) < len(KEPT):
            await asyncio.sleep(0.02)
        assert not server.connected
    assert {each.topic for each in fake.published} == {
        f"{topic(kind)}_reply" for kind, _, _ in KEPT
    }
