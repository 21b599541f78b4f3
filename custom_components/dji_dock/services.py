"""The actions: which dock one is for, whether the caller may, and errors that a user can read."""

from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, service
import probatio

from .const import DOMAIN
from .debugging.actions import ACTIONS as DEBUGGING_ACTIONS
from .errors import raise_translated
from .hub import DjiDockConfigEntry, Hub, loaded_hub
from .jobs.actions import ACTIONS as JOB_ACTIONS
from .logs.actions import ACTIONS as LOG_ACTIONS
from .media.actions import ACTIONS as MEDIA_ACTIONS
from .payload.actions import ACTIONS as PAYLOAD_ACTIONS
from .setup_check.actions import async_register_check
from .setup_check.models import Running
from .util.action import Action
from .util.rights import async_require

_DEVICE: Mapping[Any, Any] = {probatio.Required(ATTR_DEVICE_ID): cv.string}
"""The field that every action has."""


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions of all features."""
    _register(hass, LOG_ACTIONS, lambda hub: hub.logs)
    _register(hass, JOB_ACTIONS, lambda hub: hub.jobs)
    _register(hass, DEBUGGING_ACTIONS, lambda hub: hub.debugging)
    _register(hass, PAYLOAD_ACTIONS, lambda hub: hub.payload)
    _register(hass, MEDIA_ACTIONS, lambda hub: hub.media, unusable="index_unusable")

    def running(entry_id: str) -> Running | None:
        hub = loaded_hub(hass, entry_id)
        return hub.running if hub else None

    async_register_check(hass, running)


def _register[F](
    hass: HomeAssistant,
    actions: Mapping[str, Action[F]],
    feature: Callable[[Hub], F],
    *,
    unusable: str = "history_unusable",
) -> None:
    """Register the actions of a feature; `unusable` is the error about its database."""

    def register(name: str, action: Action[F]) -> None:
        async def async_handle(call: ServiceCall) -> ServiceResponse:
            await async_require(call, action.right)
            hub, dock = _dock_of(call)
            with raise_translated(unusable):
                return await action.handler(feature(hub), dock, call)

        hass.services.async_register(
            DOMAIN,
            name,
            async_handle,
            schema=probatio.Schema({**_DEVICE, **action.fields}),
            supports_response=action.response,
        )

    for name, action in actions.items():
        register(name, action)


def _dock_of(call: ServiceCall) -> tuple[Hub, str]:
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
