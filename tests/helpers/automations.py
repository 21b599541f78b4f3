"""Automations as users write them, and what they were started with."""

from typing import Any

from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.core import HomeAssistant, ServiceCall
from homeassistant.setup import async_setup_component

from tests.helpers.home import state

AUTOMATION_ID = "automation.of_the_test"


class Automation:
    """An automation that says with what it was started."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Offer the action that it calls."""
        self.runs: list[dict[str, Any]] = []
        self._hass = hass
        hass.services.async_register("test", "tell", self._tell)

    async def _tell(self, called: ServiceCall) -> None:
        # With an event in it, it is no more than a text.
        trigger = called.data["trigger"]
        self.runs.append(trigger if isinstance(trigger, dict) else {})

    async def begin(self, *triggers: dict[str, Any], **more: Any) -> None:
        """Set the automation up."""
        config = {
            "alias": "of the test",
            "triggers": list(triggers),
            "actions": [{"action": "test.tell", "data": {"trigger": "{{ trigger }}"}}],
            **more,
        }
        assert await async_setup_component(self._hass, AUTOMATION, {AUTOMATION: [config]})
        await self._hass.async_block_till_done()
        assert state(self._hass, AUTOMATION_ID) == "on", "the triggers were refused"

    async def started(self) -> list[dict[str, Any]]:
        """Return with what it was started since it was asked last."""
        await self._hass.async_block_till_done()
        runs, self.runs = self.runs, []
        return runs
