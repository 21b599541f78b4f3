"""Changes messages until they are none any more."""

from collections.abc import Iterator
import json
from random import Random
import time
from typing import Any, NamedTuple

from tests.cloud_api.wire import AIRCRAFT, DOCK

from .seeds import NOW, TOPICS, UNKNOWN, Seed, seeds

OTHER, OTHER_AIRCRAFT = "8UUXN0000000A2", "1581F0000000B3"

_SEEDS = seeds()
_DEEP = 2000
_LONGEST = 20_000
# Written out in the place of the text that stands for it: too deep for a writer of JSON.
_RAW = {
    b'"@deep list"': b"[" * _DEEP + b"]" * _DEEP,
    b'"@deep map"': b'{"a":' * 300 + b"1" + b"}" * 300,
    b'"@digits"': b"9" * 5000,
    b'"@fraction"': b"1e99999",
}
_ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 0.5, -0.0, 255, 32767, 65535, 2**31, 2**53, 2**53 + 1, 2**63, 2**64,
    -(2**63), 10**30, 1e308, 5e-324, float("nan"), float("inf"), float("-inf"),
    "", " ", "0", "1", "-1", "3", "NaN", "Infinity", "1e999", "1_000", "٣", "true", "40%", "0x10",
    "\0", "\x1b[31m", "\u202e", "\ud800", "\udfff\ud800", "\U0001f681", "e\u0301" * 50, "a/../../b",
    "$(reboot)", "'; DROP TABLE docks;--", "{{ states }}", "[x](javascript:1)", "<b>", "@tid", "@bid",
    "@deep list", "@deep map", "@digits", "@fraction",
    [], {}, [[]], [{}], {"": ""}, [None], {"data": {}},
    DOCK, AIRCRAFT, UNKNOWN, OTHER, OTHER_AIRCRAFT,
    "ok", "failed", "canceled", "in_progress", "file_uploading", "no such status",
    "0001-01-01T00:00:00", "9999-12-31T23:59:59.999999", "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+23:59", "2026-05-21 08:28:03", 1779352083545, 253402300800, -62135596801,
    "DJI_99991231235959_0001_V.JPG", "DJI_00010101000000_0001_V.JPG", "DJI_20260230000000_0001_T.MP4",
)  # fmt: skip


class Sent(NamedTuple):
    """A message on its way."""

    topic: str
    payload: bytes
    retain: bool


def message(random: Random) -> Sent:
    """Return a message that was damaged more or less."""
    topic, body = random.choice(_SEEDS)
    for _ in range(random.choice((0, 1, 1, 2, 3, 8))):
        body = changed(body, random)
    if random.random() < 0.1:
        topic = random.choice(TOPICS)
    payload = encode(body)
    if random.random() < 0.1:
        payload = _bitten(payload, random)
    return Sent(topic, payload, random.random() < 0.05)


def all_changes(body: Any) -> Iterator[list[bytes]]:
    """Return payloads for each field: without it, and with every odd value in its place."""
    for number in range(len(list(_places(body)))):
        other = json.loads(json.dumps(body))
        holder, key = list(_places(other))[number]
        holder[key] = "@here"
        payload = encode(other)
        payloads = [payload.replace(b'"@here"', value) for value in _ODD_WRITTEN]
        del holder[key]
        yield [*payloads, encode(other)]


def changed(body: Any, random: Random) -> Any:
    """Return JSON with one change, anywhere in it."""
    body = json.loads(json.dumps(body))
    places = list(_places(body))
    if not places or random.random() < 0.02:
        return _odd(random)
    holder, key = random.choice(places)
    match random.randrange(8):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder.extend([holder[key]] * random.randrange(200))
        case 1:
            holder.update(_wide(random))
        case 2:
            holder[key] = _part(random)
        case 3:
            holder[key] = [holder[key]]
        case 4:
            holder[key] = {str(_odd(random)): holder[key]}
        case 5 if isinstance(holder, dict):
            holder[str(_odd(random))] = holder.pop(key)
        case _:
            holder[key] = _odd(random)
    return body


def encode(body: Any) -> bytes:
    """Write a message as a dock would, now, and what a dock would not."""
    payload = json.dumps(body, separators=(",", ":")).encode()
    # However long ago this module was read: what is old may be dropped unread.
    payload = payload.replace(b"%d" % NOW, b"%d" % (time.time_ns() // 1_000_000))
    for name, raw in _RAW.items():
        payload = payload.replace(name, raw)
    return payload


_ODD_WRITTEN = [encode(value) for value in _ODD]


def examples() -> list[Seed]:
    """Return the undamaged messages."""
    return list(_SEEDS)


def _places(body: Any) -> Iterator[tuple[Any, Any]]:
    """Return all keys and indexes, each with what holds it."""
    waiting = [body]
    while waiting:
        holder = waiting.pop()
        if isinstance(holder, dict | list):
            for key in tuple(holder) if isinstance(holder, dict) else range(len(holder)):
                yield holder, key
                waiting.append(holder[key])


def _odd(random: Random) -> Any:
    kind = random.randrange(40)
    if kind == 0:
        return random.choice("xé漢\0") * random.randrange(_LONGEST)
    if kind == 1:
        return _wide(random)
    if kind == 2:
        return [random.choice(_ODD) for _ in range(random.randrange(200))]
    if kind == 3:
        return random.randint(-(2**70), 2**70)
    if kind == 4:
        return random.uniform(-1e6, 1e6)
    if kind == 5:
        return "".join(chr(random.randrange(0x110000)) for _ in range(random.randrange(50)))
    return random.choice(_ODD)


def _wide(random: Random) -> dict[str, Any]:
    return {
        f"{random.choice(('a', 'key'))}{random.random()}": 1 for _ in range(random.randrange(300))
    }


def _part(random: Random) -> Any:
    """Return a piece of another message."""
    holder, key = random.choice(list(_places(random.choice(_SEEDS).message)))
    return json.loads(json.dumps(holder[key]))


def _bitten(payload: bytes, random: Random) -> bytes:
    at = random.randrange(len(payload) + 1)
    match random.randrange(4):
        case 0:
            return payload[:at]
        case 1:
            return payload[:at] + random.randbytes(random.randrange(1, 20)) + payload[at:]
        case 2:
            return payload[:at] + payload[at + random.randrange(20) :]
        case _:
            return random.randbytes(random.randrange(100))
