"""Parameter sets, as encoders write them."""

from io import BytesIO

import av
from hypothesis import given, settings, strategies as st
import pytest

from custom_components.dji_dock.video.h264 import (
    InvalidUnit,
    is_recovery_point,
    read_sps,
    split_units,
)
from tests.helpers.video_streams import decoded, sets_of, stream, tags


@pytest.mark.parametrize(
    "size",
    [
        (160, 96),
        (320, 240),
        (640, 360),
        (960, 544),
        (960, 540),
        (1280, 720),
        (1920, 1080),
        (46, 34),
    ],
)
def test_size(size: tuple[int, int]) -> None:
    """With what is cropped off."""
    [sps, _] = sets_of(stream(1, size))
    assert read_sps(memoryview(sps)).size == size


@pytest.mark.parametrize(
    ("pixels", "options", "size"),
    [
        ("yuv420p", {"profile": "main"}, (320, 240)),
        ("yuv420p", {"profile": "high", "x264-params": "cqm=jvt"}, (320, 250)),
        ("yuv420p", {"x264-params": "tff=1"}, (320, 252)),
        ("yuv422p", {"profile": "high422"}, (322, 246)),
        ("yuv444p", {"profile": "high444"}, (321, 247)),
        ("yuv420p10le", {"profile": "high10"}, (320, 240)),
        ("gray", {"profile": "high"}, (320, 240)),
    ],
)
def test_profiles(pixels: str, options: dict[str, str], size: tuple[int, int]) -> None:
    """Whatever stands before the size."""
    written = BytesIO()
    with av.open(written, "w", format="flv") as container:
        video = container.add_stream("libx264", rate=25)
        video.width, video.height = size
        video.pix_fmt = pixels
        video.options = {"preset": "medium", **options}
        for packet in [*video.encode(av.VideoFrame(*size, pixels)), *video.encode(None)]:
            container.mux(packet)
    content = next(
        content for kind, _, content in tags(written.getvalue()) if kind == 9 and not content[1]
    )
    length = int.from_bytes(content[11:13])
    parameters = read_sps(memoryview(content[13 : 13 + length]))
    assert parameters.size == size
    chroma = {"yuv422p": 2, "yuv444p": 3, "gray": 0}.get(pixels, 1)
    assert parameters.chroma == chroma
    assert parameters.luma_depth == (2 if pixels == "yuv420p10le" else 0)
    [shown] = decoded(written.getvalue())
    assert (shown.width, shown.height) == size


@given(st.binary(max_size=1100))
@settings(deadline=None)
def test_any_sps(data: bytes) -> None:
    """It can be read or it cannot, and a size is one that a camera may have."""
    try:
        width, height = read_sps(memoryview(data)).size
    except InvalidUnit:
        return
    assert 0 < width <= 8192
    assert 0 < height <= 8192


def _code(value: int) -> str:
    number = f"{value + 1:b}"
    return "0" * (len(number) - 1) + number


def sps_of(blocks: tuple[int, int], cropped: tuple[int, int] = (0, 0)) -> bytes:
    """Return a sequence parameter set of so many blocks of 16 pixels, and pixels cropped."""
    bits = f"{66:08b}{0:08b}{62:08b}" + _code(0) * 3 + _code(0) + _code(1) + "0"
    bits += "".join(_code(side - 1) for side in blocks) + "111"
    bits += "".join(_code(0) + _code(pixels // 2) for pixels in cropped) + "01"
    bits += "0" * (-len(bits) % 8)
    return b"\x67" + int(bits, 2).to_bytes(len(bits) // 8)


def test_no_larger_than_a_camera() -> None:
    """What is cropped has to be decoded, too."""
    assert read_sps(memoryview(sps_of((256, 144)))).size == (4096, 2304)
    assert read_sps(memoryview(sps_of((120, 68), (0, 8)))).size == (1920, 1080)
    for blocks, cropped in (
        ((256, 145), (0, 0)),
        ((512, 512), (0, 0)),
        ((1024, 960), (16384 - 320, 15360 - 240)),
        ((2**16, 2**16), (2**20 - 320, 2**20 - 240)),
    ):
        with pytest.raises(InvalidUnit):
            read_sps(memoryview(sps_of(blocks, cropped)))


@given(st.binary(max_size=80))
def test_any_supplemental_information(data: bytes) -> None:
    """It says something or nothing."""
    assert is_recovery_point(memoryview(data)) in {True, False}


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\x06\x06\x01\xc4\x80", True),
        (b"\x06\x05\x02ab\x06\x01\xc4\x80", True),
        (b"\x06\x05\xff\x01" + bytes(256), False),
        (b"\x06\xff\x06\x01\xc4\x80", False),
        (b"\x06", False),
        (b"\x06\x80", False),
    ],
)
def test_recovery_points(data: bytes, found: bool) -> None:
    """One message of several says it."""
    assert is_recovery_point(memoryview(data)) is found


@given(st.binary(max_size=200), st.integers(1, 4))
@settings(deadline=None)
def test_any_units(data: bytes, length_size: int) -> None:
    """What is returned is no more than what came, and holds no start code."""
    units = [bytes(unit) for unit in split_units(data, length_size)]
    assert sum(map(len, units)) <= len(data) + 1
    assert not any(b"\x00\x00\x01" in unit for unit in units)
