"""The bucket of the tests: moto's server, or the store that the environment names."""

from collections.abc import Iterator
import json
import os

import boto3
import pytest

from custom_components.dji_dock.bucket import Bucket, BucketConfig
from custom_components.dji_dock.bucket.clients import sts_client
from tests.bucket.helpers import is_denied, keys_in
from tests.bucket.servers import bucket_config
from tests.lab.stack.s3 import Store


@pytest.fixture(autouse=True)
def trust(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust the authority of the store that the environment names, where it has its own."""
    if authority := os.environ.get("S3_CA"):
        monkeypatch.setenv("AWS_CA_BUNDLE", authority)


@pytest.fixture
def config(store: Store, socket_enabled: None) -> BucketConfig:
    """Return a bucket with a folder of the test's own."""
    return bucket_config(store, credential_lifetime=900)


@pytest.fixture
def bucket(config: BucketConfig) -> Iterator[Bucket]:
    """Return the bucket; what a test leaves in its folder is removed."""
    bucket = Bucket(config)
    yield bucket
    for key in keys_in(bucket):
        bucket.delete(key)


@pytest.fixture
def sts(store: Store) -> None:
    """Leave out what a store without temporary credentials cannot show."""
    if store.credentials != "sts":
        pytest.skip("the store has no temporary credentials")


@pytest.fixture
def confines(config: BucketConfig, sts: None) -> bool:
    """Return whether the store applies session policies, found out with one that is not ours.

    Moto does not. Whoever runs the tests against a store that does says so, too: then not finding
    it out is a failure.
    """
    narrow = {"Effect": "Allow", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::other/*"}
    keys = sts_client(config).assume_role(
        RoleArn=config.role_arn or "arn:aws:iam::000000000000:role/none",
        RoleSessionName="tests",
        Policy=json.dumps({"Version": "2012-10-17", "Statement": [narrow]}, separators=(",", ":")),
    )["Credentials"]
    client = boto3.session.Session().client(
        "s3",
        endpoint_url=config.endpoint,
        region_name=config.region,
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    confined = is_denied(lambda: client.list_objects_v2(Bucket=config.bucket))
    assert confined or not os.environ.get("S3_ENFORCES_POLICY")
    return confined
