"""Clients of boto3 that work with stores beyond AWS."""

from typing import TYPE_CHECKING, Literal

import boto3
from botocore.config import Config

from .config import BucketConfig, Provider
from .errors import store_errors
from .log_filter import redact_logs

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client
    from mypy_boto3_sts.client import STSClient

CONNECT_TIMEOUT = 5
READ_TIMEOUT = 20


def s3_client(
    config: BucketConfig,
    *,
    endpoint: str | None = None,
    keys: tuple[str, str, str] | None = None,
) -> S3Client:
    """Return a client for the bucket; blocking, since botocore reads its data files.

    Keys are always given: without them botocore searches the environment, files and, over HTTP,
    a metadata service. `keys` are key id, secret and session token in place of the configured ones.
    """
    key_id, secret, token = keys or (config.access_key_id, config.secret_access_key, "")
    addressing: Literal["auto", "virtual", "path"]
    addressing = "virtual" if config.provider in (Provider.AWS, Provider.ALI) else "path"
    if config.provider is Provider.AWS and (endpoint or config.endpoint):
        # A store of one's own seldom has a wildcard name; AWS's own endpoint gets what it prefers.
        addressing = "auto"
    with store_errors():
        client = boto3.session.Session().client(
            "s3",
            endpoint_url=endpoint or config.endpoint or None,
            region_name=config.region or None,
            aws_access_key_id=key_id,
            aws_secret_access_key=secret,
            aws_session_token=token or None,
            config=_config().merge(
                Config(s3={"addressing_style": addressing}, signature_version="s3v4")
            ),
        )
    redact_logs()
    return client


def sts_client(config: BucketConfig) -> STSClient:
    """Return a client for temporary credentials: at the store itself, or AWS's of the region."""
    with store_errors():
        client = boto3.session.Session().client(
            "sts",
            endpoint_url=config.endpoint or f"https://sts.{config.region}.{config.domain}",
            region_name=config.region or None,
            aws_access_key_id=config.access_key_id,
            aws_secret_access_key=config.secret_access_key,
            config=_config(),
        )
    redact_logs()
    return client


def _config() -> Config:
    return Config(
        connect_timeout=CONNECT_TIMEOUT,
        read_timeout=READ_TIMEOUT,
        retries={"total_max_attempts": 2, "mode": "standard"},
        max_pool_connections=16,
        # The newer default checksums make other stores answer 411 over https.
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
