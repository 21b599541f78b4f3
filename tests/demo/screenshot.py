"""Pictures of the frontend, with the system's Chromium."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import json
import shutil

from playwright.async_api import Page, async_playwright

from tests.stack.home_assistant import HomeAssistant
from tests.stack.process import ProcessFailed

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE = 60_000


@asynccontextmanager
async def device_page(home: HomeAssistant, path: str) -> AsyncGenerator[Page]:
    """Open the page of a dock as a user who is logged in.

    Raises:
        ProcessFailed: there is no Chromium.
    """
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise ProcessFailed("Chromium is missing: install it (Debian: apt install chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        try:
            page = await browser.new_page(viewport={"width": 1280, "height": 760})
            # A page that does not send us to the login, to put the tokens there first.
            await page.goto(f"{home.url}/manifest.json")
            tokens = json.dumps(json.dumps(home.browser_tokens()))
            await page.evaluate(f"localStorage.setItem('hassTokens', {tokens})")
            await page.goto(f"{home.url}{path}")
            await page.get_by_text("Log upload status").first.wait_for(timeout=_PATIENCE)
            yield page
        finally:
            await browser.close()
