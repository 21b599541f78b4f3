"""When the camera of an aircraft is used, and what is sent for it."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from custom_components.dji_dock.cloud_api import DockRefused, GimbalReset, ReplyTimeout
from custom_components.dji_dock.payload.manager import PayloadControl
from custom_components.dji_dock.payload.models import PayloadTimings
from tests.cloud_api.wire import AIRCRAFT, DOCK, Wire

CAMERA = "99-0-0"


class PayloadRig:
    """The camera of an aircraft that flies for us, and a dock that answers as it is told."""

    def __init__(self, hass: HomeAssistant, timings: PayloadTimings | None = None) -> None:
        """Build the parts."""
        self.hass = hass
        self.wire = Wire()
        self.flying = True
        self.payload = PayloadControl(
            self.wire.server, flying_for_us=lambda dock: self.flying, timings=timings
        )
        self.payload.start()
        self.wire.accept()
        linked = {"device_sn": AIRCRAFT, "device_online_status": 1}
        self.wire.say("osd", data={"mode_code": 4, "sub_device": linked})
        self.report()

    def report(self, camera_mode: int = 0, recording: int = 0, mode_code: int = 5) -> None:
        """Let the aircraft report."""
        camera = {
            "payload_index": CAMERA,
            "camera_mode": camera_mode,
            "recording_state": recording,
        }
        self.say("osd", {"mode_code": mode_code, "cameras": [camera]})

    def held(self, by: str) -> None:
        """Let the aircraft report who controls its camera."""
        self.say("state", {"payloads": [{"control_source": by, "payload_index": CAMERA}]})

    def say(self, kind: str, data: dict[str, Any]) -> None:
        """Let the aircraft say something."""
        self.wire.say(kind, data=data, serial=AIRCRAFT, gateway=DOCK)

    def ask(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Let somebody ask."""
        return self.hass.async_create_task(work)

    async def answer(self, method: str, result: int = 0) -> dict[str, Any]:
        """Let the dock answer its next command, which is this one; return its data."""
        command = await self.wire.transport.next("services")
        assert command["method"] == method
        ids = {"tid": command["tid"], "bid": command["bid"]}
        self.wire.say("services_reply", method, {"result": result}, **ids)
        data: dict[str, Any] = command["data"]
        return data

    async def photo(self, *, control: bool) -> None:
        """Take a photo, with control taken before or not."""
        task = self.ask(self.payload.async_take_photo(DOCK))
        if control:
            await self.answer("payload_authority_grab")
        await self.answer("camera_photo_take")
        await task

    @property
    def sent(self) -> list[str]:
        """Return what was sent and not answered."""
        return [message["method"] for _, message in self.wire.transport.published]


@pytest.fixture
def rig(hass: HomeAssistant) -> PayloadRig:
    """Return an aircraft that flies for us."""
    return PayloadRig(hass)


async def refused(rig: PayloadRig, work: Coroutine[Any, Any, None]) -> str | None:
    """Return why something was refused, with nothing sent."""
    with pytest.raises(ServiceValidationError) as error:
        await work
    assert rig.sent == []
    return error.value.translation_key


async def test_control_is_taken_once(rig: PayloadRig) -> None:
    """Before the first command of a flight, and not before others."""
    await rig.photo(control=True)
    await rig.photo(control=False)
    task = rig.ask(rig.payload.async_zoom(DOCK, 7.0))
    assert (await rig.answer("camera_focal_length_set"))["zoom_factor"] == 7.0
    await task
    assert rig.sent == []


async def test_each_command(rig: PayloadRig) -> None:
    """It goes to the camera that the aircraft has reported."""
    await rig.photo(control=True)
    down = rig.ask(rig.payload.async_reset_gimbal(DOCK, GimbalReset.DOWN))
    assert await rig.answer("gimbal_reset") == {"payload_index": CAMERA, "reset_mode": 1}
    await down
    point = rig.ask(rig.payload.async_point(DOCK, 52.3, 4.9, 46.2))
    assert await rig.answer("camera_look_at") == {
        "payload_index": CAMERA,
        "locked": False,
        "latitude": 52.3,
        "longitude": 4.9,
        "height": 46.2,
    }
    await point
    stop = rig.ask(rig.payload.async_record(DOCK, on=False))
    assert await rig.answer("camera_recording_stop") == {"payload_index": CAMERA}
    await stop


async def test_nothing_is_sent_in_flights_of_others(rig: PayloadRig) -> None:
    """Whoever flies keeps control."""
    rig.flying = False
    assert await refused(rig, rig.payload.async_take_photo(DOCK)) == "payload_not_flying"
    assert await refused(rig, rig.payload.async_point(DOCK, 1, 2, 3)) == "payload_not_flying"


async def test_without_flights_nothing_is_ever_sent(hass: HomeAssistant) -> None:
    """As long as Home Assistant starts none."""
    rig = PayloadRig(hass)
    payload = PayloadControl(rig.wire.server)
    assert await refused(rig, payload.async_take_photo(DOCK)) == "payload_not_flying"


async def test_a_pilot_keeps_control(rig: PayloadRig) -> None:
    """Before control was taken, and after that."""
    rig.held("B")
    assert await refused(rig, rig.payload.async_take_photo(DOCK)) == "payload_held"
    rig.held("A")
    await rig.photo(control=True)
    rig.held("B")
    assert await refused(rig, rig.payload.async_zoom(DOCK, 2)) == "payload_held"


async def test_another_payload_of_a_pilot_is_none_of_ours(rig: PayloadRig) -> None:
    """Only that of the camera counts."""
    other = {"control_source": "B", "payload_index": "82-0-0"}
    rig.say("state", {"payloads": [other]})
    await rig.photo(control=True)


async def test_an_unknown_camera(hass: HomeAssistant, rig: PayloadRig) -> None:
    """The aircraft has reported none, or one that can be none."""
    rig.wire.server.properties.forget(AIRCRAFT)
    assert await refused(rig, rig.payload.async_take_photo(DOCK)) == "payload_unknown"
    rig.say("osd", {"cameras": [{"payload_index": "../x"}]})
    assert await refused(rig, rig.payload.async_take_photo(DOCK)) == "payload_unknown"
    assert await refused(rig, rig.payload.async_take_photo("ANOTHER1")) == "payload_unknown"


@pytest.mark.parametrize("result", [325004, None])
async def test_without_control_nothing_is_sent(hass: HomeAssistant, result: int | None) -> None:
    """Refused, or without an answer; the next command takes it again."""
    rig = PayloadRig(hass, PayloadTimings(reply=20 if result else 0.01))
    task = rig.ask(rig.payload.async_take_photo(DOCK))
    if result:
        await rig.answer("payload_authority_grab", result)
    with pytest.raises(HomeAssistantError) as error:
        await task
    assert error.value.translation_key == "payload_no_control"
    assert isinstance(error.value.__cause__, DockRefused if result else ReplyTimeout)
    assert rig.sent == ([] if result else ["payload_authority_grab"])


async def test_control_is_taken_again_after_a_refusal(rig: PayloadRig) -> None:
    """It was not given."""
    task = rig.ask(rig.payload.async_take_photo(DOCK))
    await rig.answer("payload_authority_grab", 325004)
    with pytest.raises(HomeAssistantError):
        await task
    await rig.photo(control=True)


async def test_a_flight_that_ends_while_control_is_taken(rig: PayloadRig) -> None:
    """Nothing comes after it."""
    task = rig.ask(rig.payload.async_take_photo(DOCK))
    command = await rig.wire.transport.next("services")
    rig.flying = False
    ids = {"tid": command["tid"], "bid": command["bid"]}
    rig.wire.say("services_reply", command["method"], {"result": 0}, **ids)
    with pytest.raises(ServiceValidationError):
        await task
    assert rig.sent == []


@pytest.mark.parametrize("noticed", ["aircraft", "dock"])
async def test_each_flight_takes_control_anew(rig: PayloadRig, noticed: str) -> None:
    """However its end was noticed."""
    await rig.photo(control=True)
    if noticed == "aircraft":
        rig.report(mode_code=0)
    else:
        rig.flying = False
        rig.wire.say("osd", data={"mode_code": 0})
        rig.flying = True
    rig.report()
    await rig.photo(control=True)


async def test_a_dock_that_was_removed_is_forgotten(rig: PayloadRig) -> None:
    """It begins anew if it comes back."""
    await rig.photo(control=True)
    await rig.payload.async_forget(DOCK)
    await rig.photo(control=True)


async def test_a_second_command_does_not_wait(rig: PayloadRig) -> None:
    """It would come late; the first one is not disturbed."""
    first = rig.ask(rig.payload.async_take_photo(DOCK))
    await rig.answer("payload_authority_grab")
    with pytest.raises(ServiceValidationError) as busy:
        await rig.payload.async_zoom(DOCK, 3)
    assert busy.value.translation_key == "payload_busy"
    await rig.answer("camera_photo_take")
    await first
    await rig.photo(control=False)


async def test_a_recording_is_stopped_at_once(rig: PayloadRig) -> None:
    """Whatever else is under way."""
    await rig.photo(control=True)
    photo = rig.ask(rig.payload.async_take_photo(DOCK))
    command = await rig.wire.transport.next("services")
    stop = rig.ask(rig.payload.async_record(DOCK, on=False))
    await rig.answer("camera_recording_stop")
    await stop
    with pytest.raises(ServiceValidationError) as busy:
        await rig.payload.async_zoom(DOCK, 3)
    assert busy.value.translation_key == "payload_busy"
    ids = {"tid": command["tid"], "bid": command["bid"]}
    rig.wire.say("services_reply", command["method"], {"result": 0}, **ids)
    await photo


async def test_a_refusal_of_the_camera(rig: PayloadRig) -> None:
    """It reaches whoever asked, and the next command is sent."""
    task = rig.ask(rig.payload.async_take_photo(DOCK))
    await rig.answer("payload_authority_grab")
    await rig.answer("camera_photo_take", 327003)
    with pytest.raises(DockRefused):
        await task
    await rig.photo(control=False)


async def test_a_recording_switches_the_camera(rig: PayloadRig) -> None:
    """To video, and waits until it reports that."""
    await rig.photo(control=True)
    task = rig.ask(rig.payload.async_record(DOCK, on=True))
    assert (await rig.answer("camera_mode_switch"))["camera_mode"] == 1
    rig.report(camera_mode=0)
    await rig.wire.settle()
    assert rig.sent == []
    rig.report(camera_mode=1)
    await rig.answer("camera_recording_start")
    await task


async def test_a_photo_ends_no_recording(rig: PayloadRig) -> None:
    """It would have to switch the camera."""
    await rig.photo(control=True)
    rig.report(camera_mode=1, recording=1)
    assert await refused(rig, rig.payload.async_take_photo(DOCK)) == "payload_recording"
    rig.report(camera_mode=1)
    task = rig.ask(rig.payload.async_take_photo(DOCK))
    assert (await rig.answer("camera_mode_switch"))["camera_mode"] == 0
    rig.report(camera_mode=0)
    await rig.answer("camera_photo_take")
    await task


async def test_a_panorama_stays_one(rig: PayloadRig) -> None:
    """Whoever chose it wants it."""
    rig.report(camera_mode=3)
    await rig.photo(control=True)


async def test_a_camera_that_keeps_its_mode(hass: HomeAssistant) -> None:
    """Nothing is recorded then."""
    rig = PayloadRig(hass, PayloadTimings(switch=0.01))
    await rig.photo(control=True)
    task = rig.ask(rig.payload.async_record(DOCK, on=True))
    await rig.answer("camera_mode_switch")
    with pytest.raises(HomeAssistantError) as error:
        await task
    assert error.value.translation_key == "payload_mode_kept"
    assert rig.sent == []


async def test_a_pilot_who_takes_over_while_it_switches(rig: PayloadRig) -> None:
    """Nothing comes after that."""
    await rig.photo(control=True)
    task = rig.ask(rig.payload.async_record(DOCK, on=True))
    await rig.answer("camera_mode_switch")
    rig.held("B")
    rig.report(camera_mode=1)
    with pytest.raises(ServiceValidationError) as error:
        await task
    assert error.value.translation_key == "payload_held"
    assert rig.sent == []
