"""The repair about a dock and an aircraft whose firmware does not fit each other."""

from collections.abc import Callable

from homeassistant.core import HomeAssistant, callback

from ..cloud_api import CloudServer, DockChanged, PropertiesChanged
from ..util.issues import Issues

_KIND = "firmware_mismatch"
_FLAG = "compatible_status"


class MismatchIssue:
    """Raised while either of the two says so: a dock refuses to fly then."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        server: CloudServer,
        *,
        is_mismatched: Callable[[str], bool],
        name_of: Callable[[str], str],
    ) -> None:
        """Take what says whether a dock and its aircraft fit each other."""
        self._server = server
        self._issues = Issues(hass, entry_id)
        self._is_mismatched = is_mismatched
        self._name_of = name_of

    @callback
    def start(self) -> list[Callable[[], None]]:
        """Show what is known from the last run, and listen; returns what ends that."""
        for dock in self._server.fleet:
            self._look(dock.serial)
        listeners = self._server.listeners
        return [
            listeners.add(PropertiesChanged, self._properties_changed),
            listeners.add(DockChanged, self._dock_changed),
        ]

    @callback
    def clear(self, dock: str) -> None:
        """Take it back."""
        self._issues.clear(_KIND, dock)

    @callback
    def _properties_changed(self, change: PropertiesChanged) -> None:
        if _FLAG in change.first_keys:
            dock = self._server.fleet.dock_of(change.device)
            self._look(dock.serial if dock else change.device)

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        before = change.before.aircraft_serial if change.before else ""
        if change.dock.aircraft_serial != before:
            self._look(change.dock.serial)

    def _look(self, dock: str) -> None:
        if self._server.fleet.accepted(dock) and self._is_mismatched(dock):
            self._issues.show(_KIND, dock, asks=True, dock=self._name_of(dock))
        else:
            self.clear(dock)
