"""A Home Assistant as a subject: prepared once, started afresh for each run, looked at from inside."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
import json
from pathlib import Path
import shutil
import time
from typing import Any

from tests.lab.stack.home_assistant import HomeAssistant
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.process import ProcessFailed
from tests.lab.stack.s3 import Store

from .difference import difference
from .stream import SimulatedFleet
from .subject import Seen, Stall
from .table import CARRIER, VALUES, unique_id

_HASS = Path(__file__).parents[4] / ".venv" / "home-assistant" / "bin" / "hass"
_COMPONENTS = Path(__file__).parent / "components"
_FIRST_START = 420
_START = 180
_DATABASE = "home-assistant_v2.db"
# Written where they are used: whoever looks for integrations in this repository finds one.
_MANIFEST = {
    "codeowners": [],
    "documentation": "https://github.com/dji-dock/home-assistant",
    "iot_class": "local_push",
    "version": "0.1.0",
}
_MANIFESTS: dict[str, dict[str, Any]] = {
    "bench_probe": {"name": "Probe", "dependencies": ["http"]},
    "bench_minimal": {
        "name": "Minimal",
        "config_flow": True,
        "requirements": ["aiomqtt>=2.5.0,<3"],
    },
}
_CONFIGURATION = """\
homeassistant:
  name: Home
  unit_system: metric
  time_zone: UTC
config:
frontend:
recorder:
logger:
  default: warning
bench_probe:
"""


class Home:
    """Home Assistant with the recorder, a probe, and no integration of interest."""

    name = "none"
    title = "Home Assistant without any"
    domain = ""

    def __init__(
        self, folder: Path, fleet: SimulatedFleet, broker: Mosquitto, store: Store
    ) -> None:
        """Write its configuration."""
        self.broker = broker
        self.store = store
        self.fleet = fleet
        self.home = HomeAssistant(folder / "config", _HASS, minimal=True)
        self.entities: dict[tuple[str, str], str] = {}
        self.start_seconds = 0.0
        self.start_processor_seconds = 0.0
        self._prepared = folder / "prepared"
        (self.home.folder / "configuration.yaml").write_text(_CONFIGURATION)
        for domain, manifest in _MANIFESTS.items():
            component = self.home.folder / "custom_components" / domain
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(_COMPONENTS / domain, component, ignore=ignore)
            written = json.dumps({"domain": domain, **_MANIFEST, **manifest})
            (component / "manifest.json").write_text(written)

    @property
    def pid(self) -> int:
        """Return the id of its process."""
        return self.home.pid

    @property
    def database(self) -> Path:
        """Return where the recorder writes."""
        return self.home.folder / _DATABASE

    async def prepare(self) -> None:
        """Set everything up once; each run begins with a copy of this."""
        try:
            self.home.start()
            await self.home.wait_ready(_FIRST_START)
            await self.home.onboard()
            await self.home.wait_started(_FIRST_START)
            await self.set_up()
        finally:
            await asyncio.to_thread(self.home.stop)
        self.choose_entities()
        # Home Assistant writes down what it learns of entities when they are enabled first.
        async with self._up():
            await settle(self.home)
        self.read_registry()
        if self.domain:
            self.carriers()
        self.database.unlink(missing_ok=True)
        shutil.copytree(self.home.folder, self._prepared, symlinks=True)

    async def set_up(self) -> None:
        """Add the integration, in a Home Assistant that runs."""

    def choose_entities(self) -> None:
        """Let only what is compared be enabled."""

    @asynccontextmanager
    async def _up(self) -> AsyncGenerator[None]:
        try:
            self.home.start()
            await self.home.wait_ready(_START)
            await self.home.wait_started(_START)
            yield
        finally:
            await asyncio.to_thread(self.home.stop)

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Start it as it was prepared; stop it whatever happens."""
        shutil.rmtree(self.home.folder)
        shutil.copytree(self._prepared, self.home.folder, symlinks=True)
        began = time.monotonic()
        async with self._up():
            answer = await self._ask("start", carriers=[])
            self.start_seconds = answer["started"] - began
            self.start_processor_seconds = answer["processor"]
            yield

    async def begin(self) -> None:
        """Forget what was seen, and look from now on."""
        await self._ask("start", carriers=list(self.carriers()))

    async def seen(self) -> Seen:
        """Return what was seen."""
        answer = await self._ask("stop")
        docks = self.carriers()
        return Seen(
            arrivals=[
                ((docks[entity_id], round(float(state))), at)
                for entity_id, state, at in answer["arrivals"]
                if state.replace(".", "", 1).isdecimal()
            ],
            changes=sum(answer["changes"].values()),
            collected=answer["collected"],
            stalls=[
                Stall(late=late, computed=computed, collected=collected)
                for late, computed, collected in answer["stalls"]
            ],
        )

    async def expect(self, marker: int) -> None:
        """Look out for the time when every dock's carrier has this value."""
        await self._ask("expect", marker=marker)

    async def arrived(self, seconds: float) -> float | None:
        """Return when that was, None if it does not happen for so long."""
        answer = await self._ask("arrived", seconds=seconds)
        return None if answer["at"] is None else float(answer["at"])

    async def differences(self) -> list[str]:
        """Return which states are not what was told last, at most one of each kind."""
        states = {state["entity_id"]: state for state in await self.home.get("/api/states")}
        found: dict[str, str] = {}
        for value in VALUES:
            for dock in self.fleet.docks:
                serial, aircraft = dock.profile.serial, dock.profile.aircraft_serial
                wanted = unique_id(value, serial, aircraft)
                entity_id = self.entities.get((value.platform, wanted))
                said = difference(value, dock.told(value.owner), states.get(entity_id or ""))
                if said:
                    found.setdefault(f"{value.owner} {value.key}", said)
        return [f"{what}: {said}" for what, said in found.items()]

    async def profile(self) -> None:
        """Begin to profile its loop."""
        await self._ask("profile")

    async def profiled(self, path: Path) -> None:
        """Write what the profile holds."""
        await self._ask("profiled", path=str(path.resolve()))

    def carriers(self) -> dict[str, str]:
        """Return whose the entities are that show the carrier.

        Raises:
            ProcessFailed: a dock has none.
        """
        carriers = {}
        for dock, aircraft in self.fleet.serials:
            key = (CARRIER.platform, unique_id(CARRIER, dock, aircraft))
            if key not in self.entities:
                raise ProcessFailed(f"{self.title}: no {CARRIER.key} of {dock}")
            carriers[self.entities[key]] = dock
        return carriers

    def read_registry(self) -> None:
        """Take in which entities there are, when it has stopped."""
        path = self.home.folder / ".storage" / "core.entity_registry"
        if not path.exists():
            return
        for entry in json.loads(path.read_text())["data"]["entities"]:
            if entry["platform"] == self.domain:
                platform = entry["entity_id"].partition(".")[0]
                self.entities[platform, entry["unique_id"]] = entry["entity_id"]

    async def flow(self, data: Mapping[str, Any]) -> None:
        """Go through a config flow of one step."""
        path = "/api/config/config_entries/flow"
        form = await self.home.post(path, {"handler": self.domain})
        result = await self.home.post(f"{path}/{form['flow_id']}", data)
        if result["type"] != "create_entry":
            raise ProcessFailed(f"{self.title} is refused: {result}")

    async def _ask(self, order: str, **data: Any) -> Any:
        return await self.home.post(f"/api/bench_probe/{order}", data)


async def settle(home: HomeAssistant) -> None:
    """Wait until no more entities appear."""
    count, quiet = -1, 0
    while quiet < 3:
        shown = await home.command("config/entity_registry/list_for_display")
        quiet = quiet + 1 if len(shown["entities"]) == count else 0
        count = len(shown["entities"])
        await asyncio.sleep(1)
