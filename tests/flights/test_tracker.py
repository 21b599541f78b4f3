"""Moments that are drawn from what docks say again and again."""

from dataclasses import replace
import json
from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import (
    Aircraft,
    Dock,
    DockChanged,
    FlightProgress,
)
from custom_components.dji_dock.flights.tracker import FlightTracker
from custom_components.dji_dock.util.dock_event import DockEvent


def watch(told: list[tuple[str, str]]) -> FlightTracker:
    """Return one that writes down what it tells."""

    def tell(dock: str, event: DockEvent) -> None:
        detail = event.attributes.get("flight_id") or ""
        told.append((f"{event.key} {event.event_type}", f"{dock} {detail}"))

    return FlightTracker(tell)


def at_step(step: int | None) -> DockChanged:
    """Return that a dock says how far it is."""
    return DockChanged(Dock(serial="D", accepted=True, flight_step=step), None)


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


class Teller:
    """A dock that tells piece by piece, as in osd and in the progress of a flight task."""

    def __init__(self, **known: Any) -> None:
        """Take what it has told already."""
        self.told: list[tuple[str, str]] = []
        self.watch = watch(self.told)
        self.dock = Dock(serial="D", accepted=True, **known)

    def osd(self, **changes: Any) -> None:
        """Tell something of itself; `on` is whether the aircraft is on."""
        if (on := changes.pop("on", None)) is not None:
            changes["aircraft"] = Aircraft(serial="A", online=on)
        before, self.dock = self.dock, replace(self.dock, **changes)
        self.watch.handle_dock(DockChanged(self.dock, before))

    def task(self, flight_id: str = "f1", **fields: Any) -> None:
        """Tell how far a flight task is."""
        self.watch.handle_flight(
            FlightProgress(
                dock="D", flight_id=flight_id, media_count=None, **{"over": False, **fields}
            )
        )

    def restart(self) -> None:
        """Let Home Assistant forget what is not saved."""
        saved = json.loads(json.dumps(self.watch.as_dict()))
        self.watch = watch(self.told)
        self.watch.restore(saved)
        self.dock = Dock(serial="D", accepted=True)

    @property
    def moments(self) -> list[str]:
        """Return what happened, in short."""
        return [
            f"{name.removeprefix('flight ')} {detail.removeprefix('D')}".replace("  ", " ").strip()
            for name, detail in self.told
        ]


IN_FLIGHT: dict[str, Any] = {"flight_step": 1, "mode": 4, "in_dock": False, "on": True}

ENDS: list[list[dict[str, Any]]] = [
    [{"flight_step": 5}],
    [{"flight_step": 2, "in_dock": True}, {"flight_step": 5}],
    # A Dock 1 whose aircraft is off.
    [{"in_dock": True, "on": False}, {"flight_step": 255, "mode": 0}],
    [{"flight_step": 255}, {"mode": 0, "in_dock": True, "on": False}],
    [{"flight_step": 255}, {"in_dock": True}],
    [{"flight_step": 2}, {"flight_step": 255, "in_dock": True}],
    # It never tells another step.
    [{"mode": 0}],
    [{"in_dock": True, "on": False}],
    # The next task is on already, or it looks for new areas.
    [{"flight_step": 0}],
    [{"flight_step": 3}],
]


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("ends", ENDS)
def test_whatever_ends_a_flight(ends: list[dict[str, Any]], *, restarted: bool) -> None:
    """It ends once, and the next one starts; also if Home Assistant was restarted in between."""
    teller = Teller()
    for flight_id in ("f1", "f2"):
        teller.osd(**{**IN_FLIGHT, "flight_step": 0})
        teller.task(flight_id, flying=False)
        teller.osd(**IN_FLIGHT)
        if restarted:
            teller.restart()
        for told in ends:
            teller.osd(**told)
        for _ in range(2):
            teller.osd()
    assert teller.moments == ["started f1", "ended f1", "started f2", "ended f2"]


def test_an_aircraft_out_of_reach_flies_on() -> None:
    """Step 255 in the middle of a flight is no end, nor is a link that breaks."""
    teller = Teller()
    teller.osd(**IN_FLIGHT)
    teller.osd(flight_step=255, on=False)
    teller.osd(flight_step=1, on=True)
    teller.osd(flight_step=256)
    assert teller.moments == ["started"]
    teller.osd(flight_step=5)
    assert teller.moments == ["started", "ended"]


@pytest.mark.parametrize("ends", [{"over": True}, {"over": True, "failed": True}])
@pytest.mark.parametrize("known", [{}, {"flight_step": 5, "mode": 0, "in_dock": True}])
def test_a_flight_of_which_only_its_task_tells(known: dict[str, Any], ends: dict[str, Any]) -> None:
    """Whether the dock tells nothing else, or the same all the time."""
    teller = Teller()
    teller.osd(**known)
    for flight_id in ("f1", "f2"):
        teller.task(flight_id, flying=False)
        for _ in range(3):
            teller.task(flight_id, flying=True)
            teller.osd(firmware=flight_id)
        teller.task(flight_id, flying=None)
        teller.task(flight_id, **ends)
        teller.task(flight_id, **ends)
        # What the dock repeats after its end is not a new flight.
        teller.task(flight_id, flying=True)
    assert teller.moments == ["started f1", "ended f1", "started f2", "ended f2"]


def test_tasks_whose_end_is_lost() -> None:
    """The next one ends them; over a restart, too."""
    teller = Teller()
    for flight_id in ("f1", "f2", "f3"):
        teller.task(flight_id, flying=True)
        teller.restart()
        teller.task(flight_id, flying=True)
    teller.task("f4", flying=False)
    teller.task("f3", over=True)
    assert teller.moments == [
        *("started f1", "ended f1", "started f2", "ended f2"),
        *("started f3", "ended f3"),
    ]


def test_a_task_and_its_dock_are_one_flight() -> None:
    """Whichever tells first, of the beginning and of the end."""
    teller = Teller()
    teller.osd(flight_step=0, mode=4, in_dock=True, on=True)
    # Nothing is told of the aircraft: as long as the dock prepares, it does not fly.
    teller.task(flying=None)
    assert teller.moments == []
    teller.task(flying=True)
    teller.osd(flight_step=1)
    teller.osd(in_dock=False)
    teller.task(flying=True)
    teller.osd(in_dock=True)
    teller.osd(flight_step=2)
    teller.task(over=True)
    teller.osd(flight_step=5, mode=0)
    teller.task(over=True)
    assert teller.moments == ["started f1", "ended f1"]


def test_an_end_that_comes_before_the_dock_says_so() -> None:
    """Its step is an old one then, and begins nothing."""
    teller = Teller()
    teller.osd(flight_step=1)
    teller.task(over=True)
    teller.osd(mode=4)
    teller.osd(flight_step=2)
    assert teller.moments == ["started", "ended f1"]
    teller.osd(flight_step=1)
    assert teller.moments == ["started", "ended f1", "started"]


def test_a_task_that_fails_in_the_air() -> None:
    """A real Dock 3 told so ten seconds before its aircraft was home."""
    teller = Teller()
    teller.osd(**IN_FLIGHT)
    teller.task(over=True, failed=True)
    teller.osd(firmware="1")
    assert teller.moments == ["started"]
    teller.osd(in_dock=True)
    teller.osd(flight_step=2)
    teller.osd(flight_step=5)
    assert teller.moments == ["started", "ended f1"]


def test_another_task_in_the_middle_of_a_flight() -> None:
    """Its dock says that it flies: what is told of others is old, or goes by another name."""
    teller = Teller()
    teller.task("f1", flying=True)
    teller.osd(**IN_FLIGHT)
    teller.task("f0", flying=True)
    teller.task("f0", over=True)
    teller.osd(flight_step=5)
    assert teller.moments == ["started f1", "ended f1"]


def test_a_flight_over_a_restart() -> None:
    """It started in the last run, and ends in this one, with its id."""
    teller = Teller()
    teller.task(flying=True)
    teller.osd(flight_step=1)
    teller.restart()
    teller.osd(flight_step=1)
    teller.osd(flight_step=5)
    assert teller.moments == ["started f1", "ended f1"]


def test_a_restart_before_the_aircraft_has_left() -> None:
    """A dock tells its step in another message than the rest, and either may come first."""
    teller = Teller()
    teller.osd(flight_step=0, mode=4, in_dock=True, on=True)
    teller.osd(flight_step=1)
    teller.restart()
    teller.osd(mode=4, in_dock=True, on=True)
    teller.osd(flight_step=1)
    teller.osd(in_dock=False)
    assert teller.moments == ["started"]
    teller.osd(in_dock=True)
    teller.osd(flight_step=2)
    teller.osd(flight_step=5)
    assert teller.moments == ["started", "ended"]


@pytest.mark.parametrize("ended", ["f1", ""])
def test_a_task_that_never_took_off(ended: str) -> None:
    """The next flight does not go by its name; a task of which nothing is known ends no other."""
    teller = Teller()
    teller.osd(flight_step=0, mode=4, in_dock=True)
    teller.task("f1", flying=False)
    teller.task(ended, over=True, failed=True)
    teller.osd(flight_step=5)
    teller.osd(**IN_FLIGHT)
    teller.osd(flight_step=5)
    of_task = "" if ended else " f1"
    assert teller.moments == [f"started{of_task}", f"ended{of_task}"]


def test_the_next_flight_after_a_restart() -> None:
    """The last run saw the beginning of one, and nobody its end."""
    teller = Teller()
    teller.osd(flight_step=1)
    teller.task("f1", flying=True)
    teller.restart()
    teller.osd(flight_step=1)
    teller.task("f2", flying=True)
    teller.osd(flight_step=5)
    assert teller.moments == ["started", "ended f1", "started f2", "ended f2"]


def test_damaged(caplog: pytest.LogCaptureFixture) -> None:
    """What cannot be read is no reason not to start."""
    damaged: list[object] = [
        {"flying": 3},
        {"flying": [], "ids": 3},
        {"flying": [], "ended": "x"},
    ]
    for saved in damaged:
        watch([]).restore(saved)
    assert caplog.text.count("could not be read") == len(damaged)


def test_nothing_saved() -> None:
    """As after the first start, or with a file of somebody else."""
    flights = watch([])
    nothing: list[object] = [None, [], {}, {"flying": []}]
    for saved in nothing:
        flights.restore(saved)
        assert flights.as_dict() == {"flying": []}
