"""Set-up in the user interface."""

from collections.abc import Collection, Mapping
import secrets
import string
from typing import Any, override

from homeassistant.config_entries import ConfigEntry, ConfigFlow, ConfigFlowResult
from homeassistant.const import CONF_HOST, CONF_PORT, CONF_USERNAME
from homeassistant.core import callback
from homeassistant.helpers.translation import async_get_translations
import probatio

from .bucket import DockPathWarning
from .bucket_access.taken import async_entry_with_bucket
from .cloud_device.former_broker import remember_broker
from .configuration import forms as schemas
from .configuration.options import DjiDockOptionsFlow, async_links_text
from .configuration.validation import (
    SECTIONS,
    Verdict,
    async_validate_broker,
    async_validate_bucket,
    tidy,
    validate_cloud_server,
)
from .const import (
    CONF_ACCESS_KEY_ID,
    CONF_BINDING_CODE,
    CONF_CA_CERTIFICATE,
    CONF_ENABLED,
    CONF_ORGANIZATION_ID,
    CONF_ORGANIZATION_NAME,
    CONF_TLS,
    CONF_VERIFY,
    DEFAULT_PORT,
    DOMAIN,
    FAILED,
    FAILED_BUCKET,
    SHOW,
    SHOW_BUCKET,
)
from .util.entry_data import bucket_config

# Without letters and digits that look alike: the code is read off a screen and typed in on site.
_CODE_ALPHABET = "".join(sorted(set(string.ascii_uppercase + string.digits) - set("0O1IL5S8B")))
_NOTHING_TO_SAY = {"code": "-", "detail": "-", "other": "-", "folder": "-"}


class DjiDockConfigFlow(ConfigFlow, domain=DOMAIN):
    """Asks for a broker, a bucket and how to appear to docks; tries each before the next."""

    VERSION = 1
    MINOR_VERSION = 1

    def __init__(self) -> None:
        """Start without answers."""
        self._broker: dict[str, Any] = {}
        self._bucket: dict[str, Any] = {}
        self._warnings: list[DockPathWarning] = []

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> DjiDockOptionsFlow:
        """Return what asks for options."""
        return DjiDockOptionsFlow()

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the broker."""
        verdict = Verdict()
        if user_input is not None:
            user_input = tidy(user_input)
            verdict = await async_validate_broker(self.hass, user_input)
            if not verdict.errors:
                self._broker = user_input
                return await self.async_step_bucket()
        return self._form("user", schemas.BROKER, user_input or self._known_broker(), verdict)

    async def async_step_bucket(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask for the bucket."""
        verdict = Verdict()
        if user_input is not None:
            user_input = tidy(user_input)
            verdict = await self._async_try_bucket(user_input)
            if not verdict.errors:
                self._bucket = user_input
                self._warnings = verdict.warnings
                if self._warnings:
                    return await self.async_step_bucket_warnings()
                return await self.async_step_cloud_server()
        return self._form("bucket", schemas.BUCKET, user_input or self._bucket, verdict)

    async def async_step_bucket_warnings(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say what may keep docks from the bucket, and let the user decide."""
        return self.async_show_menu(
            step_id="bucket_warnings",
            menu_options=["cloud_server", "bucket"],
            description_placeholders={"warnings": await self._warnings_text()},
        )

    async def async_step_cloud_server(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask how to appear to docks."""
        verdict = Verdict()
        if user_input is not None:
            user_input = tidy(user_input)
            verdict = validate_cloud_server(user_input)
            # Another set-up may have finished while this one was open.
            taken = await self._async_bucket_taken(self._bucket)
            if taken.errors:
                return self.async_abort(
                    reason=taken.errors["base"], description_placeholders=taken.placeholders
                )
            if not verdict.errors:
                return self.async_create_entry(
                    title=user_input.get(CONF_ORGANIZATION_NAME) or self._broker[CONF_HOST],
                    data={**self._broker, **self._bucket, **user_input},
                )
        suggested = {
            CONF_ORGANIZATION_ID: _random_code(6).lower(),
            CONF_ORGANIZATION_NAME: self.hass.config.location_name,
            CONF_BINDING_CODE: _random_code(8),
        }
        verdict.placeholders["media_links"] = await async_links_text(self.hass, self._bucket, {})
        return self._form("cloud_server", schemas.CLOUD_SERVER, user_input or suggested, verdict)

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
            return await self.async_step_reconfigure_bucket()
        return self.async_show_menu(
            step_id="reconfigure",
            menu_options=["reconfigure_broker", "reconfigure_bucket", "reconfigure_cloud_server"],
        )

    async def async_step_reconfigure_broker(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change the broker."""
        entry = self._get_reconfigure_entry()
        verdict = Verdict()
        if user_input is not None:
            changed = _keep_secrets(entry, user_input, schemas.BROKER_SECRETS)
            verdict = await async_validate_broker(self.hass, changed)
            if not verdict.errors:
                if any(entry.data.get(key) != changed[key] for key in (CONF_HOST, CONF_PORT)):
                    remember_broker(self.hass, entry)
                return self._replace(schemas.BROKER, changed)
        return self._form(
            "reconfigure_broker",
            schemas.BROKER,
            user_input or _without_secrets(entry.data, schemas.BROKER_SECRETS),
            verdict,
        )

    async def async_step_reconfigure_bucket(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change the bucket."""
        entry = self._get_reconfigure_entry()
        verdict = Verdict()
        if user_input is not None:
            changed = _keep_secrets(entry, user_input, schemas.BUCKET_SECRETS)
            verdict = await self._async_try_bucket(changed, entry.entry_id)
            if not verdict.errors:
                self._bucket = changed
                self._warnings = verdict.warnings
                if self._warnings:
                    return await self.async_step_reconfigure_warnings()
                return await self.async_step_reconfigure_done()
        return self._form(
            "reconfigure_bucket",
            schemas.RECONFIGURE_BUCKET,
            user_input or _without_secrets(self._bucket or entry.data, schemas.BUCKET_SECRETS),
            verdict,
        )

    async def async_step_reconfigure_warnings(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say what may keep docks from the changed bucket, and let the user decide."""
        return self.async_show_menu(
            step_id="reconfigure_warnings",
            menu_options=["reconfigure_done", "reconfigure_bucket"],
            description_placeholders={"warnings": await self._warnings_text()},
        )

    async def async_step_reconfigure_done(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take the changed bucket."""
        return self._replace(schemas.RECONFIGURE_BUCKET, self._bucket)

    async def async_step_reconfigure_cloud_server(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Change how to appear to docks."""
        entry = self._get_reconfigure_entry()
        verdict = Verdict()
        if user_input is not None:
            changed = _keep_secrets(entry, user_input, schemas.CLOUD_SECRETS)
            verdict = validate_cloud_server(changed)
            if not verdict.errors:
                return self._replace(schemas.CLOUD_SERVER, changed)
        return self._form(
            "reconfigure_cloud_server",
            schemas.CLOUD_SERVER,
            user_input or _without_secrets(entry.data, schemas.CLOUD_SECRETS),
            verdict,
        )

    def _replace(self, schema: probatio.Schema, changed: Mapping[str, Any]) -> ConfigFlowResult:
        """Take the new answers of one form; what was left out is no longer there."""
        entry = self._get_reconfigure_entry()
        asked = {str(key) for key in schema.schema}
        kept = {key: value for key, value in entry.data.items() if key not in asked}
        return self.async_update_reload_and_abort(entry, data={**kept, **changed})

    def _form(
        self,
        step_id: str,
        schema: probatio.Schema,
        suggested: Mapping[str, Any] | None,
        verdict: Verdict,
    ) -> ConfigFlowResult:
        errors: dict[str, str] = {}
        for field, reason in verdict.errors.items():
            place = SECTIONS.get(reason, field)
            # A form that does not have the field in question would not show the error.
            errors[place if place in schema.schema else "base"] = reason
        return self.async_show_form(
            step_id=step_id,
            data_schema=self.add_suggested_values_to_schema(
                schemas.opened(schema, errors), suggested
            ),
            errors=errors,
            description_placeholders={**_NOTHING_TO_SAY, **verdict.placeholders},
            last_step=step_id not in ("user", "bucket"),
        )

    async def _async_try_bucket(self, data: Mapping[str, Any], own: str | None = None) -> Verdict:
        """Try a bucket out, and see that no other entry has its folder."""
        verdict = await async_validate_bucket(self.hass, data)
        if not verdict.errors and (taken := await self._async_bucket_taken(data, own)).errors:
            return taken
        return verdict

    async def _async_bucket_taken(self, data: Mapping[str, Any], own: str | None = None) -> Verdict:
        """Say which other entry has this folder: docks and what they stored belong to one."""
        if (other := await async_entry_with_bucket(self.hass, data, own)) is None:
            return Verdict()
        return Verdict(
            errors={"base": "bucket_taken"},
            placeholders={"other": other.title, "folder": bucket_config(other.data).key_prefix},
        )

    def _known_broker(self) -> dict[str, Any]:
        """Return the broker of Home Assistant's own MQTT integration, without its password."""
        for entry in self.hass.config_entries.async_entries("mqtt"):
            # Its port for websockets is of no use here.
            if (host := entry.data.get("broker")) and entry.data.get("transport") != "websockets":
                certificate = entry.data.get("certificate")
                return {
                    CONF_HOST: host,
                    CONF_PORT: entry.data.get(CONF_PORT, DEFAULT_PORT),
                    CONF_USERNAME: entry.data.get(CONF_USERNAME, ""),
                    CONF_TLS: {
                        CONF_ENABLED: bool(certificate),
                        CONF_VERIFY: not entry.data.get("tls_insecure", False),
                        # In place of a certificate it can say "auto": public authorities.
                        CONF_CA_CERTIFICATE: "" if certificate in (None, "auto") else certificate,
                    },
                }
        return {}

    async def _warnings_text(self) -> str:
        texts = await async_get_translations(
            self.hass, self.hass.config.language, "selector", {DOMAIN}
        )
        prefix = f"component.{DOMAIN}.selector.dock_path_warning.options"
        return "\n".join(
            f"- {texts.get(f'{prefix}.{warning}', warning.value)}" for warning in self._warnings
        )


def _random_code(length: int) -> str:
    return "".join(secrets.choice(_CODE_ALPHABET) for _ in range(length))


def _keep_secrets(
    entry: ConfigEntry, user_input: dict[str, Any], names: schemas.Secrets
) -> dict[str, Any]:
    """Return tidy input in which a blank secret is the one that is there."""
    given = tidy(user_input)
    for secret, owner in names.items():
        if given.get(secret):
            continue
        given.pop(secret, None)
        if secret in entry.data and (owner is None or given.get(owner)):
            given[secret] = entry.data[secret]
    return given


def _without_secrets(data: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """Return what is there for a form, without what is never shown again."""
    return {key: value for key, value in data.items() if key not in names}
