"""Which dock an action is for."""

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import ServiceCall
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, service
import probatio

from .const import DOMAIN
from .hub import DjiDockConfigEntry, Hub

DOCK = {probatio.Required(ATTR_DEVICE_ID): cv.string}
"""The field that every action has."""


def dock_of(call: ServiceCall) -> tuple[Hub, str]:
    """Return the dock that an action is for.

    Raises:
        ServiceValidationError: no such device, not loaded, or not a dock.

    """
    entry: DjiDockConfigEntry
    device, entry = service.async_get_device_and_config_entry(
        call.hass, DOMAIN, call.data[ATTR_DEVICE_ID]
    )
    hub = entry.runtime_data
    for domain, serial in device.identifiers:
        if domain == DOMAIN and serial in hub.coordinators:
            return hub, serial
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="not_a_dock",
        translation_placeholders={"device": device.name_by_user or device.name or "?"},
    )
