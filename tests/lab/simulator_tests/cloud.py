"""A cloud of a few lines: answers docks, commands them, and remembers what they said."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
import json
from types import TracebackType
from typing import Any, Self
import uuid

import aiomqtt

from tests.lab.simulator import DockProfile, Module
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import Store

CODE = "7KQ2MXP4"
ORGANIZATION = "roof"


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of a dock; `message` is None if it is no JSON object."""

    topic: str
    payload: bytes
    message: dict[str, Any] | None

    @property
    def kind(self) -> str:
        """What stands after the serial."""
        return self.topic.split("/", 3)[3]

    @property
    def serial(self) -> str:
        """Whose topic it was."""
        return self.topic.split("/")[2]


@dataclass
class Cloud:
    """Knows one binding code and one organization."""

    mosquitto: Mosquitto
    answers: bool = True
    acknowledges: bool = True
    licence: str = "licence"
    storage: dict[str, Any] | None = None
    """Output of the answer to `storage_config_get`; None refuses."""
    bound: set[str] = field(default_factory=set)
    heard: list[Heard] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        """Connect."""
        self._client = aiomqtt.Client(
            "127.0.0.1",
            self.mosquitto.port,
            username=self.mosquitto.username,
            password=self.mosquitto.password,
        )
        await self._client.__aenter__()
        await self._client.subscribe([("thing/product/#", 1), ("sys/product/#", 1)])
        self._task = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Disconnect."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        await self._client.__aexit__(kind, error, traceback)

    async def publish(self, topic: str, message: object) -> None:
        """Publish JSON."""
        await self._client.publish(topic, json.dumps(message), qos=1)

    async def send(
        self, serial: str, method: str, data: object, bid: str = "", kind: str = "services"
    ) -> str:
        """Command a dock; return the tid."""
        tid = str(uuid.uuid4())
        message = {"tid": tid, "bid": bid or tid, "timestamp": 1, "method": method, "data": data}
        await self.publish(f"thing/product/{serial}/{kind}", message)
        return tid

    async def command(
        self, serial: str, method: str, data: object, bid: str = "", kind: str = "services"
    ) -> dict[str, Any]:
        """Command a dock and return the data of its reply."""
        tid = await self.send(serial, method, data, bid, kind)
        reply = await self.until(
            lambda heard: heard.kind == f"{kind}_reply" and (heard.message or {}).get("tid") == tid
        )
        return dict((reply.message or {})["data"])

    async def until(self, wanted: Callable[[Heard], bool], timeout: float = 40) -> Heard:
        """Wait for a message, also one from before."""
        seen = 0
        async with asyncio.timeout(timeout):
            while True:
                for heard in self.heard[seen:]:
                    if wanted(heard):
                        return heard
                    seen += 1
                await asyncio.sleep(0.01)

    async def holds(self, condition: Callable[[], object], timeout: float = 90) -> None:
        """Wait until something holds of all that was heard."""
        async with asyncio.timeout(timeout):
            while not condition():
                await asyncio.sleep(0.01)

    def of(self, kind: str, serial: str = "") -> Iterator[dict[str, Any]]:
        """Return the messages of a kind that are JSON objects."""
        for heard in self.heard:
            wanted = heard.kind == kind and serial in {"", heard.serial}
            if wanted and heard.message is not None:
                yield heard.message

    def requests(self, method: str) -> list[dict[str, Any]]:
        """Return the requests with a method."""
        return [message for message in self.of("requests") if message["method"] == method]

    def sessions(self) -> int:
        """Return how often a dock began to ask, which outlasts the moment without a connection."""
        return len({message["bid"] for message in self.requests("config")})

    def progress(self) -> list[dict[str, Any]]:
        """Return the messages that tell the progress of an upload."""
        return [
            message
            for message in self.of("events")
            if message.get("method") == "fileupload_progress"
            and isinstance(message.get("data"), dict)
            and isinstance(message["data"].get("output"), dict)
        ]

    def statuses(self, module: Module) -> list[str]:
        """Return the statuses of a module in the order heard, repetitions left out."""
        found: list[str] = []
        for message in self.progress():
            for entry in message["data"]["output"]["ext"]["files"]:
                status = entry["progress"]["status"]
                if entry["module"] == module and found[-1:] != [status]:
                    found.append(status)
        return found

    def ends(self) -> list[str]:
        """Return the final job statuses heard."""
        statuses = [message["data"]["output"]["status"] for message in self.progress()]
        return [status for status in statuses if status in {"ok", "failed", "canceled"}]

    async def _run(self) -> None:
        async for received in self._client.messages:
            payload = received.payload
            assert isinstance(payload, bytes)
            try:
                message = json.loads(payload)
            except ValueError, RecursionError:
                message = None
            message = message if isinstance(message, dict) else None
            heard = Heard(str(received.topic), payload, message)
            self.heard.append(heard)
            if message and (answer := self._answer(heard, message)):
                kind, data = answer
                ids = {name: message.get(name) for name in ("tid", "bid", "method")}
                await self.publish(
                    heard.topic.removesuffix(heard.kind) + kind,
                    {**ids, "timestamp": 1, "data": data},
                )

    def _answer(self, heard: Heard, message: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
        if heard.kind == "requests" and self.answers:
            return "requests_reply", self._request(message["method"], message["data"])
        if heard.kind == "status" and self.answers:
            return "status_reply", {"result": 0}
        if message.get("need_reply") == 1 and self.acknowledges:
            return f"{heard.kind}_reply", {"result": 0}
        return None

    def _request(self, method: str, data: dict[str, Any]) -> dict[str, Any]:
        match method:
            case "config":
                return {
                    "app_id": "1",
                    "app_key": "key",
                    "app_license": self.licence,
                    "ntp_server_host": "192.0.2.1",
                    "ntp_server_port": 123,
                }
            case "airport_bind_status":
                entries = [
                    {
                        "sn": device["sn"],
                        "is_device_bind_organization": device["sn"] in self.bound,
                        "organization_id": "",
                        "organization_name": "",
                        "device_callsign": "",
                    }
                    for device in data["devices"]
                ]
                return {"result": 0, "output": {"bind_status": entries}}
            case "airport_organization_get":
                if data["device_binding_code"] != CODE:
                    return {"result": 210229}
                return {"result": 0, "output": {"organization_name": "Home"}}
            case "airport_organization_bind":
                devices = [device["sn"] for device in data["bind_devices"]]
                self.bound.update(devices)
                infos = [{"sn": serial, "err_code": 0} for serial in devices]
                return {"result": 0, "output": {"err_infos": infos}}
            case "storage_config_get" if self.storage:
                return {"result": 0, "output": self.storage}
        return {"result": 325001}


def storage_of(store: Store, **changes: Any) -> dict[str, Any]:
    """Return the output of an answer to `storage_config_get`."""
    return {
        "bucket": store.bucket,
        "region": store.region,
        "endpoint": store.endpoint,
        "provider": "minio",
        "object_key_prefix": "simulator/media",
        "credentials": {
            "access_key_id": store.access_key,
            "access_key_secret": store.secret_key,
            "security_token": "",
            "expire": 3600,
        },
        **changes,
    }


def start_data(store: Store, profile: DockProfile, **modules: list[int]) -> dict[str, Any]:
    """Return the data of `fileupload_start` for boot indexes of `dock` and `aircraft`."""
    return {
        "bucket": store.bucket,
        "region": store.region,
        "endpoint": store.endpoint,
        "provider": "minio",
        "credentials": {
            "access_key_id": store.access_key,
            "access_key_secret": store.secret_key,
            "security_token": "",
            "expire": 1_900_000_000_000,
        },
        "params": {
            "files": [
                {
                    "module": str(Module[name.upper()]),
                    "object_key": f"simulator/{profile.serial}/{name}.tar",
                    "list": [{"boot_index": index} for index in indexes],
                }
                for name, indexes in modules.items()
            ]
        },
    }
