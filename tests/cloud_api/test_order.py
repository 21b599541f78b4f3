"""What opens or moves something is sent once, at once, and only to a dock that is there."""

import asyncio
from dataclasses import dataclass
import time

import pytest

from custom_components.dji_dock.cloud_api import (
    BrokerError,
    BrokerUnreachable,
    CommandReplied,
    DockOffline,
    DockSilent,
    JobWord,
    NotConnected,
)
from custom_components.dji_dock.cloud_api.cloud import HEARD_WITHIN, ORDER_EXPIRES

from .wire import DOCK, Wire


@dataclass
class Clock:
    """A clock that is set by hand."""

    now: float = 1000.0

    def __call__(self) -> float:
        """Return its time in seconds."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock."""
    return Clock()


@pytest.fixture
def wire(clock: Clock) -> Wire:
    """Return a server with a dock of ours, on a connection that has lasted for a while."""
    wire = Wire(clock=clock)
    wire.accept()
    clock.now += 60
    return wire


def services(wire: Wire) -> list[dict[str, object]]:
    """Return the commands that were sent."""
    return [message for topic, message in wire.transport.published if topic.endswith("/services")]


def ago(seconds: float) -> int:
    """Return a time as docks write it."""
    return int((time.time() - seconds) * 1000)


async def test_an_order_is_sent_once_and_waits_for_nothing(wire: Wire) -> None:
    """With the id of its job, and with the time after which a broker throws it away."""
    wire.say("osd", data={"mode_code": 0})
    await wire.server.order(DOCK, "cover_open", {}, "job-1")
    (command,) = services(wire)
    assert (command["method"], command["bid"], command["data"]) == ("cover_open", "job-1", {})
    assert command["tid"]
    assert wire.transport.expires == [ORDER_EXPIRES]
    assert wire.server.pending == 0


async def test_the_caller_may_choose_the_tid(wire: Wire) -> None:
    """Whoever waits for the reply himself knows it before it is sent."""
    wire.say("osd", data={})
    await wire.server.order(DOCK, "cover_open", {}, "job-1", tid="mine")
    assert services(wire)[0]["tid"] == "mine"


async def test_a_dock_that_is_silent_gets_nothing(wire: Wire, clock: Clock) -> None:
    """Ten seconds are enough to be told that a command may come too late."""
    wire.say("osd", data={})
    clock.now += HEARD_WITHIN + 0.5
    with pytest.raises(DockSilent, match="not heard for 10 s") as failure:
        await wire.server.order(DOCK, "cover_open", {}, "job-1")
    assert failure.value.dock == DOCK
    assert isinstance(failure.value, NotConnected)
    assert services(wire) == []
    wire.say("osd", data={})
    await wire.server.order(DOCK, "cover_open", {}, "job-1")
    assert len(services(wire)) == 1


async def test_the_safe_direction_is_tried_all_the_same(wire: Wire, clock: Clock) -> None:
    """A dock that is not offline yet may still hear it."""
    wire.say("osd", data={})
    clock.now += HEARD_WITHIN + 5
    await wire.server.order(DOCK, "debug_mode_close", {}, "job-1", urgent=True)
    assert len(services(wire)) == 1


@pytest.mark.parametrize("urgent", [False, True])
async def test_a_dock_that_is_away_gets_nothing(wire: Wire, urgent: bool) -> None:
    """Neither one that was never heard, nor one that is no dock of ours."""
    with pytest.raises(DockOffline):
        await wire.server.order(DOCK, "cover_open", {}, "job-1", urgent=urgent)
    with pytest.raises(DockOffline):
        await wire.server.order("STRANGER1", "cover_open", {}, "job-1", urgent=urgent)
    assert wire.transport.published == []


async def test_a_dock_that_is_not_accepted_gets_nothing(wire: Wire) -> None:
    """Nobody gave the permission to move it."""
    wire.say("osd", data={"mode_code": 0, "drone_in_dock": 1}, serial="8UUXN00000FFFF")
    wire.server.fleet.update("8UUXN00000FFFF", online=True)
    wire.server.fleet.heard("8UUXN00000FFFF")
    assert wire.server.fleet.silence("8UUXN00000FFFF") == 0
    with pytest.raises(DockOffline):
        await wire.server.order("8UUXN00000FFFF", "cover_open", {}, "job-1")
    assert services(wire) == []


async def test_the_broker_s_absence_counts_as_silence(wire: Wire, clock: Clock) -> None:
    """What a dock said before an outage does not say that it is there now."""
    wire.say("osd", data={})
    wire.server._connection_changed(False, BrokerUnreachable("gone"))
    clock.now += 3600
    wire.server._connection_changed(True, None)
    known = wire.server.fleet.get(DOCK)
    assert known
    assert known.online
    with pytest.raises(DockSilent):
        await wire.server.order(DOCK, "cover_open", {}, "job-1")


async def test_what_the_broker_kept_is_as_old_as_it_says(wire: Wire, clock: Clock) -> None:
    """A message of half a minute ago, delivered now, is no sign of life of now."""
    wire.server._connection_changed(False, BrokerUnreachable("gone"))
    clock.now += 3600
    wire.server._connection_changed(True, None)
    wire.say("events", "hms", {"list": []}, timestamp=ago(30))
    silence = wire.server.fleet.silence(DOCK)
    assert silence is not None
    assert silence >= 29
    with pytest.raises(DockSilent):
        await wire.server.order(DOCK, "cover_open", {}, "job-1")
    wire.say("osd", data={}, timestamp=ago(0))
    await wire.server.order(DOCK, "cover_open", {}, "job-1")
    # An older one that comes after it takes nothing away.
    wire.say("events", "hms", {"list": []}, timestamp=ago(30))
    await wire.server.order(DOCK, "cover_open", {}, "job-2")
    assert [command["bid"] for command in services(wire)] == ["job-1", "job-2"]


async def test_without_a_broker_nothing_is_sent(wire: Wire) -> None:
    """Nor once the end has begun: nobody would read the reply."""
    wire.say("osd", data={})
    wire.transport.connected = False
    with pytest.raises(NotConnected):
        await wire.server.order(DOCK, "cover_open", {}, "job-1")
    wire.transport.connected = True
    await wire.server.finish()
    with pytest.raises(NotConnected):
        await wire.server.order(DOCK, "cover_open", {}, "job-1")
    assert services(wire) == []


async def test_an_order_is_not_repeated_when_the_broker_fails(wire: Wire) -> None:
    """It may have been sent: the caller is told so, and decides nothing for the dock."""
    wire.say("osd", data={})
    wire.transport.fail = BrokerUnreachable("gone in the middle")
    with pytest.raises(BrokerError):
        await wire.server.order(DOCK, "cover_open", {}, "job-1")
    assert len(services(wire)) == 1


async def test_a_forgotten_dock_was_never_heard(wire: Wire) -> None:
    """What was known of it is gone."""
    wire.say("osd", data={})
    assert wire.server.fleet.silence(DOCK) == 0
    wire.server.fleet.forget(DOCK)
    assert wire.server.fleet.silence(DOCK) is None


@pytest.mark.parametrize(
    ("data", "result", "status"),
    [
        ({"result": 0, "output": {"status": "in_progress"}}, 0, JobWord.IN_PROGRESS),
        ({"result": 0}, 0, None),
        ({"output": {"status": "sent"}}, 0, JobWord.SENT),
        ({}, 0, None),
        (None, 0, None),
        ([], 0, None),
        ({"result": "514121", "output": None}, 514121, None),
        ({"result": 0, "output": {"status": "Rejected"}}, 0, JobWord.REJECTED),
        ({"result": 0, "output": {"status": "on its way"}}, 0, None),
    ],
)
async def test_the_reply_to_an_order(
    wire: Wire, data: object, result: int, status: JobWord | None
) -> None:
    """Read however little of it the dock sends, and known by the id of its job."""
    replies = wire.events(CommandReplied)
    wire.say("osd", data={})
    await wire.server.order(DOCK, "cover_open", {}, "job-1")
    wire.say("services_reply", "cover_open", data, bid="job-1", tid=services(wire)[0]["tid"])
    expected = CommandReplied(
        dock=DOCK, bid="job-1", method="cover_open", result=result, status=status
    )
    assert replies == [expected]
    assert "late_reply" not in wire.server.dropped


async def test_the_reply_to_an_order_of_before_a_restart(wire: Wire) -> None:
    """The broker kept it; without a method, too, and whatever its tid."""
    replies = wire.events(CommandReplied)
    wire.say("services_reply", data={"result": 514116}, bid="job-1", timestamp=ago(7200))
    expected = CommandReplied(dock=DOCK, bid="job-1", method="", result=514116, status=None)
    assert replies == [expected]


async def test_what_somebody_waits_for_is_his_alone(wire: Wire) -> None:
    """Until he gave up: then it is late, and told to whoever knows the id."""
    replies = wire.events(CommandReplied)
    wire.say("osd", data={})
    task = asyncio.create_task(wire.server.request(DOCK, "fileupload_start", {}, bid="job-1"))
    command = await wire.transport.next("services")
    wire.say("services_reply", data={"result": 0}, bid="job-1", tid=command["tid"])
    await task
    assert replies == []
    wire.say("services_reply", data={"result": 0}, bid="job-1", tid=command["tid"])
    assert len(replies) == 1


@pytest.mark.parametrize(
    ("kind", "method", "fields"),
    [
        ("services_reply", "", {"bid": ""}),
        ("services_reply", "cover_open", {"serial": "STRANGER1"}),
        ("property/set_reply", "cover_open", {}),
    ],
)
async def test_replies_that_belong_to_no_order(
    wire: Wire, kind: str, method: str, fields: dict[str, str]
) -> None:
    """Of another dock, without id and method, or to something else: counted and dropped."""
    replies = wire.events(CommandReplied)
    wire.say(kind, method, {"result": 0}, **fields)
    assert replies == []
    assert wire.server.dropped["late_reply"] == 1


async def test_where_the_aircraft_was_before_an_outage_is_not_where_it_is(
    wire: Wire, clock: Clock
) -> None:
    """Nothing is closed because of a report of an hour ago, nor of one that the broker kept."""
    wire.say("osd", data={"drone_in_dock": 0})
    assert wire.server.fleet.place_age(DOCK) == 0
    wire.server._connection_changed(False, BrokerUnreachable("gone"))
    clock.now += 3600
    wire.server._connection_changed(True, None)
    assert wire.server.fleet.place_age(DOCK) == 3600
    wire.say("osd", data={"drone_in_dock": 0}, timestamp=ago(30))
    age = wire.server.fleet.place_age(DOCK)
    assert age is not None
    assert 29 <= age < 60
    # Each is known for itself: a dock tells in pieces.
    assert wire.server.fleet.power_age(DOCK) is None
    wire.say("osd", data={"sub_device": {"device_online_status": 0}})
    age = wire.server.fleet.power_age(DOCK)
    assert age is not None
    assert age < 29
    wire.server.fleet.forget(DOCK)
    assert wire.server.fleet.place_age(DOCK) is None
    assert wire.server.fleet.power_age(DOCK) is None
