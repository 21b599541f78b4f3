"""What Home Assistant's pages load of ours; what it does there, a real browser shows (tests/e2e)."""

from hashlib import sha256
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.panel.module import async_setup_frontend

ADD = "custom_components.dji_dock.panel.module.add_extra_js_url"


async def test_pages_load_what_saves_files(
    hass: HomeAssistant, hass_client: ClientSessionGenerator
) -> None:
    """For anybody, and for long: another content has another address."""
    assert await async_setup_component(hass, "http", {})
    with patch(ADD) as add:
        await async_setup_frontend(hass)
        add.assert_not_called()
        hass.config.components.add("frontend")
        await async_setup_frontend(hass)
    address = add.call_args.args[1]
    answer = await (await hass_client()).get(address)
    assert answer.status == 200
    assert "javascript" in answer.content_type
    assert "max-age" in answer.headers["Cache-Control"]
    assert sha256(await answer.read()).hexdigest()[:12] in address.split("/")
