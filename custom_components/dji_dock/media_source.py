"""Media and logs of docks in Home Assistant's media browser.

Only the index is asked, page by page; the bucket is not, however much is in it.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any, override

from homeassistant.components.media_player import BrowseError, MediaClass
from homeassistant.components.media_source import (
    BrowseMediaSource,
    MediaSource,
    MediaSourceItem,
    PlayMedia,
    Unresolvable,
)
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from .bucket import BucketError
from .const import CONF_MEDIA_LINKS, DOMAIN
from .hub import Hub
from .index import IndexedObject, IndexUnusable, ObjectBrowser
from .media_identifier import Identifier, NoIdentifier, Shown
from .media_links import MediaLinks, choose_links
from .media_titles import Titles
from .media_types import content_type
from .media_view import media_path, thumbnail_path
from .runtime import DjiDockConfigEntry

PAGE = 100
"""Things on one page; what follows is behind one more."""

LINK_SECONDS = 6 * 3600
"""Long enough for a video that is paused; links to the bucket open one file, for reading."""

_NAME = "DJI Dock"
_CLASSES = {"image": MediaClass.IMAGE, "video": MediaClass.VIDEO}


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
        """Return a link to a file.

        Raises:
            Unresolvable

        """
        try:
            where = Identifier.parse(item.identifier)
            hub = self._hub(where)
            file = await self._async_file(hub, where)
            if choose_links(self._option(hub), hub.bucket.config).straight:
                url = await self.hass.async_add_executor_job(
                    hub.bucket.link, file.key, LINK_SECONDS
                )
            else:
                # Home Assistant signs it for the one who asks.
                url = media_path(where.entry_id, file.key)
        except (NoIdentifier, BucketError, IndexUnusable) as err:
            raise _unknown(Unresolvable) from err
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
            shelf = Shelf(self.hass, hub, where, titles)
            if where.shown is Shown.FILE:
                return shelf.file(await self._async_file(hub, where))
            return await shelf.async_open()
        except (NoIdentifier, IndexUnusable) as err:
            raise _unknown(BrowseError) from err

    def _root(self) -> BrowseMediaSource:
        entries = [
            entry
            for entry in self.hass.config_entries.async_loaded_entries(DOMAIN)
            if isinstance(entry.runtime_data, Hub)
        ]
        if len(entries) == 1:
            return _folder(None, _NAME, self._docks(entries[0]))
        return _folder(
            None, _NAME, [_folder(Identifier(entry.entry_id), entry.title) for entry in entries]
        )

    def _cloud(self, where: Identifier) -> BrowseMediaSource:
        entry = self._entry(where)
        return _folder(where, entry.title, self._docks(entry))

    def _docks(self, entry: DjiDockConfigEntry) -> list[BrowseMediaSource]:
        hub = entry.runtime_data
        docks = [(hub.name_of(serial), serial) for serial in hub.coordinators]
        return [_folder(Identifier(entry.entry_id, serial), name) for name, serial in sorted(docks)]

    def _entry(self, where: Identifier) -> DjiDockConfigEntry:
        for entry in self.hass.config_entries.async_loaded_entries(DOMAIN):
            if entry.entry_id == where.entry_id:
                return entry
        raise NoIdentifier

    def _hub(self, where: Identifier) -> Hub:
        hub: Hub = self._entry(where).runtime_data
        if where.serial not in hub.coordinators:
            raise NoIdentifier
        return hub

    def _option(self, hub: Hub) -> str:
        return str(hub.entry.options.get(CONF_MEDIA_LINKS, MediaLinks.AUTO))

    async def _async_file(self, hub: Hub, where: Identifier) -> IndexedObject:
        """Return a file; only what the index knows as this dock's can be opened."""
        if where.shown is not Shown.FILE:
            raise NoIdentifier
        found = await self.hass.async_add_executor_job(hub.media.browser.get, where.rest)
        if found is None or found.dock != where.serial:
            raise NoIdentifier
        return found


class Shelf:
    """What is shown of one dock."""

    def __init__(self, hass: HomeAssistant, hub: Hub, where: Identifier, titles: Titles) -> None:
        """Take where it is."""
        self._hass = hass
        self._browser: ObjectBrowser = hub.media.browser
        self._name = hub.name_of(where.serial)
        self._where = where
        self._titles = titles

    async def async_open(self) -> BrowseMediaSource:
        """Return it with what is below it."""
        word, where = self._titles.word, self._where
        match where.shown:
            case Shown.DOCK:
                return _folder(
                    where,
                    self._name,
                    [
                        _folder(where.to(Shown.MEDIA), word("media")),
                        _folder(where.to(Shown.LOGS), word("logs")),
                    ],
                )
            case Shown.MEDIA:
                return _folder(where, word("media"), await self._days())
            case Shown.LOGS:
                return _folder(where, word("logs"), await self._uploads())
            case Shown.DAY:
                day, _ = where.day
                return _folder(where, day.isoformat(), await self._flights())
            case Shown.UPLOAD:
                archives = await self._ask(self._browser.logs, where.serial, where.rest)
                return _folder(where, where.rest, [self.archive(file) for file in archives])
            case _:
                return await self._open_flight()

    def file(self, file: IndexedObject) -> BrowseMediaSource:
        """Return a photo, a video, or anything else that a dock uploaded."""
        kind = content_type(file.name)
        media_class = _CLASSES.get(kind.partition("/")[0], MediaClass.URL)
        thumbnail = None
        if kind == "image/jpeg":
            thumbnail = thumbnail_path(self._where.entry_id, file.key)
        return self._file(file, self._titles.file(file), media_class, thumbnail)

    def archive(self, file: IndexedObject) -> BrowseMediaSource:
        """Return an archive of logs."""
        return self._file(file, self._titles.archive(file), MediaClass.URL)

    def _file(
        self,
        file: IndexedObject,
        title: str,
        media_class: MediaClass,
        thumbnail: str | None = None,
    ) -> BrowseMediaSource:
        return BrowseMediaSource(
            domain=DOMAIN,
            identifier=str(self._where.to(Shown.FILE, file.key)),
            media_class=media_class,
            media_content_type=content_type(file.name),
            title=title,
            can_play=True,
            can_expand=False,
            thumbnail=thumbnail,
        )

    async def _days(self) -> list[BrowseMediaSource]:
        where = self._where
        before = _day_of_date(where.day[0])[0] if where.rest else None
        days = await self._ask(self._browser.days, where.serial, _day_of, before, PAGE + 1)
        shown = [
            _folder(where.to(Shown.DAY, _iso(day.start)), self._titles.day(day))
            for day in days[:PAGE]
        ]
        if len(days) > PAGE:
            shown.append(self._older(where.to(Shown.MEDIA, _iso(days[PAGE - 1].start))))
        return shown

    async def _flights(self) -> list[BrowseMediaSource]:
        where = self._where
        day, rest = where.day
        skip = int(rest) if rest.isdecimal() and len(rest) < 8 else 0
        start, end = _day_of_date(day)
        flights = await self._ask(self._browser.flights, where.serial, start, end, skip, PAGE + 1)
        shown = [
            _folder(
                where.to(Shown.FLIGHT, f"{day.isoformat()}|{flight.flight}"),
                self._titles.flight(flight),
            )
            for flight in flights[:PAGE]
        ]
        if len(flights) > PAGE:
            shown.append(self._older(where.to(Shown.DAY, f"{day.isoformat()}|{skip + PAGE}")))
        return shown

    async def _open_flight(self) -> BrowseMediaSource:
        where = self._where
        day, rest = where.day
        span = _day_of_date(day)
        flight, after = rest, None
        if where.shown is Shown.MORE:
            last = await self._ask(self._browser.get, rest)
            if last is None or last.dock != where.serial:
                raise NoIdentifier
            flight, after = last.flight, (last.taken, last.key)
        files = await self._ask(self._browser.files, where.serial, flight, span, after, PAGE + 1)
        shown = [self.file(file) for file in files[:PAGE]]
        if len(files) > PAGE:
            more = f"{day.isoformat()}|{files[PAGE - 1].key}"
            shown.append(self._older(where.to(Shown.MORE, more)))
        began = await self._ask(self._browser.began, where.serial, flight, span)
        return _folder(where, self._titles.flight_of(day, flight, began), shown)

    async def _uploads(self) -> list[BrowseMediaSource]:
        where = self._where
        folders = await self._ask(
            self._browser.log_folders, where.serial, where.rest or None, PAGE + 1
        )
        shown = [
            _folder(where.to(Shown.UPLOAD, folder.name), self._titles.upload(folder))
            for folder in folders[:PAGE]
        ]
        if len(folders) > PAGE:
            shown.append(self._older(where.to(Shown.LOGS, folders[PAGE - 1].name)))
        return shown

    def _older(self, where: Identifier) -> BrowseMediaSource:
        return _folder(where, self._titles.word("older"))

    async def _ask[T](self, question: Callable[..., T], *parameters: Any) -> T:
        return await self._hass.async_add_executor_job(question, *parameters)


def _folder(
    where: Identifier | None, title: str, children: Iterable[BrowseMediaSource] | None = None
) -> BrowseMediaSource:
    """Return something that can be opened; `children` only of what is open."""
    folder = BrowseMediaSource(
        domain=DOMAIN,
        identifier=str(where) if where else None,
        media_class=MediaClass.DIRECTORY,
        media_content_type="",
        title=title,
        can_play=False,
        can_expand=True,
        children_media_class=MediaClass.DIRECTORY,
    )
    if children is not None:
        folder.children = list(children)
    return folder


def _day_of(moment: datetime) -> tuple[datetime, datetime]:
    """Return start and end of the day of a moment, as the home counts days."""
    return _day_of_date(dt_util.as_local(moment).date())


def _day_of_date(day: date) -> tuple[datetime, datetime]:
    start = dt_util.start_of_local_day(day)
    return dt_util.as_utc(start), dt_util.as_utc(
        dt_util.start_of_local_day(day + timedelta(days=1))
    )


def _iso(start: datetime) -> str:
    return dt_util.as_local(start).date().isoformat()


def _unknown[E: HomeAssistantError](kind: type[E]) -> E:
    return kind(translation_domain=DOMAIN, translation_key="media_unknown")
