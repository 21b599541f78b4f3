"""What the page shows of media: days with their flights, files, and what is missing of a flight."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv
import probatio

from ..bucket import BucketNotSet, media_prefix
from ..catalog.identifier import NoIdentifier, day_from_text
from ..cloud_api import MediaKind, shot_of
from ..const import DOMAIN
from ..database import FlightOfDay, GalleryDay, IndexedObject
from ..media.diagnosis import Link
from ..media_browser.access import find_object
from ..media_browser.days import day_of, iso_day, span_of_day
from ..util.rights import Right
from .commands import Asked, Fields, Handler, dock_command
from .media_links import FileLinks, async_links
from .words import words

_MAX_DAYS = 100
_MAX_FILES = 200
_MAX_POINTS = 2000

_SHOWN = (MediaKind.PHOTO, MediaKind.VIDEO)
_KINDS = {
    **{kind.value: (kind.value,) for kind in _SHOWN},
    "other": tuple(kind.value for kind in MediaKind if kind not in _SHOWN),
}
_MENDED_IN_SETUP = (Link.NEVER_ASKED, Link.REFUSED, Link.NOT_WRITTEN)

TEXT = probatio.All(cv.string, probatio.Length(max=1200))
_DAY = probatio.Optional("day")
_FLIGHT = probatio.Optional("flight_id")
OF_WHAT: Fields = {_DAY: TEXT, _FLIGHT: TEXT}
"""The fields that choose files."""


def _limit(most: int, usual: int) -> Fields:
    number = probatio.All(probatio.Coerce(int), probatio.Range(min=1, max=most))
    return {probatio.Optional("limit", default=usual): number}


def media_command(name: str, fields: Fields) -> Callable[[Handler], Any]:
    """Make a command about the media of a dock, for all who may see it."""
    command = dock_command(f"media/{name}", fields, Right.READ, unusable="index_unusable")

    def decorate(handler: Handler) -> Any:
        @wraps(handler)
        async def with_bucket(asked: Asked) -> Any:
            if not asked.hub.bucket.is_set:
                raise BucketNotSet
            return await handler(asked)

        return command(with_bucket)

    return decorate


@media_command("days", {probatio.Optional("before"): TEXT, **_limit(_MAX_DAYS, 30)})
async def media_days(asked: Asked) -> dict[str, Any]:
    """Return days with media, newest first."""
    before = span_of(asked, "before")
    days, more = await asked.hass.async_add_executor_job(
        asked.hub.catalog.gallery.days,
        asked.dock,
        day_of,
        before[0] if before else None,
        asked.data["limit"],
    )
    return {
        "days": [_day(day) for day in days],
        "next": iso_day(days[-1].start) if more else None,
    }


@media_command(
    "files",
    {
        **OF_WHAT,
        probatio.Optional("kind"): probatio.In([*_KINDS]),
        probatio.Optional("key"): TEXT,
        probatio.Optional("after"): TEXT,
        **_limit(_MAX_FILES, 100),
    },
)
async def media_files(asked: Asked) -> dict[str, Any]:
    """Return files, newest first, each with where a browser finds it; or the one with a key."""
    limit = asked.data["limit"]
    span, after = span_of(asked, "day"), _after(asked)

    def read() -> list[IndexedObject]:
        if (key := asked.data.get("key")) is not None:
            file = find_media(asked, key)
            return [file] if file else []
        return asked.hub.catalog.gallery.files(
            asked.dock,
            flight=asked.data.get("flight_id"),
            span=span,
            kinds=_KINDS.get(asked.data.get("kind", ""), ()),
            after=after,
            limit=limit + 1,
        )

    found = await asked.hass.async_add_executor_job(read)
    shown = found[:limit]
    links = await async_links(asked, shown)
    last = shown[-1] if len(found) > limit else None
    return {
        "files": [_file(file, where) for file, where in zip(shown, links, strict=True)],
        "next": f"{last.taken.isoformat()}|{last.key}" if last else None,
    }


@media_command("positions", OF_WHAT)
async def media_positions(asked: Asked) -> dict[str, Any]:
    """Return where files were taken, the newest of them."""
    span = span_of(asked, "day")

    def read() -> tuple[list[Any], bool]:
        return asked.hub.catalog.gallery.points(
            asked.dock, flight=asked.data.get("flight_id"), span=span, limit=_MAX_POINTS
        )

    points, complete = await asked.hass.async_add_executor_job(read)
    return {
        "points": [{**point._asdict(), "kind": _kind(point.kind)} for point in points],
        "complete": complete,
    }


@media_command("missing", {probatio.Required("flight_id"): TEXT})
async def media_missing(asked: Asked) -> dict[str, Any]:
    """Return what of a flight is not there, why, and what to do."""
    hub, issues = asked.hub, asked.hub.media.issues
    missing = await asked.hass.async_add_executor_job(
        issues.explain, asked.dock, asked.data["flight_id"]
    )
    why = None
    if reason := missing.reason:
        expected = missing.expected or 0
        why = words(
            f"config_panel.media.missing_{reason}",
            dock=hub.docks.name_of(asked.dock),
            expected=str(expected),
            arrived=str(missing.arrived),
            missing=str(max(0, expected - missing.arrived)),
            reason=issues.refusal_text(missing.refusal),
        )
    return {
        "expected": missing.expected,
        "arrived": missing.arrived,
        "words": why,
        "remedy": f"/dji-dock/setup/{hub.entry.entry_id}" if reason in _MENDED_IN_SETUP else None,
    }


@callback
def async_setup_media(hass: HomeAssistant) -> None:
    """Register the commands."""
    for command in (media_days, media_files, media_positions, media_missing):
        websocket_api.async_register_command(hass, command)


def span_of(asked: Asked, name: str) -> tuple[datetime, datetime] | None:
    """Return start and end of the day in a field, None where it was left out.

    Raises:
        HomeAssistantError

    """
    if name not in asked.data:
        return None
    try:
        return span_of_day(day_from_text(asked.data[name]))
    except NoIdentifier as err:
        raise unknown() from err


def unknown() -> HomeAssistantError:
    """Return the error about what is no longer there, and what never was."""
    return HomeAssistantError(translation_domain=DOMAIN, translation_key="media_unknown")


def find_media(asked: Asked, key: str) -> IndexedObject | None:
    """Return a file of the dock, None when it is gone and for all that is not its own. Blocks.

    Raises:
        DatabaseUnusable

    """
    file = find_object(asked.hub, key)
    prefix = f"{media_prefix(asked.hub.bucket.config, asked.dock)}/"
    return file if file and file.dock == asked.dock and key.startswith(prefix) else None


def _after(asked: Asked) -> tuple[datetime, str] | None:
    """Return time and key of the last file of the page before."""
    if "after" not in asked.data:
        return None
    when, _, key = asked.data["after"].partition("|")
    try:
        taken = datetime.fromisoformat(when)
    except ValueError as err:
        raise unknown() from err
    if taken.tzinfo is None:
        raise unknown()
    return taken, key


def _day(day: GalleryDay) -> dict[str, Any]:
    return {
        "day": iso_day(day.start),
        "files": sum(flight.files for flight in day.flights),
        "size": sum(flight.size for flight in day.flights),
        "flights": [_flight(flight) for flight in day.flights],
    }


def _flight(flight: FlightOfDay) -> dict[str, Any]:
    return {
        "flight_id": flight.flight,
        "first": flight.first.isoformat(),
        "last": flight.last.isoformat(),
        "files": flight.files,
        "size": flight.size,
        "expected": flight.expected,
        "arrived": flight.arrived,
    }


def _file(file: IndexedObject, links: FileLinks) -> dict[str, Any]:
    position = None
    if file.latitude is not None and file.longitude is not None:
        position = {"latitude": file.latitude, "longitude": file.longitude, "height": None}
    return {
        "key": file.key,
        "name": file.name,
        "kind": _kind(file.kind),
        "size": file.size,
        "taken_at": file.taken.isoformat(),
        "flight_id": file.flight,
        "position": position,
        "lens": file.variant,
        "shot": shot_of(file.name),
        **links._asdict(),
    }


def _kind(kind: str) -> str:
    return kind if kind in _KINDS else "other"
