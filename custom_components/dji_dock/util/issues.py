"""The repair issues of an entry: raised, listed and taken back in one place, which alone spells their ids."""

import hashlib
import re
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN

MAX_ISSUES = 20
"""About unknown devices of one kind; whoever invents devices fills no page of repairs."""

_ABOUT_DEVICES = (
    *("binding_refused", "clock_wrong", "media_missing", "media_stale_credentials"),
    *("unknown_dock", "unknown_logs"),
)
_PSEUDONYM = re.compile(r"device-[0-9a-f]{8}")


def pseudonym(serial: str) -> str:
    """Return what is as good for comparing as a serial number, and is none."""
    return f"device-{hashlib.sha256(serial.encode()).hexdigest()[:8]}"


def issue_id_of(kind: str, entry_id: str, serial: str = "") -> str:
    """Return the id of an issue of an entry, or of one of its devices.

    Home Assistant shows ids of issues in its diagnostics, to whoever gets those: they hold no
    serial number.
    """
    return f"{kind}_{entry_id}_{pseudonym(serial)}" if serial else f"{kind}_{entry_id}"


def is_of_entry(issue_id: str, entry_id: str) -> bool:
    """Return whether an issue is of an entry, whether it is about one of its devices or not."""
    kind, _, device = issue_id.rpartition(f"_{entry_id}")
    return bool(kind) and (not device or device.startswith("_"))


class Issues:
    """The repair issues of one entry, by their kind and the device that they are about."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Take whose issues."""
        self._hass = hass
        self._entry_id = entry_id

    @callback
    def show(
        self,
        kind: str,
        serial: str = "",
        /,
        *,
        text: str = "",
        severity: ir.IssueSeverity = ir.IssueSeverity.WARNING,
        asks: bool = False,
        **placeholders: str,
    ) -> None:
        """Raise an issue, or change what it says; `text` is its translation key, else its kind.

        One that asks is answered in a dialog of `repairs`, which is given the device.
        """
        data: dict[str, Any] | None = {"entry_id": self._entry_id, "serial": serial}
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            issue_id_of(kind, self._entry_id, serial),
            data=data if asks else None,
            is_fixable=asks,
            severity=severity,
            translation_key=text or kind,
            translation_placeholders=placeholders or None,
        )

    @callback
    def clear(self, kind: str, serial: str = "") -> None:
        """Take an issue back."""
        ir.async_delete_issue(self._hass, DOMAIN, issue_id_of(kind, self._entry_id, serial))

    @callback
    def find(self, kind: str, serial: str = "") -> ir.IssueEntry | None:
        """Return an issue, also one of an earlier run that is not shown any more."""
        found = issue_id_of(kind, self._entry_id, serial)
        return ir.async_get(self._hass).async_get_issue(DOMAIN, found)

    @callback
    def shown(self, kind: str) -> list[ir.IssueEntry]:
        """Return the issues of a kind that are shown, about whatever device."""
        of_kind = issue_id_of(kind, self._entry_id)
        return [
            issue
            for (domain, known), issue in ir.async_get(self._hass).issues.items()
            if domain == DOMAIN
            and issue.active
            and (known == of_kind or known.startswith(f"{of_kind}_"))
        ]

    @callback
    def has_room(self, kind: str, serial: str) -> bool:
        """Return whether one more device may have an issue of a kind, or has it already."""
        shown = {issue.issue_id for issue in self.shown(kind)}
        return issue_id_of(kind, self._entry_id, serial) in shown or len(shown) < MAX_ISSUES

    @callback
    def clear_oldest(self, kind: str) -> None:
        """Take back the issue of a kind that was raised first."""
        oldest = min(self.shown(kind), key=lambda issue: issue.created)
        ir.async_delete_issue(self._hass, DOMAIN, oldest.issue_id)

    @callback
    def clear_kind(self, kind: str) -> None:
        """Take back all issues of a kind that are shown."""
        for issue in self.shown(kind):
            ir.async_delete_issue(self._hass, DOMAIN, issue.issue_id)

    @callback
    def clear_all(self) -> None:
        """Take back all issues of the entry, also of earlier runs."""
        for domain, known in tuple(ir.async_get(self._hass).issues):
            if domain == DOMAIN and is_of_entry(known, self._entry_id):
                ir.async_delete_issue(self._hass, DOMAIN, known)

    @callback
    def clear_serials(self) -> None:
        """Take back issues that earlier versions named after serial numbers."""
        prefixes = tuple(f"{issue_id_of(kind, self._entry_id)}_" for kind in _ABOUT_DEVICES)
        for domain, known in tuple(ir.async_get(self._hass).issues):
            if domain == DOMAIN and known.startswith(prefixes):
                if not _PSEUDONYM.fullmatch(known.rpartition("_")[2]):
                    ir.async_delete_issue(self._hass, DOMAIN, known)
