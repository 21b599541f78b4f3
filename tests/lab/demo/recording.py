"""A recorded dock: lines of JSON with `recv_ts_ms`, `topic` and `payload`, as recorders write them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
import json
from pathlib import Path
from typing import Any, Self

from tests.lab.simulator import DockProfile, Model

_KINDS = frozenset(
    {"osd", "state", "events", "requests", "services_reply", "property/set_reply", "status"}
)
_MAX_LINE = 1_000_000


class BadRecording(Exception):
    """A file that cannot be played; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """A message of the dock or its aircraft."""

    at: float
    """Seconds since the first one."""
    topic: str
    payload: dict[str, Any]

    @property
    def serial(self) -> str:
        """Whose topic it is."""
        return self.topic.split("/")[2]


@dataclass(frozen=True, slots=True)
class Recording:
    """What one dock and its aircraft said."""

    dock: str
    aircraft: str
    model: Model
    lines: tuple[Line, ...]

    @property
    def seconds(self) -> float:
        """How long it takes at its own pace."""
        return self.lines[-1].at

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a file.

        Raises:
            BadRecording

        """
        try:
            with path.open(encoding="utf-8") as file:
                found = list(_lines(file))
        except (OSError, UnicodeError) as err:
            raise BadRecording(f"{path} cannot be read: {err}") from err
        if not found:
            raise BadRecording(f"{path} holds nothing that a dock said")
        found.sort(key=lambda item: item[0])
        began = found[0][0]
        lines = tuple(Line((at - began) / 1000, topic, payload) for at, topic, payload in found)
        dock = _dock(lines)
        docked = _docked(lines, dock)
        others = Counter(line.serial for line in lines if line.serial != dock)
        aircraft = str(docked.get("device_sn") or next(iter(others), ""))
        return cls(dock, aircraft, _model(str(docked.get("device_model_key", ""))), lines)

    def profile(self, **fields: Any) -> DockProfile:
        """Return who speaks."""
        return DockProfile(
            serial=self.dock, aircraft_serial=self.aircraft, model=self.model, **fields
        )


def _lines(file: Iterator[str]) -> Iterator[tuple[float, str, dict[str, Any]]]:
    """Return the time, topic and payload of what the dock said; what it was told is left out."""
    for number, text in enumerate(file, start=1):
        if not text.strip():
            continue
        try:
            if len(text) > _MAX_LINE:
                raise ValueError("too long")
            line = json.loads(text)
            topic, at, payload = line["topic"], line["recv_ts_ms"], line["payload"]
            if isinstance(payload, str):
                payload = json.loads(payload)
            if not (isinstance(topic, str) and isinstance(payload, dict)):
                raise TypeError("no message")
            at = float(at)
        except (ValueError, TypeError, KeyError, RecursionError) as err:
            raise BadRecording(f"line {number} is no recorded message: {err!r}") from err
        parts = topic.split("/", 3)
        if len(parts) == 4 and parts[3] in _KINDS:
            yield at, topic, payload


def _dock(lines: tuple[Line, ...]) -> str:
    """Return the dock: the gateway of the messages, or else who says most."""
    gateways = Counter(
        gateway for line in lines if isinstance(gateway := line.payload.get("gateway"), str)
    )
    speakers = Counter(line.serial for line in lines)
    return (gateways or speakers).most_common(1)[0][0]


def _docked(lines: tuple[Line, ...], dock: str) -> dict[str, Any]:
    """Return the first `sub_device` that the dock tells."""
    for line in lines:
        data = line.payload.get("data")
        docked = data.get("sub_device") if isinstance(data, dict) else None
        if line.serial == dock and isinstance(docked, dict):
            return docked
    return {}


def _model(aircraft_key: str) -> Model:
    """Return the dock that is made for an aircraft."""
    family = aircraft_key.rpartition("-")[0]
    for model in Model:
        if model.aircraft_key.rpartition("-")[0] == family:
            return model
    return Model.DOCK_3
