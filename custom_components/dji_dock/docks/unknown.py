"""Docks that nobody has accepted yet."""

from homeassistant.core import HomeAssistant

from ..cloud_api import Dock, Fleet, model_name
from ..util.issues import MAX_ISSUES, Issues

_KIND = "unknown_dock"


class UnknownDockIssues:
    """The issues about unknown docks of one entry."""

    def __init__(self, hass: HomeAssistant, fleet: Fleet, entry_id: str, cloud: str) -> None:
        """Take whose docks."""
        self._fleet = fleet
        self._issues = Issues(hass, entry_id)
        self._cloud = cloud
        self._raised: set[str] = set()

    def raise_for(self, dock: Dock) -> None:
        """Ask the user about a dock, once; those that are silent give way to it."""
        if dock.serial in self._raised:
            return
        if len(self._raised) >= MAX_ISSUES:
            silent = next((each for each in self._raised if not self._is_there(each)), None)
            if silent is None:
                return
            self.clear(silent)
        self._raised.add(dock.serial)
        self._issues.show(
            _KIND,
            dock.serial,
            asks=True,
            serial=dock.serial,
            model=model_name(dock.model_key) or "DJI Dock",
            cloud=self._cloud,
        )

    def clear(self, serial: str) -> None:
        """Take the question back: it was answered, here or by the binding code."""
        self._raised.discard(serial)
        self._issues.clear(_KIND, serial)

    def _is_there(self, serial: str) -> bool:
        dock = self._fleet.get(serial)
        return dock is not None and dock.online
