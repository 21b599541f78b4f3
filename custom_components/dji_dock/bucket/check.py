"""Trying out a bucket before anybody relies on it."""

from collections.abc import Callable
from enum import StrEnum
import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

from botocore.exceptions import ClientError

from .clients import s3_client
from .config import BucketConfig, CredentialsMode, logs_prefix
from .credentials import DockCredentials
from .errors import (
    BucketAuthFailed,
    BucketDenied,
    BucketError,
    BucketMissing,
    BucketTlsFailed,
    BucketUnreachable,
    CredentialsExpired,
    DockPathDenied,
    NoStore,
    store_errors,
)
from .store import Bucket

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

PROBE = b"written by the set-up test, may be deleted"


class DockPathWarning(StrEnum):
    """What may keep a dock from the bucket, or opens more than it should."""

    LOCALHOST = "localhost"
    CONTAINER_NAME = "container_name"
    MDNS_NAME = "mdns_name"
    CONTAINER_NETWORK = "container_network"
    UNREACHABLE = "unreachable"
    NOT_TRUSTED = "not_trusted"
    PLAIN_HTTP = "plain_http"
    STATIC_CREDENTIALS = "static_credentials"
    POLICY_NOT_ENFORCED = "policy_not_enforced"


def check(bucket: Bucket) -> None:
    """Put, find and delete a probe with our own keys.

    Raises:
        BucketError: which of it fails, and why.

    """
    key = f"{bucket.config.key_prefix}/probe-{uuid4().hex}"
    try:
        with store_errors():
            bucket.client.put_object(Bucket=bucket.config.bucket, Key=key, Body=PROBE)
        if bucket.lookup(key) is None:
            raise BucketError(detail="what was written cannot be found")
    finally:
        _remove(bucket, key)


def check_dock_path(bucket: Bucket) -> list[DockPathWarning]:
    """Walk a dock's own way: get its credentials and write where a dock writes, at its endpoint.

    Returns what does not keep us from starting but may keep a dock from writing.

    Raises:
        BucketError: no credentials are given, or they do not open the dock's folder.

    """
    config = bucket.config
    warnings = endpoint_warnings(config.dock_url)
    if config.credentials is CredentialsMode.STATIC:
        warnings.append(DockPathWarning.STATIC_CREDENTIALS)
    prefix = logs_prefix(config, f"probe-{uuid4().hex[:8]}")
    credentials = bucket.dock_credentials(prefix, "probe")
    dock = s3_client(config, endpoint=config.dock_url, keys=_keys(credentials))
    key = f"{prefix}/probe"
    try:
        _write_as_dock(dock, config, key)
        if bucket.lookup(key) is None:
            raise DockPathDenied(detail="what was written there is not in the bucket")
        if config.credentials is CredentialsMode.STS and _opens_more(dock, bucket, key):
            warnings.append(DockPathWarning.POLICY_NOT_ENFORCED)
    except BucketUnreachable, NoStore:
        # Not an error: the dock may live in another network than we do.
        warnings.append(DockPathWarning.UNREACHABLE)
    except BucketTlsFailed:
        warnings.append(DockPathWarning.NOT_TRUSTED)
    finally:
        _remove(bucket, key)
    return warnings


def endpoint_warnings(url: str) -> list[DockPathWarning]:
    """Return what an endpoint's address alone says about who can reach it."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").lower()
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        address = None
    if host == "localhost" or host.endswith(".localhost") or (address and _is_self(address)):
        return [DockPathWarning.LOCALHOST]
    warnings = []
    if address is None and "." not in host:
        warnings.append(DockPathWarning.CONTAINER_NAME)
    elif host.endswith(".local"):
        warnings.append(DockPathWarning.MDNS_NAME)
    elif address and address.version == 4 and address in _CONTAINER_BRIDGE:
        warnings.append(DockPathWarning.CONTAINER_NETWORK)
    public = address.is_global if address else "." in host and not host.endswith(_PRIVATE_NAMES)
    if parts.scheme == "http" and public:
        warnings.append(DockPathWarning.PLAIN_HTTP)
    return warnings


_PRIVATE_NAMES = (".local", ".lan", ".home", ".internal", ".home.arpa", ".intranet")


# The default network of containers, which only their own host can reach.
_CONTAINER_BRIDGE = ipaddress.ip_network("172.17.0.0/16")


def _is_self(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_loopback or address.is_unspecified


def _keys(credentials: DockCredentials) -> tuple[str, str, str]:
    return (
        credentials.access_key_id,
        credentials.secret_access_key,
        credentials.session_token,
    )


def _write_as_dock(dock: S3Client, config: BucketConfig, key: str) -> None:
    """Write as a dock does, whole and in parts."""
    try:
        with store_errors():
            dock.put_object(Bucket=config.bucket, Key=key, Body=PROBE)
            upload = dock.create_multipart_upload(Bucket=config.bucket, Key=f"{key}-parts")
            dock.abort_multipart_upload(
                Bucket=config.bucket, Key=f"{key}-parts", UploadId=upload["UploadId"]
            )
    except (BucketDenied, BucketAuthFailed, CredentialsExpired, BucketMissing) as err:
        raise DockPathDenied(err.code) from err


def _opens_more(dock: S3Client, bucket: Bucket, key: str) -> bool:
    """Return whether a dock's credentials read its folder or write beside it."""
    config = bucket.config
    beside = f"{config.key_prefix}/probe-{uuid4().hex}"
    try:
        return _allowed(
            lambda: dock.put_object(Bucket=config.bucket, Key=beside, Body=PROBE)
        ) or _allowed(lambda: dock.get_object(Bucket=config.bucket, Key=key))
    finally:
        _remove(bucket, beside)


def _allowed(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except ClientError:
        return False
    return True


def _remove(bucket: Bucket, key: str) -> None:
    """Remove a probe; a store that refuses has said so before, or does not matter here."""
    try:
        bucket.delete(key)
    except BucketError:
        return
