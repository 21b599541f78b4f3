"""A house with a dock that has flown and uploaded, for whoever looks at the page."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.lab.simulator import Broker, DockProfile, FlightPlan, SimulatedDock, Simulator
from tests.lab.stack.answers import BINDING_CODE, ORGANIZATION, flow_input
from tests.lab.stack.home_assistant import HomeAssistant
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import MotoStore

from .browser import ROOT

HASS = ROOT / ".venv" / "home-assistant" / "bin" / "hass"


@dataclass(kw_only=True)
class House:
    """What runs in it."""

    home: HomeAssistant
    dock: SimulatedDock
    entry_id: str
    device_id: str

    @property
    def path(self) -> str:
        """Return the address of the page of its dock."""
        return f"/dji-dock/dock/{self.device_id}"

    async def wait_online(self) -> None:
        """Wait until Home Assistant hears the dock, as after a reload."""
        entity = (await self.home.entities(self.device_id))["online"]
        async with asyncio.timeout(60):
            while await self.home.state(entity) != "on":
                await asyncio.sleep(0.2)

    async def upload_logs(self) -> dict[str, Any]:
        """Upload the latest logs, and wait for their end."""
        started = await self.home.action("start_log_upload", {"device_id": self.device_id})
        async with asyncio.timeout(120):
            while True:
                answer = await self.home.action("get_log_uploads", {"device_id": self.device_id})
                [upload] = [
                    each for each in answer["uploads"] if each["upload_id"] == started["upload_id"]
                ]
                if upload["finished"]:
                    return dict(upload)
                await asyncio.sleep(0.2)

    def errors(self) -> list[str]:
        """Return what Home Assistant's log has of ours that it should not have."""
        return [
            line
            for line in self.home.log_text().splitlines()
            if (" ERROR " in line or " WARNING " in line)
            and "dji_dock" in line
            # What it says of every custom integration.
            and "We found a custom integration" not in line
        ]


@asynccontextmanager
async def house(folder: Path, hass: Path = HASS, *, speed: float = 5.0) -> AsyncGenerator[House]:
    """Run everything; when this is entered, a flight and an upload of logs have arrived."""
    broker, store = Mosquitto(folder / "mosquitto"), MotoStore(folder / "s3")
    home = HomeAssistant(folder / "home", hass)
    where = Broker(
        host="127.0.0.1", port=broker.port, username=broker.username, password=broker.password
    )
    profile = DockProfile(
        serial="8UUXPAGE000001",
        aircraft_serial="1581FPAGE0001",
        callsign="Roof dock",
        binding_code=BINDING_CODE,
        organization_id=ORGANIZATION,
        speed=speed,
    )
    dock = SimulatedDock(profile, where)
    try:
        home.start()
        broker.start()
        store.start()
        await home.wait_ready(180)
        await home.onboard()
        await home.wait_started(180)
        entry_id = await home.add_integration(flow_input(broker, store))
        async with Simulator([dock]):
            await dock.wait_online(60)
            async with asyncio.timeout(60):
                while (device := await home.device(profile.serial)) is None:
                    await asyncio.sleep(0.2)
            await dock.fly(FlightPlan(photos=8, videos=1, duration=1.0))
            await dock.wait_media(60)
            lived = House(home=home, dock=dock, entry_id=entry_id, device_id=device["id"])
            await lived.upload_logs()
            yield lived
    finally:
        for part in (home, store, broker):
            await asyncio.to_thread(part.stop)
