"""What docks learn of the bucket: where it is, under which prefix, with which credentials."""

import hashlib

from ..bucket import Bucket, BucketConfig
from ..cloud_api import StorageTarget


def storage_target(bucket: Bucket, prefix: str, dock: str) -> StorageTarget:
    """Return where a dock uploads to, with credentials for what lies below a prefix. Blocks.

    Raises:
        BucketError: the store gives no credentials.

    """
    config = bucket.config
    credentials = bucket.dock_credentials(prefix, dock)
    return StorageTarget(
        provider=config.dock_provider.value,
        endpoint=config.dock_url,
        region=config.region,
        bucket=config.bucket,
        access_key_id=credentials.access_key_id,
        access_key_secret=credentials.secret_access_key,
        security_token=credentials.session_token,
        expire_at=credentials.expires_at,
    )


def storage_fingerprint(config: BucketConfig) -> str:
    """Return what distinguishes one set of storage settings from another, without revealing them."""
    parts = (
        config.dock_provider.value,
        config.dock_url,
        config.region,
        config.bucket,
        config.key_prefix,
        config.access_key_id,
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
