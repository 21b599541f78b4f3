"""Video as docks push it: RTMP video messages made by an encoder, and read back by a decoder."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from typing import NamedTuple

import av
import numpy as np

from custom_components.dji_dock.video import FLV_HEADER, Tag

START = b"\x00\x00\x00\x01"
PER_SECOND = 25
STEP = 1000 // PER_SECOND
# Supplemental information as docks send it: type 5 with an identifier, and the types 101 and 240.
DJI_SEI = tuple(
    b"\x06" + bytes([kind, 20]) + b"dji-information-0001" + b"\x80" for kind in (5, 101, 240)
)


class Message(NamedTuple):
    """A video message of RTMP."""

    timestamp: int
    payload: bytes

    @property
    def is_configuration(self) -> bool:
        """Return whether it holds no picture."""
        return self.payload[1] == 0

    @property
    def units(self) -> list[bytes]:
        """Return the NAL units of a picture."""
        return units(self.payload[5:])


@lru_cache(maxsize=32)
def stream(
    pictures: int = 50,
    size: tuple[int, int] = (320, 240),
    group: int = 25,
    b_frames: int = 0,
    pyramid: str = "none",
    shade: int = 0,
) -> tuple[Message, ...]:
    """Return messages of a moving picture: a configuration, then one for each picture."""
    written = BytesIO()
    width, height = size
    with av.open(written, "w", format="flv") as container:
        video = container.add_stream("libx264", rate=PER_SECOND)
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        video.options = {
            "preset": "ultrafast",
            "x264-params": f"keyint={group}:min-keyint={group}:scenecut=0:bframes={b_frames}"
            f":b-adapt=0:b-pyramid={pyramid}:threads=1:rc-lookahead=0:sync-lookahead=0",
        }
        for number in range(pictures):
            picture = np.full((height, width, 3), shade, np.uint8)
            picture[:, number * 4 % (width - 16) :][:, :16] = 255 - shade
            for packet in video.encode(av.VideoFrame.from_ndarray(picture)):
                container.mux(packet)
        for packet in video.encode(None):
            container.mux(packet)
    return tuple(
        Message(timestamp, payload)
        for kind, timestamp, payload in tags(written.getvalue())
        if kind == 9 and payload[1] in {0, 1}
    )


def after(messages: Iterable[Message], pictures: int) -> list[Message]:
    """Return the messages later, by so many pictures."""
    return [Message(each.timestamp + pictures * STEP, each.payload) for each in messages]


def tags(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Return kind, time stamp and content of each tag of a file; fails if a length does not fit."""
    assert data[:3] == b"FLV"
    at = 13
    while at < len(data):
        kind, size = data[at], int.from_bytes(data[at + 1 : at + 4])
        timestamp = int.from_bytes(data[at + 4 : at + 7]) | data[at + 7] << 24
        end = at + 11 + size
        assert int.from_bytes(data[end : end + 4]) == size + 11
        assert end + 4 <= len(data)
        yield kind, timestamp, data[at + 11 : end]
        at = end + 4


def units(data: bytes) -> list[bytes]:
    """Return what stands after lengths of four bytes; fails if one does not fit."""
    found, at = [], 0
    while at < len(data):
        end = at + 4 + int.from_bytes(data[at : at + 4])
        assert at + 4 < end <= len(data)
        found.append(data[at + 4 : end])
        at = end
    return found


def picture(
    timestamp: int, parts: Iterable[bytes], *, is_key: bool = False, composition: int = 0
) -> Message:
    """Return a message of these NAL units."""
    body = b"".join(len(part).to_bytes(4) + part for part in parts)
    return raw_picture(timestamp, body, is_key=is_key, composition=composition)


def raw_picture(
    timestamp: int, body: bytes, *, is_key: bool = False, composition: int = 0
) -> Message:
    """Return a message of whatever stands in the place of NAL units."""
    head = bytes([0x17 if is_key else 0x27, 1]) + composition.to_bytes(3, signed=True)
    return Message(timestamp, head + body)


def sets_of(messages: Iterable[Message]) -> list[bytes]:
    """Return SPS and PPS of a stream that its encoder made."""
    record = next(message.payload[5:] for message in messages if message.is_configuration)
    length = int.from_bytes(record[6:8])
    at = 8 + length
    return [record[8:at], record[at + 3 : at + 3 + int.from_bytes(record[at + 1 : at + 3])]]


def file_of(passed: Iterable[Tag]) -> bytes:
    """Return the file that a reader would get."""
    return FLV_HEADER + b"".join(tag.data for tag in passed)


class Shown(NamedTuple):
    """A picture that was decoded."""

    time: int
    width: int
    height: int


def decoded(data: bytes) -> list[Shown]:
    """Return what a decoder shows of a file; fails at the first picture that is damaged."""
    with av.open(BytesIO(data), "r", format="flv", options={"err_detect": "explode"}) as container:
        video = container.streams.video[0]
        video.codec_context.options = {"err_detect": "explode"}
        return [
            Shown(int((frame.time or 0) * 1000 + 0.5), frame.width, frame.height)
            for frame in container.decode(video)
            if not frame.is_corrupt
        ]
