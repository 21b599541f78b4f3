"""What to type into DJI Pilot 2: it follows the made entry, waits, and says how far a dock is."""

from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, UnknownFlow
from homeassistant.helpers.translation import async_get_translations
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.cloud_api import BindingRefused, Refusal
from custom_components.dji_dock.configuration.pilot_page import PilotPage
from custom_components.dji_dock.const import DOMAIN
from tests.helpers.docks import dock_profile
from tests.helpers.entries import BINDING_CODE, ORGANIZATION
from tests.helpers.flow import choose, to_provider
from tests.helpers.home import wait_until
from tests.lab.simulator import Broker, SimulatedDock, Simulator
from tests.lab.stack.mosquitto import Mosquitto

SERIAL = "8UUXN0000000A1"


@pytest.fixture(autouse=True)
async def quick(hass: HomeAssistant) -> Any:
    """Let the page change as fast as it can; browsers close it at the end."""
    with patch.object(PilotPage, "pace", 0.0):
        yield
        for flow in hass.config_entries.options.async_progress():
            hass.config_entries.options.async_abort(flow["flow_id"])


def page(hass: HomeAssistant, flow_id: str) -> Any:
    """Return what a browser shows now."""
    return hass.config_entries.options._progress[flow_id].cur_step


def state_of(hass: HomeAssistant, flow_id: str) -> str:
    """Return what the page says of docks, blank when it is another one."""
    return str((page(hass, flow_id).get("description_placeholders") or {}).get("state", ""))


async def open_page(hass: HomeAssistant, entry: MockConfigEntry) -> Any:
    """Open it from the options, as anybody can at any time."""
    flows = hass.config_entries.options
    menu: Any = await flows.async_init(entry.entry_id)
    assert menu["menu_options"] == ["settings", "pilot"]
    return await flows.async_configure(menu["flow_id"], {"next_step_id": "pilot"})


@pytest.mark.usefixtures("socket_enabled")
async def test_it_follows_the_entry_until_a_dock_is_bound(
    hass: HomeAssistant, mosquitto: Mosquitto, broker_of_docks: Broker
) -> None:
    """From nothing to a bound dock: it knocks with a wrong code, is refused, then bound."""
    result = await choose(hass, await to_provider(hass, mosquitto), "later")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    entry = result["result"]
    kind, begun = result["next_flow"]
    assert kind == "options_flow"
    assert page(hass, begun)["step_id"] == "pilot"
    # Browsers open the options anew, and get the same; it is there once.
    opened: Any = await hass.config_entries.options.async_init(entry.entry_id)
    flow_id = opened["flow_id"]
    assert [flow["flow_id"] for flow in hass.config_entries.options.async_progress()] == [flow_id]
    shown = page(hass, flow_id)
    assert (shown["type"], shown["step_id"]) == (FlowResultType.SHOW_PROGRESS, "pilot")
    values = shown["description_placeholders"]
    assert values["binding_code"] == f"`{BINDING_CODE}`"
    assert values["organization_id"] == f"`{ORGANIZATION}`"
    assert values["username"] == f"`{mosquitto.username}`"
    # Its own name for the broker would lead a dock to itself.
    assert values["gateway"].startswith("`tcp://")
    assert "127.0.0.1" not in values["gateway"]
    assert mosquitto.password not in str(shown)
    await wait_until(lambda: entry.runtime_data.server.connected)
    await wait_until(lambda: state_of(hass, flow_id).endswith("no dock has knocked yet."))
    async with Simulator([SimulatedDock(dock_profile(binding_code="WRONG"), broker_of_docks)]):
        await wait_until(lambda: "binding code it sent" in state_of(hass, flow_id))
    assert SERIAL in state_of(hass, flow_id)
    assert state_of(hass, flow_id).endswith("in DJI Pilot 2.")
    async with Simulator([SimulatedDock(dock_profile(), broker_of_docks)]):
        await wait_until(lambda: page(hass, flow_id)["step_id"] == "bound")
    # A browser hears that the page has changed, and asks for it.
    bound: Any = await hass.config_entries.options.async_configure(flow_id)
    assert bound["type"] is FlowResultType.MENU
    assert bound["description_placeholders"] == {"docks": "`Roof`"}
    runs = entry.runtime_data
    done = await hass.config_entries.options.async_configure(flow_id, {"next_step_id": "done"})
    assert (done["type"], done["reason"]) == (FlowResultType.ABORT, "connected")
    await hass.async_block_till_done()
    assert entry.runtime_data is runs
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_it_can_be_opened_at_any_time(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """Bound docks are listed, and the next one is waited for; a reload does not close it."""
    hub = loaded.runtime_data
    hub.server.fleet.update(SERIAL, accepted=True, callsign="Ro`of")
    flow_id = (await open_page(hass, loaded))["flow_id"]
    assert "`Ro'of` is bound." in state_of(hass, flow_id)
    await hass.config_entries.async_reload(loaded.entry_id)
    await wait_until(lambda: loaded.runtime_data.server.connected)
    stranger = "8UUXN0000000Z9"
    loaded.runtime_data.server.listeners.notify(
        BindingRefused(dock=stranger, reason=Refusal.OTHER_ORGANIZATION)
    )
    await wait_until(lambda: stranger in state_of(hass, flow_id))
    await loaded.runtime_data.docks.async_accept(stranger)
    await wait_until(lambda: page(hass, flow_id)["step_id"] == "bound")
    await hass.config_entries.options.async_configure(flow_id)
    again = await hass.config_entries.options.async_configure(flow_id, {"next_step_id": "pilot"})
    assert again["type"] is FlowResultType.SHOW_PROGRESS
    assert "`Ro'of` is bound." in state_of(hass, flow_id)


async def test_a_page_that_was_closed_waits_no_more(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Nothing listens to docks any more."""
    flow_id = (await open_page(hass, loaded))["flow_id"]
    [flow] = hass.config_entries.options._progress.values()
    assert isinstance(flow, PilotPage)
    waiting = flow._waiting
    assert waiting
    await wait_until(lambda: loaded.runtime_data.arrivals._subscriptions._listeners)
    hass.config_entries.options.async_abort(flow_id)
    await wait_until(waiting.done)
    assert not loaded.runtime_data.arrivals._subscriptions._listeners
    with pytest.raises(UnknownFlow):
        hass.config_entries.options.async_get(flow_id)


async def test_without_a_running_entry_nobody_can_knock(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """It says so."""
    await hass.config_entries.async_unload(loaded.entry_id)
    assert loaded.state is ConfigEntryState.NOT_LOADED
    result = await open_page(hass, loaded)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "not_loaded")


async def test_beside_another_platform_nothing_is_typed_in_here(
    hass: HomeAssistant, entry: MockConfigEntry, socket_enabled: None
) -> None:
    """The page has another text."""
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, data={**entry.data, "answer_requests": False})
    assert await hass.config_entries.async_setup(entry.entry_id)
    result = await open_page(hass, entry)
    assert result["progress_action"] == "pilot_beside"
    await hass.config_entries.async_unload(entry.entry_id)


async def test_it_has_texts(hass: HomeAssistant) -> None:
    """With every value that it is given."""
    texts = await async_get_translations(hass, "en", "options", {DOMAIN})
    page_text = texts[f"component.{DOMAIN}.options.progress.pilot"]
    for name in ("gateway", "username", "organization_id", "binding_code", "state"):
        assert f"{{{name}}}" in page_text
    assert texts[f"component.{DOMAIN}.options.progress.pilot_beside"]
    assert texts[f"component.{DOMAIN}.options.step.bound.menu_options.done"]
    for language in ("de", "en", "es", "fr", "zh-Hans"):
        options = await async_get_translations(hass, language, "options", {DOMAIN})
        pages = await async_get_translations(hass, language, "config_panel", {DOMAIN})
        done = options[f"component.{DOMAIN}.options.abort.connected"]
        assert "**DJI Dock**" in done
        assert f"**{pages[f'component.{DOMAIN}.config_panel.common.tab_setup']}**" in done
