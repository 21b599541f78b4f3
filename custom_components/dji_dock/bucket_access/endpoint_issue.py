"""Informs the user when docks are sent to an address that only this machine knows.

An address alone is no reason: in a trial the docks may be on the same machine. Only together with
a dock that got it and could not write it is.
"""

from collections.abc import Callable
from typing import override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..bucket import BucketConfig, DockPathWarning, endpoint_warnings
from ..util.feature import Feature
from ..util.issues import Issues

_ONLY_HERE = frozenset(
    {
        DockPathWarning.LOCALHOST,
        DockPathWarning.CONTAINER_NAME,
        DockPathWarning.MDNS_NAME,
        DockPathWarning.CONTAINER_NETWORK,
    }
)
_KIND = "endpoint_unreachable_by_docks"
_MAX_NAMES = 5


class EndpointIssue(Feature):
    """The one issue about the address of the bucket that all docks of an entry are given."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        config: BucketConfig,
        usable: Callable[[], bool],
        name_of: Callable[[str], str],
    ) -> None:
        """`usable` says whether the bucket itself works; with the new settings all begins anew."""
        self._url = config.dock_url
        self._suspicious = _only_here(self._url)
        self._usable = usable
        self._name_of = name_of
        self._failed: set[str] = set()
        self._written: set[str] = set()
        self._issues = Issues(hass, entry_id)
        self._forget_other_endpoint()

    @callback
    def could_not_write(self, dock: str) -> bool:
        """Note that a dock wrote nothing; return whether the address explains it."""
        if not self._suspicious or dock in self._written or not self._usable():
            return False
        if dock not in self._failed:
            self._failed.add(dock)
            self._show()
        return True

    @callback
    def could_write(self, dock: str) -> None:
        """Note that a dock wrote: it knows the way."""
        if dock not in self._written:
            self._written.add(dock)
            self._failed.discard(dock)
            self._show()

    @property
    def proven(self) -> bool:
        """Return whether a dock has written since these are the settings: the address is right."""
        return bool(self._written)

    @callback
    def clear(self, dock: str) -> None:
        """Take back what was said about a dock."""
        self._written.discard(dock)
        self._failed.discard(dock)
        self._show()

    @override
    async def async_forget(self, serial: str) -> None:
        """Take everything about a dock back."""
        self.clear(serial)

    def _show(self) -> None:
        if not self._failed:
            self._issues.clear(_KIND)
            return
        names = sorted(self._name_of(dock) for dock in self._failed)
        self._issues.show(
            _KIND,
            severity=ir.IssueSeverity.ERROR,
            docks=", ".join(names[:_MAX_NAMES]) + (" …" if names[_MAX_NAMES:] else ""),
            endpoint=self._url,
        )

    def _forget_other_endpoint(self) -> None:
        """Take back what was said of an address that is no longer the one."""
        issue = self._issues.find(_KIND)
        shown = ((issue and issue.translation_placeholders) or {}).get("endpoint", self._url)
        if issue and (shown != self._url or not self._suspicious):
            self._issues.clear(_KIND)


def _only_here(url: str) -> bool:
    """Return whether an address looks like one that only this machine knows."""
    try:
        return not _ONLY_HERE.isdisjoint(endpoint_warnings(url))
    except ValueError:
        # No address at all: what is wrong with the bucket itself is reported elsewhere.
        return False
