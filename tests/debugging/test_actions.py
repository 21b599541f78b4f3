"""Actions that erase, or change where an aircraft lands: who may, and what is sent."""

from typing import Any

from homeassistant.auth.const import GROUP_ID_ADMIN
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.dji_dock.const import DOMAIN
from tests.helpers.home import call, device_id, wait_until
from tests.lab.simulator import SimulatedDock


@pytest.fixture
async def idle(dock: SimulatedDock, loaded: MockConfigEntry) -> SimulatedDock:
    """Return a dock that has reported that it does nothing."""
    fleet = loaded.runtime_data.server.fleet
    await wait_until(lambda: (found := fleet.get(dock.serial)) and found.mode is not None)
    return dock


async def by_hand(hass: HomeAssistant) -> Context:
    """Return the context of an administrator."""
    group = await hass.auth.async_get_group(GROUP_ID_ADMIN)
    assert group
    user = MockUser(groups=[group]).add_to_hass(hass)
    return Context(user_id=user.id)


async def act(
    hass: HomeAssistant, dock: SimulatedDock, action: str, context: Context | None, **data: Any
) -> Any:
    """Call an action, as a person or an automation."""
    return await hass.services.async_call(
        DOMAIN,
        action,
        {"device_id": device_id(hass, dock.serial), **data},
        blocking=True,
        context=context,
        return_response=True,
    )


def got(dock: SimulatedDock, method: str) -> list[dict[str, Any]]:
    """Return with what data a dock got a command."""
    return [order.data for order in dock.orders if order.method == method]


async def test_formatting_is_for_a_person_who_confirms_it(
    hass: HomeAssistant, idle: SimulatedDock
) -> None:
    """Nothing is sent otherwise, whatever else is said."""
    person = await by_hand(hass)
    refused: list[tuple[Context | None, dict[str, Any], str]] = [
        (None, {"confirm": True, "force": True}, "format_needs_person"),
        (Context(parent_id="automation"), {"confirm": True}, "format_needs_person"),
        (person, {"confirm": False, "force": True}, "format_not_confirmed"),
    ]
    for context, data, key in refused:
        with pytest.raises(ServiceValidationError) as error:
            await act(hass, idle, "format_storage", context, target="dock", **data)
        assert error.value.translation_key == key
    for missing in ({"target": "dock"}, {"confirm": True}, {"target": "both", "confirm": True}):
        with pytest.raises(probatio.Invalid):
            await act(hass, idle, "format_storage", person, **missing)
    assert not got(idle, "device_format")
    assert not got(idle, "debug_mode_open")


@pytest.mark.parametrize(
    ("pending", "key"), [(3, "format_media_waits"), (None, "format_media_unknown")]
)
async def test_what_was_not_uploaded_is_not_erased_by_mistake(
    hass: HomeAssistant,
    idle: SimulatedDock,
    loaded: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
    pending: int | None,
    key: str,
) -> None:
    """Nor what nobody knows of; only if it is said in so many words."""
    debugging = loaded.runtime_data.debugging
    monkeypatch.setattr(debugging, "_pending", lambda dock: pending)
    person = await by_hand(hass)
    with pytest.raises(HomeAssistantError) as error:
        await act(hass, idle, "format_storage", person, target="dock", confirm=True)
    assert error.value.translation_key == key
    assert not got(idle, "device_format")
    done = await act(hass, idle, "format_storage", person, target="dock", confirm=True, force=True)
    assert got(idle, "device_format") == [{}]
    jobs = loaded.runtime_data.jobs
    await wait_until(lambda: jobs.state(idle.serial).job is None)
    [job] = (await call(hass, "get_jobs", idle.serial, status=["succeeded"]))["jobs"]
    assert (job["job_id"], job["command"]) == (done["job_id"], "device_format")
    assert job["asked_by"]["user_id"] == person.user_id


async def test_a_position_is_sent_as_it_was_measured(
    hass: HomeAssistant, idle: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """In degrees and meters, for the dock itself."""
    where = {"latitude": 52.3000001, "longitude": 4.9000002, "height": 46.25}
    done = await act(hass, idle, "calibrate_rtk", await by_hand(hass), **where)
    assert done["status"] in ("running", "succeeded")
    [sent] = got(idle, "rtk_calibration")
    assert sent == {"devices": [{"sn": idle.serial, "type": 1, "module": "3", "data": where}]}
    await wait_until(lambda: loaded.runtime_data.jobs.state(idle.serial).job is None)


@pytest.mark.parametrize(
    "wrong", [{"latitude": 91}, {"longitude": 181}, {"height": 9001}, {"height": "high"}]
)
async def test_an_impossible_position_is_refused(
    hass: HomeAssistant, idle: SimulatedDock, wrong: dict[str, Any]
) -> None:
    """Before anything is sent."""
    where = {"latitude": 52.3, "longitude": 4.9, "height": 46, **wrong}
    with pytest.raises(probatio.Invalid):
        await act(hass, idle, "calibrate_rtk", await by_hand(hass), **where)
    assert not got(idle, "rtk_calibration")


async def test_other_models_have_no_such_command(
    hass: HomeAssistant, idle: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Only a Dock 3 is calibrated from afar."""
    loaded.runtime_data.server.fleet.update(idle.serial, model_key="3-2-0")
    where = {"latitude": 52.3, "longitude": 4.9, "height": 46}
    with pytest.raises(HomeAssistantError) as error:
        await act(hass, idle, "calibrate_rtk", await by_hand(hass), **where)
    assert error.value.translation_key == "debug_wrong_model"
    assert not got(idle, "rtk_calibration")
