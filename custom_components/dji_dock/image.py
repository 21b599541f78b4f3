"""The newest photo of a dock's flights."""

from datetime import datetime
import logging
from typing import override

from homeassistant.components.image import ImageEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .bucket import Bucket, BucketError
from .coordinator import DockCoordinator
from .database import IndexedObject
from .entity import DockEntity, async_add_for_each_dock
from .hub import DjiDockConfigEntry
from .media.entities import NEWEST_PHOTO
from .media.pictures import PictureUnreadable, preview

_LOGGER = logging.getLogger(__name__)

PARALLEL_UPDATES = 0

MAX_PHOTO = 64 * 1024 * 1024
"""Bytes; larger photos are not shown."""

_LONGEST = 1920


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the image of each dock."""
    bucket = entry.runtime_data.bucket
    if not bucket.is_set:
        return
    async_add_for_each_dock(
        entry,
        async_add_entities,
        lambda coordinator: [NewestPhoto(hass, coordinator, bucket)],
    )


class NewestPhoto(DockEntity, ImageEntity):
    """Shows the newest photo, scaled for a dashboard."""

    _available_offline = True
    _attr_content_type = "image/jpeg"

    def __init__(self, hass: HomeAssistant, coordinator: DockCoordinator, bucket: Bucket) -> None:
        """Take where the photos are."""
        DockEntity.__init__(self, coordinator, NEWEST_PHOTO)
        ImageEntity.__init__(self, hass)
        self._bucket = bucket
        self._shown: tuple[str, bytes] | None = None

    @property
    @override
    def image_last_updated(self) -> datetime | None:
        """Return when the newest photo came in, which makes the frontend load it."""
        photo = self.state_of_dock.media.photo
        return None if photo is None else photo.reported or photo.modified

    @override
    async def async_image(self) -> bytes | None:
        """Return the photo, None while there is none or it cannot be read."""
        photo = self.state_of_dock.media.photo
        if photo is None:
            return None
        if self._shown is None or self._shown[0] != photo.key:
            try:
                picture = await self.hass.async_add_executor_job(_load, self._bucket, photo)
            except (BucketError, PictureUnreadable) as err:
                _LOGGER.debug("The newest photo cannot be shown: %s", err)
                return None
            self._shown = photo.key, picture
        return self._shown[1]

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Let go of a photo that is no longer the newest."""
        photo = self.state_of_dock.media.photo
        if self._shown and (photo is None or photo.key != self._shown[0]):
            self._shown = None
        super()._handle_coordinator_update()


def _load(bucket: Bucket, photo: IndexedObject) -> bytes:
    """Return a photo as it is shown. Blocks."""
    reader = bucket.read(photo.key, 0, MAX_PHOTO)
    try:
        return preview(reader.read(MAX_PHOTO), _LONGEST)
    finally:
        reader.close()
