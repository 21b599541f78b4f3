"""Options: what a user can change, and that it is taken up."""

import asyncio
from collections.abc import AsyncGenerator, Generator
import re
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, section
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.translation import async_get_translations
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.configuration.live import DOUBTS, tidy_live
from custom_components.dji_dock.configuration.options import async_links_text
from custom_components.dji_dock.configuration.settings import (
    keep_days,
    live_settings,
    may_control,
)
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.live.models import LiveSettings
from custom_components.dji_dock.rtmp import RtmpUnreachable, Unreachable
from tests.helpers.flow import open_settings, suggestions
from tests.helpers.home import device_of, wait_until
from tests.helpers.metadata import ENGLISH, INTEGRATION
from tests.helpers.told import AIRCRAFT, DOCK, OTHER, Told
from tests.lab.stack.process import free_port


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
    form = await open_settings(hass, loaded)
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
    again = await open_settings(hass, loaded)
    assert again["description_placeholders"] is not None
    assert "as chosen" in again["description_placeholders"]["media_links"]
    await wait_until(lambda: loaded.runtime_data.server.connected)


@pytest.mark.parametrize("days", [-1, 3651])
async def test_impossible_days_are_refused(
    hass: HomeAssistant, loaded: MockConfigEntry, days: int
) -> None:
    """By the form itself."""
    form = await open_settings(hass, loaded)
    with pytest.raises(Exception, match="retention_media_days"):
        await hass.config_entries.options.async_configure(
            form["flow_id"],
            {"media_links": "auto", "retention_media_days": days, "retention_logs_days": 0},
        )


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
    form = await open_settings(hass, loaded)
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
    form = await open_settings(hass, loaded)
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
    form = await open_settings(hass, loaded)
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


BUILTIN: dict[str, Any] = {"enabled": True, "protocol": "builtin", "port": 1935, "hold_minutes": 15}


@pytest.fixture
async def talker() -> AsyncGenerator[asyncio.Server]:
    """Run something that listens and speaks no RTMP."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(talk, "0.0.0.0", 0)
    yield server
    server.close()
    await server.wait_closed()


async def save_live(
    hass: HomeAssistant, entry: MockConfigEntry, form: Any = None, **chosen: Any
) -> Any:
    """Save the section, and see that what is wrong with it can be read."""
    form = form or await open_settings(hass, entry)
    result: Any = await hass.config_entries.options.async_configure(
        form["flow_id"], {"live": BUILTIN | chosen}
    )
    await hass.async_block_till_done()
    if result["type"] is FlowResultType.FORM:
        texts = await async_get_translations(hass, "en", "options", {DOMAIN})
        [(place, error)] = result["errors"].items()
        assert place == "live"
        text = texts[f"component.{DOMAIN}.options.error.{error}"]
        assert set(re.findall(r"{(\w+)}", text)) <= set(result["description_placeholders"])
        assert not part_of(result, "live").options["collapsed"]
    return result


def part_of(form: Any, name: str) -> section:
    """Return a section of a form."""
    [part] = [value for key, value in form["data_schema"].schema.items() if key == name]
    assert isinstance(part, section)
    return part


@pytest.fixture
def this_host() -> Generator[str]:
    """Let an address of the loopback count as one that docks may know."""
    with patch("custom_components.dji_dock.util.own_address.endpoint_warnings", return_value=[]):
        yield "127.0.0.1"


async def test_live_video_is_off_and_out_of_the_way(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Every field has a text, with nothing in it that the form does not fill in."""
    form: Any = await open_settings(hass, loaded)
    part = part_of(form, "live")
    assert part.options["collapsed"]
    texts = await async_get_translations(hass, "en", "options", {DOMAIN})
    prefix = f"component.{DOMAIN}.options.step.settings.sections.live"
    given = set(form["description_placeholders"])
    for field in part.schema.schema:
        assert f"{prefix}.data.{field}" in texts
        described = texts[f"{prefix}.data_description.{field}"]
        assert set(re.findall(r"{(\w+)}", described)) <= given
    [key] = [key for key in form["data_schema"].schema if key == "live"]
    # The address of the harness's network: that of the broker is the loopback.
    assert key.default() == {**BUILTIN, "enabled": False, "address": "10.10.10.10"}


@pytest.mark.parametrize(
    ("broker", "internal", "address"),
    [
        ("10.10.10.10", "http://192.0.2.8:8123", "10.10.10.10"),
        ("127.0.0.1", "http://192.0.2.8:8123", "192.0.2.8"),
        ("broker.example.com", "http://homeassistant.local:8123", "10.10.10.10"),
        ("broker.example.com", None, "10.10.10.10"),
    ],
)
async def test_the_address_is_suggested(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    broker: str,
    internal: str | None,
    address: str,
) -> None:
    """That of the broker, if it runs here: docks know it. Else what the owner says, else a guess."""
    hass.config.internal_url = internal
    hass.config_entries.async_update_entry(loaded, data={**loaded.data, "host": broker})
    form: Any = await open_settings(hass, loaded)
    [key] = [key for key in form["data_schema"].schema if key == "live"]
    assert key.default()["address"] == address


async def test_live_video_is_tried_out(
    hass: HomeAssistant, loaded: MockConfigEntry, this_host: str
) -> None:
    """With a handshake at what is opened for that moment; a pasted URL is taken apart."""
    port = free_port()
    pasted = f"rtmp://{this_host}:{port}/live"
    result = await save_live(hass, loaded, address=pasted)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert loaded.options["live"] == {**BUILTIN, "address": this_host, "port": port}
    assert live_settings(loaded.options).enabled


@pytest.mark.parametrize(
    ("entered", "address", "port"),
    [
        ("rtmp://192.0.2.7:1936/live", "192.0.2.7", 1936),
        ("192.0.2.7/live", "192.0.2.7", 1935),
        ("[2001:db8::7]:1936", "2001:db8::7", 1936),
        ("http://192.0.2.7", "http://192.0.2.7", 1935),
    ],
)
def test_what_was_pasted_is_taken_apart(entered: str, address: str, port: int) -> None:
    """What cannot be stays as it is."""
    taken = tidy_live({**BUILTIN, "address": entered})
    assert (taken["address"], taken["port"]) == (address, port)


async def test_what_is_on_keeps_nothing_else_from_being_saved(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Also while its address cannot be reached."""
    chosen = {**BUILTIN, "address": "nowhere.invalid"}
    hass.config_entries.async_update_entry(loaded, options={"live": chosen})
    await hass.async_block_till_done()
    result = await save_live(hass, loaded, address="nowhere.invalid")
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize(
    ("chosen", "error"),
    [
        ({}, "live_address_missing"),
        ({"address": "http://192.0.2.7"}, "live_address_not_a_host"),
        ({"address": "the dock"}, "live_address_not_a_host"),
        ({"address": "127.0.0.1"}, "live_address_this_host"),
        ({"address": "localhost"}, "live_address_this_host"),
        (
            {"address": "192.0.2.7", "media_server_url": "192.0.2.7:1984"},
            "live_media_server_url",
        ),
        (
            {"address": "192.0.2.7", "media_server_url": "http://192.0.2.7:1984/api"},
            "live_media_server_url",
        ),
        (
            {"address": "192.0.2.7", "media_server_url": "http://192.0.2.7:x"},
            "live_media_server_url",
        ),
        (
            {"address": "192.0.2.7", "media_server_url": "http://192.0.2.7:1935"},
            "live_media_server_port",
        ),
        ({"protocol": "rtmp", "play_url": "rtsp://x/{camera}"}, "publish_url_missing"),
        (
            {
                "protocol": "rtmp",
                "publish_url": "http://192.0.2.9/live/{camera}",
                "play_url": "rtsp://192.0.2.9/{camera}",
            },
            "publish_http_for_rtmp",
        ),
    ],
)
async def test_what_cannot_work_is_not_saved(
    hass: HomeAssistant, loaded: MockConfigEntry, chosen: dict[str, Any], error: str
) -> None:
    """And is told at once, without a connection."""
    form = None
    for _ in range(2):
        # Whoever enters it again does not change that.
        form = await save_live(hass, loaded, form, **chosen)
        assert form["errors"] == {"live": error}
    assert "live" not in loaded.options


async def test_a_port_of_something_else_is_told(
    hass: HomeAssistant, loaded: MockConfigEntry, this_host: str, talker: asyncio.Server
) -> None:
    """However often it is entered."""
    port = talker.sockets[0].getsockname()[1]
    form = await save_live(hass, loaded, address=this_host, port=port)
    assert form["errors"] == {"live": "live_port_used"}
    form = await save_live(hass, loaded, form, address=this_host, port=port)
    assert form["errors"] == {"live": "live_port_used"}


async def test_who_knows_better_saves_what_cannot_be_reached_from_here(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Not every router lets a call from inside to its outer address through."""
    chosen = {"address": "nas.local", "port": free_port()}
    unreachable = RtmpUnreachable(Unreachable.TIMEOUT)
    with patch("custom_components.dji_dock.configuration.live.check_rtmp", side_effect=unreachable):
        form = await save_live(hass, loaded, **chosen)
        assert form["errors"] == {"live": "live_address_timeout"}
        assert suggestions(form)["live"]["address"] == "nas.local"
        # Something else is another doubt.
        form = await save_live(hass, loaded, form, **chosen | {"address": "other.local"})
        assert form["errors"] == {"live": "live_address_timeout"}
        form = await save_live(hass, loaded, form, **chosen)
        assert form["errors"] == {"live": "live_address_timeout"}
        result = await save_live(hass, loaded, form, **chosen)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert loaded.options["live"]["address"] == "nas.local"


async def test_a_path_that_newer_docks_refuse_is_doubted(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Older ones take it; the path that all of them take is saved at once."""
    chosen = {
        "protocol": "whip",
        "publish_url": "http://192.0.2.9:8889/{camera}/whip",
        "play_url": "rtsp://192.0.2.9:8554/{camera}",
    }
    form = await save_live(hass, loaded, **chosen)
    assert form["errors"] == {"live": "publish_needs_proxy"}
    result = await save_live(hass, loaded, form, **chosen)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    chosen["publish_url"] = "http://192.0.2.9:1985/rtc/v1/whip/?app=live&stream={camera}"
    result = await save_live(hass, loaded, **chosen)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert loaded.options["live"]["publish_url"] == chosen["publish_url"]


async def test_a_name_that_only_this_network_knows_is_doubted(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Although it answers."""
    with patch("custom_components.dji_dock.configuration.live.check_rtmp"):
        form = await save_live(hass, loaded, address="nas.local", port=free_port())
    assert form["errors"] == {"live": "live_address_near"}


def test_every_reason_has_a_text() -> None:
    """Of a handshake that fails, and of whatever can be insisted on."""
    texts = ENGLISH["options"]["error"]
    assert {f"live_address_{reason}" for reason in Unreachable} | DOUBTS <= set(texts)
    source = "".join(
        (INTEGRATION / name).read_text() for name in ("configuration/live.py", "live/targets.py")
    )
    for key in texts:
        if key.startswith("live_") and key.removeprefix("live_address_") not in Unreachable:
            assert f'"{key}"' in source, f"{key} happens nowhere"
