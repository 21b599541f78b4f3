"""`python -m tests.lab.benchmarks.telemetry.alone FOLDER PORT DOCKS`: aiomqtt and orjson by themselves.

It takes orders over the broker, and answers in files.
"""

import asyncio
import json
import os
from pathlib import Path
import sys
import time
from typing import Any

import aiomqtt
import orjson

from .table import CARRIER

ORDERS = "benchmark/orders"
_QUEUE = 100_000


class Alone:
    """Parses everything, and notes when carriers arrive."""

    def __init__(self, folder: Path, docks: int) -> None:
        """Take where to write what was seen."""
        self._folder = folder
        self._docks = docks
        self._arrivals: list[tuple[str, int, float]] = []
        self._marker: int | None = None
        self._marked: set[str] = set()

    async def run(self, port: int, username: str, password: str) -> None:
        """Listen until ended."""
        async with aiomqtt.Client(
            "127.0.0.1",
            port,
            username=username,
            password=password,
            max_queued_incoming_messages=_QUEUE,
        ) as client:
            await client.subscribe(
                [("thing/product/+/osd", 0), ("thing/product/+/events", 1), (ORDERS, 1)]
            )
            self._write("ready", {})
            async for message in client.messages:
                told = orjson.loads(message.payload)
                if message.topic.value == ORDERS:
                    self._obey(told)
                elif network := told["data"].get(CARRIER.root):
                    self._carrier(told["gateway"], network["rate"])

    def _carrier(self, dock: str, value: int) -> None:
        now = time.monotonic()
        self._arrivals.append((dock, value, now))
        if value == self._marker:
            self._marked.add(dock)
            if len(self._marked) == self._docks:
                self._marker = None
                self._write("arrived", {"at": now})

    def _obey(self, order: dict[str, Any]) -> None:
        if "expect" in order:
            self._marker = order["expect"]
            self._marked.clear()
            self._write("expecting", {})
        else:
            self._write("seen", {"arrivals": self._arrivals})
            self._arrivals = []

    def _write(self, name: str, data: dict[str, Any]) -> None:
        """Write a file that is there only when it is complete."""
        part = self._folder / f"{name}.part"
        part.write_text(json.dumps(data))
        part.rename(self._folder / f"{name}.json")


if __name__ == "__main__":
    where, port, docks = sys.argv[1:]
    listener = Alone(Path(where), int(docks))
    asyncio.run(
        listener.run(int(port), os.environ["BROKER_USERNAME"], os.environ["BROKER_PASSWORD"])
    )
