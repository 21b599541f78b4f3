"""Watches Home Assistant from inside: when states change, and when its loop stands still."""

import asyncio
from collections import Counter
import cProfile
import gc
import time
from typing import Any

from aiohttp import web
from homeassistant.components.http import KEY_HASS, HomeAssistantView
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED, EVENT_STATE_CHANGED
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType
from homeassistant.util.hass_dict import HassKey

DOMAIN = "bench_probe"
CONFIG_SCHEMA = cv.empty_config_schema(DOMAIN)

_TICK = 0.005
_STALL = 0.02


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Begin to watch."""
    hass.data[_PROBE] = Probe(hass)
    hass.http.register_view(ProbeView)
    return True


class Probe:
    """Costs as much in every variant, and nothing else."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Listen to the start and to all states."""
        self._hass = hass
        self._started: float | None = None
        self._processor = 0.0
        self._carriers: frozenset[str] = frozenset()
        self._arrivals: list[tuple[str, str, float]] = []
        self._changes: Counter[str] = Counter()
        self._stalls: list[tuple[float, float, float]] = []
        self._awaited: set[str] = set()
        self._marker = ("", "")
        self._all_there = asyncio.Event()
        self._last: float | None = None
        self._in_gc = 0.0
        self._collected_before = 0.0
        self._gc_began = 0.0
        self._ticker: asyncio.TimerHandle | None = None
        self._profile: cProfile.Profile | None = None
        hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STARTED, self._has_started)
        hass.bus.async_listen(EVENT_STATE_CHANGED, self._state_changed)
        gc.callbacks.append(self._collected)

    @callback
    def _has_started(self, _: Event) -> None:
        self._started, self._processor = time.monotonic(), time.process_time()

    @callback
    def _state_changed(self, event: Event[EventStateChangedData]) -> None:
        entity_id = event.data["entity_id"]
        self._changes[entity_id] += 1
        if entity_id not in self._carriers or (state := event.data["new_state"]) is None:
            return
        now = time.monotonic()
        self._arrivals.append((entity_id, state.state, now))
        if self._awaited and state.state in self._marker:
            self._awaited.discard(entity_id)
            if not self._awaited:
                self._last = now
                self._all_there.set()

    def _collected(self, phase: str, _: dict[str, int]) -> None:
        if phase == "start":
            self._gc_began = time.perf_counter()
        else:
            self._in_gc += time.perf_counter() - self._gc_began

    def start(self, carriers: list[str]) -> dict[str, Any]:
        """Forget what was, garbage too, and watch these entities."""
        self._carriers = frozenset(carriers)
        self._arrivals, self._stalls = [], []
        self._changes.clear()
        # A full collection takes a third of a second; it is not to fall upon one of them by chance.
        gc.collect()
        self._collected_before = self._in_gc
        if self._ticker is None:
            self._tick(None, time.thread_time(), self._in_gc)
        return {"started": self._started, "processor": self._processor}

    def stop(self) -> dict[str, Any]:
        """Return what was seen."""
        if self._ticker:
            self._ticker.cancel()
            self._ticker = None
        return {
            "arrivals": self._arrivals,
            "changes": dict(self._changes),
            "stalls": self._stalls,
            "collected": self._in_gc - self._collected_before,
        }

    def expect(self, marker: int) -> dict[str, Any]:
        """Wait from now on until all carriers have a state."""
        self._awaited = set(self._carriers)
        self._marker = (str(marker), f"{marker}.0")
        self._all_there.clear()
        self._last = None
        return {}

    async def arrived(self, seconds: float) -> dict[str, Any]:
        """Return when the last of the carriers had the state; None after a while."""
        try:
            async with asyncio.timeout(seconds):
                await self._all_there.wait()
        except TimeoutError:
            pass
        return {"at": self._last, "missing": len(self._awaited)}

    def profile(self) -> dict[str, Any]:
        """Begin to profile the loop."""
        self._profile = cProfile.Profile()
        self._profile.enable()
        return {}

    def profiled(self, path: str) -> dict[str, Any]:
        """End that, and write it to a file."""
        if self._profile:
            self._profile.disable()
            self._profile.dump_stats(path)
        return {}

    def _tick(self, due: float | None, cpu: float, in_gc: float) -> None:
        """See how late the loop is, and what it did meanwhile: computed, collected, waited."""
        now, cpu_now = self._hass.loop.time(), time.thread_time()
        if due is not None and now - due > _STALL:
            self._stalls.append((now - due, cpu_now - cpu, self._in_gc - in_gc))
        self._ticker = self._hass.loop.call_at(
            now + _TICK, self._tick, now + _TICK, cpu_now, self._in_gc
        )


_PROBE: HassKey[Probe] = HassKey(DOMAIN)


class ProbeView(HomeAssistantView):
    """Takes orders."""

    url = "/api/bench_probe/{order}"
    name = "api:bench_probe"

    async def post(self, request: web.Request, order: str) -> web.Response:
        """Do what is asked."""
        probe = request.app[KEY_HASS].data[_PROBE]
        data = await request.json()
        match order:
            case "start":
                answer = probe.start(data["carriers"])
            case "stop":
                answer = probe.stop()
            case "expect":
                answer = probe.expect(data["marker"])
            case "arrived":
                answer = await probe.arrived(data["seconds"])
            case "profile":
                answer = probe.profile()
            case "profiled":
                answer = probe.profiled(data["path"])
            case _:
                return self.json_message("unknown order", 404)
        return self.json(answer)
