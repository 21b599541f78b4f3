"""Flies: goes through the moments of a flight, and tells the cloud how far it is."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
import math

from .flight import FLIGHT, FlightPlan, MediaFile, files_of, flight_progress
from .media import MediaQueue
from .sortie import LANDED, TICKS, moment
from .telemetry import Telemetry
from .uplink import Uplink

# `current_step` by tick: starting up, on its way, returning, landing.
_TOLD = {0: (0, 6), 10: (30, 22), 20: (60, 25), 30: (90, 26)}


@dataclass(frozen=True, slots=True)
class Pilot:
    """Flies for a dock."""

    telemetry: Telemetry
    uplink: Uplink
    media: MediaQueue
    executor: Executor
    say: Callable[[str], None]

    async def fly(self, plan: FlightPlan) -> list[MediaFile]:
        """Fly, and return the files, which are uploaded from then on."""
        self.say(f"flies {plan.flight_id}")
        state = self.telemetry.state
        first = 1 + sum(1 for file in self.media.files if file.name.startswith("DJI_"))
        seconds = plan.duration / TICKS
        state.track_id = plan.flight_id
        metres, before = 0.0, LANDED
        for tick in range(TICKS):
            now = moment(tick, seconds, state.aircraft.settings["height_limit"])
            metres += math.hypot(now.east - before.east, now.north - before.north)
            before = now
            self.telemetry.show(now)
            if tick in _TOLD:
                self._tell(plan, *_TOLD[tick])
            await asyncio.sleep(seconds / state.profile.speed)
        state.land(plan.duration, metres)
        self.telemetry.show(LANDED)
        loop = asyncio.get_running_loop()
        files = await loop.run_in_executor(self.executor, files_of, plan, state.profile, first)
        self.media.add(files)
        self._tell(plan, 100, 33, len(files), "ok")
        self.say(f"landed with {len(files)} files")
        return files

    def _tell(
        self,
        plan: FlightPlan,
        percent: int,
        step: int,
        media_count: int = 0,
        status: str = "in_progress",
    ) -> None:
        data = flight_progress(plan, percent, step, media_count=media_count, status=status)
        self.uplink.emit("events", data, method=FLIGHT, bid=plan.flight_id)
