"""Every control, on simulated docks of every generation: what is asked for is what the dock does."""

from collections.abc import AsyncGenerator
from typing import Any, NamedTuple

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.debugging.registry import CONTROL_KEYS
from custom_components.dji_dock.hub import Hub
from tests.helpers.docks import dock_profile
from tests.helpers.home import state, wait_until
from tests.lab.simulator import Broker, Model, SimulatedDock, Simulator


class Step(NamedTuple):
    """What somebody asks for, and what is shown then."""

    platform: str
    key: str
    action: str
    shown: str
    sent: tuple[str, dict[str, Any]]
    data: dict[str, Any] = {}


def _both(platform: str, key: str, on: Any, off: Any) -> list[Step]:
    """Return that something is switched on, and off again."""
    return [
        Step(platform, key, "turn_on", "on", on),
        Step(platform, key, "turn_off", "off", off),
    ]


STEPS = [
    Step("cover", "cover", "open_cover", "open", ("cover_open", {})),
    Step("cover", "cover", "close_cover", "closed", ("cover_close", {})),
    # It is charged already.
    *reversed(_both("switch", "charging", ("charge_open", {}), ("charge_close", {}))),
    *_both(
        "light", "supplement_light", ("supplement_light_open", {}), ("supplement_light_close", {})
    ),
    *_both(
        "siren",
        "siren",
        ("alarm_state_switch", {"action": 1}),
        ("alarm_state_switch", {"action": 0}),
    ),
    *_both(
        *("switch", "mobile_link"),
        ("sdr_workmode_switch", {"link_workmode": 1}),
        ("sdr_workmode_switch", {"link_workmode": 0}),
    ),
    *_both(
        *("switch", "battery_maintenance"),
        ("battery_maintenance_switch", {"action": 1}),
        ("battery_maintenance_switch", {"action": 0}),
    ),
    *(
        Step(
            *("select", "battery_store_mode", "select_option", option),
            ("battery_store_mode_switch", {"action": number}),
            {"option": option},
        )
        for option, number in (("standby", 2), ("schedule", 1))
    ),
    Step(
        *("select", "air_conditioner_mode", "select_option", "dehumidify"),
        ("air_conditioner_mode_switch", {"action": 3}),
        {"option": "dehumidify"},
    ),
    Step("switch", "aircraft_power", "turn_off", "off", ("drone_close", {})),
    Step("switch", "aircraft_power", "turn_on", "on", ("drone_open", {})),
]


@pytest.fixture(params=list(Model), ids=lambda model: model.name)
async def dock(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    broker_of_docks: Broker,
    request: pytest.FixtureRequest,
) -> AsyncGenerator[SimulatedDock]:
    """Run a dock, all of whose controls are enabled."""
    profile = dock_profile(model=request.param, speed=50)
    registry = er.async_get(hass)
    for platform, keys in CONTROL_KEYS.items():
        for key in keys:
            registry.async_get_or_create(
                platform, DOMAIN, f"{profile.serial}_{key}", config_entry=loaded
            )
    dock = SimulatedDock(profile, broker_of_docks)
    hub: Hub = loaded.runtime_data
    async with Simulator([dock]):
        await dock.wait_online()
        known = hub.server.fleet
        await wait_until(
            lambda: (
                (each := known.get(dock.serial)) and each.in_dock and each.mode == 0
                and each.aircraft and each.aircraft.online
                and "mode_code" in hub.server.properties.of(each.aircraft.serial)
            )
        )  # fmt: skip
        yield dock


async def take(hass: HomeAssistant, dock: SimulatedDock, hub: Hub, step: Step) -> None:
    """Ask for it, and wait until it is shown and over."""
    entity = er.async_get(hass).async_get_entity_id(
        step.platform, DOMAIN, f"{dock.serial}_{step.key}"
    )
    assert entity, step
    await hass.services.async_call(
        step.platform, step.action, {"entity_id": entity, **step.data}, blocking=True
    )
    try:
        await wait_until(lambda: state(hass, entity) == step.shown)
    except pytest.fail.Exception:
        job = next(hub.jobs.newest(dock.serial))
        pytest.fail(f"{step} shows {state(hass, entity)}: {job}")
    await wait_until(lambda: hub.jobs.state(dock.serial).job is None)
    assert (dock.orders[-1].method, dock.orders[-1].data) == step.sent


@pytest.mark.timeout(300)
async def test_every_control(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """One after the other; each is shown by what the dock reports, and sent once."""
    hub: Hub = loaded.runtime_data
    for step in STEPS:
        # One that is full is not charged.
        dock.state.aircraft.charge = 50
        await take(hass, dock, hub, step)
    assert not dock.repeated_orders()
    assert not dock.damage
    assert len(dock.orders_of("debug_mode_open")) == 1
    jobs = list(hub.jobs.newest(dock.serial))
    assert len(jobs) == len(STEPS)
    assert {job.status.value for job in jobs} == {"succeeded"}
