"""The page with what to type into DJI Pilot 2: it waits, and says how far docks have come."""

import asyncio
from typing import Any

from homeassistant.config_entries import (
    ConfigEntryState,
    ConfigFlowResult,
    OptionsFlowWithReload,
)
from homeassistant.core import callback

from ..cloud_device.arrivals import Arrivals, PilotInfo
from ..const import DOMAIN
from ..util.texts import common_text, text_of

_MOST = 5
"""Docks that are listed; who sets one up has few, and on a broker for all there may be many."""


class PilotPage(OptionsFlowWithReload):
    """Steps of the options. They change nothing: what docks need is set up."""

    pace = 1.0
    """Seconds that a page stays at least; docks knock as often as they like."""

    _bound_before: frozenset[str] | None = None
    _waiting: asyncio.Task[None] | None = None
    _known: PilotInfo | None = None

    async def async_step_pilot(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show it, until a dock is bound that was not when the page was opened."""
        info = self._info()
        if self._known is None and info is None:
            return self.async_abort(reason="not_loaded")
        self._known = info or self._known
        if self._bound_before is None:
            self._bound_before = self._bound()
        if self._bound() - self._bound_before:
            return self.async_show_progress_done(next_step_id="bound")
        shown = self._shown()
        if self._waiting is None or self._waiting.done():
            self._waiting = self.hass.async_create_background_task(
                self._async_wait(shown), f"{DOMAIN} waits for docks"
            )
        answers = self._known is None or self._known.answer_requests
        return self.async_show_progress(
            step_id="pilot",
            progress_action="pilot" if answers else "pilot_beside",
            description_placeholders=shown,
            progress_task=self._waiting,
        )

    async def async_step_bound(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say which dock is bound, and offer to wait for another one."""
        bound, before = self._bound(), self._bound_before or frozenset()
        names = [_code(dock.name) for dock in self._docks() if dock.serial in bound - before]
        self._bound_before = bound
        return self.async_show_menu(
            step_id="bound",
            menu_options=["done", "pilot"],
            description_placeholders={"docks": ", ".join(names[:_MOST])},
        )

    async def async_step_done(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say where it goes on.

        Home Assistant would say of a made entry that options were saved, and of what ends otherwise
        nothing but our words.
        """
        return self.async_abort(reason="connected")

    async def _async_wait(self, shown: dict[str, str]) -> None:
        """Return when the page says something else, or a dock is bound."""
        before = self._bound()
        while self._shown() == shown and self._bound() == before:
            changed = asyncio.Event()
            ends = [self.config_entry.async_on_state_change(changed.set)]
            if arrivals := self._arrivals():
                ends.append(arrivals.async_add_listener(changed.set))
            try:
                await changed.wait()
            finally:
                for end in ends:
                    end()
            await asyncio.sleep(self.pace)

    @callback
    def _arrivals(self) -> Arrivals | None:
        if self.config_entry.state is not ConfigEntryState.LOADED:
            return None
        arrivals: Arrivals = self.config_entry.runtime_data.arrivals
        return arrivals

    def _info(self) -> PilotInfo | None:
        arrivals = self._arrivals()
        return arrivals.info() if arrivals else None

    def _docks(self) -> tuple[Any, ...]:
        info = self._info() or self._known
        return info.bound if info else ()

    def _bound(self) -> frozenset[str]:
        return frozenset(dock.serial for dock in self._docks())

    def _shown(self) -> dict[str, str]:
        """Return what stands on the page, as Markdown; what docks say of themselves means nothing in it."""
        now = self._info()
        info = now or self._known
        if info is None:
            return {}
        return {
            "gateway": _code(info.gateway),
            "username": _code(info.username or "-"),
            "organization_id": _code(info.organization_id or "-"),
            "organization_name": _code(info.organization_name or "-"),
            "binding_code": _code(info.binding_code or "-"),
            # A list would be centred line by line there.
            "state": "\n\n".join(self._lines(now)),
        }

    def _lines(self, info: PilotInfo | None) -> list[str]:
        if info is None:
            return [_sentence("pilot_not_running")]
        lines = [_sentence("pilot_guessed")] if info.gateway_guessed else []
        if not info.connected:
            lines.append(_sentence("pilot_disconnected"))
        lines += [_sentence("pilot_bound", dock=_code(dock.name)) for dock in info.bound[:_MOST]]
        for waiting in info.waiting[:_MOST]:
            reason = text_of(waiting.knock.text_key, {}) or waiting.knock.value
            lines.append(_sentence("pilot_knocks", dock=_code(waiting.serial), reason=reason))
        if not info.bound and not info.waiting:
            lines.append(_sentence("pilot_nobody"))
        return lines


def _sentence(key: str, **values: str) -> str:
    """Return what stands in a paragraph of its own, with its full stop."""
    return common_text(key, **values) or key


def _code(text: str) -> str:
    """Return a text to be shown to the letter."""
    return f"`{text.replace('`', "'")}`"
