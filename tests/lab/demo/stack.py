"""All parts of the demo, started together and stopped whatever happens."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
import socket
from typing import Any

from tests.lab.simulator import Broker, DockProfile, SimulatedDock, Simulator
from tests.lab.stack.home_assistant import HomeAssistant
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.process import ProcessFailed, free_port
from tests.lab.stack.s3 import MotoStore

from .recording import Recording
from .replay import ReplayedDock

ROOT = Path(__file__).parents[3]
BINDING_CODE = "DEMO2026"
ORGANIZATION = "demo"
SERIAL = "8UUXN4M0000DEMO"

_FIRST_START = 420


def dock_profile() -> DockProfile:
    """Return a Dock 3 with its aircraft, on a link that lets one watch."""
    return DockProfile(
        serial=SERIAL,
        aircraft_serial="1581F7N000DEMO",
        callsign="Roof dock",
        binding_code=BINDING_CODE,
        organization_id=ORGANIZATION,
        archive_size=8_000_000,
        bandwidth=2_000_000,
        # An hour on site, and nothing that one wants to watch.
        job_seconds={"ota_create": 12},
        reboot_seconds=8,
    )


def own_address() -> str:
    """Return the address by which others reach this machine; nothing is sent to find it.

    Raises:
        ProcessFailed: it is in no network.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError as err:
            raise ProcessFailed(f"Live video needs an address of this machine: {err}") from err
        return str(probe.getsockname()[0])


class Stack:
    """The parts of the demo."""

    def __init__(self, folder: Path, *, port: int = 0, develop: bool = False) -> None:
        """Prepare them; nothing runs yet."""
        self.folder = folder
        self.broker = Mosquitto(folder / "mosquitto", username="demo")
        self.store = MotoStore(folder / "s3")
        self.home = HomeAssistant(
            folder / "home-assistant",
            ROOT / ".venv" / "home-assistant" / "bin" / "hass",
            port=port,
            log_level="debug" if develop else "info",
            link=develop,
        )
        self._live_port = free_port()
        self.dock = SimulatedDock(dock_profile(), self.broker_of_docks)

    @property
    def broker_of_docks(self) -> Broker:
        """Return the broker as typed into Pilot 2."""
        return Broker(
            host="127.0.0.1",
            port=self.broker.port,
            username=self.broker.username,
            password=self.broker.password,
        )

    @property
    def flow_input(self) -> dict[str, dict[str, Any]]:
        """Return what a user would enter in each step of the set-up."""
        return {
            "user": {
                "host": "127.0.0.1",
                "port": self.broker.port,
                "username": self.broker.username,
                "password": self.broker.password,
                "tls": {},
            },
            "bucket": {
                "provider": "minio",
                "endpoint": self.store.endpoint,
                "region": self.store.region,
                "bucket": self.store.bucket,
                "access_key_id": self.store.access_key,
                "secret_access_key": self.store.secret_key,
                "advanced": {"role_arn": self.store.role_arn},
            },
            "cloud_server": {
                "app_id": "100000",
                "app_key": "demo-app-key",
                "app_license": "demo-app-license",
                "organization_id": ORGANIZATION,
                "organization_name": "Demo",
                "binding_code": BINDING_CODE,
                "time": {},
            },
        }

    @property
    def live_input(self) -> dict[str, Any]:
        """Return what a user would choose about live video."""
        # For a dock, the loopback is the dock itself: that is refused.
        return {"enabled": True, "port": self._live_port, "address": own_address()}

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Start everything; stop everything, whatever happens."""
        try:
            self.home.start()
            self.broker.start()
            self.store.start()
            await self.home.wait_ready(_FIRST_START)
            yield
        finally:
            # Home Assistant first: it saves what it has while the others still answer.
            for part in (self.home, self.store, self.broker):
                await asyncio.to_thread(part.stop)

    def replayed(self, recording: Recording, speed: float) -> ReplayedDock:
        """Return one more dock, which says what was recorded."""
        return ReplayedDock(
            recording,
            self.broker_of_docks,
            binding_code=BINDING_CODE,
            organization_id=ORGANIZATION,
            speed=speed,
        )

    @asynccontextmanager
    async def dock_running(self) -> AsyncGenerator[None]:
        """Switch the dock on."""
        async with Simulator([self.dock]):
            yield
