"""Topics of the Cloud API, both ways.

Source: "Topic Definition" of DJI's Cloud API documentation.
"""

from enum import StrEnum
import re
from typing import NamedTuple

_SERIAL = re.compile(r"[A-Za-z0-9_-]{1,64}")
_THING = "thing/product"
_SYS = "sys/product"


PROPERTY_SET = "property/set"
"""Stands for the method of messages that set a property, which have none on the wire."""


class Kind(StrEnum):
    """What a topic carries, named as in the last part of the topic."""

    OSD = "osd"
    STATE = "state"
    EVENTS = "events"
    REQUESTS = "requests"
    STATUS = "status"
    SERVICES_REPLY = "services_reply"
    PROPERTY_SET_REPLY = "property/set_reply"


class Address(NamedTuple):
    """A topic taken apart."""

    kind: Kind
    serial: str
    """Serial number of the device that the topic belongs to."""


SUBSCRIPTIONS: tuple[tuple[str, int], ...] = (
    # What must not be lost while Home Assistant restarts: the broker keeps QoS 1 for the session.
    (f"{_SYS}/+/{Kind.STATUS}", 1),
    (f"{_THING}/+/{Kind.EVENTS}", 1),
    (f"{_THING}/+/{Kind.REQUESTS}", 1),
    (f"{_THING}/+/{Kind.SERVICES_REPLY}", 1),
    (f"{_THING}/+/{Kind.PROPERTY_SET_REPLY}", 1),
    # Telemetry is worthless once it is old, and would crowd the rest out of the broker's queue.
    (f"{_THING}/+/{Kind.OSD}", 0),
    (f"{_THING}/+/{Kind.STATE}", 0),
)
"""Topic filters of a cloud server, each with its QoS."""

_KINDS: dict[tuple[str, str], Kind] = {
    (_SYS if kind is Kind.STATUS else _THING, kind.value): kind for kind in Kind
}


def is_serial(value: str) -> bool:
    """Return whether a text is safe to use as a serial number in topics, keys and identifiers."""
    return _SERIAL.fullmatch(value) is not None


def parse(topic: str) -> Address | None:
    """Take a topic apart; None for topics that are not ours or carry an impossible serial."""
    parts = topic.split("/", 3)
    if len(parts) != 4:
        return None
    kind = _KINDS.get((f"{parts[0]}/{parts[1]}", parts[3]))
    if kind is None or not is_serial(parts[2]):
        return None
    return Address(kind, parts[2])


def command(dock: str, method: str) -> str:
    """Return the topic for a command to a dock, or for setting a property of it or its aircraft."""
    return f"{_THING}/{dock}/{method if method == PROPERTY_SET else 'services'}"


def reply_to(address: Address) -> str:
    """Return the topic on which a message of this address is answered."""
    root = _SYS if address.kind is Kind.STATUS else _THING
    return f"{root}/{address.serial}/{address.kind}_reply"
