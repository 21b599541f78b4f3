"""The entities of cameras of aircraft; each shows what the aircraft reports, never what was asked.

All are disabled by default: whoever uses one takes control of the camera.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from homeassistant.components.button import ButtonEntityDescription
from homeassistant.components.number import NumberEntityDescription, NumberMode
from homeassistant.components.switch import SwitchEntityDescription
from homeassistant.const import EntityCategory

from ..cloud_api import MAX_ZOOM, MIN_ZOOM, GimbalReset, aircraft_properties as aircraft
from ..telemetry.entity import PropertyDescription
from .manager import PayloadControl


@dataclass(frozen=True, kw_only=True)
class PayloadDescription(PropertyDescription):
    """A control of a camera.

    It is a setting, so that neither assistants nor actions on whole areas get at it by themselves.
    """

    entity_category: EntityCategory | None = EntityCategory.CONFIG
    entity_registry_enabled_default: bool = False
    # Whoever uses a control looks at it.
    priority: bool = True


@dataclass(frozen=True, kw_only=True)
class PayloadButtonDescription(PayloadDescription, ButtonEntityDescription):
    """A button, and what it does with the camera of a dock's aircraft."""

    press: Callable[[PayloadControl, str], Awaitable[None]]


BUTTONS = (
    PayloadButtonDescription(
        key="take_photo",
        source=aircraft.CAMERA,
        press=lambda payload, dock: payload.async_take_photo(dock),
    ),
    PayloadButtonDescription(
        key="gimbal_reset",
        source=aircraft.CAMERA,
        press=lambda payload, dock: payload.async_reset_gimbal(dock, GimbalReset.CENTER),
    ),
    PayloadButtonDescription(
        key="gimbal_down",
        source=aircraft.CAMERA,
        press=lambda payload, dock: payload.async_reset_gimbal(dock, GimbalReset.DOWN),
    ),
)


@dataclass(frozen=True, kw_only=True)
class PayloadSwitchDescription(PayloadDescription, SwitchEntityDescription):
    """A switch."""


RECORDING = PayloadSwitchDescription(key="recording", source=aircraft.RECORDING)


@dataclass(frozen=True, kw_only=True)
class PayloadNumberDescription(PayloadDescription, NumberEntityDescription):
    """A number."""


ZOOM = PayloadNumberDescription(
    key="zoom",
    source=aircraft.ZOOM,
    native_min_value=MIN_ZOOM,
    native_max_value=MAX_ZOOM,
    native_step=0.1,
    mode=NumberMode.BOX,
)
