"""The broker, as Home Assistant sees it and as docks do."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
import ssl
from typing import Any
from urllib.parse import urlsplit

from homeassistant.const import CONF_HOST, CONF_PORT
from homeassistant.core import HomeAssistant
from homeassistant.util.ssl import client_context

from ..cloud_api import (
    BrokerError,
    BrokerProtocolRefused,
    BrokerSettings,
    check_broker,
    check_rights,
)
from ..cloud_device.arrivals import gateway_of
from ..const import CONF_ANSWER_REQUESTS, CONF_ENABLED, CONF_TLS, DEFAULT_PORT
from ..util.entry_data import async_broker_settings, probe_client_id
from ..util.own_address import async_own_address, host_warnings, in_url
from .models import Check, Name, Running, failed, said

CONNECT_SECONDS = 6.0
"""For an address that takes no connection."""


async def async_check_broker(
    hass: HomeAssistant, data: Mapping[str, Any], running: Running | None
) -> list[Check]:
    """Connect, subscribe, and try the rights."""
    shown = f"{in_url(str(data[CONF_HOST]))}:{data.get(CONF_PORT, DEFAULT_PORT)}"
    try:
        settings = await async_broker_settings(hass, data, probe_client_id())
    except ssl.SSLError, ValueError:
        wrong = Check(
            name=Name.BROKER,
            passed=False,
            key="config.error.invalid_certificate",
            value=shown,
        )
        return [wrong, said(Name.BROKER_RIGHTS, None, "broker_first")]
    try:
        await check_broker(settings)
    except BrokerError as err:
        return [
            failed(Name.BROKER, err, shown),
            said(Name.BROKER_RIGHTS, None, "broker_first"),
        ]
    connected = running is None or running.server.connected
    return [
        said(Name.BROKER, connected, "broker_ok" if connected else "broker_again", shown),
        await _rights(data, settings, running),
    ]


async def _rights(
    data: Mapping[str, Any], settings: BrokerSettings, running: Running | None
) -> Check:
    if not data.get(CONF_ANSWER_REQUESTS, True):
        # Its messages would only bewilder it.
        return said(Name.BROKER_RIGHTS, None, "other_platform")
    try:
        rights = await check_rights(settings)
    except BrokerProtocolRefused:
        return said(Name.BROKER_RIGHTS, None, "rights_unseen")
    except BrokerError as err:
        return failed(Name.BROKER_RIGHTS, err)
    for lacking, text in ((rights.unread, "rights_read"), (rights.unwritten, "rights_write")):
        if lacking:
            return said(Name.BROKER_RIGHTS, False, text, topics=", ".join(lacking))
    if rights.untried and not (running and running.dock_heard):
        return said(Name.BROKER_RIGHTS, None, "rights_unseen")
    return said(Name.BROKER_RIGHTS, True, "rights_ok")


async def async_check_address(
    hass: HomeAssistant, data: Mapping[str, Any], running: Running | None
) -> list[Check]:
    """Look at the address as docks are given it, and whether they trust who is there."""
    host = str(data[CONF_HOST])
    gateway, guessed = gateway_of(data, await async_own_address(hass, host))
    parts = urlsplit(gateway)
    there, port = parts.hostname or "", parts.port or DEFAULT_PORT
    heard = running is not None and running.dock_heard
    return [
        await _address(gateway, there, port, host if guessed else "", heard=heard),
        await _certificate(data, there, port, heard=heard),
    ]


async def _address(gateway: str, host: str, port: int, named: str, *, heard: bool) -> Check:
    """Look at an address; `named` is by which only this machine knows the broker."""
    if heard:
        return said(Name.BROKER_ADDRESS, True, "address_proven", gateway)
    if warnings := host_warnings(host):
        return said(Name.BROKER_ADDRESS, False, f"address_{warnings[0]}", gateway, gateway=gateway)
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            _, writer = await asyncio.open_connection(host, port)
    except OSError, UnicodeError:
        return said(Name.BROKER_ADDRESS, False, "address_closed", gateway, gateway=gateway)
    writer.close()
    if named:
        return said(
            Name.BROKER_ADDRESS, True, "address_guessed", gateway, gateway=gateway, known=named
        )
    return said(Name.BROKER_ADDRESS, True, "address_ok", gateway, gateway=gateway)


async def _certificate(data: Mapping[str, Any], host: str, port: int, *, heard: bool) -> Check:
    """Shake hands as a dock does: trusting public authorities, and no others."""
    if not (data.get(CONF_TLS) or {}).get(CONF_ENABLED):
        return said(Name.BROKER_CERTIFICATE, None, "certificate_none")
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            _, writer = await asyncio.open_connection(
                host, port, ssl=client_context(), server_hostname=host
            )
    except ssl.SSLCertVerificationError as err:
        if heard:
            return said(Name.BROKER_CERTIFICATE, True, "certificate_proven")
        reason = str(err.verify_message)
        return said(Name.BROKER_CERTIFICATE, False, "certificate_refused", reason=reason)
    except OSError, UnicodeError:
        return said(Name.BROKER_CERTIFICATE, None, "broker_first")
    certificate = writer.get_extra_info("peercert") or {}
    writer.close()
    return said(Name.BROKER_CERTIFICATE, True, "certificate_ok", _valid_until(certificate))


def _valid_until(certificate: Mapping[str, Any]) -> str | None:
    """Return until when a certificate is valid, ISO 8601."""
    if not (until := certificate.get("notAfter")):
        return None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(until), UTC).isoformat()
