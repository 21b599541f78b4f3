"""From messages to entities."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
import json
from pathlib import Path
from typing import Any

import aiomqtt
from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import Entity
import orjson

_QUEUE = 100_000
_PROGRESS = "fileupload_progress"

type Table = Mapping[str, Any]
type Show = Callable[[Any], None]


def read_table() -> Table:
    """Return which docks there are and what is shown of each."""
    table: Table = json.loads(Path(__file__).with_name("table.json").read_text())
    return table


class MinimalEntity(Entity):
    """An entity that is told its value."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(self, serial: str, value: Mapping[str, Any]) -> None:
        """Take whose value it shows."""
        self._attr_unique_id = f"{serial}_{value['key']}"
        self._attr_name = value["key"]
        self._attr_device_info = DeviceInfo(identifiers={("bench_minimal", serial)}, name=serial)
        self._attr_device_class = value["device_class"]
        self.value = value
        self.shown: Any = None

    @abstractmethod
    def show(self, found: Any) -> None:
        """Show another value."""


class Feed:
    """One connection, and who wants what of which topic."""

    def __init__(self, table: Table) -> None:
        """Nothing is connected yet."""
        self._table = table
        self._wanted: dict[str, dict[str, list[tuple[tuple[str | int, ...], MinimalEntity]]]] = {}

    def entities(
        self, platform: str, make: Callable[[str, Mapping[str, Any]], MinimalEntity]
    ) -> Iterable[MinimalEntity]:
        """Make the entities of a platform, and note what they want."""
        for dock, aircraft in self._table["docks"]:
            for value in self._table["values"]:
                if value["platform"] != platform:
                    continue
                serial = aircraft if value["owner"] == "aircraft" else dock
                entity = make(serial, value)
                kind = "events" if value["owner"] == "log" else "osd"
                topic = self._wanted.setdefault(f"thing/product/{serial}/{kind}", {})
                wanted = topic.setdefault(value["root"], [])
                wanted.append((tuple(value["path"][1:]), entity))
                yield entity

    async def run(self, settings: Mapping[str, Any]) -> None:
        """Listen until cancelled."""
        async with aiomqtt.Client(
            settings["host"],
            settings["port"],
            username=settings["username"],
            password=settings["password"],
            max_queued_incoming_messages=_QUEUE,
        ) as client:
            await client.subscribe([("thing/product/+/osd", 0), ("thing/product/+/events", 1)])
            async for message in client.messages:
                self._take(message)

    def _take(self, message: aiomqtt.Message) -> None:
        wanted = self._wanted.get(message.topic.value)
        if wanted is None or not isinstance(message.payload, bytes):
            return
        told = orjson.loads(message.payload)
        if told.get("method", _PROGRESS) != _PROGRESS:
            return
        data = told["data"]
        for root, found in data.items():
            for path, entity in wanted.get(root, ()):
                value = data if root == "latitude" else found
                for step in path:
                    value = value[step]
                entity.show(value)
