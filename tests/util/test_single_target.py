"""What moves a dock moves only if an action names it alone: with Home Assistant's own actions."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.components import automation, group, scene, script
from homeassistant.components.cover import CoverEntity, CoverEntityFeature
from homeassistant.components.switch import SwitchEntity
from homeassistant.const import ATTR_ENTITY_ID
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import entity_registry as er, label_registry as lr
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    mock_integration,
    mock_platform,
)

from custom_components.dji_dock.util.single_target import async_note_calls, async_require_alone

OURS, OTHER = "cover.dock", "cover.garage"


class Door(CoverEntity):
    """A cover that opens."""

    _attr_supported_features = CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE
    _attr_is_closed = True

    def __init__(self, entity_id: str) -> None:
        """Take which."""
        self.entity_id = entity_id
        self._attr_unique_id = entity_id

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        """Open."""
        self._attr_is_closed = False
        self.async_write_ha_state()


class Careful(Door):
    """One that opens only if it is named alone."""

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        """Open."""
        await async_require_alone(self, self._context)
        await super().async_open_cover()


class CarefulSwitch(SwitchEntity):
    """Something else that does."""

    _attr_is_on = False
    _attr_unique_id = entity_id = "switch.dock"

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Turn on."""
        await async_require_alone(self, self._context)
        self._attr_is_on = True
        self.async_write_ha_state()


@pytest.fixture(autouse=True)
async def entities(hass: HomeAssistant) -> None:
    """Set up a dock and another cover; nothing of them is ours but the check."""
    async_note_calls(hass)

    made: Mapping[str, list[Any]] = {
        "cover": [Careful(OURS), Door(OTHER)],
        "switch": [CarefulSwitch()],
    }
    mock_integration(hass, MockModule("test"))
    assert await async_setup_component(hass, "homeassistant", {})
    for domain, each in made.items():

        async def async_setup_platform(*args: Any, each: Any = each) -> None:
            args[2](each)

        platform = MockPlatform(async_setup_platform=async_setup_platform)
        mock_platform(hass, f"test.{domain}", platform)
        assert await async_setup_component(hass, domain, {domain: {"platform": "test"}})
    await hass.async_block_till_done()
    assert closed(hass, OURS)


def closed(hass: HomeAssistant, entity_id: str) -> bool:
    """Return whether a cover is closed."""
    found = hass.states.get(entity_id)
    assert found
    return found.state == "closed"


async def opens(hass: HomeAssistant, **target: Any) -> None:
    """Call the action as somebody would."""
    await hass.services.async_call("cover", "open_cover", blocking=True, target=target)


@pytest.mark.parametrize(
    "written",
    [OURS, [OURS], f" {OURS.upper()} ", [OURS, OURS]],
    ids=["text", "list", "loose", "twice"],
)
async def test_one_that_is_named_alone_opens(hass: HomeAssistant, written: Any) -> None:
    """However it is written."""
    await opens(hass, entity_id=written)
    assert not closed(hass, OURS)


@pytest.mark.parametrize("written", ["all", [OURS, OTHER], f"{OURS}, {OTHER}"])
async def test_one_among_others_stays_closed(hass: HomeAssistant, written: Any) -> None:
    """And says so, while all others do as they were asked to."""
    with pytest.raises(ServiceValidationError) as refused:
        await opens(hass, entity_id=written)
    assert refused.value.translation_key == "not_named_alone"
    assert closed(hass, OURS)
    assert not closed(hass, OTHER)


async def test_a_group_opens_without_it(hass: HomeAssistant) -> None:
    """Whether it names its members to the action, or is expanded by Home Assistant."""
    doors = MockConfigEntry(
        domain=group.DOMAIN,
        options={
            "group_type": "cover",
            "name": "Doors",
            "entities": [OURS, OTHER],
            "hide_members": False,
        },
        title="Doors",
    )
    doors.add_to_hass(hass)
    assert await hass.config_entries.async_setup(doors.entry_id)
    hass.states.async_set("group.doors", "closed", {ATTR_ENTITY_ID: [OURS, OTHER]})
    await hass.async_block_till_done()
    for each in ("cover.doors", "group.doors"):
        with pytest.raises(ServiceValidationError):
            await opens(hass, entity_id=each)
    assert closed(hass, OURS)
    assert not closed(hass, OTHER)


async def test_a_label_opens_without_it(hass: HomeAssistant) -> None:
    """Even where it is the only one."""
    label = lr.async_get(hass).async_create("outside")
    er.async_get(hass).async_update_entity(OURS, labels={label.label_id})
    with pytest.raises(ServiceValidationError):
        await opens(hass, label_id=label.label_id)
    with pytest.raises(ServiceValidationError):
        await opens(hass, label_id=label.label_id, entity_id=OURS)
    assert closed(hass, OURS)


async def test_a_scene_opens_without_it(hass: HomeAssistant) -> None:
    """It names each of its entities alone, but nobody named it."""
    evening = {"name": "Evening", "entities": {OURS: "open", OTHER: "open"}}
    assert await async_setup_component(hass, scene.DOMAIN, {scene.DOMAIN: [evening]})
    await hass.async_block_till_done()
    for action, data in (
        ("turn_on", {ATTR_ENTITY_ID: "scene.evening"}),
        ("apply", {"entities": evening["entities"]}),
    ):
        with pytest.raises(ServiceValidationError):
            await hass.services.async_call("scene", action, data, blocking=True)
        assert closed(hass, OURS)
    assert not closed(hass, OTHER)


@pytest.mark.parametrize("target", ["all", "label", "group", "apart"])
async def test_scenes_that_nobody_names(hass: HomeAssistant, target: str) -> None:
    """All of them, those with a label, and those of a group open it as little as one by its name."""
    evening = {"name": "Evening", "id": "evening", "entities": {OURS: "open", OTHER: "open"}}
    assert await async_setup_component(hass, scene.DOMAIN, {scene.DOMAIN: [evening]})
    await hass.async_block_till_done()
    label = lr.async_get(hass).async_create("outside")
    er.async_get(hass).async_update_entity("scene.evening", labels={label.label_id})
    hass.states.async_set("group.scenes", "on", {ATTR_ENTITY_ID: ["scene.evening"]})
    targets: dict[str, dict[str, Any]] = {
        "all": {ATTR_ENTITY_ID: "all"},
        "label": {"label_id": label.label_id},
        "group": {ATTR_ENTITY_ID: "group.scenes"},
        "apart": {ATTR_ENTITY_ID: "scene.none, scene.evening"},
    }
    with pytest.raises(ServiceValidationError):
        await hass.services.async_call("scene", "turn_on", targets[target], blocking=True)
    assert closed(hass, OURS)
    assert not closed(hass, OTHER)


async def test_a_group_of_its_own_opens_without_it(hass: HomeAssistant) -> None:
    """Whoever names a label knows as little of it as of its member."""
    mine = MockConfigEntry(
        domain=group.DOMAIN,
        options={
            "group_type": "cover",
            "name": "Mine",
            "entities": [OURS],
            "hide_members": False,
        },
        title="Mine",
    )
    mine.add_to_hass(hass)
    assert await hass.config_entries.async_setup(mine.entry_id)
    await hass.async_block_till_done()
    label = lr.async_get(hass).async_create("outside")
    er.async_get(hass).async_update_entity("cover.mine", labels={label.label_id})
    for target in ({"label_id": label.label_id}, {ATTR_ENTITY_ID: "cover.mine"}):
        with pytest.raises(ServiceValidationError):
            await opens(hass, **target)
        assert closed(hass, OURS)


async def test_turning_on_whatever_it_is(hass: HomeAssistant) -> None:
    """Home Assistant's own action for all domains is forwarded to each."""

    async def turn_on(*entity_ids: str) -> str:
        await hass.services.async_call(
            "homeassistant", "turn_on", {ATTR_ENTITY_ID: [*entity_ids]}, blocking=True
        )
        found = hass.states.get("switch.dock")
        assert found
        return found.state

    with pytest.raises(ServiceValidationError):
        await turn_on("switch.dock", OTHER)
    assert await turn_on(OTHER) == "off"
    assert await turn_on("switch.dock") == "on"


async def test_steps_of_a_script_name_each_alone(hass: HomeAssistant) -> None:
    """They share one context."""
    steps = [
        {"action": "cover.open_cover", "target": {ATTR_ENTITY_ID: each}} for each in (OTHER, OURS)
    ]
    assert await async_setup_component(
        hass, script.DOMAIN, {script.DOMAIN: {"both": {"sequence": steps}}}
    )
    await hass.services.async_call("script", "both", blocking=True)
    assert not closed(hass, OTHER)
    assert not closed(hass, OURS)


async def test_a_step_after_one_that_named_all_is_doubtful(hass: HomeAssistant) -> None:
    """Nobody can say which of the two it was."""
    steps = [
        {
            "action": "cover.open_cover",
            "target": {ATTR_ENTITY_ID: each},
            "continue_on_error": True,
        }
        for each in ("all", OURS)
    ]
    assert await async_setup_component(
        hass, script.DOMAIN, {script.DOMAIN: {"both": {"sequence": steps}}}
    )
    await hass.services.async_call("script", "both", blocking=True)
    assert closed(hass, OURS)


async def test_an_automation_opens_it_at_once(hass: HomeAssistant) -> None:
    """It runs within the event that triggers it, before its action is announced."""
    rule = {
        "trigger": {"platform": "event", "event_type": "landed"},
        "action": {"action": "cover.open_cover", "target": {ATTR_ENTITY_ID: OURS}},
    }
    assert await async_setup_component(hass, automation.DOMAIN, {automation.DOMAIN: rule})
    hass.bus.async_fire("landed")
    await hass.async_block_till_done()
    assert not closed(hass, OURS)


async def test_without_an_action_it_stays_closed(hass: HomeAssistant) -> None:
    """Whoever calls it otherwise is not Home Assistant."""
    door = hass.data["entity_components"]["cover"].get_entity(OURS)
    with pytest.raises(ServiceValidationError):
        await door.async_open_cover()
    door.async_set_context(Context())
    with pytest.raises(ServiceValidationError):
        await door.async_open_cover()


async def test_only_the_newest_contexts_are_kept(hass: HomeAssistant) -> None:
    """A busy house calls thousands of actions; nothing grows."""
    context = Context()
    await hass.services.async_call("cover", "close_cover", {ATTR_ENTITY_ID: OURS}, context=context)
    door = hass.data["entity_components"]["cover"].get_entity(OURS)
    door.async_set_context(context)
    await door.async_open_cover()
    for _ in range(256):
        await hass.services.async_call("cover", "close_cover", {ATTR_ENTITY_ID: OTHER})
    with pytest.raises(ServiceValidationError):
        await door.async_open_cover()
