"""Encoders that are not ours publish, over real sockets."""

import asyncio

import av
import pytest

from custom_components.dji_dock.rtmp import EndReason, MediaKind

from .publishers import ffmpeg, publish_with_av
from .recorder import KEY, Piece, ingest

PATHS = {
    "name": f"live/{KEY}",
    "one part": KEY,
    "deeper": f"live/dock/{KEY}",
    "query": f"live/camera?key={KEY}",
    "query of one part": f"live?key={KEY}",
    "slash at the end": f"live/{KEY}/",
}


def _pictures(pieces: list[Piece]) -> int:
    """Decode what came, and return the number of pictures."""
    codec = av.CodecContext.create("h264", "r")
    video = [piece.payload for piece in pieces if piece.kind is MediaKind.VIDEO]
    assert isinstance(codec, av.VideoCodecContext)
    codec.extradata = video[0][5:]
    packets = [av.Packet(payload[5:]) for payload in video[1:]]
    return sum(len(codec.decode(packet)) for packet in packets if packet.size)


@pytest.mark.parametrize("path", PATHS.values(), ids=list(PATHS))
async def test_ffmpeg(path: str) -> None:
    """All pictures arrive, wherever the key stands, and it hears nothing that it does not like."""
    async with ingest() as server, ffmpeg(server.url(path), "-t", "2", live=False) as process:
        recording = await server.recording()
        assert await recording.wait_end() is EndReason.CLOSED
        assert await process.wait() == 0
    assert _pictures(recording.pieces) == 50
    times = [piece.timestamp for piece in recording.pieces if piece.kind is MediaKind.VIDEO]
    assert times == [0, *range(0, 2000, 40), *times[51:]]
    assert recording.pieces[0].kind is MediaKind.DATA


async def test_ffmpeg_with_sound() -> None:
    """It mixes chunks of both, and cuts them as it likes."""
    sound = ("-f", "lavfi", "-i", "sine=frequency=440")
    options = ("-c:a", "aac", "-b:v", "4M", "-t", "2")
    async with (
        ingest() as server,
        ffmpeg(server.url(), *options, inputs=sound, live=False) as process,
    ):
        recording = await server.recording()
        assert await recording.wait_end() is EndReason.CLOSED
        assert await process.wait() == 0
    assert _pictures(recording.pieces) == 50
    assert sum(piece.kind is MediaKind.AUDIO for piece in recording.pieces) > 50


async def test_pyav() -> None:
    """The one that Home Assistant brings."""
    async with ingest() as server:
        await asyncio.to_thread(publish_with_av, server.url(), 30)
        recording = await server.recording()
        assert await recording.wait_end() is EndReason.CLOSED
    assert _pictures(recording.pieces) == 30


async def test_a_publisher_is_killed() -> None:
    """Its connection is gone, and it can come back at once."""
    async with ingest() as server:
        for number in range(2):
            async with ffmpeg(server.url()) as process:
                recording = await server.recording(number)
                await recording.wait_pieces(10)
                process.kill()
                assert await recording.wait_end() is EndReason.LOST


async def test_we_end_a_publisher() -> None:
    """It notices."""
    async with ingest() as server, ffmpeg(server.url()) as process:
        recording = await server.recording()
        await recording.wait_pieces(10)
        recording.publisher.close()
        assert recording.reasons == [EndReason.STOPPED]
        assert await process.wait() != 0


async def test_an_unknown_key() -> None:
    """No byte of media is taken."""
    async with ingest() as server, ffmpeg(server.url("live/guessed"), "-t", "1") as process:
        assert await process.wait() != 0
        assert not server.recordings
        assert len(server.refused) == 1


async def test_nothing_is_played() -> None:
    """Not even to who knows the key of one that publishes."""
    async with ingest() as server, ffmpeg(server.url()):
        await (await server.recording()).wait_pieces(10)
        with pytest.raises(OSError):
            await asyncio.to_thread(av.open, server.url())
