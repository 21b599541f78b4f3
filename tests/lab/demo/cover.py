"""The cover of the demo's dock: opened, and closed again, by the owner."""

import asyncio

from .run import DemoFailed
from .stack import Stack
from .terminal import Terminal

_MOVE = 90
_COMMANDS = ("debug_mode_open", "cover_open", "cover_close")


async def move_cover(stack: Stack, terminal: Terminal, entities: dict[str, str]) -> None:
    """Open and close the cover, and see that the dock got each command once."""
    await _move(stack, terminal, entities, "open_cover", "open")
    await _move(stack, terminal, entities, "close_cover", "closed")
    got = {method: len(stack.dock.orders_of(method)) for method in _COMMANDS}
    if any(times != 1 for times in got.values()):
        raise DemoFailed(f"The dock did not get each command exactly once: {got}")
    terminal.say("Remote debugging was opened for it, and is closed by itself")


async def _move(
    stack: Stack, terminal: Terminal, entities: dict[str, str], action: str, wanted: str
) -> None:
    cover, job = entities["cover.cover"], entities["sensor.job"]
    terminal.say(f"cover.{action}")
    await stack.home.post(f"/api/services/cover/{action}", {"entity_id": cover})
    try:
        async with asyncio.timeout(_MOVE):
            while (state := await stack.home.state(cover)) != wanted or (
                await stack.home.state(job) != "idle"
            ):
                attributes = (await stack.home.get(f"/api/states/{job}"))["attributes"]
                percent = attributes.get("percent")
                step = attributes.get("step") or ""
                terminal.bar(float(percent or 0), f"{state}  {step}")
                await asyncio.sleep(0.25)
    except TimeoutError as err:
        raise DemoFailed(f"The cover is {state} and not {wanted} after {_MOVE} s") from err
    terminal.bar(100.0, wanted)
