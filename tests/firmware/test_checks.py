"""What keeps firmware from being sent, each in words of its own."""

import asyncio
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from tests.firmware.rig import IDLE, NEW, OLD, FirmwareRig
from tests.helpers.home import wait_until
from tests.helpers.told import AIRCRAFT, DOCK

ON = {"device_sn": AIRCRAFT, "device_model_key": "0-100-1", "device_paired": 1}


@pytest.fixture
async def ready(rig: FirmwareRig) -> FirmwareRig:
    """Return a dock for which there is firmware."""
    await rig.put("3-3-0")
    return rig


async def refusal(rig: FirmwareRig) -> str:
    """Return the key of what is said; nothing was sent, and nothing is shown as going on."""
    with pytest.raises(HomeAssistantError) as raised:
        await rig.install()
    assert rig.sent == []
    assert rig.told.shown("update", "firmware")["in_progress"] is False
    assert str(raised.value)
    assert "{" not in str(raised.value)
    return str(raised.value.translation_key)


@pytest.mark.parametrize(
    ("says", "key"),
    [
        ({"mode_code": 1}, "firmware_on_site"),
        ({"mode_code": 2}, "firmware_debugged"),
        ({"mode_code": 3}, "firmware_running"),
        ({"mode_code": 4}, "firmware_flying"),
        ({"mode_code": 5}, "firmware_not_idle"),
        ({"flighttask_step_code": 1}, "firmware_flying"),
        ({"drone_in_dock": 0}, "firmware_outside"),
        ({"drone_charge_state": {"capacity_percent": 19}}, "firmware_battery"),
        ({"wireless_link": {"link_workmode": 1, "sdr_link_state": 1}}, "firmware_mobile_link"),
        (
            {
                "wireless_link": {"link_workmode": 0, "sdr_link_state": 0},
                "sub_device": {**ON, "device_online_status": 1},
            },
            "firmware_no_link",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_dock_that_is_not_ready(ready: FirmwareRig, says: Any, key: str) -> None:
    """Nothing is sent."""
    ready.told.say(DOCK, **IDLE | says)
    assert await refusal(ready) == key


async def test_what_was_never_reported(ready: FirmwareRig) -> None:
    """Counts as not ready: unknown is no permission."""
    update = ready.hub.server.fleet.update
    for unknown, key in (
        ({"mode": None}, "firmware_not_idle"),
        ({"in_dock": None}, "firmware_outside"),
        ({"aircraft": None}, "firmware_outside"),
    ):
        before = ready.hub.server.fleet.get(DOCK)
        update(DOCK, **unknown)
        assert await refusal(ready) == key
        assert before
        update(DOCK, **{name: getattr(before, name) for name in unknown})
    ready.hub.server.properties.of(DOCK).clear()  # type: ignore[attr-defined]  # read only for others
    ready.told.link(online=0)
    assert await refusal(ready) == "firmware_battery_unknown"


async def test_an_aircraft_that_is_off_has_no_link(hass: HomeAssistant, ready: FirmwareRig) -> None:
    """Its dock switches it on."""
    linked = {**ON, "device_online_status": 0}
    ready.told.say(DOCK, **IDLE | {"wireless_link": {"sdr_link_state": 0}, "sub_device": linked})
    asking = hass.async_create_task(ready.install())
    await ready.accepted()
    await asking


@pytest.mark.parametrize("minutes", [89, -1])
async def test_a_flight_is_due(ready: FirmwareRig, minutes: int) -> None:
    """What fails leaves time to mend it; a flight that should have begun begins at any moment."""
    due = dt_util.utcnow() + timedelta(minutes=minutes)
    with patch.object(ready.hub.firmware, "_flight_due", lambda dock: due):
        assert await refusal(ready) == "firmware_flight_due"


async def test_a_flight_tomorrow(hass: HomeAssistant, ready: FirmwareRig) -> None:
    """Is no reason."""
    due = dt_util.utcnow() + timedelta(minutes=95)
    with patch.object(ready.hub.firmware, "_flight_due", lambda dock: due):
        asking = hass.async_create_task(ready.install())
        await ready.accepted()
        await asking


async def test_logs_and_media(ready: FirmwareRig) -> None:
    """Would be cut off."""
    with patch.object(ready.hub.logs.registry, "running", lambda dock: object()):
        assert await refusal(ready) == "firmware_logs_run"
    ready.told.say(DOCK, **IDLE, media_file_detail={"remain_upload": 3})
    assert await refusal(ready) == "firmware_media_run"


async def test_a_dock_that_is_away(hass: HomeAssistant, ready: FirmwareRig) -> None:
    """Home Assistant asks no entity that is unavailable; others who ask read why."""
    ready.hub.server.fleet.update(DOCK, online=False)
    await hass.async_block_till_done()
    await ready.install()
    assert ready.sent == []
    with pytest.raises(Exception, match="offline"):
        await ready.hub.firmware.async_install(DOCK)


async def test_no_second_one(hass: HomeAssistant, ready: FirmwareRig) -> None:
    """Neither while it waits for its package, nor while it runs, nor while the dock restarts."""
    firmware = ready.hub.firmware
    reading = asyncio.Event()
    measured = firmware.library.async_measured

    async def slow(package: Any) -> Any:
        await reading.wait()
        return await measured(package)

    with patch.object(firmware.library, "async_measured", slow):
        asking = hass.async_create_task(ready.install())
        await wait_until(lambda: ready.told.shown("update", "firmware")["in_progress"])
        with pytest.raises(HomeAssistantError) as raised:
            await firmware.async_install(DOCK)
        assert raised.value.translation_key == "firmware_running"
        reading.set()
        bid = await ready.accepted()
        await asking
    with pytest.raises(HomeAssistantError):
        await ready.install()
    with pytest.raises(HomeAssistantError) as raised:
        await firmware.async_install(DOCK)
    assert raised.value.translation_key == "firmware_running"
    ready.progress(bid, 100, "ok")
    await hass.async_block_till_done()
    ready.hub.server.fleet.update(DOCK, online=False)
    await hass.async_block_till_done()
    shown = ready.told.shown("update", "firmware")
    assert shown["in_progress"] is True
    ready.hub.server.fleet.update(DOCK, online=True)
    with pytest.raises(HomeAssistantError) as raised:
        await firmware.async_install(DOCK)
    assert raised.value.translation_key == "firmware_running"
    ready.report(NEW)
    await hass.async_block_till_done()
    assert ready.told.shown("update", "firmware")["in_progress"] is False
    assert len(ready.sent) == 1


async def test_nothing_older(ready: FirmwareRig) -> None:
    """Whoever asks for it by an action of his own."""
    ready.report("99.0")
    with pytest.raises(HomeAssistantError) as raised:
        await ready.hub.firmware.async_install(DOCK)
    assert raised.value.translation_key == "firmware_nothing_newer"
    assert ready.sent == []


async def test_control_is_not_allowed(
    hass: HomeAssistant, ready: FirmwareRig, loaded: MockConfigEntry
) -> None:
    """Then there is no entity, and nobody else gets anything sent."""
    with patch.object(ready.hub.debugging, "may_control", lambda dock: False):
        with pytest.raises(HomeAssistantError) as raised:
            await ready.hub.firmware.async_install(DOCK)
        assert raised.value.translation_key == "firmware_not_allowed"
        ready.report(OLD + "1")
        await hass.async_block_till_done()
        assert not ready.told.has("update", "firmware")


async def test_remote_debugging_of_ours_is_closed_first(
    hass: HomeAssistant, ready: FirmwareRig
) -> None:
    """A dock takes no firmware while it is open; that of somebody else stays as it is."""
    debugging = ready.hub.debugging
    ready.told.say(DOCK, **IDLE | {"mode_code": 2})
    await debugging.sessions._ours.async_set(DOCK)
    asking = hass.async_create_task(ready.install())
    await wait_until(lambda: ready.sent)
    assert ready.sent[0][0] == "debug_mode_close"
    ready.told.say(DOCK, **IDLE)
    await wait_until(lambda: len(ready.sent) == 2)
    assert ready.sent[-1][0] == "ota_create"
    await ready.accepted()
    await asking


@pytest.mark.parametrize("many", ["all", "label", "two"])
async def test_an_action_for_many(hass: HomeAssistant, ready: FirmwareRig, many: str) -> None:
    """Does not move a dock: whoever installs firmware names the entity."""
    await ready.put("0-100-1")
    ids = [ready.told.entity("update", "firmware", serial) for serial in (DOCK, AIRCRAFT)]
    target: dict[str, Any] = {"entity_id": "all" if many == "all" else ids}
    if many == "label":
        er.async_get(hass).async_update_entity(ids[0], labels={"firmware"})
        target = {"label_id": "firmware"}
    with pytest.raises(ServiceValidationError) as raised:
        await hass.services.async_call(
            "update", "install", target, blocking=True, context=Context()
        )
    assert raised.value.translation_key == "not_named_alone"
    assert ready.sent == []


async def test_only_administrators_install(
    hass: HomeAssistant, ready: FirmwareRig, hass_read_only_user: MockUser
) -> None:
    """As Home Assistant has it for all firmware."""
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            "update",
            "install",
            {"entity_id": ready.told.entity("update", "firmware")},
            blocking=True,
            context=Context(user_id=hass_read_only_user.id),
        )
    assert ready.sent == []
