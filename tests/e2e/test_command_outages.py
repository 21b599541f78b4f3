"""In the middle of a command something dies. The dock has heard it once, and is left as it was."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.lab.simulator import Broker, DockProfile, Faults, SimulatedDock, Simulator
from tests.lab.simulator.equipment import CLOSED, OPEN, Mode
from tests.lab.simulator.orders import repeated
from tests.lab.stack.home_assistant import HomeAssistant
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import MotoStore

from .parts import BINDING_CODE, HASS, ORGANIZATION, flow_input, wait_for

pytestmark = [pytest.mark.usefixtures("socket_enabled"), pytest.mark.timeout(300)]

PROFILE = DockProfile(
    serial="8UUXE2E0000002",
    aircraft_serial="1581FE2E000002",
    callsign="Roof",
    binding_code=BINDING_CODE,
    organization_id=ORGANIZATION,
    persistent_session=True,
    speed=5.0,
    # So long that Home Assistant may start again meanwhile, and so short that it may not.
    job_seconds={"cover_open": 120.0, "cover_close": 20.0},
)


@dataclass
class World:
    """Everything, running, with a dock that is closed and idle."""

    home: HomeAssistant
    broker: Mosquitto
    dock: SimulatedDock
    device_id: str = ""
    cover: str = ""

    async def ask(self, action: str) -> None:
        """Ask Home Assistant to move the cover, and return when the dock has accepted it."""
        await self.home.post(f"/api/services/cover/{action}", {"entity_id": self.cover})

    async def jobs(self) -> list[dict[str, Any]]:
        """Return the jobs that Home Assistant knows, newest first."""
        answer = await self.home.action("get_jobs", {"device_id": self.device_id})
        jobs: list[dict[str, Any]] = answer["jobs"]
        return jobs

    async def at(self, percent: float) -> None:
        """Wait until the dock has done so much of what it was told."""

        async def is_there() -> bool:
            return self.dock.debugging.jobs[-1].percent >= percent

        await wait_for(is_there, 60)

    async def start_again(self) -> None:
        """Start Home Assistant after it has died, and find the dock."""
        self.home.start()
        await self.home.wait_ready(60)
        await self.home.wait_started(60)
        await self.find()

    async def find(self) -> None:
        """Wait until Home Assistant knows the dock; what it had not saved has other ids."""

        async def known() -> bool:
            if (device := await self.home.device(PROFILE.serial)) is None:
                return False
            self.device_id = device["id"]
            entries = await self.home.command("config/entity_registry/list")
            own = [each["entity_id"] for each in entries if each["device_id"] == device["id"]]
            self.cover = next((name for name in own if name.startswith("cover.")), "")
            return bool(self.cover)

        await wait_for(known, 30)

    async def succeeds(self, commands: list[str]) -> None:
        """See that these were all jobs that there ever were, and that the newest one is done."""

        async def is_over() -> bool:
            jobs = await self.jobs()
            assert [job["command"] for job in jobs] == commands
            return bool(jobs[0]["status"] == "succeeded")

        await wait_for(is_over, 100)

    async def is_left_alone(self) -> None:
        """See that the dock is idle, has heard nothing twice, and that nothing went wrong."""

        async def is_idle() -> bool:
            return self.dock.state.equipment.mode is Mode.IDLE

        await wait_for(is_idle, 60)
        assert repeated(self.dock.orders) == set()
        log = self.home.log_text()
        trouble = [line for line in log.splitlines() if " ERROR " in line and "dji_dock" in line]
        assert trouble == []

    def heard(self) -> dict[str, int]:
        """Return how often the dock heard each command that it may have only once."""
        heard = Counter(order.method for order in self.dock.orders)
        assert heard.pop("debug_mode_close", 0) > 0
        return dict(heard)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncGenerator[World]:
    """Start everything."""
    broker = Mosquitto(tmp_path / "mosquitto")
    store = MotoStore(tmp_path / "s3")
    home = HomeAssistant(tmp_path / "home", HASS, minimal=True)
    dock = SimulatedDock(
        PROFILE,
        Broker(
            host="127.0.0.1",
            port=broker.port,
            username=broker.username,
            password=broker.password,
        ),
    )
    try:
        home.start()
        broker.start()
        store.start()
        await home.wait_ready(60)
        await home.onboard()
        await home.wait_started(60)
        await home.add_integration(flow_input(broker, store))
        async with Simulator([dock]):
            yield await begin(World(home, broker, dock))
    finally:
        # Nothing is read of how it ends.
        home.kill()
        for part in (store, broker):
            await asyncio.to_thread(part.stop)


async def begin(world: World) -> World:
    """Wait until the dock is known, and that it is closed."""
    await world.dock.wait_online(timeout=30)
    await world.find()

    async def closed() -> bool:
        return await world.home.state(world.cover) == "closed"

    await wait_for(closed, 30)
    return world


async def test_home_assistant_is_killed_in_the_middle_of_a_job(world: World) -> None:
    """The job was saved before it was sent, and that remote debugging is ours to close.

    The dock goes on; Home Assistant hears the rest, or what the broker has kept of it.
    """
    await world.ask("open_cover")
    await world.at(10)
    world.home.kill()
    await world.start_again()
    await world.succeeds(["cover_open"])
    await world.is_left_alone()
    assert world.dock.state.equipment.cover == OPEN
    assert await world.home.state(world.cover) == "open"
    assert world.heard() == {"debug_mode_open": 1, "cover_open": 1}

    await world.ask("close_cover")
    await world.at(10)
    world.home.kill()
    await world.at(100)
    assert world.dock.state.equipment.mode is Mode.REMOTE_DEBUG
    await world.start_again()
    await world.succeeds(["cover_close", "cover_open"])
    await world.is_left_alone()
    assert world.dock.state.equipment.cover == CLOSED
    assert world.heard() == {"debug_mode_open": 2, "cover_open": 1, "cover_close": 1}


async def test_home_assistant_is_killed_while_remote_debugging_opens(world: World) -> None:
    """The command itself never left, and is not sent later: nobody waits for it any more."""
    world.dock.faults = Faults(no_reply=frozenset({"debug_mode_open"}))
    opening = asyncio.create_task(world.ask("open_cover"))

    async def asked() -> bool:
        return bool(world.dock.orders)

    # Which takes the dock a moment.
    await wait_for(asked, 30)
    world.home.kill()
    with suppress(aiohttp.ClientError):
        await opening
    await world.start_again()
    await world.is_left_alone()
    # What waits for its turn is not always saved by then.
    assert [job["status"] for job in await world.jobs()] in ([], ["canceled"])
    assert world.dock.state.equipment.cover != OPEN
    assert world.heard() == {"debug_mode_open": 1}


async def test_the_broker_is_killed_in_the_middle_of_a_job(world: World) -> None:
    """And comes back without what it had not saved; what the dock reports shows how it ended."""
    await world.ask("open_cover")
    await world.at(20)
    world.broker.kill()
    await world.at(100)
    world.broker.start()
    await world.succeeds(["cover_open"])
    # Else it stays open for five minutes.
    await asyncio.to_thread(world.home.stop)
    await world.is_left_alone()
    assert world.heard() == {"debug_mode_open": 1, "cover_open": 1}
