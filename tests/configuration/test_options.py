"""Options: what a user can change, and that it is taken up."""

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.translation import async_get_translations
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.configuration.options import async_links_text
from custom_components.dji_dock.configuration.settings import keep_days
from custom_components.dji_dock.const import DOMAIN
from tests.helpers.flow import to_cloud
from tests.helpers.home import wait_until
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import Store


async def test_options_are_asked_for_and_taken_up(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """The form says how media comes into a browser; saving loads the entry anew."""
    assert keep_days(loaded.options) == {"media": 0, "logs": 0}
    hub = loaded.runtime_data
    assert (hub.logs._watch._timings.give_up_after, hub.logs.registry._keep) == (
        24 * 3600,
        200,
    )
    form = await hass.config_entries.options.async_init(loaded.entry_id)
    assert form["type"] is FlowResultType.FORM
    assert form["description_placeholders"] is not None
    assert "through Home Assistant" in form["description_placeholders"]["media_links"]
    done = await hass.config_entries.options.async_configure(
        form["flow_id"],
        {
            "media_links": "bucket",
            "retention_media_days": 30.0,
            "retention_logs_days": 7.0,
            "give_up_hours": 6.0,
            "keep_uploads": 50.0,
        },
    )
    assert done["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert loaded.runtime_data is not hub
    assert keep_days(loaded.options) == {"media": 30, "logs": 7}
    assert isinstance(loaded.options["retention_media_days"], int)
    uploads = loaded.runtime_data.logs
    assert (uploads._watch._timings.give_up_after, uploads.registry._keep) == (6 * 3600, 50)
    again = await hass.config_entries.options.async_init(loaded.entry_id)
    assert again["description_placeholders"] is not None
    assert "as chosen" in again["description_placeholders"]["media_links"]
    await wait_until(lambda: loaded.runtime_data.server.connected)


@pytest.mark.parametrize("days", [-1, 3651])
async def test_impossible_days_are_refused(
    hass: HomeAssistant, loaded: MockConfigEntry, days: int
) -> None:
    """By the form itself."""
    form = await hass.config_entries.options.async_init(loaded.entry_id)
    with pytest.raises(Exception, match="retention_media_days"):
        await hass.config_entries.options.async_configure(
            form["flow_id"],
            {"media_links": "auto", "retention_media_days": days, "retention_logs_days": 0},
        )


@pytest.mark.usefixtures("socket_enabled")
async def test_the_set_up_says_how_media_comes_into_a_browser(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store
) -> None:
    """Before it is done, as it follows from the bucket that was entered."""
    result = await to_cloud(hass, mosquitto, store)
    assert result["step_id"] == "cloud_server"
    assert result["description_placeholders"] is not None
    assert "through Home Assistant" in result["description_placeholders"]["media_links"]
    texts = await async_get_translations(hass, "en", "config", {DOMAIN})
    step = f"component.{DOMAIN}.config.step"
    assert "{media_links}" in texts[f"{step}.cloud_server.description"]
    assert "straight from a bucket" in texts[f"{step}.bucket.description"]


async def test_what_was_chosen_is_not_what_follows_from_the_bucket(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Every reason has words of its own."""
    data = {**loaded.data, "endpoint": "https://s3.example.com"}
    told = {
        await async_links_text(hass, data, {"media_links": option})
        for option in ("auto", "bucket", "home_assistant")
    }
    told.add(await async_links_text(hass, {**data, "endpoint": "https://10.0.0.1"}, {}))
    told.add(await async_links_text(hass, {**data, "endpoint": "http://10.0.0.1"}, {}))
    assert len(told) == 5
    assert all(" " in words for words in told)
