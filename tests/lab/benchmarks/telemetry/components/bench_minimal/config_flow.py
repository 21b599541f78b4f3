"""Takes what it is given."""

from typing import Any

from homeassistant.config_entries import ConfigFlow, ConfigFlowResult
import probatio


class MinimalFlow(ConfigFlow, domain="bench_minimal"):
    """One step, nothing checked."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Make the entry."""
        if user_input is not None:
            return self.async_create_entry(title="Minimal", data=user_input)
        return self.async_show_form(
            step_id="user", data_schema=probatio.Schema({}, extra=probatio.ALLOW_EXTRA)
        )
