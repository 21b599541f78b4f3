"""Setting a property: what goes out, and how a dock may answer."""

import asyncio
from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import (
    DockRefused,
    Property,
    PropertyNotSet,
    ReplyTimeout,
    aircraft_properties as aircraft,
    dock_properties as dock,
    property_set,
)

from .wire import DOCK, Wire


async def answered(
    wire: Wire, target: Property[Any], value: float | bool, answer: object
) -> dict[str, Any]:
    """Set a property, answer so, and return what was published."""
    work = asyncio.ensure_future(property_set(wire.server, DOCK, target, value))
    sent = await wire.transport.next("property/set")
    wire.say("property/set_reply", data=answer, tid=sent["tid"], bid=sent["bid"])
    await work
    return sent


@pytest.fixture
def wire() -> Wire:
    """Return a server with a dock that is there."""
    made = Wire()
    made.accept()
    made.server.fleet.heard(DOCK)
    return made


@pytest.mark.parametrize(
    ("target", "value", "data", "answer"),
    [
        (dock.SILENT_MODE, True, {"silent_mode": 1}, {"silent_mode": {"result": 0}}),
        (dock.AIR_TRANSFER, True, {"air_transfer_enable": True}, {}),
        (aircraft.HEIGHT_LIMIT, 120.0, {"height_limit": 120}, {"height_limit": {"result": 0}}),
        (aircraft.COMMANDER_FLIGHT_HEIGHT, 2.5, {"commander_flight_height": 2.5}, {}),
        (
            aircraft.AVOIDS_UPWARD,
            False,
            {"obstacle_avoidance": {"upside": 0}},
            {"obstacle_avoidance": {"upside": {"result": 0}}},
        ),
        (aircraft.RETURN_ALTITUDE, 60, {"rth_altitude": 60}, {"rth_altitude": 0}),
    ],
)
async def test_accepted(
    wire: Wire, target: Property[Any], value: float | bool, data: object, answer: object
) -> None:
    """One property for each message, without a method, at the dock's own topic."""
    sent = await answered(wire, target, value, answer)
    assert repr(sent["data"]) == repr(data)
    assert "method" not in sent


@pytest.mark.parametrize(
    ("answer", "timed_out"),
    [({"silent_mode": {"result": 1}}, False), ({"silent_mode": {"result": "2"}}, True)],
)
async def test_not_set(wire: Wire, answer: object, timed_out: bool) -> None:
    """The device did not take it, or did not answer its dock."""
    with pytest.raises(PropertyNotSet) as caught:
        await answered(wire, dock.SILENT_MODE, True, answer)
    assert caught.value.timed_out == timed_out


@pytest.mark.parametrize("answer", [{"silent_mode": {"result": 314000}}, {"result": 314000}])
async def test_refused(wire: Wire, answer: object) -> None:
    """With a code, at the property or for the whole message."""
    with pytest.raises(DockRefused) as caught:
        await answered(wire, dock.SILENT_MODE, True, answer)
    assert caught.value.code == 314000


@pytest.mark.parametrize("result", [1, 314000])
async def test_refused_for_the_whole_struct(wire: Wire, result: int) -> None:
    """A dock may answer for the struct although only a field of it was to be set."""
    answer = {"obstacle_avoidance": {"result": result}}
    with pytest.raises((PropertyNotSet, DockRefused)):
        await answered(wire, aircraft.AVOIDS_UPWARD, True, answer)


async def test_no_answer(wire: Wire) -> None:
    """The outcome is unknown."""
    with pytest.raises(ReplyTimeout):
        await property_set(wire.server, DOCK, dock.SILENT_MODE, True, timeout=0.05)
