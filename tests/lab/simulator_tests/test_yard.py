"""Alarms, and aircraft that are swapped or moved."""

import pytest

from tests.lab.simulator import Broker, Model, SimulatedDock, Simulator, fleet

from .cloud import CODE, ORGANIZATION, Cloud


def _alarms(cloud: Cloud, serial: str) -> list[list[str]]:
    return [
        [entry["code"] for entry in message["data"]["list"]]
        for message in cloud.of("events", serial)
        if message["method"] == "hms"
    ]


async def test_alarms_are_repeated_until_they_are_cleared(cloud: Cloud, broker: Broker) -> None:
    """Always the whole list; the aircraft's on its own topic, with the dock as gateway."""
    dock = SimulatedDock(fleet(1, Model.DOCK_3, speed=20)[0], broker)
    aircraft = dock.aircraft_serial
    async with Simulator([dock]):
        await dock.wait_online()
        await cloud.holds(lambda: _alarms(cloud, aircraft)[-2:] == [[], []])
        dock.raise_alarm("0x16100083", level=2)
        dock.raise_alarm("0x16100084", component_index=1)
        dock.raise_alarm("0x1B030019", aircraft=True, in_the_sky=True)
        both = ["0x16100083", "0x16100084"]
        await cloud.holds(lambda: _alarms(cloud, dock.serial)[-3:] == [both] * 3)
        await cloud.holds(lambda: _alarms(cloud, aircraft)[-3:] == [["0x1B030019"]] * 3)
        told = next(
            message
            for message in cloud.of("events", aircraft)
            if message["method"] == "hms" and message["data"]["list"]
        )
        dock.clear_alarms("0x16100083")
        await cloud.holds(lambda: _alarms(cloud, dock.serial)[-1] == ["0x16100084"])
        assert _alarms(cloud, aircraft)[-1] == ["0x1B030019"]
        dock.clear_alarms()
        await cloud.holds(lambda: _alarms(cloud, dock.serial)[-1] == [])
        await cloud.holds(lambda: _alarms(cloud, aircraft)[-1] == [])
        dock.set_aircraft(on=False)
        count = len(_alarms(cloud, aircraft))
        more = len(_alarms(cloud, dock.serial)) + 3
        await cloud.holds(lambda: len(_alarms(cloud, dock.serial)) >= more)
    assert len(_alarms(cloud, aircraft)) <= count + 1
    assert told["gateway"] == dock.serial
    assert told["data"]["list"] == [
        {
            "args": {"component_index": 0, "sensor_index": 0},
            "code": "0x1B030019",
            "device_type": "0-100-1",
            "imminent": 0,
            "in_the_sky": 1,
            "level": 1,
            "module": 3,
        }
    ]


async def test_swapped_aircraft(cloud: Cloud, broker: Broker) -> None:
    """Topology and osd name the new one, with settings of its own; its states are answered."""
    dock = SimulatedDock(fleet(1, Model.DOCK_3, speed=20)[0], broker)
    before = dock.aircraft_serial
    async with Simulator([dock]):
        await dock.wait_online()
        await cloud.command(dock.serial, "", {"height_limit": 44}, kind="property/set")
        cloud.acknowledges = False
        waiting = dock.push_state({"payloads": []}, aircraft=True, need_reply=True)
        dock.swap_aircraft("1581FNEW")
        cloud.heard.clear()
        cloud.acknowledges = True
        state = dock.push_state({"payloads": []}, aircraft=True, need_reply=True)
        await state.wait()
        topology = await cloud.until(lambda heard: heard.kind == "status")
        heard = await cloud.until(lambda heard: heard.kind == "osd" and heard.serial == "1581FNEW")
        sent = waiting.sent
        await cloud.holds(lambda: len(list(cloud.of("osd", "1581FNEW"))) > 5)
        assert waiting.sent == sent
        await cloud.until(
            lambda heard: (
                heard.kind == "osd"
                and heard.serial == dock.serial
                and (heard.message or {})["data"].get("sub_device", {}).get("device_sn")
                == "1581FNEW"
            )
        )
    assert topology.message
    assert topology.message["data"]["sub_devices"][0]["sn"] == "1581FNEW"
    assert heard.message
    assert heard.message["gateway"] == dock.serial
    assert heard.message["data"]["height_limit"] == 120
    assert dock.aircraft_serial == "1581FNEW" != before
    assert dock.complaints == []


async def test_aircraft_moves_to_another_dock(cloud: Cloud, broker: Broker) -> None:
    """It takes its settings along; the dock that it leaves has none, also after a reboot."""
    settings = {"speed": 20, "binding_code": CODE, "organization_id": ORGANIZATION}
    first, second = (
        SimulatedDock(profile, broker) for profile in fleet(2, Model.DOCK_3, **settings)
    )
    serial = first.aircraft_serial
    async with Simulator([first, second]) as simulator:
        await simulator.wait_online()
        await cloud.command(first.serial, "", {"height_limit": 44}, kind="property/set")
        first.raise_alarm("0x1B030019", aircraft=True)
        first.move_aircraft(second)
        cloud.heard.clear()
        away = await cloud.until(
            lambda heard: heard.kind == "status" and heard.serial == first.serial
        )
        here = await cloud.until(
            lambda heard: heard.kind == "status" and heard.serial == second.serial
        )
        shown = await cloud.until(
            lambda heard: (
                heard.kind == "osd"
                and heard.serial == serial
                and (heard.message or {})["gateway"] == second.serial
            )
        )
        assert away.message
        assert away.message["data"]["sub_devices"] == []
        assert here.message
        assert here.message["data"]["sub_devices"][0]["sn"] == serial
        assert shown.message
        assert shown.message["data"]["height_limit"] == 44
        await cloud.holds(lambda: _alarms(cloud, serial)[-1:] == [["0x1B030019"]])

        with pytest.raises(ValueError, match="no aircraft"):
            first.set_aircraft(on=True)
        with pytest.raises(ValueError, match="can be moved"):
            first.move_aircraft(second)
        left = await cloud.command(first.serial, "fileupload_list", {"module_list": ["0"]})
        assert left["files"][0]["result"] == 324015
        cloud.bound.clear()
        cloud.heard.clear()
        await first.reboot(0)
        await cloud.until(lambda heard: heard.kind == "status" and heard.serial == first.serial)
        asked = cloud.requests("airport_bind_status")[0]["data"]["devices"]
        assert asked == [{"sn": first.serial}]
        assert first.bound
    assert first.complaints == second.complaints == []
