"""What other entries know of, loaded or not, is neither deleted nor offered for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import STORAGE_DIR
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.logs.models import LogUpload
from custom_components.dji_dock.logs.registry import UploadRegistry
from custom_components.dji_dock.logs.store import history_database
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import call, issues, wait_until
from tests.helpers.logs import FOLDER, Left

BARN_ID = "fedcba9876543210fedcba9876543210"
UPLOAD_ID = FOLDER.partition("_")[2]
ARCHIVE = f"{FOLDER}/dock.tar"


def add_barn(hass: HomeAssistant, entry: MockConfigEntry, **changes: Any) -> MockConfigEntry:
    """Add a second entry of the same bucket, with a folder of its own, that is switched off."""
    advanced = {**entry.data["advanced"], "key_prefix": "barn"}
    barn = MockConfigEntry(
        domain=DOMAIN,
        title="Barn",
        entry_id=BARN_ID,
        disabled_by=ConfigEntryDisabler.USER,
        data={**entry.data, "advanced": advanced},
    )
    for name, value in changes.items():
        object.__setattr__(barn, name, value)
    barn.add_to_hass(hass)
    return barn


async def remember(hass: HomeAssistant, upload: LogUpload, *, removed: bool = False) -> None:
    """Write an upload into the history of the second entry, as it does when it runs."""
    database = history_database(hass, BARN_ID)
    await hass.async_add_executor_job(database.open)
    book = UploadRegistry(hass, database)
    await book.async_load()
    book.put(upload)
    if removed:
        book.remove(upload.upload_id)
    await book.async_save()
    await hass.async_add_executor_job(database.close)


async def archive_of_barn(left: Left, *, removed: bool = False) -> LogUpload:
    """Have an archive in the dock's folder that only the second entry knows."""
    await left.put(ARCHIVE)
    await left.list()
    await left.hub.orphans.async_adopt(left.dock)
    book = left.hub.logs.registry
    upload = book.require(left.dock, UPLOAD_ID)
    await remember(left.hass, upload, removed=removed)
    book._drop(UPLOAD_ID)
    await book.async_save()
    return upload


@pytest.mark.parametrize("removed", [False, True])
async def test_what_another_history_knows_is_no_question(
    hass: HomeAssistant, left: Left, loaded: MockConfigEntry, removed: bool
) -> None:
    """Nor what was kept when it was removed from there; of all else people are asked as ever."""
    add_barn(hass, loaded)
    await archive_of_barn(left, removed=removed)
    await left.list()
    assert left.issue_id not in issues(hass)
    await left.put("20260202T101112Z_new/dock.tar")
    await left.list()
    placeholders = issues(hass)[left.issue_id].translation_placeholders
    assert placeholders
    assert placeholders["files"] == "1"
    await left.hub.orphans.async_delete(left.dock)
    assert await left.names() == [ARCHIVE]


async def test_an_archive_that_goes_by_another_id(
    hass: HomeAssistant, left: Left, loaded: MockConfigEntry
) -> None:
    """Where it lies decides, as in our own history."""
    add_barn(hass, loaded)
    upload = await archive_of_barn(left, removed=True)
    await left.put("other/dock.tar")
    (file,) = upload.files
    key = file.object_key.replace(FOLDER, "other")
    moved = replace(file, object_key=key, stored_keys=(key,), elsewhere=True)
    await remember(hass, replace(upload, upload_id="named", files=(moved,)))
    await left.list()
    assert left.issue_id not in issues(hass)


async def test_a_history_that_runs(
    hass: HomeAssistant, left: Left, loaded: MockConfigEntry
) -> None:
    """What it has not written yet counts, too."""
    barn = add_barn(hass, loaded)
    upload = await archive_of_barn(left, removed=True)
    await hass.async_add_executor_job(history_database(hass, BARN_ID).remove)
    assert await hass.config_entries.async_set_disabled_by(BARN_ID, None)
    barn.runtime_data.logs.registry.put_old(upload)
    await left.list()
    assert left.issue_id not in issues(hass)
    assert await hass.config_entries.async_unload(BARN_ID)


async def test_a_history_that_cannot_be_read(
    hass: HomeAssistant, left: Left, loaded: MockConfigEntry
) -> None:
    """Then nobody is asked, nothing goes, and the file stays as it is."""
    add_barn(hass, loaded)
    await left.put(ARCHIVE)
    await left.list()
    assert left.issue_id in issues(hass)
    path = Path(hass.config.path(STORAGE_DIR, f"{DOMAIN}.{BARN_ID}.uploads.db"))
    damaged = b"no database at all" * 100
    await hass.async_add_executor_job(path.write_bytes, damaged)
    with pytest.raises(HomeAssistantError) as error:
        await left.hub.orphans.async_delete(left.dock)
    assert error.value.translation_key == "other_history_unusable"
    assert error.value.translation_placeholders == {"cloud": "Barn"}
    await left.list()
    assert left.issue_id not in issues(hass)
    await delete_old(left)
    assert await left.names() == [ARCHIVE]
    assert await hass.async_add_executor_job(path.read_bytes) == damaged
    await hass.async_add_executor_job(path.unlink)
    await left.list()
    assert left.issue_id in issues(hass)


async def test_a_record_that_cannot_be_read(
    hass: HomeAssistant, left: Left, loaded: MockConfigEntry
) -> None:
    """Nobody knows where its archives are."""
    add_barn(hass, loaded)
    await archive_of_barn(left)
    database = history_database(hass, BARN_ID)

    def damage() -> None:
        database.open()
        with database.writing() as connection:
            connection.execute("UPDATE records SET id = 'x', body = '{}'")
        database.close()

    await hass.async_add_executor_job(damage)
    await left.list()
    assert left.issue_id not in issues(hass)


async def delete_old(left: Left) -> None:
    """Let all logs in the bucket be too old."""
    care = left.hub.upkeep
    care._keep_days = {"media": 1, "logs": 1}
    later = datetime.now(UTC) + timedelta(days=365)
    care._now = lambda: later  # type: ignore[method-assign] # a clock of its own
    await care._async_delete_old(left.dock)


async def test_what_is_too_old_and_known_elsewhere(
    hass: HomeAssistant, left: Left, loaded: MockConfigEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stays, with whatever its dock stored below its key; what lies behind it goes."""
    monkeypatch.setattr("custom_components.dji_dock.catalog.upkeep._DELETE_BATCH", 1)
    add_barn(hass, loaded)
    await archive_of_barn(left)
    await left.put(f"{ARCHIVE}/boot_1.log")
    for number in range(3):
        await left.put(f"2026020{number}T101112Z_new{number}/dock.tar")
    await left.list()
    await delete_old(left)
    assert await left.names() == [ARCHIVE, f"{ARCHIVE}/boot_1.log"]


async def test_what_two_histories_know(
    hass: HomeAssistant, left: Left, loaded: MockConfigEntry
) -> None:
    """One of them adopted it once: deleting it there does not break the links of the other."""
    add_barn(hass, loaded)
    left.hub.logs.registry.put_old(await archive_of_barn(left))
    with pytest.raises(HomeAssistantError) as error:
        await call(
            hass, "delete_log_uploads", left.dock, upload_ids=[UPLOAD_ID], delete_objects=True
        )
    assert error.value.translation_key == "archives_of_other"
    assert await left.names() == [ARCHIVE]
    await call(hass, "delete_log_uploads", left.dock, upload_ids=[UPLOAD_ID])
    assert await left.names() == [ARCHIVE]


@pytest.mark.parametrize(("older", "folder"), [(True, "/inside"), (False, "")])
async def test_two_entries_with_one_folder(
    hass: HomeAssistant, left: Left, loaded: MockConfigEntry, older: bool, folder: str
) -> None:
    """The younger one deletes nothing until they are apart, and says what to do."""
    age = timedelta(days=1 if older else -1)
    advanced = loaded.data["advanced"]
    prefix = advanced["key_prefix"]
    data = {**loaded.data, "advanced": {**advanced, "key_prefix": f"{prefix}{folder}"}}
    issue_id = f"folder_shared_{ENTRY_ID}"
    await left.put(ARCHIVE)
    await left.list()
    assert left.issue_id in issues(hass)
    add_barn(hass, loaded, data=data, created_at=loaded.created_at - age)
    if not older:
        await left.list()
        assert left.issue_id in issues(hass)
        assert issue_id not in issues(hass)
        await delete_old(left)
        assert await left.names() == []
        return
    await hass.config_entries.async_reload(ENTRY_ID)
    left.hub = loaded.runtime_data
    await wait_until(lambda: issue_id in issues(hass))
    assert issues(hass)[issue_id].translation_placeholders == {
        "cloud": "Home",
        "owner": "Barn",
        "bucket": loaded.data["bucket"],
        "folder": prefix,
        "owners_folder": f"{prefix}{folder}",
    }
    await left.list()
    assert left.issue_id not in issues(hass)
    await delete_old(left)
    with pytest.raises(HomeAssistantError) as error:
        await left.hub.orphans.async_delete(left.dock)
    assert error.value.translation_key == "folder_shared"
    assert await left.names() == [ARCHIVE]
    await hass.config_entries.async_remove(BARN_ID)
    await wait_until(lambda: issue_id not in issues(hass))
    await left.list()
    assert left.issue_id in issues(hass)
