"""A browser that notes what goes wrong: errors of the page, requests that leave the house, what nobody can use."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Page, Request, async_playwright

from tests.lab.demo.screenshot import ARGUMENTS, find_chromium
from tests.lab.stack.home_assistant import HomeAssistant
from tests.lab.stack.process import ProcessFailed

ROOT = Path(__file__).parents[3]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
"""Tells what people with other eyes and hands cannot use; there once scripts/frontend has run."""

_PATIENCE = 60_000
# Home Assistant's own words, which it says of every page.
_OTHERS = ("Failed to load resource", "[webpack]", "Lit is in dev mode")
# What Home Assistant itself asks the world for: map tiles, and pictures of brands.
_HOUSE = ("127.0.0.1", "localhost", "basemaps.cartocdn.com", "brands.home-assistant.io")


@dataclass(frozen=True, kw_only=True)
class Look:
    """How somebody looks."""

    language: str = "en"
    dark: bool = False
    width: int = 1280
    height: int = 900

    @property
    def name(self) -> str:
        """Return it as part of a file name."""
        return f"{self.language}-{'dark' if self.dark else 'light'}-{self.width}"


@dataclass
class Watched:
    """A page that is watched."""

    page: Page
    errors: list[str] = field(default_factory=list)
    """What went wrong in it, in the browser's words."""
    left: list[str] = field(default_factory=list)
    """Hosts outside of the house that it asked for something."""

    def watch(self) -> None:
        """Begin."""
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._requested)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_OTHERS):
            self.errors.append(message.text)

    def _requested(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host and host not in _HOUSE and request.url.startswith(("http", "ws")):
            self.left.append(host)

    async def unusable(self) -> list[str]:
        """Return what of ours is out of reach for people with other eyes and hands."""
        await self.page.add_script_tag(path=AXE)
        # The landmarks of a dashboard are Home Assistant's.
        found: list[dict[str, Any]] = await self.page.evaluate(
            "axe.run(document, {resultTypes: ['violations'], rules: {region: {enabled: false}}})"
            ".then(({violations}) => violations)"
        )
        return [
            f"{each['id']}: {json.dumps(node['target'])} {node['failureSummary']}"
            for each in found
            for node in each["nodes"]
            # Home Assistant's own pages around ours are not our business.
            if "dji-dock" in json.dumps(node["target"])
        ]

    async def too_wide(self) -> int:
        """Return how many pixels the page is wider than the window."""
        wider: int = await self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return wider


@asynccontextmanager
async def look_at(
    home: HomeAssistant,
    path: str,
    look: Look = Look(),
    tokens: dict[str, Any] | None = None,
) -> AsyncGenerator[Watched]:
    """Open a page as a user who is logged in: the first one, else that of `tokens`.

    Raises:
        ProcessFailed: there is no Chromium.
    """
    chromium = find_chromium()
    if chromium is None:
        raise ProcessFailed("Chromium is missing: install it (Debian: apt install chromium)")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        try:
            context = await browser.new_context(
                viewport={"width": look.width, "height": look.height},
                color_scheme="dark" if look.dark else "light",
                has_touch=look.width < 600,
                accept_downloads=True,
            )
            page = await context.new_page()
            page.set_default_timeout(_PATIENCE)
            # A page that does not send us to the login, to put the tokens there first.
            await page.goto(f"{home.url}/manifest.json")
            kept = json.dumps(json.dumps(tokens or home.browser_tokens()))
            language = json.dumps(json.dumps(look.language))
            await page.evaluate(f"localStorage.setItem('hassTokens', {kept})")
            await page.evaluate(f"localStorage.setItem('selectedLanguage', {language})")
            watched = Watched(page)
            watched.watch()
            await page.goto(f"{home.url}{path}")
            yield watched
        finally:
            await browser.close()
