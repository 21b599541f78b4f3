"""Archives brought home, as a user asks for it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
import threading
from unittest.mock import patch

from homeassistant.components.media_source import async_resolve_media
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.bucket import BucketUnreachable
from custom_components.dji_dock.logs.download import _place, _places
from tests.helpers.home import call, state, wait_until
from tests.helpers.logs import uploaded
from tests.lab.simulator import Faults, Module, SimulatedDock, expected_archive
from tests.lab.stack.s3 import Store

PROGRESS = "sensor.roof_log_download_progress"


@pytest.fixture
def home(hass: HomeAssistant, tmp_path: Path) -> Path:
    """Give Home Assistant a media folder."""
    hass.config.media_dirs = {"attic": str(tmp_path / "attic"), "local": str(tmp_path / "media")}
    return tmp_path / "media"


@pytest.fixture
async def opened(
    hass: HomeAssistant, dock: SimulatedDock, hass_client: ClientSessionGenerator
) -> Callable[[str], Awaitable[bytes]]:
    """Return what opens a file as the media browser does."""
    assert await async_setup_component(hass, "media_source", {})
    client = await hass_client()

    async def get(media_content_id: str) -> bytes:
        found = await async_resolve_media(hass, media_content_id, None)
        answer = await client.get(found.url)
        assert answer.status == 200
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="Roof_')
        return await answer.read()

    return get


async def test_into_the_media_folder(
    hass: HomeAssistant,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    home: Path,
    opened: Callable[[str], Awaitable[bytes]],
) -> None:
    """Both archives, byte by byte, each proven by its fingerprint; and where to find them."""
    upload_id = await uploaded(hass, dock)
    files = (await call(hass, "download_log_upload", dock.serial, upload_id=upload_id))["files"]
    assert {file["module"] for file in files} == {"dock", "aircraft"}
    browser = loaded.runtime_data.catalog.browser
    await wait_until(lambda: browser.log_folders(dock.serial, None, 10))
    for file in files:
        path = Path(file["path"])
        module = Module.DOCK if file["module"] == "dock" else Module.AIRCRAFT
        assert path.read_bytes() == expected_archive(dock.profile, module, [321])
        assert path.is_relative_to(home / "dji_dock" / dock.serial)
        assert upload_id in path.parent.name
        assert file["size"] == path.stat().st_size
        assert file["verified"] == "fingerprint"
        # Home Assistant opens no archives in its own folder.
        found = await opened(file["media_content_id"])
        assert found == path.read_bytes()
    hub = loaded.runtime_data
    assert hub.logs.downloads.progress(dock.serial) is None


async def test_how_far_it_is(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, home: Path
) -> None:
    """While it runs it can be seen, and not be asked for twice."""
    upload_id = await uploaded(hass, dock)
    hub = loaded.runtime_data
    free = asyncio.Event()
    fetch = hub.logs.downloads._fetch

    def slow(*args: object) -> object:
        asyncio.run_coroutine_threadsafe(free.wait(), hass.loop).result()
        return fetch(*args)

    with patch.object(hub.logs.downloads, "_fetch", slow):
        first = asyncio.create_task(
            call(hass, "download_log_upload", dock.serial, upload_id=upload_id)
        )
        await wait_until(lambda: hub.logs.downloads.progress(dock.serial) == 0)
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, "download_log_upload", dock.serial, upload_id=upload_id)
        assert error.value.translation_key == "download_running"
        free.set()
        await first
    await wait_until(lambda: hub.logs.downloads.progress(dock.serial) is None)


async def test_whoever_asked_for_it_is_gone(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, home: Path
) -> None:
    """Until its thread has noticed, nobody else writes to the same file."""
    upload_id = await uploaded(hass, dock)
    hub = loaded.runtime_data
    upload = hub.logs.registry.require(dock.serial, upload_id)
    free, began = threading.Event(), threading.Event()
    fetch = hub.logs.downloads._fetch

    def slow(*args: object) -> object:
        began.set()
        assert free.wait(10)
        return fetch(*args)

    with patch.object(hub.logs.downloads, "_fetch", slow):
        first = asyncio.create_task(hub.logs.downloads.async_download(upload))
        await wait_until(began.is_set)
        first.cancel()
        await asyncio.wait([first])
        try:
            with pytest.raises(ServiceValidationError):
                await hub.logs.downloads.async_download(upload)
        finally:
            free.set()
    await wait_until(lambda: hub.logs.downloads.progress(dock.serial) is None)
    assert len(await hub.logs.downloads.async_download(upload)) == 2


async def test_nothing_to_download(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, home: Path
) -> None:
    """What is not in the bucket cannot come home."""
    dock.faults = Faults(fail={Module.DOCK: 324018, Module.AIRCRAFT: 324018})
    upload_id = (await call(hass, "start_log_upload", dock.serial))["upload_id"]
    await wait_until(lambda: state(hass, "sensor.roof_log_upload_status") == "failed", 30)
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "download_log_upload", dock.serial, upload_id=upload_id)
    assert error.value.translation_key == "nothing_stored"


async def test_what_goes_wrong_is_said(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, home: Path, store: Store
) -> None:
    """In words: a folder that cannot be written, a store that is away, an archive that is gone."""
    upload_id = await uploaded(hass, dock)
    home.write_text("in the way")
    with pytest.raises(HomeAssistantError) as error:
        await call(hass, "download_log_upload", dock.serial, upload_id=upload_id)
    assert error.value.translation_key == "download_not_saved"
    home.unlink()
    hub = loaded.runtime_data
    with (
        patch.object(hub.bucket, "lookup", side_effect=BucketUnreachable),
        pytest.raises(HomeAssistantError) as error,
    ):
        await call(hass, "download_log_upload", dock.serial, upload_id=upload_id)
    assert error.value.translation_key == "bucket_unreachable"
    for key in hub.logs.registry.require(dock.serial, upload_id).object_keys:
        await hass.async_add_executor_job(hub.bucket.delete, key)
    with pytest.raises(HomeAssistantError) as error:
        await call(hass, "download_log_upload", dock.serial, upload_id=upload_id)
    assert error.value.translation_key == "archives_deleted"


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("p/logs/D/t_id/dock.tar", "dji_dock/D/t_id/dock.tar"),
        ("p/logs/D/../../etc/x", "dji_dock/D/_/_/etc/x"),
        ("p/logs/D/.hidden/..", "dji_dock/D/hidden/_"),
        ("p/logs/D/a b\\c/\u202etar", "dji_dock/D/a_b_c/_tar"),
    ],
)
def test_no_name_leads_elsewhere(key: str, place: str) -> None:
    """Docks may choose parts of a key."""
    assert _place(key, "p/logs/D/", "D") == place


def test_no_two_keys_meet_in_one_file() -> None:
    """What of their names a file system might not take is the same."""
    keys = [f"p/logs/D/t_id/dock.tar/{name}.log" for name in ("日志一", "日志二", "boot")]
    places = _places(keys, "p/logs/D/", "D")
    assert list(places) == keys
    assert len(set(places.values())) == 3
    assert places[keys[0]] == "dji_dock/D/t_id/dock.tar/___.log"
    assert places == _places(keys, "p/logs/D/", "D")
