"""What the feature can be told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PayloadTimings:
    """In seconds."""

    reply: float = 15
    switch: float = 10
    """After the camera was told to change its mode, until it has to report that."""
