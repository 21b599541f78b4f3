"""The entities of flights."""

from homeassistant.components.event import EventEntityDescription

FLIGHT_EVENTS = (
    EventEntityDescription(
        key="flight",
        translation_key="flight",
        event_types=["started", "ended"],
    ),
)
