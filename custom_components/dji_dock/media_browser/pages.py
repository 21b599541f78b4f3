"""What of a dock lies on which page of the media browser.

Only the index is asked, page by page; the bucket is not, however much is in it.
"""

from collections.abc import Callable, Iterable
from typing import Any

from homeassistant.components.media_player import MediaClass
from homeassistant.components.media_source import BrowseMediaSource
from homeassistant.core import HomeAssistant

from ..catalog.identifier import Identifier, NoIdentifier, PageKind
from ..const import DOMAIN
from ..database import IndexedObject, ObjectBrowser
from ..hub import Hub
from ..util.content_types import content_type
from ..util.texts import shown
from .access import find_object
from .days import day_of, iso_day, span_of_day
from .titles import Titles
from .views import has_thumbnail, thumbnail_path

PAGE = 100
"""Things on one page; what follows is behind one more."""

_CLASSES = {"image": MediaClass.IMAGE, "video": MediaClass.VIDEO}


class DockPages:
    """What is shown of one dock."""

    def __init__(self, hass: HomeAssistant, hub: Hub, where: Identifier, titles: Titles) -> None:
        """Take where it is."""
        self._hass = hass
        self._hub = hub
        self._browser: ObjectBrowser = hub.catalog.browser
        self._name = hub.docks.name_of(where.serial)
        self._where = where
        self._titles = titles

    async def async_open(self) -> BrowseMediaSource:
        """Return it with what is below it."""
        word, where = self._titles.word, self._where
        match where.shown:
            case PageKind.DOCK:
                return folder(
                    where,
                    self._name,
                    [
                        folder(where.to(PageKind.MEDIA), word("media")),
                        folder(where.to(PageKind.LOGS), word("logs")),
                    ],
                )
            case PageKind.MEDIA:
                return folder(where, word("media"), await self._days())
            case PageKind.LOGS:
                return folder(where, word("logs"), await self._uploads())
            case PageKind.DAY:
                day, _ = where.day
                return folder(where, day.isoformat(), await self._flights())
            case PageKind.UPLOAD:
                archives = await self._ask(self._browser.logs, where.serial, where.rest)
                title = self._titles.upload_of(where.rest) or shown(where.rest)
                return folder(where, title, [self.archive(file) for file in archives])
            case _:
                return await self._open_flight()

    def file(self, file: IndexedObject) -> BrowseMediaSource:
        """Return a photo, a video, or anything else that a dock uploaded."""
        kind = content_type(file.name)
        media_class = _CLASSES.get(kind.partition("/")[0], MediaClass.URL)
        thumbnail = None
        if has_thumbnail(file.name):
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
            identifier=str(self._where.to(PageKind.FILE, file.key)),
            media_class=media_class,
            media_content_type=content_type(file.name),
            title=title,
            can_play=True,
            can_expand=False,
            thumbnail=thumbnail,
        )

    async def _days(self) -> list[BrowseMediaSource]:
        where = self._where
        before = span_of_day(where.day[0])[0] if where.rest else None
        days = await self._ask(self._browser.days, where.serial, day_of, before, PAGE + 1)
        shown = [
            folder(where.to(PageKind.DAY, iso_day(day.start)), self._titles.day(day))
            for day in days[:PAGE]
        ]
        if len(days) > PAGE:
            shown.append(self._older(where.to(PageKind.MEDIA, iso_day(days[PAGE - 1].start))))
        return shown

    async def _flights(self) -> list[BrowseMediaSource]:
        where = self._where
        day, rest = where.day
        skip = int(rest) if rest.isdecimal() and len(rest) < 8 else 0
        start, end = span_of_day(day)
        flights = await self._ask(self._browser.flights, where.serial, start, end, skip, PAGE + 1)
        shown = [
            folder(
                where.to(PageKind.FLIGHT, f"{day.isoformat()}|{flight.flight}"),
                self._titles.flight(flight),
            )
            for flight in flights[:PAGE]
        ]
        if len(flights) > PAGE:
            shown.append(self._older(where.to(PageKind.DAY, f"{day.isoformat()}|{skip + PAGE}")))
        return shown

    async def _open_flight(self) -> BrowseMediaSource:
        where = self._where
        day, rest = where.day
        span = span_of_day(day)
        flight, after = rest, None
        if where.shown is PageKind.MORE:
            last = await self._ask(find_object, self._hub, rest)
            if last is None or last.dock != where.serial:
                raise NoIdentifier
            flight, after = last.flight, (last.taken, last.key)
        files = await self._ask(self._browser.files, where.serial, flight, span, after, PAGE + 1)
        shown = [self.file(file) for file in files[:PAGE]]
        if len(files) > PAGE:
            more = f"{day.isoformat()}|{files[PAGE - 1].key}"
            shown.append(self._older(where.to(PageKind.MORE, more)))
        began = await self._ask(self._browser.began, where.serial, flight, span)
        return folder(where, self._titles.flight_of(day, flight, began), shown)

    async def _uploads(self) -> list[BrowseMediaSource]:
        where = self._where
        uploads = await self._ask(
            self._browser.log_folders, where.serial, where.rest or None, PAGE + 1
        )
        shown = [
            folder(where.to(PageKind.UPLOAD, upload.name), self._titles.upload(upload))
            for upload in uploads[:PAGE]
        ]
        if len(uploads) > PAGE:
            shown.append(self._older(where.to(PageKind.LOGS, uploads[PAGE - 1].name)))
        return shown

    def _older(self, where: Identifier) -> BrowseMediaSource:
        return folder(where, self._titles.word("older"))

    async def _ask[T](self, question: Callable[..., T], *parameters: Any) -> T:
        return await self._hass.async_add_executor_job(question, *parameters)


def folder(
    where: Identifier | None, title: str, children: Iterable[BrowseMediaSource] | None = None
) -> BrowseMediaSource:
    """Return something that can be opened; `children` only of what is open."""
    opened = BrowseMediaSource(
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
        opened.children = list(children)
    return opened
