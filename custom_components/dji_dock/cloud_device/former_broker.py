"""The broker that an entry used before: it keeps our session, and collects what docks say in it."""

from collections.abc import Mapping
import logging
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..cloud_api import BrokerError, forget_session
from ..const import DOMAIN
from ..util.entry_data import async_broker_settings, session_client_id

_LOGGER = logging.getLogger(__name__)

_FORMER: HassKey[dict[str, Mapping[str, Any]]] = HassKey(f"{DOMAIN}_former_brokers")


@callback
def remember_broker(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Remember the broker of an entry that is about to get another one."""
    hass.data.setdefault(_FORMER, {})[entry.entry_id] = entry.data


async def async_leave_former_broker(hass: HomeAssistant, entry_id: str, *, resumed: bool) -> None:
    """End the session at the broker that was left, if it can still be reached.

    `resumed` is whether the new one already had our session: it is the same under another name,
    and the session is in use.
    """
    data = hass.data.get(_FORMER, {}).pop(entry_id, None)
    if data is None or resumed:
        return
    try:
        await forget_session(await async_broker_settings(hass, data, session_client_id(entry_id)))
    except (BrokerError, OSError, ValueError) as err:
        _LOGGER.info("The former broker keeps our session: %s", err)
