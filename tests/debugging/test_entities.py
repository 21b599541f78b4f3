"""What docks can be told by hand, as people see it: it shows what the dock reports."""

from collections.abc import Mapping
from typing import Any

from homeassistant.components.cover import CoverEntityFeature
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import async_get_platforms
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.debugging.entities import (
    BUTTONS,
    COVERS,
    LIGHTS,
    REMOTE_DEBUGGING,
    SELECTS,
    SIRENS,
    SWITCHES,
    ControlDescription,
)
from custom_components.dji_dock.debugging.registry import CONTROL_KEYS
from custom_components.dji_dock.hub import Hub
from tests.helpers.home import state, wait_until
from tests.helpers.told import DOCK, NEW_AIRCRAFT, OTHER, Told

CONTROLS: Mapping[str, tuple[ControlDescription, ...]] = {
    "button": BUTTONS,
    "cover": COVERS,
    "light": LIGHTS,
    "select": SELECTS,
    "siren": SIRENS,
    "switch": (REMOTE_DEBUGGING, *SWITCHES),
}
OFF = {
    ("button", "close_cover_by_force"), ("select", "air_conditioner_mode"),
    ("select", "battery_store_mode"), ("siren", "siren"), ("switch", "battery_maintenance"),
    ("switch", "mobile_link"),
}  # fmt: skip
"""Disabled by default."""
DOCK_3 = "3-3-0"


def air(state: int) -> dict[str, Any]:
    """Return what a dock reports of its air conditioner."""
    return {"air_conditioner": {"air_conditioner_state": state, "switch_time": 0}}


def switched(on: int) -> dict[str, Any]:
    """Return what a dock reports of its aircraft."""
    return {"sub_device": {"device_sn": NEW_AIRCRAFT, "device_online_status": on}}


SHOWN: list[tuple[str, str, dict[str, Any], str]] = [
    ("cover", "cover", {"cover_state": 0}, "closed"),
    ("cover", "cover", {"cover_state": 1}, "open"),
    ("cover", "cover", {"cover_state": 2}, "open"),
    ("cover", "cover", {"cover_state": 3}, STATE_UNKNOWN),
    ("light", "supplement_light", {"supplement_light_state": 1}, "on"),
    ("light", "supplement_light", {"supplement_light_state": 0}, "off"),
    ("siren", "siren", {"alarm_state": 1}, "on"),
    ("siren", "siren", {"alarm_state": 0}, "off"),
    ("switch", "remote_debugging", {"mode_code": 2}, "on"),
    ("switch", "remote_debugging", {"mode_code": 0}, "off"),
    ("switch", "remote_debugging", {"mode_code": 4}, "off"),
    ("switch", "aircraft_power", switched(1), "on"),
    ("switch", "aircraft_power", switched(0), "off"),
    ("switch", "charging", {"drone_charge_state": {"state": 1}}, "on"),
    ("switch", "charging", {"drone_charge_state": {"state": 0}}, "off"),
    *(
        ("switch", "battery_maintenance", {"drone_battery_maintenance_info": info}, state)
        for info, state in (
            ({"maintenance_state": 0}, "off"),
            ({"maintenance_state": 1}, "off"),
            ({"maintenance_state": 2}, "on"),
        )
    ),
    ("switch", "mobile_link", {"wireless_link": {"link_workmode": 1}}, "on"),
    ("switch", "mobile_link", {"wireless_link": {"link_workmode": 0}}, "off"),
    ("select", "battery_store_mode", {"battery_store_mode": 1}, "schedule"),
    ("select", "battery_store_mode", {"battery_store_mode": 2}, "standby"),
    ("select", "battery_store_mode", {"battery_store_mode": 7}, STATE_UNKNOWN),
    *(
        ("select", "air_conditioner_mode", air(number), option)
        for number, option in enumerate(
            [
                *("idle", "cool", "heat", "dehumidify"),
                # Left, and prepared.
                *("idle", "idle", "idle", "cool", "heat", "dehumidify"),
                # With air, and against fog, which nobody can choose.
                *("cool", "cool", "idle", STATE_UNKNOWN, STATE_UNKNOWN, "idle"),
            ]
        )
    ),
]


def enable_all(hass: HomeAssistant, entry: MockConfigEntry, serial: str) -> None:
    """Register the controls of a dock before it is there, as if somebody had enabled them."""
    registry = er.async_get(hass)
    for platform, table in CONTROLS.items():
        for description in table:
            registry.async_get_or_create(
                platform, DOMAIN, f"{serial}_{description.key}", config_entry=entry
            )


@pytest.fixture
def other(hass: HomeAssistant, loaded: MockConfigEntry, told: Told) -> Told:
    """Return a dock of which every control is enabled."""
    enable_all(hass, loaded, OTHER)
    told.link(dock=OTHER, aircraft=NEW_AIRCRAFT)
    return told


@pytest.mark.parametrize(("platform", "key", "reported", "expected"), SHOWN)
async def test_it_shows_what_the_dock_reports(
    other: Told, platform: str, key: str, reported: dict[str, Any], expected: str
) -> None:
    """Nothing before, and nothing else."""
    other.say(OTHER, **reported)
    assert await other.state(key, OTHER, platform) == expected


async def test_a_value_that_was_never_reported_is_unknown(other: Told) -> None:
    """Not off."""
    for platform, key in (("switch", "charging"), ("light", "supplement_light")):
        assert await other.state(key, OTHER, platform) == STATE_UNKNOWN


async def test_each_is_a_setting_and_some_wait_to_be_enabled(
    hass: HomeAssistant, told: Told, loaded: MockConfigEntry
) -> None:
    """So no assistant gets at it by itself, and nobody finds a siren among the lights."""
    hub: Hub = loaded.runtime_data
    hub.server.fleet.update(OTHER, accepted=True, model_key=DOCK_3)
    told.link(dock=OTHER, aircraft=NEW_AIRCRAFT)
    await hass.async_block_till_done()
    registry = er.async_get(hass)
    for platform, table in CONTROLS.items():
        for description in table:
            entity = registry.async_get(told.entity(platform, description.key, OTHER))
            assert entity
            assert entity.entity_category is EntityCategory.CONFIG, entity.entity_id
            assert bool(entity.disabled) == ((platform, description.key) in OFF), entity.entity_id
    for platform in ("event", "sensor"):
        assert told.has(platform, "job", OTHER)


async def test_the_rods_are_not_offered(hass: HomeAssistant, told: Told) -> None:
    """They move with the cover; by themselves they pinch an aircraft."""
    told.say(DOCK, putter_state=0)
    await hass.async_block_till_done()
    commands = {entity.unique_id for entity in er.async_get(hass).entities.values()}
    assert not {each for each in commands if "putter" in each}
    assert told.has("sensor", "rods")


async def test_a_cover_opens_and_closes_but_never_stops(told: Told) -> None:
    """Docks have no such command."""
    shown = told.shown("cover", "cover")
    assert shown["device_class"] == "door"
    assert shown["supported_features"] == CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE


async def test_a_dock_that_cannot_be_reached_cannot_be_controlled(
    told: Told, loaded: MockConfigEntry
) -> None:
    """What it last reported is not what it is."""
    told.say(DOCK, supplement_light_state=1)
    assert await told.state("supplement_light", platform="light") == "on"
    hub: Hub = loaded.runtime_data
    hub.server.fleet.update(DOCK, online=False)
    for platform, key in (("cover", "cover"), ("light", "supplement_light")):
        assert await told.state(key, platform=platform) == STATE_UNAVAILABLE


async def test_no_control_waits_for_another(hass: HomeAssistant, other: Told) -> None:
    """Jobs do that, and not for longer than anybody wants: what waits for its platform comes late."""
    for platform, table in CONTROLS.items():
        found = [
            entity
            for entities in async_get_platforms(hass, DOMAIN)
            if entities.domain == platform
            for entity in entities.entities.values()
            if entity.unique_id in {f"{OTHER}_{each.key}" for each in table}
        ]
        assert found, platform
        assert all(entity.parallel_updates is None for entity in found), platform


GONE: dict[str, Any] = {"mode_code": 0, "cover_state": 1, "drone_in_dock": 0, **switched(0)}


@pytest.mark.parametrize(
    "doubt",
    [
        {"drone_in_dock": 1},
        {"cover_state": 0},
        {"mode_code": 4},
        {"mode_code": 3},
        switched(1),
    ],
)
async def test_by_force_only_while_the_aircraft_is_surely_gone(
    hass: HomeAssistant, other: Told, doubt: dict[str, Any]
) -> None:
    """Else the button cannot be pressed at all."""
    assert await other.state("close_cover_by_force", OTHER, "button") == STATE_UNAVAILABLE
    other.say(OTHER, **GONE)
    assert await other.state("close_cover_by_force", OTHER, "button") == STATE_UNKNOWN
    other.say(OTHER, **doubt)
    button = other.entity("button", "close_cover_by_force", OTHER)
    await wait_until(lambda: state(hass, button) == STATE_UNAVAILABLE)


async def test_no_restart_while_the_dock_works(told: Told) -> None:
    """It would refuse anyway."""
    told.say(DOCK, mode_code=0)
    assert await told.state("restart", platform="button") == STATE_UNKNOWN
    told.say(DOCK, mode_code=4)
    assert await told.state("restart", platform="button") == STATE_UNAVAILABLE


REPLACED = [
    ("binary_sensor", "supplement_light"),
    ("binary_sensor", "aircraft_charging"),
    ("sensor", "battery_store_mode"),
    ("sensor", "link_mode"),
]
EVERYTHING: dict[str, Any] = {
    "supplement_light_state": 1,
    "drone_charge_state": {"state": 1},
    "battery_store_mode": 1,
    "wireless_link": {"link_workmode": 1},
    "mode_code": 0,
}


async def test_a_control_stands_for_what_only_showed(
    hass: HomeAssistant, told: Told, loaded: MockConfigEntry
) -> None:
    """At new docks; what somebody has already stays, and the cover's sensor knows more."""
    registry = er.async_get(hass)
    for platform, key in REPLACED:
        registry.async_get_or_create(platform, DOMAIN, f"{OTHER}_{key}", config_entry=loaded)
    told.link(dock=OTHER, aircraft=NEW_AIRCRAFT)
    for serial in (DOCK, OTHER):
        told.say(serial, **EVERYTHING)
    await hass.async_block_till_done()
    for platform, key in REPLACED:
        assert not told.has(platform, key), key
        assert hass.states.get(told.entity(platform, key, OTHER)), key
    for key in ("cover", "air_conditioner", "battery_maintenance"):
        told.say(DOCK, **air(1), drone_battery_maintenance_info={"maintenance_state": 0})
        await hass.async_block_till_done()
        assert told.has("sensor", key), key


async def set_options(hass: HomeAssistant, entry: MockConfigEntry, **control: Any) -> Told:
    """Change the options, and return who tells the docks that are loaded again."""
    hass.config_entries.async_update_entry(entry, options={"control": control})
    await hass.config_entries.async_reload(entry.entry_id)
    await wait_until(lambda: entry.runtime_data.server.connected)
    return Told(hass, entry.runtime_data)


def controls_of(hass: HomeAssistant, serial: str) -> set[str]:
    """Return the controls of a dock that are registered."""
    return {
        entity.entity_id
        for entity in er.async_get(hass).entities.values()
        if entity.platform == DOMAIN
        and entity.unique_id.startswith(serial)
        and entity.unique_id.removeprefix(f"{serial}_") in CONTROL_KEYS.get(entity.domain, ())
    }


async def test_switched_off_none_is_left(
    hass: HomeAssistant, told: Told, loaded: MockConfigEntry
) -> None:
    """And all that shows is there instead; switched on again they are back."""
    told.say(DOCK, **EVERYTHING)
    await hass.async_block_till_done()
    before = controls_of(hass, DOCK)
    assert {"cover", "switch", "light", "button", "sensor", "event"} <= {
        entity_id.partition(".")[0] for entity_id in before
    }
    off = await set_options(hass, loaded, allow_debug=False)
    off.link()
    off.say(DOCK, **EVERYTHING)
    await hass.async_block_till_done()
    assert controls_of(hass, DOCK) == set()
    for platform, key in REPLACED:
        assert off.has(platform, key), key
    on = await set_options(hass, loaded, allow_debug=True)
    on.link()
    on.say(DOCK, **EVERYTHING)
    await hass.async_block_till_done()
    assert controls_of(hass, DOCK) == before
    assert on.has("binary_sensor", "supplement_light")


async def test_docks_of_another_platform_are_controlled_when_they_are_chosen(
    hass: HomeAssistant, told: Told, loaded: MockConfigEntry
) -> None:
    """Each by name; the others are only shown."""
    hass.config_entries.async_update_entry(loaded, data={**loaded.data, "answer_requests": False})
    listening = await set_options(hass, loaded, allow_debug=True, controlled_docks=[OTHER])
    for serial in (DOCK, OTHER):
        listening.link(dock=serial, aircraft=f"{serial}D")
        listening.say(serial, **EVERYTHING)
    await hass.async_block_till_done()
    assert controls_of(hass, DOCK) == set()
    assert listening.has("binary_sensor", "supplement_light")
    assert listening.has("cover", "cover", OTHER)
    assert not listening.has("binary_sensor", "supplement_light", OTHER)
