"""Trying out what a user entered, and saying what is wrong with it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
import re
import ssl
from typing import Any
from urllib.parse import urlsplit

from homeassistant.const import CONF_HOST
from homeassistant.core import HomeAssistant

from .bucket import (
    Bucket,
    BucketConfig,
    BucketError,
    DockPathWarning,
    Provider,
    check,
    check_dock_path,
)
from .cloud_api import BrokerError, check_broker
from .const import (
    CONF_ADVANCED,
    CONF_ANSWER_REQUESTS,
    CONF_APP_ID,
    CONF_APP_KEY,
    CONF_APP_LICENSE,
    CONF_BINDING_CODE,
    CONF_DOCK_ENDPOINT,
    CONF_ENDPOINT,
    CONF_KEY_PREFIX,
    CONF_ORGANIZATION_ID,
    CONF_PROVIDER,
)
from .settings import async_broker_settings, bucket_config, probe_client_id

BUCKET_TIMEOUT = 90
"""Seconds for the whole trial of a bucket."""

_PREFIX = re.compile(r"[A-Za-z0-9!_.'()-]+(/[A-Za-z0-9!_.'()-]+)*")
_MAX_PREFIX = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is wrong with some input, by field, and what may turn out to be."""

    errors: dict[str, str] = field(default_factory=dict)
    placeholders: dict[str, str] = field(default_factory=dict)
    warnings: list[DockPathWarning] = field(default_factory=list)


async def async_validate_broker(hass: HomeAssistant, data: Mapping[str, Any]) -> Verdict:
    """Connect and subscribe."""
    if "/" in data[CONF_HOST] or not data[CONF_HOST].strip():
        return Verdict(errors={CONF_HOST: "host_not_a_name"})
    try:
        settings = await async_broker_settings(hass, data, probe_client_id())
    except ssl.SSLError, ValueError:
        return Verdict(errors={"base": "invalid_certificate"})
    try:
        await check_broker(settings)
    except BrokerError as err:
        return Verdict(errors={"base": err.reason})
    return Verdict()


async def async_validate_bucket(hass: HomeAssistant, data: Mapping[str, Any]) -> Verdict:
    """Write, find and delete a probe, and walk the way of a dock."""
    if errors := _bucket_input_errors(data):
        return Verdict(errors=errors)
    try:
        async with asyncio.timeout(BUCKET_TIMEOUT):
            warnings = await hass.async_add_executor_job(_try_bucket, bucket_config(data))
    except TimeoutError:
        return Verdict(errors={"base": "bucket_unreachable"})
    except BucketError as err:
        return Verdict(
            errors={"base": err.reason},
            placeholders={"code": err.code or "-", "detail": err.detail or "-"},
        )
    return Verdict(warnings=warnings)


def validate_cloud_server(data: Mapping[str, Any]) -> Verdict:
    """Check what only DJI and the docks could try out."""
    errors: dict[str, str] = {}
    if data.get(CONF_ANSWER_REQUESTS, True):
        for key in (CONF_ORGANIZATION_ID, CONF_BINDING_CODE):
            if not data.get(key, "").strip():
                errors[key] = "needed_for_binding"
    app = [bool(data.get(key)) for key in (CONF_APP_ID, CONF_APP_KEY, CONF_APP_LICENSE)]
    if any(app) and not all(app):
        errors["base"] = "app_incomplete"
    return Verdict(errors=errors)


def _bucket_input_errors(data: Mapping[str, Any]) -> dict[str, str]:
    advanced = data.get(CONF_ADVANCED) or {}
    endpoint, dock_endpoint = data.get(CONF_ENDPOINT), advanced.get(CONF_DOCK_ENDPOINT)
    if not endpoint and data[CONF_PROVIDER] != Provider.AWS:
        return {CONF_ENDPOINT: "endpoint_needed"}
    if endpoint and not _is_endpoint(endpoint):
        return {CONF_ENDPOINT: "endpoint_not_a_url"}
    # Fields in a section have no place of their own for an error.
    if dock_endpoint and not _is_endpoint(dock_endpoint):
        return {"base": "dock_endpoint_not_a_url"}
    prefix = advanced.get(CONF_KEY_PREFIX)
    if prefix and not _is_prefix(prefix):
        return {"base": "invalid_key_prefix"}
    return {}


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
        and parts.path in ("", "/")
        and not (parts.query or parts.fragment or parts.username)
    )


def _is_prefix(prefix: str) -> bool:
    parts = prefix.split("/")
    return (
        len(prefix) <= _MAX_PREFIX
        and _PREFIX.fullmatch(prefix) is not None
        and not {".", ".."} & set(parts)
    )


def _try_bucket(config: BucketConfig) -> list[DockPathWarning]:
    bucket = Bucket(config)
    check(bucket)
    return check_dock_path(bucket)
