"""Uploads of all docks as one list, newest first, page by page."""

import asyncio
from collections.abc import Collection, Iterator
from dataclasses import dataclass
import heapq
from operator import itemgetter
from typing import NamedTuple

from homeassistant.exceptions import ServiceValidationError

from ..const import DOMAIN
from ..hub import Hub
from ..logs.actions import QUEUED

_AT_ONCE = 250
"""Uploads that are looked at before others have their turn."""


class Place(NamedTuple):
    """Where an upload stands; what comes and goes meanwhile moves no other."""

    moment: int
    """Milliseconds since 1970."""
    upload_id: str

    def __str__(self) -> str:
        """Return it as a page takes it along."""
        return f"{self.moment}:{self.upload_id}"

    @classmethod
    def read(cls, cursor: str) -> Place:
        """Take back where a page ended.

        Raises:
            ServiceValidationError: it is none.

        """
        moment, _, upload_id = cursor.partition(":")
        if not (moment.isascii() and moment.isdecimal() and len(moment) < 17):
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key="cursor_unknown"
            )
        return cls(int(moment), upload_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which uploads."""

    statuses: Collection[str] = ()
    """All if empty."""
    since: int | None = None
    """Milliseconds since 1970."""
    until: int | None = None
    before: Place | None = None


class Found(NamedTuple):
    """An upload of a list."""

    place: Place
    dock: str
    hub: Hub


async def async_page(
    docks: Collection[tuple[Hub, str]], wanted: Wanted, limit: int
) -> tuple[list[Found], Place | None]:
    """Return up to so many uploads, and where to go on, None at the end."""
    page: list[Found] = []
    merged = heapq.merge(
        *(_of_dock(hub, dock, wanted) for hub, dock in docks),
        key=itemgetter(0),
        reverse=True,
    )
    for number, found in enumerate(merged, 1):
        if _fits(found, wanted):
            if len(page) == limit:
                return page, page[-1].place
            page.append(found)
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
    return page, None


def _of_dock(hub: Hub, dock: str, wanted: Wanted) -> Iterator[Found]:
    """Return the uploads of a dock within the time that is wanted, newest first."""
    before, until = wanted.before, wanted.until
    if before and (until is None or before.moment < until):
        until = before.moment
    known = hub.logs.registry.placed(dock, until)
    if queued := [
        (round(each.asked.timestamp() * 1000), each.upload_id)
        for each in hub.logs.queue.of_dock(dock)
        if hub.logs.registry.get(each.upload_id) is None
    ]:
        known = heapq.merge(sorted(queued, reverse=True), known, reverse=True)
    for moment, upload_id in known:
        if wanted.since is not None and moment < wanted.since:
            return
        place = Place(moment, upload_id)
        if (until is None or moment <= until) and (before is None or place < before):
            yield Found(place, dock, hub)


def _fits(found: Found, wanted: Wanted) -> bool:
    """Return whether an upload is still there, and in a state that is wanted."""
    logs, upload_id = found.hub.logs, found.place.upload_id
    if not wanted.statuses:
        return True
    if not logs.registry.may_be(upload_id, wanted.statuses):
        waits = logs.queue.get(found.dock, upload_id) is not None
        return QUEUED in wanted.statuses and waits and logs.registry.get(upload_id) is None
    upload = logs.registry.get(upload_id)
    return upload is not None and upload.status in wanted.statuses
