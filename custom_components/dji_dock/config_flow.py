"""Set-up in the user interface."""

from collections.abc import Iterable, Mapping
from typing import Any, override

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    FlowType,
)
from homeassistant.const import CONF_HOST, CONF_PORT, CONF_USERNAME
from homeassistant.core import callback
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.mqtt import MqttServiceInfo
import probatio

from .bucket import DockPathWarning, Provider
from .cloud_device.former_broker import remember_broker
from .configuration import forms as schemas
from .configuration.bucket_form import DATA_KEYS, bucket_schema, to_data, to_form
from .configuration.options import DjiDockOptionsFlow
from .configuration.suggestions import (
    APP_PLACEHOLDERS,
    async_broker_help,
    async_bucket_help,
    async_warnings_text,
    known_broker,
    organization_name,
    random_code,
    unclaimed_dock,
)
from .configuration.validation import (
    Verdict,
    async_bucket_taken,
    async_try_bucket,
    async_validate_broker,
    async_validate_bucket,
    placed,
    tidy,
    validate_cloud_server,
)
from .const import (
    CONF_ACCESS_KEY_ID,
    CONF_BINDING_CODE,
    CONF_LATER,
    CONF_ORGANIZATION_ID,
    CONF_ORGANIZATION_NAME,
    CONF_PROVIDER,
    CONF_SECRET_ACCESS_KEY,
    DOMAIN,
    FAILED,
    FAILED_BUCKET,
    SHOW,
    SHOW_BUCKET,
    SHOW_PILOT,
)
from .util.entry_data import has_bucket

_NOTHING_TO_SAY = {"code": "-", "detail": "-", "other": "-", "folder": "-"}


class DjiDockConfigFlow(ConfigFlow, domain=DOMAIN):
    """Asks for a broker, how to appear to docks, and a bucket; tries each before the next."""

    VERSION = 1
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Start without answers."""
        self._broker: dict[str, Any] = {}
        self._cloud: dict[str, Any] = {}
        self._provider = Provider.MINIO
        self._bucket: dict[str, Any] = {}
        self._warnings: list[DockPathWarning] = []

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> DjiDockOptionsFlow:
        """Return what asks for options."""
        return DjiDockOptionsFlow()

    @override
    async def async_step_mqtt(self, discovery_info: MqttServiceInfo) -> ConfigFlowResult:
        """Suggest the broker of Home Assistant's own MQTT integration: a dock speaks on it."""
        if (serial := unclaimed_dock(self.hass, discovery_info.topic)) is None:
            return self.async_abort(reason="already_configured")
        # One card, however many docks there are; it can be ignored.
        await self.async_set_unique_id(f"{DOMAIN}_on_mqtt")
        self._abort_if_unique_id_configured()
        self.context["title_placeholders"] = {"name": serial}
        return await self.async_step_user()

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the broker."""
        verdict = Verdict()
        if user_input is not None:
            user_input = tidy(user_input)
            verdict = await async_validate_broker(self.hass, user_input)
            if not verdict.errors:
                self._broker = user_input
                return await self.async_step_cloud_server()
        known = user_input or self._broker or known_broker(self.hass)
        verdict.placeholders["snippet"] = await async_broker_help(self.hass, known)
        return self._form("user", schemas.BROKER, known, verdict)

    async def async_step_cloud_server(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask how to appear to docks."""
        verdict = Verdict()
        if user_input is not None:
            user_input = tidy(user_input)
            verdict = validate_cloud_server(user_input)
            if not verdict.errors:
                self._cloud = user_input
                return await self.async_step_provider()
        suggested = self._cloud or {
            CONF_ORGANIZATION_ID: random_code(6).lower(),
            CONF_ORGANIZATION_NAME: organization_name(self.hass),
            CONF_BINDING_CODE: random_code(8),
        }
        verdict.placeholders.update(APP_PLACEHOLDERS)
        return self._form("cloud_server", schemas.CLOUD_SERVER, user_input or suggested, verdict)

    async def async_step_provider(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask where docks upload to; telemetry and orders need nothing of that."""
        return self.async_show_menu(
            step_id="provider", menu_options=[*(each.value for each in Provider), "later"]
        )

    async def async_step_aws(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Take Amazon S3."""
        return await self._async_ask_for_bucket(Provider.AWS)

    async def async_step_ali(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Take Alibaba Cloud OSS."""
        return await self._async_ask_for_bucket(Provider.ALI)

    async def async_step_minio(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Take any other store that speaks S3."""
        return await self._async_ask_for_bucket(Provider.MINIO)

    async def async_step_later(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Do without a bucket for now."""
        self._bucket = {}
        return await self.async_step_finish()

    async def _async_ask_for_bucket(self, provider: Provider) -> ConfigFlowResult:
        """Open the form of a provider; what was entered for another one is forgotten."""
        if provider is not self._provider:
            self._bucket = {}
        self._provider = provider
        if self.source == SOURCE_RECONFIGURE:
            return await self.async_step_reconfigure_bucket()
        return await self.async_step_bucket()

    async def async_step_bucket(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the bucket."""
        if self.source == SOURCE_RECONFIGURE:
            return await self.async_step_reconfigure_bucket(user_input)
        verdict = Verdict()
        if user_input is not None:
            if user_input.pop(CONF_LATER, False):
                return await self.async_step_later()
            self._bucket = data = to_data(self._provider, tidy(user_input))
            verdict = await async_try_bucket(self.hass, data)
            if not verdict.errors:
                self._warnings = verdict.warnings
                if self._warnings:
                    return await self.async_step_bucket_warnings()
                return await self.async_step_finish()
        # Who does not get on with a store is to get on with the rest.
        schema = bucket_schema(self._provider, later=bool(verdict.errors))
        return await self._async_bucket_form("bucket", schema, self._bucket, verdict)

    async def async_step_bucket_warnings(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say what may keep docks from the bucket, and let the user decide."""
        return self.async_show_menu(
            step_id="bucket_warnings",
            menu_options=["finish", "bucket"],
            description_placeholders={
                "warnings": await async_warnings_text(self.hass, self._warnings)
            },
        )

    async def async_step_finish(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Make the entry."""
        # Another set-up may have finished while this one was open.
        if self._bucket and (taken := await async_bucket_taken(self.hass, self._bucket)).errors:
            return self.async_abort(
                reason=taken.errors["base"], description_placeholders=taken.placeholders
            )
        host = self._broker[CONF_HOST]
        title = self._cloud.get(CONF_ORGANIZATION_NAME) or host
        if any(entry.title == title for entry in self._async_current_entries()):
            title = f"{title} ({host})"
        return self.async_create_entry(
            title=title, data={**self._broker, **self._bucket, **self._cloud}
        )

    @override
    async def async_on_create_entry(self, result: ConfigFlowResult) -> ConfigFlowResult:
        """Let what to type into DJI Pilot 2 follow: only now a server runs that docks can knock at."""
        flow = await self.hass.config_entries.options.async_init(
            result["result"].entry_id, context={"source": SHOW_PILOT}
        )
        if flow["type"] is not FlowResultType.ABORT:
            result["next_flow"] = (FlowType.OPTIONS_FLOW, flow["flow_id"])
        return result

    async def async_step_reauth(self, entry_data: Mapping[str, Any]) -> ConfigFlowResult:
        """Ask for the credentials that were refused."""
        if entry_data.get(FAILED) == FAILED_BUCKET:
            return await self.async_step_reauth_bucket()
        return await self.async_step_reauth_broker()

    async def async_step_reauth_broker(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the broker's user and password."""
        entry = self._get_reauth_entry()
        verdict = Verdict()
        if user_input is not None:
            user_input = tidy(user_input)
            verdict = await async_validate_broker(self.hass, {**entry.data, **user_input})
            if not verdict.errors:
                return self.async_update_reload_and_abort(entry, data_updates=user_input)
        known = {CONF_USERNAME: entry.data.get(CONF_USERNAME)}
        return self._form("reauth_broker", schemas.REAUTH_BROKER, user_input or known, verdict)

    async def async_step_reauth_bucket(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for the bucket's keys."""
        entry = self._get_reauth_entry()
        verdict = Verdict()
        if user_input is not None:
            user_input = tidy(user_input)
            verdict = await async_validate_bucket(self.hass, {**entry.data, **user_input})
            if not verdict.errors:
                return self.async_update_reload_and_abort(entry, data_updates=user_input)
        known = {CONF_ACCESS_KEY_ID: entry.data[CONF_ACCESS_KEY_ID]}
        return self._form("reauth_bucket", schemas.REAUTH_BUCKET, user_input or known, verdict)

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask what to change; the repair of an entry without a bucket has said so."""
        if user_input == {SHOW: SHOW_BUCKET}:
            return await self.async_step_reconfigure_provider()
        bucket, data = ["reconfigure_provider"], self._get_reconfigure_entry().data
        if has_bucket(data):
            self._provider = Provider(data[CONF_PROVIDER])
            bucket.insert(0, "reconfigure_bucket")
        return self.async_show_menu(
            step_id="reconfigure",
            menu_options=["reconfigure_broker", *bucket, "reconfigure_cloud_server"],
        )

    async def async_step_reconfigure_broker(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change the broker."""
        entry = self._get_reconfigure_entry()
        verdict = Verdict()
        if user_input is not None:
            changed = schemas.keep_secrets(entry.data, user_input, schemas.BROKER_SECRETS)
            verdict = await async_validate_broker(self.hass, changed)
            if not verdict.errors:
                if any(entry.data.get(key) != changed[key] for key in (CONF_HOST, CONF_PORT)):
                    remember_broker(self.hass, entry)
                return self._replace(schemas.BROKER.schema, changed)
        return self._form(
            "reconfigure_broker",
            schemas.BROKER,
            user_input or schemas.without_secrets(entry.data, schemas.BROKER_SECRETS),
            verdict,
        )

    async def async_step_reconfigure_provider(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for another provider, or the first one."""
        return self.async_show_menu(
            step_id="reconfigure_provider", menu_options=[each.value for each in Provider]
        )

    async def async_step_reconfigure_bucket(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change the bucket, or set up the first one."""
        entry = self._get_reconfigure_entry()
        known = entry.data if entry.data.get(CONF_PROVIDER) == self._provider else {}
        verdict = Verdict()
        if user_input is not None:
            given = (
                schemas.keep_secrets(entry.data, user_input, schemas.BUCKET_SECRETS)
                if known
                else user_input
            )
            self._bucket = data = to_data(self._provider, tidy(given), known)
            verdict = await async_try_bucket(self.hass, data, entry.entry_id)
            if not verdict.errors:
                self._warnings = verdict.warnings
                if self._warnings:
                    return await self.async_step_reconfigure_warnings()
                return await self.async_step_reconfigure_done()
        shown = self._bucket or known
        if shown.get(CONF_SECRET_ACCESS_KEY) == known.get(CONF_SECRET_ACCESS_KEY):
            shown = schemas.without_secrets(shown, schemas.BUCKET_SECRETS)
        schema = bucket_schema(self._provider, known)
        # Without one nothing can be kept, so it is asked for as in the set-up.
        step_id = "reconfigure_bucket" if has_bucket(entry.data) else "bucket"
        return await self._async_bucket_form(step_id, schema, shown, verdict)

    async def async_step_reconfigure_warnings(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say what may keep docks from the changed bucket, and let the user decide."""
        return self.async_show_menu(
            step_id="reconfigure_warnings",
            menu_options=["reconfigure_done", "reconfigure_bucket"],
            description_placeholders={
                "warnings": await async_warnings_text(self.hass, self._warnings)
            },
        )

    async def async_step_reconfigure_done(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take the changed bucket."""
        return self._replace(DATA_KEYS, self._bucket)

    async def async_step_reconfigure_cloud_server(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change how to appear to docks."""
        entry = self._get_reconfigure_entry()
        verdict = Verdict()
        if user_input is not None:
            changed = schemas.keep_secrets(entry.data, user_input, schemas.CLOUD_SECRETS)
            verdict = validate_cloud_server(changed)
            if not verdict.errors:
                return self._replace(schemas.CLOUD_SERVER.schema, changed)
        return self._form(
            "reconfigure_cloud_server",
            schemas.CLOUD_SERVER,
            user_input or schemas.without_secrets(entry.data, schemas.CLOUD_SECRETS),
            verdict,
        )

    def _replace(self, asked: Iterable[object], changed: Mapping[str, Any]) -> ConfigFlowResult:
        """Take the new answers of one form; what was left out is no longer there."""
        entry = self._get_reconfigure_entry()
        names = {str(key) for key in asked}
        kept = {key: value for key, value in entry.data.items() if key not in names}
        return self.async_update_reload_and_abort(entry, data={**kept, **changed})

    async def _async_bucket_form(
        self,
        step_id: str,
        schema: probatio.Schema,
        suggested: Mapping[str, Any],
        verdict: Verdict,
    ) -> ConfigFlowResult:
        """Return the form of the provider, with what to paste there."""
        provider = self._provider
        verdict.placeholders["snippet"] = await async_bucket_help(self.hass, provider, suggested)
        return self._form(step_id, schema, to_form(provider, suggested), verdict)

    def _form(
        self,
        step_id: str,
        schema: probatio.Schema,
        suggested: Mapping[str, Any] | None,
        verdict: Verdict,
    ) -> ConfigFlowResult:
        errors = placed(verdict.errors, schema)
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(
                schemas.opened(schema, errors), suggested
            ),
            errors=errors,
            description_placeholders={**_NOTHING_TO_SAY, **verdict.placeholders},
            last_step=step_id not in ("user", "cloud_server"),
        )
