"""The dialogs in which the user mends something."""

from collections.abc import Awaitable, Callable
from typing import Any

from homeassistant.components.repairs import FlowType, RepairsFlow, RepairsFlowResult
from homeassistant.config_entries import SOURCE_RECONFIGURE
from homeassistant.core import HomeAssistant, async_get_hass
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir

from .catalog.belongings import CatalogBelongings
from .const import DOMAIN, SHOW, SHOW_BUCKET
from .docks.belongings import Belongings
from .docks.move import async_move_dock
from .errors import raise_translated, reason_text
from .hub import Hub, loaded_hub
from .jobs.belongings import JobBelongings
from .logs.belongings import UploadBelongings

type Answer = Callable[[Hub, str], Awaitable[None]]


def belongings(hass: HomeAssistant) -> tuple[Belongings, ...]:
    """Return what features have on disk of each dock."""
    return UploadBelongings(hass), CatalogBelongings(hass), JobBelongings(hass)


async def _async_move(hub: Hub, serial: str) -> None:
    hass = async_get_hass()
    await async_move_dock(hass, hub.entry, serial, belongings(hass))


async def _async_make_fit(hub: Hub, serial: str) -> None:
    await hub.firmware.async_make_fit(serial)


class ChoiceFlow(RepairsFlow):
    """Asks what to do about a dock; each answer is a step of its own."""

    answers: dict[str, Answer]

    def __init__(self, entry_id: str, serial: str, placeholders: dict[str, str]) -> None:
        """Take which dock of which entry."""
        self._entry_id = entry_id
        self._serial = serial
        self._placeholders = placeholders

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Ask."""
        return self.async_show_menu(
            step_id="init",
            menu_options=list(self.answers),
            description_placeholders=self._placeholders,
        )

    async def _async_answer(self, answer: str) -> RepairsFlowResult:
        if (hub := loaded_hub(self.hass, self._entry_id)) is None:
            return self.async_abort(reason="not_loaded")
        try:
            with raise_translated():
                await self.answers[answer](hub, self._serial)
        except HomeAssistantError as err:
            return self.async_abort(
                reason="failed", description_placeholders={"reason": reason_text(err)}
            )
        return self.async_create_entry(data={})


class UnknownDockFlow(ChoiceFlow):
    """Asks whether a dock is one of ours."""

    answers = {
        "accept": lambda hub, serial: hub.docks.async_accept(serial),
        "ignore": lambda hub, serial: hub.docks.async_ignore(serial),
    }

    async def async_step_accept(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Make it one of ours."""
        return await self._async_answer("accept")

    async def async_step_ignore(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Never mention it again."""
        return await self._async_answer("ignore")


class UnknownLogsFlow(ChoiceFlow):
    """Asks what to do with archives of which the history knows nothing."""

    answers = {
        "adopt": lambda hub, serial: hub.orphans.async_adopt(serial),
        "leave": lambda hub, serial: hub.orphans.async_leave(serial),
        "delete": lambda hub, serial: hub.orphans.async_delete(serial),
    }

    async def async_step_adopt(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Take them into the history."""
        return await self._async_answer("adopt")

    async def async_step_leave(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Leave them, and never ask again."""
        return await self._async_answer("leave")

    async def async_step_delete(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Delete them, which cannot be taken back."""
        if user_input is None:
            return self.async_show_form(
                step_id="delete", description_placeholders=self._placeholders
            )
        return await self._async_answer("delete")


class ForeignDockFlow(ChoiceFlow):
    """Asks whether a dock of another entry is to be moved."""

    answers = {
        "move": _async_move,
        "leave": lambda hub, serial: hub.foreign.async_leave(serial),
    }

    async def async_step_move(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Move it, with everything that is known of it."""
        return await self._async_answer("move")

    async def async_step_leave(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Leave it where it is."""
        return await self._async_answer("leave")


class FirmwareMismatchFlow(ChoiceFlow):
    """Offers to make a dock and its aircraft fit each other."""

    answers = {"upgrade": _async_make_fit}

    async def async_step_upgrade(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Order it; the dock takes up to an hour."""
        return await self._async_answer("upgrade")


class SetUpBucketFlow(RepairsFlow):
    """Leads to where the bucket is set up; the issue stays until there is one."""

    def __init__(self, entry_id: str, placeholders: dict[str, str]) -> None:
        """Take which entry."""
        self._entry_id = entry_id
        self._placeholders = placeholders

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> RepairsFlowResult:
        """Say what is missing without a bucket."""
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> RepairsFlowResult:
        """Open the set-up of the bucket."""
        if user_input is None:
            return self.async_show_form(
                step_id="confirm", description_placeholders=self._placeholders
            )
        if self.hass.config_entries.async_get_entry(self._entry_id) is None:
            return self.async_abort(reason="not_loaded")
        flow = await self.hass.config_entries.flow.async_init(
            DOMAIN,
            context={"source": SOURCE_RECONFIGURE, "entry_id": self._entry_id},
            data={SHOW: SHOW_BUCKET},
        )
        return self.async_abort(
            reason="continues", next_flow=(FlowType.CONFIG_FLOW, flow["flow_id"])
        )


_FLOWS: dict[str, type[ChoiceFlow]] = {
    "unknown_logs_": UnknownLogsFlow,
    "foreign_dock_": ForeignDockFlow,
    "firmware_mismatch_": FirmwareMismatchFlow,
}


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: dict[str, str | int | float | None] | None
) -> RepairsFlow:
    """Return the dialog for an issue."""
    known = data or {}
    issue = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    placeholders = dict(issue.translation_placeholders or {}) if issue else {}
    if issue_id.startswith("bucket_not_set_"):
        return SetUpBucketFlow(str(known.get("entry_id")), placeholders)
    kinds = (flow for prefix, flow in _FLOWS.items() if issue_id.startswith(prefix))
    flow = next(kinds, UnknownDockFlow)
    return flow(
        str(known.get("entry_id")),
        str(known.get("serial")),
        placeholders,
    )
