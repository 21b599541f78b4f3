"""Behaviour that can be changed at any time."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigFlowResult
from homeassistant.core import HomeAssistant, callback
from homeassistant.data_entry_flow import section
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
from homeassistant.helpers.translation import async_get_translations
import probatio

from ..bucket_access.links import MediaLinks, Reason, choose_links
from ..const import (
    CONF_ALLOW_DEBUG,
    CONF_ANSWER_REQUESTS,
    CONF_CONTROL,
    CONF_CONTROLLED_DOCKS,
    CONF_ENABLED,
    CONF_GIVE_UP_HOURS,
    CONF_KEEP_UPLOADS,
    CONF_LIVE,
    CONF_MEDIA_LINKS,
    CONF_RETENTION_LOGS_DAYS,
    CONF_RETENTION_MEDIA_DAYS,
    CONF_UPDATE_INTERVAL,
    DEFAULT_GIVE_UP_HOURS,
    DEFAULT_UPDATE_INTERVAL,
    DOMAIN,
    SHOW_PILOT,
)
from ..live.models import LiveSettings
from ..logs.store import KEEP
from ..util.entry_data import bucket_config, has_bucket
from .forms import opened, whole
from .live import DOUBTS, LIVE, async_shown_live, async_validate_live, tidy_live
from .pilot_page import PilotPage
from .settings import live_settings
from .validation import Verdict, tidy

MAX_DAYS = 3650


_DAYS = whole(0, MAX_DAYS)
OPTIONS = probatio.Schema(
    {
        probatio.Required(CONF_MEDIA_LINKS, default=MediaLinks.AUTO.value): SelectSelector(
            SelectSelectorConfig(
                options=[way.value for way in MediaLinks], translation_key="media_links"
            )
        ),
        probatio.Required(CONF_RETENTION_MEDIA_DAYS, default=0): _DAYS,
        probatio.Required(CONF_RETENTION_LOGS_DAYS, default=0): _DAYS,
        probatio.Required(CONF_GIVE_UP_HOURS, default=DEFAULT_GIVE_UP_HOURS): whole(1, 168),
        probatio.Required(CONF_KEEP_UPLOADS, default=KEEP): whole(10, 1000),
        probatio.Required(CONF_UPDATE_INTERVAL, default=DEFAULT_UPDATE_INTERVAL): whole(0, 3600),
    }
)


class DjiDockOptionsFlow(PilotPage):
    """Asks how media is linked and kept, what may be done with docks, and how live video arrives."""

    _doubted: LiveSettings | None = None

    async def async_step_init(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what for; what to type into Pilot 2 follows the set-up by itself."""
        if self.source == SHOW_PILOT or self._takes_over():
            return await self.async_step_pilot()
        return self.async_show_menu(step_id="init", menu_options=["settings", "pilot"])

    def _takes_over(self) -> bool:
        """Return whether this is what a browser opens after the set-up, in place of what was begun.

        The dialog for options, as of Home Assistant 2026.11, is given the flow to continue and the
        entry, and begins a new one for the latter. What was begun would stay open for good, and
        the owner would see a menu. This can go once no supported frontend does that.
        """
        flows = self.hass.config_entries.options
        begun = [
            flow["flow_id"]
            for flow in flows.async_progress_by_handler(self.handler)
            if flow.get("context", {}).get("source") == SHOW_PILOT
        ]
        for flow_id in begun:
            flows.async_abort(flow_id)
        return bool(begun)

    async def async_step_settings(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask, and try out what can be tried out."""
        entry = self.config_entry
        verdict = Verdict()
        known: Mapping[str, Any] = {
            **entry.options,
            CONF_LIVE: await async_shown_live(self.hass, entry),
        }
        if user_input is not None:
            known = tidy(user_input)
            known[CONF_LIVE] = tidy_live(known[CONF_LIVE])
            verdict = await self._async_try(live_settings(known))
            if not verdict.errors:
                return self.async_create_entry(data=known)
        schema = opened(self._schema(known), verdict.errors)
        return self.async_show_form(
            step_id="settings",
            data_schema=self.add_suggested_values_to_schema(schema, known),
            errors=verdict.errors,
            description_placeholders={
                "media_links": await async_links_text(self.hass, entry.data, entry.options),
                # A text names it; without this it would stand for something.
                "camera": "{camera}",
                **verdict.placeholders,
            },
        )

    async def _async_try(self, settings: LiveSettings) -> Verdict:
        """Return what is wrong, unless whoever was told so enters the same again."""
        verdict = await async_validate_live(self.hass, self.config_entry, settings)
        if not DOUBTS.isdisjoint(verdict.errors.values()):
            insists, self._doubted = settings == self._doubted, settings
            return Verdict() if insists else verdict
        return verdict

    def _schema(self, known: Mapping[str, Any]) -> probatio.Schema:
        # The frontend shows the default of a section, if it has one, and not those of its fields.
        control = _control(self.hass, self.config_entry)
        shown = control.schema({}) | known.get(CONF_CONTROL, {})
        default = {str(key): shown[key] for key in control.schema.schema}
        live = known[CONF_LIVE]
        return OPTIONS.extend(
            {
                probatio.Required(CONF_CONTROL, default=default): control,
                probatio.Required(CONF_LIVE, default=dict(live)): section(
                    LIVE, {"collapsed": not live[CONF_ENABLED]}
                ),
            }
        )


def _control(hass: HomeAssistant, entry: ConfigEntry) -> section:
    """Return the section about what may be done with docks."""
    answers = bool(entry.data.get(CONF_ANSWER_REQUESTS, True))
    fields: dict[Any, Any] = {
        probatio.Required(CONF_ALLOW_DEBUG, default=answers): BooleanSelector()
    }
    if not answers:
        fields[probatio.Required(CONF_CONTROLLED_DOCKS, default=[])] = SelectSelector(
            SelectSelectorConfig(
                options=_docks(hass, entry), multiple=True, mode=SelectSelectorMode.LIST
            )
        )
    return section(probatio.Schema(fields), {"collapsed": False})


@callback
def _docks(hass: HomeAssistant, entry: ConfigEntry) -> list[SelectOptionDict]:
    """Return the docks of an entry by name; one that was chosen and is gone by its number."""
    registry = dr.async_get(hass)
    cloud = registry.async_get_device_by_identifier((DOMAIN, entry.entry_id), entry.entry_id)
    chosen = entry.options.get(CONF_CONTROL, {}).get(CONF_CONTROLLED_DOCKS, ())
    names: dict[str, str] = {serial: serial for serial in chosen}
    for device in dr.async_entries_for_config_entry(registry, entry.entry_id):
        if cloud and device.via_device_id == cloud.id:
            for domain, serial in device.identifiers:
                if domain == DOMAIN:
                    names[serial] = device.name_by_user or device.name or serial
    return [
        SelectOptionDict(value=serial, label=name)
        for serial, name in sorted(names.items(), key=lambda item: (item[1].casefold(), item[0]))
    ]


async def async_links_text(
    hass: HomeAssistant, data: Mapping[str, Any], options: Mapping[str, Any]
) -> str:
    """Return how media comes into a browser, and why so."""
    option = options.get(CONF_MEDIA_LINKS, MediaLinks.AUTO)
    reason = choose_links(option, bucket_config(data)) if has_bucket(data) else Reason.NO_BUCKET
    texts = await async_get_translations(hass, hass.config.language, "selector", {DOMAIN})
    key = f"component.{DOMAIN}.selector.media_links_reason.options.{reason}"
    return texts.get(key, reason.value)
