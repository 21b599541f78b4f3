"""Remote debugging of a simulated dock: its mode, its jobs, and what they do."""

import asyncio
from collections.abc import AsyncGenerator
import sys
from typing import Any

import pytest

from tests.lab.simulator import (
    Broker,
    Faults,
    FlightPlan,
    Mode,
    Model,
    SimulatedDock,
    Simulator,
    fleet,
)
from tests.lab.stack.s3 import Store

from .cloud import Cloud, start_data

_FOR_EVER = 100_000
"""Seconds of a dock; a job that is under way stays so."""

DEVICES = {
    "devices": [
        {
            "sn": "S",
            "type": 1,
            "module": "3",
            "data": {"longitude": 4.9, "latitude": 52.3, "height": 46.2},
        }
    ]
}


def _dock(broker: Broker, model: Model = Model.DOCK_3, **settings: Any) -> SimulatedDock:
    return SimulatedDock(fleet(1, model, **{"speed": 50, **settings})[0], broker)


@pytest.fixture
async def dock(cloud: Cloud, broker: Broker) -> AsyncGenerator[SimulatedDock]:
    """Run a Dock 3 in remote debugging."""
    simulated = _dock(broker)
    async with Simulator([simulated]):
        await simulated.wait_online()
        await _open(cloud, simulated)
        yield simulated


async def _open(cloud: Cloud, dock: SimulatedDock) -> None:
    assert (await cloud.command(dock.serial, "debug_mode_open", {}))["result"] == 0
    await dock.wait_mode(Mode.REMOTE_DEBUG)


async def _do(
    cloud: Cloud, dock: SimulatedDock, method: str, data: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Let a job be done, and return the data of its last event."""
    bid = f"job {len(dock.orders)}"
    assert (await cloud.command(dock.serial, method, data or {}, bid))["result"] == 0
    await cloud.holds(lambda: any(_final(event) for event in _events(cloud, bid)))
    return dict(_events(cloud, bid)[-1]["data"])


def _events(cloud: Cloud, bid: str) -> list[dict[str, Any]]:
    return [message for message in cloud.of("events") if message.get("bid") == bid]


def _final(event: dict[str, Any]) -> bool:
    return event["data"]["output"]["status"] in {"ok", "failed"}


def _statuses(cloud: Cloud, bid: str) -> list[str]:
    return [event["data"]["output"]["status"] for event in _events(cloud, bid)]


async def _shows(cloud: Cloud, serial: str, name: str, value: object) -> None:
    """Wait until osd says so; the name may be one of a struct, with a dot."""
    first, _, second = name.partition(".")

    def shown() -> bool:
        values = [
            message["data"][first]
            for message in cloud.of("osd", serial)
            if first in message["data"]
        ]
        return bool(values) and (values[-1][second] if second else values[-1]) == value

    await cloud.holds(shown)


async def test_mode(cloud: Cloud, broker: Broker) -> None:
    """It is entered and left by command, and nothing else is done outside of it."""
    async with Simulator([dock := _dock(broker)]):
        await dock.wait_online()
        assert await cloud.command(dock.serial, "cover_open", {}) == {"result": 514153}
        await _open(cloud, dock)
        await _shows(cloud, dock.serial, "mode_code", 2)
        assert await cloud.command(dock.serial, "debug_mode_close", {}) == {"result": 0}
        await _shows(cloud, dock.serial, "mode_code", 0)
        assert await cloud.command(dock.serial, "debug_mode_close", {}) == {"result": 0}
    assert [order.method for order in dock.orders] == [
        "cover_open",
        "debug_mode_open",
        "debug_mode_close",
        "debug_mode_close",
    ]
    assert dock.repeated_orders() == set()


async def test_what_refuses_to_open(cloud: Cloud, broker: Broker, store: Store) -> None:
    """Flights, on-site debugging, and an export of logs."""
    async with Simulator([dock := _dock(broker, archive_size=3_000_000, bandwidth=100_000)]):
        await dock.wait_online()
        dock.debug_on_site()
        assert await cloud.command(dock.serial, "debug_mode_open", {}) == {"result": 514145}
        dock.debug_on_site(False)
        flight = asyncio.create_task(dock.fly(FlightPlan(duration=250, photos=1, videos=0)))
        await dock.wait_mode(Mode.WORKING)
        assert await cloud.command(dock.serial, "debug_mode_open", {}) == {"result": 514148}
        await flight
        data = start_data(store, dock.profile, dock=[321])
        assert await cloud.command(dock.serial, "fileupload_start", data) == {"result": 0}
        assert await cloud.command(dock.serial, "debug_mode_open", {}) == {"result": 325009}


async def test_no_flight_in_remote_debugging(cloud: Cloud, dock: SimulatedDock) -> None:
    """It is refused, by event and by reply."""
    assert await dock.fly() == []
    refused = await cloud.until(lambda heard: b"flighttask_progress" in heard.payload)
    assert (refused.message or {})["data"]["result"] == 319036
    assert await cloud.command(dock.serial, "flighttask_execute", {}) == {"result": 319036}


async def test_cover(cloud: Cloud, dock: SimulatedDock) -> None:
    """Half open on the way; closing switches the aircraft on and turns its propellers."""
    dock.set_aircraft(on=False)
    bid = "open"
    assert await cloud.command(dock.serial, "cover_open", {}, bid) == {"result": 0}
    await _shows(cloud, dock.serial, "cover_state", 1)
    await cloud.holds(lambda: _statuses(cloud, bid)[-1:] == ["ok"])
    covers = [message["data"].get("cover_state") for message in cloud.of("osd", dock.serial)]
    assert 2 in covers
    progress = [event["data"]["output"]["progress"] for event in _events(cloud, bid)]
    assert [item["percent"] for item in progress] == sorted(item["percent"] for item in progress)
    assert progress[-1] == {"percent": 100, "step_key": "open_cover"}
    assert progress[0]["step_key"] == "get_bid"
    assert {event["need_reply"] for event in _events(cloud, bid)} == {0}
    await _do(cloud, dock, "cover_close")
    await _shows(cloud, dock.serial, "cover_state", 0)
    await _shows(cloud, dock.serial, "sub_device.device_online_status", 1)
    assert dock.state.equipment.propeller_turns == 1
    assert dock.damage == []


async def test_cover_by_force(cloud: Cloud, dock: SimulatedDock) -> None:
    """What it breaks is written down, for tests of interlocks."""
    dock.set_cover(1)
    data = await _do(cloud, dock, "cover_force_close")
    assert "step_key" not in data["output"]["progress"]
    assert dock.damage == ["the cover was closed by force on the aircraft"]


async def test_one_job_at_a_time(cloud: Cloud, broker: Broker) -> None:
    """Everything else is busy meanwhile."""
    async with Simulator([dock := _dock(broker, job_seconds={"drone_open": _FOR_EVER})]):
        await dock.wait_online()
        await _open(cloud, dock)
        assert await cloud.command(dock.serial, "drone_open", {}) == {"result": 0}
        for method in ("cover_open", "supplement_light_open", "debug_mode_close"):
            assert await cloud.command(dock.serial, method, {}) == {"result": 514116}


async def test_no_progress_of_power(cloud: Cloud, dock: SimulatedDock) -> None:
    """Of an aircraft that is switched on only the status is told."""
    assert (await _do(cloud, dock, "drone_open"))["output"] == {"status": "ok"}
    assert all("progress" not in event["data"]["output"] for event in cloud.of("events")
               if event.get("method") == "drone_open")  # fmt: skip


async def test_emergency_stop(cloud: Cloud, dock: SimulatedDock) -> None:
    """Nothing that moves begins."""
    dock.press_emergency_stop()
    await _shows(cloud, dock.serial, "emergency_stop_state", 1)
    failed = await _do(cloud, dock, "cover_open")
    assert failed["result"] == 514121
    assert failed["output"]["progress"]["step_key"] == "check_scram_state"


async def test_emergency_stop_in_the_middle(cloud: Cloud, broker: Broker) -> None:
    """What moves stops half way."""
    # Slow enough to be stopped in the middle on any machine.
    async with Simulator([dock := _dock(broker, job_seconds={"cover_open": 1000})]):
        await dock.wait_online()
        await _open(cloud, dock)
        assert await cloud.command(dock.serial, "cover_open", {}, "stopped") == {"result": 0}
        await _shows(cloud, dock.serial, "cover_state", 2)
        dock.press_emergency_stop()
        await cloud.holds(lambda: _statuses(cloud, "stopped")[-1:] == ["failed"])
    assert dock.state.equipment.cover == 2


async def test_aircraft_power(cloud: Cloud, dock: SimulatedDock) -> None:
    """Topology and osd come and go with it."""
    await _do(cloud, dock, "drone_close")
    await _shows(cloud, dock.serial, "sub_device.device_online_status", 0)
    await cloud.holds(lambda: _topologies(cloud)[-1:] == [[]])
    cloud.heard.clear()
    await _do(cloud, dock, "drone_open")
    await _shows(cloud, dock.serial, "sub_device.device_online_status", 1)
    await cloud.holds(lambda: _topologies(cloud)[-1:] == [[dock.aircraft_serial]])
    await cloud.holds(lambda: list(cloud.of("osd", dock.aircraft_serial)))


def _topologies(cloud: Cloud) -> list[list[str]]:
    return [
        [device["sn"] for device in message["data"]["sub_devices"]]
        for message in cloud.of("status")
    ]


async def test_charging(cloud: Cloud, dock: SimulatedDock) -> None:
    """Not when it is almost full, and not with an open cover."""
    assert (await _do(cloud, dock, "charge_open"))["result"] == 514125
    dock.state.aircraft.charge = 60
    await _do(cloud, dock, "charge_close")
    await _shows(cloud, dock.serial, "drone_charge_state.state", 0)
    await _do(cloud, dock, "charge_open")
    await _shows(cloud, dock.serial, "drone_charge_state.state", 1)
    dock.set_cover(1)
    assert (await _do(cloud, dock, "charge_open"))["result"] == 514174


SWITCHES: list[tuple[str, dict[str, int], str, object]] = [
    ("supplement_light_open", {}, "supplement_light_state", 1),
    ("alarm_state_switch", {"action": 1}, "alarm_state", 1),
    ("battery_store_mode_switch", {"action": 2}, "battery_store_mode", 2),
    (
        "battery_maintenance_switch",
        {"action": 1},
        "drone_battery_maintenance_info.maintenance_state",
        2,
    ),
    ("sdr_workmode_switch", {"link_workmode": 1}, "wireless_link.link_workmode", 1),
]


@pytest.mark.parametrize(("method", "data", "name", "value"), SWITCHES)
async def test_switches(
    cloud: Cloud, dock: SimulatedDock, method: str, data: dict[str, int], name: str, value: object
) -> None:
    """Answered at once, shown a moment later."""
    assert await cloud.command(dock.serial, method, data) == {"result": 0}
    await _shows(cloud, dock.serial, name, value)
    assert not [event for event in cloud.of("events") if event.get("method") == method]
    assert dock.complaints == []


async def test_air_conditioner(cloud: Cloud, dock: SimulatedDock) -> None:
    """It goes through its transitions, and may not be switched again at once."""

    async def switch(action: int) -> int:
        reply = await cloud.command(dock.serial, "air_conditioner_mode_switch", {"action": action})
        return int(reply["result"])

    def states() -> list[int]:
        found: list[int] = []
        for message in cloud.of("osd", dock.serial):
            if air := message["data"].get("air_conditioner"):
                state = air["air_conditioner_state"]
                found += [state] if found[-1:] != [state] else []
        return found

    assert await switch(1) == 0
    await cloud.holds(lambda: states() == [0, 7, 1])
    dock.state.equipment.may_switch_at += 1000
    assert await switch(3) == 514183
    dock.state.equipment.may_switch_at = 0
    assert await switch(3) == 0
    await cloud.holds(lambda: states() == [0, 7, 1, 4, 9, 3])
    dock.state.equipment.may_switch_at = 0
    dock.set_weather(temperature=-3.0)
    assert await switch(1) == 514184
    dock.set_weather(temperature=46.0)
    assert await switch(2) == 514185


async def test_mobile_link_without_a_dongle(cloud: Cloud, broker: Broker) -> None:
    """There is nothing to switch."""
    async with Simulator([dock := _dock(broker, dongle=False)]):
        await dock.wait_online()
        await _open(cloud, dock)
        reply = await cloud.command(dock.serial, "sdr_workmode_switch", {"link_workmode": 1})
        assert reply == {"result": 326002}


async def test_formatting(cloud: Cloud, dock: SimulatedDock) -> None:
    """What was stored is gone, and media with it."""
    dock.set_media_pending(3)
    await _do(cloud, dock, "device_format")
    await cloud.holds(lambda: _used(cloud, dock.serial) < 20_000)
    await _shows(cloud, dock.serial, "media_file_detail.remain_upload", 0)
    await _do(cloud, dock, "drone_format")
    await cloud.holds(lambda: _used(cloud, dock.aircraft_serial) < 20_000)
    dock.set_aircraft(on=False)
    assert await cloud.command(dock.serial, "drone_format", {}) == {"result": 325012}


def _used(cloud: Cloud, serial: str) -> int:
    used: list[int] = [
        message["data"]["storage"]["used"]
        for message in cloud.of("osd", serial)
        if "storage" in message["data"]
    ]
    return used[-1] if used else sys.maxsize


async def test_calibration(cloud: Cloud, dock: SimulatedDock) -> None:
    """One event, at the end, which wants an answer; the result is the devices'."""
    dock.state.equipment.calibrated = 0
    data = await _do(cloud, dock, "rtk_calibration", DEVICES)
    await _shows(cloud, dock.serial, "position_state.is_calibration", 1)
    [event] = [event for event in cloud.of("events") if event["method"] == "rtk_calibration"]
    assert event["need_reply"] == 1
    assert data["result"] == 0
    assert data["output"]["ext"]["devices"][0]["result"] == 0
    dock.faults = Faults(fail_job={"rtk_calibration": 341002})
    data = await _do(cloud, dock, "rtk_calibration", DEVICES)
    assert data["result"] == 0
    assert data["output"]["ext"]["devices"][0]["result"] == 341002


@pytest.mark.parametrize("model", list(Model))
async def test_restart(cloud: Cloud, broker: Broker, model: Model) -> None:
    """It falls silent, and introduces itself again; a Dock 3 does not say that it is done."""
    dock = _dock(broker, model, reboot_seconds=50)
    async with Simulator([dock]):
        await dock.wait_online()
        await _open(cloud, dock)
        assert (await cloud.command(dock.serial, "device_reboot", {}, "restart"))["result"] == 0
        await cloud.holds(lambda: not dock.online)
        await cloud.holds(lambda: cloud.sessions() == 2)
        await dock.wait_online()
        await cloud.command(dock.serial, "barrier", {})
    assert dock.mode is Mode.IDLE
    assert ("ok" in _statuses(cloud, "restart")) is (model is not Model.DOCK_3)
    # Once for each boot, and again where the answer took its time.
    assert len(_topologies(cloud)) >= 2
    assert dock.debugging.jobs[-1].status == "ok"


@pytest.mark.parametrize("model", list(Model))
async def test_models(cloud: Cloud, broker: Broker, model: Model) -> None:
    """Replies with and without output, and what a model does not have."""
    async with Simulator([dock := _dock(broker, model)]):
        await dock.wait_online()
        await _open(cloud, dock)
        light = await cloud.command(dock.serial, "supplement_light_open", {})
        link = await cloud.command(dock.serial, "sdr_workmode_switch", {"link_workmode": 0})
        putter = await cloud.command(dock.serial, "putter_open", {})
        cover = {"result": 514116}
        if model is not Model.DOCK_1:
            cover = await cloud.command(dock.serial, "cover_open", {})
    assert link == {"result": 0}
    match model:
        case Model.DOCK_1:
            assert light == {"result": 0, "output": {"status": "ok"}}
            assert putter == {"result": 0, "output": {"status": "in_progress"}}
        case Model.DOCK_2:
            assert putter == {"result": 0, "output": {"status": "rejected"}}
            assert cover == {"result": 0, "output": {"status": "in_progress"}}
        case Model.DOCK_3:
            assert light == {"result": 0}
            assert putter == {"result": 314000}
            assert cover == {"result": 0}


BAD: list[tuple[str, dict[str, Any]]] = [
    ("cover_open", {"action": 1}),
    ("alarm_state_switch", {}),
    ("alarm_state_switch", {"action": True}),
    ("battery_store_mode_switch", {"action": 0}),
    ("air_conditioner_mode_switch", {"action": 4}),
    ("sdr_workmode_switch", {"link_workmode": "1"}),
    ("sim_slot_switch", {"sim_slot": 1}),
    ("rtk_calibration", {}),
    ("rtk_calibration", {"devices": [{"sn": "S", "type": 1, "module": "3", "data": {}}]}),
]


@pytest.mark.parametrize(("method", "data"), BAD)
async def test_bad_data(
    cloud: Cloud, dock: SimulatedDock, method: str, data: dict[str, Any]
) -> None:
    """It is refused, and complained about."""
    assert await cloud.command(dock.serial, method, data) == {"result": 514171}
    assert len(dock.complaints) == 1


async def test_dongles(cloud: Cloud, dock: SimulatedDock) -> None:
    """SIM and eSIM are told as state."""
    of_dock = {"imei": "860000000000001", "device_type": "dock"}
    assert await cloud.command(dock.serial, "sim_slot_switch", {**of_dock, "sim_slot": 2}) == {
        "result": 0
    }
    await _do(cloud, dock, "esim_activate", of_dock)
    other = {"imei": "1", "device_type": "dock"}
    assert await cloud.command(dock.serial, "esim_activate", other) == {"result": 326103}
    states = [message["data"] for message in cloud.of("state") if "dongle_infos" in message["data"]]
    assert [
        states[0]["dongle_infos"][0]["sim_slot"],
        states[-1]["dongle_infos"][0]["esim_activate_state"],
    ] == [2, 2]
