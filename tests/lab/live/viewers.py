"""Who looks: programs that read, that are killed, that read nothing; browsers; and people who hold."""

import asyncio
from collections import Counter
from contextlib import suppress
import random

import aiohttp
from homeassistant.components.camera import async_request_stream
from homeassistant.exceptions import HomeAssistantError

from tests.helpers.viewers import player, viewer

from .bill import Bill, Interest
from .world import HOLD_MINUTES, World

_HLS_READS_ON = 80.0
"""Home Assistant's own reader stays for 30 s after the last viewer; if that one left before the first
picture, for 60 s after it, which the reader may have waited for."""
_READ_ERRORS = (aiohttp.ClientError, EOFError, TimeoutError, HomeAssistantError, OSError)


class Viewers:
    """Everybody who wants to see something."""

    def __init__(self, world: World, bill: Bill, rng: random.Random) -> None:
        """Take what there is to see, and where it is written down who did."""
        self._world, self._bill, self._rng = world, bill, rng
        self.came: Counter[str] = Counter()
        self.saw: Counter[str] = Counter()

    async def read(self, camera: str, seconds: float) -> None:
        """Read, and leave."""
        if not (source := self._world.source(camera)):
            return
        interest = self._begin("read", camera)
        try:
            async with asyncio.timeout(seconds), viewer(source) as watching:
                await watching.read(2000)
                self.saw["read"] += 1
                while True:
                    await watching.read()
                    watching.received.clear()
        except _READ_ERRORS:
            pass
        finally:
            self._bill.end(interest)

    async def stall(self, camera: str, seconds: float) -> None:
        """Connect, and read nothing more than the beginning."""
        if not (source := self._world.source(camera)):
            return
        interest = self._begin("stall", camera)
        try:
            with suppress(*_READ_ERRORS):
                async with asyncio.timeout(seconds), viewer(source) as watching:
                    await watching.read()
                    self.saw["stall"] += 1
                    await asyncio.sleep(seconds)
        finally:
            self._bill.end(interest)

    async def be_killed(self, camera: str, seconds: float) -> None:
        """Let ffmpeg play, and kill it in the middle."""
        if not (source := self._world.source(camera)):
            return
        interest = self._begin("killed", camera)
        try:
            async with player(source) as process:
                with suppress(TimeoutError):
                    async with asyncio.timeout(seconds):
                        assert process.stdout
                        if await process.stdout.readline():
                            self.saw["killed"] += 1
                        while await process.stdout.readline():
                            pass
        finally:
            self._bill.end(interest)

    async def browse(self, camera: str, seconds: float) -> None:
        """Play HLS as a browser does, and close the page."""
        if not (entity := self._world.entity(camera)):
            return
        interest = self._bill.begin(camera, reads_on=_HLS_READS_ON)
        self.came["browse"] += 1
        try:
            with suppress(*_READ_ERRORS):
                async with asyncio.timeout(seconds):
                    await self._play(entity)
        finally:
            self._bill.end(interest)

    async def hold(self, camera: str, seconds: float) -> None:
        """Turn a camera on, and off again unless it is forgotten."""
        if not (entity := self._world.entity(camera)):
            return
        forgotten = self._rng.random() < 0.3
        interest = self._begin("hold", camera)
        data = {"entity_id": entity}
        try:
            services = self._world.hass.services
            with suppress(HomeAssistantError):
                await services.async_call("camera", "turn_on", data, blocking=True)
                self.saw["hold"] += 1
                await asyncio.sleep(HOLD_MINUTES * 60 if forgotten else seconds)
            if not forgotten:
                with suppress(HomeAssistantError):
                    await services.async_call("camera", "turn_off", data, blocking=True)
        finally:
            self._bill.end(interest)

    async def choose(self, camera: str) -> None:
        """Change the quality, while it streams or not."""
        entity = self._world.entity(camera, platform="select", suffix="_quality")
        if not entity:
            return
        option = self._rng.choice(["auto", "smooth", "standard", "high", "ultra"])
        with suppress(HomeAssistantError):
            await self._world.hass.services.async_call(
                "select", "select_option", {"entity_id": entity, "option": option}, blocking=True
            )

    async def guess(self, camera: str) -> None:
        """Try a secret that is none; it is nobody's interest."""
        if source := self._world.source(camera):
            with suppress(*_READ_ERRORS):
                async with viewer(f"{source[:-4]}0000") as refused:
                    self.saw["guess"] += refused.status != 404

    async def _play(self, entity: str) -> None:
        world = self._world
        url = await async_request_stream(world.hass, entity, "hls")
        folder = url.rpartition("/")[0]
        seen: set[str] = set()
        while True:
            playlist = (await self._get(f"{folder}/playlist.m3u8")).decode()
            names = [line for line in playlist.splitlines() if line.startswith("./segment")]
            for name in names:
                if name not in seen:
                    await self._get(f"{folder}/{name}")
                    self.saw["browse"] += not seen
                    seen.add(name)
            await asyncio.sleep(1)

    async def _get(self, path: str) -> bytes:
        client = self._world.client
        # Its own get() keeps each answer until the end of the run.
        async with client.session.get(client.make_url(path)) as answer:
            return await answer.read()

    def _begin(self, kind: str, camera: str) -> Interest:
        self.came[kind] += 1
        return self._bill.begin(camera)
