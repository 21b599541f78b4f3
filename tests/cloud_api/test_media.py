"""Media on the wire: credentials, callbacks in every version, and what is acknowledged when."""

import asyncio
from datetime import UTC, datetime
import time
from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import (
    EventRefused,
    MediaPending,
    MediaPrioritized,
    MediaUploaded,
    NotSaved,
    Position,
    upload_flighttask_media_prioritize,
)
from tests.cloud_api.wire import Storage

from .wire import AIRCRAFT, DOCK, Wire

KEY = f"dji_dock/media/{DOCK}/flight-1/DJI_20261120160420_0001_T.JPG"


@pytest.fixture
def wire() -> Wire:
    """Return a server with one dock of ours and storage."""
    wire = Wire()
    wire.accept()
    wire.server.media_storage = Storage()
    return wire


@pytest.mark.parametrize("module", [0, "0", 1, None])
async def test_credentials_are_answered_as_documented(wire: Wire, module: object) -> None:
    """Within output, with a time to live in seconds; whatever the module is written like."""
    assert await wire.ask("storage_config_get", {"module": module}) == {
        "result": 0,
        "output": {
            "bucket": "dji",
            "region": "us-east-1",
            "endpoint": "http://192.0.2.10:9000",
            "provider": "minio",
            "object_key_prefix": f"dji_dock/media/{DOCK}",
            "credentials": {
                "access_key_id": "id",
                "access_key_secret": "secret",
                "security_token": "token",
                "expire": 3600,
            },
        },
    }
    assert wire.server.credentials_handed_out == 1


async def test_who_gets_no_credentials(wire: Wire) -> None:
    """Strangers, everybody while the store gives none, and where there is no storage."""
    storage = Storage()
    wire.server.media_storage = storage
    stranger = await wire.ask("storage_config_get", {"module": 0}, serial="8UUXSTRANGER")
    assert stranger["result"] != 0
    assert storage.asked == []
    storage.refusal = "bucket_auth"
    assert await wire.ask("storage_config_get", {"module": 0}) == {"result": 1}
    wire.server.media_storage = None
    assert await wire.ask("storage_config_get", {"module": 0}) == {"result": 1}
    assert wire.server.credentials_handed_out == 0


async def test_an_old_request_is_not_answered(wire: Wire) -> None:
    """The broker kept it; the dock has asked again since."""
    old = time.time_ns() // 1_000_000 - 120_000
    wire.say("requests", "storage_config_get", {"module": 0}, timestamp=old)
    assert await wire.settle() == []
    assert wire.server.dropped["stale"] == 1
    await wire.ask("storage_config_get", {"module": 0}, timestamp=None)


async def test_an_old_time_is_a_wrong_clock_when_nothing_can_have_been_kept() -> None:
    """The dock needs the answer to set it: that names the time server."""
    now = 0.0
    wire = Wire(clock=lambda: now)
    old = time.time_ns() // 1_000_000 - 120_000
    now = 29.0
    wire.say("requests", "config", {}, timestamp=old)
    assert await wire.settle() == []
    now = 31.0
    assert (await wire.ask("config", {}, timestamp=old))["ntp_server_host"] == "pool.ntp.org"
    # What comes in before we know that we are connected was kept, too.
    wire.transport.connected = False
    wire.say("requests", "config", {}, timestamp=old)
    await wire.settle()
    assert wire.server.dropped["stale"] == 2
    wire.transport.connected = True
    wire.server._connection_changed(True, None)
    wire.say("requests", "config", {}, timestamp=old)
    assert await wire.settle() == []
    assert wire.server.dropped["stale"] == 3


async def test_a_clock_that_is_off_is_learnt() -> None:
    """From telemetry that the broker cannot have kept; least of all from what is retained."""
    now = 0.0
    wire = Wire(clock=lambda: now)
    wire.accept()
    wire.server.media_storage = Storage()
    behind = time.time_ns() // 1_000_000 - 3_600_000
    wire.say("osd", data={"cover_state": 0}, timestamp=behind, retain=True)
    wire.say("requests", "storage_config_get", {"module": 0}, timestamp=behind)
    assert await wire.settle() == []
    assert wire.server.dropped == {"retained": 1, "stale": 1}
    now = 31.0
    wire.say("osd", data={"cover_state": 0}, timestamp=behind)
    off = wire.server.clocks.off(DOCK)
    assert off is not None
    assert 3590 < off.total_seconds() < 3610
    assert (await wire.ask("storage_config_get", {}, timestamp=behind))["result"] == 0


def callback(**file: Any) -> dict[str, Any]:
    """Return the data of a callback."""
    return {"file": {"object_key": KEY, "name": "x", **file}}


async def test_a_callback_is_read(wire: Wire) -> None:
    """As newer firmware writes it."""
    events = wire.events(MediaUploaded)
    data = callback(
        ext={
            "flight_id": "flight-1",
            "drone_model_key": "0-91-1",
            "payload_model_key": "1-81-0",
            "is_original": True,
        },
        metadata={
            "create_time": "2021-05-10 16:04:20",
            "gimbal_yaw_degree": "-91.40",
            "absolute_altitude": 56.311,
            "relative_altitude": 41.124,
            "shoot_position": {"lat": 22.1, "lng": 122.5},
        },
    )
    data["flight_task"] = {"expected_file_count": 4, "uploaded_file_count": 2}
    wire.say("events", "file_upload_callback", data, need_reply=1)
    [event] = events
    assert (event.dock, event.result, event.expected, event.uploaded) == (DOCK, 0, 4, 2)
    file = event.file
    assert (file.object_key, file.name) == (KEY, KEY.rpartition("/")[2])
    assert file.flight_id == "flight-1"
    assert file.taken_at == datetime(2021, 5, 10, 16, 4, 20)
    assert file.position == Position(latitude=22.1, longitude=122.5)
    assert (await wire.transport.next("events_reply"))["data"] == {"result": 0}


@pytest.mark.parametrize(
    ("metadata", "taken_at", "position"),
    [
        (None, None, None),
        ({}, None, None),
        ("", None, None),
        (
            {"create_time": None, "created_time": "2021-05-10T16:04:20+08:00"},
            datetime(2021, 5, 10, 8, 4, 20, tzinfo=UTC),
            None,
        ),
        ({"create_time": 1620633860000}, datetime(2021, 5, 10, 8, 4, 20, tzinfo=UTC), None),
        ({"create_time": "1620633860"}, datetime(2021, 5, 10, 8, 4, 20, tzinfo=UTC), None),
        ({"create_time": "yesterday"}, None, None),
        ({"shoot_position": {"lat": 0, "lng": 0}}, None, None),
        ({"shoot_position": {"lat": 95, "lng": 3}}, None, None),
        ({"shoot_position": {"lat": "1.5", "lng": "2"}}, None, Position(latitude=1.5, longitude=2)),
        ({"shoot_position": {"lat": 1}}, None, None),
        ({"shoot_position": [1, 2]}, None, None),
    ],
)
async def test_metadata_may_be_anything(
    wire: Wire, metadata: object, taken_at: datetime | None, position: Position | None
) -> None:
    """Or missing, as for PPK and RTCM."""
    events = wire.events(MediaUploaded)
    wire.say("events", "file_upload_callback", callback(metadata=metadata))
    assert (events[0].file.taken_at, events[0].file.position) == (taken_at, position)


@pytest.mark.parametrize(
    "data",
    [
        *(None, "", [], {}, {"file": None}, {"file": {"object_key": ["x"]}}, {"file": "x"}),
        # Under a key that had to be cut off lies another object.
        {"file": {"object_key": KEY + "x" * 1024}},
    ],
)
async def test_a_callback_of_nothing_is_no_error(wire: Wire, data: object) -> None:
    """It says nothing, and is left to those who listen."""
    events = wire.events(MediaUploaded)
    wire.say("events", "file_upload_callback", data, need_reply=1)
    assert events[0].file.object_key == ""
    await wire.transport.next("events_reply")


async def test_old_firmware_and_numbers_as_strings(wire: Wire) -> None:
    """Counts and results may be texts; ids that cannot be ids are blank."""
    events = wire.events(MediaUploaded)
    data = {
        "result": "0",
        "progress": 100,
        "file": {"object_key": KEY, "ext": {"flight_id": "../../x y", "is_original": "0"}},
        "flight_task": {"expected_file_count": "7", "uploaded_file_count": -1},
    }
    wire.say("events", "file_upload_callback", data)
    [event] = events
    assert (event.result, event.expected, event.uploaded) == (0, 7, None)
    assert (event.file.object_key, event.file.flight_id) == (KEY, "")


async def test_nothing_is_acknowledged_before_it_is_saved(wire: Wire) -> None:
    """Nor what could not be saved; what is refused is answered so."""
    saved: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    outcomes: list[Exception | None] = [None, NotSaved("disk"), EventRefused(7, "elsewhere")]

    async def save(event: MediaUploaded) -> None:
        await saved
        if (outcome := outcomes.pop(0)) is not None:
            raise outcome

    wire.server.listeners.add(MediaUploaded, save)
    wire.say("events", "file_upload_callback", callback(), need_reply=1, tid="one")
    assert await wire.settle() == []
    saved.set_result(None)
    assert (await wire.transport.next("events_reply"))["tid"] == "one"
    wire.say("events", "file_upload_callback", callback(), need_reply=1, tid="two")
    assert await wire.settle() == []
    wire.say("events", "file_upload_callback", callback(), need_reply=1, tid="three")
    reply = await wire.transport.next("events_reply")
    assert (reply["tid"], reply["data"]) == ("three", {"result": 7})


async def test_what_waits_and_what_comes_first(wire: Wire) -> None:
    """From telemetry of docks of ours, and from events."""
    pending, first = wire.events(MediaPending), wire.events(MediaPrioritized)
    wire.say("osd", data={"media_file_detail": {"remain_upload": "3"}})
    wire.say("osd", data={"media_file_detail": {"remain_upload": -3}})
    wire.say("osd", data={"media_file_detail": None})
    wire.say("osd", data={"media_file_detail": {"remain_upload": 9}}, serial="8UUXSTRANGER")
    assert pending == [MediaPending(dock=DOCK, files=3)]
    wire.say(
        "events", "highest_priority_upload_flighttask_media", {"flight_id": "f1"}, need_reply=1
    )
    assert first == [MediaPrioritized(dock=DOCK, flight_id="f1")]
    assert (await wire.transport.next("events_reply"))["data"] == {"result": 0}


async def test_what_waited_while_we_were_away(wire: Wire) -> None:
    """A state that the broker kept says nothing of now."""
    pending = wire.events(MediaPending)
    before = time.time_ns() // 1_000_000 - 500_000
    data = {"media_file_detail": {"remain_upload": 3}}
    wire.say("state", data=data, timestamp=before)
    assert pending == []
    wire.say("state", data=data)
    assert pending == [MediaPending(dock=DOCK, files=3)]


async def test_a_flight_is_put_first(wire: Wire) -> None:
    """By its id."""
    wire.server.fleet.update(DOCK, online=True)
    asked = asyncio.create_task(upload_flighttask_media_prioritize(wire.server, DOCK, "f1"))
    command = await wire.transport.next("services")
    assert (command["method"], command["data"]) == (
        "upload_flighttask_media_prioritize",
        {"flight_id": "f1"},
    )
    wire.say(
        "services_reply", command["method"], {"result": 0}, tid=command["tid"], bid=command["bid"]
    )
    await asked


async def test_media_of_an_aircraft_is_not_the_docks(wire: Wire) -> None:
    """Its events are acknowledged and nothing more."""
    wire.accept()
    wire.say("osd", data={"sub_device": {"device_sn": AIRCRAFT}, "cover_state": 0})
    events = wire.events(MediaUploaded)
    wire.say(
        "events", "file_upload_callback", callback(), serial=AIRCRAFT, gateway=DOCK, need_reply=1
    )
    await wire.transport.next("events_reply")
    assert events == []
