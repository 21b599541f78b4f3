"""Home Assistants with this integration, and with others that show the same."""

import asyncio
import json
from pathlib import Path

from tests.e2e.parts import flow_input
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.process import ProcessFailed
from tests.lab.stack.s3 import Store

from .home import Home, settle
from .mqtt_entities import mqtt_configuration
from .publisher import Publisher
from .stream import SimulatedFleet
from .table import CARRIER, VALUES, unique_id

_POLITE_RATE = 100
_ATTEMPTS = 20

UPDATE_INTERVAL = "update_interval"


class MqttHome(Home):
    """With Home Assistant's own MQTT integration."""

    name = "mqtt"
    title = "Home Assistant's mqtt with templates"
    domain = "mqtt"

    def __init__(
        self, folder: Path, fleet: SimulatedFleet, broker: Mosquitto, store: Store
    ) -> None:
        """Write the entities, in JSON: it is YAML too."""
        super().__init__(folder, fleet, broker, store)
        (self.home.folder / "mqtt.yaml").write_text(json.dumps(mqtt_configuration(fleet.serials)))
        with (self.home.folder / "configuration.yaml").open("a") as configuration:
            configuration.write("mqtt: !include mqtt.yaml\n")

    async def set_up(self) -> None:
        """Tell it the broker; the entities come with it."""
        await self.flow(
            {
                "broker": "127.0.0.1",
                "port": self.broker.port,
                "username": self.broker.username,
                "password": self.broker.password,
                "other_settings": {"set_client_cert": False, "set_ca_cert": "off"},
            }
        )
        await settle(self.home)


class MinimalHome(Home):
    """With the least that shows the same."""

    name = "minimal"
    title = "Smallest custom integration"
    domain = "bench_minimal"

    async def set_up(self) -> None:
        """Give it the table, and tell it the broker."""
        table = {
            "docks": self.fleet.serials,
            "values": [value.as_dict() for value in VALUES],
        }
        path = self.home.folder / "custom_components" / self.domain / "table.json"
        path.write_text(json.dumps(table))
        await self.flow(
            {
                "host": "127.0.0.1",
                "port": self.broker.port,
                "username": self.broker.username,
                "password": self.broker.password,
            }
        )
        await settle(self.home)


_ONLY_SHOWN = {"control": {"allow_debug": False}}


class DockHome(Home):
    """With this integration."""

    name = "dji_dock"
    title = "This integration"
    domain = "dji_dock"

    async def set_up(self) -> None:
        """Add it as a user does, and let the docks introduce themselves."""
        entry_id = await self.home.add_integration(flow_input(self.broker, self.store))
        await self.choose(entry_id)
        async with Publisher(self.broker).connected() as publisher:
            # What is lost before we are connected, or docks are known, comes another time, as in the
            # field.
            for _ in range(_ATTEMPTS):
                await asyncio.to_thread(publisher.send, self.fleet.introductions(), _POLITE_RATE)
                await asyncio.to_thread(publisher.send, self.fleet.telemetry(), _POLITE_RATE)
                await settle(self.home)
                if await self._all_told():
                    return
        raise ProcessFailed(f"{self.title}: docks do not appear\n{self.home.log_text()[-2000:]}")

    async def _all_told(self) -> bool:
        """Return whether every dock has the carrier."""
        entries = await self.home.command("config/entity_registry/list")
        known = {entry["unique_id"] for entry in entries}
        return known.issuperset(unique_id(CARRIER, *serials) for serials in self.fleet.serials)

    async def choose(self, entry_id: str) -> None:
        """Choose options: the defaults but for controls, which stand for what others only show."""
        await self.home.change_options(entry_id, _ONLY_SHOWN)
        await settle(self.home)

    def choose_entities(self) -> None:
        """Let exactly what the table names be enabled: others would make states of their own."""
        path = self.home.folder / ".storage" / "core.entity_registry"
        registry = json.loads(path.read_text())
        wanted = {
            (value.platform, unique_id(value, dock, aircraft))
            for dock, aircraft in self.fleet.serials
            for value in VALUES
        }
        for entry in registry["data"]["entities"]:
            platform = entry["entity_id"].partition(".")[0]
            named = (platform, entry["unique_id"]) in wanted
            if entry["platform"] == self.domain:
                entry["disabled_by"] = None if named else "user"
        path.write_text(json.dumps(registry))


class EagerDockHome(DockHome):
    """With this integration, which then writes every change at once."""

    name = "dji_dock_eager"
    title = f"This integration, {UPDATE_INTERVAL} 0"

    async def choose(self, entry_id: str) -> None:
        """Write each change at once."""
        await self.home.change_options(entry_id, {**_ONLY_SHOWN, UPDATE_INTERVAL: 0})
        await settle(self.home)
