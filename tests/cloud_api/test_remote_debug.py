"""Remote debugging: what docks answer to commands, and how jobs go on."""

from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import COMMANDS, JobProgress, JobWord

from .wire import DOCK, Wire


@pytest.fixture
def wire() -> Wire:
    """Return a server with one dock of ours."""
    wire = Wire()
    wire.accept()
    return wire


@pytest.mark.parametrize(
    ("data", "status", "percent", "step"),
    [
        (
            {"output": {"status": "in_progress", "progress": {"percent": 70, "step_key": "a"}}},
            *(JobWord.IN_PROGRESS, 70, "a"),
        ),
        # As documented for switching on the aircraft.
        ({"output": {"status": "ok"}}, JobWord.OK, None, ""),
        # Without the wrapper of the documentation, and with what firmware writes instead.
        ({"status": "fail", "progress": {"percent": "40"}}, JobWord.FAILED, 40, ""),
        ({"output": {"status": "cancelled"}}, JobWord.CANCELED, None, ""),
        ({"output": {"status": "OK", "progress": {"percent": 250}}}, JobWord.OK, 100, ""),
        ({"output": {"status": "?", "progress": {"percent": -5}}}, None, 0, ""),
        ({"output": {"progress": {"percent": "abc", "current_step": 2}}}, None, None, "2"),
        ({"output": {"progress": [1]}}, None, None, ""),
        ("", None, None, ""),
        ([], None, None, ""),
    ],
)
async def test_how_a_job_goes_on(
    wire: Wire, data: Any, status: JobWord | None, percent: int | None, step: str
) -> None:
    """In all the shapes that documentation and firmware have."""
    events = wire.events(JobProgress)
    wire.say("events", "cover_open", data, bid="j1")
    assert events == [
        JobProgress(
            dock=DOCK,
            bid="j1",
            method="cover_open",
            result=0,
            status=status,
            percent=percent,
            step=step,
        )
    ]


async def test_a_calibration_fails_for_a_device(wire: Wire) -> None:
    """Its own result is always 0."""
    events = wire.events(JobProgress)
    devices = [{"sn": "A", "result": 0}, {"sn": "B", "result": 341002, "status": "failed"}]
    wire.say(
        "events", "rtk_calibration", {"result": 0, "output": {"ext": {"devices": devices}}}, bid="r"
    )
    assert [(event.result, event.status) for event in events] == [(341002, JobWord.FAILED)]


def test_words_that_end_a_job() -> None:
    """All but these."""
    assert {word for word in JobWord if not word.final} == {"sent", "in_progress", "paused"}


@pytest.mark.parametrize(
    ("method", "value", "reported", "done"),
    [
        ("cover_open", None, {"cover_state": 1}, True),
        ("cover_open", None, {"cover_state": 2}, False),
        ("cover_close", None, {}, False),
        ("drone_close", None, {"sub_device": {"device_online_status": 0}}, True),
        ("debug_mode_open", None, {"mode_code": 2}, True),
        ("debug_mode_close", None, {"mode_code": 0}, True),
        ("debug_mode_close", None, {}, False),
        ("alarm_state_switch", 1, {"alarm_state": 1}, True),
        ("alarm_state_switch", 0, {"alarm_state": 1}, False),
        ("battery_store_mode_switch", 2, {"battery_store_mode": 2}, True),
        (
            "battery_maintenance_switch",
            1,
            {"drone_battery_maintenance_info": {"maintenance_state": 1}},
            True,
        ),
        (
            "air_conditioner_mode_switch",
            1,
            {"air_conditioner": {"air_conditioner_state": 7}},
            True,
        ),
        (
            "air_conditioner_mode_switch",
            0,
            {"air_conditioner": {"air_conditioner_state": 7}},
            False,
        ),
        # With the air from outside.
        (
            "air_conditioner_mode_switch",
            1,
            {"air_conditioner": {"air_conditioner_state": 11}},
            True,
        ),
        ("sdr_workmode_switch", 1, {"wireless_link": {"link_workmode": 1}}, True),
    ],
)
def test_what_a_dock_reports_when_it_is_done(
    method: str, value: int | None, reported: dict[str, Any], done: bool
) -> None:
    """The proof of a job whose last event was lost."""
    proof = COMMANDS[method].reported
    assert proof is not None
    assert proof(reported, value) is done


def test_arguments() -> None:
    """Under the key that the command has."""
    assert COMMANDS["sdr_workmode_switch"].data(1) == {"link_workmode": 1}
    assert COMMANDS["air_conditioner_mode_switch"].data(3) == {"action": 3}
    assert COMMANDS["cover_open"].data(None) == {}


def test_limits() -> None:
    """In seconds: short enough to be waited for, long enough for what docks were seen to take."""
    limits = {
        **dict.fromkeys(("cover_open", "cover_close", "cover_force_close", "drone_close"), 60),
        **dict.fromkeys(("charge_open", "charge_close", "putter_open", "putter_close"), 30),
        **dict.fromkeys(("device_format", "drone_format", "rtk_calibration"), 300),
        **dict.fromkeys(("debug_mode_open", "debug_mode_close"), 15),
        "drone_open": 120,
        "device_reboot": 600,
    }
    for method, command in COMMANDS.items():
        assert command.limit == limits.get(method, 10), method
        assert command.is_job is (method in limits and not method.startswith("debug_mode")), method
