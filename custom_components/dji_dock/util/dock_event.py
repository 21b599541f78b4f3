"""Momentary things, as automations read them. They are events, never state."""

from typing import Any, NamedTuple


class DockEvent(NamedTuple):
    """Something that happened to a dock."""

    key: str
    """Of the event entity that fires."""
    event_type: str
    attributes: dict[str, Any]
