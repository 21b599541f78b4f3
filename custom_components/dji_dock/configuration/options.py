"""Behaviour that can be changed at any time."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigFlowResult, OptionsFlowWithReload
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
)
from homeassistant.helpers.translation import async_get_translations
import probatio

from ..bucket_access.links import MediaLinks, choose_links
from ..const import (
    CONF_GIVE_UP_HOURS,
    CONF_KEEP_UPLOADS,
    CONF_MEDIA_LINKS,
    CONF_RETENTION_LOGS_DAYS,
    CONF_RETENTION_MEDIA_DAYS,
    CONF_UPDATE_INTERVAL,
    DEFAULT_GIVE_UP_HOURS,
    DEFAULT_UPDATE_INTERVAL,
    DOMAIN,
)
from ..logs.store import KEEP
from ..util.entry_data import bucket_config

MAX_DAYS = 3650


def _whole(least: int, most: int) -> Any:
    return probatio.All(
        NumberSelector(
            NumberSelectorConfig(min=least, max=most, mode=NumberSelectorMode.BOX, step=1)
        ),
        probatio.Coerce(int),
    )


_DAYS = _whole(0, MAX_DAYS)
OPTIONS = probatio.Schema(
    {
        probatio.Required(CONF_MEDIA_LINKS, default=MediaLinks.AUTO.value): SelectSelector(
            SelectSelectorConfig(
                options=[way.value for way in MediaLinks], translation_key="media_links"
            )
        ),
        probatio.Required(CONF_RETENTION_MEDIA_DAYS, default=0): _DAYS,
        probatio.Required(CONF_RETENTION_LOGS_DAYS, default=0): _DAYS,
        probatio.Required(CONF_GIVE_UP_HOURS, default=DEFAULT_GIVE_UP_HOURS): _whole(1, 168),
        probatio.Required(CONF_KEEP_UPLOADS, default=KEEP): _whole(10, 1000),
        probatio.Required(CONF_UPDATE_INTERVAL, default=DEFAULT_UPDATE_INTERVAL): _whole(0, 3600),
    }
)


class DjiDockOptionsFlow(OptionsFlowWithReload):
    """Asks how media is linked, and how long what is in the bucket is kept."""

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask."""
        if user_input is not None:
            return self.async_create_entry(data=user_input)
        entry = self.config_entry
        return self.async_show_form(
            step_id="init",
            data_schema=self.add_suggested_values_to_schema(OPTIONS, entry.options),
            description_placeholders={
                "media_links": await async_links_text(self.hass, entry.data, entry.options)
            },
        )


async def async_links_text(
    hass: HomeAssistant, data: Mapping[str, Any], options: Mapping[str, Any]
) -> str:
    """Return how media comes into a browser, and why so."""
    reason = choose_links(options.get(CONF_MEDIA_LINKS, MediaLinks.AUTO), bucket_config(data))
    texts = await async_get_translations(hass, hass.config.language, "selector", {DOMAIN})
    key = f"component.{DOMAIN}.selector.media_links_reason.options.{reason}"
    return texts.get(key, reason.value)
