"""What Home Assistant's pages load of ours."""

from hashlib import sha256
from pathlib import Path

from homeassistant.components.frontend import add_extra_js_url
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant

_FILE = Path(__file__).parent / "save_files.js"


async def async_setup_frontend(hass: HomeAssistant) -> None:
    """Let every page load what saves files that no browser shows; nothing without a frontend."""
    if "frontend" not in hass.config.components:
        return
    digest = await hass.async_add_executor_job(_digest)
    # With the content in the path browsers may keep it: after an update it is another one.
    url = f"/dji_dock_static/{digest}/{_FILE.name}"
    await hass.http.async_register_static_paths([StaticPathConfig(url, str(_FILE), True)])
    add_extra_js_url(hass, url)


def _digest() -> str:
    return sha256(_FILE.read_bytes()).hexdigest()[:12]
