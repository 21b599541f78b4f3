"""Looks at every page in every language, width and light, and says what is wrong with it."""

import argparse
import asyncio
from collections.abc import Iterator
from itertools import product
from pathlib import Path
import tempfile

from tests.lab.stack.process import ProcessFailed

from .browser import AXE, Look, Watched, look_at
from .house import HASS, House, house

LANGUAGES = ("en", "de", "es", "fr", "zh-Hans")
DASHBOARD = "dji-docks"


def pages(lived: House) -> dict[str, str]:
    """Return the address of each page, by the name of its element's end."""
    dock = lived.device_id
    return {
        "overview": "/dji-dock",
        "dock": lived.path,
        "logs": f"/dji-dock/logs/{dock}",
        "uploads": "/dji-dock/uploads",
        "media": f"/dji-dock/media/{dock}",
        "setup": "/dji-dock/setup",
    }


def looks(languages: tuple[str, ...]) -> Iterator[Look]:
    """Return each way to look: all languages once wide and once narrow, the first dark, too."""
    for language, width in product(languages, (1280, 360)):
        yield Look(language=language, width=width, height=800)
    for width in (1280, 360):
        yield Look(dark=True, width=width, height=800)


async def add_dashboard(lived: House) -> None:
    """Make the dashboard as the dialog of Home Assistant does."""
    await lived.home.command(
        "lovelace/dashboards/create",
        url_path=DASHBOARD,
        title="Docks",
        icon="mdi:quadcopter",
        show_in_sidebar=True,
        require_admin=False,
        mode="storage",
    )
    config = {"strategy": {"type": "custom:dji-dock"}}
    await lived.home.command("lovelace/config/save", url_path=DASHBOARD, config=config)


async def opened(watched: Watched, name: str) -> None:
    """Wait until a page shows something."""
    page = watched.page.locator(f"dji-dock-page-{name}")
    await page.get_by_role("heading").first.wait_for()
    await page.locator("[aria-busy=true]").first.wait_for(state="detached")


async def _look_at_all(lived: House, look: Look, folder: Path) -> list[str]:
    found: list[str] = []
    async with look_at(lived.home, "/dji-dock", look) as watched:
        for name, path in pages(lived).items():
            await watched.page.evaluate(
                "path => { history.pushState(null, '', path);"
                " dispatchEvent(new CustomEvent('location-changed', {detail: {replace: false}})); }",
                path,
            )
            await opened(watched, name)
            # For people only: what moves has come to rest.
            await watched.page.wait_for_timeout(800)
            await watched.page.screenshot(path=folder / f"{name}-{look.name}.png", full_page=True)
            if AXE.exists():
                found += [f"{name}: {fault}" for fault in await watched.unusable()]
            if wide := await watched.too_wide():
                found.append(f"{name}: {wide} pixels too wide")
        found += [f"error: {error}" for error in watched.errors]
        found += [f"asked {host}" for host in watched.left]
    return found


async def run(folder: Path, hass: Path, languages: tuple[str, ...]) -> int:
    """Look at everything; returns how much is wrong."""
    wrong = 0
    async with house(folder / "house", hass) as lived:
        await add_dashboard(lived)
        for look in looks(languages):
            try:
                found = await _look_at_all(lived, look, folder)
            except Exception as err:  # noqa: BLE001 - the others are looked at all the same
                found = [f"{type(err).__name__}: {err}"]
            wrong += len(found)
            print(f"{look.name}: {len(found) or 'nothing'} wrong", flush=True)
            for fault in found:
                print(f"  {fault}", flush=True)
        for line in lived.errors():
            wrong += 1
            print(f"log: {line}", flush=True)
    return wrong


def main() -> int:
    """Run it from the command line."""
    parser = argparse.ArgumentParser(prog="scripts/page", description=__doc__)
    parser.add_argument("--folder", type=Path, help="where pictures are saved")
    parser.add_argument("--hass", type=Path, default=HASS, help="another Home Assistant")
    parser.add_argument("--language", action="append", choices=LANGUAGES)
    chosen = parser.parse_args()
    folder = chosen.folder or Path(tempfile.mkdtemp(prefix="dji-dock-page-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        wrong = asyncio.run(run(folder, chosen.hass, tuple(chosen.language or LANGUAGES)))
    except ProcessFailed as err:
        print(err)
        return 1
    print(f"{wrong or 'Nothing'} wrong; pictures are in {folder}")
    return min(wrong, 1)
