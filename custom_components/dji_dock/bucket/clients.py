"""Clients of boto3 that work with stores beyond AWS."""

from typing import TYPE_CHECKING, Any, Literal

import boto3
from botocore.config import Config

from .answers import store_errors
from .config import BucketConfig, Provider
from .errors import InvalidEndpoint
from .log_filter import redact_logs
from .trust import trust

if TYPE_CHECKING:
    from botocore.client import BaseClient
    from mypy_boto3_s3.client import S3Client
    from mypy_boto3_sts.client import STSClient

CONNECT_TIMEOUT = 5
READ_TIMEOUT = 20
POOL = 16
"""Connections of a client."""


type Keys = tuple[str, str, str]
"""Key id, secret and session token, the last one blank for permanent keys."""


def s3_client(config: BucketConfig, keys: Keys | None = None) -> S3Client:
    """Return a client for the bucket, with our own rights or those of other keys.

    Blocks, botocore reads its data files.
    """
    return _s3(config, config.s3_url, keys or own_keys(config), by_host=config.by_host)


def dock_client(config: BucketConfig, keys: Keys) -> S3Client:
    """Return a client that gets at the bucket the way a dock does, with the keys that it would get; blocks."""
    by_host = config.dock_provider is not Provider.MINIO
    return _s3(config, config.s3_url_of(config.dock_url), keys, by_host=by_host)


def sts_client(config: BucketConfig, keys: Keys | None = None) -> STSClient:
    """Return a client for temporary credentials, with our own rights or those of other keys."""
    key_id, secret, token = keys or own_keys(config)
    redact_logs(key_id, secret, token)
    with store_errors():
        client = boto3.session.Session().client(
            "sts",
            endpoint_url=config.sts_url or None,
            region_name=config.region or None,
            aws_access_key_id=key_id,
            aws_secret_access_key=secret,
            aws_session_token=token or None,
            config=_config(),
        )
        _trust(client, config.authorities)
    return client


def own_keys(config: BucketConfig) -> Keys:
    """Return the permanent keys that were entered."""
    return config.access_key_id, config.secret_access_key, ""


def _s3(config: BucketConfig, endpoint: str | None, keys: Keys, *, by_host: bool) -> S3Client:
    """Return a client.

    Keys are always given: without them botocore searches the environment, files and, over HTTP,
    a metadata service.
    """
    if not endpoint and config.provider is not Provider.AWS:
        raise InvalidEndpoint(detail="no endpoint")
    key_id, secret, token = keys
    addressing: Literal["virtual", "path"] = "virtual" if by_host else "path"
    redact_logs(*keys)
    with store_errors():
        client = boto3.session.Session().client(
            "s3",
            endpoint_url=endpoint,
            region_name=config.region or None,
            aws_access_key_id=key_id,
            aws_secret_access_key=secret,
            aws_session_token=token or None,
            config=_config().merge(
                Config(s3={"addressing_style": addressing}, signature_version="s3v4")
            ),
        )
        _trust(client, config.authorities)
    client.meta.events.register_last("before-parameter-build.s3", _stay_in_region)
    return client


def _trust(client: BaseClient, authorities: bytes) -> None:
    trust(
        client,
        authorities,
        timeout=(CONNECT_TIMEOUT, READ_TIMEOUT),
        max_pool_connections=POOL,
    )


def _stay_in_region(context: dict[str, Any], **_: object) -> None:
    """Keep botocore from following a bucket into its region.

    It would work for us and not for a dock, which gets the region that was entered.
    """
    context.setdefault("s3_redirect", {})["redirected"] = True


def _config() -> Config:
    return Config(
        connect_timeout=CONNECT_TIMEOUT,
        read_timeout=READ_TIMEOUT,
        retries={"total_max_attempts": 2, "mode": "standard"},
        max_pool_connections=POOL,
        # The newer default checksums make other stores answer 411 over https. OSS refuses the
        # chunks that carry them, for which Alibaba advises boto3's users to sign as of old; but
        # it no longer takes the signatures of old for every new bucket.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        # Endpoints are what was entered, whatever this machine has set for its own tools.
        ignore_configured_endpoint_urls=True,  # type: ignore[call-arg]  # the stubs lack it
    )
