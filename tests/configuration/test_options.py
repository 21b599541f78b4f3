"""Options: what a user can change, and that it is taken up."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, section
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.translation import async_get_translations
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.configuration.options import async_links_text
from custom_components.dji_dock.configuration.settings import (
    keep_days,
    live_settings,
    may_control,
)
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.live.models import LiveSettings
from tests.helpers.flow import to_cloud
from tests.helpers.home import device_of, wait_until
from tests.helpers.told import AIRCRAFT, DOCK, OTHER, Told
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


def test_docks_of_ours_may_be_controlled_unless_that_is_switched_off() -> None:
    """Whoever binds a dock to Home Assistant wants to use it."""
    assert may_control({}, answer_requests=True)(DOCK)
    chosen = {"control": {"allow_debug": False, "controlled_docks": [DOCK]}}
    assert not may_control(chosen, answer_requests=True)(DOCK)
    assert may_control({"control": {"allow_debug": True}}, answer_requests=True)(DOCK)


def test_docks_of_another_platform_are_accepted_by_hand() -> None:
    """Each on the broker is there; nobody has said that it is ours to move."""
    assert not may_control({}, answer_requests=False)(DOCK)
    nobody = {"control": {"allow_debug": True}}
    assert not may_control(nobody, answer_requests=False)(DOCK)
    one = {"control": {"allow_debug": True, "controlled_docks": [DOCK]}}
    assert may_control(one, answer_requests=False)(DOCK)
    assert not may_control(one, answer_requests=False)(OTHER)
    # Both are needed.
    off = {"control": {"allow_debug": False, "controlled_docks": [DOCK]}}
    assert not may_control(off, answer_requests=False)(DOCK)


def test_live_video_is_off_until_it_is_turned_on() -> None:
    """What is not chosen is as in an entry that never had the section."""
    assert live_settings({}) == live_settings({"live": {}}) == LiveSettings()
    chosen = {
        "enabled": True,
        "port": 1936,
        "address": "192.0.2.7",
        "protocol": "whip",
        "publish_url": "http://192.0.2.9:1985/rtc/v1/whip/?app=live&stream={camera}",
        "play_url": "rtsp://192.0.2.9:8554/{camera}",
        "hold_minutes": 30,
        "media_server_url": "http://192.0.2.7:1984",
    }
    assert live_settings({"live": chosen}) == LiveSettings(
        enabled=True,
        port=1936,
        address="192.0.2.7",
        protocol="whip",
        publish_url="http://192.0.2.9:1985/rtc/v1/whip/?app=live&stream={camera}",
        play_url="rtsp://192.0.2.9:8554/{camera}",
        hold=1800,
        media_server_url="http://192.0.2.7:1984",
    )


def control_of(form: Any) -> dict[str, Any]:
    """Return the fields of the section, by name."""
    fields = form["data_schema"].schema
    [part] = [value for key, value in fields.items() if key == "control"]
    assert isinstance(part, section)
    return {str(key): (key, value) for key, value in part.schema.schema.items()}


async def test_who_answers_docks_chooses_whether_to_control_them(
    hass: HomeAssistant, told: Told, loaded: MockConfigEntry
) -> None:
    """All of them or none."""
    told.link()
    form = await hass.config_entries.options.async_init(loaded.entry_id)
    fields = control_of(form)
    assert set(fields) == {"allow_debug"}
    assert fields["allow_debug"][0].default() is True


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"control": {"allow_debug": True}},
        {"control": {"allow_debug": False}},
        {"control": {"allow_debug": False, "controlled_docks": [DOCK]}},
    ],
)
@pytest.mark.parametrize("answers", [True, False])
async def test_the_section_shows_what_is_set_and_keeps_it(
    hass: HomeAssistant, loaded: MockConfigEntry, chosen: dict[str, Any], answers: bool
) -> None:
    """The frontend shows the default of a section, and sends that if nobody touches it."""
    hass.config_entries.async_update_entry(
        loaded, data={**loaded.data, "answer_requests": answers}, options=chosen
    )
    before = may_control(loaded.options, answer_requests=answers)(DOCK)
    form = await hass.config_entries.options.async_init(loaded.entry_id)
    assert form["data_schema"] is not None
    [key] = [key for key in form["data_schema"].schema if key == "control"]
    shown = key.default()
    assert set(shown) == set(control_of(form))
    assert shown["allow_debug"] is chosen.get("control", {}).get("allow_debug", answers)
    await hass.config_entries.options.async_configure(form["flow_id"], {"media_links": "bucket"})
    assert loaded.options["control"] == shown
    assert may_control(loaded.options, answer_requests=answers)(DOCK) is before
    await hass.async_block_till_done()
    await wait_until(lambda: loaded.runtime_data.server.connected)


async def test_who_only_listens_chooses_docks_by_name(
    hass: HomeAssistant, told: Told, loaded: MockConfigEntry
) -> None:
    """No aircraft among them; what was chosen stays one of the choices when the dock is gone."""
    told.link(aircraft=AIRCRAFT)
    await hass.async_block_till_done()
    dr.async_get(hass).async_update_device(device_of(hass, DOCK).id, name_by_user="Roof")
    hass.config_entries.async_update_entry(
        loaded,
        data={**loaded.data, "answer_requests": False},
        options={"control": {"allow_debug": True, "controlled_docks": ["8UUXN0000000Z9"]}},
    )
    form = await hass.config_entries.options.async_init(loaded.entry_id)
    fields = control_of(form)
    assert fields["allow_debug"][0].default() is False
    choices = fields["controlled_docks"][1].config["options"]
    assert choices == [
        {"value": "8UUXN0000000Z9", "label": "8UUXN0000000Z9"},
        {"value": DOCK, "label": "Roof"},
    ]
    done = await hass.config_entries.options.async_configure(
        form["flow_id"],
        {"media_links": "auto", "control": {"allow_debug": True, "controlled_docks": [DOCK]}},
    )
    assert done["type"] is FlowResultType.CREATE_ENTRY
    may = may_control(loaded.options, answer_requests=False)
    assert may(DOCK)
    assert not may("8UUXN0000000Z9")
    await hass.async_block_till_done()
    await wait_until(lambda: loaded.runtime_data.server.connected)
