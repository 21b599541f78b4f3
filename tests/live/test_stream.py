"""A camera is started for whoever watches, once, and stopped for sure."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from dataclasses import replace
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.dji_dock.database import DatabaseUnusable, Record
from custom_components.dji_dock.live.models import LiveStatus
from tests.helpers.live_rig import CAMERA, KEY, LiveRig, timed

START, STOP = "live_start_push", "live_stop_push"


@pytest.fixture
async def rig(hass: HomeAssistant) -> AsyncGenerator[LiveRig]:
    """Return a camera that nobody watches."""
    rig = LiveRig(hass)
    await rig.load()
    yield rig
    await rig.end()


async def test_from_the_first_viewer_to_the_last(rig: LiveRig) -> None:
    """One start, however many look; it goes on for a moment after the last one."""
    await asyncio.gather(*(rig.stream.async_enter() for _ in range(5)))
    state = rig.stream.state
    assert (state.status, state.streaming, state.viewers) == (LiveStatus.STREAMING, True, 5)
    assert rig.methods() == [START]
    assert rig.seen[0]["data"] == {
        "url_type": 1,
        "url": "rtmp://ha/live/1",
        "video_id": KEY.device + "/165-0-7/normal-0",
        "video_quality": 0,
    }
    assert rig.ours
    for _ in range(5):
        rig.stream.leave()
    assert rig.stream.state.status is LiveStatus.STREAMING
    assert rig.methods() == [START]


async def test_the_last_one_leaves(hass: HomeAssistant) -> None:
    """The dock is told to stop, and its line is cut."""
    rig = LiveRig(hass, timed(linger=0))
    await rig.load()
    await rig.stream.async_enter()
    rig.stream.leave()
    await rig.until(lambda: rig.stream.state.status is LiveStatus.IDLE)
    assert rig.methods() == [START, STOP]
    assert (rig.target.connected, rig.ours, rig.pushing) == (False, False, False)
    await rig.stream.async_enter()
    assert rig.methods() == [START, STOP, START]
    await rig.end()
    assert rig.methods() == [START, STOP, START, STOP]


async def test_it_is_saved_before_it_is_sent(rig: LiveRig) -> None:
    """A run that is killed before the reply leaves it to the next one."""
    rig.results[START] = [None]
    rig.comes = False
    entering = asyncio.create_task(rig.stream.async_enter())
    await rig.until(lambda: rig.seen)
    assert rig.ours
    await rig.kill()
    await rig.load()
    rig.stream.dock_changed()
    await rig.until(lambda: not rig.ours)
    assert rig.methods() == [START, STOP]
    entering.cancel()


async def test_held_without_viewers(rig: LiveRig) -> None:
    """Until it is turned off."""
    await rig.stream.async_hold()
    assert rig.stream.state.held_until is not None
    await rig.stream.async_hold()
    assert rig.methods() == [START]
    await rig.stream.async_release()
    assert rig.methods() == [START, STOP]
    await rig.until(lambda: rig.stream.state.status is LiveStatus.IDLE)
    assert rig.stream.state.held_until is None


async def test_turned_off_while_somebody_looks(rig: LiveRig) -> None:
    """It stops at once: off is off. Who tries again is told; who turns it on watches again."""
    await rig.stream.async_enter()
    await rig.stream.async_hold()
    await rig.stream.async_release()
    assert rig.methods() == [START, STOP]
    assert rig.target.ended
    rig.stream.leave()
    with pytest.raises(HomeAssistantError) as refused:
        await rig.stream.async_enter()
    assert refused.value.translation_key == "live_is_off"
    assert rig.stream.state.viewers == 0
    assert rig.methods() == [START, STOP]
    await rig.stream.async_hold()
    await rig.stream.async_enter()
    assert rig.methods() == [START, STOP, START]


@pytest.mark.parametrize("code", [513006, 513008, 513010, 513099])
async def test_a_start_that_works_later(rig: LiveRig, code: int) -> None:
    """As after take-off: three times."""
    rig.results[START] = [code, code, 0]
    await rig.stream.async_enter()
    assert rig.methods() == [START] * 3


async def test_a_start_that_never_works(rig: LiveRig) -> None:
    """Is said in words, to whoever asked and on the camera; nothing is left to stop."""
    rig.results[START] = [513006] * 3
    with pytest.raises(HomeAssistantError) as failed:
        await rig.stream.async_enter()
    assert failed.value.translation_key == "code_513006"
    await rig.until(lambda: not rig.ours)
    state = rig.stream.state
    assert (state.status, state.viewers) == (LiveStatus.FAILED, 0)
    assert state.error
    # It is kept without the calls of whoever heard it.
    assert (str(state.error), state.error.__traceback__) == (str(failed.value), None)
    assert rig.methods() == [START] * 3
    # Whoever comes next tries again.
    rig.results[START] = [0]
    await rig.stream.async_hold()
    assert rig.stream.state.error is None


async def test_a_refusal_is_not_repeated(rig: LiveRig) -> None:
    """513017: its media is being downloaded; five seconds do not change that."""
    rig.results[START] = [513017]
    with pytest.raises(HomeAssistantError):
        await rig.stream.async_hold()
    assert rig.methods() == [START]
    assert rig.stream.state.held_until is None


async def test_somebody_else_s_stream(rig: LiveRig) -> None:
    """Is left alone, and said."""
    rig.pushing = True
    rig.report(running=True)
    assert (rig.stream.state.streaming, rig.stream.state.elsewhere) == (True, True)
    with pytest.raises(HomeAssistantError) as failed:
        await rig.stream.async_enter()
    assert failed.value.translation_key == "live_elsewhere"
    await rig.until(lambda: rig.stream.state.status is LiveStatus.FAILED)
    assert rig.methods() == [START]
    assert not rig.ours


async def test_our_own_of_before(rig: LiveRig) -> None:
    """Is stopped, and started again to where we are now."""
    await rig.records.async_change(KEY, ours=True)
    rig.pushing = True
    await rig.stream.async_enter()
    assert rig.methods() == [START, STOP, START]
    assert rig.seen[-1]["data"]["url"] == "rtmp://ha/live/2"


async def test_a_reply_that_gets_lost(rig: LiveRig) -> None:
    """What arrives counts as one."""
    rig.results[START] = [None]
    await rig.stream.async_enter()
    assert rig.stream.state.status is LiveStatus.STREAMING


async def test_no_reply_at_all(hass: HomeAssistant) -> None:
    """As of a camera that does not exist: it is named, and told to stop all the same."""
    rig = LiveRig(hass, timed(reply=0.05))
    await rig.load()
    rig.comes = False
    rig.results[START] = [None] * 3
    with pytest.raises(HomeAssistantError) as failed:
        await rig.stream.async_hold()
    assert failed.value.translation_key == "live_no_reply"
    assert failed.value.translation_placeholders == {"camera": "165-0-7", "seconds": "0.05"}
    await rig.until(lambda: not rig.ours)
    assert rig.methods() == [START] * 3 + [STOP]
    await rig.end()


async def test_nothing_arrives(hass: HomeAssistant) -> None:
    """The dock said yes: it is told to stop, since it may push to nowhere."""
    rig = LiveRig(hass, timed(first_media=0.05))
    await rig.load()
    rig.comes = False
    with pytest.raises(HomeAssistantError) as failed:
        await rig.stream.async_hold()
    assert failed.value.translation_key == "live_no_media"
    await rig.until(lambda: not rig.ours)
    assert rig.methods() == [START, STOP]
    await rig.end()


async def test_what_cannot_be_shown(hass: HomeAssistant) -> None:
    """The codec is named."""
    rig = LiveRig(hass, timed(first_media=0.05))
    await rig.load()
    rig.comes = False
    rig.target.unseen = "hevc"
    with pytest.raises(HomeAssistantError) as failed:
        await rig.stream.async_hold()
    assert failed.value.translation_key == "live_codec"
    await rig.end()


async def test_what_is_forbidden_is_not_sent(rig: LiveRig) -> None:
    """Nor saved."""
    rig.forbidden = "live_aircraft_off"
    with pytest.raises(HomeAssistantError) as failed:
        await rig.stream.async_enter()
    assert failed.value.translation_key == "live_aircraft_off"
    assert (rig.methods(), rig.ours) == ([], False)


async def test_it_pushes_on(hass: HomeAssistant) -> None:
    """A dock that said yes and goes on is told again, until it reports that it stopped."""
    rig = LiveRig(hass, timed(settled=0.02))
    await rig.load()
    await rig.stream.async_hold()
    rig.obeys = False
    await rig.stream.async_release()
    await rig.until(lambda: rig.methods(STOP) == [STOP] * 3)
    assert rig.ours
    rig.obeys = True
    await rig.until(lambda: not rig.ours)
    await rig.end()


async def test_somebody_else_began_meanwhile(hass: HomeAssistant) -> None:
    """What runs after the dock reported that ours stopped is not ours to stop."""
    rig = LiveRig(hass, timed(settled=0.02, stop_again=3600))
    await rig.load()
    await rig.stream.async_hold()
    rig.obeys = False
    await rig.stream.async_release()
    await rig.until(lambda: rig.methods(STOP) == [STOP])
    rig.report(running=False)
    rig.stream.dock_changed()
    await rig.until(lambda: not rig.ours)
    rig.report(running=True)
    assert rig.stream.state.elsewhere
    assert rig.methods(STOP) == [STOP]
    await rig.end()


async def test_one_who_comes_with_a_key_of_before(rig: LiveRig) -> None:
    """Is told to stop, though it said that it did."""
    await rig.stream.async_hold()
    await rig.stream.async_release()
    await rig.until(lambda: not rig.ours)
    rig.stream.stray()
    await rig.until(lambda: rig.methods(STOP) == [STOP] * 2)


async def test_the_line_breaks_and_comes_back(rig: LiveRig) -> None:
    """As a 4G line does: nobody notices, and nothing is sent."""
    await rig.stream.async_enter()
    rig.lose_line()
    rig.arrive()
    await rig.until(lambda: True)
    assert rig.methods() == [START]
    assert rig.stream.state.status is LiveStatus.STREAMING


async def test_the_line_breaks_for_good(hass: HomeAssistant) -> None:
    """Viewers are let go, the dock is told to stop, and what is held is tried again."""
    rig = LiveRig(hass, timed(come_back=0.05, restart=0))
    await rig.load()
    await rig.stream.async_hold()
    ended = rig.target.ended
    rig.pushing = False
    rig.lose_line()
    await rig.until(lambda: rig.methods(START) == [START] * 2)
    assert rig.target.ended > ended
    await rig.until(lambda: rig.stream.state.status is LiveStatus.STREAMING)
    assert rig.stream.state.held_until is not None
    await rig.end()


async def test_a_lost_stream_that_somebody_watched(hass: HomeAssistant) -> None:
    """Is not started again by itself: who still looks asks again."""
    rig = LiveRig(hass, timed(come_back=0.05))
    await rig.load()
    await rig.stream.async_enter()
    rig.lose_line()
    await rig.until(lambda: rig.stream.state.status is LiveStatus.FAILED)
    rig.stream.leave()
    await rig.until(lambda: not rig.ours)
    error = rig.stream.state.error
    assert error
    assert error.translation_key == "live_lost"
    assert rig.methods() == [START, STOP]
    await rig.end()


async def test_an_end_that_the_dock_cannot_hear(rig: LiveRig) -> None:
    """It is left to when the dock is back."""
    await rig.stream.async_hold()
    rig.wire.transport.connected = False
    await rig.stream.async_release()
    assert rig.target.connected is False
    assert rig.ours
    rig.wire.transport.connected = True
    rig.stream.dock_changed()
    await rig.until(lambda: not rig.ours)
    assert rig.methods() == [START, STOP]


async def test_choices(rig: LiveRig) -> None:
    """Are kept while nothing streams, asked for at the start, and changed at once after that."""
    await rig.stream.async_choose(quality="high")
    await rig.stream.async_choose(lens="normal")
    await rig.stream.async_choose(position="inside")
    assert rig.methods() == []
    state = rig.stream.state
    assert (state.quality, state.lens, state.position) == ("high", "normal", "inside")
    await rig.stream.async_hold()
    await rig.until(lambda: len(rig.seen) == 3)
    assert rig.methods() == [START, "live_lens_change", "live_camera_change"]
    assert rig.seen[0]["data"]["video_quality"] == 3
    await rig.stream.async_choose(quality="smooth")
    assert rig.seen[-1]["data"]["video_quality"] == 1
    # What is shown is what the dock reports.
    assert rig.stream.state.quality == "auto"
    rig.report(running=True, video_quality=1)
    assert rig.stream.state.quality == "smooth"


async def test_a_choice_that_the_dock_refuses(rig: LiveRig) -> None:
    """Is not kept."""
    await rig.stream.async_hold()
    rig.results["live_set_quality"] = [513005]
    with pytest.raises(HomeAssistantError):
        await rig.stream.async_choose(quality="ultra")
    record = rig.records.get(KEY)
    assert record
    assert record.quality is None


async def test_a_media_server_of_the_owner(hass: HomeAssistant) -> None:
    """Nothing that arrives can be seen: what the dock reports counts."""
    rig = LiveRig(hass, timed(settled=0, restart=0), sees_readers=False)
    await rig.load()
    await rig.stream.async_hold()
    assert rig.stream.state.streaming
    rig.pushing = False
    rig.report(running=False)
    await rig.until(lambda: rig.methods(START) == [START] * 2)
    await rig.end()


async def test_a_media_server_that_the_dock_does_not_reach(hass: HomeAssistant) -> None:
    """It agrees, and reports a code later: nothing else says that no picture ever came."""
    rig = LiveRig(hass, timed(settled=0, restart=3600), sees_readers=False)
    await rig.load()
    await rig.stream.async_hold()
    rig.pushing = False
    rig.report(running=True, status=0, error_status=513010)
    await rig.until(lambda: rig.stream.state.status is LiveStatus.FAILED)
    error = rig.stream.state.error
    assert error
    assert error.translation_key == "code_513010"
    assert error.translation_placeholders == {"code": "513010"}
    await rig.end()


async def test_the_end(rig: LiveRig) -> None:
    """Everything is stopped, and who waits is told."""
    rig.comes = False
    entering = asyncio.create_task(rig.stream.async_enter())
    await rig.until(lambda: rig.seen)
    await rig.end()
    with pytest.raises(HomeAssistantError):
        await entering
    assert rig.methods() == [START, STOP]
    assert not rig.ours


async def test_choices_keep_nobody_waiting(hass: HomeAssistant) -> None:
    """A dock that does not answer to them shows its picture, and is stopped in time."""
    rig = LiveRig(hass, timed(linger=0))
    await rig.load()
    await rig.stream.async_choose(lens="normal")
    rig.results["live_lens_change"] = [None]
    await rig.stream.async_enter()
    await rig.until(lambda: rig.methods("live_lens_change"))
    rig.stream.leave()
    await rig.until(lambda: rig.stream.state.status is LiveStatus.IDLE)
    assert rig.methods(START, STOP) == [START, STOP]
    await rig.end()


async def test_nobody_waits_any_more_for_what_does_not_come(hass: HomeAssistant) -> None:
    """Whoever gave up does not leave a dock that pushes to nowhere."""
    rig = LiveRig(hass, timed(linger=0))
    await rig.load()
    rig.comes = False
    entering = asyncio.create_task(rig.stream.async_enter())
    await rig.until(lambda: rig.seen)
    entering.cancel()
    await rig.until(lambda: rig.methods(STOP) == [STOP])
    await rig.end()


async def test_turned_off_before_it_began(rig: LiveRig) -> None:
    """Whoever turns it off does not wait for the end of a start, and whoever waits is told."""
    rig.results[START] = [None]
    rig.comes = False
    holding = asyncio.create_task(rig.stream.async_hold())
    await rig.until(lambda: rig.seen)
    await rig.stream.async_release()
    with pytest.raises(HomeAssistantError) as failed:
        await holding
    assert failed.value.translation_key == "live_turned_off"
    assert rig.methods() == [START, STOP]
    await rig.until(lambda: not rig.ours)
    assert (rig.stream.state.status, rig.stream.state.error) == (LiveStatus.IDLE, None)


async def test_turned_off_and_on_again(rig: LiveRig) -> None:
    """What was turned on last counts."""
    rig.results[START] = [None]
    rig.comes = False
    holding = asyncio.create_task(rig.stream.async_hold())
    await rig.until(lambda: rig.seen)
    off = asyncio.create_task(rig.stream.async_release())
    await asyncio.sleep(0)
    rig.comes = True
    await rig.stream.async_hold()
    await holding
    off.cancel()
    assert rig.stream.state.status is LiveStatus.STREAMING
    assert rig.pushing


async def test_nothing_is_waited_for_after_the_end(rig: LiveRig) -> None:
    """Whoever comes then hears that at once."""
    await rig.end()
    with pytest.raises(HomeAssistantError) as failed:
        await rig.stream.async_hold()
    assert failed.value.translation_key == "live_stopped"
    assert rig.methods() == []


async def test_described_anew_while_it_streams(rig: LiveRig) -> None:
    """As at another dock, or with another lens: taken, and saved, once the old one has stopped."""
    await rig.stream.async_hold()
    other = replace(CAMERA, lenses=("normal", "ir"))
    rig.stream.describe(other)
    await asyncio.sleep(0)
    assert rig.stream.camera == CAMERA
    await rig.stream.async_release()
    await rig.until(lambda: not rig.ours)
    await rig.until(lambda: rig.stream.camera == other)
    await rig.kill()
    await rig.load()
    record = rig.records.get(KEY)
    assert record
    assert record.camera == other


async def test_what_is_stopped_says_for_a_moment_that_it_runs(rig: LiveRig) -> None:
    """Ours is told once to stop, and started as soon as that is so."""
    await rig.records.async_change(KEY, ours=True)
    rig.results[START] = [513003, 513003, 0]
    await rig.stream.async_enter()
    assert rig.methods() == [START, STOP, START, START]


async def test_no_reply_while_somebody_else_s_runs(hass: HomeAssistant) -> None:
    """That nobody knows what became of a start does not make it ours."""
    rig = LiveRig(hass, timed(reply=0.05))
    await rig.load()
    rig.pushing, rig.comes = True, False
    rig.report(running=True)
    rig.results[START] = [None, 513003]
    with pytest.raises(HomeAssistantError) as failed:
        await rig.stream.async_hold()
    assert failed.value.translation_key == "live_elsewhere"
    await rig.until(lambda: rig.stream.state.status is LiveStatus.FAILED)
    assert rig.methods() == [START, START]
    assert not rig.ours
    await rig.end()


async def test_a_mark_that_nobody_waits_for(rig: LiveRig) -> None:
    """What is being saved is remembered, so that it is undone."""
    changing = asyncio.create_task(rig.records.async_change(KEY, ours=True))
    await asyncio.sleep(0)
    changing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await changing
    assert rig.ours


async def test_what_the_broker_kept_proves_nothing(hass: HomeAssistant) -> None:
    """What a dock said before it began does not show that it has stopped since."""
    rig = LiveRig(hass, timed(stop_again=3600))
    await rig.load(ours=True)
    rig.wire.transport.connected = False
    rig.stream.dock_changed()
    await rig.until(lambda: rig.stream.state.status is LiveStatus.IDLE)
    rig.stream.report(None, kept=True)
    rig.wire.transport.connected = True
    rig.stream.dock_changed()
    await rig.until(lambda: not rig.ours)
    assert rig.methods() == [STOP]
    await rig.end()


async def test_a_refusal_that_cannot_be_saved(hass: HomeAssistant) -> None:
    """Somebody else's stream is left alone all the same, and the mark goes when it can."""
    rig = LiveRig(hass, timed(stop_again=0.01))
    await rig.load()
    rig.pushing = True
    save, failed = rig.records._table.save, asyncio.Event()

    def full(changed: list[Record], removed: Iterable[str] = ()) -> None:
        if b'"ours":false' in changed[0].body and not failed.is_set():
            hass.loop.call_soon_threadsafe(failed.set)
            raise DatabaseUnusable("disk full")
        save(changed, removed)

    with patch.object(rig.records._table, "save", full), pytest.raises(HomeAssistantError):
        await rig.stream.async_hold()
    assert failed.is_set()
    await rig.until(lambda: not rig.ours)
    assert rig.methods() == [START]
    await rig.end()


async def test_a_choice_of_a_camera_that_has_just_appeared(rig: LiveRig) -> None:
    """It is remembered, though the camera is not on disk yet."""
    await rig.records.async_forget(KEY.dock)
    await rig.stream.async_choose(quality="high")
    assert rig.stream.state.quality == "high"
    await rig.kill()
    await rig.load()
    assert rig.stream.state.quality == "high"


async def test_a_dock_that_reports_why_nothing_comes(hass: HomeAssistant) -> None:
    """Though it had agreed: its code is worth more than that nothing arrived."""
    rig = LiveRig(hass, timed(first_media=0.05))
    await rig.load()
    rig.comes = False
    holding = asyncio.create_task(rig.stream.async_hold())
    await rig.until(lambda: rig.seen)
    rig.report(running=True, status=0, error_status=513010)
    with pytest.raises(HomeAssistantError) as failed:
        await holding
    assert failed.value.translation_key == "code_513010"
    await rig.end()


async def test_what_the_next_run_knows(rig: LiveRig) -> None:
    """By what the push is known again is saved with it, and stays when it has ended."""
    await rig.stream.async_hold()
    record = rig.records.get(KEY)
    assert record
    assert (record.ours, record.digest) == (True, "1")
    await rig.stream.async_release()
    await rig.until(lambda: not rig.ours)
    record = rig.records.get(KEY)
    assert record
    assert record.digest == "1"
