"""Media and logs of docks in Home Assistant's media browser."""

from typing import override

from homeassistant.components.media_player import BrowseError
from homeassistant.components.media_source import (
    BrowseMediaSource,
    MediaSource,
    MediaSourceItem,
    PlayMedia,
    Unresolvable,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .bucket import BucketError, BucketNotSet
from .catalog.identifier import Identifier, NoIdentifier, PageKind
from .const import DOMAIN
from .database import DatabaseUnusable, IndexedObject
from .errors import translated
from .hub import Hub, loaded_hub, loaded_hubs
from .media_browser.access import find_object, saved_name
from .media_browser.links import leads_straight, marked_link
from .media_browser.pages import DockPages, folder
from .media_browser.titles import Titles
from .media_browser.views import media_path
from .util.content_types import content_type
from .util.rights import Right, asking_user, may_on_dock

_NAME = "DJI Dock"


async def async_get_media_source(hass: HomeAssistant) -> DockMediaSource:
    """Return the source."""
    return DockMediaSource(hass)


class DockMediaSource(MediaSource):
    """Shows docks, their media by day and flight, and their logs by upload."""

    name = _NAME

    def __init__(self, hass: HomeAssistant) -> None:
        """Take Home Assistant."""
        super().__init__(DOMAIN)
        self.hass = hass

    @override
    async def async_resolve_media(self, item: MediaSourceItem) -> PlayMedia:
        """Return a link to a file; one into the bucket only for those who may hand it on.

        Raises:
            Unresolvable

        """
        try:
            where = Identifier.parse(item.identifier)
            hub = self._hub(where)
            file = await self._async_file(hub, where)
            if leads_straight(hub) and self._may(where.entry_id, where.serial, Right.CONTROL):
                name = saved_name(hub, file)
                url = await self.hass.async_add_executor_job(
                    marked_link, hub.bucket, file.key, name
                )
            else:
                # Home Assistant signs it for the one who asks.
                url = media_path(where.entry_id, file.key)
        except NoIdentifier as err:
            raise _unknown(Unresolvable) from err
        except (BucketError, DatabaseUnusable) as err:
            raise translated(err, Unresolvable, unusable="index_unusable") from err
        return PlayMedia(url, content_type(file.name))

    @override
    async def async_browse_media(self, item: MediaSourceItem) -> BrowseMediaSource:
        """Return what is below something, or the file itself.

        Raises:
            BrowseError

        """
        titles = await Titles.async_load(self.hass)
        try:
            if not item.identifier:
                return self._root()
            where = Identifier.parse(item.identifier)
            if not where.serial:
                return self._cloud(where)
            hub = self._hub(where)
            self._require_bucket(hub)
            pages = DockPages(self.hass, hub, where, titles)
            if where.shown is PageKind.FILE:
                return pages.file(await self._async_file(hub, where))
            return await pages.async_open()
        except NoIdentifier as err:
            raise _unknown(BrowseError) from err
        except (BucketNotSet, DatabaseUnusable) as err:
            raise translated(err, BrowseError, unusable="index_unusable") from err

    def _root(self) -> BrowseMediaSource:
        hubs = loaded_hubs(self.hass)
        if len(hubs) == 1:
            return folder(None, _NAME, self._docks(hubs[0].entry.entry_id, hubs[0]))
        return folder(
            None, _NAME, [folder(Identifier(hub.entry.entry_id), hub.entry.title) for hub in hubs]
        )

    def _cloud(self, where: Identifier) -> BrowseMediaSource:
        if (hub := loaded_hub(self.hass, where.entry_id)) is None:
            raise NoIdentifier
        return folder(where, hub.entry.title, self._docks(where.entry_id, hub))

    def _docks(self, entry_id: str, hub: Hub) -> list[BrowseMediaSource]:
        docks = [
            (hub.docks.name_of(serial), serial)
            for serial in hub.coordinators
            if self._may(entry_id, serial, Right.READ)
        ]
        return [folder(Identifier(entry_id, serial), name) for name, serial in sorted(docks)]

    def _hub(self, where: Identifier) -> Hub:
        hub = loaded_hub(self.hass, where.entry_id)
        if hub is None or where.serial not in hub.coordinators:
            raise NoIdentifier
        if not self._may(where.entry_id, where.serial, Right.READ):
            raise NoIdentifier
        return hub

    def _require_bucket(self, hub: Hub) -> None:
        """Raise BucketNotSet where there can be no files."""
        if not hub.bucket.is_set:
            raise BucketNotSet

    def _may(self, entry_id: str, serial: str, right: Right) -> bool:
        return may_on_dock(self.hass, asking_user(), entry_id, serial, right)

    async def _async_file(self, hub: Hub, where: Identifier) -> IndexedObject:
        """Return a file; only what the index knows as this dock's can be opened."""
        if where.shown is not PageKind.FILE:
            raise NoIdentifier
        found = await self.hass.async_add_executor_job(find_object, hub, where.rest)
        if found is None or found.dock != where.serial:
            raise NoIdentifier
        return found


def _unknown[E: HomeAssistantError](kind: type[E]) -> E:
    return kind(translation_domain=DOMAIN, translation_key="media_unknown")
