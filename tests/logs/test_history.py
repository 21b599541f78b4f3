"""What can be done with uploads that are over, or that run: look, link, retry, delete."""

import asyncio
from datetime import UTC, datetime, timedelta
import re
from unittest.mock import patch
import urllib.request

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.bucket import BucketUnreachable
from tests.helpers.home import call, state, wait_until
from tests.helpers.logs import STATUS, uploaded
from tests.lab.simulator import Faults, Module, SimulatedDock, expected_archive
from tests.lab.stack.s3 import Store


async def test_uploads_are_returned_newest_first(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """With what became of each, and filters."""
    first = await uploaded(hass, dock)
    dock.faults = Faults(fail={Module.DOCK: 324018, Module.AIRCRAFT: 324018})
    second = (await call(hass, "start_log_upload", dock.serial))["upload_id"]
    await wait_until(lambda: state(hass, STATUS) == "failed", 30)
    uploads = (await call(hass, "get_log_uploads", dock.serial))["uploads"]
    assert [upload["upload_id"] for upload in uploads] == [second, first]
    failed, done = uploads
    assert (done["status"], done["error"], done["finished"] is None) == ("uploaded", None, False)
    assert [file["verified"] for file in done["files"]] == ["fingerprint", "fingerprint"]
    assert all(file["stored_size"] == file["size"] for file in done["files"])
    assert done["asked_by"]["context_id"]
    assert failed["status"] == "failed"
    assert failed["files"][0]["code"] == 324018
    assert len(failed["files"][0]["reason"]) > 10
    for filters, expected in (
        ({"status": "failed"}, [second]),
        ({"status": ["uploaded", "failed"]}, [second, first]),
        ({"limit": 1}, [second]),
        ({"since": datetime.now(UTC) + timedelta(minutes=1)}, []),
        ({"since": datetime.now(UTC) - timedelta(minutes=1)}, [second, first]),
    ):
        found = (await call(hass, "get_log_uploads", dock.serial, **filters))["uploads"]
        assert [upload["upload_id"] for upload in found] == expected


async def test_links_lead_to_the_archives(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Of what is stored; there is nothing to link of others."""
    upload_id = await uploaded(hass, dock)
    links = (await call(hass, "get_log_links", dock.serial, upload_id=upload_id))["links"]
    assert {link["module"] for link in links} == {"dock", "aircraft"}
    link = next(link for link in links if link["module"] == "dock")

    def fetch() -> tuple[bytes, str]:
        with urllib.request.urlopen(link["url"]) as answer:
            return answer.read(), answer.headers["Content-Disposition"]

    data, saved_as = await asyncio.to_thread(fetch)
    # In the bucket every archive of a dock has the same name.
    assert re.match(r'attachment; filename="Roof_\d{8}T\d{6}Z_dock\.tar"; ', saved_as)
    assert data == expected_archive(dock.profile, Module.DOCK, [321])
    assert link["size"] == len(data)
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "get_log_links", dock.serial, upload_id="nobody")
    assert error.value.translation_key == "upload_unknown"
    dock.faults = Faults(refuse={"fileupload_start": 325003})
    with pytest.raises(HomeAssistantError):
        await call(hass, "start_log_upload", dock.serial)
    refused = (await call(hass, "get_log_uploads", dock.serial))["uploads"][0]["upload_id"]
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "get_log_links", dock.serial, upload_id=refused)
    assert error.value.translation_key == "nothing_stored"


async def test_the_same_logs_are_uploaded_again(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Under a new id; what the dock no longer holds is refused."""
    upload_id = await uploaded(hass, dock)
    again = await call(hass, "retry_log_upload", dock.serial, upload_id=upload_id)
    assert again["upload_id"] != upload_id
    assert [file["boot_indexes"] for file in again["files"]] == [[321], [321]]
    await wait_until(lambda: state(hass, STATUS) == "uploaded", 30)
    assert dock.starts == 2
    assert len([*loaded.runtime_data.logs.registry.newest(dock.serial)]) == 2


async def test_an_upload_is_forgotten_with_its_archives_or_without(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, store: Store
) -> None:
    """Each for itself; what cannot be deleted stays and says why."""
    prefix = f"{loaded.data['advanced']['key_prefix']}/logs/{dock.serial}/"
    first, second = await uploaded(hass, dock), await uploaded(hass, dock)
    assert len(store.keys(prefix)) == 4
    done = await call(
        hass, "delete_log_uploads", dock.serial, upload_ids=[first, "nobody"], delete_objects=True
    )
    assert done["deleted"] == [first]
    folders = loaded.runtime_data.catalog.browser.log_folders(dock.serial, None, 10)
    assert not [folder.name for folder in folders if folder.name.endswith(f"_{first}")]
    assert [row["upload_id"] for row in done["failed"]] == ["nobody"]
    assert len(store.keys(prefix)) == 2
    with (
        patch.object(loaded.runtime_data.bucket, "delete", side_effect=BucketUnreachable),
        pytest.raises(HomeAssistantError),
    ):
        await call(
            hass, "delete_log_uploads", dock.serial, upload_ids=[second], delete_objects=True
        )
    done = await call(hass, "delete_log_uploads", dock.serial, upload_ids=second)
    assert done == {"deleted": [second], "failed": []}
    assert len(store.keys(prefix)) == 2
    await wait_until(lambda: state(hass, STATUS) == "idle")


async def test_an_upload_that_runs_is_canceled_and_forgotten(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Also while the dock is away; the next one can start."""
    dock.faults = Faults(silent_at=1, cancel_ignored=True)
    started = await call(hass, "start_log_upload", dock.serial)
    await dock.wait_job()
    done = await call(hass, "delete_log_uploads", dock.serial, upload_ids=[started["upload_id"]])
    assert done["deleted"] == [started["upload_id"]]
    assert [*loaded.runtime_data.logs.registry.newest(dock.serial)] == []
    assert any(
        item.method == "fileupload_update" for item in dock.received if item.kind == "services"
    )


async def test_an_archive_that_comes_after_its_upload_was_deleted(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, store: Store
) -> None:
    """From a dock that ignores the cancel: it is deleted when the dock says that it is stored."""
    prefix = f"{loaded.data['advanced']['key_prefix']}/logs/{dock.serial}/"
    dock.faults = Faults(cancel_ignored=True)
    upload_id = (await call(hass, "start_log_upload", dock.serial))["upload_id"]
    await dock.wait_job()
    registry = loaded.runtime_data.logs.registry
    keys = registry.get(upload_id).object_keys
    await call(hass, "delete_log_uploads", dock.serial, upload_ids=[upload_id], delete_objects=True)
    assert registry.get(upload_id) is None
    job = await dock.wait_job_finished()
    assert job.status == "ok"
    assert len(keys) == 2
    await wait_until(lambda: store.keys(prefix) == [])
    assert registry.get(upload_id) is None


async def test_only_the_upload_that_is_meant_is_canceled(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """An id that is over, or nobody's, cancels nothing."""
    first = await uploaded(hass, dock)
    dock.faults = Faults(silent_at=1)
    second = (await call(hass, "start_log_upload", dock.serial))["upload_id"]
    for upload_id, key in ((first, "upload_ended"), ("nobody", "upload_unknown")):
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, "cancel_log_upload", dock.serial, upload_id=upload_id)
        assert error.value.translation_key == key
    done = await call(hass, "cancel_log_upload", dock.serial, upload_id=second)
    assert done["upload_id"] == second
