"""Firmware over restarts, with a bucket that fails, and what nobody is to read."""

import asyncio
import json
import logging
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.bucket import BucketUnreachable
from custom_components.dji_dock.diagnostics import async_get_config_entry_diagnostics
from custom_components.dji_dock.firmware.library import firmware_store
from custom_components.dji_dock.jobs.models import JobStatus
from custom_components.dji_dock.util.backoff import Backoff
from tests.firmware.rig import NEW, FirmwareRig
from tests.helpers.home import fix, issues, wait_until
from tests.helpers.told import AIRCRAFT, DOCK, OTHER, Told


async def test_a_restart_in_the_middle(
    hass: HomeAssistant, rig: FirmwareRig, loaded: MockConfigEntry
) -> None:
    """The order goes on, is shown, and is proven by what the dock reports; nothing is sent again."""
    await rig.put("3-3-0")
    asking = hass.async_create_task(rig.install())
    bid = await rig.accepted()
    await asking
    rig.progress(bid, 30)
    rig.end()
    assert await hass.config_entries.async_reload(loaded.entry_id)
    again = FirmwareRig(hass, Told(hass, loaded.runtime_data), loaded.runtime_data)
    with patch.object(again.hub.server, "order", again._order):
        shown = again.told.shown("update", "firmware")
        assert (shown["in_progress"], shown["update_percentage"]) == (True, 30)
        again.progress(bid, 60)
        await hass.async_block_till_done()
        assert again.told.shown("update", "firmware")["update_percentage"] == 60
        again.report(NEW)
        await wait_until(lambda: again.hub.jobs.state(DOCK).job is None)
        latest = again.hub.jobs.state(DOCK).latest
        assert latest
        assert (latest.job_id, latest.status) == (bid, JobStatus.SUCCEEDED)
        assert again.sent == []


async def test_what_is_gone_from_the_bucket_is_gone(
    hass: HomeAssistant, rig: FirmwareRig, loaded: MockConfigEntry
) -> None:
    """Also if it went while Home Assistant was off and had forgotten of it."""
    key = await rig.put("3-3-0")
    entity_id = rig.told.entity("update", "firmware")
    rig.end()
    assert await hass.config_entries.async_unload(loaded.entry_id)
    await firmware_store(hass, loaded.entry_id).async_remove()
    await asyncio.to_thread(rig.hub.bucket.delete, key)
    assert await hass.config_entries.async_setup(loaded.entry_id)
    await wait_until(lambda: er.async_get(hass).async_get(entity_id) is None)


async def test_silence_ends_it(hass: HomeAssistant, rig: FirmwareRig) -> None:
    """With the old version: it has timed out, and may be tried again by whoever wants to."""
    await rig.put("3-3-0")
    with patch("custom_components.dji_dock.firmware.installer._PATIENCE", 0.05):
        asking = hass.async_create_task(rig.install())
        await rig.accepted()
        await asking
        await wait_until(lambda: rig.hub.jobs.state(DOCK).job is None)
    latest = rig.hub.jobs.state(DOCK).latest
    assert latest
    assert latest.status is JobStatus.TIMED_OUT
    await hass.async_block_till_done()
    assert rig.told.shown("update", "firmware")["in_progress"] is False
    asking = hass.async_create_task(rig.install())
    await wait_until(lambda: len(rig.sent) == 2)
    await rig.accepted()
    await asking


async def test_a_bucket_that_fails(
    hass: HomeAssistant, rig: FirmwareRig, caplog: pytest.LogCaptureFixture
) -> None:
    """What was known stays, and whoever asks reads why."""
    await rig.put("3-3-0")
    entity_id = rig.told.entity("update", "firmware")
    unreachable = BucketUnreachable(detail="http://store")
    with patch("custom_components.dji_dock.bucket.Bucket.pages", side_effect=unreachable):
        await hass.services.async_call(
            "homeassistant", "update_entity", {"entity_id": entity_id}, blocking=True
        )
    assert "No store answers at http://store" in caplog.text
    assert rig.told.shown("update", "firmware")["latest_version"] == NEW
    with patch("custom_components.dji_dock.bucket.Bucket.lookup", side_effect=unreachable):
        with pytest.raises(HomeAssistantError) as raised:
            await rig.install()
        assert raised.value.translation_key == "bucket_unreachable"
    assert rig.sent == []


async def test_update_entity_looks_again(hass: HomeAssistant, rig: FirmwareRig) -> None:
    """For what was put into the bucket since."""
    await rig.put("3-3-0", "11.0")
    with patch.object(rig.hub.firmware.library, "async_refresh"):
        await rig.put("3-3-0", NEW)
    assert rig.told.shown("update", "firmware")["latest_version"] == "11.0"
    await hass.services.async_call(
        "homeassistant",
        "update_entity",
        {"entity_id": rig.told.entity("update", "firmware")},
        blocking=True,
    )
    await hass.async_block_till_done()
    assert rig.told.shown("update", "firmware")["latest_version"] == NEW


async def test_a_package_that_was_replaced(hass: HomeAssistant, rig: FirmwareRig) -> None:
    """Since it was listed: the dock would refuse it after it has fetched 700 MB."""
    key = await rig.put("3-3-0")
    package = rig.hub.firmware.library.newest("3-3-0")
    assert package
    await rig.hub.firmware.library.async_measured(package)
    await rig._write(key, b"PK\x03\x04 other")
    with pytest.raises(HomeAssistantError) as raised:
        await rig.install()
    assert raised.value.translation_key == "firmware_package_changed"
    assert rig.sent == []
    asking = hass.async_create_task(rig.install())
    await rig.accepted()
    await asking
    assert rig.sent[0][1]["devices"][0]["file_size"] == 10


async def test_the_link_is_read_by_the_dock_alone(
    hass: HomeAssistant, rig: FirmwareRig, loaded: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """It is in no log, in no file, and in no diagnostics."""
    caplog.set_level(logging.DEBUG)
    await rig.put("3-3-0")
    asking = hass.async_create_task(rig.install())
    bid = await rig.accepted()
    await asking
    link = rig.sent[0][1]["devices"][0]["file_url"]
    signature = link.partition("X-Amz-Signature=")[2].partition("&")[0]
    assert len(signature) == 64
    rig.progress(bid, 100, "failed", result=312028)
    await hass.async_block_till_done()
    assert signature not in caplog.text
    assert "X-Amz-Signature=" not in caplog.text
    said = await async_get_config_entry_diagnostics(hass, loaded)
    [known] = said["firmware"]
    assert known == {"product_key": "3-3-0", "version": NEW, "size": 4, "measured": True}
    assert signature not in json.dumps(said, default=str)
    assert await hass.config_entries.async_unload(loaded.entry_id)
    files = list(Path(hass.config.config_dir).rglob("*"))
    assert any("jobs.db" in file.name for file in files)
    for file in files:
        if file.is_file():
            assert signature.encode() not in await asyncio.to_thread(file.read_bytes), file


async def test_an_entry_that_is_removed_leaves_nothing(
    hass: HomeAssistant, rig: FirmwareRig, loaded: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    """What it knew of packages goes with it; they themselves stay in the bucket."""
    key = await rig.put("3-3-0")
    store = firmware_store(hass, loaded.entry_id)
    assert store.key in hass_storage
    assert await hass.config_entries.async_remove(loaded.entry_id)
    assert store.key not in hass_storage
    assert await asyncio.to_thread(rig.hub.bucket.lookup, key)


async def test_what_does_not_fit(
    hass: HomeAssistant, rig: FirmwareRig, hass_client: ClientSessionGenerator
) -> None:
    """A repair offers to make it fit: with the package of the bucket, else with what is there."""
    await rig.put("0-100-1", "13.01.0600")
    rig.told.say(DOCK, "state", compatible_status=0)
    rig.told.say(AIRCRAFT, "state", compatible_status=1)
    [issue_id] = [each for each in issues(hass) if each.startswith("firmware_mismatch")]
    assert DOCK not in issue_id
    rig.told.say(DOCK, mode_code=4)
    answer = await fix(hass, hass_client, issue_id, "upgrade")
    assert (answer["type"], answer["reason"]) == ("abort", "failed")
    assert answer["description_placeholders"]["reason"]
    assert rig.sent == []
    rig.told.say(DOCK, mode_code=0)
    asking = hass.async_create_task(fix(hass, hass_client, issue_id, "upgrade"))
    bid = await rig.accepted()
    assert (await asking)["type"] == "create_entry"
    dock, aircraft = rig.sent[0][1]["devices"]
    assert dock == {
        "sn": DOCK,
        "product_version": "10.01.0001",
        "firmware_upgrade_type": 2,
    }
    assert (aircraft["sn"], aircraft["product_version"]) == (AIRCRAFT, "13.01.0600")
    assert aircraft["firmware_upgrade_type"] == 2
    assert aircraft["file_url"]
    assert rig.told.shown("update", "firmware", AIRCRAFT)["in_progress"]
    rig.progress(bid, 50)
    rig.told.say(AIRCRAFT, "state", compatible_status=0)
    await wait_until(lambda: rig.hub.jobs.state(DOCK).job is None)
    latest = rig.hub.jobs.state(DOCK).latest
    assert latest
    assert latest.status is JobStatus.SUCCEEDED
    assert not [each for each in issues(hass) if each.startswith("firmware_mismatch")]
    with pytest.raises(HomeAssistantError) as raised:
        await rig.hub.firmware.async_make_fit(DOCK)
    assert raised.value.translation_key == "firmware_fits"


async def test_what_fits_is_no_downgrade(hass: HomeAssistant, rig: FirmwareRig) -> None:
    """A package that is older than what the aircraft runs is not used."""
    await rig.put("0-100-1", "9.0")
    rig.told.say(DOCK, "state", compatible_status=1)
    asking = hass.async_create_task(rig.hub.firmware.async_make_fit(DOCK))
    await rig.accepted()
    await asking
    assert all("file_url" not in device for device in rig.sent[0][1]["devices"])


async def test_the_repair_goes_with_its_dock(hass: HomeAssistant, rig: FirmwareRig) -> None:
    """Nothing is asked about a dock that was removed."""
    rig.told.say(DOCK, "state", compatible_status=1)
    assert any(each.startswith("firmware_mismatch") for each in issues(hass))
    rig.hub.server.fleet.update(DOCK, online=False)
    assert await rig.hub.async_forget_device(DOCK)
    assert not any(each.startswith("firmware_mismatch") for each in issues(hass))


async def test_a_model_that_appears_later(hass: HomeAssistant, rig: FirmwareRig) -> None:
    """Its packages are looked for then, and their MD5 is read without being asked for."""
    key = f"{rig.hub.bucket.config.key_prefix}/firmware/3-2-0/{NEW}/a.zip"
    await rig._write(key, b"PK\x03\x04 dock 2")
    library = rig.hub.firmware.library
    await library.async_refresh()
    assert library.newest("3-2-0") is None
    rig.hub.server.fleet.update(OTHER, accepted=True, model_key="3-2-0", firmware="1.0")
    await wait_until(lambda: (found := library.newest("3-2-0")) and found.md5)
    await hass.async_block_till_done()
    assert rig.told.has("update", "firmware", OTHER)


@pytest.mark.parametrize("model_key", ["", "../media", "3-3-0/../../x", "a-b-c", "3-3-0-0"])
async def test_what_is_no_product_key_names_no_folder(rig: FirmwareRig, model_key: str) -> None:
    """Docks say what model they are; the bucket is listed in its own folders only."""
    rig.hub.server.fleet.update(OTHER, accepted=True, model_key=model_key)
    listed: list[str] = []
    pages = rig.hub.bucket.pages

    def note(prefix: str) -> Any:
        listed.append(prefix)
        return pages(prefix)

    with patch.object(rig.hub.bucket, "pages", note):
        await rig.hub.firmware.library.async_refresh()
    folder = f"{rig.hub.bucket.config.key_prefix}/firmware"
    # Beside those of media and logs, which are listed when a dock appears.
    assert {prefix for prefix in listed if not prefix.endswith((DOCK, OTHER))} == {
        f"{folder}/3-3-0",
        f"{folder}/0-100-1",
    }


async def test_a_bucket_is_asked_again(hass: HomeAssistant, rig: FirmwareRig) -> None:
    """After it failed, with pauses that grow; and each day."""
    library = rig.hub.firmware.library
    asked = 0

    async def refresh() -> None:
        nonlocal asked
        asked += 1
        if asked < 3:
            raise BucketUnreachable
        if asked == 4:
            raise RuntimeError("a mistake of ours")

    library._list_every = 0
    with (
        patch.object(library, "async_refresh", refresh),
        patch("custom_components.dji_dock.firmware.library._RETRY", Backoff(0, 0)),
    ):
        library._wake.set()
        await wait_until(lambda: asked > 5)
    library._list_every = 3600


async def test_nothing_is_known_of_what_runs(rig: FirmwareRig) -> None:
    """Then nothing can be said to a dock, either."""
    rig.report("unreadable", "v1")
    rig.told.say(DOCK, "state", compatible_status=1)
    with pytest.raises(HomeAssistantError) as raised:
        await rig.hub.firmware.async_make_fit(DOCK)
    assert raised.value.translation_key == "firmware_unknown"
    assert rig.sent == []
