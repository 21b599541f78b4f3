"""Docks that say what a test wants, without a broker."""

import json
import time
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.hub import Hub
from tests.helpers.home import state

DOCK = "8UUXN0000000A1"
OTHER = "8UUXN0000000C3"
AIRCRAFT = "1581F0000000B2"
NEW_AIRCRAFT = "1581F0000000D4"


class Told:
    """Docks that tell what a test wants; the way over a broker has tests of its own."""

    def __init__(self, hass: HomeAssistant, hub: Hub) -> None:
        """Take who listens."""
        self._hass = hass
        self._hub = hub

    def say(self, serial: str, kind: str = "osd", method: str = "", **data: Any) -> None:
        """Tell something."""
        body = {"timestamp": time.time_ns() // 1_000_000, "data": data, "method": method}
        self._hub.server.receive(f"thing/product/{serial}/{kind}", json.dumps(body).encode(), False)

    def link(
        self, dock: str = DOCK, aircraft: str = AIRCRAFT, online: int = 1, model: str = "0-100-1"
    ) -> None:
        """Tell which aircraft a dock has."""
        self._hub.server.fleet.update(dock, accepted=True)
        linked = {
            "device_sn": aircraft,
            "device_model_key": model,
            "device_online_status": online,
            "device_paired": 1,
        }
        self.say(dock, cover_state=0, sub_device=linked)

    def alarm(self, serial: str, *alarms: dict[str, Any]) -> None:
        """Tell all alarms of a device."""
        self.say(serial, "events", "hms", list=list(alarms))

    def entity(self, platform: str, key: str, serial: str = DOCK) -> str:
        """Return the id of an entity."""
        found = er.async_get(self._hass).async_get_entity_id(platform, DOMAIN, f"{serial}_{key}")
        assert found, f"{platform} {key}"
        return found

    def shown(self, platform: str, key: str, serial: str = DOCK) -> Any:
        """Return the attributes of an entity."""
        found = self._hass.states.get(self.entity(platform, key, serial))
        assert found
        return found.attributes

    def has(self, platform: str, key: str, serial: str = DOCK) -> bool:
        """Return whether there is such an entity."""
        registry = er.async_get(self._hass)
        return registry.async_get_entity_id(platform, DOMAIN, f"{serial}_{key}") is not None

    async def state(self, key: str, serial: str = DOCK, platform: str = "sensor") -> str:
        """Return a state, once everything is done."""
        await self._hass.async_block_till_done()
        return state(self._hass, self.entity(platform, key, serial))


ALARM = {
    "code": "0x16100083", "level": 1, "module": 3, "in_the_sky": 0, "device_type": "0-100-1",
    "args": {"component_index": 0, "sensor_index": 0},
}  # fmt: skip
