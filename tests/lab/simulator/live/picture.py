"""What a simulated camera sees: where it is, a bar that moves, and the time.

The time stands in it twice: as text for people, and as a row of black and white fields at the
bottom for programs, see `read_clock`.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from PIL import Image, ImageDraw

_BITS = 32
_WHITE, _BLACK = (235, 235, 235), (16, 16, 16)
_COLOURS = {
    "wide": ((70, 120, 60), (120, 170, 230)),
    "zoom": ((90, 110, 40), (150, 190, 230)),
    "ir": ((160, 60, 20), (30, 0, 60)),
    "inside": ((60, 60, 60), (30, 30, 40)),
}
_NORMAL = ((90, 90, 90), (120, 170, 230))


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture without its time."""

    width: int
    height: int
    title: str
    kind: str
    """A lens, or a position of the dock's camera: what it looks like."""


def draw(scene: Scene, milliseconds: int) -> Image.Image:
    """Draw a scene at a time since 1970."""
    picture = _background(scene).copy()
    brush = ImageDraw.Draw(picture)
    width, height = scene.width, scene.height
    bar = milliseconds % 2000 * width // 2000
    brush.rectangle((bar, height * 0.62, bar + width // 24, height * 0.72), fill=_WHITE)
    when = datetime.fromtimestamp(milliseconds / 1000)
    text = f"{when:%H:%M:%S}.{milliseconds // 100 % 10}"
    brush.text((width * 0.06, height * 0.25), text, fill=_WHITE, font_size=height / 4)
    for bit in range(_BITS):
        colour = _WHITE if milliseconds >> (_BITS - 1 - bit) & 1 else _BLACK
        brush.rectangle(_field(bit, width, height), fill=colour)
    return picture


def read_clock(picture: Image.Image) -> int:
    """Read the milliseconds since 1970, modulo 2**32, off a picture that may be scaled."""
    grey = picture.convert("L")
    value = 0
    for bit in range(_BITS):
        left, top, right, bottom = _field(bit, *grey.size)
        seen = grey.getpixel(((left + right) // 2, (top + bottom) // 2))
        value = value << 1 | (isinstance(seen, int | float) and seen > 128)
    return value


def _field(bit: int, width: int, height: int) -> tuple[int, int, int, int]:
    left, right = bit * width // _BITS, (bit + 1) * width // _BITS
    return left, height * 7 // 8, right - 1, height - 1


@lru_cache(maxsize=32)
def _background(scene: Scene) -> Image.Image:
    ground, sky = _COLOURS.get(scene.kind, _NORMAL)
    width, height = scene.width, scene.height
    picture = Image.new("RGB", (width, height), sky)
    brush = ImageDraw.Draw(picture)
    brush.rectangle((0, height // 2, width, height), fill=ground)
    title = f"{scene.title} {scene.kind}".strip()
    brush.text((width * 0.06, height * 0.06), title, fill=_WHITE, font_size=height / 11)
    return picture
