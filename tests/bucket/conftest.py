"""The bucket of the tests: moto's server, or the store that the environment names."""

from dataclasses import replace
import os
from uuid import uuid4

import pytest

from custom_components.dji_dock.bucket import Bucket, BucketConfig, Provider
from tests.stack.s3 import Store


@pytest.fixture
def config(store: Store, socket_enabled: None) -> BucketConfig:
    """Return a bucket with a folder of the test's own."""
    return BucketConfig(
        provider=Provider.MINIO,
        endpoint=store.endpoint,
        region=store.region,
        bucket=store.bucket,
        access_key_id=store.access_key,
        secret_access_key=store.secret_key,
        role_arn=store.role_arn,
        key_prefix=f"test-{uuid4().hex[:8]}",
        credential_lifetime=900,
    )


@pytest.fixture
def bucket(config: BucketConfig) -> Bucket:
    """Return the bucket."""
    return Bucket(config)


@pytest.fixture
def enforced(config: BucketConfig) -> BucketConfig:
    """Return a bucket of a store that applies policies; only such a store can show them."""
    if not os.environ.get("S3_ENFORCES_POLICY"):
        pytest.skip("moto applies no policies: name a store that does, see the README")
    return replace(config)
