"""Objects that docks report, and that listings show."""

from datetime import UTC, datetime, timedelta

from custom_components.dji_dock.database import Found, ReportedFile

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = (NOON + timedelta(hours=1), NOON + timedelta(hours=2))


def report(key: str, *, dock: str = "D", flight: str = "f1", when: datetime = NOON) -> ReportedFile:
    """Return what a dock tells of a file."""
    folder, _, name = key.rpartition("/")
    return ReportedFile(dock, key, folder, name, "photo", None, flight, when, 1.0, 2.0, when)


def found(key: str, *, size: int = 10, when: datetime = NOON) -> Found:
    """Return what a listing shows of an object."""
    folder, _, name = key.rpartition("/")
    return Found(key, folder, name, "photo", None, when, size, when)
