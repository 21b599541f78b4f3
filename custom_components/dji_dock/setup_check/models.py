"""One line of what was looked at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from homeassistant.exceptions import HomeAssistantError

from ..cloud_api import CloudServer
from ..cloud_device.arrivals import Arrivals
from ..errors import LibraryError, translated
from ..logs.models import LogsState
from ..media.models import MediaState


class Name(StrEnum):
    """What is looked at, in the order of a dock's way; in responses, and ends of translation keys."""

    BROKER = "broker"
    """Home Assistant reaches it, signs in and subscribes."""
    BROKER_RIGHTS = "broker_rights"
    """Its access rules let docks be heard, and be spoken to."""
    BROKER_ADDRESS = "broker_address"
    """Docks reach it."""
    BROKER_CERTIFICATE = "broker_certificate"
    """Docks trust it."""
    BINDING = "binding"
    """Docks can bind themselves."""
    LICENCE = "licence"
    TIME_SERVER = "time_server"
    DOCK = "dock"
    """It is bound, and heard."""
    DOCK_CLOCK = "dock_clock"
    BUCKET = "bucket"
    """Home Assistant has all its rights there."""
    DOCK_CREDENTIALS = "dock_credentials"
    """Those that a dock would get open its folder."""
    DOCK_RIGHTS = "dock_rights"
    """They open nothing else."""
    DOCK_ENDPOINT = "dock_endpoint"
    """Docks reach the store."""
    DOCK_UPLOADS = "dock_uploads"
    """Logs arrive."""
    DOCK_MEDIA = "dock_media"
    """Media arrive."""
    LIVE_ADDRESS = "live_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What came out."""

    name: Name
    passed: bool | None
    """None for what cannot be said, or does not matter here; the text says why."""
    key: str
    """Of the text, below `component.dji_dock.`: what is, and what to do about it."""
    placeholders: Mapping[str, str] = field(default_factory=dict)
    value: str | None = None
    """What was looked at: an address, a difference, a moment. Never a secret."""
    dock: str = ""
    """Serial number of the dock that it is about, blank for the whole entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What an entry knows while it runs."""

    server: CloudServer
    arrivals: Arrivals
    logs: Callable[[str], LogsState]
    media: Callable[[str], MediaState]
    endpoint_proven: Callable[[], bool]
    """Whether a dock has written into the bucket since the settings are these."""

    @property
    def dock_heard(self) -> bool:
        """Return whether any dock of ours is there: whatever the broker's address, it works."""
        return self.server.connected and any(
            dock.accepted and dock.online for dock in self.server.fleet
        )


def said(
    name: Name,
    passed: bool | None,
    text: str,
    value: str | None = None,
    dock: str = "",
    **placeholders: str,
) -> Check:
    """Return a line with a text of its own, `config_panel.setup.check_<text>`."""
    return Check(
        name=name,
        passed=passed,
        key=f"config_panel.setup.check_{text}",
        placeholders=placeholders,
        value=value,
        dock=dock,
    )


def failed(name: Name, err: LibraryError | HomeAssistantError, value: str | None = None) -> Check:
    """Return a line about an error that has a text already."""
    error = err if isinstance(err, HomeAssistantError) else translated(err)
    return Check(
        name=name,
        passed=False,
        key=f"exceptions.{error.translation_key}.message",
        placeholders=error.translation_placeholders or {},
        value=value,
    )
