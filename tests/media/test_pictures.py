"""Small pictures of photos, and what must not come of pictures that are none."""

from datetime import datetime
import random
import struct
from unittest.mock import patch
import zlib

from PIL import Image
import pytest

from custom_components.dji_dock.media.pictures import (
    MAX_PIXELS,
    MAX_WHOLE_PIXELS,
    PictureUnreadable,
    embedded_thumbnail,
    preview,
)
from tests.helpers.pictures import jpeg, opened, saved, with_thumbnail
from tests.lab.simulator.photo import jpeg as photo


@pytest.mark.parametrize(
    ("size", "small"),
    [
        ((4000, 3000), (320, 240)),
        ((3000, 4000), (240, 320)),
        ((100, 50), (100, 50)),
        ((4000, 1), (320, 1)),
    ],
)
def test_photos_become_small(size: tuple[int, int], small: tuple[int, int]) -> None:
    """Never larger than they are, and in their own shape."""
    picture = opened(preview(jpeg(*size), 320))
    assert picture.format == "JPEG"
    assert picture.size == small


def test_photos_stand_upright() -> None:
    """As the camera says that it was held; nothing else of what it says is passed on."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "where I live"
    picture = opened(preview(jpeg(1600, 1200, exif=exif.tobytes()), 320))
    assert picture.size == (240, 320)
    assert not picture.getexif()


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA", "1", "I;16"])
def test_other_colours_are_shown_too(mode: str) -> None:
    """Palettes, transparency, shades of grey."""
    assert opened(preview(saved(Image.new(mode, (600, 400)), "PNG"), 300)).size == (300, 200)


def test_the_camera_s_own_thumbnail_is_taken_from_the_beginning() -> None:
    """Also of a file of which there is only the beginning."""
    blue = jpeg(160, 120, "blue")
    picture = opened(embedded_thumbnail(with_thumbnail(blue)[:20_000], 320) or b"")
    assert picture.size == (160, 120)
    pixel = picture.getpixel((10, 10))
    assert isinstance(pixel, tuple)
    assert pixel[2] > 200
    # Made anew: what somebody hid in it is gone.
    hidden = blue[:-2] + b"<script>alert(1)</script>" + blue[-2:]
    assert b"script" not in (embedded_thumbnail(with_thumbnail(hidden), 320) or b"")


def test_the_photos_of_simulated_docks_have_one() -> None:
    """As those of real ones do."""
    taken = datetime(2026, 11, 20, 16, 4)
    data = photo(1, taken, (52.37, 4.89), width=1280, thermal=False)
    assert embedded_thumbnail(data[: 128 * 1024], 320)
    assert preview(data, 320)


@pytest.mark.parametrize(
    "head",
    [
        b"",
        jpeg(),
        with_thumbnail(b"broken"),
        with_thumbnail(jpeg(16, 16), offset=2**31),
        with_thumbnail(jpeg(16, 16), length=0),
        with_thumbnail(jpeg(16, 16), length=2**31 - 1)[:700],
        saved(Image.new("RGB", (9, 9)), "PNG"),
    ],
)
def test_without_a_thumbnail_there_is_none(head: bytes) -> None:
    """Whatever the header claims."""
    assert embedded_thumbnail(head, 100) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8\xff",
        jpeg()[:-2000],
        saved(Image.new("RGB", (9, 9)), "TIFF"),
        saved(Image.new("RGB", (9, 9)), "GIF"),
        saved(Image.new("RGB", (9, 9)), "BMP"),
    ],
    ids=["nothing", "gif", "start", "cut", "tiff", "whole_gif", "bmp"],
)
def test_what_is_no_photo_is_refused(data: bytes) -> None:
    """One error, whatever is wrong."""
    with pytest.raises(PictureUnreadable):
        preview(data, 100)


def png_of(width: int, height: int) -> bytes:
    """Return a small file that claims to be a large picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
        )

    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("side", [6_000, 12_000, 60_000])
def test_bombs_are_not_decoded(side: int) -> None:
    """A few bytes that claim to be a picture which no memory holds."""
    with (
        patch("PIL.Image.Image.draft", side_effect=AssertionError),
        pytest.raises(PictureUnreadable),
    ):
        preview(png_of(side, side), 100)


def test_what_can_only_be_decoded_whole_has_a_lower_limit() -> None:
    """A progressive JPEG needs memory for all of its pixels, another only for the small picture."""
    assert MAX_WHOLE_PIXELS < 8000 * 6000 < MAX_PIXELS
    plain, progressive = jpeg(8000, 6000), jpeg(8000, 6000, progressive=True)
    assert opened(preview(plain, 320)).size == (320, 240)
    with pytest.raises(PictureUnreadable):
        preview(progressive, 320)


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_damaged_photos_fail_in_one_way_only() -> None:
    """A thousand of them, the same in each run."""
    whole = with_thumbnail(jpeg(64, 48, "blue"))
    chance = random.Random(7)
    for _ in range(1000):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            data[chance.randrange(1500)] = chance.choice((0, 255, chance.randrange(256)))
        embedded_thumbnail(bytes(data), 32)
        try:
            preview(bytes(data), 32)
        except PictureUnreadable:
            continue
