"""Archives in the bucket of which the history knows nothing."""

from dataclasses import replace
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.bucket.errors import BucketDenied
from custom_components.dji_dock.const import DOMAIN
from tests.helpers.home import call, issues, wait_until
from tests.helpers.logs import FOLDER, Left, uploaded
from tests.lab.simulator import Faults, SimulatedDock
from tests.lab.stack.s3 import Store


async def answer(
    hass_client: ClientSessionGenerator, issue_id: str, *steps: dict[str, Any]
) -> dict[str, Any]:
    """Go through the dialog, as the user interface does."""
    client = await hass_client()
    opened = await client.post(
        "/api/repairs/issues/fix", json={"handler": DOMAIN, "issue_id": issue_id}
    )
    flow: dict[str, Any] = await opened.json()
    assert flow["type"] == "menu"
    assert flow["description_placeholders"]["dock"] == "Roof"
    for step in steps:
        shown = await client.post(f"/api/repairs/issues/fix/{flow['flow_id']}", json=step)
        flow = {**flow, **await shown.json()}
    return flow


async def test_our_own_are_no_question(
    hass: HomeAssistant, left: Left, dock: SimulatedDock
) -> None:
    """Nor those that their user deleted from the history and wanted to keep."""
    upload_id = await uploaded(hass, dock)
    await left.list()
    assert left.issue_id not in issues(hass)
    await call(hass, "delete_log_uploads", dock.serial, upload_ids=[upload_id])
    await left.list()
    assert left.issue_id not in issues(hass)
    assert len(await left.names()) == 2


async def test_what_lies_below_a_key_of_ours_is_no_question(
    hass: HomeAssistant, left: Left, dock: SimulatedDock
) -> None:
    """A dock may store several files below the key that it was given, and nobody deletes them."""
    upload_id = await uploaded(hass, dock)
    folder = (await left.names())[0].split("/")[0]
    assert folder.endswith(upload_id)
    pieces = [f"{folder}/aircraft.tar/boot_{number}.log" for number in (1, 2)]
    for name in pieces:
        await left.put(name)
    await left.list()
    assert left.issue_id not in issues(hass)
    assert await left.hub.orphans._async_unknown(dock.serial) == []
    assert set(pieces) <= set(await left.names())
    # With their upload they go, also where only a listing knows of them.
    await call(hass, "delete_log_uploads", dock.serial, upload_ids=[upload_id], delete_objects=True)
    await left.list()
    assert left.issue_id not in issues(hass)
    assert await left.names() == []


async def test_where_an_archive_of_ours_lies_decides(
    hass: HomeAssistant, left: Left, dock: SimulatedDock
) -> None:
    """Also where its folder is not named after it, as in records of earlier releases."""
    await left.put("other/sub/dock.tar")
    await left.list()
    await left.hub.orphans.async_adopt(dock.serial)
    registry = left.hub.logs.registry
    adopted = registry.require(dock.serial, "other")
    registry.put_old(replace(adopted, upload_id="other/sub"))
    registry._drop("other")
    await left.list()
    assert left.issue_id not in issues(hass)
    registry.remove("other/sub")
    await left.list()
    assert left.issue_id not in issues(hass)


async def test_several_files_of_an_upload_are_one(
    hass: HomeAssistant, left: Left, hass_client: ClientSessionGenerator
) -> None:
    """Unknown ones, too: one upload with all of its files, each at its module."""
    for name in ("aircraft.tar/boot_1.log", "aircraft.tar/boot_2.log", "dock.tar"):
        await left.put(f"{FOLDER}/{name}")
    await left.list()
    placeholders = issues(hass)[left.issue_id].translation_placeholders
    assert placeholders
    assert (placeholders["files"], placeholders["uploads"]) == ("3", "1")
    await answer(hass_client, left.issue_id, {"next_step_id": "adopt"})
    (upload,) = (await call(hass, "get_log_uploads", left.dock))["uploads"]
    assert upload["upload_id"] == "0a1b2c3d"
    sizes = {file["module"]: file["stored_size"] for file in upload["files"]}
    assert sizes == {"aircraft": 2000, "dock": 1000}
    await call(hass, "delete_log_uploads", left.dock, upload_ids=["0a1b2c3d"], delete_objects=True)
    assert await left.names() == []


async def test_they_are_adopted(
    hass: HomeAssistant, left: Left, hass_client: ClientSessionGenerator
) -> None:
    """Then they have a place in the history by their time, links, and can be deleted."""
    await left.put(f"{FOLDER}/dock.tar", 1000)
    await left.put(f"{FOLDER}/aircraft.tar", 500_000)
    await left.put("other/name.zip", 7)
    await left.list()
    issue = issues(hass)[left.issue_id]
    assert issue.translation_placeholders == {
        "dock": "Roof",
        "files": "3",
        "uploads": "2",
        "megabytes": "0.5",
    }
    result = await answer(hass_client, left.issue_id, {"next_step_id": "adopt"})
    assert result["type"] == "create_entry"
    assert left.issue_id not in issues(hass)
    uploads = (await call(hass, "get_log_uploads", left.dock))["uploads"]
    by_id = {upload["upload_id"]: upload for upload in uploads}
    assert set(by_id) == {"0a1b2c3d", "other"}
    adopted = by_id["0a1b2c3d"]
    assert (adopted["status"], adopted["adopted"]) == ("uploaded", True)
    assert adopted["created"] == "2026-01-01T10:11:12+00:00"
    assert {file["module"]: file["stored_size"] for file in adopted["files"]} == {
        "dock": 1000,
        "aircraft": 500_000,
    }
    links = (await call(hass, "get_log_links", left.dock, upload_id="other"))["links"]
    assert links[0]["object_key"].endswith("/other/name.zip")
    await hass.config_entries.async_reload(left.hub.entry.entry_id)
    again = (await call(hass, "get_log_uploads", left.dock))["uploads"]
    assert {upload["upload_id"] for upload in again} == set(by_id)
    await call(hass, "delete_log_uploads", left.dock, upload_ids=["0a1b2c3d"], delete_objects=True)
    assert await left.names() == ["other/name.zip"]


@pytest.mark.parametrize("name", ["dock.tar", f"{FOLDER}_{'long' * 60}/dock.tar"])
async def test_what_is_adopted_can_be_named(
    hass: HomeAssistant, left: Left, hass_client: ClientSessionGenerator, name: str
) -> None:
    """Whatever the folder is called, and without one."""
    await left.put(name)
    await left.list()
    await answer(hass_client, left.issue_id, {"next_step_id": "adopt"})
    (upload,) = (await call(hass, "get_log_uploads", left.dock))["uploads"]
    upload_id = upload["upload_id"]
    assert (await call(hass, "get_log_links", left.dock, upload_id=upload_id))["links"]
    await call(hass, "delete_log_uploads", left.dock, upload_ids=[upload_id], delete_objects=True)
    assert await left.names() == []


async def test_they_are_deleted(
    hass: HomeAssistant, left: Left, hass_client: ClientSessionGenerator, dock: SimulatedDock
) -> None:
    """After one more question, and nothing else with them."""
    upload_id = await uploaded(hass, dock)
    await left.put(f"{FOLDER}/dock.tar")
    await left.list()
    step = await answer(hass_client, left.issue_id, {"next_step_id": "delete"})
    assert (step["type"], step["step_id"]) == ("form", "delete")
    assert f"{FOLDER}/dock.tar" in await left.names()
    result = await answer(hass_client, left.issue_id, {"next_step_id": "delete"}, {})
    assert result["type"] == "create_entry"
    assert left.issue_id not in issues(hass)
    assert {upload_id in name for name in await left.names()} == {True}


async def test_they_are_left_alone(
    hass: HomeAssistant, left: Left, hass_client: ClientSessionGenerator
) -> None:
    """And nobody asks again, also after a restart; of new ones somebody does."""
    await left.put(f"{FOLDER}/dock.tar")
    await left.list()
    await answer(hass_client, left.issue_id, {"next_step_id": "leave"})
    assert left.issue_id not in issues(hass)
    await hass.config_entries.async_reload(left.hub.entry.entry_id)
    left.hub = left.hub.entry.runtime_data
    await left.list()
    assert left.issue_id not in issues(hass)
    await left.put("20260202T101112Z_new/dock.tar")
    await left.list()
    placeholders = issues(hass)[left.issue_id].translation_placeholders
    assert placeholders
    assert placeholders["files"] == "1"


async def test_when_they_are_gone_the_question_is(hass: HomeAssistant, left: Left) -> None:
    """Somebody cleared the bucket by hand."""
    await left.put(f"{FOLDER}/dock.tar")
    await left.list()
    assert left.issue_id in issues(hass)
    key = f"{left.hub.bucket.config.key_prefix}/logs/{left.dock}/{FOLDER}/dock.tar"
    await hass.async_add_executor_job(left.hub.bucket.delete, key)
    # What was stored a moment ago may only not be listed yet.
    await hass.async_add_executor_job(left.hub.catalog.objects.forget, [key])
    await left.list()
    assert left.issue_id not in issues(hass)


async def test_one_that_comes_after_its_user_deleted_it(
    hass: HomeAssistant, left: Left, dock: SimulatedDock
) -> None:
    """With its objects: then it goes, too."""
    started = await call(hass, "start_log_upload", dock.serial)
    upload_id = started["upload_id"]
    await call(hass, "delete_log_uploads", dock.serial, upload_ids=[upload_id], delete_objects=True)
    folder = started["files"][0]["object_key"].split("/")[-2]
    await left.put(f"{folder}/dock.tar")
    await left.list()
    assert await left.names() == []
    assert left.issue_id not in issues(hass)


async def test_one_that_comes_after_all_hope(
    hass: HomeAssistant, left: Left, dock: SimulatedDock
) -> None:
    """A listing finds it, however late, and its upload is uploaded after all."""
    dock.faults = Faults(refuse={"fileupload_start": 324016})
    with pytest.raises(Exception, match="324016"):
        await call(hass, "start_log_upload", dock.serial)
    upload = left.hub.logs.registry.latest(dock.serial)
    assert upload
    assert upload.status == "failed"
    for key in upload.object_keys:
        await left.put("/".join(key.split("/")[-2:]))
    await left.list()
    await wait_until(lambda: left.hub.logs.registry.now(upload).status == "uploaded")


async def test_what_is_deleted_is_deleted_alone(
    hass: HomeAssistant, left: Left, hass_client: ClientSessionGenerator, store: Store
) -> None:
    """Folders of others that are named alike stay, at this dock and at another one."""
    await left.put("2025_logs/dock.tar")
    await left.list()
    await answer(hass_client, left.issue_id, {"next_step_id": "adopt"})
    uploads = (await call(hass, "get_log_uploads", left.dock))["uploads"]
    ids = [upload["upload_id"] for upload in uploads]
    await call(hass, "delete_log_uploads", left.dock, upload_ids=ids, delete_objects=True)
    assert await left.names() == []
    other = Left(hass, left.hub, store, "8UUXN0000000Z9")
    for place, name in ((left, "2026_logs"), (other, "2026_logs"), (other, "2025_logs")):
        await place.put(f"{name}/dock.tar")
        await place.list()
    assert await left.names() == ["2026_logs/dock.tar"]
    assert await other.names() == ["2025_logs/dock.tar", "2026_logs/dock.tar"]


async def test_no_dock_takes_the_record_of_another(
    hass: HomeAssistant, left: Left, dock: SimulatedDock, store: Store
) -> None:
    """Docks choose the names of folders."""
    upload_id = await uploaded(hass, dock)
    other = Left(hass, left.hub, store, "8UUXN0000000Z9")
    # Of a dock that is not ours a listing leaves nothing in the index.
    left.hub.server.fleet.update(other.dock, accepted=True)
    await other.put(f"20260101T101112Z_{upload_id}/dock.tar")
    await other.list()
    await left.hub.orphans.async_adopt(other.dock)
    uploads = (await call(hass, "get_log_uploads", dock.serial))["uploads"]
    assert [(item["upload_id"], item["adopted"]) for item in uploads] == [(upload_id, False)]
    adopted = left.hub.logs.registry.latest(other.dock)
    assert adopted
    assert adopted.upload_id != upload_id


async def test_one_that_cannot_be_deleted(
    hass: HomeAssistant, left: Left, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It keeps nobody from being asked about the others, nor the listing from its end."""
    left.hub.logs.registry._forgotten.add(left.dock, "unwanted", unwanted=True)

    def denied(key: str) -> None:
        raise BucketDenied

    monkeypatch.setattr(left.hub.bucket, "delete", denied)
    await left.put("20260303T101112Z_unwanted/dock.tar")
    await left.put(f"{FOLDER}/dock.tar")
    assert await left.hub.upkeep.async_list(left.dock)
    assert left.issue_id in issues(hass)
