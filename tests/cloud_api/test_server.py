"""From the topic to the handler and back."""

import asyncio
from collections.abc import Awaitable

import pytest

from custom_components.dji_dock.cloud_api import (
    Aircraft,
    BrokerUnreachable,
    CloudSettings,
    ConnectionChanged,
    DockChanged,
    DockOffline,
    DockRefused,
    FlightProgress,
    LogProgress,
    NotConnected,
    NotSaved,
    ReplyTimeout,
)
from custom_components.dji_dock.cloud_api.features.organization import BIND_FAILED
from custom_components.dji_dock.cloud_api.wire.uptime import BrokerUptime
from custom_components.dji_dock.cloud_api.work import (
    MAX_OF_DOCK,
    MAX_OF_STRANGER,
    MAX_OF_STRANGERS,
)

from .wire import AIRCRAFT, DOCK, SETTINGS, Wire


async def test_request_and_reply() -> None:
    """A command carries fresh ids, and its reply is what request() returns."""
    wire = Wire()
    task = asyncio.create_task(wire.server.request(DOCK, "drone_open", {}, bid="job"))
    command = await wire.transport.next("services")
    assert command["method"] == "drone_open"
    assert command["bid"] == "job"
    assert isinstance(command["timestamp"], int)
    wire.say(
        "services_reply", data={"result": 0, "x": 1}, tid=command["tid"], bid="job", gateway=""
    )
    assert await task == {"result": 0, "x": 1}
    assert wire.server.pending == 0


@pytest.mark.parametrize(
    ("serial", "tid", "bid"),
    [("OTHERDOCK", None, None), (DOCK, "another", None), (DOCK, None, "another")],
)
async def test_a_reply_of_another_exchange_does_not_count(
    serial: str, tid: str | None, bid: str | None
) -> None:
    """Dock, tid and bid must all fit; what nobody waits for is counted."""
    wire = Wire()
    task = asyncio.create_task(wire.server.request(DOCK, "drone_open", {}, timeout=0.05))
    command = await wire.transport.next("services")
    wire.say(
        "services_reply",
        data={"result": 0},
        serial=serial,
        tid=tid or command["tid"],
        bid=bid or command["bid"],
    )
    with pytest.raises(ReplyTimeout) as failure:
        await task
    assert failure.value.seconds == 0.05
    assert wire.server.dropped["late_reply"] == 1


async def test_a_dock_that_is_away_is_not_asked() -> None:
    """Its broker might keep the command, and the dock carry it out hours later."""
    wire = Wire()
    wire.server.fleet.update(DOCK, accepted=True)
    with pytest.raises(DockOffline):
        await wire.server.request(DOCK, "drone_open", {})
    assert wire.transport.published == []


async def test_refusal_carries_the_code() -> None:
    """A result other than 0 is a refusal, also when it is text."""
    wire = Wire()
    task = asyncio.create_task(wire.server.request(DOCK, "drone_open", {}))
    command = await wire.transport.next("services")
    wire.say("services_reply", data={"result": "325004"}, tid=command["tid"], bid=command["bid"])
    with pytest.raises(DockRefused) as failure:
        await task
    assert failure.value.code == 325004


async def test_nothing_is_sent_without_a_broker() -> None:
    """Without a connection the caller knows that nothing happened."""
    wire = Wire()
    wire.transport.connected = False
    with pytest.raises(NotConnected):
        await wire.server.request(DOCK, "drone_open", {})
    assert wire.transport.published == []


async def test_an_unconfirmed_command_may_still_be_answered() -> None:
    """A broker that does not confirm may have passed the command on."""
    wire = Wire()
    wire.transport.fail = BrokerUnreachable("no confirmation")
    task = asyncio.create_task(wire.server.request(DOCK, "drone_open", {}))
    command = await wire.transport.next("services")
    wire.say("services_reply", data={"result": 0}, tid=command["tid"], bid=command["bid"])
    assert await task == {"result": 0}


async def test_events_are_acknowledged_when_they_ask_for_it() -> None:
    """Known or not, with tid, bid and method of the event; others stay without answer."""
    wire = Wire()
    wire.accept()
    wire.say("events", "release_terminal_control_area", {}, need_reply=1, tid="t7", bid="b7")
    reply = await wire.transport.next("events_reply")
    assert {key: reply[key] for key in ("tid", "bid", "method", "data")} == {
        "tid": "t7", "bid": "b7", "method": "release_terminal_control_area", "data": {"result": 0},
    }  # fmt: skip
    wire.say("events", "hms", {"list": []}, need_reply=0)
    wire.say("events", "airsense_warning", [{"icao": "1"}])
    assert await wire.settle() == []


async def test_an_event_is_acknowledged_only_after_it_is_saved() -> None:
    """The answer waits for every listener; a failing one leaves the event to be repeated."""
    wire = Wire()
    wire.accept()
    saved = asyncio.Event()
    fail = False

    async def save() -> None:
        await saved.wait()
        if fail:
            raise OSError("disk full")

    wire.server.listeners.add(LogProgress, lambda _: save())
    wire.say("events", "fileupload_progress", {}, need_reply=1)
    assert await wire.settle() == []
    saved.set()
    await wire.transport.next("events_reply")
    fail = True
    wire.say("events", "fileupload_progress", {}, need_reply=1)
    assert await wire.settle() == []
    assert wire.server.dropped["failed"] == 1


async def test_state_is_acknowledged_on_its_own_topic() -> None:
    """Aircraft and docks repeat a state that asks for a reply until it comes."""
    wire = Wire()
    wire.accept()
    wire.say("state", data={"firmware_version": "10.01.0305"}, need_reply=1, tid="t9")
    reply = await wire.transport.next("state_reply")
    assert (reply["tid"], reply["data"]) == ("t9", {"result": 0})
    assert "method" not in reply


@pytest.mark.parametrize(
    "payload",
    [b"", b"{", b"[]", b'"x"', b"null", b"\xff\xfe", b'{"data": NaN}', b"[" * 100_000,
     b'{"data": "' + b"x" * 300_000 + b'"}'],
)  # fmt: skip
async def test_malformed_messages_cost_only_themselves(payload: bytes) -> None:
    """Whatever a payload holds, it is counted and the next message is handled."""
    wire = Wire()
    wire.accept()
    wire.raw(f"thing/product/{DOCK}/events", payload)
    assert wire.server.dropped["malformed"] == 1
    wire.say("events", "next", need_reply=1)
    assert await wire.transport.next("events_reply")


@pytest.mark.parametrize(
    "data",
    [None, "", [], [1, 2], 7, {"output": []}, {"output": {"ext": []}}, {"output": {"ext": None}},
     {"output": {"status": {"x": 1}, "ext": {"files": [None, "x", {"progress": "x"}]}}}],
)  # fmt: skip
async def test_odd_data_never_raises(data: object) -> None:
    """Lists instead of objects, nulls and blanks are read as nothing."""
    wire = Wire()
    wire.accept()
    events = wire.events(LogProgress)
    for kind in ("osd", "state", "status", "requests", "services_reply", "property/set_reply"):
        for method in ("", "update_topo", "airport_bind_status", "airport_organization_bind"):
            wire.say(kind, method, data)
    wire.say("events", "fileupload_progress", data)
    await wire.settle()
    assert len(events) == 1
    assert set(wire.server.dropped) <= {"late_reply"}


@pytest.mark.parametrize(
    "topic",
    ["thing/product/osd", "thing/product/a/b/c/osd", "thing/product/../osd", "x/product/a/osd",
     "thing/product/sn with space/osd", f"thing/product/{'x' * 65}/osd", "sys/product/a/osd",
     f"thing/product/{DOCK}/status"],
)  # fmt: skip
async def test_foreign_topics_are_dropped(topic: str) -> None:
    """Only the documented topics with a possible serial number are read."""
    wire = Wire()
    wire.raw(topic, b"{}")
    assert wire.server.dropped == {"topic": 1}


async def test_a_gateway_that_contradicts_the_topic_is_refused() -> None:
    """Nobody speaks for another dock."""
    wire = Wire()
    wire.accept()
    wire.say("events", "anything", need_reply=1, gateway="OTHERDOCK")
    wire.say("requests", "config", gateway="OTHERDOCK")
    assert await wire.settle() == []
    assert wire.server.dropped["gateway"] == 2


async def test_events_of_the_aircraft_are_acknowledged_on_its_topic() -> None:
    """An aircraft names its dock as gateway; it cannot speak of the dock's uploads."""
    wire = Wire()
    wire.accept(aircraft=Aircraft(serial=AIRCRAFT))
    events = wire.events(LogProgress)
    for method in ("hms", "fileupload_progress"):
        wire.say("events", method, {}, serial=AIRCRAFT, gateway=DOCK, need_reply=1)
    topics = [topic for topic, _ in await wire.settle()]
    assert topics == [f"thing/product/{AIRCRAFT}/events_reply"] * 2
    assert events == []
    wire.say("events", "hms", {}, serial=AIRCRAFT, gateway="OTHERDOCK", need_reply=1)
    assert wire.server.dropped["gateway"] == 1


async def test_retained_commands_and_events_are_ignored() -> None:
    """A broker replays retained messages at each subscription: they are old."""
    wire = Wire()
    wire.accept()
    wire.say("events", "anything", need_reply=1, retain=True)
    wire.say("requests", "config", retain=True)
    assert await wire.settle() == []
    assert wire.server.dropped["retained"] == 2


async def test_without_answering_nothing_is_published() -> None:
    """Where another platform answers, every dock is ours but nothing gets an answer."""
    wire = Wire(CloudSettings(answer_requests=False))
    wire.say("requests", "config", {})
    wire.say("status", "update_topo", {"domain": "3", "type": 3, "sub_type": 0, "sub_devices": []})
    wire.say("events", "anything", need_reply=1)
    wire.say("state", data={"x": 1}, need_reply=1)
    assert await wire.settle() == []
    dock = wire.server.fleet.get(DOCK)
    assert dock is not None
    assert dock.accepted
    assert dock.model_key == "3-3-0"


async def test_strangers_are_not_acknowledged() -> None:
    """What a dock that is not ours says is not saved, so it is not acknowledged."""
    wire = Wire()
    wire.say("events", "anything", need_reply=1)
    assert await wire.settle() == []


async def test_ignored_docks_get_no_answer() -> None:
    """A dock that the user ignores belongs to somebody else."""
    wire = Wire()
    wire.server.fleet.update(DOCK, ignored=True)
    wire.say("requests", "config", {})
    assert await wire.settle() == []


async def test_a_flood_of_requests_is_bounded() -> None:
    """Work that piles up is dropped, since docks repeat what is not answered."""
    wire = Wire()
    wire.accept()
    for _ in range(2000):
        wire.say("requests", "config", {})
    assert wire.server.dropped["overload"] == 2000 - MAX_OF_DOCK
    await wire.settle()
    assert len(wire.transport.published) == MAX_OF_DOCK
    # What is done makes room.
    wire.say("requests", "config", {})
    await wire.settle()
    assert len(wire.transport.published) == MAX_OF_DOCK + 1


async def test_a_flood_of_one_dock_is_its_own() -> None:
    """Requests of one that wait use up the time of nobody else, nor do those of strangers."""
    wire = Wire()
    wire.accept(aircraft=Aircraft(serial=AIRCRAFT))
    wire.server.fleet.update("OTHERDOCK", accepted=True)
    for _ in range(600):
        wire.say("requests", "config", {})
    # An aircraft's share is that of its dock.
    wire.say("events", "anything", {}, serial=AIRCRAFT, gateway=DOCK, need_reply=1)
    assert wire.server.dropped["overload"] == 600 - MAX_OF_DOCK + 1
    for number in range(2000):
        wire.say("requests", "config", {}, serial=f"STRANGER{number}")
    for _ in range(MAX_OF_STRANGER + 1):
        wire.say("requests", "config", {}, serial="STRANGER")
    assert wire.server.dropped["overload"] > 2000 - MAX_OF_STRANGERS
    wire.say("requests", "config", {}, serial="OTHERDOCK")
    await wire.settle()
    topics = [topic for topic, _ in wire.transport.published]
    assert topics.count(f"thing/product/{DOCK}/requests_reply") == MAX_OF_DOCK
    assert topics.count("thing/product/OTHERDOCK/requests_reply") == 1
    assert sum("STRANGER" in topic for topic in topics) == MAX_OF_STRANGERS


async def test_what_cannot_be_saved_for_too_much_work_is_told_to_nobody() -> None:
    """A flight would go on as one that began, and the dock's repetition find nothing to save."""
    wire = Wire()
    wire.accept()
    events: list[FlightProgress] = []
    saved: list[FlightProgress] = []

    async def save(event: FlightProgress) -> None:
        saved.append(event)

    def listener(event: FlightProgress) -> Awaitable[None] | None:
        events.append(event)
        return save(event) if len(events) == 1 else None

    wire.server.listeners.add(FlightProgress, listener)
    for _ in range(MAX_OF_DOCK):
        wire.say("requests", "config", {})
    begins = {"output": {"status": "in_progress", "ext": {"flight_id": "f"}}}
    for _ in range(2):
        wire.say("events", "flighttask_progress", begins, need_reply=1)
        await wire.settle()
    assert len(events) == len(saved) == 1
    assert wire.server.dropped["overload"] == 1


async def test_a_stranger_has_a_share_of_its_own() -> None:
    """Others that are not ours yet must be able to bind themselves."""
    wire = Wire()
    for _ in range(600):
        wire.say("requests", "config", {}, serial="STRANGER")
    wire.say("requests", "config", {})
    assert wire.server.dropped["overload"] == 600 - MAX_OF_STRANGER
    assert len(await wire.settle()) == MAX_OF_STRANGER + 1


async def test_an_answer_that_cannot_leave_is_no_error() -> None:
    """Without a broker an answer is lost; the dock asks again."""
    wire = Wire()
    wire.transport.connected = False
    wire.say("requests", "config", {})
    await wire.settle()
    assert wire.server.dropped == {}


async def test_run_tells_of_the_connection_and_of_silence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The loop reports when the broker is reached, and takes silent docks for offline."""
    now = 0.0
    wire = Wire(clock=lambda: now)
    monkeypatch.setattr(wire.server, "_offline_after", 0.06)
    monkeypatch.setattr(wire.server, "_uptime", BrokerUptime(lambda: now, 0.06, connected=True))
    monkeypatch.setattr(wire.server.fleet, "_clock", wire.server._uptime.seconds)
    connections: list[ConnectionChanged] = []
    online: list[bool] = []
    wire.server.listeners.add(ConnectionChanged, connections.append)
    wire.server.listeners.add(DockChanged, lambda change: online.append(change.dock.online))
    wire.accept()
    wire.say("osd", data={"cover_state": 0})
    run = asyncio.create_task(wire.server.run())
    async with asyncio.timeout(30):
        while not connections:
            await asyncio.sleep(0)
        now = 1.0
        while len(online) < 3:
            await asyncio.sleep(0)
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    assert connections == [ConnectionChanged(connected=True, reason=None)]
    assert online == [False, True, False]


async def test_a_failing_listener_does_not_spread() -> None:
    """A bug in one listener neither stops the others nor the loop."""
    wire = Wire()
    events: list[DockChanged] = []

    def broken(_: DockChanged) -> None:
        raise RuntimeError("bug")

    wire.server.listeners.add(DockChanged, broken)
    remove = wire.server.listeners.add(DockChanged, events.append)
    wire.accept()
    remove()
    wire.accept(callsign="Roof")
    assert len(events) == 1


async def test_a_failing_handler_costs_only_its_message(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """An unforeseen error is counted and logged, without what the message holds."""
    wire = Wire()

    def explode(*_: object) -> None:
        raise RuntimeError("bug")

    monkeypatch.setattr("custom_components.dji_dock.cloud_api.features.topology.telemetry", explode)
    wire.say("osd", data={"secret_code": "hush"})
    assert wire.server.dropped["failed"] == 1
    assert "hush" not in caplog.text


async def test_secrets_stay_out_of_reprs_and_logs(caplog: pytest.LogCaptureFixture) -> None:
    """Neither settings nor debug logs show what a dock gets in confidence."""
    caplog.set_level("DEBUG")
    wire = Wire()
    await wire.ask("config", {})
    await wire.ask("no_such_method", {"device_secret": "hush"})
    written = f"{SETTINGS!r} {caplog.text}"
    for secret in ("app-key", "app-license", "7KQ2MXP4", "hush"):
        assert secret not in written


async def test_unknown_requests_get_an_error() -> None:
    """Silence would cost the dock its patience."""
    wire = Wire()
    assert (await wire.ask("no_such_method"))["result"] != 0


@pytest.mark.parametrize(
    "method", ["fileupload_progress", "file_upload_callback", "flighttask_progress", "hms"]
)
async def test_what_nobody_can_save_is_not_acknowledged(method: str) -> None:
    """A known event for which nobody listens is repeated by its dock, until somebody does."""
    wire = Wire()
    wire.accept()
    data = {"list": [], "file": {"object_key": "a/b.jpg"}}
    wire.say("events", method, data, need_reply=1)
    assert await wire.settle() == []
    assert wire.server.dropped == {"unheard": 1}


@pytest.mark.parametrize("data", [None, {}, {"list": None}, []])
async def test_an_event_that_says_nothing_is_acknowledged(data: object) -> None:
    """There is nothing in it to save, and its dock would repeat it for ever."""
    wire = Wire()
    wire.accept()
    wire.say("events", "hms", data, need_reply=1)
    assert (await wire.transport.next("events_reply"))["data"] == {"result": 0}


async def test_the_end_has_an_order() -> None:
    """What was read is saved and answered; what comes later is neither read nor answered."""
    wire = Wire()
    wire.accept()
    saved = asyncio.Event()
    events: list[LogProgress] = []

    async def save() -> None:
        await saved.wait()

    def listener(event: LogProgress) -> Awaitable[None]:
        events.append(event)
        return save()

    wire.server.listeners.add(LogProgress, listener)
    wire.say("events", "fileupload_progress", {}, need_reply=1, tid="read")
    end = asyncio.create_task(wire.server.finish())
    await wire.settle()
    assert wire.transport.paused
    wire.say("events", "fileupload_progress", {}, need_reply=1, tid="late")
    wire.say("requests", "config", {})
    with pytest.raises(NotConnected):
        await wire.server.request(DOCK, "drone_open", {})
    saved.set()
    await end
    published = await wire.settle()
    assert [(topic.rpartition("/")[2], reply["tid"]) for topic, reply in published] == [
        ("events_reply", "read")
    ]
    assert len(events) == 1


async def test_the_end_waits_for_nobody_for_long() -> None:
    """What takes too long to save is not acknowledged at all: it is closed under its hands."""
    wire = Wire()
    wire.accept()
    saved = asyncio.Event()

    async def save() -> None:
        await saved.wait()

    wire.server.listeners.add(LogProgress, lambda _: save())
    wire.say("events", "fileupload_progress", {}, need_reply=1)
    await wire.server.finish(0.01)
    saved.set()
    assert await wire.settle() == []


async def test_a_binding_that_cannot_be_saved_is_not_confirmed() -> None:
    """The dock is answered so, and asks again; it is no error of ours."""
    wire = Wire()

    async def fail() -> None:
        raise NotSaved("docks")

    wire.server.save = fail
    bind = {"sn": DOCK, "organization_id": "roof", "device_binding_code": "7KQ2MXP4"}
    answer = await wire.ask("airport_organization_bind", {"bind_devices": [bind]})
    assert answer["output"]["err_infos"] == [{"sn": DOCK, "err_code": BIND_FAILED}]
    assert not wire.server.fleet.accepted(DOCK)
    assert wire.server.dropped == {}
