"""One camera, any number of readers."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from custom_components.dji_dock.video import (
    FLV_HEADER,
    Feed,
    FeedLimits,
    FeedReader,
    Mender,
    Tag,
)
from tests.helpers.video_streams import Message, decoded, stream

NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


def mended(
    messages: tuple[Message, ...] | list[Message], mender: Mender | None = None
) -> list[Tag]:
    """Return what a mender passes on."""
    mender = mender or Mender()
    return [tag for message in messages for tag in mender.video(*message)]


def push(feed: Feed, tags: list[Tag]) -> None:
    """Let a mender hand on."""
    for tag in tags:
        feed.push(tag)


async def taken(reader: FeedReader, count: int) -> list[bytes]:
    """Return so many pieces."""
    return [await anext(reader) for _ in range(count)]


async def test_first_and_late_readers_get_the_same_objects() -> None:
    """The late one begins with header and current group; nothing is copied for it."""
    feed = Feed()
    first = feed.read()
    assert await anext(first) == FLV_HEADER
    assert not first.backlog
    tags = mended(stream(60))
    push(feed, tags[:56])
    late = feed.read()
    push(feed, tags[56:])
    assert feed.readers == 2
    one, two = await taken(first, 61), await taken(late, 12)
    assert not first.backlog
    assert not late.backlog
    assert one == [tag.data for tag in tags]
    assert two == [FLV_HEADER, tags[0].data, *one[51:]]
    assert all(mine is other for mine, other in zip(two[2:], one[51:], strict=True))
    assert two[1] is one[0]
    assert len(decoded(b"".join(two))) == 10
    late.close()
    first.close()
    assert feed.readers == 0


async def test_wait_for_media() -> None:
    """There is something to read from the first key frame on, until the push ends."""
    feed = Feed()
    tags = mended(stream(3))
    waiting = asyncio.create_task(feed.wait_media())
    feed.push(tags[0])
    await asyncio.sleep(0)
    assert not waiting.done()
    feed.push(tags[1])
    await asyncio.wait_for(waiting, 10)
    await asyncio.wait_for(feed.wait_media(), 10)
    feed.clear()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(feed.wait_media(), 0.01)


async def test_the_last_key_frame_stays() -> None:
    """With its time, also when the push has ended."""
    times = iter([NOW, NOW + timedelta(seconds=1)])
    feed = Feed(now=lambda: next(times))
    assert feed.key_frame is None
    tags = mended(stream(30))
    push(feed, tags[:5])
    assert feed.key_frame
    assert feed.key_frame.taken_at == NOW
    push(feed, tags[5:])
    feed.clear()
    assert feed.key_frame
    assert feed.key_frame.tag is tags[26]
    assert feed.key_frame.taken_at == NOW + timedelta(seconds=1)
    late = feed.read()
    assert await anext(late) == FLV_HEADER
    assert not late.backlog


async def test_nothing_without_a_header() -> None:
    """Pictures that nobody can decode are not kept."""
    feed = Feed()
    reader = feed.read()
    push(feed, mended(stream(5))[1:])
    assert await anext(reader) == FLV_HEADER
    assert not reader.backlog
    assert feed.key_frame is None


@pytest.mark.parametrize("size", [(320, 240), (480, 272)])
async def test_another_publication(size: tuple[int, int]) -> None:
    """Readers stay, and go on with its header."""
    feed, mender = Feed(), Mender()
    reader = feed.read()
    first = mended(stream(30), mender)
    push(feed, first)
    feed.clear()
    mender.restart()
    second = mended(stream(30, size), mender)
    push(feed, second)
    data = b"".join(await taken(reader, 63))
    assert not reader.backlog
    assert [each[1:] for each in decoded(data)] == [(320, 240)] * 30 + [size] * 30


async def test_a_large_group() -> None:
    """What is too large is not kept: a late reader begins with the next key frame."""
    tags = mended(stream(60))
    for limits in (
        FeedLimits(group_pictures=9),
        FeedLimits(group=sum(len(t.data) for t in tags[1:10])),
    ):
        feed = Feed(limits)
        push(feed, tags[:10])
        assert len(await taken(feed.read(), 11)) == 11
        push(feed, tags[10:11])
        late = feed.read()
        assert await anext(late) == FLV_HEADER
        assert not late.backlog
        push(feed, tags[11:30])
        assert await taken(late, 5) == [tags[0].data, *(tag.data for tag in tags[26:30])]


async def test_a_slow_reader() -> None:
    """It loses all up to the next key frame, keeps up again, and never holds more than allowed."""
    limits = FeedLimits(backlog_pictures=12)
    feed = Feed(limits)
    tags = mended(stream(60))
    slow, quick = feed.read(), feed.read()
    for number, tag in enumerate(tags):
        feed.push(tag)
        if number < 5 or number == 30:
            await taken(slow, 1)
        while quick.backlog:
            await anext(quick)
    assert slow.skipped == 2
    assert quick.skipped == 0
    # The header comes again: it may be another by now.
    got = await taken(slow, 1 + 10)
    assert got == [tags[0].data, *(tag.data for tag in tags[51:])]
    assert not slow.backlog


async def test_a_reader_that_takes_nothing() -> None:
    """It ends the second time that it would lose something."""
    feed = Feed(FeedLimits(backlog_pictures=12))
    reader = feed.read()
    tags = mended(stream(100))
    push(feed, tags[:60])
    assert feed.readers == 0
    with pytest.raises(StopAsyncIteration):
        await anext(reader)


async def test_a_reader_that_comes_slowly_to_its_beginning() -> None:
    """It gets the beginning of the file however much it lost."""
    feed = Feed(FeedLimits(backlog_pictures=12))
    reader = feed.read()
    tags = mended(stream(100))
    push(feed, tags[:27])
    assert reader.skipped == 1
    data = await taken(reader, 3)
    assert data == [FLV_HEADER, tags[0].data, tags[26].data]


async def test_too_many_bytes() -> None:
    """The backlog is bounded by them, too."""
    tags = mended(stream(26))
    feed = Feed(FeedLimits(backlog=sum(len(tag.data) for tag in tags[:20])))
    reader = feed.read()
    push(feed, tags[:20])
    assert reader.skipped == 1


async def test_the_end() -> None:
    """All readers end, also those that wait; later ones read again."""
    feed = Feed()
    push(feed, mended(stream(5)))
    behind, waiting = feed.read(), feed.read()
    await taken(waiting, 7)
    reading = asyncio.ensure_future(anext(waiting, None))
    await asyncio.sleep(0)
    feed.end()
    assert await asyncio.wait_for(reading, 10) is None
    assert await anext(behind, None) is None
    assert feed.readers == 0
    assert await anext(feed.read()) == FLV_HEADER
