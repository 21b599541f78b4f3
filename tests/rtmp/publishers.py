"""Publishers that are not ours: the ffmpeg of imageio-ffmpeg, and PyAV."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from fractions import Fraction
import threading

import av
import imageio_ffmpeg

_PICTURE = ("-f", "lavfi", "-i", "testsrc=size=320x240:rate=25")
_ENCODER = ("-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "25")
_FORMAT = ("-bf", "0", "-pix_fmt", "yuv420p")


@asynccontextmanager
async def ffmpeg(
    url: str, *options: str, inputs: Sequence[str] = (), live: bool = True
) -> AsyncGenerator[asyncio.subprocess.Process]:
    """Run one that publishes a moving picture, for ever or as its options say."""
    process = await asyncio.create_subprocess_exec(
        imageio_ffmpeg.get_ffmpeg_exe(),
        *("-nostdin", "-loglevel", "warning", *(("-re",) if live else ())),
        *(*_PICTURE, *inputs, *_ENCODER, *_FORMAT, *options, "-f", "flv", url),
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def publish_with_av(url: str, pictures: int, stop: threading.Event | None = None) -> None:
    """Publish some pictures as fast as they are made; blocks, and is for an executor."""
    with av.open(url, "w", format="flv") as output:
        stream = output.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
        stream.options = {"preset": "ultrafast", "tune": "zerolatency"}
        for number in range(pictures):
            if stop is not None and stop.is_set():
                break
            frame = av.VideoFrame(320, 240, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes([number % 256]) * plane.buffer_size)
            frame.pts, frame.time_base = number, Fraction(1, 25)
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
