"""What of all that the page shows can change by itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryKey:
    """An entry."""

    entry_id: str


@dataclass(frozen=True, slots=True)
class DockKey:
    """A dock of an entry."""

    entry_id: str
    serial: str


@dataclass(frozen=True, slots=True)
class UploadKey:
    """An upload of a dock's logs."""

    entry_id: str
    serial: str
    upload_id: str


@dataclass(frozen=True, slots=True)
class MediaKey:
    """What lies in the bucket of a dock."""

    entry_id: str
    serial: str


@dataclass(frozen=True, slots=True)
class FirmwareKey:
    """Which packages there are for the devices of an entry."""

    entry_id: str


@dataclass(frozen=True, slots=True)
class Everything:
    """Which entries there are, or run."""


type Key = EntryKey | DockKey | UploadKey | MediaKey | FirmwareKey | Everything
