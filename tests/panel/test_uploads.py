"""Uploads of all docks: one list, links, deletions; and the logs of a dock."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Literal

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.dji_dock.cloud_api import Module
from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.logs.models import LogUpload, UploadStatus
from custom_components.dji_dock.logs.selection import LogSelection
from tests.helpers.docks import dock_profile
from tests.helpers.home import device_id, wait_until
from tests.helpers.page import Page
from tests.helpers.told import DOCK, NEW_AIRCRAFT, OTHER, Told
from tests.helpers.upload_records import new
from tests.helpers.users import add_user, on_devices, token_of
from tests.lab.simulator import Broker, SimulatedDock, Simulator
from tests.lab.simulator.profile import LogQuirks
from tests.lab.stack.s3 import Store

BEGAN = dt_util.utcnow().replace(microsecond=0) - timedelta(days=1)


def put(hub: Hub, number: int, dock: str = DOCK, status: str = "uploaded") -> LogUpload:
    """Have an upload in the history, later the higher its number."""
    upload, state = new("dock"), UploadStatus(status)
    when = BEGAN + timedelta(minutes=number)
    [file] = upload.files
    key = f"{hub.bucket.config.key_prefix}/logs/{dock}/20261121T023000Z_{number}/dock.tar"
    stored: dict[str, Any] = (
        {"stored_keys": (key,), "stored_size": 5} if status == "uploaded" else {}
    )
    upload = replace(
        upload,
        upload_id=f"upload-{number}",
        dock=dock,
        created=when,
        heard=when,
        finished=when if state.finished else None,
        status=state,
        error="timed_out" if status == "failed" else "",
        checked=state.finished,
        files=(replace(file, object_key=key, status=state, device_sn=dock, **stored),),
    )
    hub.logs.registry.put(upload)
    hub.logs.registry.notify(upload, None)
    return upload


@pytest.fixture
async def page(hass: HomeAssistant, hass_ws_client: WebSocketGenerator, two: Hub) -> Page:
    """Return the page of an administrator."""
    return await Page.open(hass, hass_ws_client)


@pytest.fixture
async def two(hass: HomeAssistant, told: Told, loaded: MockConfigEntry) -> Hub:
    """Return a hub with two docks."""
    told.link(OTHER, NEW_AIRCRAFT)
    await hass.async_block_till_done()
    hub: Hub = loaded.runtime_data
    return hub


def ids(listed: dict[str, Any]) -> list[str]:
    """Return which uploads a page lists."""
    return [upload["upload_id"] for upload in listed["uploads"]]


async def test_all_docks_newest_first(hass: HomeAssistant, two: Hub, page: Page) -> None:
    """Page by page; what is deleted or new in between neither hides nor repeats another one."""
    for number in range(10):
        put(two, number, (DOCK, OTHER)[number % 2])
    queued = await two.logs.queue.async_add(DOCK, LogSelection(modules=(Module.DOCK,)), None)
    first = await page.ask("uploads/list", limit=4)
    assert ids(first) == [queued.upload_id, "upload-9", "upload-8", "upload-7"]
    assert [upload["device_id"] for upload in first["uploads"][:2]] == [
        device_id(hass, DOCK),
        device_id(hass, OTHER),
    ]
    waiting = first["uploads"][0]
    assert (waiting["status"], waiting["position"]) == ("queued", 1)
    two.logs.registry.remove("upload-7")
    two.logs.registry.remove("upload-5")
    put(two, 11, OTHER)
    second = await page.ask("uploads/list", limit=4, before=first["next"])
    assert ids(second) == ["upload-6", "upload-4", "upload-3", "upload-2"]
    third = await page.ask("uploads/list", limit=4, before=second["next"])
    assert ids(third) == ["upload-1", "upload-0"]
    assert third["next"] is None


async def test_filters(hass: HomeAssistant, two: Hub, page: Page) -> None:
    """By dock, by state and by time."""
    for number in range(4):
        put(two, number, DOCK, ("failed", "uploaded")[number % 2])
    put(two, 4, OTHER, "failed")
    await two.logs.queue.async_add(OTHER, LogSelection(), None)
    # Also what nobody has read since the start.
    await two.logs.async_save()
    await two.logs.registry.async_load()
    failed = await page.ask("uploads/list", status=["failed"])
    assert ids(failed) == ["upload-4", "upload-2", "upload-0"]
    assert failed["uploads"][0]["words"]["key"] == "exceptions.upload_timed_out.message"
    of_one = await page.ask("uploads/list", device_id=device_id(hass, DOCK), status=["failed"])
    assert ids(of_one) == ["upload-2", "upload-0"]
    waiting = await page.ask("uploads/list", status=["queued"])
    assert [upload["status"] for upload in waiting["uploads"]] == ["queued"]
    since, until = (BEGAN + timedelta(minutes=minutes) for minutes in (1, 3))
    between = await page.ask("uploads/list", since=since.isoformat(), until=until.isoformat())
    assert ids(between) == ["upload-3", "upload-2", "upload-1"]
    assert (await page.refused("uploads/list", before="yesterday"))["translation_key"] == (
        "cursor_unknown"
    )
    assert (await page.refused("uploads/list", device_id="none"))["translation_key"] == (
        "dock_not_here"
    )


async def test_what_others_may(
    hass: HomeAssistant, two: Hub, hass_ws_client: WebSocketGenerator
) -> None:
    """Only docks that they may see, and nothing is offered that would be refused; it is all the same."""
    put(two, 1, DOCK)
    put(two, 2, OTHER)
    own = device_id(hass, DOCK)
    user = await add_user(hass, policy=on_devices(own, "read"))
    page = await Page.open(hass, hass_ws_client, await token_of(hass, user))
    [upload] = (await page.ask("uploads/list"))["uploads"]
    assert upload["upload_id"] == "upload-1"
    assert set(upload["may"].values()) == {False}
    one = {"device_id": own, "upload_id": "upload-1"}
    other = {"device_id": device_id(hass, OTHER), "upload_id": "upload-2"}
    links = await page.ask("uploads/links", uploads=[one, other])
    assert links["links"] == []
    assert [failed["words"]["key"] for failed in links["failed"]] == [
        "exceptions.not_allowed.message",
        "exceptions.dock_not_here.message",
    ]
    done = await page.ask("uploads/delete", uploads=[one], delete_objects=True)
    assert (done["deleted"], len(done["failed"])) == ([], 1)
    assert two.logs.registry.get("upload-1")
    refused = await page.refused("logs/list", device_id=own)
    assert (refused["code"], refused["translation_key"]) == ("unauthorized", "not_allowed")
    refused = await page.refused("uploads/get", **other)
    assert refused["translation_key"] == "dock_not_here"


async def test_links_of_several(hass: HomeAssistant, two: Hub, page: Page, store: Store) -> None:
    """Under names that say dock, time and module; and why there is none of another one."""
    there, gone = put(two, 1), put(two, 2)
    [key] = there.object_keys
    await hass.async_add_executor_job(
        lambda: store.client().put_object(Bucket=store.bucket, Key=key, Body=b"x" * 5)
    )
    own = device_id(hass, DOCK)
    named = [
        {"device_id": own, "upload_id": upload_id}
        for upload_id in (there.upload_id, gone.upload_id, "nobody", there.upload_id)
    ]
    answer = await page.ask("uploads/links", uploads=named)
    [link] = answer["links"]
    assert (link["upload_id"], link["module"], link["size"]) == ("upload-1", "dock", 5)
    assert link["name"].endswith("_20261121T023000Z_dock.tar")
    assert "response-content-disposition=attachment" in link["url"]
    assert [(each["upload_id"], each["words"]["key"]) for each in answer["failed"]] == [
        ("upload-2", "exceptions.archives_deleted.message"),
        ("nobody", "exceptions.upload_unknown.message"),
    ]
    shown = await page.ask("uploads/get", device_id=own, upload_id="upload-2")
    assert (shown["files"][0]["deleted"], shown["may"]["download"]) == (True, False)
    refused = await page.refused("uploads/get", device_id=own, upload_id="nobody")
    assert refused["translation_key"] == "upload_unknown"
    assert refused["translation_placeholders"] == {"upload_id": "nobody"}


async def test_deletions_of_several(hass: HomeAssistant, two: Hub, page: Page) -> None:
    """Each for itself; the page is told of each that is gone."""
    await page.subscribe()
    put(two, 1)
    put(two, 2, OTHER)
    await page.next("upload", lambda event: event["upload"]["upload_id"] == "upload-2")
    first, second = (
        {"device_id": device_id(hass, dock), "upload_id": upload_id}
        for dock, upload_id in ((DOCK, "upload-1"), (OTHER, "upload-2"))
    )
    wrong = first | {"upload_id": "upload-2"}
    done = await page.ask("uploads/delete", uploads=[first, wrong, second], delete_objects=False)
    assert done["deleted"] == [first, second]
    [failed] = done["failed"]
    assert failed["upload_id"] == "upload-2"
    assert failed["words"]["placeholders"] == {"upload_id": "upload-2"}
    assert await page.next("upload_gone", lambda event: event["upload_id"] == "upload-2") == {
        "type": "upload_gone", **second,
    }  # fmt: skip


async def test_an_upload_is_followed(hass: HomeAssistant, two: Hub, page: Page) -> None:
    """From the queue to its end, with the failure as what needs somebody."""
    await page.subscribe()
    queued = await two.logs.queue.async_add(DOCK, LogSelection(), None)
    waiting = await page.next("upload")
    assert (waiting["upload"]["status"], waiting["upload"]["may"]["cancel"]) == ("queued", True)
    await two.logs.queue.async_remove(queued)
    assert (await page.next("upload_gone"))["upload_id"] == queued.upload_id
    running = put(two, 3, DOCK, "uploading")
    event = await page.both(
        ("upload", lambda event: event["upload"]["status"] == "uploading"),
        ("dock", lambda event: event["dock"]["upload"] == running.upload_id),
    )
    assert event["upload"]["dock"] == two.docks.name_of(DOCK)
    put(two, 3, DOCK, "failed")
    two.coordinators.refresh(DOCK)
    await page.both(
        ("upload", lambda event: event["upload"]["status"] == "failed"),
        ("dock", lambda event: event["dock"]["upload"] is None),
    )
    snapshot = await (await _other_page(page)).subscribe()
    assert snapshot["uploads"] == []


async def _other_page(page: Page) -> Page:
    """Return a page over the same connection: a browser may subscribe twice."""
    return Page(page._client)


@pytest.mark.parametrize("how", ["module", "reply"])
async def test_an_aircraft_that_is_off(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    broker_of_docks: Broker,
    hass_ws_client: WebSocketGenerator,
    how: Literal["module", "reply"],
) -> None:
    """Its dock has logs, it has none; and what helps is said, also where both are refused for it."""
    profile = dock_profile(aircraft_on=False, quirks=LogQuirks(aircraft_off=how))
    simulated = SimulatedDock(profile, broker_of_docks)
    async with Simulator([simulated]):
        await simulated.wait_online()
        hub: Hub = loaded.runtime_data
        await wait_until(lambda: simulated.serial in hub.coordinators)
        await wait_until(lambda: hub.assistant.may_switch_on(simulated.serial))
        await hass.async_block_till_done()
        page = await Page.open(hass, hass_ws_client)
        listed = await page.ask("logs/list", device_id=device_id(hass, simulated.serial))
    assert {file["module"] for file in listed["files"]} == {"dock"}
    [refused] = listed["unavailable"]
    assert (refused["module"], refused["code"], refused["remedy"]) == (
        "aircraft", 324015, "power_aircraft",
    )  # fmt: skip
    assert refused["words"]["key"] == "exceptions.code_324015.message"
    assert listed["power_aircraft"] is True


async def test_a_dock_that_cannot_be_asked(hass: HomeAssistant, two: Hub, page: Page) -> None:
    """Is an error that the page translates."""
    two.server.fleet.update(DOCK, online=False)
    refused = await page.refused("logs/list", device_id=device_id(hass, DOCK))
    assert (refused["translation_domain"], refused["translation_key"]) == (
        "dji_dock",
        "dock_offline",
    )
