"""An observer of the broker and the bucket, who never asks Home Assistant."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
import hashlib
import json
from pathlib import Path
import re
import time
from typing import Any

import aiomqtt
from botocore.exceptions import BotoCoreError, ClientError

from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import Store
from tests.lab.stack.s3_proxy import Passed

from .record import Answered, Command, StoredObject, Use

_ASKED = frozenset({"requests", "events", "status"})
_LOOK_SECONDS = 5.0
_RECONNECT_SECONDS = 0.2
_PREFIX = "dji_dock"
# What is tried out, and removed again unless something dies meanwhile.
_PROBE = re.compile(rf"{_PREFIX}\w*/(logs/)?probe-")
_ENDS = frozenset({"ok", "failed", "canceled"})
_AT_ONCE = 0.5
"""Seconds. What comes later may be the answer to what the broker delivered again, after one of
them was away."""


class Observer:
    """Writes down commands, requests and objects; also into a file, as they come."""

    def __init__(self, broker: Mosquitto, store: Store, journal: Path) -> None:
        """Take the broker, and the store itself instead of what stands before it."""
        self.objects: dict[str, StoredObject] = {}
        self.vanished: list[str] = []
        self.probes = 0
        """How many probes lie in the bucket."""
        self.uses: list[Use] = []
        self.answered_twice: list[Answered] = []
        self.acknowledged: dict[str, str] = {}
        """Upload -> the end that its dock told."""
        self._asked: Counter[Answered] = Counter()
        self._answers: defaultdict[Answered, list[float]] = defaultdict(list)
        self._ends: dict[tuple[str, str], tuple[str, str]] = {}
        """Dock and tid -> an upload and its end."""
        self._commands: dict[tuple[str, str, str], Command] = {}
        self._broker = broker
        self._store = store
        self._journal = journal.open("a")
        self._looking = asyncio.Lock()

    @property
    def commands(self) -> list[Command]:
        """Return every command once."""
        return list(self._commands.values())

    async def run(self) -> None:
        """Observe until cancelled."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._listen())
                group.create_task(self._look_again())
        finally:
            self._journal.close()

    def heard(self, topic: str, payload: bytes) -> None:
        """Take a message, from the broker or on its way to a dock."""
        if not topic.endswith("/services"):
            return
        message = json.loads(payload)
        if message.get("method") != "fileupload_start":
            return
        dock, credentials = topic.split("/")[2], message["data"]["credentials"]
        identity = (dock, message["bid"], message["tid"])
        if identity in self._commands:
            return
        self._commands[identity] = Command(
            dock=dock,
            upload_id=message["bid"],
            tid=message["tid"],
            at=time.time(),
            access_key=credentials["access_key_id"],
            expires=credentials["expire"] / 1000,
        )
        files = [file["object_key"] for file in message["data"]["params"]["files"]]
        self._write("command", dock=dock, upload_id=message["bid"], files=files)

    def _overhear(self, topic: str, payload: bytes) -> None:
        """Take what a dock says, and what it is answered."""
        _, _, dock, kind = topic.split("/", 3)
        try:
            message = json.loads(payload)
            tid = str(message["tid"])
        except ValueError, TypeError, KeyError, RecursionError:
            return
        if kind in _ASKED:
            self._asked[Answered(dock=dock, kind=f"{kind}_reply", tid=tid)] += 1
            if message.get("method") == "fileupload_progress":
                with suppress(TypeError, KeyError):
                    self._ends[dock, tid] = message["bid"], message["data"]["output"]["status"]
            return
        one = Answered(dock=dock, kind=kind, tid=tid)
        answers, now = self._answers[one], time.monotonic()
        # Docks say things twice, and are answered twice.
        at_once = sum(now - at < _AT_ONCE for at in answers)
        answers.append(now)
        if at_once and len(answers) > self._asked[one]:
            self.answered_twice.append(one)
        upload_id, end = self._ends.get((dock, tid), ("", ""))
        if kind == "events_reply" and end in _ENDS and message["data"].get("result") == 0:
            self.acknowledged[upload_id] = end

    def passed(self, request: Passed) -> None:
        """Take a request that came to the store from a dock."""
        what = f"{request.method} {request.path}"
        self.uses.append(Use(access_key=request.access_key, at=request.time, what=what))
        self._write("request", what=what)

    async def look(self) -> None:
        """Write down what is in the bucket now.

        Raises:
            BotoCoreError, ClientError: the store does not answer.
        """
        async with self._looking:
            await asyncio.to_thread(self._look)

    async def _listen(self) -> None:
        while True:
            with suppress(aiomqtt.MqttError):
                async with aiomqtt.Client(
                    "127.0.0.1",
                    self._broker.port,
                    username=self._broker.username,
                    password=self._broker.password,
                    identifier="observer",
                    clean_session=False,
                    timeout=5,
                ) as client:
                    # As they come: the answer follows what it answers.
                    self._answers.clear()
                    for kind in (
                        "services",
                        "requests",
                        "events",
                        "requests_reply",
                        "events_reply",
                    ):
                        await client.subscribe(f"thing/product/+/{kind}", qos=1)
                    await client.subscribe("sys/product/#", qos=1)
                    async for message in client.messages:
                        topic = str(message.topic)
                        if not isinstance(message.payload, bytes):
                            continue
                        if topic.endswith("/services"):
                            self.heard(topic, message.payload)
                        else:
                            self._overhear(topic, message.payload)
            await asyncio.sleep(_RECONNECT_SECONDS)

    async def _look_again(self) -> None:
        while True:
            with suppress(BotoCoreError, ClientError):
                await self.look()
            await asyncio.sleep(_LOOK_SECONDS)

    def _look(self) -> None:
        client = self._store.client()
        try:
            there = [
                entry
                for page in client.get_paginator("list_objects_v2").paginate(
                    Bucket=self._store.bucket, Prefix=_PREFIX
                )
                for entry in page.get("Contents", [])
            ]
            probes = [entry for entry in there if _PROBE.match(entry["Key"])]
            self.probes = len(probes)
            there = [entry for entry in there if entry not in probes]
            for entry in there:
                self._see(entry["Key"], entry["Size"], entry["ETag"].strip('"'), client.get_object)
        finally:
            client.close()
        for key in self.objects.keys() - {entry["Key"] for entry in there}:
            del self.objects[key]
            self.vanished.append(key)
            self._write("vanished", key=key)

    def _see(self, key: str, size: int, etag: str, get: Callable[..., Any]) -> None:
        if (old := self.objects.get(key)) and (old.md5 == etag or "-" in etag):
            return
        # The ETag of what came in parts is no MD5.
        body = get(Bucket=self._store.bucket, Key=key)["Body"].read() if "-" in etag else b""
        md5 = hashlib.md5(body, usedforsecurity=False).hexdigest() if body else etag
        if key in self.vanished:
            self.vanished.remove(key)
        self.objects[key] = StoredObject(key=key, size=size, md5=md5, first_seen=time.time())
        self._write("object", key=key, size=size, md5=md5)

    def _write(self, kind: str, **what: object) -> None:
        if not self._journal.closed:
            self._journal.write(json.dumps({"at": time.time(), "kind": kind, **what}) + "\n")
            self._journal.flush()
