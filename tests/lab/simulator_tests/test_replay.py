"""A recorded dock, played by the demo."""

import asyncio
import json
from pathlib import Path
import time
from typing import Any

import pytest

from tests.lab.demo.recording import BadRecording, Recording
from tests.lab.demo.replay import ReplayedDock
from tests.lab.simulator import Broker, Model
from tests.lab.stack.mosquitto import Mosquitto

from .cloud import CODE, ORGANIZATION, Cloud

DOCK, AIRCRAFT = "7CTDRECORDED", "1581FRECORDED"


def _write(path: Path, *lines: object) -> Path:
    path.write_text("\n".join(json.dumps(line) for line in lines))
    return path


def _line(at: int, serial: str, kind: str, **message: Any) -> dict[str, Any]:
    return {
        "recv_ts_ms": 1779352083932 + at,
        "dji_ts_ms": 1779352083545 + at,
        "direction": "up",
        "topic": f"thing/product/{serial}/{kind}",
        "payload": {"tid": f"t{at}", "bid": "b", "timestamp": 1779352083545, **message},
    }


DOCKED = {"device_sn": AIRCRAFT, "device_model_key": "0-91-0", "device_online_status": 1}
LINES = (
    _line(0, AIRCRAFT, "osd", gateway=DOCK, data={"mode_code": 5}),
    _line(400, DOCK, "osd", gateway=DOCK, data={"sub_device": DOCKED}),
    # What the cloud said is in recordings, too.
    _line(500, DOCK, "services", method="flighttask_pause", data={}),
    _line(510, DOCK, "events_reply", data={"result": 0}),
    _line(2000, DOCK, "events", gateway=DOCK, method="hms", need_reply=1, data={"list": []}),
    _line(1000, AIRCRAFT, "state", gateway=DOCK, need_reply=1, data={"mode_code_reason": 0}),
)


@pytest.fixture
def recording(tmp_path: Path) -> Recording:
    """Return a recording that was written out of order."""
    return Recording.read(_write(tmp_path / "recording.jsonl", *LINES))


def test_who_was_recorded(recording: Recording) -> None:
    """The dock is the gateway, its model that of its aircraft."""
    assert (recording.dock, recording.aircraft) == (DOCK, AIRCRAFT)
    assert recording.model is Model.DOCK_2
    assert recording.seconds == 2
    assert [line.at for line in recording.lines] == [0, 0.4, 1, 2]


def _dock(recording: Recording, broker: Broker, speed: float) -> ReplayedDock:
    return ReplayedDock(
        recording, broker, binding_code=CODE, organization_id=ORGANIZATION, speed=speed
    )


async def test_it_is_bound_and_then_played(
    cloud: Cloud, broker: Broker, recording: Recording
) -> None:
    """As any dock that comes online; then every message in its order, as if said now."""
    async with _dock(recording, broker, 10) as dock:
        async with asyncio.timeout(20):
            await dock.over.wait()
        await cloud.until(lambda heard: b'"t2000"' in heard.payload and heard.kind == "events")
        await cloud.until(lambda heard: b'"t1000"' in heard.payload and heard.kind == "state_reply")
    said = [
        ((heard.message or {}).get("method", heard.kind), (heard.message or {})["tid"])
        for heard in cloud.heard
        if not heard.kind.endswith("_reply")
    ]
    assert [method for method, _ in said[:5]] == [
        "config",
        "airport_bind_status",
        "airport_organization_get",
        "airport_organization_bind",
        "update_topo",
    ]
    assert [tid for _, tid in said[5:]] == ["t0", "t400", "t1000", "t2000"]
    assert cloud.bound == {DOCK, AIRCRAFT}
    topology = next(cloud.of("status"))["data"]
    assert topology["sub_devices"][0]["sn"] == AIRCRAFT
    played = next(cloud.of("osd", AIRCRAFT))
    assert abs(played["timestamp"] / 1000 - time.time()) < 60
    assert played["data"] == {"mode_code": 5}
    assert dock.complaints == []


async def test_it_goes_on_after_a_lost_connection(
    broker: Broker, mosquitto: Mosquitto, recording: Recording
) -> None:
    """Where it was, after it has come online again."""
    async with _dock(recording, broker, 0.5) as dock:
        async with Cloud(mosquitto), asyncio.timeout(20):
            while dock.played < 2:
                await asyncio.sleep(0.01)
        mosquitto.kill()
        mosquitto.start()
        async with Cloud(mosquitto) as second, asyncio.timeout(30):
            await dock.over.wait()
            await second.until(lambda heard: b'"t2000"' in heard.payload)
            assert second.requests("config")
    assert dock.played == 4


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "nothing that a dock said"),
        ('{"recv_ts_ms": 1}', "line 1 is no recorded message"),
        ("[]", "line 1 is no recorded message"),
        ("no JSON", "line 1 is no recorded message"),
        (json.dumps(LINES[2]), "nothing that a dock said"),
        (json.dumps({**LINES[0], "payload": []}), "line 1 is no recorded message"),
    ],
)
def test_what_is_no_recording(tmp_path: Path, text: str, reason: str) -> None:
    """It is said what is wrong."""
    path = tmp_path / "recording.jsonl"
    path.write_text(text)
    with pytest.raises(BadRecording, match=reason):
        Recording.read(path)


def test_no_file(tmp_path: Path) -> None:
    """It is said which."""
    with pytest.raises(BadRecording, match=r"missing\.jsonl cannot be read"):
        Recording.read(tmp_path / "missing.jsonl")
