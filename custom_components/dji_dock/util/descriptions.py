"""Descriptions of entities that show the state of a feature; its tables are made of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from homeassistant.components.button import ButtonEntityDescription
from homeassistant.components.sensor import SensorEntityDescription
from homeassistant.core import Context
from homeassistant.helpers.typing import StateType


@dataclass(frozen=True, kw_only=True)
class StateSensorDescription[S](SensorEntityDescription):
    """A sensor, and where in the state of its feature the value is."""

    value_fn: Callable[[S], StateType | datetime]
    attributes_fn: Callable[[S], dict[str, Any] | None] | None = None
    available_offline: bool = False
    """Whether Home Assistant knows the value also while the dock cannot be heard."""
    without_bucket: bool = False
    """Whether a dock has the value also where there is no bucket for what it uploads."""


@dataclass(frozen=True, kw_only=True)
class FeatureButtonDescription[F](ButtonEntityDescription):
    """A button, and what it does with its feature, at which dock, in which context."""

    press_fn: Callable[[F, str, Context | None], Awaitable[object]]
    alone_fn: Callable[[F, str, Context | None], Awaitable[object]] | None = None
    """What it does instead where an action names it alone, and no other entity."""
    available_offline: bool = False
    """Whether it works also while the dock cannot be reached."""
