"""A manager of uploads with a real store; the dock speaks to the real server from memory."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
import json
import time
from typing import Any
from uuid import uuid4

from homeassistant.core import HomeAssistant

from custom_components.dji_dock.bucket import (
    Bucket,
)
from custom_components.dji_dock.cloud_api import (
    CloudServer,
    Module,
)
from custom_components.dji_dock.database import RecordTable
from custom_components.dji_dock.logs.manager import LogUploads
from custom_components.dji_dock.logs.models import LogUpload
from custom_components.dji_dock.logs.selection import LogSelection
from custom_components.dji_dock.logs.store import history_database
from custom_components.dji_dock.logs.watchdog import UploadTimings
from tests.bucket.servers import bucket_config
from tests.cloud_api.wire import AIRCRAFT, DOCK, SETTINGS, MemoryTransport
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import wait_until
from tests.lab.stack.s3 import Store

REPLY_TIMEOUT = 0.4
QUICK = UploadTimings(
    tick=0.05,
    stall_after=60,
    cancel_grace=0.4,
    cancel_give_up=60,
    object_grace=20,
    first_lookup=0.05,
    last_lookup=0.2,
    give_up_after=3600,
    recheck_for=30,
    busy_after=0.5,
)
HURRIED = replace(QUICK, object_grace=0.5)

type Answer = dict[str, Any] | None
"""The `data` of a reply, None for silence."""


class DockTransport(MemoryTransport):
    """A connection whose dock answers commands."""

    def __init__(self, on_command: Callable[[str, dict[str, Any]], None]) -> None:
        """Take who answers."""
        super().__init__()
        self._on_command = on_command

    async def publish(self, topic: str, payload: bytes) -> None:
        """Hand commands to the dock."""
        await super().publish(topic, payload)
        if topic.endswith("/services"):
            self._on_command(topic.split("/")[2], json.loads(payload))


class HastyServer(CloudServer):
    """The server, with less patience for docks that do not answer."""

    patience = REPLY_TIMEOUT

    async def request(
        self, dock: str, method: str, data: Any, timeout: float = 0, bid: str = ""
    ) -> dict[str, Any]:
        """Wait for a moment only."""
        return await super().request(dock, method, data, self.patience, bid)


def logs(module: str, *indexes: int, result: int = 0) -> dict[str, Any]:
    """Return what a module answers to fileupload_list."""
    return {
        "module": module,
        "device_sn": "",
        "result": result,
        "list": [
            {
                "boot_index": index,
                "start_time": 1779352083545 + index * 3_600_000,
                "end_ime": 1779352083545 + index * 3_600_000 + 3_000_000,
                "size": 1000,
            }
            for index in indexes
        ],
    }


LIST = {"result": 0, "files": [logs("0", 7, 6), logs("3", 12, 11)]}


class Rig:
    """A manager, its store, and a dock that answers as it is told."""

    def __init__(self, hass: HomeAssistant, store: Store) -> None:
        """Build the parts."""
        self.hass = hass
        self.store = store
        self.bucket = Bucket(bucket_config(store))
        self.commands: list[dict[str, Any]] = []
        self.answers: dict[str, Callable[[dict[str, Any]], Answer]] = {
            "fileupload_list": self.list_logs,
            "fileupload_start": lambda command: {"result": 0},
            "fileupload_update": lambda command: {"result": 0},
        }
        self.listed: dict[str, Any] = LIST
        self.events: list[tuple[str, str]] = []
        self.statuses: list[str] = []
        self.tasks: list[asyncio.Task[object]] = []
        self.manager: LogUploads
        self.server: HastyServer

    def connect(self) -> None:
        """Build a server, with a dock that is online."""
        self.transport = DockTransport(self._command)
        self.server = HastyServer(self.transport, SETTINGS, self._save, lambda: 0.0)
        for dock in (DOCK, "8UUXN0000000A2"):
            self.server.fleet.update(dock, accepted=True, online=True)
        self.say("osd", {"sub_device": {"device_sn": AIRCRAFT, "device_online_status": 1}})

    async def begin(self, timings: UploadTimings = QUICK) -> None:
        """Start a manager on what is on disk."""
        self.connect()
        manager = self.manager = LogUploads(
            self.hass, ENTRY_ID, self.server, self.bucket, self._spawn, timings
        )
        await manager.async_load()
        manager.registry.subscribe(self._changed)
        manager.start()

    async def kill(self) -> None:
        """Stop everything at once; nothing is saved any more."""
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        self.tasks.clear()
        await self.hass.async_add_executor_job(self.manager._database.close)

    async def restart(self, timings: UploadTimings = QUICK) -> None:
        """Kill everything and start again from the files."""
        await self.kill()
        await self.begin(timings)

    def _spawn(self, work: Coroutine[Any, Any, object], name: str) -> None:
        self.tasks.append(self.hass.loop.create_task(work, name=name))

    async def _save(self) -> None:
        """Docks are not saved here."""

    def _changed(self, upload: LogUpload, event_type: str | None) -> None:
        if event_type:
            self.events.append((event_type, upload.upload_id))
        if not self.statuses or self.statuses[-1] != upload.status:
            self.statuses.append(str(upload.status))

    def _command(self, dock: str, command: dict[str, Any]) -> None:
        self.commands.append(command)
        if (answer := self.answers[command["method"]](command)) is not None:
            self.hass.loop.call_soon(self.reply, dock, command, answer)

    def list_logs(self, command: dict[str, Any]) -> Answer:
        """Answer with the modules asked for."""
        asked = command["data"]["module_list"]
        files = [entry for entry in self.listed["files"] if entry["module"] in asked]
        return {**self.listed, "files": files}

    def reply(self, dock: str, command: dict[str, Any], data: dict[str, Any]) -> None:
        """Answer a command."""
        envelope = {key: command[key] for key in ("tid", "bid", "method")}
        self._send(dock, "services_reply", {**envelope, "data": data})

    def say(self, kind: str, data: dict[str, Any], dock: str = DOCK, **envelope: Any) -> None:
        """Let a dock say something."""
        self._send(dock, kind, {"tid": uuid4().hex, "data": data, **envelope})

    def _send(self, dock: str, kind: str, message: dict[str, Any]) -> None:
        payload = json.dumps({"timestamp": time.time_ns() // 1_000_000, **message}).encode()
        self.server.receive(f"thing/product/{dock}/{kind}", payload, False)

    def progress(
        self,
        upload: LogUpload,
        status: str,
        *files: dict[str, Any],
        dock: str = DOCK,
        bid: str = "",
    ) -> None:
        """Let the dock tell how far it is; without files it tells of the job alone."""
        self.say(
            "events",
            {"output": {"status": status, "ext": {"files": files}}},
            dock,
            bid=bid or upload.upload_id,
            method="fileupload_progress",
            need_reply=0,
        )

    def file(
        self, upload: LogUpload, module: str, status: str, percent: int = 0, **fields: Any
    ) -> dict[str, Any]:
        """Return the progress of one file."""
        found = upload.file(module)
        assert found
        step = {"file_pull": 1, "file_zip": 2}.get(status, 3)
        return {
            "module": {"aircraft": "0", "dock": "3"}[module],
            "device_sn": "",
            "key": found.object_key,
            "size": 2000,
            "fingerprint": "",
            "progress": {
                "current_step": step,
                "total_step": 3,
                "prgress": percent,
                "status": status,
                "upload_rate": 100,
                "result": 0,
            },
            **fields,
        }

    async def put(self, key: str, size: int = 2000) -> None:
        """Store an object, as the dock would."""
        await self.hass.async_add_executor_job(
            lambda: self.store.client().put_object(
                Bucket=self.store.bucket, Key=key, Body=b"x" * size
            )
        )

    def sent(self, method: str) -> list[dict[str, Any]]:
        """Return the `data` of the commands of a method."""
        return [command["data"] for command in self.commands if command["method"] == method]

    async def start(self, *modules: Module) -> LogUpload:
        """Start an upload of the latest logs, of the dock if no module is named."""
        return await self.manager.starts.async_start(
            DOCK, LogSelection(modules=modules or (Module.DOCK,))
        )

    def upload(self) -> LogUpload:
        """Return the newest upload as it is now."""
        upload = self.manager.registry.latest(DOCK)
        assert upload
        return upload

    async def wait_for(self, status: str) -> LogUpload:
        """Wait until the newest upload has a status."""
        await wait_until(lambda: self.upload().status == status)
        return self.upload()

    def types(self) -> list[str]:
        """Return the types of the events so far."""
        return [event_type for event_type, _ in self.events]

    def saved(self) -> dict[str, Any]:
        """Return the saved uploads by id."""
        database = history_database(self.hass, ENTRY_ID)
        database.open()
        try:
            records = RecordTable(database, "upload").load()
        finally:
            database.close()
        return {record.id: json.loads(record.body) for record in records}
