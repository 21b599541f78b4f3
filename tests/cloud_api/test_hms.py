"""Alarms of docks and of their aircraft."""

import json
import time
from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import CloudServer, HmsReport

from .wire import AIRCRAFT, DOCK, SETTINGS, MemoryTransport

# As a Dock 3 sent it for its aircraft.
RAISED = {
    "args": {"component_index": 0, "sensor_index": 63},
    "code": "0x1B030019",
    "device_type": "0-100-0",
    "imminent": 0,
    "in_the_sky": 1,
    "level": 0,
    "module": 3,
}


@pytest.fixture
def reports() -> list[HmsReport]:
    """Return what was reported."""
    return []


@pytest.fixture
def server(reports: list[HmsReport]) -> CloudServer:
    """Return a server with one dock and its aircraft."""

    async def save() -> None:
        """Docks are not saved here."""

    made = CloudServer(MemoryTransport(), SETTINGS, save, lambda: 0.0)
    made.fleet.update(DOCK, accepted=True, online=True)
    say(made, DOCK, "osd", sub_device={"device_sn": AIRCRAFT, "device_online_status": 1})
    made.listeners.add(HmsReport, reports.append)
    return made


def say(server: CloudServer, device: str, kind: str, **data: Any) -> None:
    """Let a device say something."""
    now = time.time_ns() // 1_000_000
    message = {"tid": "t", "bid": "b", "timestamp": now, "gateway": DOCK, "data": data}
    if kind == "events":
        message["method"] = "hms"
    server.receive(f"thing/product/{device}/{kind}", json.dumps(message).encode(), False)


def test_of_an_aircraft(server: CloudServer, reports: list[HmsReport]) -> None:
    """It comes on the aircraft's own topic, and belongs to its dock."""
    say(server, AIRCRAFT, "events", list=[RAISED])
    [report] = reports
    assert (report.dock, report.device) == (DOCK, AIRCRAFT)
    [alarm] = report.alarms
    assert alarm.code == "0x1B030019"
    assert (alarm.level, alarm.module, alarm.in_the_sky) == ("notice", "hms", True)
    assert alarm.identity == "0-100-0 0x1B030019 0 63"


def test_of_a_dock(server: CloudServer, reports: list[HmsReport]) -> None:
    """An empty list clears all; numbers may come as texts."""
    say(server, DOCK, "events", list=[])
    say(server, DOCK, "events", list=[{"code": "0x16100083", "level": "2", "module": "1"}])
    assert [len(report.alarms) for report in reports] == [0, 1]
    assert (reports[1].alarms[0].level, reports[1].alarms[0].module) == ("warning", "device")
    assert reports[1].dock == reports[1].device == DOCK


def test_of_an_aircraft_on_the_topic_of_its_dock(
    server: CloudServer, reports: list[HmsReport]
) -> None:
    """Firmware that has one list for both: the type of device takes it apart."""
    own = {"code": "0x19110001", "device_type": "3-3-0"}
    camera = {"code": "0x1C000103", "device_type": "1-81-0"}
    say(server, DOCK, "events", list=[RAISED, own, camera])
    [report] = reports
    assert (report.device, report.aircraft) == (DOCK, AIRCRAFT)
    assert {alarm.code for alarm in report.alarms} == {own["code"], camera["code"]}
    assert [alarm.code for alarm in report.of_aircraft] == [RAISED["code"]]
    # Without an aircraft that could have them they are not lost.
    server.fleet.update(DOCK, aircraft=None)
    say(server, DOCK, "events", list=[RAISED])
    assert [len(report.alarms) for report in reports] == [2, 1]


@pytest.mark.parametrize(
    ("data", "alarms"),
    [
        ({}, None),
        ({"list": None}, None),
        ({"list": "x"}, None),
        ({"list": [None, 3, {"code": ""}, {"code": []}]}, 0),
        ({"list": [{"code": "0x1", "level": 9, "module": {}, "args": 5}]}, 1),
        ({"list": [{"code": f"0x{number:x}"} for number in range(1000)]}, 20),
    ],
)
def test_malformed(
    server: CloudServer, reports: list[HmsReport], data: dict[str, Any], alarms: int | None
) -> None:
    """It costs only itself, and no list is not the same as an empty one."""
    say(server, DOCK, "events", **data)
    assert [len(report.alarms) for report in reports] == ([] if alarms is None else [alarms])


def test_of_strangers(server: CloudServer, reports: list[HmsReport]) -> None:
    """Devices that are not ours have no alarms."""
    say(server, "8UUXN0000000Z9", "events", list=[RAISED])
    assert reports == []
