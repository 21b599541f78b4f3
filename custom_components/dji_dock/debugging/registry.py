"""Controls in Home Assistant's registry, where the owner does not want them any more."""

from collections.abc import Callable, Mapping

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from ..jobs.entities import JOB_EVENTS, JOB_SENSORS
from .entities import BUTTONS, COVERS, LIGHTS, REMOTE_DEBUGGING, SELECTS, SIRENS, SWITCHES

CONTROL_KEYS: Mapping[str, frozenset[str]] = {
    platform: frozenset(description.key for description in table)
    for platform, table in {
        Platform.BUTTON: BUTTONS,
        Platform.COVER: COVERS,
        Platform.EVENT: JOB_EVENTS,
        Platform.LIGHT: LIGHTS,
        Platform.SELECT: SELECTS,
        Platform.SENSOR: JOB_SENSORS,
        Platform.SIREN: SIRENS,
        Platform.SWITCH: (REMOTE_DEBUGGING, *SWITCHES),
    }.items()
}
"""By platform."""


@callback
def async_remove_control_entities(
    hass: HomeAssistant, entry_id: str, may_control: Callable[[str], bool]
) -> None:
    """Remove the controls of docks that may not be controlled; Home Assistant remembers their names."""
    registry = er.async_get(hass)
    for entity in er.async_entries_for_config_entry(registry, entry_id):
        for key in CONTROL_KEYS.get(entity.domain, ()):
            serial = entity.unique_id.removesuffix(f"_{key}")
            if serial != entity.unique_id and not may_control(serial):
                registry.async_remove(entity.entity_id)
                break
