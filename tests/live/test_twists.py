"""Docks that lie, replies that get lost, and strangers: nobody else's stream is stopped, and ours is."""

import asyncio
from dataclasses import replace
from functools import partial
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.dji_dock.database import DatabaseUnusable, Record, RecordTable
from custom_components.dji_dock.live.models import Camera, LiveStatus
from custom_components.dji_dock.live.records import CameraRecord, CameraRecords
from custom_components.dji_dock.live.stream import CameraStream
from tests.helpers.live_rig import CAMERA, KEY, LiveRig, timed

START, STOP = "live_start_push", "live_stop_push"


async def test_a_lost_reply_makes_nothing_ours(hass: HomeAssistant) -> None:
    """What ran for somebody else before we asked, runs for him still."""
    rig = LiveRig(hass, timed(reply=0.05))
    await rig.load()
    rig.comes = False
    rig.pushing = True
    rig.report(running=True)
    rig.results[START] = [None, 513003]
    with pytest.raises(HomeAssistantError) as failed:
        await rig.stream.async_hold()
    assert failed.value.translation_key == "live_elsewhere"
    await rig.until(lambda: rig.stream.state.status is LiveStatus.FAILED)
    assert rig.methods() == [START] * 2
    assert not rig.ours
    await rig.end()
    assert rig.methods() == [START] * 2


async def test_another_s_stream_right_after_ours(hass: HomeAssistant) -> None:
    """Ours ended unheard, and somebody else began: that is noted when it happens, not minutes later."""
    rig = LiveRig(hass, timed(settled=0.02, stop_again=3600))
    await rig.load()
    await rig.stream.async_hold()
    rig.obeys = False
    await rig.stream.async_release()
    await rig.until(lambda: rig.stream._stops.failures)
    rig.report(running=False)
    rig.report(running=True)
    await rig.until(lambda: not rig.ours)
    assert rig.stream.state.elsewhere
    assert rig.methods(STOP) == [STOP]
    await rig.end()
    assert rig.methods(STOP) == [STOP]


async def test_one_who_comes_again_and_again(hass: HomeAssistant) -> None:
    """A key of before lets nobody make us send without end."""
    rig = LiveRig(hass, timed(stop_again=3600))
    await rig.load()
    await rig.stream.async_hold()
    await rig.stream.async_release()
    await rig.until(lambda: not rig.ours)
    rig.stream.stray()
    await rig.until(lambda: rig.methods() == [START, STOP, STOP])
    for _ in range(50):
        rig.stream.stray()
        await asyncio.sleep(0)
    # What we do ourselves is not kept waiting by that.
    await rig.stream.async_hold()
    await rig.stream.async_release()
    await rig.until(lambda: not rig.ours)
    assert rig.methods() == [START, STOP, STOP, START, STOP]
    await rig.end()


async def test_an_old_pause_delays_no_new_stop(hass: HomeAssistant) -> None:
    """A dock that did not obey before is told at once that the next one is over."""
    rig = LiveRig(hass, timed(settled=0.02, stop_again=3600, come_back=0.05))
    await rig.load()
    await rig.stream.async_hold()
    rig.obeys = False
    await rig.stream.async_release()
    await rig.until(lambda: rig.stream._stops.failures)
    rig.obeys, rig.pushing = True, False
    await rig.stream.async_enter()
    rig.lose_line()
    await rig.until(lambda: rig.stream.state.status is LiveStatus.FAILED)
    rig.stream.leave()
    await rig.until(lambda: not rig.ours)
    assert rig.methods() == [START, STOP, START, STOP]
    await rig.end()


async def test_a_camera_that_could_not_be_remembered(hass: HomeAssistant) -> None:
    """It is, before its dock is told anything."""
    rig = LiveRig(hass)
    await rig.load()
    await rig.records.async_forget(KEY.dock)
    assert rig.records.get(KEY) is None
    await rig.stream.async_enter()
    assert rig.ours
    await rig.kill()
    await rig.load()
    assert rig.ours
    rig.stream.dock_changed()
    await rig.until(lambda: not rig.ours)
    assert rig.methods() == [START, STOP]
    await rig.end()


async def test_a_start_that_cannot_be_written_down(hass: HomeAssistant) -> None:
    """The dock had ended another's stream and agreed: it is told to stop all the same."""
    rig = LiveRig(hass)
    await rig.load()
    rig.report(running=True)
    with (
        patch.object(CameraRecords, "async_note", side_effect=DatabaseUnusable),
        pytest.raises(HomeAssistantError),
    ):
        await rig.stream.async_hold()
    await rig.until(lambda: rig.methods() == [START, STOP])
    await rig.until(lambda: not rig.pushing)
    await rig.end()


async def test_a_dock_that_says_it_does_not(hass: HomeAssistant) -> None:
    """What it begun is told to stop, whatever it reports: nobody else can see where it goes."""
    rig = LiveRig(hass, timed(settled=0), sees_readers=False)
    await rig.load()
    rig.reports = False
    await rig.stream.async_hold()
    rig.report(running=False)
    await rig.until(lambda: rig.stream.state.status is LiveStatus.FAILED)
    await rig.stream.async_release()
    await rig.until(lambda: not rig.ours)
    assert rig.methods() == [START, STOP]
    assert not rig.pushing
    await rig.end()


async def test_a_camera_that_is_something_else_each_second(hass: HomeAssistant) -> None:
    """It is what its dock says, and is written to disk now and then."""
    rig = LiveRig(hass)
    await rig.load()
    saved: list[list[Record]] = []
    save = RecordTable.save

    def count(table: RecordTable, records: list[Record], *more: Any) -> None:
        saved.append(records)
        save(table, records, *more)

    with patch.object(RecordTable, "save", count):
        for number in range(40):
            camera = replace(CAMERA, lenses=("wide", "zoom")[: number % 2 + 1])
            rig.stream.describe(camera)
            await rig.until(partial(_is, rig.stream, camera))
        assert len(saved) == 1
        # What matters is saved at once, and all that is known with it.
        await rig.stream.async_enter()
        assert len(saved) == 2
        record = CameraRecord.of(saved[-1][0])
    assert record == CameraRecord(camera=camera, ours=True, digest="1")
    await rig.end()


async def test_nobody_waits_after_the_end(hass: HomeAssistant) -> None:
    """Who comes while all is being stopped is told so at once."""
    rig = LiveRig(hass)
    await rig.load()
    await rig.end()
    for asking in (rig.stream.async_enter(), rig.stream.async_hold()):
        with pytest.raises(HomeAssistantError) as failed:
            await asking
        assert failed.value.translation_key == "live_stopped"
    assert rig.methods() == []


async def test_on_and_off_and_on(hass: HomeAssistant) -> None:
    """However fast somebody clicks: one after the other, and at the end it is off."""
    rig = LiveRig(hass)
    await rig.load()
    clicks = []
    for _ in range(30):
        clicks += [
            asyncio.ensure_future(rig.stream.async_hold()),
            asyncio.ensure_future(rig.stream.async_release()),
        ]
        await asyncio.sleep(0)
    await rig.stream.async_release()
    await rig.until(lambda: not rig.ours and not rig.pushing)
    for click in clicks:
        click.cancel()
    await asyncio.gather(*clicks, return_exceptions=True)
    await rig.until(lambda: not rig.ours and not rig.pushing)
    methods = rig.methods()
    assert methods == [START, STOP] * (len(methods) // 2)
    assert rig.stream.state.viewers == 0
    await rig.end()


async def test_viewers_in_the_moment_of_stopping(hass: HomeAssistant) -> None:
    """They get the next start; each is counted once, and the last one's end is the end."""
    rig = LiveRig(hass, timed(linger=0))
    await rig.load()
    for _ in range(10):
        await rig.stream.async_enter()
        rig.stream.leave()
        await asyncio.sleep(0)
        late = [asyncio.ensure_future(rig.stream.async_enter()) for _ in range(20)]
        await asyncio.sleep(0)
        for each in late[::2]:
            each.cancel()
        done = await asyncio.gather(*late, return_exceptions=True)
        for result in done:
            if result is None:
                rig.stream.leave()
        await rig.until(lambda: not rig.ours and not rig.pushing)
        assert rig.stream.state.viewers == 0
    assert len(rig.methods(START)) == len(rig.methods(STOP))
    await rig.end()


async def test_a_record_of_two_at_once(hass: HomeAssistant) -> None:
    """What is noted of a camera that is being described does not get lost."""
    rig = LiveRig(hass)
    await rig.load()
    camera = rig.stream.camera
    await rig.records.async_forget(KEY.dock)
    await asyncio.gather(
        rig.records.async_note(camera, ours=True), rig.records.async_note(camera, camera=camera)
    )
    assert rig.records.get(KEY) == CameraRecord(camera=camera, ours=True)
    await rig.end()


def _is(stream: CameraStream, camera: Camera) -> bool:
    return stream.camera == camera
