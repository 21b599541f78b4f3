"""`python -m tests.lab.benchmarks.live.subject CAMERAS PORT [BROKER]`: what receives, in one process.

All that a picture passes in Home Assistant: the server for RTMP, who mends it, the feed of its
camera, and the server for viewers; beside the server for telemetry, in the same loop. Orders are
lines of its input, answers are lines of its output.
"""

import asyncio
import contextlib
import json
import sys
import time
from typing import Any

from custom_components.dji_dock.cloud_api import (
    BrokerSettings,
    CloudServer,
    MqttTransport,
    PropertiesChanged,
    dock_properties,
)
from custom_components.dji_dock.live.ingest import Ingest
from custom_components.dji_dock.live.models import CameraKey, LiveTimings
from custom_components.dji_dock.live.readers import Readers
from custom_components.dji_dock.video import Feed
from tests.cloud_api.wire import SETTINGS

_TICK = 0.01
_CARRIER = "network_state"


class Watching:
    """Has a secret for each camera, and keeps nobody out who knows it."""

    def __init__(self, ingest: Ingest, cameras: list[CameraKey]) -> None:
        """Take the cameras; their secrets are their numbers."""
        self._ingest = ingest
        self.cameras = cameras

    def find(self, secret: str) -> CameraKey | None:
        """Return the camera of this number."""
        return self.cameras[int(secret)] if secret.isdigit() else None

    async def async_enter(self, camera: CameraKey) -> Feed:
        """Wait for its first picture."""
        await self._ingest.async_arrived(camera)
        return self._ingest.channel(camera).feed

    def leave(self, camera: CameraKey) -> None:
        """Do nothing: the benchmark ends pushes itself."""


class Stalls:
    """The longest time for which the loop was at work on something, and so for nobody else."""

    def __init__(self) -> None:
        """Begin."""
        self.longest = 0.0
        self._wall = self._own = 0.0

    def reset(self) -> None:
        """Forget what was."""
        self.longest = 0.0

    async def watch(self) -> None:
        """Look every 10 ms; what other processes took from this one does not count."""
        while True:
            self._wall, self._own = time.monotonic(), time.thread_time()
            await asyncio.sleep(_TICK)
            late = time.monotonic() - self._wall - _TICK
            self.longest = max(self.longest, min(late, time.thread_time() - self._own))


async def _serve(cameras: int, port: int, broker: dict[str, Any] | None) -> None:
    ingest = Ingest(
        "127.0.0.1",
        port,
        moved=lambda camera: None,
        stray=lambda camera: None,
        timings=LiveTimings(),
    )
    watching = Watching(ingest, [CameraKey("DOCK", "DOCK", str(each)) for each in range(cameras)])
    readers = Readers(watching, most=64)
    await ingest.async_start()
    await readers.start("127.0.0.1", 0)
    stalls = Stalls()
    arrivals: list[tuple[str, int, float]] = []
    async with asyncio.TaskGroup() as group:
        group.create_task(stalls.watch())
        server = _telemetry(broker, arrivals) if broker else None
        if server:
            group.create_task(server.run())
        _say(
            {
                "publish": [ingest.begin(camera)[1] for camera in watching.cameras],
                "play": [readers.url(str(number)) for number in range(cameras)],
            }
        )
        loop = asyncio.get_running_loop()
        while order := (await loop.run_in_executor(None, sys.stdin.readline)).split():
            match order:
                case ["reset"]:
                    stalls.reset()
                    arrivals.clear()
                case ["accept", *serials]:
                    assert server
                    for serial in serials:
                        server.fleet.update(serial, accepted=True, online=True)
                case ["key", number]:
                    _say({"publish": ingest.begin(watching.cameras[int(number)])[1]})
                    continue
            _say({"stall": stalls.longest, "arrivals": arrivals})
        raise asyncio.CancelledError


def _telemetry(broker: dict[str, Any], arrivals: list[tuple[str, int, float]]) -> CloudServer:
    async def save() -> None:
        """Keep nothing."""

    settings = BrokerSettings(host="127.0.0.1", client_id="benchmark", **broker)
    server = CloudServer(MqttTransport(settings), SETTINGS, save)

    def changed(event: PropertiesChanged) -> None:
        if _CARRIER in event.first_keys:
            value = dock_properties.NETWORK_RATE.read(server.properties.of(event.device))
            arrivals.append((event.device, int(value or 0), time.monotonic()))

    server.listeners.add(PropertiesChanged, changed)
    return server


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    number, where, *told = sys.argv[1:]
    with contextlib.suppress(asyncio.CancelledError):
        asyncio.run(_serve(int(number), int(where), json.loads(told[0]) if told else None))
