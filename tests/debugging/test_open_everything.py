"""Opening everything moves no dock: with Home Assistant's own actions, intents and permissions.

Installing everything is among the tests of firmware, which have packages.
"""

from contextlib import suppress
from typing import Any

from homeassistant.components.homeassistant.exposed_entities import (
    async_expose_entity,
    async_should_expose,
)
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    intent,
    llm,
)
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.dji_dock.cloud_api import COMMANDS
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.debugging.registry import CONTROL_KEYS
from tests.helpers.home import device_id, state, wait_until
from tests.lab.simulator import SimulatedDock

MOVES = COMMANDS.keys() | {"ota_create"}


def moved(dock: SimulatedDock) -> list[str]:
    """Return the commands that a dock got, without those that only ask."""
    return [order.method for order in dock.orders if order.method in MOVES]


def entity(hass: HomeAssistant, dock: SimulatedDock, platform: str, key: str) -> str:
    """Return the id of a control."""
    found = er.async_get(hass).async_get_entity_id(platform, DOMAIN, f"{dock.serial}_{key}")
    assert found, key
    return found


@pytest.fixture
def enabled(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """Register every control of the dock before it is there, as if somebody had enabled them."""
    registry = er.async_get(hass)
    for platform, keys in CONTROL_KEYS.items():
        for key in keys:
            registry.async_get_or_create(
                platform, DOMAIN, f"8UUXN0000000A1_{key}", config_entry=loaded
            )


@pytest.fixture
async def everything(hass: HomeAssistant, enabled: None, dock: SimulatedDock) -> SimulatedDock:
    """Return a dock in the garden, all of whose controls are there."""
    for component in ("homeassistant", "intent", "llm"):
        assert await async_setup_component(hass, component, {})
    garden = ar.async_get(hass).async_create("Garden")
    dr.async_get(hass).async_update_device(device_id(hass, dock.serial), area_id=garden.id)
    cover = entity(hass, dock, "cover", "cover")
    await wait_until(lambda: state(hass, cover) == "closed")
    return dock


ALL: list[tuple[str, str, dict[str, Any]]] = [
    ("cover", "open_cover", {}),
    ("cover", "close_cover", {}),
    ("cover", "toggle", {}),
    ("button", "press", {}),
    ("switch", "turn_on", {}),
    ("switch", "turn_off", {}),
    ("switch", "toggle", {}),
    ("light", "turn_on", {}),
    ("light", "toggle", {}),
    ("siren", "turn_on", {}),
    ("select", "select_option", {"option": "idle"}),
    ("select", "select_first", {}),
]


async def test_all_does_not_mean_docks(hass: HomeAssistant, everything: SimulatedDock) -> None:
    """And whoever says all reads so."""
    for platform, action, data in ALL:
        with pytest.raises(HomeAssistantError):
            await hass.services.async_call(
                platform, action, {"entity_id": "all", **data}, blocking=True
            )
        assert moved(everything) == [], (platform, action)


async def test_an_area_does_not_mean_docks(hass: HomeAssistant, everything: SimulatedDock) -> None:
    """Nor the whole device: Home Assistant leaves settings out; others there do what they can."""
    for target in ({"area_id": "garden"}, {"device_id": device_id(hass, everything.serial)}):
        for platform, action, data in ALL:
            with suppress(HomeAssistantError):
                await hass.services.async_call(platform, action, data, blocking=True, target=target)
            assert moved(everything) == [], (target, platform, action)


async def test_no_control_is_exposed_to_assistants(
    hass: HomeAssistant, everything: SimulatedDock
) -> None:
    """Until somebody exposes one on purpose."""
    ours = [
        each
        for each in er.async_get(hass).entities.values()
        if each.unique_id.removeprefix(f"{everything.serial}_") in CONTROL_KEYS.get(each.domain, ())
    ]
    assert len(ours) == sum(len(keys) for keys in CONTROL_KEYS.values())
    for each in ours:
        for assistant in ("conversation", "cloud.alexa", "cloud.google_assistant"):
            assert not async_should_expose(hass, assistant, each.entity_id), each.entity_id


INTENTS: list[tuple[str, dict[str, Any]]] = [
    (intent_type, slots)
    for intent_type in ("HassTurnOn", "HassTurnOff", "HassToggle")
    for slots in (
        {"area": {"value": "Garden"}},
        {"domain": {"value": ["cover", "switch", "light", "button", "siren", "update"]}},
    )
] + [
    ("HassOpenCover", {"area": {"value": "Garden"}}),
    ("HassOpenCover", {"domain": {"value": ["cover"]}}),
    ("HassCloseCover", {"domain": {"value": ["cover"]}}),
]


async def test_what_is_said_to_an_assistant_does_not_mean_docks(
    hass: HomeAssistant, everything: SimulatedDock
) -> None:
    """Neither in the garden nor everywhere; there are temperatures, which nobody can turn on."""
    for intent_type, slots in INTENTS:
        with suppress(intent.IntentError):
            await intent.async_handle(
                hass, "test", intent_type, slots, assistant="conversation", context=Context()
            )
        assert moved(everything) == [], (intent_type, slots)
    # What somebody exposes on purpose can be asked for by its name.
    cover = entity(hass, everything, "cover", "cover")
    async_expose_entity(hass, "conversation", cover, True)
    shown = hass.states.get(cover)
    assert shown
    slots = {"name": {"value": shown.name}}
    await intent.async_handle(hass, "test", "HassOpenCover", slots, assistant="conversation")
    # An intent does not wait for the end of what it asks for.
    await wait_until(lambda: state(hass, cover) == "open")
    assert moved(everything) == ["debug_mode_open", "cover_open"]


async def test_what_a_language_model_asks_for_does_not_mean_docks(
    hass: HomeAssistant, everything: SimulatedDock
) -> None:
    """It gets tools for what is exposed, such as the lamp here."""
    hass.states.async_set("light.lamp", "off")
    await hass.async_block_till_done()
    asked = llm.LLMContext(
        platform="test", context=Context(), language="en", assistant="conversation", device_id=None
    )
    api = await llm.async_get_api(hass, "assist", asked)
    tools = {tool.name.rpartition("__")[2]: tool for tool in api.tools}
    assert {"HassTurnOn", "HassTurnOff"} <= tools.keys()
    for name in tools.keys() & {"HassTurnOn", "HassTurnOff", "HassOpenCover"}:
        for arguments in ({"area": "Garden"}, {"domain": ["cover", "switch", "light"]}):
            with suppress(HomeAssistantError):
                await tools[name].async_call(hass, llm.ToolInput(name, arguments), asked)
    assert moved(everything) == []


async def test_a_user_needs_control_of_the_entity(
    hass: HomeAssistant, everything: SimulatedDock
) -> None:
    """As of any other; who may control one door may not sound the siren."""
    cover = entity(hass, everything, "cover", "cover")
    siren = entity(hass, everything, "siren", "siren")
    user = MockUser().add_to_hass(hass)
    user.mock_policy({"entities": {"entity_ids": {cover: {"read": True, "control": True}}}})
    guest = MockUser().add_to_hass(hass)
    guest.mock_policy({"entities": {"all": {"read": True}}})
    for who, platform, action, target in (
        (guest, "cover", "open_cover", cover),
        (user, "siren", "turn_on", siren),
    ):
        with pytest.raises(Unauthorized):
            await hass.services.async_call(
                platform,
                action,
                {"entity_id": target},
                blocking=True,
                context=Context(user_id=who.id),
            )
    assert moved(everything) == []
    await hass.services.async_call(
        "cover",
        "open_cover",
        {"entity_id": cover},
        blocking=True,
        context=Context(user_id=user.id),
    )
    assert moved(everything) == ["debug_mode_open", "cover_open"]


async def test_one_that_is_named_opens_once(
    hass: HomeAssistant, everything: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """It is shown while it opens; the state is the dock's."""
    cover = entity(hass, everything, "cover", "cover")
    seen: list[str] = []
    hass.bus.async_listen(
        "state_changed",
        lambda event: (
            seen.append(event.data["new_state"].state)
            if event.data["entity_id"] == cover and event.data["new_state"]
            else None
        ),
    )
    await hass.services.async_call("cover", "open_cover", {"entity_id": cover}, blocking=True)
    await wait_until(lambda: state(hass, cover) == "open")
    assert seen[0] == "opening"
    assert moved(everything) == ["debug_mode_open", "cover_open"]
    debugging = entity(hass, everything, "switch", "remote_debugging")
    await wait_until(lambda: state(hass, debugging) == "on")
    await wait_until(
        lambda: (found := hass.states.get(debugging)) and found.attributes["closes_at"]
    )
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call(
            "switch", "turn_off", {"entity_id": [debugging, cover]}, blocking=True
        )
    await hass.services.async_call("switch", "turn_off", {"entity_id": debugging}, blocking=True)
    await wait_until(lambda: state(hass, debugging) == "off")
    shown = hass.states.get(debugging)
    assert shown
    assert shown.attributes["opened_by_home_assistant"] is False
