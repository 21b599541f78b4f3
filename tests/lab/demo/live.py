"""Live video in the demo: somebody looks, the dock pushes; nobody looks, and it stops."""

import asyncio
from pathlib import Path
import time

import aiohttp

from tests.lab.simulator import clocks
from tests.lab.stack.home_assistant import HomeAssistant

from .run import DemoFailed
from .stack import Stack
from .terminal import Terminal

_PATIENCE = 60
_QUIET = 120
_MONEY = 70
"""Seconds for which it may push for nobody: Home Assistant reads for 30 s, the dock gets 15 more.

The rest is for a machine that is busy."""
_TIMEOUT = aiohttp.ClientTimeout(total=_PATIENCE)


class Watch:
    """Looks at the camera of the dock, and sees afterwards that nothing was pushed for nobody."""

    def __init__(self, stack: Stack, terminal: Terminal, camera: str) -> None:
        """Take the entity of the camera."""
        self._stack, self._terminal, self._camera = stack, terminal, camera
        self._left = 0.0
        self._looks = 1

    async def look(self, dashboard: str, picture: Path | None) -> None:
        """Look as a browser does, and with one if there is any."""
        stack, terminal = self._stack, self._terminal
        if stack.dock.live.history:
            raise DemoFailed("The dock pushed live video before anybody looked")
        terminal.say(f"Somebody looks at {self._camera}")
        asked = time.monotonic()
        shown = await _read_hls(stack.home, self._camera)
        terminal.detail(
            f"{len(shown)} pictures, the first {time.monotonic() - asked:.1f} s after the question"
        )
        if len({clock // 1000 for clock in shown}) < 2 or shown != sorted(shown):
            raise DemoFailed(f"The picture does not move: {shown}")
        # Only here: without a browser there is no need for what moves one.
        from .live_browser import play
        from .screenshot import find_chromium

        if find_chromium():
            self._looks += 1
            first, second = await play(stack.home, dashboard, picture)
            terminal.detail(f"Chromium plays it: {_words(first)} and {_words(second)} are shown")
        self._left = time.monotonic()

    async def check_quiet(self) -> None:
        """See that the dock stopped when nobody looked any more, and pushed once."""
        live, dock = self._stack.dock.live, self._stack.dock
        await live.wait_quiet(timeout=_QUIET)
        starts, stops = dock.orders_of("live_start_push"), dock.orders_of("live_stop_push")
        # A browser that is slow to come lets it begin anew.
        if not len(starts) == len(stops) == len(live.pushes()) <= self._looks:
            raise DemoFailed(f"The dock was told {len(starts)} times to push, {len(stops)} to stop")
        push = live.pushes()[-1]
        ended = (push.ended or time.monotonic()) - self._left
        if ended > _MONEY:
            raise DemoFailed(f"The dock pushed for {ended:.0f} s to nobody")
        self._terminal.say(
            f"The dock stopped pushing {ended:.0f} s after the last look; in all it pushed"
            f" {live.pushed_seconds():.0f} s, {sum(push.sent for push in live.pushes()) / 1e6:.1f} MB"
        )


async def _read_hls(home: HomeAssistant, camera: str) -> list[int]:
    """Read what a browser would play; returns the clocks in the pictures, of two seconds at least."""
    asked = await home.command("camera/stream", entity_id=camera, format="hls")
    async with (
        asyncio.timeout(_PATIENCE),
        aiohttp.ClientSession(timeout=_TIMEOUT) as session,
    ):

        async def read(path: str) -> bytes:
            async with session.get(f"{home.url}{path}") as answer:
                if answer.status != 200:
                    raise DemoFailed(f"{path.rpartition('/')[2]} answers {answer.status}")
                return await answer.read()

        folder = asked["url"].rpartition("/")[0]
        master = (await read(asked["url"])).decode()
        playlist = next(line for line in master.splitlines() if line and line[0] != "#")
        seen: dict[str, bytes] = {}
        start = await read(f"{folder}/init.mp4")
        while True:
            for name in _parts((await read(f"{folder}/{playlist}")).decode()):
                if name not in seen:
                    seen[name] = await read(f"{folder}/{name}")
            shown = await asyncio.to_thread(clocks, start + b"".join(seen.values()))
            if len({clock // 1000 for clock in shown}) >= 2:
                return shown
            await asyncio.sleep(0.3)


def _parts(playlist: str) -> list[str]:
    """Return the pieces that a playlist names, without those that are there twice."""
    parts = [
        line.partition('URI="')[2].partition('"')[0]
        for line in playlist.splitlines()
        if line.startswith("#EXT-X-PART:")
    ]
    whole = [line for line in playlist.splitlines() if line.startswith("./segment")]
    return parts or whole


def _words(clock: int) -> str:
    return f"{clock // 1000 % 100}.{clock // 100 % 10} s"
