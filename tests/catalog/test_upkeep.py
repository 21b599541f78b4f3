"""What is done for media from time to time: repairs, old objects, and a bucket that is away."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from io import BytesIO
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.bucket import BucketError
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.database import MEDIA, Found
from custom_components.dji_dock.media.diagnosis import PATIENCE
from custom_components.dji_dock.util.issues import pseudonym
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import call, state, wait_until
from tests.helpers.media import callback, credentials, upload, write
from tests.helpers.pictures import jpeg
from tests.lab.simulator import SimulatedDock
from tests.lab.stack.s3 import Store

ENDPOINT_ISSUE = f"endpoint_unreachable_by_docks_{ENTRY_ID}"
LATER = timedelta(seconds=5) + PATIENCE


def issue(hass: HomeAssistant, name: str, dock: SimulatedDock) -> ir.IssueEntry | None:
    """Return an issue about a dock."""
    found = [
        item
        for (domain, issue_id), item in ir.async_get(hass).issues.items()
        if domain == DOMAIN and issue_id.startswith(name) and pseudonym(dock.serial) in issue_id
    ]
    return found[0] if found else None


async def look_later(entry: MockConfigEntry, dock: SimulatedDock, wait: timedelta = LATER) -> None:
    """Let the diagnosis run at a later time."""
    care = entry.runtime_data.upkeep
    later = datetime.now(UTC) + wait
    with (
        patch("custom_components.dji_dock.media.issues.dt_util.utcnow", return_value=later),
    ):
        await care._async_look_after(dock.serial)


def flight_over(dock: SimulatedDock, files: int) -> None:
    """Let a dock tell that a flight is over."""
    dock.emit(
        "flighttask_progress",
        {"output": {"status": "ok", "ext": {"flight_id": "flight-1", "media_count": files}}},
        bid="flight-1",
    )


async def test_a_dock_that_never_asks_is_named_until_its_media_comes(
    hass: HomeAssistant,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The repair says what to do, and goes by itself."""
    media = loaded.runtime_data.media
    flight_over(dock, 1)
    await wait_until(lambda: media.state(dock.serial).flight)
    await look_later(loaded, dock, timedelta(minutes=5))
    assert issue(hass, "media_missing", dock) is None
    await look_later(loaded, dock)
    raised = issue(hass, "media_missing", dock)
    assert raised is not None
    assert raised.translation_key == "media_never_asked"
    assert raised.translation_placeholders is not None
    assert raised.translation_placeholders["dock"] == "Roof"
    await credentials(dock)
    await wait_until(lambda: loaded.runtime_data.catalog.ledger.access(dock.serial).issued)
    monkeypatch.setattr(loaded.runtime_data._endpoint_issue, "_suspicious", False)
    await look_later(loaded, dock)
    raised = issue(hass, "media_missing", dock)
    assert raised is not None
    assert raised.translation_key == "media_not_written"
    await upload(dock, "DJI_20261120160420_0001_V.JPG")
    flight_over(dock, 1)
    await wait_until(lambda: media.state(dock.serial).progress == 100)
    await look_later(loaded, dock)
    assert issue(hass, "media_missing", dock) is None


async def test_an_address_that_only_this_machine_knows_is_the_one_thing_to_mend(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Where it explains that nothing is written; until something is."""
    hub = loaded.runtime_data
    await wait_until(lambda: hub.health.usable)
    await credentials(dock)
    await wait_until(lambda: hub.catalog.ledger.access(dock.serial).issued)
    flight_over(dock, 1)
    await wait_until(lambda: hub.media.state(dock.serial).flight)
    await look_later(loaded, dock)
    assert issue(hass, "media_missing", dock) is None
    raised = ir.async_get(hass).async_get_issue(DOMAIN, ENDPOINT_ISSUE)
    assert raised is not None
    assert raised.translation_placeholders == {
        "docks": "Roof",
        "endpoint": hub.bucket.config.dock_url,
    }
    await upload(dock, "DJI_20261120160420_0001_V.JPG")
    await wait_until(lambda: not ir.async_get(hass).async_get_issue(DOMAIN, ENDPOINT_ISSUE))


async def test_what_came_without_a_callback_is_found_before_anything_is_said(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """The bucket is listed first: it is not that nothing was written."""
    output = await credentials(dock)
    flight_over(dock, 2)
    media = loaded.runtime_data.media
    await wait_until(lambda: media.state(dock.serial).flight)
    await wait_until(lambda: loaded.runtime_data.upkeep._listed)
    key = f"{output['object_key_prefix']}/flight-1/DJI_20261120160420_0001_V.JPG"
    await asyncio.to_thread(write, output, key)
    await look_later(loaded, dock)
    raised = issue(hass, "media_missing", dock)
    assert raised is not None
    assert raised.translation_key == "media_not_reported"
    assert state(hass, "sensor.roof_media_files") == "1"


async def test_a_refusal_is_named_with_its_reason(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """In words."""
    media = loaded.runtime_data.media
    await wait_until(lambda: not media.credentials._renewals)
    media.credentials.forget(dock.serial)
    flight_over(dock, 2)
    with patch.object(loaded.runtime_data.bucket, "dock_credentials", side_effect=BucketError):
        assert await dock.ask("storage_config_get", {"module": 0}) == {"result": 1}
    await wait_until(lambda: loaded.runtime_data.catalog.ledger.access(dock.serial).refused)
    await wait_until(lambda: media.state(dock.serial).flight)
    await look_later(loaded, dock)
    raised = issue(hass, "media_missing", dock)
    assert raised is not None
    assert raised.translation_key == "media_refused"
    assert raised.translation_placeholders is not None
    assert len(raised.translation_placeholders["reason"]) > 10


async def test_old_credentials_are_found_out_and_forgiven(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """As soon as the dock asks again."""
    dock.emit("file_upload_callback", callback("before/media/x/y.jpg"), need_reply=True)
    await wait_until(lambda: loaded.runtime_data.catalog.ledger.access(dock.serial).misplaced)
    await look_later(loaded, dock, timedelta(0))
    assert issue(hass, "media_stale_credentials", dock)
    await credentials(dock)
    await wait_until(
        lambda: loaded.runtime_data.catalog.ledger.access(dock.serial).misplaced is None
    )
    await look_later(loaded, dock, timedelta(0))
    assert issue(hass, "media_stale_credentials", dock) is None


async def test_old_objects_are_deleted_where_the_user_wants_it(
    hass: HomeAssistant,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    store: Store,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Off by default; only what is old enough, with a count of what went."""
    media, care = loaded.runtime_data.media, loaded.runtime_data.upkeep
    key = await upload(dock, "DJI_20261120160420_0001_V.JPG")
    log_key = (
        f"{loaded.data['advanced']['key_prefix']}/logs/{dock.serial}/20261101T000000Z_x/dock.tar"
    )
    await asyncio.to_thread(
        store.client().put_object, Bucket=store.bucket, Key=log_key, Body=b"log"
    )
    assert await care.async_list(dock.serial)
    await care._async_delete_old(dock.serial)
    assert set(store.keys(loaded.data["advanced"]["key_prefix"])) >= {key, log_key}
    care._keep_days = {"media": 30, "logs": 0}
    later = datetime.now(UTC) + timedelta(days=29)
    loaded.runtime_data.bucket.server_time = later
    with patch("custom_components.dji_dock.catalog.upkeep.dt_util.utcnow", return_value=later):
        await care._async_delete_old(dock.serial)
    assert key in store.keys(key)
    later = datetime.now(UTC) + timedelta(days=31)
    loaded.runtime_data.bucket.server_time = later
    with patch("custom_components.dji_dock.catalog.upkeep.dt_util.utcnow", return_value=later):
        await care._async_delete_old(dock.serial)
    assert store.keys(key) == []
    assert store.keys(log_key) == [log_key]
    assert media.state(dock.serial).files == 0
    assert media.state(dock.serial).deleted == 1
    assert "Deleted 1 objects (1000 bytes)" in caplog.text


async def test_a_bucket_that_is_away_is_listed_later(
    dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """With pauses that grow; nothing is forgotten meanwhile."""
    media, care = loaded.runtime_data.media, loaded.runtime_data.upkeep
    await upload(dock, "DJI_20261120160420_0001_V.JPG")
    await wait_until(lambda: media.state(dock.serial).size)
    with patch.object(loaded.runtime_data.bucket, "pages", side_effect=BucketError):
        assert not await care.async_list(dock.serial)
        first = care._next[dock.serial]
        assert not await care.async_list(dock.serial)
    assert care._next[dock.serial] - first > care._timings.first_retry.total_seconds() / 2
    assert media.state(dock.serial).files == 1
    assert await care.async_list(dock.serial)
    assert media.state(dock.serial).files == 1


async def test_a_log_is_in_the_media_browser_as_soon_as_it_is_uploaded(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Without waiting for the next listing."""
    browser = loaded.runtime_data.catalog.browser
    assert browser.log_folders(dock.serial, None, 10) == []
    await call(hass, "start_log_upload", dock.serial)
    await wait_until(lambda: state(hass, "sensor.roof_log_upload_status") == "uploaded", 30)
    await wait_until(lambda: browser.log_folders(dock.serial, None, 10))
    [folder] = browser.log_folders(dock.serial, None, 10)
    assert folder.files == 2


async def test_the_newest_photo_is_shown_scaled(
    hass: HomeAssistant,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """And replaced when a newer one comes; what is no picture is no error."""
    output = await credentials(dock)
    client = await hass_client()
    assert (await client.get("/api/image_proxy/image.roof_newest_photo")).status == 500
    for number, color in ((1, "red"), (2, "blue")):
        out = BytesIO()
        Image.new("RGB", (4000, 3000), color).save(out, "JPEG")
        key = f"{output['object_key_prefix']}/f/DJI_2026112016042{number}_000{number}_V.JPG"
        await asyncio.to_thread(write, output, key, out.getvalue())
        data = callback(key, "f")
        data["file"]["metadata"] = {}
        await dock.emit("file_upload_callback", data, need_reply=True).wait(60)
        await wait_until(partial(_newest_is, loaded, dock, key))
        answer = await client.get("/api/image_proxy/image.roof_newest_photo")
        assert answer.status == 200
        with Image.open(BytesIO(await answer.read())) as picture:
            assert picture.size == (1920, 1440)
            red, _, blue = picture.getpixel((10, 10))  # type: ignore[misc]
            assert (red > blue) == (color == "red")


async def test_the_newest_photo_is_one_that_browsers_show(
    hass: HomeAssistant,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    store: Store,
    hass_client: ClientSessionGenerator,
) -> None:
    """Of newer raw and thermal pictures there is nothing to show; the one before them stays."""
    media = loaded.runtime_data.media
    folder = f"{loaded.data['advanced']['key_prefix']}/media/{dock.serial}/f"
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    names = ("DJI_1.JPG", "DJI_2.DNG", "DJI_3.tif", "DJI_4.heic")
    listed = [
        Found(f"{folder}/{name}", "f", name, "photo", None, when, 1000, when)
        for number, name in enumerate(names)
        for when in (noon + timedelta(minutes=number),)
    ]
    key = listed[0].key
    await asyncio.to_thread(
        store.client().put_object, Bucket=store.bucket, Key=key, Body=jpeg(800, 600)
    )
    await asyncio.to_thread(
        loaded.runtime_data.catalog.objects.list_page, dock.serial, MEDIA, 1, listed
    )
    await media.async_refresh(dock.serial)
    assert media.state(dock.serial).files == 4
    assert _newest_is(loaded, dock, key)
    client = await hass_client()
    answer = await client.get("/api/image_proxy/image.roof_newest_photo")
    assert (answer.status, answer.content_type) == (200, "image/jpeg")


def _newest_is(entry: MockConfigEntry, dock: SimulatedDock, key: str) -> bool:
    photo = entry.runtime_data.media.state(dock.serial).photo
    return photo is not None and photo.key == key
