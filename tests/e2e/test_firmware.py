"""In the middle of an installation something dies. It ends in the truth, and is ordered once."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
import os
from pathlib import Path
from typing import Any

import pytest

from tests.lab.simulator import Broker, DockProfile, SimulatedDock, Simulator
from tests.lab.stack.home_assistant import HomeAssistant
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import MotoStore

from .parts import BINDING_CODE, HASS, ORGANIZATION, flow_input, wait_for

pytestmark = [pytest.mark.usefixtures("socket_enabled"), pytest.mark.timeout(600)]

NEW = "99.01.0001"
SIZES = {"3-3-0": 3_000_000, "0-100-1": 1_000_000}
PROFILE = DockProfile(
    serial="8UUXE2E0000001",
    aircraft_serial="1581FE2E000001",
    callsign="Roof",
    binding_code=BINDING_CODE,
    organization_id=ORGANIZATION,
    bandwidth=500_000,
    speed=10.0,
    job_seconds={"ota_create": 30},
)


@dataclass
class World:
    """Everything, running, with an installation that is in its middle."""

    home: HomeAssistant
    broker: Mosquitto
    dock: SimulatedDock
    entities: list[str]
    """Of the dock and of the aircraft."""

    async def ends(self) -> None:
        """See that both run the new version, and that it was ordered and fetched once."""

        async def told() -> bool:
            states = [await self.home.state(entity) for entity in self.entities]
            if states != ["off", "off"]:
                return False
            shown = [await self.home.attributes(entity) for entity in self.entities]
            return [(each["installed_version"], each["in_progress"]) for each in shown] == [
                (NEW, False),
                (NEW, False),
            ]

        await wait_for(told, 180)
        [upgrade] = self.dock.upgrades.all
        assert [item.received for item in upgrade.downloads] == [
            size + 4 for size in SIZES.values()
        ]
        # Another one than before, where Home Assistant was killed before it had saved it.
        device = await self.home.device(PROFILE.serial)
        assert device
        got = await self.home.action("get_jobs", {"device_id": device["id"]})
        [job] = [job for job in got["jobs"] if job["command"] == "ota_create"]
        assert job["status"] == "succeeded"
        log = self.home.log_text()
        trouble = [line for line in log.splitlines() if " ERROR " in line and "dji_dock" in line]
        assert trouble == []
        assert "X-Amz-Signature" not in log

    async def restart(self) -> None:
        """Start Home Assistant again."""
        self.home.start()
        await self.home.wait_ready(180)
        await self.home.wait_started(180)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncGenerator[World]:
    """Start everything, and an installation."""
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
        await home.add_integration(flow_input(broker, store))
        async with Simulator([dock]):
            yield await begin(World(home, broker, dock, []))
    finally:
        # Nothing is read of how it ends.
        home.kill()
        for part in (store, broker):
            await asyncio.to_thread(part.stop)


async def begin(world: World) -> World:
    """Send packages, install both, and wait for the middle of the download."""
    home = world.home
    await world.dock.wait_online(timeout=120)

    async def known() -> bool:
        return await home.device(PROFILE.aircraft_serial) is not None

    await wait_for(known, 120)
    for product, size in SIZES.items():
        place = f"/api/dji_dock/firmware/{product}/{NEW}/package.zip"
        sent: Any = await home.put(place, b"PK\x03\x04" + os.urandom(size))
        assert sent["size"] == size + 4
    for serial in (PROFILE.serial, PROFILE.aircraft_serial):
        device = await home.device(serial)
        assert device
        world.entities.append((await home.entities(device["id"]))["firmware"])

    async def offered() -> bool:
        return [await home.state(entity) for entity in world.entities] == ["on", "on"]

    await wait_for(offered, 120)
    await home.post("/api/services/update/install", {"entity_id": world.entities[1]})
    await world.dock.wait_upgrade(percent=30, timeout=120)
    shown = await home.attributes(world.entities[0])
    assert shown["in_progress"] is True
    return world


async def test_home_assistant_is_killed(world: World) -> None:
    """It was saved before the dock heard of it, and is followed from there."""
    world.home.kill()
    await world.restart()
    await world.ends()


async def test_home_assistant_is_away_until_it_is_over(world: World) -> None:
    """Nobody heard the end; both report what they run."""
    world.home.kill()
    await world.dock.wait_upgrade_finished(timeout=180)
    await world.restart()
    await world.ends()


async def test_the_broker_is_killed(world: World) -> None:
    """The dock fetches from the bucket, and is heard again later."""
    world.broker.kill()
    await world.dock.wait_upgrade_finished(timeout=180)
    world.broker.start()
    await world.ends()
