"""A Dock 3 with its aircraft that is ready for firmware, and packages for both in the bucket."""

import asyncio
import json
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant

from custom_components.dji_dock.cloud_api.wire.envelope import Data
from custom_components.dji_dock.hub import Hub
from tests.helpers.home import wait_until
from tests.helpers.told import AIRCRAFT, DOCK, Told

OLD, NEW = "10.01.0001", "13.01.0512"
IDLE: dict[str, Any] = {
    "mode_code": 0,
    "flighttask_step_code": 5,
    "drone_in_dock": 1,
    "cover_state": 0,
    "drone_charge_state": {"state": 0, "capacity_percent": 80},
    "wireless_link": {"link_workmode": 0, "sdr_link_state": 1},
}


class FirmwareRig:
    """The dock says what a test wants, and what it is sent is kept instead of sent."""

    def __init__(self, hass: HomeAssistant, told: Told, hub: Hub) -> None:
        """Take the parts."""
        self.hass, self.told, self.hub = hass, told, hub
        self.sent: list[tuple[str, Data, str]] = []
        self._patches: list[Any] = [
            patch.object(hub.server, "order", self._order),
            # It reports all the time; a test says only what changes.
            *(
                patch.object(hub.server.fleet, each, lambda serial: 0.0)
                for each in ("silence", "mode_age", "place_age")
            ),
        ]

    def begin(self) -> None:
        """Let the dock say that all is well."""
        for each in self._patches:
            each.start()
        self.hub.server.fleet.update(DOCK, model_key="3-3-0")
        self.report(OLD, OLD)
        self.told.say(DOCK, **IDLE)

    def end(self) -> None:
        """Let go of the server."""
        for each in self._patches:
            each.stop()

    async def _order(self, dock: str, method: str, data: Data, bid: str, **more: Any) -> None:
        self.sent.append((method, data, bid))

    def report(self, dock: str = "", aircraft: str = "") -> None:
        """Let the devices report what they run."""
        if dock:
            self.told.say(DOCK, "state", firmware_version=dock)
        if aircraft:
            self.told.say(AIRCRAFT, "state", firmware_version=aircraft)

    async def put(
        self, product_key: str, version: str = NEW, data: bytes = b"PK\x03\x04", notes: str = ""
    ) -> str:
        """Put a package into the bucket as any tool does, and have it found; returns its key."""
        bucket = self.hub.bucket
        folder = f"{bucket.config.key_prefix}/firmware/{product_key}/{version}"
        await self._write(f"{folder}/{product_key}.zip", data)
        if notes:
            await self._write(f"{folder}/notes.md", notes.encode())
        await self.hub.firmware.library.async_refresh()
        await self.hass.async_block_till_done()
        return f"{folder}/{product_key}.zip"

    async def install(self, serial: str = DOCK) -> None:
        """Press the button of an entity."""
        await self.hass.services.async_call(
            "update",
            "install",
            {"entity_id": self.told.entity("update", "firmware", serial)},
            blocking=True,
        )

    async def accepted(self, result: int = 0) -> str:
        """Answer what was sent, and return its bid."""
        await wait_until(lambda: self.sent)
        method, _, bid = self.sent[-1]
        data = {"result": result, "output": {"status": "in_progress"}}
        self.say("services_reply", method, bid, data)
        return bid

    def progress(self, bid: str, percent: int, status: str = "in_progress", **more: Any) -> None:
        """Let the dock report how it goes on."""
        progress = {"percent": percent, "current_step": "download_firmware"}
        data = {"result": 0, "output": {"status": status, "progress": progress}, **more}
        self.say("events", "ota_progress", bid, data)

    def say(self, kind: str, method: str, bid: str, data: Data) -> None:
        """Let the dock say something about an order."""
        message = {"bid": bid, "tid": bid, "method": method, "timestamp": 1, "data": data}
        self.hub.server.receive(f"thing/product/{DOCK}/{kind}", json.dumps(message).encode(), False)

    async def _write(self, key: str, data: bytes) -> None:
        bucket = self.hub.bucket
        await asyncio.to_thread(
            lambda: bucket.client.put_object(Bucket=bucket.config.bucket, Key=key, Body=data)
        )
