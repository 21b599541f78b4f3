"""The frontend in the system's Chromium: pictures for people, and what tests click on."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import json
from pathlib import Path
import shutil

from playwright.async_api import Page, async_playwright

from tests.lab.stack.home_assistant import HomeAssistant
from tests.lab.stack.process import ProcessFailed

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
_PATIENCE = 60_000


def find_chromium() -> str | None:
    """Return where the system's browser is, None without one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@asynccontextmanager
async def open_page(home: HomeAssistant, path: str) -> AsyncGenerator[Page]:
    """Open a page as a user who is logged in.

    Raises:
        ProcessFailed: there is no Chromium.
    """
    chromium = find_chromium()
    if chromium is None:
        raise ProcessFailed("Chromium is missing: install it (Debian: apt install chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        try:
            page = await browser.new_page(viewport={"width": 1280, "height": 760})
            page.set_default_timeout(_PATIENCE)
            # A page that does not send us to the login, to put the tokens there first.
            await page.goto(f"{home.url}/manifest.json")
            tokens = json.dumps(json.dumps(home.browser_tokens()))
            await page.evaluate(f"localStorage.setItem('hassTokens', {tokens})")
            await page.goto(f"{home.url}{path}")
            yield page
        finally:
            await browser.close()


@asynccontextmanager
async def device_page(home: HomeAssistant, path: str) -> AsyncGenerator[Page]:
    """Open the page of a dock."""
    async with open_page(home, path) as page:
        await page.get_by_text("Log upload status").first.wait_for()
        yield page


class MediaBrowser:
    """Home Assistant's media browser, clicked through."""

    def __init__(self, page: Page) -> None:
        """Take a page on which it is open."""
        self.page = page

    async def open(self, *titles: str) -> None:
        """Click on one title after the other; beginnings are enough."""
        for title in titles:
            await self.page.locator(f".children .title:has-text('{title}')").first.click()

    async def titles(self, at_least: int = 1) -> list[str]:
        """Return what is shown."""
        shown = self.page.locator(".children .title")
        await shown.nth(at_least - 1).wait_for()
        return [text.strip() for text in await shown.all_inner_texts()]

    async def thumbnails(self, at_least: int = 1) -> int:
        """Return how many thumbnails are shown, once there are so many: each is loaded for itself."""
        pictures = self.page.locator(
            ".children ha-media-browser-thumbnail .image[style*='background-image']"
        )
        await pictures.nth(at_least - 1).wait_for()
        return await pictures.count()

    async def photo_width(self) -> int:
        """Return the width in pixels of the photo that is open."""
        picture = self.page.locator("hui-dialog-web-browser-play-media img")
        await picture.wait_for()
        width: int = await picture.evaluate(
            "img => img.decode().then(() => img.naturalWidth, () => 0)"
        )
        return width

    async def play(self, seconds: float) -> tuple[float, float]:
        """Wind the video that is open to a moment; returns its length and where it is."""
        video = self.page.locator("hui-dialog-web-browser-play-media video")
        await video.wait_for()
        length, now = await video.evaluate(
            """async (video, seconds) => {
                video.muted = true;
                const heard = name => new Promise(done => video.addEventListener(name, done));
                if (video.readyState < 1) await heard("loadedmetadata");
                await video.play();
                const sought = heard("seeked");
                video.currentTime = seconds;
                await sought;
                return [video.duration, video.currentTime];
            }""",
            seconds,
        )
        return length, now

    async def close_dialog(self) -> None:
        """Close what is open."""
        await self.page.keyboard.press("Escape")
        await self.page.locator("hui-dialog-web-browser-play-media ha-dialog").wait_for(
            state="detached"
        )

    async def picture(self, path: Path) -> None:
        """Save a picture of what is shown."""
        await self.page.wait_for_timeout(1500)
        await self.page.screenshot(path=path)
