"""What others see of a connection that publishes, and what one may use."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
import re
from typing import Protocol

_MOST_PARTS = 16
_SEPARATORS = re.compile(r"[/?&=]+")


class MediaKind(IntEnum):
    """What a message carries, by its number in RTMP."""

    AUDIO = 8
    VIDEO = 9
    DATA = 18


class EndReason(StrEnum):
    """Why a publisher ended."""

    CLOSED = "closed"
    """It said so."""
    LOST = "lost"
    """Its connection is gone."""
    IDLE = "idle"
    TOO_FAST = "too_fast"
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"
    STOPPED = "stopped"
    """By us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RtmpLimits:
    """What all connections together, and each of them, may use."""

    connections: int = 16
    waiting: int = 8
    """Connections that do not publish yet: one more, and the address with most loses its oldest."""
    handshake: float = 5.0
    """Seconds from the connection until it publishes."""
    idle: float = 10.0
    """Seconds without a byte from a publisher."""
    message: int = 2 * 1024 * 1024
    """Bytes of audio or video, and of all messages that have arrived in part."""
    command: int = 64 * 1024
    """Bytes of any other message, and of all that comes before something is published."""
    rate: float = 12_000_000.0
    """Bits per second."""
    messages: float = 500.0
    """Messages per second."""
    burst: float = 4.0
    """Seconds over which the rates are a mean: a line that was away for a moment catches up."""


class ProtocolError(Exception):
    """What came is not RTMP, or more than it may be; the text says what, with nothing of it."""

    def __init__(self, text: str, reason: EndReason = EndReason.MALFORMED) -> None:
        """Take what is wrong."""
        super().__init__(text)
        self.reason = reason


class Publisher:
    """A connection that wants to publish. Its key may stand in any text, so none is in its repr."""

    __slots__ = ("_close", "address", "app", "name")

    def __init__(self, app: str, name: str, address: str, close: Callable[[], None]) -> None:
        """Take what it says of itself, and how it is ended."""
        self.app = app
        self.name = name
        self.address = address
        self._close = close

    def __repr__(self) -> str:
        """Return where it comes from."""
        return f"<{type(self).__name__} {self.address}>"

    @property
    def parts(self) -> tuple[str, ...]:
        """Return each part of name and app in which a key may stand, those of queries included."""
        parts = (*_SEPARATORS.split(self.name), *_SEPARATORS.split(self.app))
        return tuple(part for part in parts if part)[:_MOST_PARTS]

    def close(self) -> None:
        """End it; its sink hears of that before this returns."""
        self._close()


class Sink(Protocol):
    """Takes what a publisher sends."""

    def media(self, kind: MediaKind, timestamp: int, payload: bytes) -> None:
        """Take the body of a message.

        Args:
            kind: What it carries.
            timestamp: Milliseconds as sent, 32 bits.
            payload: The body as sent.

        """

    def ended(self, reason: EndReason) -> None:
        """Take that nothing comes any more; called once."""
