"""What a user of Home Assistant may do with a dock.

Home Assistant knows rights on entities only; who has one on any entity of a dock has it on the dock.
Those that others have put beside them, such as helpers, are not the dock's.
"""

from enum import StrEnum

from homeassistant.auth.models import User
from homeassistant.auth.permissions.const import (
    CAT_ENTITIES,
    POLICY_CONTROL,
    POLICY_EDIT,
    POLICY_READ,
)
from homeassistant.components import websocket_api
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, ServiceCall, callback
from homeassistant.exceptions import Unauthorized, UnknownUser
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import DOMAIN


class Right(StrEnum):
    """What an action, a page or a file asks for; the values are Home Assistant's policies."""

    READ = POLICY_READ
    CONTROL = POLICY_CONTROL
    """Also for links into the bucket: whoever has one needs no account any more."""
    ADMINISTER = POLICY_EDIT
    """For what cannot be brought back."""


async def async_require(call: ServiceCall, right: Right) -> None:
    """See that whoever calls an action may; what nobody calls, as automations do, always may.

    Raises:
        Unauthorized

    """
    if not call.context.user_id:
        return
    user = await call.hass.auth.async_get_user(call.context.user_id)
    if user is None:
        raise UnknownUser(context=call.context, permission=right)
    if not may(call.hass, user, call.data[ATTR_DEVICE_ID], right):
        raise Unauthorized(context=call.context, permission=right, perm_category=CAT_ENTITIES)


@callback
def may(hass: HomeAssistant, user: User, device_id: str, right: Right) -> bool:
    """Return whether a user has a right on a device."""
    if user.is_admin or right is Right.ADMINISTER:
        return user.is_admin
    permissions = user.permissions
    return permissions.access_all_entities(right) or any(
        permissions.check_entity(entity.entity_id, right)
        for entity in er.async_entries_for_device(
            er.async_get(hass), device_id, include_disabled_entities=True
        )
        if entity.platform == DOMAIN
    )


@callback
def may_on_dock(
    hass: HomeAssistant, user: User | None, entry_id: str, serial: str, right: Right
) -> bool:
    """Return whether a user has a right on a dock; None is nobody, who always may."""
    if user is None or user.is_admin:
        return True
    device = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, serial), entry_id)
    return device is not None and may(hass, user, device.id, right)


@callback
def asking_user() -> User | None:
    """Return who has asked over the websocket, where Home Assistant does not hand it on."""
    connection = websocket_api.current_connection.get()
    return connection.user if connection else None
