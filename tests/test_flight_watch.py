"""Moments that are drawn from what docks say again and again."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.dji_dock.cloud_api import (
    Dock,
    DockChanged,
    FlightProgress,
    HmsAlarm,
    HmsReport,
)
from custom_components.dji_dock.flight_watch import FlightWatch
from custom_components.dji_dock.moments import Moment


def watch(told: list[tuple[str, str]]) -> FlightWatch:
    """Return one that writes down what it tells."""

    def tell(dock: str, moment: Moment) -> None:
        detail = moment.attributes.get("flight_id") or moment.attributes.get("code") or ""
        told.append((f"{moment.key} {moment.event_type}", f"{dock} {detail}"))

    return FlightWatch(tell)


def at_step(step: int | None) -> DockChanged:
    """Return that a dock says how far it is."""
    return DockChanged(Dock(serial="D", accepted=True, flight_step=step), None)


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


def test_a_flight_starts_and_ends_once() -> None:
    """However often the dock says so, and whatever it says between."""
    told: list[tuple[str, str]] = []
    flights = watch(told)
    flight = FlightProgress(dock="D", flight_id="f1", over=False, media_count=None)
    for step in (5, 0):
        flights.handle_dock(at_step(step))
    flights.handle_flight(flight)
    for heard in (1, 1, 255, None, 1, 2, 5, 5):
        flights.handle_dock(at_step(heard))
    assert told == [("flight started", "D f1"), ("flight ended", "D f1")]


def test_a_flight_over_a_restart() -> None:
    """It started in the last run, and ends in this one."""
    told: list[tuple[str, str]] = []
    before = watch(told)
    before.handle_dock(at_step(1))
    after = watch(told)
    after.restore(before.as_dict())
    after.handle_dock(at_step(1))
    after.handle_dock(at_step(5))
    assert [name for name, _ in told] == ["flight started", "flight ended"]


async def test_alarms_are_raised_and_cleared_once(hass: HomeAssistant) -> None:
    """Each message tells all of them."""
    told: list[tuple[str, str]] = []
    flights = watch(told)
    for codes in (("0x1",), ("0x1",), ("0x1", "0x2"), ("0x2",), ()):
        flights.handle_alarms(report(*codes))
    # Those of another device of the dock are others.
    flights.handle_alarms(report("0x1", device="A"))
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
    before.handle_alarms(report("0x1"))
    after = watch(told)
    after.restore(before.as_dict())
    for codes in (("0x1",), ("0x1", "0x2"), ("0x2",)):
        after.handle_alarms(report(*codes))
    assert told == [
        ("hms raised", "D 0x1"),
        ("hms raised", "D 0x2"),
        ("hms cleared", "D 0x1"),
    ]


def test_damaged(caplog: pytest.LogCaptureFixture) -> None:
    """What cannot be read is no reason not to start."""
    damaged: list[object] = [{"flying": 3}, {"alarms": {"D": [{"code": 1}]}}, {"alarms": [1]}]
    for saved in damaged:
        watch([]).restore(saved)
    assert caplog.text.count("could not be read") == 3


def test_nothing_saved() -> None:
    """As after the first start, or with a file of somebody else."""
    flights = watch([])
    nothing: list[object] = [None, [], {}, {"flying": [], "alarms": {}}]
    for saved in nothing:
        flights.restore(saved)
        assert flights.as_dict() == {"flying": [], "alarms": {}}
