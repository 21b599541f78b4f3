"""The siren of a dock."""

from functools import partial

from homeassistant.components.siren import SirenEntity, SirenEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .debugging.control import OnOffControl, async_add_control_entities
from .debugging.entities import SIRENS, ControlSirenDescription
from .hub import DjiDockConfigEntry

PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the siren of each dock that may be controlled."""
    hub = entry.runtime_data
    async_add_control_entities(
        *(entry, hub.devices, hub.debugging, async_add_entities, SIRENS),
        make=partial(DockSiren, hub.debugging),
    )


class DockSiren(OnOffControl, SirenEntity):
    """A siren with a flashing light."""

    _attr_supported_features = SirenEntityFeature.TURN_ON | SirenEntityFeature.TURN_OFF
    entity_description: ControlSirenDescription
