"""Packages of firmware and routes are no media: what looks after media leaves them alone."""

import asyncio
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.media_browser.access import find_object
from tests.firmware.rig import FirmwareRig
from tests.helpers.home import issues
from tests.helpers.told import DOCK

OLD = b"PK\x03\x04"


@pytest.fixture
async def kept(rig: FirmwareRig) -> list[str]:
    """Return the keys of what is to be left alone."""
    prefix = rig.hub.bucket.config.key_prefix
    keys = [
        await rig.put("3-3-0", notes="# News"),
        f"{prefix}/firmware/3-3-0/13.01.0512/notes.md",
        f"{prefix}/firmware/{DOCK}/20261101T000000Z_x/dock.tar",
        f"{prefix}/routes/0123456789abcdef0123456789abcdef.kmz",
        f"{prefix}/routes/{DOCK}/DJI_20261120160420_0001_V.JPG",
    ]
    for key in keys[2:]:
        await rig._write(key, OLD)
    return keys


async def test_they_are_not_listed_and_not_deleted(
    hass: HomeAssistant, rig: FirmwareRig, kept: list[str], loaded: MockConfigEntry
) -> None:
    """Whatever the age, beside media and logs that are."""
    hub: Hub = rig.hub
    prefix = hub.bucket.config.key_prefix
    media = f"{prefix}/media/{DOCK}/f/DJI_20261120160420_0001_V.JPG"
    log = f"{prefix}/logs/{DOCK}/20261101T000000Z_x/dock.tar"
    for key in (media, log):
        await rig._write(key, OLD)
    upkeep = hub.upkeep
    assert await upkeep.async_list(DOCK)
    await hass.async_block_till_done()
    assert hub.catalog.browser.get(media)
    assert hub.catalog.browser.get(log)
    for key in kept:
        assert hub.catalog.browser.get(key) is None
        assert find_object(hub, key) is None
    assert hub.media.state(DOCK).files == 1
    assert hub.media.state(DOCK).size == len(OLD)
    [unknown] = [issue for name, issue in issues(hass).items() if name.startswith("unknown_logs")]
    assert unknown.translation_placeholders
    assert unknown.translation_placeholders["files"] == "1"
    upkeep._keep_days = {"media": 1, "logs": 1}
    later = datetime.now(UTC) + timedelta(days=1000)
    hub.bucket.server_time = later
    with patch("custom_components.dji_dock.catalog.upkeep.dt_util.utcnow", return_value=later):
        await upkeep._async_delete_old(DOCK)
    assert await asyncio.to_thread(hub.bucket.lookup, media) is None
    for key in kept:
        assert await asyncio.to_thread(hub.bucket.lookup, key), key
