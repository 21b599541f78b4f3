"""Momentary things, as automations read them. They are events, never state."""

from typing import Any, NamedTuple

from homeassistant.util.signal_type import SignalType

from ..const import DOMAIN


class DockEvent(NamedTuple):
    """Something that happened to a dock."""

    key: str
    """Of the event entity that fires, if one does."""
    event_type: str
    attributes: dict[str, Any]


DOCK_EVENT = SignalType[str, str, DockEvent](f"{DOMAIN}_dock_event")
"""Of every dock and entry, with the entry's id and the dock's serial number: for whoever outlives entries."""

CONNECTION, OFFLINE, BACK = "connection", "offline", "back"
FLIGHT_MEDIA, COMPLETE = "flight_media", "complete"
"""Of no entity: a sensor shows the one, and files fire events of their own."""
