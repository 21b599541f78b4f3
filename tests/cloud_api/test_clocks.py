"""Clocks of docks that are off, and how long it takes until that is believed."""

from datetime import timedelta
import time
from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import ClockTold
from custom_components.dji_dock.cloud_api.clocks import SETTLED_MESSAGES, SETTLED_SECONDS

from .wire import DOCK, Wire

HOUR = 3600.0


class Ears:
    """Hears what is told of clocks, while time passes as it is told to."""

    def __init__(self) -> None:
        """Accept the dock."""
        self.now = 0.0
        self.wire = Wire(clock=lambda: self.now)
        self.wire.accept()
        self.told: list[ClockTold] = []
        self.wire.server.listeners.add(ClockTold, self.told.append)

    def hear(
        self, *off: float, every: float = SETTLED_SECONDS / (SETTLED_MESSAGES - 1), **more: Any
    ) -> list[bool]:
        """Take in telemetry of a clock that is so far behind each time; return what was told."""
        for seconds in off:
            sent_at = time.time_ns() // 1_000_000 - int(seconds * 1000)
            self.wire.say("osd", data={"cover_state": 0}, **{"timestamp": sent_at, **more})
            self.now += every
        told = [news.wrong for news in self.told]
        self.told.clear()
        return told


def test_a_wrong_clock_is_told_once_and_taken_back() -> None:
    """With how far it is off."""
    ears = Ears()
    assert ears.hear(*[HOUR] * (SETTLED_MESSAGES - 1)) == []
    ears.wire.server.listeners.add(
        ClockTold, lambda news: differences.append(round(news.off / timedelta(hours=1)))
    )
    differences: list[int] = []
    assert ears.hear(HOUR) == [True]
    assert differences == [1]
    assert ears.hear(*[HOUR] * 20) == []
    assert ears.hear(*[0.0] * 20) == [False]
    assert ears.hear(*[-HOUR] * 20) == [True]
    assert differences == [1, 0, -1]


def test_a_right_clock_is_told_once() -> None:
    """So that what an earlier run said of it can be taken back."""
    ears = Ears()
    assert ears.hear(*[1.0] * 50) == [False]


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
    ears = Ears()
    ears.hear(*[0.0] * 20)
    assert ears.hear(*off) == []


def test_a_clock_that_is_never_the_same_is_not_judged() -> None:
    """Neither as right nor as wrong."""
    assert Ears().hear(*[0.0, HOUR] * 20) == []


def test_what_comes_all_at_once_was_held_up() -> None:
    """It says nothing of the clock."""
    ears = Ears()
    ears.hear(*[0.0] * 20)
    assert ears.hear(*[HOUR] * 200, every=0.01) == []
    assert ears.hear(*[0.0] * 20) == []


def test_what_the_broker_kept_and_what_has_no_time_say_nothing() -> None:
    """Nor does a dock that is not ours."""
    ears = Ears()
    assert ears.hear(*[HOUR] * 20, retain=True) == []
    assert ears.hear(*[HOUR] * 20, timestamp=None) == []
    assert ears.hear(*[HOUR] * 20, serial="OTHERDOCK") == []


def test_a_clock_that_is_forgotten_is_learnt_anew() -> None:
    """A dock that was removed may come back."""
    ears = Ears()
    assert ears.hear(*[HOUR] * 20) == [True]
    ears.wire.server.clocks.forget(DOCK)
    assert ears.wire.server.clocks.off(DOCK) is None
    assert ears.hear(*[HOUR] * 20) == [True]


def test_clocks_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside another platform anybody on the broker is one of our docks."""
    monkeypatch.setattr("custom_components.dji_dock.cloud_api.clocks._MAX_CLOCKS", 1)
    ears = Ears()
    ears.wire.server.fleet.update("OTHERDOCK", accepted=True)
    assert ears.hear(HOUR, serial="OTHERDOCK") == []
    assert ears.hear(*[HOUR] * 20) == []
    assert ears.wire.server.clocks.off("OTHERDOCK") is not None
    assert ears.wire.server.clocks.off(DOCK) is None
