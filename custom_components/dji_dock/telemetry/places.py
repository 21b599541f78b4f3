"""Where docks and aircraft say that they are."""

from dataclasses import dataclass

from homeassistant.components.device_tracker import TrackerEntityDescription

from ..cloud_api import Property, aircraft_properties as aircraft, dock_properties as dock
from .entity import PropertyDescription, Tables


@dataclass(frozen=True, kw_only=True)
class PlaceDescription(PropertyDescription, TrackerEntityDescription):
    """A device and the two halves of its place; `source` is the latitude."""

    longitude: Property[float]


PLACES: Tables[PlaceDescription] = {
    "dock": (
        PlaceDescription(
            key="location", source=dock.LATITUDE, longitude=dock.LONGITUDE, priority=True
        ),
    ),
    "aircraft": (
        PlaceDescription(
            key="location", source=aircraft.LATITUDE, longitude=aircraft.LONGITUDE, priority=True
        ),
    ),
}
