"""The action that looks at the set-up."""

from collections.abc import Callable

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import (
    HomeAssistant,
    ServiceCall,
    ServiceResponse,
    SupportsResponse,
    callback,
)
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, device_registry as dr, service
from homeassistant.util.json import JsonValueType
import probatio

from ..const import DOMAIN
from .models import Running
from .responses import of_entry, reason
from .run import async_check_setup

CHECK_SETUP = "check_setup"
_SCHEMA = probatio.Schema({probatio.Optional(ATTR_DEVICE_ID): cv.string})

type RunningOf = Callable[[str], Running | None]
"""Returns what runs for an entry, by its id."""


@callback
def async_register_check(hass: HomeAssistant, running_of: RunningOf) -> None:
    """Register it, for administrators: it shows where everything is, and only they can mend it."""

    async def async_handle(call: ServiceCall) -> ServiceResponse:
        if device_id := call.data.get(ATTR_DEVICE_ID):
            chosen = [find_entry(hass, device_id)]
        else:
            chosen = [
                (entry, "")
                for entry in hass.config_entries.async_entries(DOMAIN, include_disabled=False)
            ]
        checks: list[JsonValueType] = [
            {**about, "reason": reason(check)}
            for entry, serial in chosen
            for check, about in of_entry(
                hass,
                entry,
                await async_check_setup(hass, entry, running_of(entry.entry_id)),
                serial,
            )
        ]
        return {"checks": checks}

    service.async_register_admin_service(
        hass, DOMAIN, CHECK_SETUP, async_handle, _SCHEMA, supports_response=SupportsResponse.ONLY
    )


@callback
def find_entry(hass: HomeAssistant, device_id: str) -> tuple[ConfigEntry, str]:
    """Return the entry of a device, and the serial number if it is a dock; blank for the cloud itself.

    Raises:
        ServiceValidationError: it is something else.

    """
    registry = dr.async_get(hass)
    device = registry.async_get(device_id)
    for entry in hass.config_entries.async_entries(DOMAIN) if device else ():
        cloud = registry.async_get_device_by_identifier((DOMAIN, entry.entry_id), entry.entry_id)
        if cloud and cloud.id == device_id:
            return entry, ""
        # An aircraft hangs on its dock, and a dock on the cloud.
        for each in dr.async_entries_for_config_entry(registry, entry.entry_id):
            if each.id != device_id or cloud is None or each.via_device_id != cloud.id:
                continue
            return entry, next(
                (value for domain, value in each.identifiers if domain == DOMAIN), ""
            )
    raise ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key="not_a_dock",
        translation_placeholders={
            "device": (device and (device.name_by_user or device.name)) or device_id
        },
    )
