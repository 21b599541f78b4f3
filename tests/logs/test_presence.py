"""Archives that were uploaded, and are deleted later: the history says so, and links to nothing."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.bucket import BucketUnreachable
from custom_components.dji_dock.bucket.errors import BucketDenied
from tests.helpers.home import call
from tests.helpers.logs import Left, uploaded
from tests.lab.simulator import SimulatedDock
from tests.lab.stack.s3 import Store

GONE = (True, "nothing", None)


async def files_of(hass: HomeAssistant, dock: SimulatedDock) -> dict[str, tuple[Any, ...]]:
    """Return what is told of the archives of the newest upload, by module."""
    upload = (await call(hass, "get_log_uploads", dock.serial))["uploads"][0]
    assert upload["status"] == "uploaded"
    return {
        file["module"]: (file["deleted"], file["verified"], file["stored_size"])
        for file in upload["files"]
    }


async def test_archives_that_somebody_deletes(
    hass: HomeAssistant,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever asks for a link is told; a listing notes it, too, and notes what is back."""
    hub = loaded.runtime_data
    left = Left(hass, hub, store, dock.serial)
    upload_id = await uploaded(hass, dock)
    before = await files_of(hass, dock)
    assert {file[:2] for file in before.values()} == {(False, "fingerprint")}
    keys = {
        key.rpartition("/")[2]: key for key in hub.logs.registry.latest(dock.serial).object_keys
    }
    await hass.async_add_executor_job(hub.bucket.delete, keys["dock.tar"])
    # A store that does not answer says nothing of what is in it.
    with monkeypatch.context() as patched:
        patched.setattr(hub.bucket, "lookup", _unreachable)
        links = (await call(hass, "get_log_links", dock.serial, upload_id=upload_id))["links"]
        assert len(links) == 2
    # One key that it refuses is not all of them.
    look = hub.bucket.lookup
    with monkeypatch.context() as patched:
        patched.setattr(
            hub.bucket, "lookup", lambda key: _refused(key) if "aircraft" in key else look(key)
        )
        links = (await call(hass, "get_log_links", dock.serial, upload_id=upload_id))["links"]
    assert [link["module"] for link in links] == ["aircraft"]
    links = (await call(hass, "get_log_links", dock.serial, upload_id=upload_id))["links"]
    assert [link["module"] for link in links] == ["aircraft"]
    assert await files_of(hass, dock) == {"dock": GONE, "aircraft": before["aircraft"]}

    await hass.async_add_executor_job(hub.bucket.delete, keys["aircraft.tar"])
    # What was stored a moment ago may only not be listed yet.
    await hass.async_add_executor_job(hub.catalog.objects.forget, [*keys.values()])
    await left.list()
    assert await files_of(hass, dock) == {"dock": GONE, "aircraft": GONE}
    for action in ("get_log_links", "download_log_upload"):
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, action, dock.serial, upload_id=upload_id)
        assert error.value.translation_key == "archives_deleted"
    await hass.config_entries.async_reload(loaded.entry_id)
    assert await files_of(hass, dock) == {"dock": GONE, "aircraft": GONE}

    left.hub = loaded.runtime_data
    await left.put("/".join(keys["dock.tar"].split("/")[-2:]))
    await left.list()
    assert (await files_of(hass, dock))["dock"][0] is False
    assert (await files_of(hass, dock))["aircraft"] == GONE


def _unreachable(key: str) -> None:
    raise BucketUnreachable


def _refused(key: str) -> None:
    raise BucketDenied


async def test_archives_that_are_too_old(
    hass: HomeAssistant,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """We delete them ourselves, as the options say."""
    care = loaded.runtime_data.upkeep
    upload_id = await uploaded(hass, dock)
    assert await care.async_list(dock.serial)
    monkeypatch.setattr(care, "_keep_days", {"media": 0, "logs": 1})
    later = dt_util.utcnow().replace(year=dt_util.utcnow().year + 1)
    monkeypatch.setattr(care, "_now", lambda: later)
    await care._async_delete_old(dock.serial)
    assert await files_of(hass, dock) == {"dock": GONE, "aircraft": GONE}
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "get_log_links", dock.serial, upload_id=upload_id)
    assert error.value.translation_key == "archives_deleted"
