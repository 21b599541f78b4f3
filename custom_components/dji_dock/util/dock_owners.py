"""Which dock belongs to which entry of this Home Assistant."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..cloud_api import CloudSettings, Neighbours
from ..const import DOMAIN
from .entry_data import cloud_settings

_OWNERS: HassKey[Neighbours] = HassKey(f"{DOMAIN}_owners")


@callback
def dock_owners(hass: HomeAssistant) -> Neighbours:
    """Return which dock belongs to which entry, loaded or not."""
    if (owners := hass.data.get(_OWNERS)) is None:
        owners = hass.data[_OWNERS] = Neighbours(lambda: _settings(hass))
    return owners


def _settings(hass: HomeAssistant) -> dict[str, CloudSettings]:
    """Return how all entries present themselves that may run some time, by their id."""
    entries = hass.config_entries.async_entries(
        DOMAIN, include_ignore=False, include_disabled=False
    )
    return {entry.entry_id: cloud_settings(entry.data) for entry in entries}
