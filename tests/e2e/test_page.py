"""A real browser works in the page as an owner does, and looks at the cards."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
import re
import zipfile

from playwright.async_api import Page, expect
import pytest

from tests.lab.demo.screenshot import find_chromium
from tests.lab.page.browser import AXE, Look, Watched, look_at
from tests.lab.page.house import House, house
from tests.lab.page.matrix import DASHBOARD, add_dashboard, opened

pytestmark = [
    pytest.mark.usefixtures("socket_enabled"),
    pytest.mark.timeout(900),
    pytest.mark.skipif(find_chromium() is None, reason="there is no Chromium"),
]

PATIENCE = 120_000
"""Milliseconds: of a machine that is busy with other tests."""


@pytest.fixture
async def lived(tmp_path: Path) -> AsyncGenerator[House]:
    """Run a house with a dock that has flown and uploaded its logs."""
    async with house(tmp_path) as running:
        yield running


async def test_an_owner_works_in_it(lived: House, tmp_path: Path) -> None:
    """From the overview to logs in the bucket, and to the pictures of a flight in one archive."""
    async with look_at(lived.home, "/dji-dock") as watched:
        page = watched.page
        await opened(watched, "overview")
        await expect(page.locator("dji-dock-page-overview")).to_contain_text("Roof dock")
        await start_an_upload(page)
        await see_it_end(page, 2)
        # Nothing is lost while the entry reloads, and what happens then is shown.
        await lived.home.post(f"/api/config/config_entries/entry/{lived.entry_id}/reload", {})
        await lived.wait_online()
        await lived.upload_logs()
        await see_it_end(page, 3)
        await download_an_archive(page)
        await look_at_pictures(page)
        await download_a_flight(page, tmp_path / "flight.zip")
        await nothing_is_wrong(watched)
    assert lived.errors() == []


async def test_who_may_not_is_offered_nothing(lived: House) -> None:
    """Users who are no administrators look and download; what deletes is not there for them."""
    guest = await lived.home.add_user("guest")
    async with look_at(lived.home, "/dji-dock/uploads", Look(width=360), guest) as watched:
        await opened(watched, "uploads")
        page = watched.page.locator("dji-dock-page-uploads")
        await page.get_by_role("button", name="Download").first.wait_for()
        assert await page.get_by_role("button", name="Delete").count() == 0
        assert await watched.too_wide() == 0
        await nothing_is_wrong(watched)


async def test_a_dashboard_makes_itself(lived: House) -> None:
    """With the cards of the dock, which show what the page shows."""
    await add_dashboard(lived)
    async with look_at(lived.home, f"/{DASHBOARD}", Look(dark=True)) as watched:
        page = watched.page
        dock = page.locator("dji-dock-card-content")
        await expect(dock).to_contain_text("Roof dock", timeout=PATIENCE)
        await expect(page.locator("dji-dock-uploads-card-content")).to_contain_text("Uploaded")
        await page.locator("dji-dock-media-card-content img").nth(3).wait_for()
        # What moves asks first, and goes no further when it is told no.
        await dock.get_by_role("button", name="Open the cover").click()
        await expect(dock).to_contain_text("Nobody may be near it")
        await page.keyboard.press("Escape")
        await expect(dock.get_by_role("dialog")).to_have_count(0)
        jobs = await lived.home.action("get_jobs", {"device_id": lived.device_id})
        assert jobs["jobs"] == []
        await nothing_is_wrong(watched)


async def tab(page: Page, name: str) -> None:
    """Go to another page of ours."""
    pages = page.get_by_role("navigation", name="Pages of DJI Dock")
    await pages.get_by_role("link", name=name).click()


async def start_an_upload(page: Page) -> None:
    """Choose what is newest, and start it."""
    await tab(page, "Logs")
    logs = page.locator("dji-dock-page-logs")
    await expect(logs.get_by_role("checkbox").nth(1)).to_be_visible(timeout=PATIENCE)
    await logs.get_by_role("button", name="Start upload").click()
    await logs.locator("dji-dock-bar").first.wait_for()


async def see_it_end(page: Page, uploads: int) -> None:
    """Wait until so many uploads have ended well, on the page that lists them."""
    if not page.url.endswith("/uploads"):
        await tab(page, "Uploads")
    ended = page.locator("dji-dock-page-uploads").get_by_role("cell", name="Uploaded", exact=True)
    await expect(ended).to_have_count(uploads, timeout=PATIENCE)


async def download_an_archive(page: Page) -> None:
    """Save one: its name says dock, time and module."""
    row = page.locator("dji-dock-page-uploads").get_by_role("button", name="Download")
    names = set[str]()
    both = asyncio.Event()

    def downloaded(name: str) -> None:
        names.add(name)
        if len(names) == 2:
            both.set()

    page.on("download", lambda download: downloaded(download.suggested_filename))
    await row.first.click()
    async with asyncio.timeout(PATIENCE / 1000):
        await both.wait()
    for name in names:
        assert re.fullmatch(r"Roof dock_\d{8}T\d{6}Z_(dock|aircraft)\.tar", name), name


async def look_at_pictures(page: Page) -> None:
    """Open one, go to the next by a key, and back to where one was."""
    await tab(page, "Media")
    media = page.locator("dji-dock-page-media")
    await media.get_by_role("link", name=re.compile("^Photo")).first.click()
    viewer = media.get_by_role("dialog")
    await viewer.locator("img").first.wait_for(timeout=PATIENCE)
    first = page.url
    await page.keyboard.press("ArrowRight")
    await page.wait_for_url(lambda url: url != first and "view=" in url)
    await page.keyboard.press("Escape")
    await expect(viewer).to_have_count(0)
    assert "view=" not in page.url


async def download_a_flight(page: Page, file: Path) -> None:
    """Choose all files of a flight, and save them as one archive that opens."""
    media = page.locator("dji-dock-page-media")
    await media.get_by_role("checkbox", name="Select all: Flight").first.click()
    async with page.expect_download(timeout=PATIENCE) as download:
        await media.get_by_role("button", name="Download").first.click()
    await (await download.value).save_as(file)
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 13


async def nothing_is_wrong(watched: Watched) -> None:
    """See that nothing went wrong, nothing left the house, and everybody can use it."""
    assert watched.errors == []
    assert watched.left == []
    if AXE.exists():
        assert await watched.unusable() == []
