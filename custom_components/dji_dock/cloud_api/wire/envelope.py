"""The JSON envelope around every message.

Source: "Topic Definition" of DJI's Cloud API documentation; which fields may be missing or
malformed was seen on the wire and in DJI's own examples.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
import time
from typing import Any
from uuid import uuid4

import orjson

from ..errors import MessageError
from . import parse
from .topics import PROPERTY_SET, Address

MAX_PAYLOAD = 256 * 1024
"""Largest payload that is read, in bytes. The largest regular ones are a few ten KB."""

_MAX_ID = 128

type Data = dict[str, Any]
"""The `data` of a message that we send."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a device; a field is read when somebody asks for it."""

    address: Address
    envelope: Mapping[str, Any]
    """As it came."""
    alive: bool = True
    """Whether it comes straight from the device, and is a sign of its life."""
    ago: float = 0.0
    """Seconds for which the broker may have kept it; a sign of life then, and not of now."""

    @property
    def serial(self) -> str:
        """Return the serial number from the topic."""
        return self.address.serial

    @property
    def tid(self) -> str:
        """Return the id of the exchange; a reply repeats it."""
        return parse.text(self.envelope.get("tid"), _MAX_ID)

    @property
    def bid(self) -> str:
        """Return the id of the business process; all progress of a job repeats its command's."""
        return parse.text(self.envelope.get("bid"), _MAX_ID)

    @property
    def method(self) -> str:
        """Return the method, blank for osd and state, and in some replies."""
        return parse.text(self.envelope.get("method"), _MAX_ID)

    @property
    def gateway(self) -> str:
        """Return the serial number of the dock, blank when the device left it out."""
        return parse.text(self.envelope.get("gateway"), _MAX_ID)

    @property
    def need_reply(self) -> bool:
        """Return whether the device waits for an answer."""
        return parse.flag(self.envelope.get("need_reply")) is True

    @property
    def sent_at(self) -> datetime | None:
        """Return the time on the sender's clock, which may be off."""
        return parse.moment(self.envelope.get("timestamp", self.envelope.get("timestamp:")))

    @property
    def data(self) -> Any:
        """Return its content: usually an object; may be null, a blank or a list."""
        return self.envelope.get("data")


def decode(address: Address, payload: bytes) -> Message:
    """Read a message.

    Raises:
        MessageError: too large, not JSON, or not an object.

    """
    if len(payload) > MAX_PAYLOAD:
        raise MessageError(f"payload of {len(payload)} bytes")
    try:
        envelope = orjson.loads(payload)
    except ValueError as err:
        raise MessageError("payload is not JSON") from err
    if not isinstance(envelope, dict):
        raise MessageError(f"payload is a {type(envelope).__name__}, not an object")
    return Message(address, envelope)


def encode_reply(message: Message, data: Data) -> bytes:
    """Return the answer to a message: its tid, bid and method with our data."""
    envelope = {"tid": message.tid, "bid": message.bid, "timestamp": _now_ms(), "data": data}
    if message.method:
        envelope["method"] = message.method
    return orjson.dumps(envelope)


def encode_command(method: str, data: Data, *, tid: str, bid: str) -> bytes:
    """Return a command for a dock."""
    envelope = {"tid": tid, "bid": bid, "timestamp": _now_ms(), "data": data}
    if method != PROPERTY_SET:
        envelope["method"] = method
    return orjson.dumps(envelope)


def new_id() -> str:
    """Return a fresh tid or bid."""
    return str(uuid4())


def epoch_ms(when: datetime) -> int:
    """Return a time as the wire counts it: milliseconds since 1970."""
    return int(when.astimezone(UTC).timestamp() * 1000)


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
