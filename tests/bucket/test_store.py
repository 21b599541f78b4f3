"""Looking up, linking, deleting, and credentials for docks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
import json
from typing import TYPE_CHECKING
import urllib.request

from botocore.exceptions import ClientError
import pytest

from custom_components.dji_dock.bucket import (
    Bucket,
    BucketConfig,
    CredentialsMode,
    Provider,
    check,
    check_dock_path,
    logs_prefix,
    media_prefix,
)
from custom_components.dji_dock.bucket.clients import s3_client
from custom_components.dji_dock.bucket.credentials import session_policy
from custom_components.dji_dock.bucket.errors import BucketMissing, RoleRequired

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

PART = b"x" * 5 * 1024 * 1024


def test_lookup(bucket: Bucket) -> None:
    """An object has a size and, in one part, an ETag that is its MD5; else there is none."""
    key = f"{bucket.config.key_prefix}/a"
    assert bucket.lookup(key) is None
    bucket.client.put_object(Bucket=bucket.config.bucket, Key=key, Body=b"hello")
    found = bucket.lookup(key)
    assert found is not None
    assert (found.key, found.size, found.etag) == (key, 5, "5d41402abc4b2a76b9719d911017c592")
    assert abs(found.modified - datetime.now(UTC)) < timedelta(minutes=5)
    bucket.delete(key)
    bucket.delete(key)
    assert bucket.lookup(key) is None


def test_an_unfinished_upload_in_parts_is_no_object(bucket: Bucket) -> None:
    """What is looked up is whole: parts are not visible before the upload is completed."""
    key, name = f"{bucket.config.key_prefix}/parts", bucket.config.bucket
    upload = bucket.client.create_multipart_upload(Bucket=name, Key=key)["UploadId"]
    part = bucket.client.upload_part(Bucket=name, Key=key, UploadId=upload, PartNumber=1, Body=PART)
    assert bucket.lookup(key) is None
    bucket.client.complete_multipart_upload(
        Bucket=name,
        Key=key,
        UploadId=upload,
        MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]},
    )
    found = bucket.lookup(key)
    assert found is not None
    assert found.size == len(PART)


def test_lookup_in_a_missing_bucket_is_an_error(config: BucketConfig) -> None:
    """A missing bucket is not taken for a missing object where the store says so."""
    missing = Bucket(replace(config, bucket="no-such-bucket-here"))
    with pytest.raises(BucketMissing):
        check(missing)


def test_link(bucket: Bucket) -> None:
    """A link lets anybody read the object."""
    key = f"{bucket.config.key_prefix}/linked"
    bucket.client.put_object(Bucket=bucket.config.bucket, Key=key, Body=b"log")
    with urllib.request.urlopen(bucket.link(key, 60), timeout=10) as answer:
        assert answer.read() == b"log"


def test_check_leaves_nothing_behind(bucket: Bucket) -> None:
    """Probes are removed."""
    check(bucket)
    check_dock_path(bucket)
    listed = bucket.client.list_objects_v2(
        Bucket=bucket.config.bucket, Prefix=bucket.config.key_prefix
    )
    assert listed["KeyCount"] == 0


def test_dock_credentials(bucket: Bucket) -> None:
    """They are temporary, have a token, and write in the folder of the dock."""
    prefix = logs_prefix(bucket.config, "DOCK1")
    credentials = bucket.dock_credentials(prefix, "DOCK 1/ü")
    left = credentials.expires_at - datetime.now(UTC)
    assert timedelta(seconds=600) < left <= timedelta(seconds=930)
    assert credentials.session_token
    assert credentials.secret_access_key not in repr(credentials)
    assert credentials.session_token not in repr(credentials)
    dock_client(bucket.config, prefix).put_object(
        Bucket=bucket.config.bucket, Key=f"{prefix}/log.tar", Body=b"x"
    )


def dock_client(config: BucketConfig, prefix: str) -> S3Client:
    """Return a client with the credentials of a dock."""
    credentials = Bucket(config).dock_credentials(prefix, "DOCK1")
    return s3_client(
        config,
        keys=(
            credentials.access_key_id,
            credentials.secret_access_key,
            credentials.session_token,
        ),
    )


def test_dock_credentials_open_nothing_else(enforced: BucketConfig) -> None:
    """Not another dock's folder, not reading, not listing, not deleting."""
    prefix = logs_prefix(enforced, "DOCK1")
    client, name = dock_client(enforced, prefix), enforced.bucket
    client.put_object(Bucket=name, Key=f"{prefix}/mine", Body=b"x")
    upload = client.create_multipart_upload(Bucket=name, Key=f"{prefix}/parts")["UploadId"]
    client.abort_multipart_upload(Bucket=name, Key=f"{prefix}/parts", UploadId=upload)
    other = f"{logs_prefix(enforced, 'DOCK2')}/x"
    forbidden: list[Callable[[], object]] = [
        lambda: client.put_object(Bucket=name, Key=other, Body=b"x"),
        lambda: client.put_object(Bucket=name, Key=f"{prefix}x", Body=b"x"),
        lambda: client.create_multipart_upload(Bucket=name, Key=other),
        lambda: client.get_object(Bucket=name, Key=f"{prefix}/mine"),
        lambda: client.head_object(Bucket=name, Key=f"{prefix}/mine"),
        lambda: client.list_objects_v2(Bucket=name, Prefix=prefix),
        lambda: client.delete_object(Bucket=name, Key=f"{prefix}/mine"),
    ]
    for attempt in forbidden:
        with pytest.raises(ClientError) as refused:
            attempt()
        assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403
    assert "policy_not_enforced" not in check_dock_path(Bucket(enforced))


def test_static_credentials_are_our_own(config: BucketConfig) -> None:
    """Without STS a dock gets the configured keys, and no token."""
    static = replace(config, credentials=CredentialsMode.STATIC)
    credentials = Bucket(static).dock_credentials("any", "DOCK1")
    assert (credentials.access_key_id, credentials.session_token) == (config.access_key_id, "")
    assert "static_credentials" in check_dock_path(Bucket(static))


def test_amazon_needs_a_role(config: BucketConfig) -> None:
    """MinIO does not."""
    with pytest.raises(RoleRequired):
        Bucket(replace(config, provider=Provider.AWS, role_arn=None)).dock_credentials("p")


def test_policy_has_no_spaces_and_knows_partitions(config: BucketConfig) -> None:
    """Some stores do not decode a space in a form; China and GovCloud have their own ARNs."""
    policy = session_policy(config, "p/logs/DOCK1")
    assert " " not in policy
    (statement,) = json.loads(policy)["Statement"]
    assert statement["Resource"] == [f"arn:aws:s3:::{config.bucket}/p/logs/DOCK1/*"]
    assert statement["Action"] == ["s3:PutObject", "s3:AbortMultipartUpload"]
    china = replace(config, region="cn-north-1")
    assert "arn:aws-cn:s3" in session_policy(china, "p")
    assert replace(config, region="us-gov-west-1").partition == "aws-us-gov"


def test_addresses(config: BucketConfig) -> None:
    """Amazon by its virtual host, others by path; docks may have an endpoint of their own."""
    amazon = replace(config, provider=Provider.AWS, endpoint=None, region="eu-central-1")
    assert amazon.dock_url == "https://s3.eu-central-1.amazonaws.com"
    assert Bucket(amazon).link("k", 60).startswith(f"https://{config.bucket}.s3.")
    assert f"/{config.bucket}/k?" in Bucket(config).link("k", 60)
    assert replace(config, dock_endpoint="https://s3.example.org/").dock_url == (
        "https://s3.example.org"
    )
    assert replace(amazon, region="cn-north-1").dock_url.endswith(".amazonaws.com.cn")
    assert media_prefix(config, "D") == f"{config.key_prefix}/media/D"
    assert config.secret_access_key not in repr(config)


def test_checksums_only_where_required(bucket: Bucket) -> None:
    """Botocore's newer default makes other stores answer 411 over https."""
    settings = vars(bucket.client.meta.config)["_user_provided_options"]
    assert settings["request_checksum_calculation"] == "when_required"
    assert settings["response_checksum_validation"] == "when_required"
