"""Remote debugging: opened when it is needed, shared, and closed for sure."""

from collections.abc import AsyncGenerator
from datetime import timedelta
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest

from custom_components.dji_dock.cloud_api import DockOffline, DockRefused, DockSilent
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.database import DatabaseUnusable
from custom_components.dji_dock.debugging.models import DebuggingTimings
from custom_components.dji_dock.jobs.runner import JobTimings
from tests.cloud_api.wire import AIRCRAFT, DOCK
from tests.helpers.debug_rig import INSIDE, PATIENT, DebugRig
from tests.helpers.home import wait_until

OPEN, CLOSE = "debug_mode_open", "debug_mode_close"


@pytest.fixture
async def rig(hass: HomeAssistant, request: pytest.FixtureRequest) -> AsyncGenerator[DebugRig]:
    """Return remote debugging of an idle dock."""
    made = DebugRig(hass, getattr(request, "param", PATIENT))
    await made.load()
    made.osd(**INSIDE)
    yield made
    await made.end()


def quick(**timings: float) -> pytest.MarkDecorator:
    """Use other times, in seconds."""
    shown = DebuggingTimings(**{"look": 0.02, "idle": 3600, "close_again": 0.02, **timings})
    return pytest.mark.parametrize("rig", [shown], indirect=True, ids=["quick"])


async def answered(rig: DebugRig, command: str = "supplement_light_open") -> None:
    """Ask for something, and let the dock do it."""
    rig.last = None
    asked = rig.ask(command)
    await wait_until(lambda: rig.last)
    assert rig.last
    rig.reply(rig.last)
    await asked


def test_what_is_promised() -> None:
    """In seconds: what the documentation says of the times that tests here make shorter."""
    promised = DebuggingTimings()
    assert (promised.open, promised.idle, promised.before_flight) == (15, 300, 600)
    assert (promised.cover_open, promised.fresh) == (900, 10)
    assert JobTimings().wait == 30


async def test_it_is_opened_for_a_command(rig: DebugRig) -> None:
    """And shared by those that follow."""
    await answered(rig)
    await answered(rig, "supplement_light_close")
    assert rig.seen == [OPEN, "supplement_light_open", "supplement_light_close"]
    state = rig.debugging.state(DOCK)
    assert (state.open, state.ours) == (True, True)
    await wait_until(lambda: rig.debugging.state(DOCK).closes_at)


@quick(idle=0.05)
async def test_it_is_closed_some_time_after(rig: DebugRig) -> None:
    """When nobody needs it any more."""
    await answered(rig)
    await wait_until(lambda: not rig.debugging.sessions.is_ours(DOCK))
    assert rig.seen == [OPEN, "supplement_light_open", CLOSE]
    assert rig.debugging.state(DOCK).open is False


@quick(idle=0.05)
async def test_it_is_not_closed_under_a_job(rig: DebugRig) -> None:
    """That goes on longer."""
    await answered(rig, "cover_open")
    cover = rig.last
    assert cover
    rig.debugging.sessions.close(DOCK)
    await rig.wire.settle()
    assert CLOSE not in rig.seen
    rig.progress(cover, "ok")
    await wait_until(lambda: CLOSE in rig.seen)


@quick(idle=0.01)
async def test_what_somebody_else_opened(rig: DebugRig) -> None:
    """Is used, and not closed."""
    rig.osd(mode_code=2)
    await answered(rig)
    await wait_until(lambda: rig.jobs.state(DOCK).job is None)
    assert rig.seen == ["supplement_light_open"]
    assert rig.debugging.state(DOCK).ours is False
    assert rig.debugging.state(DOCK).closes_at is None


@quick(close=0.02)
async def test_closing_repeats_until_it_is_reported(rig: DebugRig) -> None:
    """It is the safe direction."""
    await answered(rig)
    rig.obeys = False
    rig.debugging.sessions.close(DOCK)
    await wait_until(lambda: rig.seen.count(CLOSE) >= 3)
    rig.obeys = True
    await wait_until(lambda: not rig.debugging.sessions.is_ours(DOCK))
    assert rig.mode == 0


@quick(open=0.05, close=0.05)
async def test_a_dock_that_does_not_open(rig: DebugRig) -> None:
    """Reads so; the command is not sent, and what may open late is closed."""
    rig.obeys = False
    with pytest.raises(HomeAssistantError) as caught:
        await rig.ask("supplement_light_open")
    assert caught.value.translation_key == "debug_not_opened"
    assert rig.seen.count(OPEN) == 1
    assert "supplement_light_open" not in rig.seen
    await wait_until(lambda: CLOSE in rig.seen)


@quick(open=0.02, close=0.05, settled=0.02)
async def test_a_dock_that_opened_unheard(rig: DebugRig) -> None:
    """Is closed when it is heard again: what it reported before it was asked proves nothing."""
    rig.obeys = False
    silence = 0.0
    with patch.object(rig.wire.server.fleet, "mode_age", side_effect=lambda dock: silence):
        with pytest.raises(HomeAssistantError):
            await rig.ask("supplement_light_open")
        silence = 3600.0
        await wait_until(lambda: rig.seen.count(CLOSE) >= 2)
        await rig.debugging.async_end_sessions()
        assert rig.debugging.sessions.is_ours(DOCK)
        silence = 0.0
        rig.osd(mode_code=2)
        rig.obeys = True
        await wait_until(lambda: not rig.debugging.sessions.is_ours(DOCK))
    assert rig.mode == 0


async def test_a_dock_that_refuses_to_open(rig: DebugRig) -> None:
    """With its code; nothing is left to be closed."""
    rig.obeys = False
    asked = rig.ask("supplement_light_open")
    await wait_until(lambda: rig.seen == [OPEN])
    assert rig.opening
    rig.reply({**rig.opening, "bid": "another"}, 514116)
    rig.reply(rig.opening, 514148)
    with pytest.raises(DockRefused) as caught:
        await asked
    assert caught.value.code == 514148
    assert not rig.debugging.sessions.is_ours(DOCK)


async def test_what_cannot_be_saved_is_not_opened(rig: DebugRig) -> None:
    """Nobody would close it after a restart."""
    full = patch.object(rig.jobs.database, "writing", side_effect=DatabaseUnusable("full"))
    with full, pytest.raises(DatabaseUnusable):
        await rig.ask("supplement_light_open")
    assert rig.seen == []


async def test_it_is_closed_after_a_restart(rig: DebugRig) -> None:
    """As soon as the dock can be heard, and only if we had opened it."""
    await answered(rig)
    await rig.stop()
    await rig.load()
    await wait_until(lambda: not rig.debugging.sessions.is_ours(DOCK))
    assert rig.seen == [OPEN, "supplement_light_open", CLOSE]


async def test_a_job_outlives_a_restart(rig: DebugRig) -> None:
    """Remote debugging is closed when it is over."""
    await answered(rig, "cover_open")
    cover = rig.last
    assert cover
    await rig.stop()
    await rig.load()
    rig.progress(cover)
    await rig.wire.settle()
    assert CLOSE not in rig.seen
    rig.progress(cover, "ok")
    await wait_until(lambda: not rig.debugging.sessions.is_ours(DOCK))
    assert rig.seen == [OPEN, "cover_open", CLOSE]


@quick(settled=0.02)
async def test_a_restart_that_finds_it_closed(rig: DebugRig) -> None:
    """Says it once all the same: it may have been about to open."""
    await answered(rig)
    await rig.stop()
    rig.osd(mode_code=0)
    await rig.load()

    def is_closed() -> bool:
        rig.osd(mode_code=0)
        return not rig.debugging.sessions.is_ours(DOCK)

    await wait_until(is_closed)
    assert rig.seen == [OPEN, "supplement_light_open", CLOSE]


async def test_it_is_closed_before_an_unload(rig: DebugRig) -> None:
    """If it is ours."""
    await answered(rig)
    await rig.debugging.async_end_sessions()
    assert rig.seen == [OPEN, "supplement_light_open", CLOSE]
    assert not rig.debugging.sessions.is_ours(DOCK)


async def test_a_dock_that_leaves_by_itself(rig: DebugRig) -> None:
    """What somebody opens after that is not ours."""
    await answered(rig)
    rig.osd(mode_code=0)
    await wait_until(lambda: not rig.debugging.sessions.is_ours(DOCK))
    rig.osd(mode_code=2)
    await rig.wire.settle()
    assert CLOSE not in rig.seen
    rig.osd(mode_code=0)
    await answered(rig)
    assert rig.seen.count(OPEN) == 2


async def test_a_flight_that_is_due(rig: DebugRig) -> None:
    """Closes it at once, empties the queue, and lets nothing begin."""
    await answered(rig)
    rig.due = dt_util.utcnow() + timedelta(minutes=5)
    await wait_until(lambda: not rig.debugging.sessions.is_ours(DOCK))
    assert rig.seen[-1] == CLOSE
    with pytest.raises(HomeAssistantError) as caught:
        await rig.ask("supplement_light_open")
    assert caught.value.translation_key == "debug_flight_due"
    rig.due = dt_util.utcnow() + timedelta(hours=2)
    await answered(rig)


async def test_by_hand(rig: DebugRig) -> None:
    """Opened and closed by the owner, and left as he wants it."""
    await rig.debugging.async_open(DOCK)
    state = rig.debugging.state(DOCK)
    assert (state.open, state.ours, state.closes_at) == (True, True, None)
    await answered(rig)
    assert rig.debugging.state(DOCK).closes_at is None
    await rig.debugging.async_close(DOCK)
    assert rig.mode == 0
    assert rig.seen == [OPEN, "supplement_light_open", CLOSE]


async def test_closing_by_hand_what_somebody_else_opened(rig: DebugRig) -> None:
    """The owner may."""
    rig.osd(mode_code=2)
    await rig.debugging.async_close(DOCK)
    assert rig.seen == [CLOSE]
    assert not rig.debugging.sessions.is_ours(DOCK)


async def test_no_closing_under_a_job(rig: DebugRig) -> None:
    """It would be cut off."""
    await answered(rig, "cover_open")
    cover = rig.last
    assert cover
    with pytest.raises(HomeAssistantError) as caught:
        await rig.debugging.async_close(DOCK)
    assert caught.value.translation_key == "debug_job_runs"
    rig.progress(cover, "ok")


@pytest.mark.parametrize(
    ("reported", "key"),
    [
        ({"mode_code": 4}, "debug_flying"),
        ({"mode_code": 3}, "debug_upgrading"),
        ({"mode_code": 1}, "debug_on_site"),
        ({"emergency_stop_state": 1}, "debug_emergency_stop"),
        ({"rainfall": 1}, "cover_rain"),
    ],
)
async def test_nothing_is_sent(rig: DebugRig, reported: dict[str, int], key: str) -> None:
    """When something forbids it; who asked reads why, and the log stays clean."""
    rig.osd(**reported)
    with pytest.raises(ServiceValidationError) as caught:
        await rig.ask("cover_open")
    assert caught.value.translation_key == key
    assert rig.seen == []
    assert [*rig.jobs.newest(DOCK)] == []


async def test_what_changes_while_it_opens(rig: DebugRig) -> None:
    """Forbids it then; it is closed again."""
    rig.obeys = False
    asked = rig.ask("cover_open")
    await wait_until(lambda: rig.seen == [OPEN])
    rig.osd(rainfall=2, mode_code=2)
    with pytest.raises(HomeAssistantError) as caught:
        await asked
    assert caught.value.translation_key == "cover_rain"
    assert rig.seen == [OPEN]
    await wait_until(lambda: rig.debugging.state(DOCK).closes_at)
    rig.obeys = True


async def test_other_models(rig: DebugRig) -> None:
    """Get no command that they do not have."""
    with pytest.raises(HomeAssistantError) as caught:
        await rig.ask("putter_open")
    assert caught.value.translation_key == "debug_wrong_model"
    rig.wire.server.fleet.update(DOCK, model_key="3-2-0")
    with pytest.raises(HomeAssistantError):
        await rig.ask("rtk_calibration")
    assert rig.seen == []


async def test_another_position_is_another_command(rig: DebugRig) -> None:
    """Whoever calibrates anew does not get what was asked for with other numbers."""
    first = rig.ask("rtk_calibration", data={"devices": [{"data": {"height": 1.0}}]})
    await wait_until(lambda: rig.last)
    assert rig.last
    command, rig.last = rig.last, None
    second = rig.ask("rtk_calibration", data={"devices": [{"data": {"height": 2.0}}]})
    await rig.wire.settle()
    rig.reply(command)
    await first
    assert not second.done()
    rig.progress(command, "ok")
    await wait_until(lambda: rig.last)
    assert rig.last
    assert rig.last["data"] == {"devices": [{"data": {"height": 2.0}}]}
    rig.reply(rig.last)
    assert (await second).job_id == rig.last["bid"]


async def test_not_allowed(rig: DebugRig) -> None:
    """By the owner."""
    rig.allowed = False
    with pytest.raises(HomeAssistantError) as caught:
        await rig.ask("cover_open")
    assert caught.value.translation_key == "debug_not_allowed"
    with pytest.raises(HomeAssistantError):
        await rig.debugging.async_open(DOCK)
    assert rig.debugging.state(DOCK).allowed is False
    assert rig.seen == []


async def test_a_dock_that_is_not_there(rig: DebugRig) -> None:
    """Gets nothing, now or later."""
    rig.wire.server.fleet.update(DOCK, online=False)
    with pytest.raises(DockOffline):
        await rig.ask("cover_open")
    assert rig.seen == []


async def test_a_dock_that_fell_silent(rig: DebugRig) -> None:
    """Neither."""
    silent = patch.object(rig.wire.server.fleet, "silence", return_value=11.0)
    with silent, pytest.raises(DockSilent):
        await rig.ask("supplement_light_open")
    assert rig.seen == []
    assert not rig.debugging.sessions.is_ours(DOCK)


async def test_restarting_a_dock(rig: DebugRig) -> None:
    """It is done when the dock has started again; its last event seldom comes."""
    await answered(rig, "device_reboot")
    rig.wire.say("status", "update_topo", {"sub_devices": []})
    await rig.wire.settle()
    job = rig.jobs.running(DOCK)
    assert job is not None
    rig.osd(mode_code=0)
    await wait_until(lambda: rig.jobs.running(DOCK) is None)
    [job] = rig.jobs.newest(DOCK)
    assert job.status == "succeeded"


@pytest.mark.parametrize("left", [10, 0])
@pytest.mark.parametrize(
    ("command", "device"), [("device_format", DOCK), ("drone_format", AIRCRAFT)]
)
async def test_formatting(rig: DebugRig, command: str, device: str, left: int) -> None:
    """Files that wait are lost only if that is wanted; less on it is the proof, nothing is, too."""
    rig.pending = 2
    with pytest.raises(HomeAssistantError):
        await rig.ask(command)
    rig.wire.say("osd", data={"storage": {"total": 1000, "used": 900}}, serial=device)
    asked = rig.ask(command, force=True)
    await wait_until(lambda: rig.last)
    assert rig.last
    rig.reply(rig.last)
    await asked
    rig.wire.say("osd", data={"storage": {"total": 1000, "used": left}}, serial=device)
    await wait_until(lambda: rig.jobs.running(DOCK) is None)


@quick(left_open=0.05, cover_open=0.05)
async def test_what_was_left_open(hass: HomeAssistant, rig: DebugRig) -> None:
    """Is told in repairs, until it is closed."""
    issues = ir.async_get(hass)

    def shown() -> set[str | None]:
        return {each.translation_key for (domain, _), each in issues.issues.items()
                if domain == DOMAIN}  # fmt: skip

    rig.osd(mode_code=2, cover_state=1)
    await wait_until(lambda: shown() == {"debugging_left_open", "cover_left_open"})
    rig.osd(mode_code=0, cover_state=0)
    await wait_until(lambda: not shown())


@quick(left_open=0.05)
async def test_what_the_owner_left_open(hass: HomeAssistant, rig: DebugRig) -> None:
    """By the switch: nothing closes it but a flight of ours, or whoever reads of it."""

    def shown() -> bool:
        return any(key[0] == DOMAIN for key in ir.async_get(hass).issues)

    await rig.debugging.async_open(DOCK)
    await wait_until(shown)
    await rig.debugging.sessions.async_hold(DOCK, "logs")
    await wait_until(lambda: not shown())
    await rig.debugging.sessions.async_let_go(DOCK, "logs")
    await wait_until(shown)
    await rig.debugging.async_close(DOCK)
    await wait_until(lambda: not shown())


@quick(left_open=0, cover_open=0)
async def test_what_others_left_open_elsewhere(hass: HomeAssistant, rig: DebugRig) -> None:
    """Who may not control a dock has no switch for it, and is not asked to close it."""
    rig.allowed = False
    rig.osd(mode_code=2, cover_state=1)

    def shown() -> set[str | None]:
        return {each.translation_key for (domain, _), each in ir.async_get(hass).issues.items()
                if domain == DOMAIN}  # fmt: skip

    await wait_until(lambda: shown() == {"cover_left_open"})
    rig.allowed = True
    await wait_until(lambda: "debugging_left_open" in shown())


@quick(left_open=0, cover_open=0)
async def test_what_is_no_reason(hass: HomeAssistant, rig: DebugRig) -> None:
    """What is ours closes by itself; in a flight the cover is open."""
    await answered(rig, "cover_open")
    rig.osd(cover_state=2)
    look = patch.object(
        rig.debugging._left_open,
        "look",
        wraps=rig.debugging._left_open.look,
    )
    with look as looked:
        await wait_until(lambda: looked.call_count > 1)
    assert not [key for key in ir.async_get(hass).issues if key[0] == DOMAIN]


async def test_each_holder_keeps_it_open(rig: DebugRig) -> None:
    """Whoever lets go last closes it, at once; who does not hold it closes nothing."""
    sessions = rig.debugging.sessions
    await sessions.async_hold(DOCK)
    await sessions.async_hold(DOCK, "logs")
    assert rig.seen == [OPEN]
    assert not await sessions.async_let_go(DOCK, "nobody")
    assert not await sessions.async_let_go(DOCK, "owner")
    assert rig.debugging.state(DOCK).closes_at is None
    assert await sessions.async_let_go(DOCK, "logs")
    assert rig.seen == [OPEN, CLOSE]
    assert rig.debugging.state(DOCK).open is False


async def test_a_holder_does_not_close_what_others_opened(rig: DebugRig) -> None:
    """It was open before."""
    rig.osd(mode_code=2)
    await rig.debugging.sessions.async_hold(DOCK, "logs")
    assert not await rig.debugging.sessions.async_let_go(DOCK, "logs")
    assert rig.seen == []
