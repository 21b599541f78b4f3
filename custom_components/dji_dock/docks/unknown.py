"""Docks that nobody has accepted yet."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from ..cloud_api import Dock, Fleet, model_name
from ..const import DOMAIN
from ..util.issue_ids import device_issue_id

MAX_ISSUES = 20
"""Anybody on the broker can invent docks; the user is told of so many at once."""


class UnknownDockIssues:
    """The issues about unknown docks of one entry."""

    def __init__(self, hass: HomeAssistant, fleet: Fleet, entry_id: str, cloud: str) -> None:
        """Take whose docks."""
        self._hass = hass
        self._fleet = fleet
        self._entry_id = entry_id
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
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._issue_id(dock.serial),
            data={"entry_id": self._entry_id, "serial": dock.serial},
            is_fixable=True,
            severity=ir.IssueSeverity.WARNING,
            translation_key="unknown_dock",
            translation_placeholders={
                "serial": dock.serial,
                "model": model_name(dock.model_key) or "DJI Dock",
                "cloud": self._cloud,
            },
        )

    def clear(self, serial: str) -> None:
        """Take the question back: it was answered, here or by the binding code."""
        self._raised.discard(serial)
        ir.async_delete_issue(self._hass, DOMAIN, self._issue_id(serial))

    def _is_there(self, serial: str) -> bool:
        dock = self._fleet.get(serial)
        return dock is not None and dock.online

    def _issue_id(self, serial: str) -> str:
        return device_issue_id("unknown_dock", self._entry_id, serial)
