"""The envelope of a dock's messages, its topics, and the broker they go to."""

from dataclasses import dataclass, field
import json
import time
from typing import Any
import uuid


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """Where a dock connects to, as typed into Pilot 2."""

    host: str = "127.0.0.1"
    port: int = 1883
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    mqtt5: bool = False
    """The protocol level of a real dock is undocumented: both have to work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A message from the cloud."""

    topic: str
    serial: str
    kind: str
    """What stands after the serial: `services`, `events_reply`, `property/set`, ..."""
    method: str
    message: dict[str, Any]
    retained: bool


UNREADABLE = "unreadable"


def read(topic: str, payload: bytes, *, retained: bool) -> Received:
    """Read a message; what is not a JSON object gets UNREADABLE as its method."""
    _, _, serial, kind = topic.split("/", 3)
    try:
        message = json.loads(payload)
    except ValueError:
        message = None
    method = message.get("method", "") if isinstance(message, dict) else UNREADABLE
    return Received(
        topic=topic,
        serial=serial,
        kind=kind,
        method=str(method),
        message=message if isinstance(message, dict) else {},
        retained=retained,
    )


def topic(serial: str, kind: str) -> str:
    """Return the topic of a kind of message; topology has a root of its own."""
    return f"{'sys' if kind.startswith('status') else 'thing'}/product/{serial}/{kind}"


def new_id() -> str:
    """Return a tid or bid."""
    return str(uuid.uuid4())


def now_ms() -> int:
    """Return the time in milliseconds, as every envelope has it."""
    return time.time_ns() // 1_000_000


def envelope(data: object, **fields: object) -> dict[str, object]:
    """Wrap data; missing ids and the time are filled in, fields that are None are left out."""
    message: dict[str, object] = {"tid": new_id(), "bid": new_id(), "timestamp": now_ms()}
    message |= {name: value for name, value in fields.items() if value is not None}
    return {**message, "data": data}


def encode(message: object) -> bytes:
    """Write a message compactly, as a dock does."""
    return json.dumps(message, separators=(",", ":")).encode()
