"""From the data of a config entry to the settings of its parts."""

from collections.abc import Mapping
import re
import ssl
from typing import Any
from uuid import uuid4

from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.requirements import RequirementsNotFound, async_process_requirements
from homeassistant.util.ssl import client_context, client_context_no_verify

from ..bucket import (
    ALIBABA_REQUIREMENTS,
    Addressing,
    Bucket,
    BucketConfig,
    BucketNotSet,
    CredentialsMode,
    InvalidAuthority,
    Provider,
    SdkMissing,
    UnsetBucket,
)
from ..cloud_api import BrokerSettings, CloudSettings
from ..const import (
    CONF_ACCESS_KEY_ID,
    CONF_ADDRESSING,
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
    CONF_ENABLED,
    CONF_ENDPOINT,
    CONF_KEY_PREFIX,
    CONF_NTP_HOST,
    CONF_NTP_PORT,
    CONF_ORGANIZATION_ID,
    CONF_ORGANIZATION_NAME,
    CONF_PROVIDER,
    CONF_REGION,
    CONF_ROLE_ARN,
    CONF_SECRET_ACCESS_KEY,
    CONF_STS_ENDPOINT,
    CONF_TIME,
    CONF_TLS,
    CONF_VERIFY,
    DEFAULT_CREDENTIAL_LIFETIME,
    DEFAULT_KEY_PREFIX,
    DEFAULT_NTP_HOST,
    DEFAULT_NTP_PORT,
    DEFAULT_PORT,
    DOMAIN,
)

DEFAULT_REGION = "us-east-1"
"""What stores without regions expect in a signature."""

_PEM = re.compile(r"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")


def session_client_id(entry_id: str) -> str:
    """Return the client id under which the broker keeps what docks say while we are away."""
    return f"{DOMAIN}_{entry_id}"


def probe_client_id() -> str:
    """Return a client id for a connection that leaves nothing behind."""
    return f"{DOMAIN}_probe_{uuid4().hex[:12]}"


async def async_broker_settings(
    hass: HomeAssistant, data: Mapping[str, Any], client_id: str
) -> BrokerSettings:
    """Return how to reach the broker.

    Raises:
        ssl.SSLError, ValueError: the certificate of the authority cannot be read.

    """
    tls = data.get(CONF_TLS) or {}
    context = None
    if tls.get(CONF_ENABLED):
        context = await hass.async_add_executor_job(_tls_context, tls)
    return BrokerSettings(
        host=data[CONF_HOST],
        port=int(data.get(CONF_PORT, DEFAULT_PORT)),
        username=data.get(CONF_USERNAME) or None,
        password=data.get(CONF_PASSWORD) or None,
        client_id=client_id,
        tls_context=context,
    )


def _tls_context(tls: Mapping[str, Any]) -> ssl.SSLContext:
    if not tls.get(CONF_VERIFY, True):
        return client_context_no_verify()
    if text := tls.get(CONF_CA_CERTIFICATE):
        return _context_for_authority(text)
    return client_context()


def _context_for_authority(text: str) -> ssl.SSLContext:
    """Return a context that trusts nobody but the authorities in a text."""
    context = ssl.create_default_context(cadata=_certificates(text))
    # Home-made authorities seldom have the key identifiers that the strict mode insists on.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


def _certificates(text: str) -> bytes:
    """Return the certificates in a text in the form DER, one after the other.

    The text may hold remarks around the certificates, and may have lost its line breaks.
    """
    certificates = [ssl.PEM_cert_to_DER_cert(block) for block in _PEM.findall(text)]
    if not certificates:
        raise ValueError("no certificate in PEM form")
    return b"".join(certificates)


def has_bucket(data: Mapping[str, Any]) -> bool:
    """Return whether a bucket is set up; telemetry alone needs none."""
    return bool(data.get(CONF_BUCKET))


def bucket_of(data: Mapping[str, Any]) -> Bucket:
    """Return the bucket, or what stands in its place until there is one.

    Raises:
        BucketError: what was entered cannot be.

    """
    return Bucket(bucket_config(data)) if has_bucket(data) else UnsetBucket()


def bucket_config(data: Mapping[str, Any]) -> BucketConfig:
    """Return which bucket, and how docks get at it.

    Raises:
        BucketNotSet: there is none.
        BucketError: what was entered cannot be.

    """
    if not has_bucket(data):
        raise BucketNotSet
    advanced = data.get(CONF_ADVANCED) or {}
    try:
        pem = advanced.get(CONF_CA_CERTIFICATE)
        authorities = _certificates(pem) if pem else b""
    except ValueError as err:
        raise InvalidAuthority from err
    return BucketConfig(
        provider=Provider(data[CONF_PROVIDER]),
        bucket=data[CONF_BUCKET],
        region=data.get(CONF_REGION) or DEFAULT_REGION,
        endpoint=data.get(CONF_ENDPOINT) or None,
        access_key_id=data[CONF_ACCESS_KEY_ID],
        secret_access_key=data[CONF_SECRET_ACCESS_KEY],
        dock_endpoint=advanced.get(CONF_DOCK_ENDPOINT) or None,
        key_prefix=advanced.get(CONF_KEY_PREFIX) or DEFAULT_KEY_PREFIX,
        credentials=CredentialsMode(advanced.get(CONF_CREDENTIALS, CredentialsMode.STS)),
        role_arn=advanced.get(CONF_ROLE_ARN) or None,
        credential_lifetime=int(
            advanced.get(CONF_CREDENTIAL_LIFETIME, DEFAULT_CREDENTIAL_LIFETIME)
        ),
        sts_endpoint=advanced.get(CONF_STS_ENDPOINT) or None,
        addressing=Addressing(advanced.get(CONF_ADDRESSING, Addressing.AUTO)),
        authorities=authorities,
    )


async def async_require_sdk(hass: HomeAssistant, data: Mapping[str, Any]) -> None:
    """Install what only one kind of store needs.

    Raises:
        SdkMissing: it could not be installed.

    """
    if data.get(CONF_PROVIDER) != Provider.ALI:
        return
    try:
        await async_process_requirements(hass, DOMAIN, ALIBABA_REQUIREMENTS, is_built_in=False)
    except RequirementsNotFound as err:
        raise SdkMissing from err


def cloud_settings(data: Mapping[str, Any]) -> CloudSettings:
    """Return how the cloud server presents itself to docks."""
    time = data.get(CONF_TIME) or {}
    return CloudSettings(
        answer_requests=data.get(CONF_ANSWER_REQUESTS, True),
        app_id=data.get(CONF_APP_ID, ""),
        app_key=data.get(CONF_APP_KEY, ""),
        app_license=data.get(CONF_APP_LICENSE, ""),
        organization_id=data.get(CONF_ORGANIZATION_ID, ""),
        organization_name=data.get(CONF_ORGANIZATION_NAME, ""),
        binding_code=data.get(CONF_BINDING_CODE, ""),
        ntp_host=time.get(CONF_NTP_HOST) or DEFAULT_NTP_HOST,
        ntp_port=int(time.get(CONF_NTP_PORT, DEFAULT_NTP_PORT)),
    )
