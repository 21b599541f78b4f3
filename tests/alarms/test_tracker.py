"""Alarms that are raised and cleared, drawn from complete lists that are told again and again."""

import json

from homeassistant.core import HomeAssistant
import pytest

from custom_components.dji_dock.alarms.tracker import AlarmTracker
from custom_components.dji_dock.cloud_api import HmsAlarm, HmsReport
from custom_components.dji_dock.util.dock_event import DockEvent


def watch(told: list[tuple[str, str]]) -> AlarmTracker:
    """Return one that writes down what it tells."""

    def tell(dock: str, event: DockEvent) -> None:
        told.append((f"{event.key} {event.event_type}", f"{dock} {event.attributes['code']}"))

    return AlarmTracker(tell)


def report(*codes: str, device: str = "D") -> HmsReport:
    """Return all alarms of a device."""
    return HmsReport(
        dock="D",
        device=device,
        alarms=tuple(
            HmsAlarm(
                code=code,
                device_type="3-3-0",
                level="warning",
                module="hms",
                in_the_sky=False,
                component_index=None,
                sensor_index=None,
            )
            for code in codes
        ),
    )


async def test_alarms_are_raised_and_cleared_once(hass: HomeAssistant) -> None:
    """Each message tells all of them."""
    told: list[tuple[str, str]] = []
    tracker = watch(told)
    for codes in (("0x1",), ("0x1",), ("0x1", "0x2"), ("0x2",), ()):
        tracker.handle(report(*codes))
    # Those of another device of the dock are others.
    tracker.handle(report("0x1", device="A"))
    assert told == [
        ("hms raised", "D 0x1"),
        ("hms raised", "D 0x2"),
        ("hms cleared", "D 0x1"),
        ("hms cleared", "D 0x2"),
        ("hms raised", "D 0x1"),
    ]


async def test_alarms_over_a_restart(hass: HomeAssistant) -> None:
    """What was told in the last run is no news; what is new is."""
    told: list[tuple[str, str]] = []
    before = watch(told)
    before.handle(report("0x1"))
    after = watch(told)
    after.restore(before.as_dict())
    for codes in (("0x1",), ("0x1", "0x2"), ("0x2",)):
        after.handle(report(*codes))
    assert told == [
        ("hms raised", "D 0x1"),
        ("hms raised", "D 0x2"),
        ("hms cleared", "D 0x1"),
    ]


def test_damaged(caplog: pytest.LogCaptureFixture) -> None:
    """What cannot be read is no reason not to start."""
    damaged: list[object] = [{"alarms": {"D": [{"code": 1}]}}, {"alarms": [1]}, {"passed_on": "x"}]
    for saved in damaged:
        watch([]).restore(saved)
    assert caplog.text.count("could not be read") == len(damaged)


def test_nothing_saved() -> None:
    """As after the first start, or with a file of somebody else."""
    nothing: list[object] = [None, [], {}, {"alarms": {}}]
    for saved in nothing:
        tracker = watch([])
        tracker.restore(saved)
        assert tracker.as_dict() == {"alarms": {}}


async def test_since_when(hass: HomeAssistant) -> None:
    """Kept over a restart; of what was there before anybody noted it nobody knows."""
    tracker = watch([])
    first, second = report("0x1"), report("0x1", "0x2")
    tracker.handle(first)
    [alarm] = first.alarms
    raised = tracker.since("D", alarm)
    assert raised is not None
    tracker.handle(second)
    assert tracker.since("D", alarm) == raised
    saved = json.loads(json.dumps(tracker.as_dict()))
    again = watch([])
    again.restore(saved)
    assert again.since("D", alarm) == raised
    again.handle(report("0x2"))
    assert again.since("D", alarm) is None
    old = watch([])
    old.restore({"alarms": saved["alarms"]})
    old.handle(report("0x1", "0x3"))
    assert old.since("D", alarm) is None
    assert old.since("D", report("0x3").alarms[0]) is not None
    old.forget("D")
    assert old.since("D", report("0x3").alarms[0]) is None
