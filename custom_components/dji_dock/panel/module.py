"""What Home Assistant's pages load of ours, and the page of our own."""

from hashlib import sha256
import logging
from pathlib import Path

from homeassistant.components import frontend, panel_custom
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN

_LOGGER = logging.getLogger(__name__)

PANEL = "dji-dock"
"""The page's path."""

_HERE = Path(__file__).parent
_SAVE_FILES = _HERE / "save_files.js"
_BUNDLE = _HERE / "bundle"
"""Built from `frontend/`: the page, the cards and what they share, each beside itself compressed."""

_URL = f"/{DOMAIN}_static"
_VERSION: HassKey[str] = HassKey(f"{DOMAIN}_bundle")


async def async_setup_frontend(hass: HomeAssistant) -> None:
    """Let every page load what saves files that no browser shows, and our cards.

    Nothing without a frontend.
    """
    if "frontend" not in hass.config.components:
        return
    saver, bundle = await hass.async_add_executor_job(_digests)
    # With the content in the path browsers may keep it: after an update it is another one.
    url = f"{_URL}/{saver}/{_SAVE_FILES.name}"
    paths, loaded = [StaticPathConfig(url, str(_SAVE_FILES), True)], [url]
    if bundle is None:
        # An unfinished copy of the files; docks can do without a page.
        _LOGGER.error("The files of the page are missing: %s", _BUNDLE)
    else:
        hass.data[_VERSION] = bundle
        paths.append(StaticPathConfig(f"{_URL}/{bundle}", str(_BUNDLE), True))
        loaded.append(f"{_URL}/{bundle}/dji-dock-cards.js")
    await hass.http.async_register_static_paths(paths)
    for url in loaded:
        frontend.add_extra_js_url(hass, url)


@callback
def bundle_version(hass: HomeAssistant) -> str | None:
    """Return what is served of page and cards, None without a frontend."""
    return hass.data.get(_VERSION)


async def async_show_page(hass: HomeAssistant) -> None:
    """Put the page into the sidebar, for an entry; it stays while one reloads, with who looks at it."""
    version = bundle_version(hass)
    if version is None or frontend.async_panel_exists(hass, PANEL):
        return
    await panel_custom.async_register_panel(
        hass,
        frontend_url_path=PANEL,
        webcomponent_name="dji-dock-panel",
        sidebar_title="DJI Dock",
        sidebar_icon="mdi:quadcopter",
        module_url=f"{_URL}/{version}/dji-dock-panel.js",
        config={"version": version},
        require_admin=False,
        handle_safe_area=True,
    )


@callback
def async_remove_page(hass: HomeAssistant, removed: str) -> None:
    """Take the page away with the last entry, that is when there is none but the one removed."""
    if all(entry.entry_id == removed for entry in hass.config_entries.async_entries(DOMAIN)):
        frontend.async_remove_panel(hass, PANEL, warn_if_unknown=False)


def _digests() -> tuple[str, str | None]:
    """Return what the contents of the file and of the bundle are told by; None for no bundle."""
    bundle = sha256()
    files = sorted(_BUNDLE.glob("*")) if (_BUNDLE / "dji-dock-panel.js").is_file() else []
    for file in files:
        bundle.update(file.name.encode() + b"\0" + file.read_bytes())
    return (
        sha256(_SAVE_FILES.read_bytes()).hexdigest()[:12],
        bundle.hexdigest()[:12] if files else None,
    )
