"""Weather that changes slowly, the same for a dock and its aircraft."""

from dataclasses import dataclass
import math
from zlib import crc32

_TICK_SECONDS = 1.3
_MINUTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """The weather at a dock."""

    temperature: float
    """°C outside."""
    inside: float
    """°C in the dock."""
    humidity: int
    wind: float
    """m/s; the aircraft reports tenths of it."""
    direction: int
    """1 is north, clockwise to 8."""
    rain: int
    """0 none, 1 light, 2 medium, 3 heavy."""


def weather(tick: int, serial: str) -> Weather:
    """Return the weather at a tick of a dock's osd; each dock stands somewhere else."""
    # Docks are at different moments of it, so that a fleet does not move as one.
    seconds = tick * _TICK_SECONDS + crc32(serial.encode()) % (60 * _MINUTE)

    def wave(minutes: float) -> float:
        return math.sin(2 * math.pi * seconds / (minutes * _MINUTE))

    wet = wave(47)
    return Weather(
        temperature=round(11 + 4 * wave(90), 1),
        inside=round(19 + 2 * wave(120), 1),
        humidity=round(58 + 12 * wave(73)),
        wind=round(3.5 + 2 * wave(12) + wave(5), 1),
        direction=1 + int(seconds / (6 * _MINUTE)) % 8,
        rain=sum(wet > limit for limit in (0.8, 0.95, 0.99)),
    )
