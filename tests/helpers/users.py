"""Users of Home Assistant, each with what they may."""

from homeassistant.auth.permissions.models import PermissionLookup
from homeassistant.auth.permissions.types import PolicyType
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from pytest_homeassistant_custom_component.common import CLIENT_ID, MockUser


def on_devices(device: str, *policies: str) -> PolicyType:
    """Return the policy of a user who has rights on one device only."""
    return {"entities": {"device_ids": {device: dict.fromkeys(policies, True)}}}


async def add_user(
    hass: HomeAssistant, *, group: str | None = None, policy: PolicyType | None = None
) -> MockUser:
    """Return a user of a group, or one with a policy of their own."""
    groups = [found] if group and (found := await hass.auth.async_get_group(group)) else []
    user = MockUser(groups=groups).add_to_hass(hass)
    if policy:
        user.perm_lookup = PermissionLookup(er.async_get(hass), dr.async_get(hass))
        user.mock_policy(policy)
    return user


async def token_of(hass: HomeAssistant, user: MockUser) -> str:
    """Return what a user's browser has."""
    refresh = await hass.auth.async_create_refresh_token(user, CLIENT_ID)
    return hass.auth.async_create_access_token(refresh)
