"""An entry with a broker alone: telemetry works, what needs a bucket says so, and one can come later."""

from collections.abc import Iterator
import logging
from typing import Any

from homeassistant.components.media_player import BrowseError
from homeassistant.components.media_source import async_browse_media
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.bucket import BucketError, UnsetBucket, check
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.diagnostics import async_get_config_entry_diagnostics
from custom_components.dji_dock.util.issues import issue_id_of
from tests.helpers.entries import CLOUD_INPUT, ENTRY_ID, broker_input, bucket_input
from tests.helpers.home import call, issues, state, wait_until
from tests.lab.simulator import SimulatedDock
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import Store

NOT_SET = issue_id_of("bucket_not_set", ENTRY_ID)
STORED = {
    *("log_upload_status", "log_upload_progress", "last_log_upload", "log_upload"),
    *("upload_latest_logs", "cancel_log_upload"),
    *("media_files", "media_size", "last_media", "media", "newest_photo"),
}


@pytest.fixture
def entry(mosquitto: Mosquitto) -> MockConfigEntry:
    """Return an entry whose owner has left the bucket for later."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="Farm",
        entry_id=ENTRY_ID,
        data={**broker_input(mosquitto), **CLOUD_INPUT},
    )


def keys_of(hass: HomeAssistant, dock: SimulatedDock) -> set[str]:
    """Return the keys of a dock's entities."""
    prefix = f"{dock.serial}_"
    entries = er.async_entries_for_config_entry(er.async_get(hass), ENTRY_ID)
    return {each.unique_id.removeprefix(prefix) for each in entries if prefix in each.unique_id}


async def test_telemetry_needs_no_bucket(
    hass: HomeAssistant,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """A dock binds itself and reports; of what it would upload there are no entities."""
    hub = loaded.runtime_data
    assert {"online", "media_pending", "cover", "mode"} <= keys_of(hass, dock)
    assert not keys_of(hass, dock) & STORED
    assert state(hass, "binary_sensor.roof_online") == "on"
    # It asks again and again, is refused each time, and keeps its files.
    await dock.fly()
    await wait_until(lambda: dock.media.requests >= 2)
    assert dock.media.remaining
    assert hub.server.credentials_handed_out == 0
    assert hub.health.usable is None
    loud = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert [record for record in loud if DOMAIN in record.name] == []
    assert not list(loaded.async_get_active_flows(hass, {SOURCE_REAUTH}))
    assert NOT_SET in issues(hass)
    assert hub.media.state(dock.serial).files == 0


async def test_what_needs_one_says_so(
    hass: HomeAssistant,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    hass_client: ClientSessionGenerator,
) -> None:
    """In words, before anything is asked of the dock."""
    commands = [received.method for received in dock.received]
    for data in ({}, {"when_busy": "queue"}, {"scope": "all"}):
        with pytest.raises(HomeAssistantError) as refused:
            await call(hass, "start_log_upload", dock.serial, **data)
        assert refused.value.translation_key == "bucket_not_set"
        assert "bucket" in str(refused.value)
    assert [received.method for received in dock.received] == commands
    # What only the dock is asked for still works.
    assert (await call(hass, "get_log_list", dock.serial))["files"]
    assert (await call(hass, "get_log_uploads", dock.serial))["uploads"] == []
    await async_setup_component(hass, "media_source", {})
    with pytest.raises(BrowseError) as said:
        await async_browse_media(hass, f"media-source://{DOMAIN}/{ENTRY_ID}|{dock.serial}")
    assert said.value.translation_key == "bucket_not_set"
    client = await hass_client()
    answer = await client.put("/api/dji_dock/firmware/3-3-0/13.01.0512/a.zip", data=b"PK\x03\x04")
    assert (await answer.json())["code"] == "bucket_not_set"
    found: Any = await async_get_config_entry_diagnostics(hass, loaded)
    assert found["cloud"]["bucket_set"] is False


async def test_a_bucket_comes_later(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, store: Store
) -> None:
    """Docks, their devices and what they are called stay; then logs and media arrive."""
    registry = dr.async_get(hass)
    before = {device.id for device in dr.async_entries_for_config_entry(registry, ENTRY_ID)}
    entities = keys_of(hass, dock)
    hass.config_entries.async_update_entry(loaded, data={**loaded.data, **bucket_input(store)})
    assert await hass.config_entries.async_reload(ENTRY_ID)
    hub = loaded.runtime_data
    await wait_until(lambda: hub.health.usable)
    await wait_until(lambda: dock.serial in hub.coordinators and hub.server.connected)
    await hass.async_block_till_done()
    assert {device.id for device in dr.async_entries_for_config_entry(registry, ENTRY_ID)} == before
    assert keys_of(hass, dock) >= entities | STORED
    assert NOT_SET not in issues(hass)
    await wait_until(lambda: (found := hub.server.fleet.get(dock.serial)) and found.online)
    started = await call(hass, "start_log_upload", dock.serial)
    await dock.wait_job_finished()
    await wait_until(lambda: hub.logs.registry.get(started["upload_id"]).status.finished)
    await dock.fly()
    await wait_until(lambda: hub.media.state(dock.serial).files)


async def test_the_repair_leads_to_the_bucket(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """It stays until there is one."""
    await async_setup_component(hass, "repairs", {})
    client = await hass_client()
    opened = await client.post(
        "/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": NOT_SET}
    )
    flow = await opened.json()
    assert flow["step_id"] == "confirm"
    assert flow["description_placeholders"] == {"cloud": "Farm"}
    answered = await (
        await client.post(f"/api/repairs/issues/fix/{flow['flow_id']}", json={})
    ).json()
    kind, flow_id = answered["next_flow"]
    assert kind == "config_flow"
    following = hass.config_entries.flow.async_get(flow_id)
    assert following["step_id"].startswith("reconfigure_")
    assert following["context"]["entry_id"] == ENTRY_ID
    assert NOT_SET in issues(hass)
    assert loaded.state is ConfigEntryState.LOADED


def uses() -> Iterator[Any]:
    """Return everything that a bucket does."""
    bucket = UnsetBucket()
    key = "dji_dock/logs/a"
    yield lambda: bucket.lookup(key)
    yield lambda: bucket.link(key, 60)
    yield lambda: bucket.link_for_dock(key, 60)
    yield lambda: bucket.delete(key)
    yield lambda: bucket.abort(key, "1")
    yield lambda: bucket.abort_leftovers(key)
    yield lambda: next(bucket.pages("dji_dock"))
    yield lambda: bucket.read(key)
    yield lambda: bucket.dock_credentials("dji_dock/media/a")
    yield lambda: check(bucket)


@pytest.mark.parametrize("use", uses())
def test_nothing_is_connected(use: Any) -> None:
    """Each use is refused with a reason of its own."""
    with pytest.raises(BucketError) as refused:
        use()
    assert refused.value.reason == "bucket_not_set"
