"""How fast uploads are, and what comes of many changes."""

import asyncio
from dataclasses import replace

import pytest

from custom_components.dji_dock.logs.models import LogUpload, UploadStatus
from custom_components.dji_dock.panel.pace import Pace, PaceTimings
from custom_components.dji_dock.panel.rates import Rates
from tests.helpers.upload_records import new


def at(progress: float, *, rate: int | None = None, status: str = "uploading") -> LogUpload:
    """Return an upload of a dock's log that is so far."""
    upload = new("dock")
    [file] = upload.files
    file = replace(file, status=UploadStatus(status), progress=progress, rate=rate)
    return replace(upload, status=UploadStatus(status), files=(file,))


class Clock:
    """A clock that is set."""

    def __init__(self) -> None:
        """Begin."""
        self.now = 100.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Return a clock."""
    return Clock()


def test_the_time_left(clock: Clock) -> None:
    """From how it went on, whatever docks count as percent; the longer nothing comes the longer."""
    rates = Rates(clock)
    rates.note(at(60))
    assert rates.of_upload(at(60)) == (None, None)
    for progress in (65, 70, 75, 80):
        clock.now += 10
        rates.note(at(progress))
    assert rates.of_upload(at(80)) == (None, 40)
    assert rates.of_file(at(80), at(80).files[0]) == (None, 40)
    clock.now += 40
    assert rates.of_upload(at(80)) == (None, 80)


def test_the_rate_is_smooth(clock: Clock) -> None:
    """One report of a dock does not turn it around."""
    rates = Rates(clock)
    rates.note(at(10, rate=1000))
    rates.note(at(11, rate=2000))
    assert rates.of_upload(at(11, rate=2000))[0] == 1300


@pytest.mark.parametrize("status", ["pulling", "compressing", "stalled", "uploaded"])
def test_nobody_guesses(clock: Clock, status: str) -> None:
    """Before and after the way into the bucket there is no time left to be told."""
    rates = Rates(clock)
    for progress in (10, 20, 30):
        clock.now += 10
        rates.note(at(progress, rate=1000))
    ended = at(40, status=status)
    rates.note(ended)
    assert rates.of_upload(ended) == (None, None)
    assert rates.of_file(ended, ended.files[0]) == (None, None)


def test_a_dock_that_counts_anew(clock: Clock) -> None:
    """What it counted before says nothing."""
    rates = Rates(clock)
    for progress in (97, 98, 99):
        clock.now += 10
        rates.note(at(progress))
    rates.note(at(1))
    assert rates.of_upload(at(1))[1] is None
    clock.now += 10
    rates.note(at(51))
    assert rates.of_upload(at(51))[1] == 10


def test_forgotten(clock: Clock) -> None:
    """Nothing stays of what is over or gone."""
    rates = Rates(clock)
    rates.note(at(1, rate=5))
    rates.forget(at(1).upload_id)
    assert rates.of_upload(at(1)) == (None, None)
    rates.note(at(1, rate=5))
    rates.note(at(100, status="uploaded"))
    assert not rates._known


async def test_changes_come_at_a_pace() -> None:
    """The first soon, the next ones not before their time; the last in any case; then nothing runs."""
    handled: list[str] = []
    times: dict[str, list[float]] = {"often": [], "rare": []}
    done = asyncio.Event()

    def handle(what: str) -> None:
        handled.append(what)
        times[what].append(asyncio.get_running_loop().time())
        done.set()

    pace = Pace[str](
        handle, lambda what: what == "rare", PaceTimings(soon=0, every=0.2, seldom=900)
    )
    for _ in range(5):
        pace.changed("often")
        pace.changed("rare")
    await done.wait()
    assert handled == ["often", "rare"]
    assert pace.idle
    done.clear()
    pace.changed("rare")
    for _ in range(5):
        pace.changed("often")
    await done.wait()
    # What is seldom waits on, and keeps nothing else from coming.
    assert handled == ["often", "rare", "often"]
    first, second = times["often"]
    assert second - first >= 0.2 * 0.95
    assert not pace.idle
    pace.stop()
    assert pace.idle


async def test_one_that_fails_keeps_no_other(caplog: pytest.LogCaptureFixture) -> None:
    """It is logged, and the next one has its turn."""
    handled = asyncio.Event()

    def handle(what: str) -> None:
        if what == "bad":
            raise ValueError
        handled.set()

    pace = Pace[str](handle, lambda what: False, PaceTimings(soon=0))
    pace.changed("bad")
    pace.changed("good")
    await handled.wait()
    assert "bad" in caplog.text
