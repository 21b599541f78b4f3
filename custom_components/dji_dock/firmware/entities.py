"""The entities of firmware."""

from homeassistant.components.update import UpdateDeviceClass, UpdateEntityDescription
from homeassistant.const import EntityCategory

FIRMWARE = UpdateEntityDescription(
    key="firmware",
    translation_key="firmware",
    device_class=UpdateDeviceClass.FIRMWARE,
    entity_category=EntityCategory.CONFIG,
)
