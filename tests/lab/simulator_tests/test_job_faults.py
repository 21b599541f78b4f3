"""Misbehaviour of jobs, on purpose, and sessions that outlast a dock."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest

from tests.lab.simulator import (
    Broker,
    Faults,
    Mode,
    Model,
    SimulatedDock,
    Simulator,
    fleet,
    parse_faults,
)
from tests.lab.stack.mosquitto import Mosquitto

from .cloud import Cloud

COVER = frozenset({"cover_open"})


@pytest.fixture
async def dock(cloud: Cloud, broker: Broker) -> AsyncGenerator[SimulatedDock]:
    """Run a Dock 2 in remote debugging."""
    simulated = SimulatedDock(fleet(1, Model.DOCK_2, speed=50)[0], broker)
    async with Simulator([simulated]):
        await simulated.wait_online()
        await cloud.command(simulated.serial, "debug_mode_open", {})
        await simulated.wait_mode(Mode.REMOTE_DEBUG)
        yield simulated


async def _open(cloud: Cloud, dock: SimulatedDock, faults: Faults) -> str:
    """Order an open cover, and wait for the dock's end of it; return the tid."""
    dock.faults = faults
    jobs = len(dock.debugging.jobs)
    tid = await cloud.send(dock.serial, "cover_open", {}, "job")
    await cloud.holds(lambda: len(dock.debugging.jobs) > jobs and not dock.debugging.job)
    await cloud.command(dock.serial, "barrier", {})
    return tid


def _events(cloud: Cloud) -> list[dict[str, Any]]:
    return [message for message in cloud.of("events") if message.get("method") == "cover_open"]


def _ends(cloud: Cloud) -> list[str]:
    statuses = [event["data"]["output"]["status"] for event in _events(cloud)]
    return [status for status in statuses if status in {"ok", "failed"}]


def _replies(cloud: Cloud, tid: str) -> list[dict[str, Any]]:
    return [message for message in cloud.of("services_reply") if message["tid"] == tid]


async def test_replies(cloud: Cloud, dock: SimulatedDock) -> None:
    """None, none and nothing done, refusals."""
    dock.faults = Faults(ignore=COVER)
    await cloud.send(dock.serial, "cover_open", {}, "ignored")
    dock.faults = Faults(refuse={"cover_open": 514116})
    assert await cloud.command(dock.serial, "cover_open", {}) == {"result": 514116}
    dock.faults = Faults(reject=COVER)
    rejected = {"result": 0, "output": {"status": "rejected"}}
    assert await cloud.command(dock.serial, "cover_open", {}) == rejected
    assert dock.debugging.jobs == []
    assert len(dock.orders_of("cover_open")) == 3
    tid = await _open(cloud, dock, Faults(no_reply=COVER))
    assert _replies(cloud, tid) == []
    assert _ends(cloud) == ["ok"]


async def test_reply_after_events(cloud: Cloud, dock: SimulatedDock) -> None:
    """The first event may be earlier, and even the last one."""

    def order() -> list[str]:
        return [
            heard.kind
            for heard in cloud.heard
            if b'"job"' in heard.payload and heard.kind in {"events", "services_reply"}
        ]

    await _open(cloud, dock, Faults(progress_before_reply=True))
    assert order()[:2] == ["events", "services_reply"]
    cloud.heard.clear()
    dock.faults = Faults(late_reply={"cover_open": 2.0})
    await cloud.send(dock.serial, "cover_open", {}, "job")
    await cloud.holds(lambda: order()[-1:] == ["services_reply"])
    assert _ends(cloud) == ["ok"]


async def test_silence(cloud: Cloud, dock: SimulatedDock) -> None:
    """No end, or nothing at all from a point on; the cover is open."""
    await _open(cloud, dock, Faults(no_final_event=True))
    assert _ends(cloud) == []
    assert dock.state.cover == 1
    cloud.heard.clear()
    await _open(cloud, dock, Faults(silent_at=50))
    assert max(event["data"]["output"]["progress"]["percent"] for event in _events(cloud)) < 60
    assert _ends(cloud) == []


async def test_failure_and_no_effect(cloud: Cloud, dock: SimulatedDock) -> None:
    """What is said is not what is."""
    await _open(cloud, dock, Faults(fail_job={"cover_open": 514107}))
    assert _events(cloud)[-1]["data"]["result"] == 514107
    assert dock.state.cover == 2
    dock.set_cover(0)
    await _open(cloud, dock, Faults(no_effect=COVER))
    assert _ends(cloud) == ["failed", "ok"]
    assert dock.state.cover == 0


async def test_fields(cloud: Cloud, dock: SimulatedDock) -> None:
    """Impossible percentages, another bid, repetitions."""
    tid = await _open(
        cloud, dock, Faults(impossible_percents=True, wrong_bid="w", duplicate_events=1)
    )
    percents = [event["data"]["output"]["progress"]["percent"] for event in _events(cloud)]
    assert {str(percent) for percent in percents} == {"-5", "250", "abc", "NaN", "None"}
    assert {event["bid"] for event in _events(cloud)} == {"w"}
    assert _replies(cloud, tid)[0]["bid"] == "w"
    tids = [event["tid"] for event in _events(cloud)]
    assert tids[::2] == tids[1::2]


async def test_leaving_remote_debugging(cloud: Cloud, dock: SimulatedDock) -> None:
    """By itself; the next command hears of it."""
    dock.leave_debugging()
    assert await cloud.command(dock.serial, "cover_open", {}) == {"result": 514153}
    dock.faults = Faults(leaves_debug_after=0)
    await cloud.command(dock.serial, "debug_mode_open", {})
    await cloud.holds(
        lambda: (
            [
                message["data"]["mode_code"]
                for message in cloud.of("osd")
                if "mode_code" in message["data"]
            ][-1]
            == 0
        )
    )
    assert await cloud.command(dock.serial, "cover_open", {}) == {"result": 514153}


async def test_restart_in_the_middle(cloud: Cloud, dock: SimulatedDock) -> None:
    """The job is forgotten, and remote debugging over."""
    dock.faults = Faults(power_loss_at=40)
    await cloud.send(dock.serial, "cover_open", {}, "job")
    await cloud.holds(lambda: cloud.sessions() == 2)
    await dock.wait_online()
    await cloud.command(dock.serial, "barrier", {})
    assert dock.debugging.jobs[-1].status == "lost"
    assert _ends(cloud) == []
    assert dock.mode is Mode.IDLE
    assert dock.state.cover == 2


async def test_offline_in_the_middle(cloud: Cloud, dock: SimulatedDock) -> None:
    """The work goes on, and nobody hears of its end."""
    dock.faults = Faults(offline_at=40)
    await cloud.send(dock.serial, "cover_open", {}, "job")
    await dock.wait_debug_jobs_finished()
    assert not dock.connected
    dock.come_back()
    await dock.wait_online()
    assert dock.state.cover == 1
    assert _ends(cloud) == []


async def test_what_came_twice(cloud: Cloud, dock: SimulatedDock) -> None:
    """Is on the record."""
    for _ in range(2):
        await cloud.command(dock.serial, "cover_open", {}, "same")
    assert dock.repeated_orders() == {("cover_open", "same")}


@pytest.mark.parametrize("mqtt5", [False, True])
async def test_session_that_is_kept(
    cloud: Cloud, broker: Broker, mosquitto: Mosquitto, mqtt5: bool
) -> None:
    """What was sent with QoS 1 meanwhile comes when it is back; a clean session hears nothing."""
    own = Broker(port=broker.port, username=broker.username, password=broker.password, mqtt5=mqtt5)
    kept, clean = fleet(2, Model.DOCK_3, speed=50)
    docks = [
        SimulatedDock(fleet(1, Model.DOCK_3, speed=50, persistent_session=True)[0], own),
        SimulatedDock(clean, own),
    ]
    async with Simulator(docks) as simulator:
        await simulator.wait_online()
        for dock in docks:
            dock.go_offline()
        await cloud.holds(lambda: not any(dock.connected for dock in docks))
        for dock in docks:
            await cloud.send(dock.serial, "debug_mode_open", {}, "late")
        for dock in docks:
            dock.come_back()
        await simulator.wait_online()
        for dock in docks:
            await cloud.command(dock.serial, "barrier", {})
    assert [len(dock.orders_of("debug_mode_open")) for dock in docks] == [1, 0]
    assert docks[0].serial == kept.serial


def test_faults_from_the_command_line() -> None:
    """As the others."""
    assert parse_faults(
        [
            "reject=cover_open,drone_open",
            "fail_job=cover_open:514107",
            "no_effect=cover_open",
            "leaves_debug_after=3",
            "impossible_percents",
            "wrong_bid=b",
            "step_shape=number",
            "download_breaks_at=50",
        ]
    ) == Faults(
        reject=frozenset({"cover_open", "drone_open"}),
        fail_job={"cover_open": 514107},
        no_effect=COVER,
        leaves_debug_after=3,
        impossible_percents=True,
        wrong_bid="b",
        step_shape="number",
        download_breaks_at=50,
    )
    with pytest.raises(ValueError, match="step_key"):
        parse_faults(["step_shape=odd"])
