"""Trying out what a user entered, and saying what is wrong with it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
import ipaddress
import logging
import re
import ssl
from typing import Any
from urllib.parse import urlsplit

from homeassistant.const import CONF_HOST, CONF_PASSWORD
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import section
import probatio

from ..bucket import (
    Bucket,
    BucketConfig,
    BucketError,
    CredentialsMode,
    DockPathWarning,
    Provider,
    check,
    check_dock_path,
)
from ..bucket_access.taken import async_entry_with_bucket
from ..cloud_api import BrokerError, check_broker
from ..const import (
    CONF_ACCESS_KEY_ID,
    CONF_ADVANCED,
    CONF_ANSWER_REQUESTS,
    CONF_APP_ID,
    CONF_APP_KEY,
    CONF_APP_LICENSE,
    CONF_BINDING_CODE,
    CONF_BUCKET,
    CONF_CA_CERTIFICATE,
    CONF_CREDENTIAL_LIFETIME,
    CONF_CREDENTIALS,
    CONF_DOCK_ENDPOINT,
    CONF_ENDPOINT,
    CONF_KEY_PREFIX,
    CONF_NTP_HOST,
    CONF_ORGANIZATION_ID,
    CONF_PROVIDER,
    CONF_REGION,
    CONF_ROLE_ARN,
    CONF_STS_ENDPOINT,
    CONF_TIME,
    CONF_TLS,
)
from ..util.entry_data import (
    async_broker_settings,
    async_require_sdk,
    bucket_config,
    probe_client_id,
)
from .broker_address import is_for_websockets, take_apart

_LOGGER = logging.getLogger(__name__)

BUCKET_TIMEOUT = 90
"""Seconds for the whole trial of a bucket."""

_FIELDS = {
    "broker_dns": CONF_HOST,
    **dict.fromkeys(("invalid_certificate", "broker_tls"), CONF_TLS),
    "bucket_missing": CONF_BUCKET,
    "wrong_region": CONF_REGION,
    "dock_endpoint_not_a_url": CONF_DOCK_ENDPOINT,
    "invalid_key_prefix": CONF_KEY_PREFIX,
    **dict.fromkeys(("sts_endpoint_not_a_url", "sts_unreachable"), CONF_STS_ENDPOINT),
    "invalid_authority": CONF_CA_CERTIFICATE,
    **dict.fromkeys(
        ("invalid_role", "role_required", "role_missing", "role_denied"), CONF_ROLE_ARN
    ),
    "credential_lifetime": CONF_CREDENTIAL_LIFETIME,
    "sts_unavailable": CONF_CREDENTIALS,
    "ntp_host_not_a_name": CONF_NTP_HOST,
}
"""Fields that a reason points at; every other reason may lie in any of them."""

_HOST = re.compile(r"[^\s/:@?#\\\x00-\x1f]+")
_PREFIX = re.compile(r"[A-Za-z0-9!_.'()-]+(/[A-Za-z0-9!_.'()-]+)*")
_MAX_PREFIX = 128
_ROLE = re.compile(r"arn:[^:\s]+:[^\s]*:role/\S+")
_ALIBABA_ROLE = re.compile(r"acs:ram::[0-9]+:role/[^\s/]+")
_MIN_ROLE, _MAX_ROLE = 20, 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is wrong with some input, by field, and what may turn out to be."""

    errors: dict[str, str] = field(default_factory=dict)
    placeholders: dict[str, str] = field(default_factory=dict)
    warnings: list[DockPathWarning] = field(default_factory=list)


def placed(errors: Mapping[str, str], schema: probatio.Schema) -> dict[str, str]:
    """Return errors at the places that a form has for them.

    A field in a section has none of its own, so it is shown at the section. A form that does not
    have the field in question would not show the error at all.
    """
    found: dict[str, str] = {}
    for given, reason in errors.items():
        name = _FIELDS.get(reason, given)
        within = (
            str(key)
            for key, value in schema.schema.items()
            if isinstance(value, section) and name in value.schema.schema
        )
        found[name if name in schema.schema else next(within, "base")] = reason
    return found


def tidy(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return input without what comes along when texts are copied and pasted."""
    tidied: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, Mapping):
            tidied[key] = tidy(value)
        elif isinstance(value, str) and key != CONF_PASSWORD:
            # A password may begin or end with a blank, nothing else here does.
            tidied[key] = value.strip()
        else:
            tidied[key] = value
    return take_apart(tidied) if tidied.get(CONF_HOST) else tidied


async def async_validate_broker(hass: HomeAssistant, data: Mapping[str, Any]) -> Verdict:
    """Connect and subscribe."""
    if is_for_websockets(data[CONF_HOST]):
        return Verdict(errors={CONF_HOST: "websockets_unsupported"})
    if not is_host(data[CONF_HOST]):
        return Verdict(errors={CONF_HOST: "host_not_a_name"})
    try:
        settings = await async_broker_settings(hass, data, probe_client_id())
    except ssl.SSLError, ValueError:
        return Verdict(errors={"base": "invalid_certificate"})
    try:
        await check_broker(settings)
    except BrokerError as err:
        return Verdict(errors={"base": err.reason})
    except Exception:
        _LOGGER.exception("Trying the broker failed unexpectedly")
        return Verdict(errors={"base": "unknown"})
    return Verdict()


async def async_validate_bucket(hass: HomeAssistant, data: Mapping[str, Any]) -> Verdict:
    """Write, find and delete a probe, and walk the way of a dock."""
    if errors := _bucket_input_errors(data):
        return Verdict(errors=errors)
    try:
        config = bucket_config(data)
        await async_require_sdk(hass, data)
        async with asyncio.timeout(BUCKET_TIMEOUT):
            warnings = await hass.async_add_executor_job(_try_bucket, config)
    except TimeoutError:
        return Verdict(
            errors={"base": "bucket_timed_out"},
            placeholders={"code": "-", "detail": config.s3_url or config.dock_url},
        )
    except BucketError as err:
        return Verdict(
            errors={"base": err.reason},
            placeholders={"code": err.code or "-", "detail": err.detail or "-"},
        )
    except Exception:
        _LOGGER.exception("Trying the bucket failed unexpectedly")
        return Verdict(errors={"base": "unknown"})
    return Verdict(warnings=warnings)


async def async_try_bucket(
    hass: HomeAssistant, data: Mapping[str, Any], own: str | None = None
) -> Verdict:
    """Try a bucket out, and see that no other entry than `own` has its folder."""
    verdict = await async_validate_bucket(hass, data)
    if not verdict.errors and (taken := await async_bucket_taken(hass, data, own)).errors:
        return taken
    return verdict


async def async_bucket_taken(
    hass: HomeAssistant, data: Mapping[str, Any], own: str | None = None
) -> Verdict:
    """Say which other entry has this folder: docks and what they stored belong to one."""
    if (other := await async_entry_with_bucket(hass, data, own)) is None:
        return Verdict()
    return Verdict(
        errors={"base": "bucket_taken"},
        placeholders={"other": other.title, "folder": bucket_config(other.data).key_prefix},
    )


def validate_cloud_server(data: Mapping[str, Any]) -> Verdict:
    """Check what only DJI and the docks could try out."""
    errors: dict[str, str] = {}
    if data.get(CONF_ANSWER_REQUESTS, True):
        for key in (CONF_ORGANIZATION_ID, CONF_BINDING_CODE):
            if not data.get(key):
                errors[key] = "needed_for_binding"
    app = [bool(data.get(key)) for key in (CONF_APP_ID, CONF_APP_KEY, CONF_APP_LICENSE)]
    if any(app) and not all(app):
        errors["base"] = "app_incomplete"
    elif not is_host((data.get(CONF_TIME) or {}).get(CONF_NTP_HOST) or "none"):
        errors["base"] = "ntp_host_not_a_name"
    return Verdict(errors=errors)


def _bucket_input_errors(data: Mapping[str, Any]) -> dict[str, str]:
    advanced = data.get(CONF_ADVANCED) or {}
    endpoint, dock_endpoint = data.get(CONF_ENDPOINT), advanced.get(CONF_DOCK_ENDPOINT)
    if not endpoint and data[CONF_PROVIDER] == Provider.MINIO:
        return {CONF_ENDPOINT: "endpoint_needed"}
    if not data.get(CONF_REGION) and data[CONF_PROVIDER] == Provider.ALI:
        return {CONF_REGION: "region_needed"}
    if endpoint and not _is_endpoint(endpoint):
        return {CONF_ENDPOINT: "endpoint_not_a_url"}
    if not re.fullmatch(r"[!-~]+", data[CONF_ACCESS_KEY_ID]):
        return {CONF_ACCESS_KEY_ID: "invalid_access_key"}
    if dock_endpoint and not _is_endpoint(dock_endpoint):
        return {"base": "dock_endpoint_not_a_url"}
    sts_endpoint = advanced.get(CONF_STS_ENDPOINT)
    if sts_endpoint and not _is_endpoint(sts_endpoint):
        return {"base": "sts_endpoint_not_a_url"}
    prefix = advanced.get(CONF_KEY_PREFIX)
    if prefix and not _is_prefix(prefix):
        return {"base": "invalid_key_prefix"}
    return _role_errors(Provider(data[CONF_PROVIDER]), advanced)


def _role_errors(provider: Provider, advanced: Mapping[str, Any]) -> dict[str, str]:
    role = advanced.get(CONF_ROLE_ARN)
    if advanced.get(CONF_CREDENTIALS) == CredentialsMode.STATIC:
        return {}
    if not role:
        return {} if provider is Provider.MINIO else {"base": "role_required"}
    return {} if _is_role(role, provider) else {"base": "invalid_role"}


def is_host(text: str) -> bool:
    """Return whether a text is a name or an address alone; colons are in addresses only."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return _HOST.fullmatch(text) is not None
    return True


def _is_endpoint(url: str) -> bool:
    """Return whether a URL is a scheme, a host and maybe a port: the bucket is no part of it."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and is_host(parts.hostname or "")
        and parts.path in ("", "/")
        and not (parts.query or parts.fragment or "@" in parts.netloc)
    )


def _is_prefix(prefix: str) -> bool:
    parts = prefix.split("/")
    return (
        len(prefix) <= _MAX_PREFIX
        and _PREFIX.fullmatch(prefix) is not None
        and not {".", ".."} & set(parts)
    )


def _is_role(arn: str, provider: Provider) -> bool:
    pattern = _ALIBABA_ROLE if provider is Provider.ALI else _ROLE
    return _MIN_ROLE <= len(arn) <= _MAX_ROLE and pattern.fullmatch(arn) is not None


def _try_bucket(config: BucketConfig) -> list[DockPathWarning]:
    bucket = Bucket(config)
    check(bucket)
    return check_dock_path(bucket)
