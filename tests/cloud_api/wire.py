"""A connection in memory: what a dock says goes in, what the server answers is written down."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
import json
import time
from typing import Any

from custom_components.dji_dock.cloud_api import (
    CloudServer,
    CloudSettings,
    NotConnected,
    StorageRefused,
    StorageTarget,
)
from custom_components.dji_dock.cloud_api.wire.connection import Receive
from custom_components.dji_dock.cloud_api.wire.transport import ConnectionListener

DOCK = "8UUXN0000000A1"
AIRCRAFT = "1581F0000000B2"

SETTINGS = CloudSettings(
    app_id="123456",
    app_key="app-key",
    app_license="app-license",
    organization_id="roof",
    organization_name="Home",
    binding_code="7KQ2MXP4",
)


class MemoryTransport:
    """A Transport without a broker."""

    def __init__(self) -> None:
        """Start connected, with nothing published."""
        self.connected = True
        self.published: list[tuple[str, dict[str, Any]]] = []
        self.expires: list[int] = []
        """Seconds given to each message that was published once."""
        self.fail: Exception | None = None
        self.paused = False
        self.resumed = False
        self._changed = asyncio.Event()

    async def run(self, receive: Receive, listener: ConnectionListener) -> None:
        """Stay connected until cancelled."""
        listener(True, None)
        await asyncio.Event().wait()

    def pause(self) -> None:
        """Write down that nothing more is to come."""
        self.paused = True

    async def publish(self, topic: str, payload: bytes) -> None:
        """Write down what is published."""
        if not self.connected:
            raise NotConnected
        self.published.append((topic, json.loads(payload)))
        self._changed.set()
        if self.fail:
            raise self.fail

    async def publish_once(self, topic: str, payload: bytes, *, expires: int) -> None:
        """Write down what is published, and after how many seconds it expires."""
        await self.publish(topic, payload)
        self.expires.append(expires)

    async def anything(self) -> None:
        """Return when something is published, or was and nobody looked."""
        await self._changed.wait()
        self._changed.clear()

    async def next(self, kind: str) -> dict[str, Any]:
        """Return and remove the first message published on a topic of this kind."""
        async with asyncio.timeout(20):
            while True:
                for index, (topic, message) in enumerate(self.published):
                    if topic.endswith(f"/{kind}"):
                        del self.published[index]
                        return message
                self._changed.clear()
                await self._changed.wait()


class Wire:
    """A cloud server on a connection in memory, and a dock's mouth."""

    def __init__(
        self, settings: CloudSettings = SETTINGS, clock: Callable[[], float] = lambda: 0.0
    ) -> None:
        """Build the server; saved() counts what it saved."""
        self.transport = MemoryTransport()
        self.saves = 0
        self.server = CloudServer(self.transport, settings, self._save, clock)

    async def _save(self) -> None:
        self.saves += 1

    def say(self, kind: str, method: str = "", data: object = None, **envelope: Any) -> None:
        """Let the dock say something; envelope fields can be overridden, `serial` is the topic's."""
        serial = envelope.pop("serial", DOCK)
        retain = envelope.pop("retain", False)
        root = "sys" if kind == "status" else "thing"
        message: dict[str, Any] = {
            "tid": "tid-1",
            "bid": "bid-1",
            "timestamp": time.time_ns() // 1_000_000,
            "gateway": serial,
            "data": data,
            **envelope,
        }
        if method:
            message["method"] = method
        self.raw(f"{root}/product/{serial}/{kind}", json.dumps(message).encode(), retain=retain)

    def raw(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Deliver bytes as they are."""
        self.server.receive(topic, payload, retain)

    def events[E](self, kind: type[E]) -> list[E]:
        """Return a list that grows with each event of a class."""
        events: list[E] = []
        self.server.listeners.add(kind, events.append)
        return events

    async def ask(self, method: str, data: object = None, **envelope: Any) -> dict[str, Any]:
        """Let the dock ask, and return the `data` of the answer."""
        self.say("requests", method, data, **envelope)
        answer: dict[str, Any] = (await self.transport.next("requests_reply"))["data"]
        return answer

    async def settle(self) -> list[tuple[str, dict[str, Any]]]:
        """Let all work finish, and return what was published."""
        for _ in range(20):
            await asyncio.sleep(0)
        return self.transport.published

    def accept(self, **fields: Any) -> None:
        """Make the dock one of ours."""
        self.server.fleet.update(DOCK, accepted=True, **fields)


def bind_data(code: str = "7KQ2MXP4", organization: str = "roof") -> dict[str, Any]:
    """Return what a dock with its aircraft sends to bind itself."""
    return {
        "bind_devices": [
            {
                "sn": serial, "device_binding_code": code, "organization_id": organization,
                "device_callsign": "Roof", "device_model_key": key,
            }
            for serial, key in ((DOCK, "3-3-0"), (AIRCRAFT, "0-100-1"))
        ]
    }  # fmt: skip


class Storage:
    """Hands out credentials, or not."""

    def __init__(self) -> None:
        """Start with some."""
        self.refusal = ""
        self.asked: list[str] = []

    async def async_target(self, dock: str) -> tuple[StorageTarget, str]:
        """Return where a dock uploads to."""
        self.asked.append(dock)
        if self.refusal:
            raise StorageRefused(self.refusal)
        target = StorageTarget(
            provider="minio",
            endpoint="http://192.0.2.10:9000",
            region="us-east-1",
            bucket="dji",
            access_key_id="id",
            access_key_secret="secret",
            security_token="token",
            expire_at=datetime.now(UTC) + timedelta(seconds=3600.5),
        )
        return target, f"dji_dock/media/{dock}"
