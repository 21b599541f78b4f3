"""What is known of the firmware of a device at one moment."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmwareState:
    """The firmware of a dock or an aircraft for whose model there is a package."""

    installed: str | None
    """As the device reports it; None until it did."""
    latest: str | None
    """The version of the package, or the installed one where that is newer."""
    installing: bool
    """Whether an order for this device waits or runs."""
    percent: int | None
    """How far it is, as the dock reports it."""
