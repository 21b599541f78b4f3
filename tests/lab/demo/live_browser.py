"""The camera of the demo's dock in a real browser."""

import asyncio
import base64
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.async_api import Locator

from tests.lab.simulator import read_clock
from tests.lab.stack.home_assistant import HomeAssistant

from .run import DemoFailed
from .screenshot import open_page

_PATIENCE = 90


async def play(home: HomeAssistant, dashboard: str, picture: Path | None) -> tuple[int, int]:
    """Click on the camera's card, let it play, and take two pictures of two seconds.

    Returns the clocks in both. With a path the whole page is saved beside it.

    Raises:
        DemoFailed: nothing moves.
    """
    async with open_page(home, dashboard) as page:
        card = page.locator("hui-picture-entity-card", has=page.locator("hui-image")).filter(
            has_text="Dock camera"
        )
        await card.first.click()
        video = page.locator("ha-more-info-dialog video")
        await video.wait_for()
        await _wait_playing(video)
        shots = []
        for name in ("live-1", "live-2"):
            shot = await video.screenshot()
            if picture:
                await page.screenshot(path=picture.with_stem(name))
            shots.append((Image.open(BytesIO(shot)), await _shown(video)))
            await page.wait_for_timeout(1500)
        (first, one), (second, two) = shots
        if ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox() is None:
            raise DemoFailed("The browser shows the same picture after a second and a half")
        if one // 1000 == two // 1000:
            raise DemoFailed("The browser shows the same second twice")
        return one, two


async def _wait_playing(video: Locator) -> None:
    """Wait until a picture is shown; the frontend may put another element in place of the first.

    Raises:
        DemoFailed
    """
    try:
        async with asyncio.timeout(_PATIENCE):
            while not await video.evaluate(
                """video => {
                    video.muted = true;
                    if (video.paused) video.play().catch(() => {});
                    return video.readyState >= 3 && video.currentTime > 0;
                }"""
            ):
                await asyncio.sleep(0.2)
    except TimeoutError as err:
        raise DemoFailed("The browser plays nothing") from err


async def _shown(video: Locator) -> int:
    """Return the clock of the picture that a browser shows."""
    encoded: str = await video.evaluate(
        """video => {
            const canvas = document.createElement("canvas");
            canvas.width = video.videoWidth;
            canvas.height = video.videoHeight;
            canvas.getContext("2d").drawImage(video, 0, 0);
            return canvas.toDataURL("image/png").split(",")[1];
        }"""
    )
    with Image.open(BytesIO(base64.b64decode(encoded))) as picture:
        return read_clock(picture)
