"""While an aircraft is on for its logs something dies. All the same, it is off in the end."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.lab.simulator import Broker, DockProfile, SimulatedDock, Simulator
from tests.lab.simulator.equipment import Mode
from tests.lab.stack.home_assistant import HomeAssistant
from tests.lab.stack.mosquitto import Mosquitto
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
    aircraft_on=False,
    speed=10.0,
    # Long enough to be killed in its middle.
    job_seconds={"drone_open": 60},
)


@dataclass
class World:
    """Everything, running, with an aircraft that is off."""

    home: HomeAssistant
    broker: Mosquitto
    dock: SimulatedDock
    status: str
    """The entity that shows the upload."""
    device_id: str
    asked: asyncio.Task[object] | None = None

    def ask(self) -> None:
        """Start the upload of the aircraft's logs; whoever asks may die before the answer."""
        data = {"device_id": self.device_id, "modules": ["aircraft"], "power_aircraft": True}
        self.asked = asyncio.create_task(self.home.action("start_log_upload", data))

    async def switching_on(self) -> None:
        """Wait for the middle of that."""
        await wait_for(self._is_switching_on, 180)

    async def _is_switching_on(self) -> bool:
        job = self.dock.debugging.job
        return job is not None and job.method == "drone_open" and job.percent > 20

    async def restart(self) -> None:
        """Kill Home Assistant, and start it again."""
        self.home.kill()
        await asyncio.sleep(1)
        self.home.start()
        await self.home.wait_ready(180)
        await self.home.wait_started(180)

    async def is_as_before(self) -> None:
        """See that everything is off, and that only the safe direction came more than once."""

        async def off() -> bool:
            return not self.dock.aircraft_on and self.dock.state.mode is Mode.IDLE

        async def over() -> bool:
            # What switches it off comes last, and closes remote debugging.
            return bool(self.dock.orders_of("drone_close")) and await off()

        await wait_for(over, 240)
        assert len(self.dock.orders_of("drone_open")) == 1
        assert not self.dock.repeated_orders()
        log = self.home.log_text()
        trouble = [line for line in log.splitlines() if " ERROR " in line and "dji_dock" in line]
        assert trouble == []

    async def uploaded(self) -> None:
        """Wait until the log is in the bucket, and see that it was uploaded once."""

        async def arrived() -> bool:
            return await self.home.state(self.status) == "uploaded"

        await wait_for(arrived, 180)
        assert self.dock.starts == 1


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
    made = World(home, broker, dock, "", "")
    try:
        home.start()
        broker.start()
        store.start()
        await home.wait_ready(180)
        await home.onboard()
        await home.wait_started(180)
        await home.add_integration(flow_input(broker, store))
        async with Simulator([dock]):
            await dock.wait_online(timeout=30)

            async def known() -> bool:
                device = await home.device(PROFILE.serial)
                if device is None:
                    return False
                made.device_id = device["id"]
                entities = await home.entities(device["id"])
                if not {"online", "log_upload_status", "mode"} <= entities.keys():
                    return False
                made.status = entities["log_upload_status"]
                return await home.state(entities["mode"]) == "idle"

            await wait_for(known, 180)
            yield made
    finally:
        if made.asked:
            made.asked.cancel()
            await asyncio.gather(made.asked, return_exceptions=True)
        # Nothing is read of how it ends.
        home.kill()
        for part in (store, broker):
            await asyncio.to_thread(part.stop)


async def test_home_assistant_is_killed_while_it_is_switched_on(world: World) -> None:
    """Nothing is uploaded any more, and nothing stays on."""
    world.ask()
    await world.switching_on()
    await world.restart()
    await world.is_as_before()
    assert world.dock.starts == 0


async def test_home_assistant_is_killed_during_the_upload(world: World) -> None:
    """That goes on, and the aircraft is switched off after it."""
    world.ask()
    await world.dock.wait_job(percent=10)
    await world.restart()
    await world.uploaded()
    await world.is_as_before()


async def test_the_broker_is_killed_while_it_is_switched_on(world: World) -> None:
    """The end of the job is never heard, if it falls into that; what the dock reports counts."""
    world.ask()
    await world.switching_on()
    world.broker.kill()
    await asyncio.sleep(1)
    world.broker.start()
    await world.is_as_before()
