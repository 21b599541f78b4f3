"""From power-on to online, and what a dock says then."""

import asyncio

import pytest

from tests.lab.simulator import Broker, Model, Received, SimulatedDock, Simulator, fleet
from tests.lab.stack.mosquitto import Mosquitto

from .cloud import CODE, ORGANIZATION, Cloud


def _dock(broker: Broker, model: Model = Model.DOCK_3, **settings: object) -> SimulatedDock:
    return SimulatedDock(fleet(1, model, **{"speed": 20, **settings})[0], broker)


@pytest.mark.parametrize("model", list(Model))
async def test_dock_binds_itself_and_comes_online(
    cloud: Cloud, broker: Broker, model: Model
) -> None:
    """Config, binding, topology, in this order, and nothing of osd before."""
    dock = _dock(broker, model, binding_code=CODE, organization_id=ORGANIZATION)
    async with Simulator([dock]) as simulator:
        await simulator.wait_online()
        await cloud.until(lambda heard: heard.kind == "osd")

    said = [
        (heard.message or {}).get("method", heard.kind)
        for heard in cloud.heard
        if not heard.kind.endswith("_reply")
    ]
    assert said[:5] == [
        "config",
        "airport_bind_status",
        "airport_organization_get",
        "airport_organization_bind",
        "update_topo",
    ]
    assert dock.bound
    assert cloud.bound == {dock.serial, dock.aircraft_serial}
    topology = next(cloud.of("status"))["data"]
    assert (topology["domain"], topology["type"]) == ("3", int(model.key.split("-")[1]))
    assert topology["sub_devices"][0]["sn"] == dock.aircraft_serial
    assert dock.complaints == []


async def test_bound_dock_does_not_bind_again(cloud: Cloud, broker: Broker) -> None:
    """Binding happens once."""
    dock = _dock(broker, binding_code=CODE, organization_id=ORGANIZATION)
    cloud.bound.add(dock.serial)
    async with Simulator([dock]):
        await dock.wait_online()
    assert dock.bound
    assert not cloud.requests("airport_organization_bind")


async def test_wrong_binding_code_leaves_the_dock_unbound(cloud: Cloud, broker: Broker) -> None:
    """It is on the broker all the same, as a stranger."""
    dock = _dock(broker, binding_code="WRONG", organization_id=ORGANIZATION)
    async with Simulator([dock]):
        await dock.wait_online()
    assert not dock.bound
    assert not cloud.requests("airport_organization_bind")


async def test_unanswered_requests_are_repeated(cloud: Cloud, broker: Broker) -> None:
    """With the same bid and a new tid, until somebody answers."""
    cloud.answers = False
    dock = _dock(broker)
    async with Simulator([dock]):
        await cloud.holds(lambda: len(cloud.requests("config")) >= 3)
        with pytest.raises(TimeoutError):
            await dock.wait_online(0.1)
        cloud.answers = True
        await dock.wait_online()
    configs = cloud.requests("config")
    assert len({message["bid"] for message in configs}) == 1
    assert len({message["tid"] for message in configs}) == len(configs)


async def test_dock_without_licence_leaves(cloud: Cloud, broker: Broker) -> None:
    """As a real one drops its connection, and tries again later."""
    cloud.licence = ""
    dock = _dock(broker)
    async with Simulator([dock]):
        await cloud.holds(lambda: len(cloud.requests("config")) >= 2)
        assert not dock.online
        cloud.licence = "licence"
        await dock.wait_online()


async def test_messages_are_partial_and_of_both_devices(cloud: Cloud, broker: Broker) -> None:
    """Three groups of the dock without a common key, and the aircraft with its gateway."""
    dock = _dock(broker)
    async with Simulator([dock]):
        await dock.wait_online()
        await cloud.holds(lambda: len(list(cloud.of("osd", dock.serial))) > 6)
        await cloud.until(lambda heard: heard.serial == dock.aircraft_serial)
        await cloud.until(lambda heard: "firmware_version" in heard.payload.decode())
    groups = {frozenset(message["data"]) for message in cloud.of("osd", dock.serial)}
    assert len(groups) == 3
    assert sum(len(group) for group in groups) == len(frozenset[str]().union(*groups))
    aircraft = next(cloud.of("osd", dock.aircraft_serial))
    assert aircraft["gateway"] == dock.serial
    assert Model.DOCK_3.camera in aircraft["data"]


async def test_aircraft_can_be_switched_off(cloud: Cloud, broker: Broker) -> None:
    """The topology is then empty, the dock stays."""
    dock = _dock(broker)
    async with Simulator([dock]):
        await dock.wait_online()
        dock.set_aircraft(on=False)
        await cloud.holds(lambda: len(list(cloud.of("status"))) == 2)
    assert [message["data"]["sub_devices"] for message in cloud.of("status")][1] == []


async def test_events_are_repeated_until_acknowledged(cloud: Cloud, broker: Broker) -> None:
    """With the same ids."""
    dock = _dock(broker, aircraft_on=False)
    async with Simulator([dock]):
        await dock.wait_online()
        cloud.acknowledges = False
        emitted = dock.emit("something_new", {"a": 1}, need_reply=True)
        await cloud.holds(lambda: emitted.sent >= 3)
        assert not emitted.acknowledged.is_set()
        cloud.acknowledges = True
        await emitted.wait()
        sent = emitted.sent
        await asyncio.sleep(1)
        assert emitted.sent == sent
        state = dock.push_state({"firmware_version": "1"}, aircraft=True, need_reply=True)
        await state.wait()
    events = [message for message in cloud.of("events") if message.get("method") == "something_new"]
    assert {message["tid"] for message in events} == {emitted.tid}
    assert dock.complaints == []


async def test_wrong_acknowledgement_is_complained_about(cloud: Cloud, broker: Broker) -> None:
    """So that a test of the integration can see it."""
    dock = _dock(broker, aircraft_on=False)
    async with Simulator([dock]):
        await dock.wait_online()
        cloud.acknowledges = False
        emitted = dock.emit("hms", {"list": []}, need_reply=True)
        reply = {"tid": emitted.tid, "bid": "other", "data": {"result": 1}}
        await cloud.publish(f"thing/product/{dock.serial}/events_reply", reply)
        await emitted.wait()
    assert len(dock.complaints) == 3


async def test_dock_returns_to_a_broker_that_was_killed(
    cloud: Cloud, broker: Broker, mosquitto: Mosquitto
) -> None:
    """With back-off, and its whole introduction again."""
    dock = _dock(broker)
    async with Simulator([dock]):
        await dock.wait_online()
        mosquitto.kill()
        await _until(lambda: not dock.connected)
        mosquitto.start()
        async with Cloud(mosquitto) as second:
            await dock.wait_online()
            assert second.requests("config")


async def test_dock_that_announces_nothing(cloud: Cloud, broker: Broker) -> None:
    """Only osd, as after a restart of the cloud alone."""
    dock = _dock(broker, announces=False)
    async with Simulator([dock]):
        await dock.wait_online()
        await cloud.until(lambda heard: heard.kind == "osd")
    assert not list(cloud.of("requests"))
    assert not list(cloud.of("status"))


async def test_dock_asks_and_sets_properties(cloud: Cloud, broker: Broker) -> None:
    """One property for each message."""
    dock = _dock(broker)
    async with Simulator([dock]):
        await dock.wait_online()
        assert await dock.ask("flight_areas_get", {}) == {"result": 325001}
        silent = await cloud.command(dock.serial, "", {"silent_mode": 1}, kind="property/set")
        other = await cloud.command(dock.serial, "", {"mode_code": 1}, kind="property/set")
        unknown = await cloud.command(dock.serial, "cover_open", {})
        await cloud.until(
            lambda heard: heard.kind == "state" and b'"silent_mode":1' in heard.payload
        )
    assert silent == {"silent_mode": {"result": 0}}
    assert other == {"mode_code": {"result": 1}}
    assert unknown == {"result": 514153}
    assert isinstance(dock.received[-1], Received)
    assert dock.received[-1].method == "cover_open"


async def test_mqtt5_and_a_fleet(cloud: Cloud, broker: Broker) -> None:
    """Any number of docks of all models, with serials of their own."""
    five = Broker(port=broker.port, username="home", password=broker.password, mqtt5=True)
    profiles = fleet(12, speed=4)
    docks = [SimulatedDock(profile, five) for profile in profiles]
    async with Simulator(docks) as simulator:
        await simulator.wait_online()
    assert len({dock.serial for dock in docks} | {dock.aircraft_serial for dock in docks}) == 24
    assert {profile.model for profile in profiles} == set(Model)


async def _until(met: object) -> None:
    async with asyncio.timeout(30):
        while not met():  # type: ignore[operator] # a plain function without arguments
            await asyncio.sleep(0.01)
