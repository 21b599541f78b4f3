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

pytestmark = [pytest.mark.usefixtures("socket_enabled"), pytest.mark.timeout(600)]

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
    bandwidth=100_000,
)


@dataclass
class World:
    """Everything, running, with a dock that is closed and idle."""

    home: HomeAssistant
    broker: Mosquitto
    store: MotoStore
    dock: SimulatedDock
    device_id: str = ""
    cover: str = ""
    update: str = ""

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

        await wait_for(is_there, 180)

    async def install(self) -> None:
        """Ask Home Assistant to install firmware, and return when the dock has accepted it."""
        await self.home.post("/api/services/update/install", {"entity_id": self.update})

    async def installs(self, step: str, percent: float) -> None:
        """Wait until the dock has done so much of a step of what it installs."""

        async def is_there() -> bool:
            upgrade = self.dock.upgrades.all[-1]
            return upgrade.step == step and upgrade.percent >= percent

        await wait_for(is_there, 180)

    async def has_installed(self, version: str) -> None:
        """See that the dock has a version, and that Home Assistant shows so."""

        async def shown() -> bool:
            if await self.home.state(self.update) in ("", "unknown", "unavailable"):
                return False
            attributes = (await self.home.get(f"/api/states/{self.update}"))["attributes"]
            return bool(
                attributes["installed_version"] == version and not attributes["in_progress"]
            )

        await wait_for(shown, 180)
        assert self.dock.upgrades.all[-1].status == "ok"

    async def start_again(self) -> None:
        """Start Home Assistant after it has died, and find the dock."""
        self.home.start()
        await self.home.wait_ready(180)
        await self.home.wait_started(180)
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
            self.update = next((name for name in own if name.startswith("update.")), "")
            return bool(self.cover and self.update)

        # A busy store may have to be asked again, which takes a minute.
        await wait_for(known, 240)

    async def succeeds(self, commands: list[str]) -> None:
        """See that these were all jobs that there ever were, and that the newest one is done."""

        async def is_over() -> bool:
            jobs = await self.jobs()
            assert [job["command"] for job in jobs] == commands
            return bool(jobs[0]["status"] == "succeeded")

        await wait_for(is_over, 180)

    async def is_left_alone(self) -> None:
        """See that the dock is idle, has heard nothing twice, and that nothing went wrong."""

        async def is_idle() -> bool:
            return self.dock.state.equipment.mode is Mode.IDLE

        await wait_for(is_idle, 120)
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
        await home.wait_ready(180)
        await home.onboard()
        await home.wait_started(180)
        await asyncio.to_thread(put_package, store, "99.01.0001")
        await home.add_integration(flow_input(broker, store))
        async with Simulator([dock]):
            yield await begin(World(home, broker, store, dock))
    finally:
        # Nothing is read of how it ends.
        home.kill()
        for part in (store, broker):
            await asyncio.to_thread(part.stop)


def put_package(store: MotoStore, version: str) -> None:
    """Put firmware into the bucket, which takes the dock ten seconds to fetch; blocks."""
    key = f"dji_dock/firmware/3-3-0/{version}/dock.zip"
    store.client().put_object(Bucket=store.bucket, Key=key, Body=b"PK\x03\x04" + bytes(1_000_000))


async def begin(world: World) -> World:
    """Wait until the dock is known, and that it is closed."""
    await world.dock.wait_online(timeout=60)
    await world.find()

    async def closed() -> bool:
        return await world.home.state(world.cover) == "closed"

    await wait_for(closed, 180)
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
    await wait_for(asked, 120)
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


async def test_something_is_killed_in_the_middle_of_an_installation(world: World) -> None:
    """Home Assistant while the dock fetches the package, then the broker while it installs one."""
    await world.install()
    await world.installs("download_firmware", 20)
    world.home.kill()
    await asyncio.to_thread(put_package, world.store, "99.01.0002")
    await world.start_again()
    await world.has_installed("99.01.0001")
    await world.succeeds(["ota_create"])

    await world.install()
    await world.installs("upgrade_firmware", 20)
    world.broker.kill()
    await world.installs("upgrade_firmware", 40)
    world.broker.start()
    await world.has_installed("99.01.0002")
    await world.succeeds(["ota_create", "ota_create"])
    await world.is_left_alone()
    assert [order.method for order in world.dock.orders] == ["ota_create", "ota_create"]
