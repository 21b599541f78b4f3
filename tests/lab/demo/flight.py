"""A flight of the demo: what the dock brings home, and what Home Assistant shows of it."""

import asyncio
from typing import Any

from tests.lab.simulator import FlightPlan, MediaFile

from .run import DemoFailed
from .stack import Stack
from .terminal import Terminal

_UPLOAD = 120
_SETTLE = 30
_PLAN: dict[str, Any] = {"photos": 6, "videos": 1, "rtcm": True, "duration": 4.0}


async def fly(stack: Stack, terminal: Terminal, entities: dict[str, str]) -> list[MediaFile]:
    """Fly, watch the media arrive, and compare it with what the dock sent."""
    plan = FlightPlan(**_PLAN)
    terminal.say("The dock flies")
    files = await stack.dock.fly(plan)
    terminal.say(f"It landed with {len(files)} files, and uploads them by itself")
    await _watch(stack, terminal, len(files))
    for file in files:
        data = await asyncio.to_thread(stack.store.read, file.key)
        if data != file.content:
            raise DemoFailed(f"{file.key} does not hold what the dock sent")
        terminal.detail(f"{file.name:<36} {len(data) / 1e3:8.1f} kB, as sent by the dock")
    size = sum(len(file.content) for file in files)
    await _shown(stack, entities["media_files"], str(len(files)))
    await _shown(stack, entities["media_upload_progress"], "100.0")
    terminal.say(f"The sensors say: {len(files)} files, {size / 1e6:.1f} MB, 100 % of the flight")
    titles = await _browse(stack)
    terminal.say(f"The media browser shows: {' > '.join(titles)}")
    return files


async def _watch(stack: Stack, terminal: Terminal, files: int) -> None:
    try:
        async with asyncio.timeout(_UPLOAD):
            while remaining := stack.dock.media.remaining:
                terminal.bar(100 * (files - remaining) / files, f"{remaining} files wait")
                await asyncio.sleep(0.2)
    except TimeoutError as err:
        raise DemoFailed(f"The media did not arrive within {_UPLOAD} s") from err
    terminal.bar(100.0, "all files are acknowledged")


async def _shown(stack: Stack, entity_id: str, value: str) -> None:
    """Wait until an entity shows a value."""
    try:
        async with asyncio.timeout(_SETTLE):
            while await stack.home.state(entity_id) != value:
                await asyncio.sleep(0.2)
    except TimeoutError as err:
        state = await stack.home.state(entity_id)
        raise DemoFailed(f"{entity_id} is {state} and not {value}") from err


async def _browse(stack: Stack) -> list[str]:
    """Open the first thing in the media browser again and again, down to a file."""
    titles = []
    where = "media-source://dji_dock"
    while True:
        page = await stack.home.command("media_source/browse_media", media_content_id=where)
        titles.append(page["title"])
        if not page.get("children"):
            return titles
        where = page["children"][0]["media_content_id"]
