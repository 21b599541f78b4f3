"""Files over backups and downgrades, in an entry that runs."""

from collections.abc import Callable
from pathlib import Path
import shutil
import sqlite3
from typing import Any
from unittest.mock import patch

from homeassistant.components.backup.const import DATA_MANAGER
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.backup import async_post_backup, async_pre_backup
from custom_components.dji_dock.catalog.catalog import index_database
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.database import OBJECTS, RECORDS, Database, ObjectIndex, RecordTable
from custom_components.dji_dock.jobs.store import jobs_database
from custom_components.dji_dock.logs.store import history_database
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import call, set_up, wait_until
from tests.helpers.media import upload
from tests.lab.simulator import Faults, SimulatedDock


async def test_home_assistants_backup(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, tmp_path: Path
) -> None:
    """It asks us before and after; what it copies between holds everything, also from memory."""
    assert await async_setup_component(hass, "backup", {})
    await hass.async_block_till_done()
    manager = hass.data[DATA_MANAGER]
    assert "dji_dock" in manager.platforms
    await upload(dock, "DJI_20261120160420_0001_V.JPG")
    hub = loaded.runtime_data
    await wait_until(lambda: hub.debugging.sessions.is_open(dock.serial) is False)
    light = await hub.debugging.async_do(dock.serial, "supplement_light_open")
    await hub.debugging.async_close(dock.serial)
    dock.faults = Faults(silent_at=1)
    upload_id = (await call(hass, "start_log_upload", dock.serial))["upload_id"]
    await manager.async_pre_backup_actions()
    live = Path(index_database(hass, ENTRY_ID)._path).parent
    await hass.async_add_executor_job(shutil.copytree, live, tmp_path / "restored")
    await upload(dock, "DJI_20261120160430_0002_V.JPG")
    await manager.async_post_backup_actions()
    assert not [path.name for path in live.iterdir() if path.name.endswith(".backup")]
    restored = Database(tmp_path / "restored" / f"dji_dock.{ENTRY_ID}.media.db", OBJECTS)
    assert restored.open() is True
    assert ObjectIndex(restored).totals(dock.serial).files == 1
    restored.close()
    restored = Database(tmp_path / "restored" / f"dji_dock.{ENTRY_ID}.uploads.db", RECORDS)
    assert restored.open() is True
    assert [record.id for record in RecordTable(restored, "upload").load()] == [upload_id]
    restored.close()
    restored = Database(tmp_path / "restored" / f"dji_dock.{ENTRY_ID}.jobs.db", RECORDS)
    assert restored.open() is True
    assert [record.id for record in RecordTable(restored, "job").load()] == [light.job_id]
    restored.close()


async def test_a_backup_that_cannot_be_prepared(
    hass: HomeAssistant, loaded: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """It is made all the same, and we say so."""
    hub = loaded.runtime_data
    await hass.async_add_executor_job(hub.catalog.database.close)
    with patch.object(hub.memory, "async_save", side_effect=OSError(28, "No space left")):
        await async_pre_backup(hass)
    assert "could not be prepared for a backup: closed" in caplog.text
    assert "No space left" in caplog.text
    await async_post_backup(hass)


@pytest.mark.parametrize("which", [history_database, index_database, jobs_database])
async def test_files_of_a_newer_version(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    socket_enabled: None,
    which: Callable[[HomeAssistant, str], Database],
) -> None:
    """The entry does not start, says why, and leaves them as they are."""
    path = which(hass, ENTRY_ID)._path
    path.parent.mkdir(exist_ok=True)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    assert await set_up(hass, entry) is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == "database_newer"
    assert entry.error_reason_translation_placeholders is not None
    assert entry.error_reason_translation_placeholders["file"] == path.name
    assert entry.error_reason_translation_placeholders["version"] == "99"
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 99
    connection.close()
    assert not list(path.parent.glob("*.damaged"))


@pytest.mark.usefixtures("socket_enabled")
async def test_docks_of_a_newer_version(
    hass: HomeAssistant, entry: MockConfigEntry, hass_storage: dict[str, Any]
) -> None:
    """As with databases; entries whose own files can be read are not held up by it."""
    name = f"{DOMAIN}.{ENTRY_ID}.docks"
    hass_storage[name] = newer = {"version": 99, "data": {"docks": "told otherwise"}}
    assert await set_up(hass, entry) is ConfigEntryState.SETUP_ERROR
    assert DOMAIN in hass.config.components
    assert entry.error_reason_translation_key == "database_newer"
    assert entry.error_reason_translation_placeholders == {
        "file": name,
        "version": "99",
        "known": "1",
    }
    assert hass_storage[name] is newer
