"""What the end-to-end tests share."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.lab.stack.answers import BINDING_CODE, ORGANIZATION, flow_input

__all__ = ["BINDING_CODE", "HASS", "ORGANIZATION", "flow_input", "wait_for"]

# The release that users run.
HASS = Path(__file__).parents[2] / ".venv" / "home-assistant" / "bin" / "hass"


async def wait_for(condition: Callable[[], Awaitable[bool]], seconds: float) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.2)
