"""Flights along a route, which the Cloud API calls flight tasks.

Source: "Wayline Management" of DJI's Cloud API documentation: `flighttask_progress` (event).
"""

from collections.abc import Mapping
from dataclasses import dataclass
import re
from typing import Any

from ..cloud import Cloud
from ..wire import parse
from ..wire.envelope import Message

_DONE = "ok"
_OVER = frozenset({_DONE, "failed", "canceled", "rejected", "timeout", "partially_done"})
_RUNNING = frozenset({"in_progress", "paused"})
# `wayline_mission_state`: to the first waypoint, on the route, interrupted, resuming.
_ON_THE_WAY = frozenset({5, 6, 7, 8})
# `current_step`: before are checks and preparations, afterwards media and logs.
_STEPS_ON_THE_WAY = range(20, 30)
_LAST_STEP = 1000
_FLIGHT_ID = re.compile(r"[A-Za-z0-9_.:-]{1,128}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightProgress:
    """Progress of a flight task."""

    dock: str
    flight_id: str
    over: bool
    media_count: int | None
    """Files taken, reported at the end."""
    flying: bool | None = None
    """Whether the aircraft is on its way, None where that is not reported."""
    failed: bool = False
    """Whether it ended early: then the aircraft may still be on its way home."""
    percent: int | None = None
    """How far the task is."""


def flighttask_progress(cloud: Cloud, message: Message) -> FlightProgress:
    """Read how a flight goes on."""
    data = parse.mapping(message.data)
    # Tables show the fields without the wrapper that is on the wire.
    output = parse.mapping(data.get("output")) or data
    ext = parse.mapping(output.get("ext"))
    status = parse.text(output.get("status"), 32).lower()
    percent = parse.percent(parse.mapping(output.get("progress")).get("percent"))
    return FlightProgress(
        dock=message.serial,
        flight_id=flight_id(ext.get("flight_id")) or flight_id(message.bid),
        over=status in _OVER,
        media_count=parse.count(ext.get("media_count")),
        flying=None if status in _OVER else _flying(status, output),
        failed=status in _OVER and status != _DONE,
        percent=None if percent is None else int(percent),
    )


def _flying(status: str, output: Mapping[str, Any]) -> bool | None:
    if status not in _RUNNING:
        return False
    state = parse.integer(parse.mapping(output.get("ext")).get("wayline_mission_state"))
    if state is not None:
        return state in _ON_THE_WAY
    # Numbered otherwise by each generation; what is common to all is a rough order.
    step = parse.integer(parse.mapping(output.get("progress")).get("current_step"))
    return None if step is None or step > _LAST_STEP else step in _STEPS_ON_THE_WAY


def flight_id(value: object) -> str:
    """Return a flight's id, blank for what cannot be one."""
    read = parse.text(value, 128)
    return read if _FLIGHT_ID.fullmatch(read) else ""
