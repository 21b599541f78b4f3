"""Tolerant readers for values from the wire.

Docks send numbers as strings, booleans as 0 or 1, blanks for missing values and times in
seconds or milliseconds, depending on firmware. A reader returns None for what it cannot read.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
import math
from typing import Any

MAX_TEXT = 1024
"""Longest text kept from a message, in characters; DJI allows far longer ones in places."""

MAX_KEY = 1024
"""Longest key of an object, in bytes of UTF-8."""

# Tuples: a union would be made anew for each value.
_NUMBERS = (int, float)
_WRITABLE = (str, int, float)
_MAX_INT = 2**53
_MAX_COUNT = 1_000_000
# 13 digit values are milliseconds: as seconds this threshold lies in the year 5138.
_MILLISECONDS_FROM = 100_000_000_000


def mapping(value: object) -> Mapping[str, Any]:
    """Return the object, or an empty one for null, blanks and lists."""
    return value if isinstance(value, dict) else {}


def items(value: object, limit: int) -> list[Mapping[str, Any]]:
    """Return the objects of a list, at most `limit`; a lone object counts as a list of one."""
    if isinstance(value, dict):
        return [value]
    if not isinstance(value, list):
        return []
    return [item for item in value[:limit] if isinstance(item, dict)]


def text(value: object, limit: int = MAX_TEXT) -> str:
    """Return a stripped text without control characters; numbers become text, anything else is blank."""
    if isinstance(value, bool) or not isinstance(value, _WRITABLE):
        return ""
    short = str(value)[:limit]
    if not short.isprintable():
        short = "".join(char for char in short if char.isprintable())
    return short.strip()


def object_key(value: object) -> str:
    """Return the key of an object as it is, to the letter; blank for what no store can have.

    A key is any text of at most 1024 bytes, with whatever spaces and marks a pilot gave a route.
    It names no path of this machine, and is cleaned only where people read it.
    """
    if not isinstance(value, str) or len(value) > MAX_KEY:
        return ""
    try:
        return value if len(value.encode()) <= MAX_KEY else ""
    except UnicodeEncodeError:
        # Half of a pair, which JSON can hold and UTF-8 cannot.
        return ""


def integer(value: object) -> int | None:
    """Return a whole number from 3, 3.0, "3" or true."""
    number = decimal(value)
    return None if number is None else int(number)


def decimal(value: object) -> float | None:
    """Return a finite number from 3, "3.5" or true."""
    if isinstance(value, str):
        try:
            value = float(value[:64])
        except ValueError:
            return None
    if not isinstance(value, _NUMBERS) or not math.isfinite(value) or abs(value) > _MAX_INT:
        return None
    # An int stays one: float() would round the largest sizes.
    return value


def flag(value: object) -> bool | None:
    """Return a truth value from 0/1, "0"/"1", "true"/"false" or a boolean."""
    if isinstance(value, str) and value.strip().lower() in ("true", "false"):
        return value.strip().lower() == "true"
    number = decimal(value)
    return None if number is None else number != 0


def size(value: object) -> int | None:
    """Return a size in bytes, None when missing or negative."""
    number = integer(value)
    return None if number is None or number < 0 else number


def count(value: object) -> int | None:
    """Return how many there are, None when missing, negative, or more than there can be."""
    number = integer(value)
    return None if number is None or not 0 <= number <= _MAX_COUNT else number


def percent(value: object) -> float | None:
    """Return a percentage clamped to 0..100, from 40, "40" or "40%"."""
    number = decimal(value.rstrip("% ") if isinstance(value, str) else value)
    return None if number is None else min(100.0, max(0.0, float(number)))


def moment(value: object) -> datetime | None:
    """Return the UTC time of an epoch in seconds or milliseconds, distinguished by magnitude."""
    number = decimal(value)
    if number is None or number <= 0:
        return None
    if number > _MILLISECONDS_FROM:
        number /= 1000
    try:
        return datetime.fromtimestamp(number, UTC)
    except OverflowError, OSError, ValueError:
        return None
