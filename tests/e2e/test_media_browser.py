"""A real browser opens the media browser, and shows and plays what a dock has uploaded."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
import re

import pytest

from tests.lab.demo.screenshot import MediaBrowser, find_chromium, open_page
from tests.lab.simulator import Broker, DockProfile, FlightPlan, SimulatedDock, Simulator
from tests.lab.stack.home_assistant import HomeAssistant
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import MotoStore

from .parts import BINDING_CODE, HASS, ORGANIZATION, flow_input

pytestmark = [
    pytest.mark.usefixtures("socket_enabled"),
    pytest.mark.timeout(600),
    pytest.mark.skipif(find_chromium() is None, reason="there is no Chromium"),
]

PROFILE = DockProfile(
    serial="8UUXBR0W000001",
    aircraft_serial="1581FBR0W0001",
    callsign="Roof",
    binding_code=BINDING_CODE,
    organization_id=ORGANIZATION,
    speed=5.0,
)


@pytest.fixture
async def home(tmp_path: Path) -> AsyncGenerator[HomeAssistant]:
    """Run everything, with a dock whose flight has arrived."""
    broker = Mosquitto(tmp_path / "mosquitto")
    store = MotoStore(tmp_path / "s3")
    home = HomeAssistant(tmp_path / "home", HASS)
    where = Broker(
        host="127.0.0.1", port=broker.port, username=broker.username, password=broker.password
    )
    dock = SimulatedDock(PROFILE, where)
    try:
        home.start()
        broker.start()
        store.start()
        await home.wait_ready(180)
        await home.onboard()
        await home.wait_started(180)
        entry_id = await home.add_integration(flow_input(broker, store))
        async with Simulator([dock]):
            await dock.wait_online(60)
            while await home.device(PROFILE.serial) is None:
                await asyncio.sleep(0.2)
            await dock.fly(FlightPlan(photos=3, videos=1, duration=1.0))
            await dock.wait_media(60)
            device = await home.device(PROFILE.serial)
            assert device is not None
            await home.action("start_log_upload", {"device_id": device["id"], "modules": ["dock"]})
            logs = f"media-source://dji_dock/{entry_id}|{PROFILE.serial}|logs|"
            while not (await home.command("media_source/browse_media", media_content_id=logs))[
                "children"
            ]:
                await asyncio.sleep(0.2)
            yield home
    finally:
        for part in (home, store, broker):
            await asyncio.to_thread(part.stop)


async def test_media_is_shown_and_played(home: HomeAssistant) -> None:
    """By day and flight, with thumbnails; the video can be wound, and other files are saved."""
    async with open_page(home, "/media-browser/browser") as page:
        browser = MediaBrowser(page)
        await browser.open("DJI Dock", "Roof")
        assert await browser.titles(2) == ["Media", "Logs"]
        await browser.open("Media")
        days = await browser.titles()
        assert len(days) <= 2
        await browser.open(days[0], "Flight at")
        assert await browser.thumbnails(3) == 3
        titles = await browser.titles(8)
        assert sum("photo" in title for title in titles) == 3
        await browser.open("photo")
        assert await browser.photo_width() == 1280
        await browser.close_dialog()
        await browser.open("video")
        length, now = await browser.play(2.0)
        assert length == pytest.approx(3.0, abs=0.1)
        assert now == pytest.approx(2.0, abs=0.6)
        await browser.close_dialog()
        # No browser shows satellite data, or archives of logs: a click saves them.
        async with page.expect_download() as download:
            await browser.open("Satellite data .obs")
        saved = await download.value
        assert saved.suggested_filename.startswith("Roof_DJI_")
        assert (await saved.path()).stat().st_size > 0
    async with open_page(home, "/media-browser/browser") as page:
        browser = MediaBrowser(page)
        await browser.open("DJI Dock", "Roof", "Logs")
        uploads = await browser.titles()
        await browser.open(uploads[0])
        async with page.expect_download() as download:
            await browser.open("Logs of the dock")
        saved = await download.value
        assert re.fullmatch(r"Roof_\d{8}T\d{6}Z_dock\.tar", saved.suggested_filename)
        assert (await saved.path()).stat().st_size > 0
    log = home.log_text()
    assert [line for line in log.splitlines() if " ERROR " in line and "dji_dock" in line] == []
