"""Remote debugging of docks that come and go: nothing is believed that was not said just now."""

import asyncio
from collections.abc import AsyncGenerator
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.dji_dock.cloud_api import DockRefused
from custom_components.dji_dock.debugging.models import DebuggingTimings
from custom_components.dji_dock.jobs.models import JobStatus
from tests.cloud_api.wire import DOCK
from tests.helpers.debug_rig import INSIDE, DebugRig
from tests.helpers.home import wait_until

OPEN, CLOSE = "debug_mode_open", "debug_mode_close"


@pytest.fixture
async def rig(hass: HomeAssistant) -> AsyncGenerator[DebugRig]:
    """Return remote debugging of an idle dock that is asked again at once."""
    made = DebugRig(hass, DebuggingTimings(look=0.02, idle=3600, close=0.05, close_again=3600))
    await made.load()
    made.osd(**INSIDE)
    yield made
    await made.end()


async def answered(rig: DebugRig) -> None:
    """Ask for something, and let the dock do it."""
    rig.last = None
    asked = rig.ask("supplement_light_open")
    await wait_until(lambda: rig.last)
    assert rig.last
    rig.reply(rig.last)
    await asked


async def test_a_run_without_a_word_of_the_dock_closes_nothing(rig: DebugRig) -> None:
    """What was left open is remembered over it: nobody has heard that it is closed."""
    await answered(rig)
    await rig.stop()
    rig.wire.server.fleet.update(DOCK, online=False, mode=None)
    await rig.load()
    await rig.debugging.async_end_sessions()
    await rig.stop()
    await rig.load()
    assert rig.debugging.sessions.is_ours(DOCK)
    rig.osd(**{**INSIDE, "mode_code": 2})
    await wait_until(lambda: not rig.debugging.sessions.is_ours(DOCK))
    assert rig.seen == [OPEN, "supplement_light_open", CLOSE]


async def test_it_is_closed_as_soon_as_the_dock_is_back(rig: DebugRig) -> None:
    """However long the pause between two attempts has become."""
    await answered(rig)
    rig.obeys = False
    rig.debugging.sessions.close(DOCK)
    await wait_until(lambda: rig.seen[-1] == CLOSE)
    rig.wire.server.fleet.update(DOCK, online=False)
    rig.obeys = True
    rig.osd(mode_code=2)
    await wait_until(lambda: not rig.debugging.sessions.is_ours(DOCK))
    assert rig.mode == 0


async def test_by_hand_it_is_asked_at_once(rig: DebugRig) -> None:
    """Closing is one touch away, whatever failed before."""
    await answered(rig)
    rig.obeys = False
    with pytest.raises(HomeAssistantError) as caught:
        await rig.debugging.async_close(DOCK)
    assert caught.value.translation_key == "debug_not_closed"
    asked = rig.seen.count(CLOSE)
    rig.obeys = True
    await wait_until(lambda: rig.debugging.sessions.is_ours(DOCK))
    await rig.debugging.async_close(DOCK)
    assert rig.seen.count(CLOSE) == asked + 1
    assert rig.mode == 0


async def test_a_dock_that_is_away_is_not_said_to_be_closed(rig: DebugRig) -> None:
    """Nobody knows it."""
    rig.wire.server.fleet.update(DOCK, online=False)
    assert rig.debugging.state(DOCK).open is None
    with pytest.raises(HomeAssistantError) as caught:
        await rig.debugging.async_close(DOCK)
    assert caught.value.translation_key == "debug_not_closed"
    rig.osd(mode_code=0)
    await wait_until(lambda: not rig.debugging.sessions.is_ours(DOCK))


async def test_what_it_did_before_it_fell_silent(rig: DebugRig) -> None:
    """Says nothing of now: it may fly."""
    old = patch.object(rig.wire.server.fleet, "mode_age", return_value=11.0)
    with old, pytest.raises(HomeAssistantError) as caught:
        await rig.ask("device_reboot")
    assert caught.value.translation_key == "debug_mode_unknown"
    with old, pytest.raises(HomeAssistantError):
        await rig.debugging.async_open(DOCK)
    assert rig.seen == []


async def test_an_old_word_is_no_proof_that_it_is_closed(rig: DebugRig) -> None:
    """A dock that opened and fell silent before it said so is closed when it is back."""
    rig.obeys = False
    rig.debugging.sessions._timings = DebuggingTimings(open=0.01, close=0.05, close_again=3600)
    fleet = rig.wire.server.fleet
    with patch.object(fleet, "mode_age", side_effect=[0.0, 0.0] + [3600.0] * 1000):
        with pytest.raises(HomeAssistantError) as caught:
            await rig.ask("supplement_light_open")
        assert caught.value.translation_key == "debug_not_opened"
        await wait_until(lambda: rig.seen == [OPEN, CLOSE])
        await rig.wire.settle()
        assert rig.debugging.sessions.is_ours(DOCK)
        fleet.update(DOCK, online=False)
    rig.obeys = True
    rig.osd(mode_code=2)
    await wait_until(lambda: not rig.debugging.sessions.is_ours(DOCK))
    assert rig.mode == 0


async def test_who_held_what_is_over_holds_nothing_new(rig: DebugRig) -> None:
    """What somebody else opened and closed; what we open later closes by itself."""
    rig.osd(mode_code=2)
    await rig.debugging.async_open(DOCK)
    rig.osd(mode_code=0)
    await answered(rig)
    await wait_until(lambda: rig.debugging.state(DOCK).closes_at)


async def test_a_refusal_because_somebody_else_has_just_opened_it(rig: DebugRig) -> None:
    """Then it is theirs, and not closed by us."""
    rig.obeys = False
    asked = rig.ask("supplement_light_open")
    await wait_until(lambda: rig.seen == [OPEN])
    assert rig.opening
    rig.osd(mode_code=2)
    rig.reply(rig.opening, 514300)
    await wait_until(lambda: rig.last)
    assert rig.last
    rig.reply(rig.last)
    await asked
    assert not rig.debugging.sessions.is_ours(DOCK)


async def test_refusals_of_others_crowd_out_nothing(rig: DebugRig) -> None:
    """A dock may reply with whatever ids it likes."""
    rig.obeys = False
    first = rig.ask("supplement_light_open")
    await wait_until(lambda: rig.seen == [OPEN])
    assert rig.opening
    for number in range(50):
        rig.reply({**rig.opening, "bid": f"another {number}"}, 514300)
    first.cancel()
    await asyncio.wait([first])
    rig.jobs.empty(DOCK, "job_flight_due")
    rig.reply(rig.opening, 514300)


async def test_nothing_opens_while_all_is_stopped(rig: DebugRig) -> None:
    """Whoever asks then is refused; what is open is closed."""
    await answered(rig)
    rig.wire.server.takes_orders = False
    for asked in (rig.ask("cover_open"), rig.ask("supplement_light_close")):
        with pytest.raises(HomeAssistantError) as caught:
            await asked
        assert caught.value.translation_key == "job_unloaded"
    await rig.debugging.async_end_sessions()
    assert rig.seen == [OPEN, "supplement_light_open", CLOSE]


async def test_a_calibration_is_not_proven_by_an_earlier_one(rig: DebugRig) -> None:
    """The dock is calibrated before, too; each position is an order of its own."""
    rig.osd(position_state={"is_calibration": 1})
    first = rig.hass.async_create_task(
        rig.debugging.async_do(DOCK, "rtk_calibration", data={"devices": [1]})
    )
    await wait_until(lambda: rig.last)
    command = rig.last
    assert command
    rig.reply(command)
    running = await first
    second = rig.hass.async_create_task(
        rig.debugging.async_do(DOCK, "rtk_calibration", data={"devices": [2]})
    )
    live = rig.jobs._runner.line(DOCK).first
    assert live
    assert live.order.proof is None
    await wait_until(lambda: rig.jobs.state(DOCK).latest != running)
    rig.last = None
    rig.progress(command, "ok")
    await wait_until(lambda: rig.last)
    assert rig.last
    assert rig.last["data"] == {"devices": [2]}
    rig.reply(rig.last, 514168)
    with pytest.raises(DockRefused):
        await second
    assert [job.status for job in rig.jobs.newest(DOCK)] == [
        JobStatus.FAILED,
        JobStatus.SUCCEEDED,
    ]
