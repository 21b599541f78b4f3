"""Why no media arrived: the first missing link between a flight and the bucket."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ..database import FlightEntry, StorageAccess

PATIENCE = timedelta(minutes=30)
"""A dock may be silent for so long between two files before something counts as wrong."""

MEMORY = timedelta(days=7)
"""Older flights are no reason for a repair any more."""


class Link(StrEnum):
    """What is missing; the value ends the translation key of the repair."""

    NEVER_ASKED = "never_asked"
    REFUSED = "refused"
    NOT_WRITTEN = "not_written"
    NOT_REPORTED = "not_reported"
    INCOMPLETE = "incomplete"


class Shortfall(StrEnum):
    """Why not all of a flight is there, beside what `Link` names; for somebody who asks."""

    NOT_COUNTED = "not_counted"
    COMING = "coming"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlightShortfall:
    """What of a flight is not there."""

    expected: int | None
    arrived: int
    reason: Link | Shortfall | None
    """None if nothing is missing."""
    since: datetime | None = None
    """When the dock last spoke of it."""
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Media that should have arrived and did not."""

    link: Link
    since: datetime
    """When the dock last spoke of them."""
    flight: str
    """Blank where the dock reports only that files wait on it."""
    expected: int
    arrived: int
    refusal: str = ""


def first_missing_link(
    flights: Sequence[FlightEntry],
    access: StorageAccess,
    waiting: tuple[int, datetime] | None,
    unreported: int,
    lifetime: timedelta,
    now: datetime,
) -> Problem | None:
    """Return what is wrong with the media of a dock.

    `lifetime` is that of credentials; `waiting` is how many files wait on the dock, and since when that number is the same;
    `unreported` how many files came since that flight without the dock revealing.
    """
    for flight in flights:
        reported = flight.arrived - flight.without_report
        if not flight.expected or (reported > 0 and flight.arrived >= flight.expected):
            continue
        since = max(flight.last_heard, access.reported or flight.last_heard)
        if PATIENCE < now - since < MEMORY:
            return Problem(
                link=_link(
                    flight.arrived, reported, flight.first_heard, access, lifetime, unreported
                ),
                since=since,
                flight=flight.flight,
                expected=flight.expected,
                arrived=flight.arrived,
                refusal=access.refusal,
            )
    if waiting is not None and waiting[0] > 0:
        files, since = waiting
        quiet_since = max(since, access.reported or since)
        if now - quiet_since > PATIENCE:
            return Problem(
                link=_link(0, 0, since, access, lifetime, unreported),
                since=quiet_since,
                flight="",
                expected=files,
                arrived=0,
                refusal=access.refusal,
            )
    return None


def shortfall_of(
    flight: FlightEntry, access: StorageAccess, unreported: int, lifetime: timedelta, now: datetime
) -> Link | Shortfall | None:
    """Return why not all of a flight is there, whenever that was; None if it is."""
    if flight.expected is None:
        return Shortfall.NOT_COUNTED
    reported = flight.arrived - flight.without_report
    if flight.arrived >= flight.expected:
        return None if reported or not flight.expected else Link.NOT_REPORTED
    if flight.arrived + flight.without_file >= flight.expected:
        return Shortfall.LOST
    since = max(flight.last_heard, access.reported or flight.last_heard)
    if now - since <= PATIENCE:
        return Shortfall.COMING
    return _link(flight.arrived, reported, flight.first_heard, access, lifetime, unreported)


def is_stale(access: StorageAccess, storage: str, missing_since: datetime | None) -> bool:
    """Return whether a dock still uses what it was given before the storage was changed.

    `missing_since` is when it last reported a file that is not in the bucket.
    """
    if access.misplaced is not None:
        return True
    return bool(
        access.storage
        and access.storage != storage
        and missing_since is not None
        and access.issued is not None
        and missing_since > access.issued
    )


def _link(
    arrived: int,
    reported: int,
    began: datetime,
    access: StorageAccess,
    lifetime: timedelta,
    unreported: int,
) -> Link:
    if arrived:
        return Link.INCOMPLETE if reported else Link.NOT_REPORTED
    if access.refused and (access.issued is None or access.refused > access.issued):
        return Link.REFUSED
    # A dock keeps what it got until that expires.
    if access.issued is None or access.issued + lifetime < began:
        return Link.NEVER_ASKED
    return Link.NOT_REPORTED if unreported else Link.NOT_WRITTEN
