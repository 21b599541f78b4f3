"""The entities of firmware: which there are, what they show, and what they install."""

import asyncio
import hashlib
from unittest.mock import patch
import urllib.request

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.dji_dock.bucket import BucketUnreachable
from custom_components.dji_dock.firmware.library import PackageLibrary
from custom_components.dji_dock.jobs.models import JobStatus
from tests.firmware.rig import NEW, OLD, FirmwareRig
from tests.helpers.home import wait_until
from tests.helpers.told import AIRCRAFT, DOCK


async def test_an_entity_for_what_there_is_a_package(hass: HomeAssistant, rig: FirmwareRig) -> None:
    """Only for that model, with both versions, and as long as it is there."""
    told = rig.told
    assert not told.has("update", "firmware")
    key = await rig.put("3-3-0", notes="# News")
    assert await told.state("firmware", platform="update") == "on"
    assert not told.has("update", "firmware", AIRCRAFT)
    shown = told.shown("update", "firmware")
    assert (shown["installed_version"], shown["latest_version"]) == (OLD, NEW)
    assert shown["title"] == "DJI Dock 3"
    assert shown["device_class"] == "firmware"
    assert shown["in_progress"] is False
    entity_id = told.entity("update", "firmware")
    known = er.async_get(hass).async_get(entity_id)
    assert known
    assert known.entity_category == "config"
    er.async_get(hass).async_update_entity(entity_id, name="Mine")
    await asyncio.to_thread(rig.hub.bucket.delete, key)
    await rig.hub.firmware.library.async_refresh()
    await hass.async_block_till_done()
    assert not told.has("update", "firmware")
    await rig.put("3-3-0")
    assert told.shown("update", "firmware")["friendly_name"] == "Mine"


async def test_none_where_nothing_may_be_controlled(
    hass: HomeAssistant, rig: FirmwareRig, loaded: MockConfigEntry
) -> None:
    """Switched off in the options, those that were there are gone, of the aircraft, too."""
    for product_key in ("3-3-0", "0-100-1"):
        await rig.put(product_key)
    shown = [rig.told.entity("update", "firmware", serial) for serial in (DOCK, AIRCRAFT)]
    rig.end()
    hass.config_entries.async_update_entry(loaded, options={"control": {"allow_debug": False}})
    # Whether the bucket can be listed then or not.
    with patch.object(PackageLibrary, "async_refresh", side_effect=BucketUnreachable("gone")):
        await hass.config_entries.async_reload(loaded.entry_id)
    registry = er.async_get(hass)
    assert not [each for each in shown if registry.async_get(each)]


@pytest.mark.parametrize(
    ("package", "installed", "state", "latest"),
    [
        ("10.01.0002", "9.99.9999", "on", "10.01.0002"),
        ("9.99.9999", "10.01.0001", "off", "10.01.0001"),
        ("10.1.1", "10.01.0001", "off", "10.1.1"),
        ("10.01.0002", "unreadable", "off", "10.01.0002"),
    ],
)
async def test_versions_are_numbers(
    rig: FirmwareRig, package: str, installed: str, state: str, latest: str
) -> None:
    """And what is older is not offered."""
    rig.report(installed)
    await rig.put("3-3-0", package)
    assert await rig.told.state("firmware", platform="update") == state
    assert rig.told.shown("update", "firmware")["latest_version"] == latest


async def test_packages_are_known_after_a_restart(
    hass: HomeAssistant, rig: FirmwareRig, loaded: MockConfigEntry
) -> None:
    """Before the bucket was listed, and with an MD5 that is not read again."""
    await rig.put("3-3-0", data=b"PK\x03\x04 some")
    package = rig.hub.firmware.library.newest("3-3-0")
    assert package
    await rig.hub.firmware.library.async_measured(package)
    await hass.config_entries.async_unload(loaded.entry_id)
    again = type(rig.hub.firmware.library)(
        hass, loaded.entry_id, rig.hub.bucket, lambda work, name: None, set, lambda: None
    )
    await again.async_load()
    package = again.newest("3-3-0")
    assert package
    assert package.md5 == hashlib.md5(b"PK\x03\x04 some").hexdigest()


async def test_both_are_installed_with_one_order(hass: HomeAssistant, rig: FirmwareRig) -> None:
    """By a link that opens without any key, and the entities show how far it is."""
    await rig.put("3-3-0", data=b"PK\x03\x04 dock")
    await rig.put("0-100-1", "13.01.0600", data=b"PK\x03\x04 aircraft")
    asking = hass.async_create_task(rig.install(AIRCRAFT))
    bid = await rig.accepted()
    await asking
    [(method, data, _)] = rig.sent
    assert method == "ota_create"
    for device, content, sn, version in zip(
        data["devices"],
        (b"PK\x03\x04 dock", b"PK\x03\x04 aircraft"),
        (DOCK, AIRCRAFT),
        (NEW, "13.01.0600"),
        strict=True,
    ):
        link = device.pop("file_url")
        assert "X-Amz-Expires=21600" in link
        assert await asyncio.to_thread(fetch, link) == content
        assert device == {
            "sn": sn,
            "product_version": version,
            "firmware_upgrade_type": 3,
            "md5": hashlib.md5(content).hexdigest(),
            "file_size": len(content),
            "file_name": "3-3-0.zip" if sn == DOCK else "0-100-1.zip",
        }
    rig.progress(bid, 40)
    for serial in (DOCK, AIRCRAFT):
        await rig.told.state("firmware", serial, "update")
        shown = rig.told.shown("update", "firmware", serial)
        assert (shown["in_progress"], shown["update_percentage"]) == (True, 40)
    rig.progress(bid, 100, "ok")
    rig.report(NEW, "13.01.0600")
    for serial in (DOCK, AIRCRAFT):
        assert await rig.told.state("firmware", serial, "update") == "off"
        shown = rig.told.shown("update", "firmware", serial)
        assert (shown["in_progress"], shown["update_percentage"]) == (False, None)


async def test_only_what_is_newer_is_installed(hass: HomeAssistant, rig: FirmwareRig) -> None:
    """The aircraft of a dock may have its version already."""
    rig.report("", NEW)
    await rig.put("3-3-0")
    await rig.put("0-100-1")
    asking = hass.async_create_task(rig.install())
    bid = await rig.accepted()
    await asking
    assert [device["sn"] for device in rig.sent[0][1]["devices"]] == [DOCK]
    rig.progress(bid, 10)
    await hass.async_block_till_done()
    assert rig.told.shown("update", "firmware")["in_progress"]
    assert not rig.told.shown("update", "firmware", AIRCRAFT)["in_progress"]


async def test_the_versions_prove_a_lost_end(hass: HomeAssistant, rig: FirmwareRig) -> None:
    """Both of them; the dock is away meanwhile, and its entity is not."""
    await rig.put("3-3-0")
    await rig.put("0-100-1")
    asking = hass.async_create_task(rig.install())
    bid = await rig.accepted()
    await asking
    rig.hub.server.fleet.update(DOCK, online=False)
    assert await rig.told.state("firmware", platform="update") == "on"
    assert await rig.told.state("cover") == "unavailable"
    rig.report(NEW)
    job = rig.hub.jobs.running(DOCK)
    assert job
    assert job.job_id == bid
    rig.report(NEW, NEW)
    await wait_until(lambda: rig.hub.jobs.state(DOCK).job is None)
    latest = rig.hub.jobs.state(DOCK).latest
    assert latest
    assert latest.status is JobStatus.SUCCEEDED


async def test_a_dock_that_is_at_it_already(hass: HomeAssistant, rig: FirmwareRig) -> None:
    """By an order whose reply was lost: that is no refusal, and nothing is sent again."""
    await rig.put("3-3-0")
    asking = hass.async_create_task(rig.install())
    await rig.accepted(312014)
    await asking
    assert rig.told.shown("update", "firmware")["in_progress"]
    rig.report(NEW)
    await wait_until(lambda: rig.hub.jobs.state(DOCK).job is None)
    latest = rig.hub.jobs.state(DOCK).latest
    assert latest
    assert latest.status is JobStatus.SUCCEEDED
    assert len(rig.sent) == 1


async def test_notes(
    hass: HomeAssistant, rig: FirmwareRig, hass_ws_client: WebSocketGenerator
) -> None:
    """Those beside the package, and that both are installed, if they are."""
    await rig.put("3-3-0", notes="# News\n- faster")
    client = await hass_ws_client()

    async def notes() -> str:
        await client.send_json_auto_id(
            {
                "type": "update/release_notes",
                "entity_id": rig.told.entity("update", "firmware"),
            }
        )
        answer = await client.receive_json()
        assert answer["success"]
        return str(answer["result"])

    assert await notes() == "# News\n- faster"
    await rig.put("0-100-1", "13.01.0600")
    said = await notes()
    assert said.endswith("\n\n# News\n- faster")
    assert "13.01.0600" in said
    assert NEW in said


def fetch(link: str) -> bytes:
    """Open a link as a dock does."""
    with urllib.request.urlopen(link, timeout=10) as answer:
        content: bytes = answer.read()
    return content
