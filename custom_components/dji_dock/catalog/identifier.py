"""What the media browser calls things: entry, dock, what is shown of it, and where it begins."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self
from urllib.parse import quote, unquote

from ..cloud_api import is_serial

_MAX = 4096
"""A key has 1024 bytes at most, of which each may be written as three letters."""

_ESCAPED = "~"


class PageKind(StrEnum):
    """What is shown of a dock."""

    DOCK = "dock"
    MEDIA = "media"
    """Days; the rest is the day before which they begin, or blank."""
    DAY = "day"
    """Flights of a day; the rest is the day, and how many to skip."""
    FLIGHT = "flight"
    """Files of a flight; the rest is the day and the flight."""
    MORE = "more"
    """Files of a flight from one on; the rest is the day and the key of that one."""
    LOGS = "logs"
    """Uploads of logs; the rest is the folder before which they begin, or blank."""
    UPLOAD = "upload"
    """Archives; the rest is the folder."""
    FILE = "file"
    """The rest is the key."""


class NoIdentifier(ValueError):
    """Nothing of ours is called so."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """`entry`, or `entry|serial|shown|rest`; comes from any user and is checked.

    A rest that an address could not carry to the letter is written with percent signs, and a
    tilde behind what is shown says so: `entry|serial|file~|rest`.
    """

    entry_id: str
    serial: str = ""
    shown: PageKind = PageKind.DOCK
    rest: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Take an identifier apart.

        Raises:
            NoIdentifier

        """
        if len(text) > _MAX or not text.isprintable():
            raise NoIdentifier
        entry_id, *more = text.split("|", 3)
        if not entry_id.isalnum():
            raise NoIdentifier
        if not more:
            return cls(entry_id)
        serial, shown, rest = (*more, "", "")[:3]
        if not is_serial(serial):
            raise NoIdentifier
        if shown.endswith(_ESCAPED):
            shown, rest = shown.removesuffix(_ESCAPED), unquote(rest)
        try:
            return cls(entry_id, serial, PageKind(shown or PageKind.DOCK), rest)
        except ValueError as err:
            raise NoIdentifier from err

    def __str__(self) -> str:
        """Return the identifier as it is given to the frontend."""
        if not self.serial:
            return self.entry_id
        if self.rest.isprintable() and self.rest == self.rest.strip():
            return f"{self.entry_id}|{self.serial}|{self.shown}|{self.rest}"
        return f"{self.entry_id}|{self.serial}|{self.shown}{_ESCAPED}|{quote(self.rest)}"

    def to(self, shown: PageKind, rest: str = "") -> Identifier:
        """Return the identifier of something else of the same dock."""
        return Identifier(self.entry_id, self.serial, shown, rest)

    @property
    def day(self) -> tuple[date, str]:
        """Return the day that the rest begins with, and what follows it.

        Raises:
            NoIdentifier

        """
        text, _, rest = self.rest.partition("|")
        return day_from_text(text), rest


def day_from_text(text: str) -> date:
    """Return the day that somebody asks for, of those on which a dock can have flown.

    Raises:
        NoIdentifier

    """
    try:
        day = date.fromisoformat(text)
    except ValueError as err:
        raise NoIdentifier from err
    if not 1990 <= day.year <= 2200:
        raise NoIdentifier
    return day
