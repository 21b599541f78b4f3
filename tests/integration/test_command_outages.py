"""In the middle of a command the broker or the dock dies. Nothing is sent twice, and nothing late.

The broker keeps what it can for a dock that is away, at QoS 0, too: the worst one for doors.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Generator
from dataclasses import replace
from pathlib import Path
from typing import cast

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.cloud_api import (
    COMMANDS,
    CloudApiError,
    DebugCommand,
    Fleet,
    ReplyTimeout,
)
from custom_components.dji_dock.debugging.models import DebuggingTimings
from custom_components.dji_dock.debugging.session import DebugSessions
from custom_components.dji_dock.jobs.models import Job, JobStatus
from tests.helpers.docks import dock_profile
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import wait_until
from tests.lab.simulator import Broker, Faults, SimulatedDock, Simulator
from tests.lab.simulator.equipment import Mode
from tests.lab.simulator.orders import repeated
from tests.lab.stack.mosquitto import Mosquitto

OPENED, CLOSED = 1, 0


@pytest.fixture
def mosquitto(tmp_path: Path) -> Generator[Mosquitto]:
    """Run a broker that keeps messages of QoS 0, too."""
    broker = Mosquitto(tmp_path / "mosquitto", keeps_qos0=True)
    broker.start()
    yield broker
    broker.kill()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up a job of which nothing is heard after seconds instead of a minute."""
    short = replace(COMMANDS["cover_open"], limit=12.0)
    monkeypatch.setitem(cast("dict[str, DebugCommand]", COMMANDS), "cover_open", short)


class Scene:
    """A dock, its owner, and what the owner asks for."""

    def __init__(self, hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock) -> None:
        """Take the parts."""
        self._hass = hass
        self._hub = loaded.runtime_data
        self.dock = dock
        self._asked: asyncio.Task[Job] | None = None

    @property
    def sessions(self) -> DebugSessions:
        """Return what opens and closes remote debugging."""
        found: DebugSessions = self._hub.debugging.sessions
        return found

    @property
    def fleet(self) -> Fleet:
        """Return what Home Assistant knows of its docks."""
        found: Fleet = self._hub.server.fleet
        return found

    @property
    def mode(self) -> Mode:
        """Return what the dock is in."""
        return self.dock.state.equipment.mode

    @property
    def cover(self) -> int:
        """Return how its cover is."""
        return self.dock.state.equipment.cover

    @property
    def job(self) -> Job | None:
        """Return the newest job as Home Assistant knows it."""
        found: Job | None = self._hub.jobs.state(self.dock.serial).latest
        return found

    def ask(self, command: str) -> asyncio.Task[Job]:
        """Ask for something."""
        self._asked = self._hass.async_create_task(
            self._hub.debugging.async_do(self.dock.serial, command)
        )
        return self._asked

    async def over(self) -> Job:
        """Return the job when it is over."""
        await wait_until(lambda: (job := self.job) and job.status.finished, 100)
        assert self.job
        return self.job

    async def at(self, percent: float) -> None:
        """Wait until the dock has done so much of what it was asked for."""
        await wait_until(
            lambda: self.dock.debugging.jobs and self.dock.debugging.jobs[-1].percent >= percent
        )

    async def online(self) -> None:
        """Wait until both hear each other again."""
        await wait_until(lambda: self._hub.server.connected and self.dock.online)

    async def end(self) -> None:
        """Let the entry end, which closes what was opened; the dock has heard nothing twice."""
        await self._hass.config_entries.async_unload(ENTRY_ID)
        await wait_until(lambda: self.mode is Mode.IDLE)
        assert repeated(self.dock.orders) == set()

    def heard(self) -> dict[str, int]:
        """Return how often the dock heard each command that it may have only once."""
        heard = Counter(order.method for order in self.dock.orders)
        # Of the safe direction: it may be said until it is true.
        del heard["debug_mode_close"]
        return dict(heard)


@pytest.fixture
async def scene(
    hass: HomeAssistant, loaded: MockConfigEntry, broker_of_docks: Broker
) -> AsyncGenerator[Scene]:
    """Run a dock whose broker keeps its session, with a cover that takes a second or two."""
    profile = dock_profile(persistent_session=True, job_seconds={"cover_open": 40.0})
    dock = SimulatedDock(profile, broker_of_docks)
    async with Simulator([dock]):
        await dock.wait_online()
        await wait_until(lambda: dock.serial in loaded.runtime_data.coordinators)
        made = Scene(hass, loaded, dock)
        await ready(loaded, dock)
        yield made
        if made._asked:
            await asyncio.gather(made._asked, return_exceptions=True)


async def ready(loaded: MockConfigEntry, dock: SimulatedDock) -> None:
    """Wait until everything that is asked of a dock before it may open is known of it."""
    server = loaded.runtime_data.server
    await wait_until(lambda: (known := server.fleet.get(dock.serial)) and known.mode is not None)
    await wait_until(lambda: server.fleet.place_age(dock.serial) is not None)


@pytest.mark.parametrize("away_until_it_is_over", [False, True])
async def test_the_broker_is_killed_in_the_middle_of_a_job(
    scene: Scene, mosquitto: Mosquitto, away_until_it_is_over: bool
) -> None:
    """The job goes on in the dock, and ends here as it ended there."""
    await scene.ask("cover_open")
    await scene.at(30)
    mosquitto.kill()
    if away_until_it_is_over:
        await wait_until(lambda: scene.dock.debugging.jobs[-1].finished)
    mosquitto.start()
    assert (await scene.over()).status is JobStatus.SUCCEEDED
    assert scene.cover == OPENED
    await scene.online()
    await scene.end()
    assert scene.heard() == {"debug_mode_open": 1, "cover_open": 1}


async def test_the_broker_is_killed_while_remote_debugging_opens(
    scene: Scene, mosquitto: Mosquitto, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It opens meanwhile, and the command follows once the dock is heard again."""
    # However busy this machine is, the broker is back before that.
    patient = DebuggingTimings(open=50)
    monkeypatch.setattr(scene.sessions, "_timings", patient)
    asked = scene.ask("cover_open")
    await wait_until(lambda: scene.dock.orders)
    mosquitto.kill()
    await wait_until(lambda: scene.mode is Mode.REMOTE_DEBUG)
    mosquitto.start()
    await asked
    assert (await scene.over()).status is JobStatus.SUCCEEDED
    await scene.end()
    assert scene.heard() == {"debug_mode_open": 1, "cover_open": 1}


@pytest.mark.usefixtures("impatient")
async def test_a_dock_that_leaves_never_hears_what_was_meant_for_it(
    scene: Scene, mosquitto: Mosquitto
) -> None:
    """Its broker keeps all for it; what it is told at its return is only that it may go on."""
    await scene.ask("supplement_light_open")
    scene.dock.go_offline()
    await wait_until(lambda: not scene.dock.connected)
    with pytest.raises(ReplyTimeout):
        # It was heard a moment ago: this is sent.
        await scene.ask("cover_open")
    scene.dock.come_back()
    await scene.online()
    assert (await scene.over()).status is JobStatus.UNKNOWN
    await scene.end()
    assert scene.cover == CLOSED
    assert scene.heard() == {"debug_mode_open": 1, "supplement_light_open": 1}


async def test_a_dock_that_is_silent_is_sent_nothing(scene: Scene, hass: HomeAssistant) -> None:
    """Not heard for ten seconds, not taken for offline yet: nothing is begun, and said so."""
    scene.dock.go_offline()
    await wait_until(lambda: not scene.dock.connected)
    fleet = scene.fleet
    await wait_until(lambda: (fleet.silence(scene.dock.serial) or 0) > 10)
    with pytest.raises((CloudApiError, HomeAssistantError)) as failure:
        await scene.ask("cover_open")
    assert "not heard for" in str(failure.value)
    job = await scene.over()
    assert (job.status, job.reason) == (JobStatus.FAILED, "dock_silent")
    scene.dock.come_back()
    await scene.online()
    await scene.end()
    assert scene.heard() == {}


@pytest.mark.usefixtures("impatient")
async def test_the_dock_loses_its_power_in_the_middle(scene: Scene) -> None:
    """It forgets the job: it is not sent again, and its end is told as it is."""
    scene.dock.faults = Faults(power_loss_at=40)
    await scene.ask("cover_open")
    job = await scene.over()
    assert job.status is JobStatus.TIMED_OUT
    await scene.online()
    await scene.end()
    assert scene.heard() == {"debug_mode_open": 1, "cover_open": 1}
