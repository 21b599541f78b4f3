"""In the middle of an upload something dies. The log arrives all the same, and only once."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
import time
from typing import Any

import pytest

from tests.lab.simulator import (
    Broker,
    DockProfile,
    Module,
    SimulatedDock,
    Simulator,
    expected_archive,
)
from tests.lab.stack.home_assistant import HomeAssistant
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.proxy import Proxy
from tests.lab.stack.s3 import MotoStore

from .parts import BINDING_CODE, HASS, ORGANIZATION, flow_input, wait_for

pytestmark = [pytest.mark.usefixtures("socket_enabled"), pytest.mark.timeout(600)]

PROFILE = DockProfile(
    serial="8UUXE2E0000001",
    aircraft_serial="1581FE2E000001",
    callsign="Roof",
    binding_code=BINDING_CODE,
    organization_id=ORGANIZATION,
    archive_size=2_000_000,
    bandwidth=200_000,
    speed=5.0,
)


@dataclass
class World:
    """Everything, running, with an upload that is in its middle."""

    home: HomeAssistant
    broker: Mosquitto
    store: MotoStore
    proxy: Proxy
    dock: SimulatedDock
    entities: dict[str, str]
    device_id: str
    files: list[dict[str, Any]]

    async def status(self) -> str:
        """Return what Home Assistant says of the upload."""
        return await self.home.state(self.entities["log_upload_status"])

    async def until(self, condition: Callable[[], Awaitable[bool]], seconds: float) -> None:
        """Wait until something holds."""
        end = time.monotonic() + seconds
        while not await condition():
            assert time.monotonic() < end, f"status {await self.status()}"
            await asyncio.sleep(0.2)

    async def arrives(self, seconds: float = 90) -> None:
        """See that the log arrives, and that it was uploaded once."""

        async def uploaded() -> bool:
            return await self.status() == "uploaded"

        await self.until(uploaded, seconds)
        for file in self.files:
            data = await asyncio.to_thread(self.store.read, file["object_key"])
            module = Module.DOCK if file["module"] == "dock" else Module.AIRCRAFT
            assert data == expected_archive(PROFILE, module, file["boot_indexes"])
        assert self.dock.starts == 1
        # The bucket may show an object before the dock has read the store's answer.
        await self.dock.wait_job_finished(timeout=30)
        assert len(self.dock.uploads) == len(self.files)
        keys = await asyncio.to_thread(self.store.keys, "dji_dock/logs/")
        assert sorted(keys) == sorted(file["object_key"] for file in self.files)
        log = self.home.log_text()
        trouble = [line for line in log.splitlines() if " ERROR " in line and "dji_dock" in line]
        assert trouble == []


@pytest.fixture
async def world(tmp_path: Path) -> AsyncGenerator[World]:
    """Start everything, and an upload."""
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
        proxy = Proxy(store.port)
        async with proxy.running():
            await home.wait_ready(180)
            await home.onboard()
            await home.wait_started(180)
            await home.add_integration(
                flow_input(broker, store, endpoint=f"http://127.0.0.1:{proxy.port}")
            )
            async with Simulator([dock]):
                yield await begin(World(home, broker, store, proxy, dock, {}, "", []))
    finally:
        # Nothing is read of how it ends.
        home.kill()
        for part in (store, broker):
            await asyncio.to_thread(part.stop)


async def begin(world: World) -> World:
    """Wait for the dock, start an upload and wait for its middle."""
    await world.dock.wait_online(timeout=30)

    async def known() -> bool:
        device = await world.home.device(PROFILE.serial)
        if device is None:
            return False
        world.device_id = device["id"]
        world.entities = await world.home.entities(device["id"])
        online = world.entities.get("online")
        return online is not None and await world.home.state(online) == "on"

    await wait_for(known, 180)
    started = await world.home.action("start_log_upload", {"device_id": world.device_id})
    world.files = started["files"]
    await world.dock.wait_job(percent=30, timeout=60)
    return world


async def test_the_broker_is_killed(world: World) -> None:
    """And forgets what it had not saved; the dock goes on, and is heard again."""
    world.broker.kill()

    async def stalled() -> bool:
        return await world.status() == "stalled"

    await world.until(stalled, 20)
    await asyncio.sleep(2)
    world.broker.start()
    await world.arrives()


async def test_the_broker_is_away_until_the_upload_is_over(world: World) -> None:
    """No event ever says that it is over; the bucket does."""
    world.broker.kill()
    await world.dock.wait_job_finished(timeout=90)
    await world.arrives()
    world.broker.start()
    await asyncio.sleep(2)
    assert await world.status() == "uploaded"


async def test_home_assistant_is_killed(world: World) -> None:
    """The upload was saved before the dock heard of it."""
    world.home.kill()
    await asyncio.sleep(1)
    world.home.start()
    await world.home.wait_ready(180)
    await world.home.wait_started(180)
    await world.arrives()


async def test_home_assistant_is_away_until_the_upload_is_over(world: World) -> None:
    """Nobody heard the end, but the object is there."""
    world.home.kill()
    await world.dock.wait_job_finished(timeout=90)
    world.home.start()
    await world.home.wait_ready(180)
    await world.home.wait_started(180)
    await world.arrives()


async def test_the_store_is_cut_off(world: World) -> None:
    """The dock tries again, and so do we."""
    world.proxy.cut()
    await asyncio.sleep(5)
    world.proxy.heal()
    await world.arrives()


async def test_the_store_stops_answering(world: World) -> None:
    """As behind a dead link: connections stay, nothing comes."""
    world.store.pause()
    await asyncio.sleep(8)
    world.store.resume()
    await world.arrives()
