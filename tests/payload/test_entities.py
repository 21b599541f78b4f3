"""The controls of a camera, as people see them: they show what the aircraft reports."""

from typing import Any

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.payload.entities import BUTTONS, RECORDING, ZOOM
from tests.helpers.home import device_id, state, wait_until
from tests.helpers.told import AIRCRAFT, DOCK, Told

CAMERA = "99-0-0"
CONTROLS = {
    "button": [description.key for description in BUTTONS],
    "number": [ZOOM.key],
    "switch": [RECORDING.key],
}
EACH = [(platform, key) for platform, keys in CONTROLS.items() for key in keys]


@pytest.fixture
def hub(loaded: MockConfigEntry) -> Hub:
    """Return what runs, with a flight that it has started."""
    hub: Hub = loaded.runtime_data
    hub.payload.flying_for_us = lambda dock: dock == DOCK
    return hub


@pytest.fixture
def enabled(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """Register every control before the aircraft is there, as if somebody had enabled it."""
    for platform, key in EACH:
        er.async_get(hass).async_get_or_create(
            platform, DOMAIN, f"{AIRCRAFT}_{key}", config_entry=loaded
        )


@pytest.fixture
async def flying(hass: HomeAssistant, hub: Hub, enabled: None, told: Told) -> Told:
    """Return an aircraft that flies for us."""
    report(told)
    await hass.async_block_till_done()
    return told


def report(told: Told, recording: int = 0, zoom: float = 7, mode_code: int = 5) -> None:
    """Let the aircraft report."""
    camera = {"payload_index": CAMERA, "recording_state": recording, "zoom_factor": zoom}
    told.say(AIRCRAFT, mode_code=mode_code, cameras=[{**camera, "camera_mode": 0}])


async def test_they_are_settings_that_somebody_has_to_enable(
    hass: HomeAssistant, told: Told
) -> None:
    """Neither assistants nor actions on whole areas get at them."""
    for platform, key in EACH:
        entity = er.async_get(hass).async_get(told.entity(platform, key, AIRCRAFT))
        assert entity
        assert entity.disabled_by is er.RegistryEntryDisabler.INTEGRATION
        assert entity.entity_category is EntityCategory.CONFIG


async def test_they_show_what_is_reported(hass: HomeAssistant, flying: Told) -> None:
    """Never what was asked for."""
    assert await flying.state("zoom", AIRCRAFT, "number") == "7.0"
    assert await flying.state("recording", AIRCRAFT, "switch") == "off"
    report(flying, recording=1)
    recording = flying.entity("switch", "recording", AIRCRAFT)
    await wait_until(lambda: state(hass, recording) == "on")
    assert await flying.state("take_photo", AIRCRAFT, "button") == STATE_UNKNOWN


@pytest.mark.parametrize(("platform", "key"), EACH)
async def test_they_are_unavailable_while_they_cannot_work(
    hass: HomeAssistant, flying: Told, hub: Hub, platform: str, key: str
) -> None:
    """With a pilot at the camera, and in a flight of somebody else."""
    entity_id = flying.entity(platform, key, AIRCRAFT)

    async def available(wanted: bool) -> None:
        await wait_until(lambda: (state(hass, entity_id) != STATE_UNAVAILABLE) is wanted)

    await available(True)
    held: dict[str, Any] = {"payload_index": CAMERA, "control_source": "B"}
    flying.say(AIRCRAFT, "state", payloads=[held])
    await available(False)
    flying.say(AIRCRAFT, "state", payloads=[{**held, "control_source": "A"}])
    await available(True)
    hub.payload.flying_for_us = lambda dock: False
    report(flying, mode_code=9)
    await available(False)


ACTS: list[tuple[str, str, str, dict[str, Any]]] = [
    *(("button", key, "press", {}) for key in CONTROLS["button"]),
    ("number", "zoom", "set_value", {"value": 3}),
    ("switch", "recording", "turn_on", {}),
    ("switch", "recording", "turn_off", {}),
]


@pytest.mark.parametrize(("platform", "key", "action", "data"), ACTS)
async def test_they_act_only_if_they_are_named_alone(
    hass: HomeAssistant,
    flying: Told,
    platform: str,
    key: str,
    action: str,
    data: dict[str, Any],
) -> None:
    """Whoever names a whole list does not mean the camera of an aircraft."""
    entity_id = flying.entity(platform, key, AIRCRAFT)
    with pytest.raises(ServiceValidationError) as refused:
        await hass.services.async_call(
            platform, action, {"entity_id": [entity_id, f"{platform}.other"], **data}, blocking=True
        )
    assert refused.value.translation_key == "not_named_alone"


@pytest.mark.parametrize(("platform", "key", "action", "data"), ACTS)
async def test_what_goes_wrong_is_said(
    hass: HomeAssistant,
    flying: Told,
    hub: Hub,
    platform: str,
    key: str,
    action: str,
    data: dict[str, Any],
) -> None:
    """In words: here the dock went away just now."""
    hub.server.fleet.update(DOCK, accepted=False)
    entity_id = flying.entity(platform, key, AIRCRAFT)
    with pytest.raises(HomeAssistantError) as error:
        await hass.services.async_call(
            platform, action, {"entity_id": entity_id, **data}, blocking=True
        )
    assert error.value.translation_key == "payload_no_control"


async def test_the_camera_is_not_pointed_in_flights_of_others(
    hass: HomeAssistant, told: Told
) -> None:
    """As long as Home Assistant starts none, that is all of them."""
    where = {"latitude": 52.3, "longitude": 4.9, "height": 46.2}
    with pytest.raises(ServiceValidationError) as refused:
        await hass.services.async_call(
            DOMAIN,
            "point_camera",
            {"device_id": device_id(hass, DOCK), **where},
            blocking=True,
        )
    assert refused.value.translation_key == "payload_not_flying"
    for platform, key in EACH:
        entity_id = told.entity(platform, key, AIRCRAFT)
        assert hass.states.get(entity_id) is None or (state(hass, entity_id) == STATE_UNAVAILABLE)
