"""Trying out a bucket before anybody relies on it."""

from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

from .answers import store_errors
from .config import CredentialsMode, logs_prefix
from .credentials import DockCredentials, credentials_once_more
from .errors import (
    BucketAuthFailed,
    BucketDenied,
    BucketError,
    BucketMissing,
    BucketTlsFailed,
    BucketUnreachable,
    ConsolePort,
    CredentialsExpired,
    DockPathDenied,
    NoStore,
    NotSupported,
)
from .rights import needs
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
    ROLE_ASSUMED_AGAIN = "role_assumed_again"


def check(bucket: Bucket) -> None:
    """Do everything that we do in the bucket once, with our own keys, and leave nothing behind.

    Raises:
        RightMissing: the key lacks one of the rights.
        BucketError: something else fails, and why.

    """
    config = bucket.config
    key = f"{config.key_prefix}/probe-{uuid4().hex}"
    try:
        # First: an answer to putting says why it is refused, one to looking does not.
        with needs(config, "PutObject"), store_errors():
            bucket.client.put_object(Bucket=config.bucket, Key=key, Body=PROBE)
        with needs(config, "GetObject"):
            _require_probe(bucket, key)
        with needs(config, "DeleteObject"):
            bucket.delete(key)
    except BucketError:
        _remove(bucket, key)
        raise
    with needs(config, "ListBucket"):
        next(bucket.pages(config.key_prefix))
        # Without the right to list, stores do not say that an object is missing.
        bucket.lookup(key)
    with needs(config, "ListBucketMultipartUploads"):
        bucket.abort_leftovers(key, exact=True)
    with needs(config, "AbortMultipartUpload"):
        _try_abort(bucket, key)


def _try_abort(bucket: Bucket, key: str) -> None:
    """Abort an upload that never was: the answer says whether we may before it says whether there is one."""
    try:
        bucket.abort(key, uuid4().hex)
    except NotSupported:
        # Neither can it list what could be aborted.
        return
    except BucketError as err:
        # Stores have many words for an id that is none of theirs.
        if err.reason != BucketError.reason:
            raise


def holds_the_same(one: Bucket, other: Bucket, folder: str) -> bool:
    """Return whether what is written to a folder of one bucket can be found in the other.

    Raises:
        BucketError: one of them does not answer.

    """
    key = f"{folder}/probe-{uuid4().hex}"
    try:
        with store_errors():
            one.client.put_object(Bucket=one.config.bucket, Key=key, Body=PROBE)
        return other.lookup(key) is not None
    finally:
        _remove(one, key)


def check_dock_path(bucket: Bucket) -> list[DockPathWarning]:
    """Walk a dock's own way: get its credentials and write where a dock writes, at its endpoint.

    Returns what does not keep us from starting but may keep a dock from writing.

    Raises:
        BucketError: no credentials are given, or they do not open the dock's folder.

    """
    config = bucket.config
    with store_errors():
        warnings = endpoint_warnings(config.dock_url)
    if config.credentials is CredentialsMode.STATIC:
        warnings.append(DockPathWarning.STATIC_CREDENTIALS)
    prefix = logs_prefix(config, f"probe-{uuid4().hex[:8]}")
    credentials = bucket.dock_credentials(prefix, "probe")
    key = f"{prefix}/probe"
    try:
        dock = _written_by_dock(bucket, credentials, key, warnings)
    except ConsolePort:
        raise
    except BucketUnreachable, NoStore:
        # Not an error: the dock may live in another network than we do.
        return [*warnings, DockPathWarning.UNREACHABLE]
    except BucketTlsFailed:
        return warnings
    try:
        _require_probe(bucket, key)
        if config.credentials is CredentialsMode.STS:
            if _opens_more(dock, bucket, key):
                warnings.append(DockPathWarning.POLICY_NOT_ENFORCED)
            elif _opens_more_once_more(bucket, credentials, key):
                warnings.append(DockPathWarning.ROLE_ASSUMED_AGAIN)
    except ProbeMissing as err:
        raise DockPathDenied(detail="what was written there is not in the bucket") from err
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
    elif _is_container_network(address) or host.endswith(_CONTAINER_HOSTS):
        warnings.append(DockPathWarning.CONTAINER_NETWORK)
    public = address.is_global if address else "." in host and not host.endswith(_PRIVATE_NAMES)
    if parts.scheme == "http" and public:
        warnings.append(DockPathWarning.PLAIN_HTTP)
    return warnings


# Default networks of Docker and of Home Assistant's supervisor, and the names by which containers
# know their host: nobody but that host can reach them.
_CONTAINER_NETWORKS = (
    ipaddress.ip_network("172.17.0.0/16"),
    ipaddress.ip_network("172.30.32.0/23"),
)
_CONTAINER_HOSTS = (".docker.internal", ".containers.internal", ".local.hass.io")
_PRIVATE_NAMES = (
    *(".local", ".lan", ".home", ".internal", ".home.arpa", ".intranet"),
    *_CONTAINER_HOSTS,
)


def _is_container_network(address: ipaddress.IPv4Address | ipaddress.IPv6Address | None) -> bool:
    return address is not None and any(address in network for network in _CONTAINER_NETWORKS)


def _is_self(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address.is_loopback or address.is_unspecified


class ProbeMissing(BucketError):
    """What was written cannot be found as it was written."""


def _require_probe(bucket: Bucket, key: str) -> None:
    found = bucket.lookup(key)
    if found is None or found.size != len(PROBE):
        raise ProbeMissing(detail="what was written cannot be found")


def _written_by_dock(
    bucket: Bucket, credentials: DockCredentials, key: str, warnings: list[DockPathWarning]
) -> S3Client:
    """Write with what a dock gets and return the client; a dock trusts public authorities only."""
    dock = bucket.client_of_dock(credentials, own_authorities=False)
    try:
        _write_as_dock(dock, bucket, key)
    except BucketTlsFailed:
        warnings.append(DockPathWarning.NOT_TRUSTED)
        if not bucket.config.authorities:
            raise
        dock = bucket.client_of_dock(credentials)
        _write_as_dock(dock, bucket, key)
    return dock


def _write_as_dock(dock: S3Client, bucket: Bucket, key: str) -> None:
    """Write as a dock does, whole and in parts."""
    name, parts = bucket.config.bucket, f"{key}-parts"
    try:
        with store_errors():
            dock.put_object(Bucket=name, Key=key, Body=PROBE)
            upload = dock.create_multipart_upload(Bucket=name, Key=parts)["UploadId"]
    except BucketError as err:
        _remove(bucket, key)
        if isinstance(err, (BucketDenied, BucketAuthFailed, CredentialsExpired, BucketMissing)):
            raise DockPathDenied(err.code) from err
        raise
    # With our own rights: a dock that may not abort can do its work all the same.
    with suppress(BucketError):
        bucket.abort(parts, upload)


def _opens_more(dock: S3Client, bucket: Bucket, key: str) -> bool:
    """Return whether a dock's credentials write beside its folder, read or list."""
    name = bucket.config.bucket
    beside = f"{bucket.config.key_prefix}/probe-{uuid4().hex}"
    try:
        return (
            _allowed(lambda: dock.put_object(Bucket=name, Key=beside, Body=PROBE))
            or _allowed(lambda: dock.get_object(Bucket=name, Key=key))
            or _allowed(lambda: dock.list_objects_v2(Bucket=name, MaxKeys=1))
        )
    finally:
        _remove(bucket, beside)


def _opens_more_once_more(bucket: Bucket, credentials: DockCredentials, key: str) -> bool:
    """Return whether a dock's credentials get others that are confined to nothing.

    Some stores let them assume the role again, and without a policy it opens all that it allows.
    """
    try:
        again = credentials_once_more(bucket.config, credentials)
    except BucketError:
        return False
    return again is not None and _opens_more(bucket.client_with(again), bucket, key)


def _allowed(attempt: Callable[[], object]) -> bool:
    try:
        with store_errors():
            attempt()
    except BucketError:
        return False
    return True


def _remove(bucket: Bucket, key: str) -> None:
    """Remove a probe; a store that refuses has said so before, or does not matter here."""
    with suppress(BucketError):
        bucket.delete(key)
