"""The bucket, as Home Assistant uses it and as docks do."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.core import HomeAssistant

from ..bucket import (
    Bucket,
    BucketConfig,
    BucketError,
    DockPathWarning,
    check,
    check_dock_path,
)
from ..util.entry_data import async_require_sdk, bucket_config, has_bucket
from .models import Check, Name, failed, said

SECONDS = 60.0
"""For the whole of it; a store that takes longer is too slow for docks, too."""

OF_DOCKS = (Name.DOCK_CREDENTIALS, Name.DOCK_RIGHTS, Name.DOCK_ENDPOINT)
_OF_THE_ADDRESS = (
    *(DockPathWarning.LOCALHOST, DockPathWarning.CONTAINER_NETWORK),
    *(DockPathWarning.CONTAINER_NAME, DockPathWarning.MDNS_NAME),
    *(DockPathWarning.NOT_TRUSTED, DockPathWarning.UNREACHABLE),
)
"""What a dock that has written gets along with, the worst first."""
_OF_RIGHTS = (DockPathWarning.POLICY_NOT_ENFORCED, DockPathWarning.ROLE_ASSUMED_AGAIN)


async def async_check_store(
    hass: HomeAssistant,
    data: Mapping[str, Any],
    proven: Callable[[], bool],
    seconds: float = SECONDS,
) -> list[Check]:
    """Use the bucket as we do, then as a dock does; `proven` is whether a dock has written."""
    if not has_bucket(data):
        return [said(name, None, "no_bucket") for name in (Name.BUCKET, *OF_DOCKS)]
    try:
        config = bucket_config(data)
        await async_require_sdk(hass, data)
    except BucketError as err:
        return [failed(Name.BUCKET, err), *_waiting()]
    shown = f"{config.s3_url or config.dock_url} {config.bucket}/{config.key_prefix}"
    try:
        async with asyncio.timeout(seconds):
            return await hass.async_add_executor_job(_look, config, shown, proven())
    except TimeoutError:
        slow = Check(
            name=Name.BUCKET,
            passed=False,
            key="exceptions.bucket_timed_out.message",
            placeholders={"detail": config.s3_url or config.dock_url},
            value=shown,
        )
        return [slow, *_waiting()]


def _waiting() -> list[Check]:
    return [said(name, None, "bucket_first") for name in OF_DOCKS]


def _look(config: BucketConfig, shown: str, proven: bool) -> list[Check]:
    try:
        bucket = Bucket(config)
        check(bucket)
    except BucketError as err:
        return [failed(Name.BUCKET, err, shown), *_waiting()]
    return [said(Name.BUCKET, True, "bucket_ok", shown), *_look_as_dock(bucket, proven=proven)]


def _look_as_dock(bucket: Bucket, *, proven: bool) -> list[Check]:
    config = bucket.config
    try:
        warnings = check_dock_path(bucket)
    except BucketError as err:
        if err.reason == "console_port":
            return [
                said(Name.DOCK_CREDENTIALS, None, "endpoint_first"),
                said(Name.DOCK_RIGHTS, None, "endpoint_first"),
                failed(Name.DOCK_ENDPOINT, err, config.dock_url),
            ]
        return [
            failed(Name.DOCK_CREDENTIALS, err),
            *(said(name, None, "credentials_first") for name in OF_DOCKS[1:]),
        ]
    untried = _untried(config, warnings)
    credentials = said(
        Name.DOCK_CREDENTIALS,
        None if untried else True,
        "endpoint_first" if untried else "credentials_ok",
        config.credentials.value,
    )
    return [credentials, _rights(warnings, untried=untried), _endpoint(config, warnings, proven)]


def _untried(config: BucketConfig, warnings: list[DockPathWarning]) -> bool:
    """Return whether nothing could be written at the endpoint of docks from here."""
    refused = DockPathWarning.NOT_TRUSTED in warnings and not config.authorities
    return refused or DockPathWarning.UNREACHABLE in warnings


def _rights(warnings: list[DockPathWarning], *, untried: bool) -> Check:
    if DockPathWarning.STATIC_CREDENTIALS in warnings:
        return _warned(Name.DOCK_RIGHTS, None, DockPathWarning.STATIC_CREDENTIALS)
    if untried:
        return said(Name.DOCK_RIGHTS, None, "endpoint_first")
    for warning in _OF_RIGHTS:
        if warning in warnings:
            return _warned(Name.DOCK_RIGHTS, False, warning)
    return said(Name.DOCK_RIGHTS, True, "dock_rights_ok")


def _endpoint(config: BucketConfig, warnings: list[DockPathWarning], proven: bool) -> Check:
    url = config.dock_url
    if DockPathWarning.PLAIN_HTTP in warnings:
        return _warned(Name.DOCK_ENDPOINT, False, DockPathWarning.PLAIN_HTTP, url)
    if proven:
        return said(Name.DOCK_ENDPOINT, True, "endpoint_proven", url)
    for warning in _OF_THE_ADDRESS:
        if warning in warnings:
            return _warned(Name.DOCK_ENDPOINT, False, warning, url)
    return said(Name.DOCK_ENDPOINT, True, "endpoint_ok", url)


def _warned(
    name: Name,
    passed: bool | None,
    warning: DockPathWarning,
    value: str | None = None,
) -> Check:
    return Check(
        name=name,
        passed=passed,
        key=f"selector.dock_path_warning.options.{warning.value}",
        value=value,
    )
