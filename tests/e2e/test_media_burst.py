"""Ten docks upload 500 files while Home Assistant is killed, twice. Nothing is lost or doubled."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path
import sqlite3

import pytest

from tests.helpers.media import callback, write
from tests.lab.simulator import Broker, SimulatedDock, Simulator, fleet
from tests.lab.stack.home_assistant import HomeAssistant
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import MotoStore

from .parts import BINDING_CODE, HASS, ORGANIZATION, flow_input, wait_for

pytestmark = [pytest.mark.usefixtures("socket_enabled"), pytest.mark.timeout(600)]

DOCKS = 10
FILES = 50


@dataclass
class World:
    """Everything, running."""

    home: HomeAssistant
    store: MotoStore
    docks: list[SimulatedDock]
    acknowledged: list[str] = field(default_factory=list[str])
    unsaved: list[str] = field(default_factory=list[str])
    """Keys that were acknowledged although they were not in the index."""

    def saved(self, key: str) -> bool:
        """Return whether the index on disk holds the report of a file."""
        [path] = (self.home.folder / ".storage").glob("dji_dock.*.media.db")
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
        try:
            row = connection.execute(
                "SELECT reported FROM objects WHERE key = ?", (key,)
            ).fetchone()
            return row is not None and row[0] is not None
        finally:
            connection.close()

    async def restart(self) -> None:
        """Kill Home Assistant as a power cut does, and start it again."""
        self.home.kill()
        await asyncio.sleep(1)
        self.home.start()
        await self.home.wait_ready(180)
        await self.home.wait_started(180)

    async def upload(self, dock: SimulatedDock) -> None:
        """Let a dock upload its files and tell of each, until each is acknowledged."""
        answer: dict[str, object] = {}
        while answer.get("result") != 0:
            try:
                answer = await dock.ask("storage_config_get", {"module": 0}, timeout=5)
            except TimeoutError:
                continue
        output = answer["output"]
        assert isinstance(output, dict)
        async with asyncio.TaskGroup() as group:
            for number in range(FILES):
                name = f"DJI_202611201604{number:02}_{number + 1:04}_V.JPG"
                key = f"{output['object_key_prefix']}/flight-{number % 3}/{name}"
                await asyncio.to_thread(write, output, key, b"x" * (100 + number))
                group.create_task(self._tell(dock, key, f"flight-{number % 3}"))

    async def _tell(self, dock: SimulatedDock, key: str, flight_id: str) -> None:
        told = dock.emit("file_upload_callback", callback(key, flight_id), need_reply=True)
        await told.wait(240)
        self.acknowledged.append(key)
        if not await asyncio.to_thread(self.saved, key):
            self.unsaved.append(key)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncGenerator[World]:
    """Start everything, and bind the docks."""
    broker = Mosquitto(tmp_path / "mosquitto")
    store = MotoStore(tmp_path / "s3")
    home = HomeAssistant(tmp_path / "home", HASS, minimal=True)
    where = Broker(
        host="127.0.0.1", port=broker.port, username=broker.username, password=broker.password
    )
    profiles = fleet(DOCKS, binding_code=BINDING_CODE, organization_id=ORGANIZATION, announces=True)
    docks = [SimulatedDock(profile, where) for profile in profiles]
    try:
        home.start()
        broker.start()
        store.start()
        await home.wait_ready(180)
        await home.onboard()
        await home.wait_started(180)
        await home.add_integration(flow_input(broker, store))
        async with Simulator(docks) as simulator:
            await simulator.wait_online(60)
            yield World(home, store, docks)
    finally:
        for part in (home, store, broker):
            await asyncio.to_thread(part.stop)


async def test_a_burst_of_files_survives_two_kills(world: World) -> None:
    """Each file counts once, and none was acknowledged before it was saved."""
    async with asyncio.TaskGroup() as group:
        for dock in world.docks:
            group.create_task(world.upload(dock))
        for share in (0.2, 0.6):
            while len(world.acknowledged) < share * DOCKS * FILES:
                await asyncio.sleep(0.05)
            await world.restart()
    assert len(world.acknowledged) == DOCKS * FILES
    assert world.unsaved == []
    for dock in world.docks:
        assert dock.complaints == []
        device = await world.home.device(dock.serial)
        assert device is not None
        entities = await world.home.entities(device["id"])
        keys = await asyncio.to_thread(world.store.keys, f"dji_dock/media/{dock.serial}/")
        assert len(keys) == FILES

        async def counted(files: str = entities["media_files"]) -> bool:
            return await world.home.state(files) == str(FILES)

        await wait_for(counted, 180)
        size = sum(100 + number for number in range(FILES))

        async def measured(sensor: str = entities["media_size"], size: int = size) -> bool:
            shown = await world.home.state(sensor)
            return shown not in ("", "unknown") and abs(float(shown) * 1e9 - size) < 1

        await wait_for(measured, 180)
    log = world.home.log_text()
    assert [line for line in log.splitlines() if " ERROR " in line and "dji_dock" in line] == []
