"""Clocks of docks that are off, and how long it takes until that is believed."""

from datetime import timedelta
import time
from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import Aircraft, ClockChecked
from custom_components.dji_dock.cloud_api.wire.clocks import SETTLED_MESSAGES, SETTLED_SECONDS
from custom_components.dji_dock.cloud_api.wire.uptime import BrokerUptime

from .wire import AIRCRAFT, DOCK, Wire

HOUR = 3600.0


class ClockWatch:
    """A server and what it reports of clocks, while time passes as the test says."""

    def __init__(self) -> None:
        """Accept the dock."""
        self.now = 0.0
        self.wire = Wire(clock=lambda: self.now)
        self.wire.accept()
        # Past the time in which the broker delivers what it kept.
        self.now = 1000.0
        self.events: list[ClockChecked] = []
        self.wire.server.listeners.add(ClockChecked, self.events.append)

    def receive(
        self, *off: float, every: float = SETTLED_SECONDS / (SETTLED_MESSAGES - 1), **more: Any
    ) -> list[bool]:
        """Receive telemetry of a clock that is so far behind each time; return what was reported."""
        for seconds in off:
            sent_at = time.time_ns() // 1_000_000 - int(seconds * 1000)
            self.wire.say("osd", data={"cover_state": 0}, **{"timestamp": sent_at, **more})
            self.now += every
        events = [event.wrong for event in self.events]
        self.events.clear()
        return events


def test_a_wrong_clock_is_reported_once_and_taken_back() -> None:
    """With how far it is off."""
    watch = ClockWatch()
    assert watch.receive(*[HOUR] * (SETTLED_MESSAGES - 1)) == []
    watch.wire.server.listeners.add(
        ClockChecked, lambda event: differences.append(round(event.off / timedelta(hours=1)))
    )
    differences: list[int] = []
    assert watch.receive(HOUR) == [True]
    assert differences == [1]
    assert watch.receive(*[HOUR] * 20) == []
    assert watch.receive(*[0.0] * 20) == [False]
    assert watch.receive(*[-HOUR] * 20) == [True]
    assert differences == [1, 0, -1]


def test_a_right_clock_is_reported_once() -> None:
    """So that what an earlier run said of it can be taken back."""
    watch = ClockWatch()
    assert watch.receive(*[1.0] * 50) == [False]


@pytest.mark.parametrize(
    "off",
    [
        [HOUR, HOUR, HOUR, HOUR, 0.0] * 5,
        [0.0, HOUR] * 20,
        [50.0] * 20,
        [-50.0] * 20,
    ],
)
def test_it_is_wrong_only_several_times_in_a_row(off: list[float]) -> None:
    """A single message may have been held up, and a little does no harm."""
    watch = ClockWatch()
    watch.receive(*[0.0] * 20)
    assert watch.receive(*off) == []


def test_a_clock_that_is_never_the_same_is_not_judged() -> None:
    """Neither as right nor as wrong."""
    assert ClockWatch().receive(*[0.0, HOUR] * 20) == []


def test_what_comes_all_at_once_was_held_up() -> None:
    """It says nothing of the clock."""
    watch = ClockWatch()
    watch.receive(*[0.0] * 20)
    assert watch.receive(*[HOUR] * 200, every=0.01) == []
    assert watch.receive(*[0.0] * 20) == []


def test_what_the_broker_kept_and_what_has_no_time_say_nothing() -> None:
    """Nor does a dock that is not ours."""
    watch = ClockWatch()
    assert watch.receive(*[HOUR] * 20, retain=True) == []
    assert watch.receive(*[HOUR] * 20, timestamp=None) == []
    assert watch.receive(*[HOUR] * 20, serial="OTHERDOCK") == []


def test_a_clock_that_is_forgotten_is_learnt_anew() -> None:
    """A dock that was removed may come back."""
    watch = ClockWatch()
    assert watch.receive(*[HOUR] * 20) == [True]
    watch.wire.server.clocks.forget(DOCK)
    assert watch.wire.server.clocks.off(DOCK) is None
    assert watch.receive(*[HOUR] * 20) == [True]


def test_clocks_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside another platform anybody on the broker is one of our docks."""
    monkeypatch.setattr("custom_components.dji_dock.cloud_api.wire.clocks._MAX_CLOCKS", 1)
    watch = ClockWatch()
    watch.wire.server.fleet.update("OTHERDOCK", accepted=True)
    assert watch.receive(HOUR, serial="OTHERDOCK") == []
    assert watch.receive(*[HOUR] * 20) == []
    assert watch.wire.server.clocks.off("OTHERDOCK") is not None
    assert watch.wire.server.clocks.off(DOCK) is None


class Resumed:
    """A cloud server that has just connected: what comes in may have been kept."""

    def __init__(self) -> None:
        """Accept the dock."""
        self.now = 0.0
        self.wire = Wire(clock=lambda: self.now)
        self.wire.accept(aircraft=Aircraft(serial=AIRCRAFT))

    @property
    def online(self) -> bool:
        """Whether the dock counts as alive."""
        dock = self.wire.server.fleet.get(DOCK)
        return dock is not None and dock.online

    def say(self, kind: str, method: str = "", data: Any = None, ago: float = 0.0) -> None:
        """Let the dock have said something some seconds ago."""
        sent_at = time.time_ns() // 1_000_000 - int(ago * 1000)
        self.wire.say(kind, method, data or {}, timestamp=sent_at)


OSD = {"cover_state": 0, "sub_device": {"device_sn": AIRCRAFT, "device_online_status": 1}}


def test_what_the_broker_kept_is_no_sign_of_life() -> None:
    """A dock that died while we were away stays dead, whatever it said before."""
    resumed = Resumed()
    for ago in (600, 598, 596, 300, 61):
        resumed.say("osd", data=OSD, ago=ago)
    resumed.say("state", data={"firmware_version": "10.01.0305"}, ago=500)
    resumed.say("events", "hms", {"list": []}, ago=400)
    resumed.say("status", "update_topo", {"domain": 3, "sub_devices": []}, ago=400)
    assert not resumed.online
    assert resumed.wire.server.dropped["stale"] == 5
    dock = resumed.wire.server.fleet.get(DOCK)
    assert dock is not None
    assert dock.aircraft is not None
    assert not dock.aircraft.online
    # What it reports only when it changes still holds.
    assert dock.firmware == "10.01.0305"
    resumed.say("osd", data=OSD, ago=2)
    assert resumed.online


async def test_kept_telemetry_is_no_excuse_for_kept_requests() -> None:
    """It says nothing of the clock, by which the age of a request is measured."""
    resumed = Resumed()
    for ago in (600, 300, 55, 50):
        resumed.say("osd", data=OSD, ago=ago)
        resumed.say("requests", "config", ago=ago - 5)
    assert await resumed.wire.settle() == []
    resumed.say("requests", "config")
    assert len(await resumed.wire.settle()) == 1


async def test_a_wrong_clock_is_found_out_by_its_pace() -> None:
    """What was kept comes all at once, what a dock says now as far apart as it says it."""
    resumed = Resumed()
    resumed.say("osd", data=OSD, ago=HOUR)
    resumed.say("osd", data=OSD, ago=HOUR)
    assert not resumed.online
    resumed.now = 2.0
    resumed.say("osd", data=OSD, ago=HOUR - 20)
    assert not resumed.online
    resumed.now = 4.0
    resumed.say("osd", data=OSD, ago=HOUR - 20)
    assert resumed.online
    resumed.say("requests", "config", ago=HOUR - 20)
    assert len(await resumed.wire.settle()) == 1


def test_later_a_wrong_clock_is_just_that() -> None:
    """By then the broker has delivered what it kept."""
    resumed = Resumed()
    resumed.now = 31.0
    resumed.say("osd", data=OSD, ago=HOUR)
    assert resumed.online


def test_the_silence_of_the_broker_is_not_that_of_docks() -> None:
    """A dock has to be silent for a minute in which it could be heard."""
    resumed = Resumed()
    server = resumed.wire.server
    resumed.say("osd", data=OSD)
    resumed.now = 10.0
    server._connection_changed(False, None)
    resumed.now = 600.0
    server._connection_changed(True, None)
    assert server.fleet.expire(60) == 0
    resumed.now = 649.0
    assert server.fleet.expire(60) == 0
    resumed.now = 651.0
    assert server.fleet.expire(60) == 1
    assert not resumed.online


def test_the_end_of_a_connection_is_noticed_late() -> None:
    """What seemed to be the silence of docks was the broker's: they get time to be heard."""
    now = 0.0
    listening = BrokerUptime(lambda: now, 60, connected=True)
    now = 90.0
    listening.changed(connected=False)
    assert not listening.may_be_silent()
    assert listening.may_be_kept()
    now = 100.0
    listening.changed(connected=True)
    assert listening.seconds() == 90
    now = 119.0
    assert not listening.may_be_silent()
    now = 121.0
    assert listening.may_be_silent()
    assert listening.seconds() == 111
