"""Clients of boto3 that work with stores beyond AWS."""

from typing import TYPE_CHECKING, Any, Literal

import boto3
from botocore.config import Config

from .answers import store_errors
from .config import BucketConfig, Provider
from .errors import InvalidEndpoint
from .log_filter import redact_logs

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client
    from mypy_boto3_sts.client import STSClient

CONNECT_TIMEOUT = 5
READ_TIMEOUT = 20


def s3_client(config: BucketConfig) -> S3Client:
    """Return a client for the bucket with our own rights; blocks, botocore reads its data files."""
    by_host = config.provider is Provider.ALI or (
        config.provider is Provider.AWS and not config.endpoint
    )
    return _s3(
        config,
        config.s3_url,
        # A store of one's own seldom has a wildcard name.
        "virtual" if by_host else "path",
        (config.access_key_id, config.secret_access_key, ""),
    )


def dock_client(config: BucketConfig, keys: tuple[str, str, str]) -> S3Client:
    """Return a client that gets at the bucket the way a dock does; blocks.

    Keys are the key id, the secret and the session token that the dock would get.
    """
    by_path = config.provider is Provider.MINIO
    url = config.s3_url_of(config.dock_url)
    return _s3(config, url, "path" if by_path else "virtual", keys)


def sts_client(config: BucketConfig) -> STSClient:
    """Return a client for temporary credentials: at the store itself, or AWS's of the region."""
    redact_logs(config.access_key_id, config.secret_access_key)
    with store_errors():
        return boto3.session.Session().client(
            "sts",
            endpoint_url=config.endpoint or config.sts_url,
            region_name=config.region or None,
            aws_access_key_id=config.access_key_id,
            aws_secret_access_key=config.secret_access_key,
            config=_config(),
        )


def _s3(
    config: BucketConfig,
    endpoint: str | None,
    addressing: Literal["virtual", "path"],
    keys: tuple[str, str, str],
) -> S3Client:
    """Return a client.

    Keys are always given: without them botocore searches the environment, files and, over HTTP,
    a metadata service.
    """
    if not endpoint and config.provider is not Provider.AWS:
        raise InvalidEndpoint(detail="no endpoint")
    key_id, secret, token = keys
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
    client.meta.events.register_last("before-parameter-build.s3", _stay_in_region)
    return client


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
        max_pool_connections=16,
        # The newer default checksums make other stores answer 411 over https. OSS refuses the
        # chunks that carry them, for which Alibaba advises boto3's users to sign as of old; but
        # it no longer takes the signatures of old for every new bucket.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        # Endpoints are what was entered, whatever this machine has set for its own tools.
        ignore_configured_endpoint_urls=True,  # type: ignore[call-arg]  # the stubs lack it
    )
