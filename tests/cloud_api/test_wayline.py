"""Flights along a route: what their progress says."""

from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import FlightProgress

from .wire import DOCK, Wire


@pytest.fixture
def wire() -> Wire:
    """Return a server with one dock of ours."""
    wire = Wire()
    wire.accept()
    return wire


@pytest.mark.parametrize("wrapped", [True, False])
async def test_a_flight_says_how_many_files_to_expect(wire: Wire, *, wrapped: bool) -> None:
    """At its end; with and without the wrapper, the id from the bid where it is left out."""
    events = wire.events(FlightProgress)
    output = {"status": "ok", "ext": {"media_count": 12}}
    wire.say("events", "flighttask_progress", {"output": output} if wrapped else output, bid="f1")
    wire.say("events", "flighttask_progress", {"output": {"status": "in_progress"}}, bid="f1")
    assert events == [
        FlightProgress(dock=DOCK, flight_id="f1", over=True, media_count=12),
        FlightProgress(dock=DOCK, flight_id="f1", over=False, media_count=None),
    ]


@pytest.mark.parametrize(
    ("status", "detail", "flying"),
    [
        ("sent", {}, False),
        ("in_progress", {}, None),
        ("in_progress", {"ext": {"wayline_mission_state": 4}, "step": 25}, False),
        ("in_progress", {"ext": {"wayline_mission_state": "5"}}, True),
        ("paused", {"ext": {"wayline_mission_state": 7}}, True),
        # Home, while the dock still reads its files.
        ("in_progress", {"ext": {"wayline_mission_state": 9}, "step": 33}, False),
        ("in_progress", {"step": 14}, False),
        ("in_progress", {"step": 21}, True),
        ("in_progress", {"step": 36}, False),
        ("in_progress", {"step": 65534}, None),
        ("in_progress", {"ext": 3, "step": "x"}, None),
    ],
)
async def test_a_flight_task_shows_whether_it_flies(
    wire: Wire, status: str, detail: dict[str, Any], flying: bool | None
) -> None:
    """By the state of its route, or roughly by its step; many report neither."""
    events = wire.events(FlightProgress)
    output = {
        "status": status,
        "ext": detail.get("ext"),
        "progress": {"current_step": detail.get("step")},
    }
    wire.say("events", "flighttask_progress", {"output": output}, bid="f1")
    assert [(event.over, event.failed, event.flying) for event in events] == [
        (False, False, flying)
    ]


@pytest.mark.parametrize(
    ("status", "failed"), [("ok", False), ("failed", True), ("partially_done", True)]
)
async def test_how_a_flight_task_ends(wire: Wire, status: str, failed: bool) -> None:
    """Well, or early."""
    events = wire.events(FlightProgress)
    wire.say("events", "flighttask_progress", {"output": {"status": status}}, bid="f1")
    assert [(event.over, event.failed, event.flying) for event in events] == [(True, failed, None)]
