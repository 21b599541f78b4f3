"""What Home Assistant's pages load of ours; what it does there, a real browser shows (tests/e2e)."""

from gzip import compress
from hashlib import sha256
from pathlib import Path

from homeassistant.components.frontend import (
    DATA_EXTRA_MODULE_URL,
    DATA_PANELS,
    Panel,
    UrlManager,
)
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.panel import module
from custom_components.dji_dock.panel.module import (
    async_remove_page,
    async_setup_frontend,
    async_show_page,
    bundle_version,
)


@pytest.fixture
async def extra_modules(hass: HomeAssistant) -> UrlManager:
    """Stand in for the frontend, which the tests' environment lacks; returns what pages load."""
    assert await async_setup_component(hass, "http", {})
    hass.data[DATA_EXTRA_MODULE_URL] = UrlManager(lambda *_: None, [])
    hass.config.components.add("frontend")
    return hass.data[DATA_EXTRA_MODULE_URL]


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a bundle of two files, one compressed, in the place of ours."""
    folder = tmp_path / "bundle"
    folder.mkdir()
    (folder / "dji-dock-panel.js").write_text("page()")
    (folder / "dji-dock-cards.js").write_text("cards()")
    (folder / "dji-dock-cards.js.gz").write_bytes(compress(b"cards()"))
    monkeypatch.setattr(module, "_BUNDLE", folder)
    return folder


def page(hass: HomeAssistant) -> Panel | None:
    """Return our page in the sidebar."""
    return hass.data.get(DATA_PANELS, {}).get("dji-dock")


async def test_nothing_without_a_frontend(hass: HomeAssistant, bundle: Path) -> None:
    """A cloud server runs without pages, too."""
    assert await async_setup_component(hass, "http", {})
    await async_setup_frontend(hass)
    assert bundle_version(hass) is None
    await async_show_page(hass)
    async_remove_page(hass, "")
    assert page(hass) is None


async def test_pages_load_what_saves_files(
    hass: HomeAssistant, extra_modules: UrlManager, hass_client: ClientSessionGenerator
) -> None:
    """For anybody, and for long: another content has another address."""
    await async_setup_frontend(hass)
    [address] = [url for url in extra_modules.urls if url.endswith("/save_files.js")]
    answer = await (await hass_client()).get(address)
    assert answer.status == 200
    assert "javascript" in answer.content_type
    assert "max-age" in answer.headers["Cache-Control"]
    assert sha256(await answer.read()).hexdigest()[:12] in address.split("/")


async def test_cards_are_loaded_by_every_page(
    hass: HomeAssistant,
    extra_modules: UrlManager,
    bundle: Path,
    hass_client: ClientSessionGenerator,
) -> None:
    """Compressed, and under an address that changes with any file of the bundle."""
    await async_setup_frontend(hass)
    first = bundle_version(hass)
    address = f"/dji_dock_static/{first}/dji-dock-cards.js"
    assert address in extra_modules.urls
    answer = await (await hass_client()).get(address)
    assert answer.status == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "max-age" in answer.headers["Cache-Control"]
    assert await answer.text() == "cards()"
    assert module._digests()[1] == first
    (bundle / "dji-dock-panel.js").write_text("better()")
    assert module._digests()[1] not in (None, first)


async def test_a_broken_installation_has_no_page(
    hass: HomeAssistant, extra_modules: UrlManager, bundle: Path
) -> None:
    """Docks are served all the same."""
    (bundle / "dji-dock-panel.js").unlink()
    await async_setup_frontend(hass)
    assert bundle_version(hass) is None
    assert len(extra_modules.urls) == 1


async def test_the_page_stays_while_there_is_an_entry(
    hass: HomeAssistant,
    extra_modules: UrlManager,
    bundle: Path,
    hass_client: ClientSessionGenerator,
) -> None:
    """Whoever looks at it while one reloads would be thrown out else."""
    entries = [MockConfigEntry(domain=DOMAIN), MockConfigEntry(domain=DOMAIN)]
    for entry in entries:
        entry.add_to_hass(hass)
    await async_setup_frontend(hass)
    assert page(hass) is None
    await async_show_page(hass)
    shown = page(hass)
    assert shown
    assert (shown.sidebar_title, shown.require_admin) == ("DJI Dock", False)
    assert shown.config
    address = shown.config["_panel_custom"]["module_url"]
    assert (await (await hass_client()).get(address)).status == 200
    await async_show_page(hass)
    assert page(hass) is shown
    async_remove_page(hass, entries[0].entry_id)
    assert page(hass) is shown
    await hass.config_entries.async_remove(entries[0].entry_id)
    async_remove_page(hass, entries[1].entry_id)
    assert page(hass) is None
