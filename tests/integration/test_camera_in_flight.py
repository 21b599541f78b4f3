"""The camera of a simulated aircraft, over a real broker: what is asked for is what it does."""

from collections.abc import AsyncGenerator
from typing import Any

from homeassistant.const import STATE_UNAVAILABLE
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.payload.entities import BUTTONS, RECORDING, ZOOM
from tests.helpers.docks import dock_profile
from tests.helpers.home import device_id, state, wait_until
from tests.lab.simulator import Broker, Faults, Model, SimulatedDock, Simulator

PAYLOAD = ("payload_", "camera_", "gimbal_")
POINT = {"latitude": 52.3, "longitude": 4.9, "height": 46.2}


@pytest.fixture(params=list(Model), ids=lambda model: model.name)
async def dock(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    broker_of_docks: Broker,
    request: pytest.FixtureRequest,
) -> AsyncGenerator[SimulatedDock]:
    """Run a dock whose aircraft flies for us, with every control of its camera enabled."""
    profile = dock_profile(model=request.param, speed=50)
    controls = [*(("button", each) for each in BUTTONS), ("number", ZOOM), ("switch", RECORDING)]
    for platform, description in controls:
        er.async_get(hass).async_get_or_create(
            *(platform, DOMAIN, f"{profile.aircraft_serial}_{description.key}"),
            config_entry=loaded,
        )
    dock = SimulatedDock(profile, broker_of_docks)
    dock.faults = Faults(camera_mode_matters=True)
    hub: Hub = loaded.runtime_data
    hub.payload.flying_for_us = lambda serial: serial == dock.serial
    async with Simulator([dock]):
        await dock.wait_online()
        await wait_until(lambda: hub.payload.refusal(dock.serial) is None)
        await hass.async_block_till_done()
        yield dock


def sent(dock: SimulatedDock) -> list[str]:
    """Return the commands for the camera that the dock got."""
    return [order.method for order in dock.orders if order.method.startswith(PAYLOAD)]


async def act(
    hass: HomeAssistant, dock: SimulatedDock, platform: str, key: str, action: str, **data: Any
) -> str:
    """Ask for something; return the entity."""
    entity_id = er.async_get(hass).async_get_entity_id(
        platform, DOMAIN, f"{dock.aircraft_serial}_{key}"
    )
    assert entity_id, key
    await wait_until(lambda: state(hass, entity_id) != STATE_UNAVAILABLE)
    await hass.services.async_call(
        platform, action, {"entity_id": entity_id, **data}, blocking=True
    )
    return entity_id


async def point(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """Point the camera."""
    device = device_id(hass, dock.serial)
    await hass.services.async_call(
        DOMAIN, "point_camera", {"device_id": device, **POINT}, blocking=True
    )


@pytest.mark.timeout(300)
async def test_everything(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """Each is sent once, after control was taken once; the aircraft itself does not turn."""
    camera = dock.payload.camera
    await act(hass, dock, "button", "take_photo", "press")
    assert camera.photos == 1
    recording = await act(hass, dock, "switch", "recording", "turn_on")
    await wait_until(lambda: state(hass, recording) == "on")
    with pytest.raises(HomeAssistantError) as refused:
        await act(hass, dock, "button", "take_photo", "press")
    assert refused.value.translation_key == "payload_recording"
    await act(hass, dock, "switch", "recording", "turn_off")
    await wait_until(lambda: state(hass, recording) == "off")
    zoom = await act(hass, dock, "number", "zoom", "set_value", value=12.5)
    await wait_until(lambda: state(hass, zoom) == "12.5")
    await act(hass, dock, "button", "gimbal_down", "press")
    assert camera.pitch == -90
    await act(hass, dock, "button", "gimbal_reset", "press")
    assert camera.pitch == 0
    await point(hass, dock)
    assert camera.looked_at == (52.3, 4.9, 46.2)
    await act(hass, dock, "button", "take_photo", "press")
    assert camera.photos == 2
    assert sent(dock) == [
        "payload_authority_grab",
        "camera_photo_take",
        "camera_mode_switch",
        "camera_recording_start",
        "camera_recording_stop",
        "camera_focal_length_set",
        "gimbal_reset",
        "gimbal_reset",
        "camera_look_at",
        "camera_mode_switch",
        "camera_photo_take",
    ]
    assert camera.turned_aircraft == 0
    assert not dock.complaints


async def test_a_pilot_is_not_robbed(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Neither before the first command nor after it."""
    hub: Hub = loaded.runtime_data
    dock.payload.give_to_pilot()
    await wait_until(lambda: hub.payload.refusal(dock.serial) == "payload_held")
    with pytest.raises(HomeAssistantError):
        await point(hass, dock)
    assert (sent(dock), dock.payload.camera.robbed) == ([], 0)


async def test_flights_of_others_are_left_alone(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Nothing is sent."""
    hub: Hub = loaded.runtime_data
    hub.payload.flying_for_us = lambda serial: False
    with pytest.raises(HomeAssistantError) as refused:
        await point(hass, dock)
    assert refused.value.translation_key == "payload_not_flying"
    assert sent(dock) == []
