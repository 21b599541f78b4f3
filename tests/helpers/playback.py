"""Home Assistant's own stream, which watches a camera without a dock."""

from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from io import BytesIO
from typing import NamedTuple

import av
from homeassistant.components.camera import DynamicStreamSettings
from homeassistant.components.stream import Stream, create_stream
from homeassistant.components.stream.const import HLS_PROVIDER
from homeassistant.components.stream.core import Segment, StreamOutput
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from .home import wait_until
from .live_watch import SECRET, Counter, serving
from .video_streams import PER_SECOND, Message, Shown

# Pictures in a segment: it ends with the first key frame after 5.9 seconds.
SEGMENT = 6 * PER_SECOND


class Watched(NamedTuple):
    """A stream that plays."""

    watch: Counter
    stream: Stream
    output: StreamOutput


@asynccontextmanager
async def watched(hass: HomeAssistant) -> AsyncGenerator[Watched]:
    """Let Home Assistant's stream watch a camera, as a dashboard does."""
    assert await async_setup_component(hass, "stream", {})
    watch = Counter()
    async with serving(watch) as readers:
        playing = create_stream(hass, readers.url(SECRET), {}, DynamicStreamSettings())
        output = playing.add_provider(HLS_PROVIDER)
        await playing.start()
        try:
            yield Watched(watch, playing, output)
        finally:
            watch.feed.end()
            await playing.remove_provider(output)
            await playing.stop()


async def push(watched: Watched, messages: Iterable[Message]) -> None:
    """Let a dock send, its first pictures before and the others after the first reader is there."""
    messages = list(messages)
    watched.watch.push(messages[:10])
    await wait_until(lambda: watched.watch.watching == 1)
    watched.watch.push(messages[10:])


async def segments(watched: Watched, count: int) -> list[Segment]:
    """Wait for so many whole segments."""
    known = watched.output.get_segments
    await wait_until(lambda: sum(segment.complete for segment in known()) >= count)
    return [segment for segment in known() if segment.complete][:count]


async def complete(watched: Watched, count: int) -> list[list[Shown]]:
    """Wait for so many whole segments, and return what a player shows of each."""
    return [shown(each.init, each.get_data()) for each in await segments(watched, count)]


def shown(init: bytes, data: bytes) -> list[Shown]:
    """Return what a player shows that got the beginning once; fails at a damaged picture."""
    with av.open(BytesIO(init + data), "r") as container:
        video = container.streams.video[0]
        video.codec_context.options = {"err_detect": "explode"}
        return [
            Shown(round((frame.time or 0) * 1000), frame.width, frame.height)
            for frame in container.decode(video)
        ]
