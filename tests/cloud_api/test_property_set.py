"""Setting a property: what goes out, and how a dock may answer."""

import asyncio
from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import (
    DockRefused,
    PropertiesChanged,
    Property,
    PropertyNotSet,
    PropertyUnproven,
    ReplyTimeout,
    property_set,
)
from custom_components.dji_dock.cloud_api.devices import (
    aircraft_properties as aircraft,
    dock_properties as dock,
)

from .wire import AIRCRAFT, DOCK, Wire


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
        (dock.AIR_TRANSFER, True, {"air_transfer_enable": True}, {"result": 0}),
        (aircraft.HEIGHT_LIMIT, 120.0, {"height_limit": 120}, {"height_limit": {"result": 0}}),
        (aircraft.COMMANDER_FLIGHT_HEIGHT, 2.5, {"commander_flight_height": 2.5}, {"result": "0"}),
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


_NOTHING: list[object] = [
    {},
    None,
    "",
    {"silent_mode": {}},
    {"silent_mode": {"result": "x"}},
    {"other": 0},
]


@pytest.mark.parametrize("answer", _NOTHING)
async def test_an_answer_that_says_nothing(wire: Wire, answer: object) -> None:
    """What the device shows then is the proof, and without it nobody knows."""
    work = asyncio.ensure_future(property_set(wire.server, DOCK, dock.SILENT_MODE, True))
    sent = await wire.transport.next("property/set")
    wire.say("property/set_reply", data=answer, tid=sent["tid"], bid=sent["bid"])
    wire.say("osd", data={"silent_mode": 0})
    while not wire.server.listeners.has_listener(PropertiesChanged(DOCK, [])):
        await asyncio.sleep(0)
    assert not work.done()
    wire.say("osd", data={"silent_mode": 1})
    await work
    assert not wire.server.listeners.has_listener(PropertiesChanged(DOCK, []))
    # PageKind already.
    await answered(wire, dock.SILENT_MODE, True, answer)
    work = asyncio.ensure_future(
        property_set(wire.server, DOCK, dock.SILENT_MODE, False, timeout=0.5)
    )
    sent = await wire.transport.next("property/set")
    wire.say("property/set_reply", data=answer, tid=sent["tid"], bid=sent["bid"])
    with pytest.raises(PropertyUnproven):
        await work


async def test_the_proof_is_of_the_device_that_is_set(wire: Wire) -> None:
    """Not of the dock through which it is reached."""
    wire.say("osd", data={"sub_device": {"device_sn": AIRCRAFT, "device_online_status": 1}})
    work = asyncio.ensure_future(
        property_set(wire.server, DOCK, aircraft.HEIGHT_LIMIT, 120, AIRCRAFT)
    )
    sent = await wire.transport.next("property/set")
    wire.say("property/set_reply", data={}, tid=sent["tid"], bid=sent["bid"])
    while not wire.server.listeners.has_listener(PropertiesChanged(DOCK, [])):
        await asyncio.sleep(0)
    wire.say("osd", data={"height_limit": 120})
    assert not work.done()
    wire.say("osd", data={"height_limit": 120}, serial=AIRCRAFT)
    await work


async def test_no_answer(wire: Wire) -> None:
    """The outcome is unknown, unless the device shows it."""
    with pytest.raises(ReplyTimeout):
        await property_set(wire.server, DOCK, dock.SILENT_MODE, True, timeout=0.05)
    wire.say("osd", data={"silent_mode": 1})
    await property_set(wire.server, DOCK, dock.SILENT_MODE, True, timeout=0.05)
