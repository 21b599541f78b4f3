"""A picture of the last key frame."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
import subprocess
import sys

from PIL import Image
import pytest

from custom_components.dji_dock.video import (
    Feed,
    KeyFrame,
    Mender,
    StillUnreadable,
    Tag,
    decode_still,
)
from tests.helpers.video_streams import stream


async def key_frame(size: tuple[int, int] = (320, 240), shade: int = 0) -> KeyFrame:
    """Return what a feed keeps."""
    feed, mender = Feed(), Mender()
    for message in stream(3, size, shade=shade):
        for tag in mender.video(*message):
            feed.push(tag)
    assert feed.key_frame
    return feed.key_frame


@pytest.mark.parametrize("shade", [0, 200])
async def test_a_still(shade: int) -> None:
    """It is a JPEG that shows what the camera saw."""
    image = Image.open(BytesIO(decode_still(await key_frame(shade=shade), None)))
    assert (image.format, image.size) == ("JPEG", (320, 240))
    # The first picture: a bar on the left, 16 pixels wide.
    for place, value in (((8, 120), 255 - shade), ((200, 120), shade)):
        pixel = image.getpixel(place)
        assert isinstance(pixel, tuple)
        assert all(abs(colour - value) < 12 for colour in pixel)


@pytest.mark.parametrize(
    ("longest", "size"),
    [(160, (160, 120)), (100, (100, 74)), (1, (2, 2)), (320, (320, 240)), (4000, (320, 240))],
)
async def test_scaled(longest: int, size: tuple[int, int]) -> None:
    """No side is longer than asked for, and nothing is made larger."""
    image = Image.open(BytesIO(decode_still(await key_frame(), longest)))
    assert image.size == size


async def test_cropped() -> None:
    """What a dock sends has sizes that no block fits."""
    image = Image.open(BytesIO(decode_still(await key_frame((960, 540)), None)))
    assert image.size == (960, 540)


async def test_what_cannot_be_read() -> None:
    """Damage is told as one error."""
    good = (await key_frame()).tag.data
    for data in (
        b"",
        good[:16],
        good[:200],
        good[:16] + bytes(len(good)),
        good[:40] + b"\xff" * 99,
    ):
        tag = Tag(data, 0, is_header=False, is_key=True)
        with pytest.raises(StillUnreadable):
            decode_still(KeyFrame(tag, datetime.now(UTC)), 100)


async def test_a_size_that_only_the_decoder_understands(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has a limit of its own."""
    frame = await key_frame()
    monkeypatch.setattr("custom_components.dji_dock.video.stills.MOST_PIXELS", 320 * 240 - 1)
    with pytest.raises(StillUnreadable):
        decode_still(frame, None)
    monkeypatch.setattr("custom_components.dji_dock.video.stills.MOST_PIXELS", 400 * 400)
    assert decode_still(frame, None)


def test_nothing_is_imported_before_it_is_needed() -> None:
    """An installation without Home Assistant's stream has no PyAV, and needs none."""
    code = (
        "import sys; sys.modules['av'] = None\n"
        "from datetime import datetime\n"
        "from custom_components.dji_dock import video\n"
        "assert 'PIL' not in sys.modules\n"
        "tag = video.Tag(bytes(99), 0, False, True)\n"
        "try: video.decode_still(video.KeyFrame(tag, datetime.now()), None)\n"
        "except video.StillUnreadable as err: print(err)\n"
    )
    package = "import sys, types; p = types.ModuleType('custom_components.dji_dock'); "
    package += "p.__path__ = ['custom_components/dji_dock']; sys.modules[p.__name__] = p\n"
    run = subprocess.run(
        [sys.executable, "-c", package + code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert "ModuleNotFoundError" in run.stdout
