"""What the user can mend: docks that nobody has accepted yet."""

from typing import Any

from homeassistant.components.repairs import RepairsFlow, RepairsFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .cloud_api import Dock, model_name
from .const import DOMAIN

MAX_ISSUES = 20
"""Anybody on the broker can invent docks; the user is told of so many at once."""


class UnknownDockIssues:
    """The issues about unknown docks of one entry."""

    def __init__(self, hass: HomeAssistant, entry_id: str, cloud: str) -> None:
        """Take whose docks."""
        self._hass = hass
        self._entry_id = entry_id
        self._cloud = cloud
        self._raised: set[str] = set()

    def raise_for(self, dock: Dock) -> None:
        """Ask the user about a dock."""
        if len(self._raised) >= MAX_ISSUES:
            return
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

    def _issue_id(self, serial: str) -> str:
        return f"unknown_dock_{self._entry_id}_{serial}"


class UnknownDockFlow(RepairsFlow):
    """Asks whether a dock is one of ours."""

    def __init__(self, entry_id: str, serial: str, placeholders: dict[str, str]) -> None:
        """Take which dock of which entry."""
        self._entry_id = entry_id
        self._serial = serial
        self._placeholders = placeholders

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask."""
        return self.async_show_menu(
            step_id="init",
            menu_options=["accept", "ignore"],
            description_placeholders=self._placeholders,
        )

    async def async_step_accept(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Make it one of ours."""
        return await self._async_answer(accept=True)

    async def async_step_ignore(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Never mention it again."""
        return await self._async_answer(accept=False)

    async def _async_answer(self, *, accept: bool) -> RepairsFlowResult:
        entry = self.hass.config_entries.async_get_entry(self._entry_id)
        if entry is None or (hub := getattr(entry, "runtime_data", None)) is None:
            return self.async_abort(reason="not_loaded")
        if accept:
            await hub.async_accept_dock(self._serial)
        else:
            await hub.async_ignore_dock(self._serial)
        return self.async_create_entry(data={})


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the dialog for an issue."""
    known = data or {}
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    return UnknownDockFlow(
        str(known.get("entry_id")),
        str(known.get("serial")),
        dict(issue.translation_placeholders or {}) if issue else {},
    )
