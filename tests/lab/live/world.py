"""Home Assistant with live video, its broker, its store, and docks of every kind."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
import logging
from pathlib import Path
import random

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from homeassistant import loader
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_test_home_assistant,
)

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.hub import Hub
from tests.helpers.entries import (
    BINDING_CODE,
    CLOUD_INPUT,
    ENTRY_ID,
    ORGANIZATION,
    broker_input,
    bucket_input,
)
from tests.lab.simulator import (
    Broker,
    DockProfile,
    Faults,
    LiveQuirks,
    SimulatedDock,
    Simulator,
    fleet,
)
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.process import free_port
from tests.lab.stack.s3 import MotoStore

DOCKS = 3
HOLD_MINUTES = 1
_ONLINE = 120.0


class Complaints(logging.Handler):
    """Keeps what Home Assistant's log says of us, and of tasks that nobody awaited."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep errors; a dock that does not obey is a warning, and expected."""
        ours = record.name.startswith("custom_components.dji_dock")
        if record.levelno >= logging.ERROR and (ours or record.name == "asyncio"):
            text = logging.Formatter().format(record)
            self.lines.append(f"{record.name}: {text[:1500]}")


class World:
    """Everything that runs."""

    def __init__(self, folder: Path, rng: random.Random) -> None:
        """Prepare; running() starts."""
        self.folder, self.rng = folder, rng
        self.broker = Mosquitto(folder / "mosquitto")
        self.store = MotoStore(folder / "s3")
        self.port = free_port()
        self.complaints = Complaints()
        self.hass: HomeAssistant
        self.client: TestClient[web.Request, web.Application]
        self.entry: MockConfigEntry
        self.docks: list[SimulatedDock] = []

    @property
    def hub(self) -> Hub:
        """The hub of the entry, while it is loaded."""
        hub: Hub = self.entry.runtime_data
        return hub

    @property
    def receives(self) -> str:
        """How an address begins that leads to us."""
        return f"rtmp://127.0.0.1:{self.port}/"

    def cameras(self) -> list[str]:
        """Return the cameras that can be watched now: serial and index, with a slash between."""
        return [
            f"{key.device}/{key.index}"
            for dock in self.docks
            for key in self.hub.live.cameras(dock.serial)
            if self.hub.live.available(key)
        ]

    def source(self, camera: str) -> str | None:
        """Return where a camera is read, None while Home Assistant is not there."""
        for dock in self.docks:
            for key in self.hub.live.cameras(dock.serial):
                if f"{key.device}/{key.index}" == camera:
                    return self.hub.live.source(key)
        return None

    def entity(self, camera: str, *, platform: str = "camera", suffix: str = "") -> str | None:
        """Return the entity of a camera."""
        device, _, index = camera.partition("/")
        key = "dock_camera" if index == "165-0-7" else f"camera_{index}"
        registry = er.async_get(self.hass)
        return registry.async_get_entity_id(platform, DOMAIN, f"{device}_{key}{suffix}")

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Start everything; stop everything, whatever happens."""
        logging.getLogger().addHandler(self.complaints)
        async with AsyncExitStack() as stack:
            self.broker.start()
            stack.callback(self.broker.kill)
            self.store.start()
            stack.callback(self.store.stop)
            self.hass = await stack.enter_async_context(
                async_test_home_assistant(config_dir=str(self.folder / "config"))
            )
            stack.push_async_callback(self.hass.async_stop, force=True)
            await self._start_home()
            self.client = TestClient(TestServer(self.hass.http.app))
            await self.client.start_server()
            stack.push_async_callback(self.client.close)
            broker = Broker(
                port=self.broker.port,
                username=self.broker.username,
                password=self.broker.password,
            )
            self.docks = [SimulatedDock(profile, broker) for profile in self._profiles()]
            await stack.enter_async_context(Simulator(self.docks))
            async with asyncio.timeout(_ONLINE):
                while len(self.cameras()) < 3 * DOCKS:
                    await asyncio.sleep(0.1)
            yield
        logging.getLogger().removeHandler(self.complaints)

    async def restart_home(self, pause: float) -> None:
        """Unload the integration, and load it again after so many seconds."""
        await self.hass.config_entries.async_unload(ENTRY_ID)
        await asyncio.sleep(pause)
        await self.hass.config_entries.async_setup(ENTRY_ID)

    def heal(self) -> None:
        """Let docks behave."""
        for dock in self.docks:
            dock.faults = Faults()
            dock.come_back()
            if not dock.aircraft_on:
                dock.set_aircraft(on=True)

    async def _start_home(self) -> None:
        hass = self.hass
        config = Path(hass.config.config_dir)
        config.mkdir(exist_ok=True)
        hass.config.media_dirs = {"local": hass.config.path("media")}
        hass.data.pop(loader.DATA_CUSTOM_COMPONENTS)
        await async_setup_component(hass, "homeassistant", {})
        web_server = {"server_host": ["127.0.0.1"], "server_port": free_port()}
        await async_setup_component(hass, "http", {"http": web_server})
        await async_setup_component(hass, "stream", {"stream": {}})
        self.entry = MockConfigEntry(
            domain=DOMAIN,
            title="Home",
            entry_id=ENTRY_ID,
            data={**broker_input(self.broker), **bucket_input(self.store), **CLOUD_INPUT},
            options={
                "live": {
                    "enabled": True,
                    "port": self.port,
                    "address": "127.0.0.1",
                    "hold_minutes": HOLD_MINUTES,
                }
            },
        )
        self.entry.add_to_hass(hass)
        if not await hass.config_entries.async_setup(ENTRY_ID):
            raise RuntimeError("Home Assistant does not load the integration")

    def _profiles(self) -> list[DockProfile]:
        quirks = [LiveQuirks(), LiveQuirks.worst(), LiveQuirks(sei_only=True, time_goes_back=True)]
        return [
            replace(profile, live_quirks=quirks[number % len(quirks)])
            for number, profile in enumerate(
                fleet(
                    DOCKS,
                    speed=10,
                    callsign="Dock",
                    binding_code=BINDING_CODE,
                    organization_id=ORGANIZATION,
                )
            )
        ]
