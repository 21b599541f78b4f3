"""What Home Assistant's own stream makes of it: the playlist, and the segments that a browser gets."""

import asyncio
from collections.abc import Iterable
from itertools import pairwise

import av
from homeassistant.components.stream.const import HLS_PROVIDER
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from tests.helpers.home import wait_until
from tests.helpers.playback import SEGMENT, complete, push, shown, watched
from tests.helpers.video_streams import (
    DJI_SEI,
    START,
    STEP,
    Message,
    Shown,
    after,
    picture,
    stream,
)

pytestmark = pytest.mark.usefixtures("socket_enabled")


def steps(pictures: list[Shown]) -> list[int]:
    """Return milliseconds from each picture to the next."""
    return [two.time - one.time for one, two in pairwise(pictures)]


async def test_the_playlist(hass: HomeAssistant, hass_client: ClientSessionGenerator) -> None:
    """A browser gets it, and in it each picture at its time; two browsers are one reader."""
    async with watched(hass) as each:
        await push(each, stream(2 * SEGMENT + 50))
        for pictures in await complete(each, 2):
            assert len(pictures) == SEGMENT
            assert set(steps(pictures)) == {STEP}
        base = each.stream.endpoint_url(HLS_PROVIDER).rpartition("/")[0]
        for _ in range(2):
            browser = await hass_client()
            answers = [
                await browser.get(f"{base}/{name}")
                for name in ("master_playlist.m3u8", "playlist.m3u8", "init.mp4", "segment/0.m4s")
            ]
            assert [answer.status for answer in answers] == [200] * 4
            assert "#EXTINF:6.000," in await answers[1].text()
            [first] = [shown(await answers[2].read(), await answers[3].read())]
            assert len(first) == SEGMENT
        assert each.watch.entered == 1
        each.watch.feed.end()
        await each.stream.remove_provider(each.output)
        await wait_until(lambda: each.watch.watching == 0)


def damaged(messages: Iterable[Message]) -> list[Message]:
    """Return what a real dock would have sent."""
    sent: list[Message] = []
    for number, message in enumerate(messages):
        time = message.timestamp
        sent += (picture(time, [sei]) for sei in DJI_SEI)
        sent.append(Message(time, b"\x27\x01\x00\x00\x00\x00\x00\x00\x00"))
        if message.is_configuration:
            sent.append(message)
            continue
        units = [DJI_SEI[0], *message.units]
        body = b"".join(len(unit).to_bytes(4) + unit for unit in units)
        if number % 7 == 3:
            body = b"".join(START + unit for unit in units)
        if number % 11 == 5:
            time = max(0, time - 3 * STEP)
        sent.append(Message(time, message.payload[:5] + body + b"\x00\x00\x00\x00\x00\x00\x01\x00"))
    return sent


async def test_what_docks_send(hass: HomeAssistant) -> None:
    """No picture is lost or out of time for what stands around it."""
    async with watched(hass) as each:
        await push(each, damaged(stream(2 * SEGMENT + 50)))
        for pictures in await complete(each, 2):
            assert len(pictures) == SEGMENT
            assert all(0 < step <= 2 * STEP for step in steps(pictures))
            assert pictures[-1].time - pictures[0].time == (SEGMENT - 1) * STEP


async def test_time_that_begins_anew(hass: HomeAssistant) -> None:
    """The picture goes on: Home Assistant would drop what comes until the old time is reached."""
    async with watched(hass) as each:
        half = SEGMENT + 75
        await push(each, [*after(stream(half), 100_000), *stream(half)[1:]])
        for pictures in await complete(each, 2):
            assert set(steps(pictures)) == {STEP}
        assert each.watch.entered == 1


async def test_b_frames(hass: HomeAssistant) -> None:
    """Disposable ones are not there, others at their time."""
    async with watched(hass) as each:
        await push(each, stream(2 * SEGMENT + 50, b_frames=2))
        for pictures in await complete(each, 2):
            assert len(pictures) < SEGMENT / 2
            assert max(steps(pictures)) == 3 * STEP
    async with watched(hass) as each:
        await push(each, stream(2 * SEGMENT + 50, b_frames=3, pyramid="normal"))
        _, pictures = await complete(each, 2)
        assert len(pictures) > SEGMENT / 2
        assert all(0 < step <= 2 * STEP for step in steps(pictures))


@pytest.mark.parametrize("again", [False, True])
async def test_another_size(hass: HomeAssistant, again: bool) -> None:
    """A lens change, or another publisher: the same worker goes on, with the same beginning."""
    async with watched(hass) as each:
        await push(each, stream(75))
        if again:
            each.watch.feed.clear()
            each.watch.mender.restart()
        each.watch.push(after(stream(2 * SEGMENT, (480, 272)), 75))
        first, second = await complete(each, 2)
        assert [picture[1:] for picture in first] == [(320, 240)] * 75 + [(480, 272)] * 75
        assert [picture[1:] for picture in second] == [(480, 272)] * SEGMENT
        assert set(steps(first) + steps(second)) == {STEP}
        inits = {segment.init for segment in each.output.get_segments()}
        joined = b"".join(part.get_data() for part in each.output.get_segments())
        # A browser reads the beginning once.
        pictures = shown(next(iter(inits)), joined)
        assert [picture[1:] for picture in pictures[: 2 * SEGMENT]] == [(320, 240)] * 75 + [
            (480, 272)
        ] * (2 * SEGMENT - 75)
        assert (each.watch.entered, each.watch.left) == (1, 0)


async def test_a_late_viewer_gets_a_picture_at_once(hass: HomeAssistant) -> None:
    """What was kept is enough for Home Assistant to begin: it looks at 40 pictures first."""
    async with watched(hass) as each:
        each.watch.push(stream(50, group=50))
        await wait_until(each.output.get_segments)


async def test_a_recording(hass: HomeAssistant, tmp_path_factory: pytest.TempPathFactory) -> None:
    """`camera.record` writes a file that plays."""
    folder = tmp_path_factory.mktemp("recorded")
    hass.config.allowlist_external_dirs = {str(folder)}
    target = folder / "flight.mp4"
    async with watched(hass) as each:
        await push(each, stream(2 * SEGMENT + 50))
        await complete(each, 2)
        recording = asyncio.ensure_future(
            each.stream.async_record(str(target), duration=1, lookback=10)
        )
        each.watch.push(after(stream(2 * SEGMENT), 2 * SEGMENT + 50))
        await recording
    with av.open(str(target), "r") as container:
        assert sum(1 for _ in container.decode(container.streams.video[0])) >= SEGMENT
