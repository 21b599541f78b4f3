"""Media from a dock's credentials to the entities, with a real broker and a real store."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch
import urllib.request

from homeassistant.core import (
    Event,
    EventStateChangedData,
    HomeAssistant,
    State,
    callback as callback_of_hass,
)
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.event import async_track_state_change_event
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.bucket import BucketError
from custom_components.dji_dock.catalog.catalog import Catalog
from custom_components.dji_dock.database import DatabaseUnusable, ReportedFile
from tests.helpers.home import call, state, wait_until
from tests.helpers.media import callback, credentials, upload, write
from tests.lab.simulator import SimulatedDock
from tests.lab.stack.s3 import Store

NAME = "DJI_20261120160420_0001_T.JPG"


def events_of(hass: HomeAssistant, entity_id: str) -> list[State]:
    """Return what an event entity fires from now on."""
    fired: list[State] = []

    @callback_of_hass
    def note(event: Event[EventStateChangedData]) -> None:
        old, new = event.data["old_state"], event.data["new_state"]
        # Entities go and come back, and then show the last one again.
        if new and old and new.state != old.state and "unavailable" not in (new.state, old.state):
            fired.append(new)

    async_track_state_change_event(hass, entity_id, note)
    return fired


async def test_credentials_open_the_docks_own_folder(
    dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Everything that a dock needs is there, and nothing waits for the store."""
    output = await credentials(dock)
    prefix = loaded.data["advanced"]["key_prefix"]
    assert output["object_key_prefix"] == f"{prefix}/media/{dock.serial}"
    assert output["endpoint"] == loaded.data["endpoint"]
    assert output["provider"] == "minio"
    assert 3000 < output["credentials"]["expire"] <= 3600
    assert output["credentials"]["security_token"]
    await wait_until(lambda: loaded.runtime_data.media.credentials._ready)
    with patch.object(loaded.runtime_data.bucket, "dock_credentials", side_effect=BucketError):
        again = await credentials(dock)
    assert again["credentials"]["access_key_id"] == output["credentials"]["access_key_id"]


async def test_without_credentials_a_dock_is_refused_and_its_next_request_works(
    dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """A store that fails is told to the dock; the dock asks again."""
    media = loaded.runtime_data.media
    await wait_until(lambda: not media.credentials._renewals)
    media.credentials.forget(dock.serial)
    with patch.object(
        loaded.runtime_data.bucket, "dock_credentials", side_effect=BucketError("SlowDown")
    ):
        answer = await dock.ask("storage_config_get", {"module": "0"})
        assert answer == {"result": 1}
        access = loaded.runtime_data.catalog.ledger.access
        await wait_until(lambda: access(dock.serial).refused)
        assert access(dock.serial).refusal == "bucket_error"
    await credentials(dock)
    await wait_until(lambda: access(dock.serial).issued)
    assert access(dock.serial).issued >= access(dock.serial).refused


async def test_a_file_is_counted_told_and_acknowledged_once(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, store: Store
) -> None:
    """Also when the dock tells of it again."""
    fired = events_of(hass, "event.roof_media")
    key = await upload(dock, NAME)
    await wait_until(lambda: state(hass, "sensor.roof_media_files") == "1")
    assert len(fired) == 1
    assert fired[0].attributes["object_key"] == key
    assert fired[0].attributes["kind"] == "photo"
    assert fired[0].attributes["variant"] == "thermal"
    assert fired[0].attributes["flight_id"] == "flight-1"
    assert fired[0].attributes["position"] == {"latitude": 52.37, "longitude": 4.89}
    again = dock.emit("file_upload_callback", callback(key), need_reply=True)
    await again.wait()
    await hass.async_block_till_done()
    assert len(fired) == 1
    assert state(hass, "sensor.roof_media_files") == "1"
    await wait_until(lambda: loaded.runtime_data.media.state(dock.serial).size == 1000)
    assert state(hass, "sensor.roof_media_upload_progress") == "25.0"
    assert state(hass, "sensor.roof_last_media") != "unknown"
    assert dock.complaints == []


async def test_a_file_elsewhere_is_refused(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """It is told so, is not counted, and shows that the dock uses old credentials."""
    emitted = dock.emit(
        "file_upload_callback", callback("other/media/X/flight/a.jpg"), need_reply=True
    )
    await wait_until(lambda: [item for item in dock.received if item.kind == "events_reply"])
    reply = next(item for item in dock.received if item.kind == "events_reply")
    assert reply.message["tid"] == emitted.tid
    assert reply.message["data"] == {"result": 1}
    await wait_until(lambda: loaded.runtime_data.catalog.ledger.access(dock.serial).misplaced)
    assert state(hass, "sensor.roof_media_files") == "0"


@pytest.mark.parametrize("table", ["objects", "access", "flights"])
async def test_nothing_is_acknowledged_that_is_not_saved(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, table: str
) -> None:
    """A full disk keeps the dock repeating; then the file is told, whichever part had failed."""
    fired = events_of(hass, "event.roof_media")
    output = await credentials(dock)
    media = loaded.runtime_data.media
    await wait_until(lambda: loaded.runtime_data.catalog.ledger.access(dock.serial).issued)
    key = f"{output['object_key_prefix']}/f/{NAME}"
    await asyncio.to_thread(write, output, key)
    with patch("custom_components.dji_dock.media.reports._RETRY_SECONDS", 0.1):
        _refuse(loaded.runtime_data.catalog, table)
        emitted = dock.emit("file_upload_callback", callback(key), need_reply=True)
        await wait_until(lambda: not media._reports._working)
        assert not emitted.acknowledged.is_set()
        assert fired == []
        with loaded.runtime_data.catalog.database.writing() as connection:
            connection.execute("DROP TRIGGER refuse")
        await emitted.wait()
    await wait_until(lambda: state(hass, "sensor.roof_media_files") == "1")
    await wait_until(lambda: fired)
    assert [event.attributes["object_key"] for event in fired] == [key]
    assert await hass.config_entries.async_reload(loaded.entry_id)
    media = loaded.runtime_data.media
    await wait_until(lambda: loaded.runtime_data.catalog.objects.unannounced() == [])
    await dock.emit("file_upload_callback", callback(key), need_reply=True).wait()
    assert len(fired) == 1


def _refuse(catalog: Catalog, table: str) -> None:
    """Let the file of the index refuse to be written."""
    with catalog.database.writing() as connection:
        connection.execute(
            f"CREATE TRIGGER refuse BEFORE INSERT ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )


@pytest.mark.parametrize("action", ["get_flight_media", "get_media_links"])
async def test_an_index_that_cannot_be_read_is_told_in_words(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, action: str
) -> None:
    """As the media browser does it."""
    with (
        patch.object(
            loaded.runtime_data.catalog.ledger,
            "flights",
            side_effect=DatabaseUnusable("disk I/O error"),
        ),
        patch.object(
            loaded.runtime_data.catalog.browser,
            "latest",
            side_effect=DatabaseUnusable("disk I/O error"),
        ),
        pytest.raises(HomeAssistantError) as error,
    ):
        await call(hass, action, dock.serial)
    assert error.value.translation_key == "index_unusable"


async def test_what_waits_on_the_dock_is_shown(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """From its telemetry."""
    dock.set_media_pending(7)
    await wait_until(lambda: state(hass, "sensor.roof_media_waiting_on_the_dock") == "7")


async def test_counts_survive_a_restart_and_follow_the_bucket(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, store: Store
) -> None:
    """What came while nobody listened is found, what was deleted is gone."""
    key = await upload(dock, NAME)
    await wait_until(lambda: loaded.runtime_data.media.state(dock.serial).size)
    output = await credentials(dock)
    assert await hass.config_entries.async_unload(loaded.entry_id)
    for number in range(3):
        name = f"DJI_2026112017000{number}_000{number}_V.MP4"
        other = f"{output['object_key_prefix']}/flight-2/{name}"
        await asyncio.to_thread(write, output, other)
    assert await hass.config_entries.async_setup(loaded.entry_id)
    await wait_until(lambda: state(hass, "sensor.roof_media_files") == "4")
    media = loaded.runtime_data.media
    assert media.state(dock.serial).size == 4000
    flight = (await call(hass, "get_flight_media", dock.serial))["flights"][0]
    assert flight["flight_id"] == "flight-1"
    assert (flight["expected"], flight["arrived"]) == (4, 1)
    # The report of a file that was found already counts nothing twice.
    await dock.emit("file_upload_callback", callback(other, "flight-2"), need_reply=True).wait()
    await wait_until(lambda: media.state(dock.serial).flight.flight == "flight-2")
    assert state(hass, "sensor.roof_media_files") == "4"
    assert media.state(dock.serial).flight.arrived == 3
    await asyncio.to_thread(store.client().delete_object, Bucket=store.bucket, Key=key)
    later = datetime.now(UTC) + timedelta(minutes=20)
    with patch("custom_components.dji_dock.catalog.listing.dt_util.utcnow", return_value=later):
        assert await loaded.runtime_data.upkeep.async_list(dock.serial)
    assert state(hass, "sensor.roof_media_files") == "3"


async def test_what_was_saved_and_not_told_is_told_after_a_restart(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """As when Home Assistant is killed between the two; once, and it is not told again."""
    prefix = f"{loaded.data['advanced']['key_prefix']}/media/{dock.serial}"
    now = datetime.now(UTC)
    file = ReportedFile(
        dock.serial, f"{prefix}/f/{NAME}", "f", NAME, "photo", None, "f", now, None, None, now
    )
    objects = loaded.runtime_data.catalog.objects
    await hass.async_add_executor_job(objects.report, [file])
    assert await hass.config_entries.async_unload(loaded.entry_id)
    assert await hass.config_entries.async_setup(loaded.entry_id)

    def told() -> bool:
        event = hass.states.get("event.roof_media")
        return event is not None and event.attributes.get("object_key") == file.key

    await wait_until(told)
    objects = loaded.runtime_data.catalog.objects
    await wait_until(lambda: objects.unannounced() == [])


async def test_a_flight_can_be_prioritized(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """The dock is asked; its refusal is told in words."""
    with pytest.raises(HomeAssistantError):
        await hass.services.async_call(
            "dji_dock",
            "prioritize_media",
            {"device_id": _device(hass, dock), "flight_id": "nobody-knows-it"},
            blocking=True,
        )
    sent = [item for item in dock.received if item.kind == "services"][-1]
    assert sent.method == "upload_flighttask_media_prioritize"
    assert sent.message["data"] == {"flight_id": "nobody-knows-it"}


def _device(hass: HomeAssistant, dock: SimulatedDock) -> Any:
    from tests.helpers.home import device_id

    return device_id(hass, dock.serial)


async def test_links_to_media(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Of a flight, of named files, or of the newest; never of another dock."""
    first = await upload(dock, NAME)
    second = await upload(dock, "DJI_20261120160430_0002_V.MP4", "flight-2")
    await wait_until(lambda: state(hass, "sensor.roof_media_files") == "2")
    everything = (await call(hass, "get_media_links", dock.serial))["links"]
    assert {link["object_key"] for link in everything} == {first, second}
    [link] = (await call(hass, "get_media_links", dock.serial, flight_id="flight-2"))["links"]
    assert (link["object_key"], link["kind"]) == (second, "video")
    [link] = (await call(hass, "get_media_links", dock.serial, object_keys=[first, "x/y"]))["links"]
    assert await asyncio.to_thread(fetch, link["url"]) == b"x" * 1000
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "get_media_links", dock.serial, flight_id="flight-3")
    assert error.value.translation_key == "no_such_media"


def fetch(url: str) -> bytes:
    """Return what is behind a link."""
    with urllib.request.urlopen(url) as answer:
        data: bytes = answer.read()
    return data
