"""What devices report of themselves, piece by piece, in osd and state messages.

Source: "Properties" of DJI's Cloud API documentation. Messages are partial: what is missing in
one keeps its value. Docks mix what is documented for osd and for state, so both are read alike.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import ModuleType
from typing import Any

from ..wire import parse

MAX_DEVICES = 2000
"""Devices whose properties are kept."""

_MAX_KEYS = 64
_MAX_ITEMS = 32
_MAX_DEPTH = 5
_MAX_TEXT = 256
_MAX_IDENTIFIER = 64
MAX_VALUES = 512
"""Values kept below one first key."""

_ABSENT = object()
# Sensors that do not answer are reported as the largest number of 16 bits.
_NOT_AVAILABLE = 32767

type Step = str | int | tuple[str, int]
type Values = Mapping[str, Any]
"""What a device reported, merged, as JSON by the first step of each path."""


@dataclass(frozen=True, slots=True, eq=False)
class Property[T]:
    """One value among what a device reports."""

    path: tuple[Step, ...]
    """Keys from the message's `data` down.

    A number is the `index` of a battery or the like; a key with a number finds what has it.
    """
    convert: Callable[[object], T | None]
    names: Mapping[int, str] | None = None
    """Of a choice: its known values."""
    boolean: bool = False
    """Whether it is set with true and false, and not with 1 and 0."""

    @property
    def first_key(self) -> str:
        """Return the first key, by which changes are reported."""
        return str(self.path[0])

    def seen(self, values: Values) -> bool:
        """Return whether the device ever reported this."""
        return self._find(values) is not _ABSENT

    def read(self, values: Values) -> T | None:
        """Return the value, None while it is unknown."""
        found = self._find(values)
        return None if found is _ABSENT else self.convert(found)

    def _find(self, values: Values) -> Any:
        found: Any = values
        for step in self.path:
            if not isinstance(step, str):
                found = _item(found, step)
            else:
                found = found.get(step, _ABSENT) if isinstance(found, dict) else _ABSENT
            if found is _ABSENT:
                break
        return found


def _item(found: object, index: int | tuple[str, int]) -> Any:
    """Return the element of a list with this kind or index, or else at its place."""
    elements = parse.items(found, _MAX_ITEMS)
    if isinstance(index, tuple):
        key, kind = index
        return next((each for each in elements if parse.integer(each.get(key)) == kind), _ABSENT)
    for element in elements:
        if parse.integer(element.get("index")) == index:
            return element
    if index < len(elements) and "index" not in elements[index]:
        return elements[index]
    return _ABSENT


def _path(path: str) -> tuple[Step, ...]:
    return tuple(_step(step) for step in path.split("."))


def _step(step: str) -> Step:
    if step.isdecimal():
        return int(step)
    key, found, number = step.partition("=")
    return (key, int(number)) if found else step


def _available(value: object) -> float | None:
    read = parse.decimal(value)
    return None if read == _NOT_AVAILABLE else read


def number(path: str, *, scale: float = 1, digits: int | None = None) -> Property[float]:
    """Return a number that is reported in units of `scale`, with so many digits if it has any."""

    def convert(value: object) -> float | None:
        if (read := _available(value)) is None:
            return None
        if digits is None:
            return read * scale
        # A float always, so that whole numbers do not look coarser than others.
        return round(float(read * scale), digits) if digits else round(read * scale)

    return Property(_path(path), convert)


def percent(path: str) -> Property[float]:
    """Return a percentage."""

    def convert(value: object) -> float | None:
        if parse.decimal(value) == _NOT_AVAILABLE or (read := parse.percent(value)) is None:
            return None
        return int(read) if read.is_integer() else round(read, 1)

    return Property(_path(path), convert)


def millivolts(path: str) -> Property[float]:
    """Return a voltage in mV; what can only be meant as volts is taken as such."""

    def convert(value: object) -> float | None:
        read = _available(value)
        return read * 1000 if read is not None and 0 < read < 100 else read

    return Property(_path(path), convert)


def degrees(path: str) -> Property[float]:
    """Return a latitude or a longitude; zero stands for unknown."""

    def convert(value: object) -> float | None:
        read = parse.decimal(value)
        return None if not read or abs(read) > 180 else float(read)

    return Property(_path(path), convert)


def flag(path: str, *, boolean: bool = False) -> Property[bool]:
    """Return a truth value."""
    return Property(_path(path), parse.flag, boolean=boolean)


def identifier(path: str) -> Property[str]:
    """Return a name that a device gives a part of itself: letters, digits and hyphens."""

    def convert(value: object) -> str | None:
        read = parse.text(value, _MAX_IDENTIFIER)
        return read if read.isascii() and read.replace("-", "").isalnum() else None

    return Property(_path(path), convert)


def moment(path: str) -> Property[datetime]:
    """Return a time; zero stands for unknown."""
    return Property(_path(path), parse.moment)


def maintained(kind: int) -> Property[datetime]:
    """Return when maintenance of a kind was done last, wherever it stands in the list."""
    return moment(
        f"maintain_status.maintain_status_array.last_maintain_type={kind}.last_maintain_time"
    )


def choice(path: str, *names: str, more: Mapping[int, str] | None = None) -> Property[str]:
    """Return the name of a number counted from 0; numbers without a name stay numbers."""
    known = {**dict(enumerate(names)), **(more or {})}

    def convert(value: object) -> str | None:
        read = parse.integer(value)
        return None if read is None else known.get(read, str(read))

    return Property(_path(path), convert, known)


def first_keys(table: ModuleType) -> frozenset[str]:
    """Return the first keys of all properties that a module names."""
    return frozenset(
        value.first_key for value in vars(table).values() if isinstance(value, Property)
    )


class PropertyStore:
    """What each device reported last of every property that somebody knows."""

    def __init__(self, first_keys: Collection[str]) -> None:
        """Take the first keys of all properties; the rest of the messages is not kept."""
        self._first_keys = frozenset(first_keys)
        self._devices: dict[str, dict[str, Any]] = {}

    def of(self, serial: str) -> Values:
        """Return what a device reported; the same object grows as it reports more."""
        return self._devices.setdefault(serial, {})

    def forget(self, serial: str) -> None:
        """Drop what a device reported."""
        self._devices.pop(serial, None)

    def merge(self, serial: str, data: Mapping[str, Any]) -> list[str]:
        """Merge a partial message; returns the first keys below which something changed."""
        if (values := self._devices.get(serial)) is None:
            if len(self._devices) >= MAX_DEVICES:
                return []
            values = self._devices[serial] = {}
        changed = []
        for key, reported in data.items():
            known = values.get(key, _ABSENT)
            if known == reported or key not in self._first_keys:
                continue
            merged = _merge(known, reported, _MAX_DEPTH)
            # Docks name their keys themselves: with new ones each time objects would grow for ever.
            if merged != known and _size(merged) <= MAX_VALUES:
                values[key] = merged
                changed.append(key)
        return changed

    def as_dict(self, first_keys: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Return what devices report only when it changes, and would not report again."""
        return {
            serial: kept
            for serial, values in self._devices.items()
            if (kept := {key: values[key] for key in first_keys if key in values})
        }

    def restore(self, saved: object) -> None:
        """Take back what as_dict() gave."""
        for serial, values in parse.mapping(saved).items():
            self.merge(serial, parse.mapping(values))


def _merge(known: object, reported: object, depth: int) -> Any:
    """Return what is known after a message: objects grow, anything else is replaced."""
    if reported is None or reported == "":
        # As good as missing from the message, for DJI.
        return None if known is _ABSENT else known
    if isinstance(reported, dict):
        if not depth:
            return {}
        merged = dict(known) if isinstance(known, dict) else {}
        for key, value in reported.items():
            if key in merged or len(merged) < _MAX_KEYS:
                merged[key[:_MAX_TEXT]] = _merge(merged.get(key), value, depth - 1)
        return merged
    if isinstance(reported, list):
        return [_merge(None, item, depth - 1) for item in reported[:_MAX_ITEMS]] if depth else []
    return reported[:_MAX_TEXT] if isinstance(reported, str) else reported


def _size(value: object) -> int:
    """Count the values at any depth."""
    if isinstance(value, dict):
        return sum(map(_size, value.values()), 1)
    return sum(map(_size, value), 1) if isinstance(value, list) else 1
