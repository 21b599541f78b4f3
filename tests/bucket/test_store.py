"""Looking up, linking, deleting, and the check of the bucket."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
import os
import ssl
from typing import Any
from unittest.mock import patch
import urllib.error
import urllib.request

import botocore.auth
from botocore.exceptions import ClientError
import pytest

from custom_components.dji_dock.bucket import (
    Bucket,
    BucketConfig,
    ObjectMissing,
    RangeImpossible,
    check,
)
from custom_components.dji_dock.bucket.answers import code_of
from custom_components.dji_dock.bucket.errors import NoStore
from tests.bucket.helpers import failure, keys_in

NO_ROLE = "arn:aws:iam:::role/NoSuchRole"


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


@pytest.mark.parametrize("key", ["ünï cödé +&=?#%20~.txt", "with 'quotes\"", "a//b"])
def test_odd_keys(bucket: Bucket, key: str) -> None:
    """Docks name their media themselves."""
    key = f"{bucket.config.key_prefix}/{key}"
    try:
        bucket.client.put_object(Bucket=bucket.config.bucket, Key=key, Body=b"x")
    except ClientError as err:
        # MinIO's keys are paths, without empty parts.
        if code_of(err) != "XMinioInvalidObjectName":
            raise
        pytest.skip("the store does not take such a key")
    assert bucket.lookup(key) is not None
    assert read(bucket.link(key, 60)) == b"x"
    bucket.delete(key)
    assert bucket.lookup(key) is None


def test_a_missing_bucket(config: BucketConfig) -> None:
    """Is never taken for a missing object."""
    missing = Bucket(replace(config, bucket="no-such-bucket-here"))
    err = failure(lambda: check(missing))
    if (err.reason, err.code) == ("right_missing", "AccessDenied"):
        # Who may use one bucket only is not told which others there are.
        assert os.environ.get("S3_ENDPOINT")
        reason = "bucket_denied"
    else:
        assert (err.reason, err.code) == ("bucket_missing", "NoSuchBucket")
        reason = "bucket_missing"
    assert failure(lambda: missing.lookup("k")).reason == reason
    assert failure(lambda: missing.delete("k")).reason == reason


def test_check_leaves_nothing_behind(bucket: Bucket) -> None:
    """The probe is removed."""
    check(bucket)
    assert keys_in(bucket) == []


def test_link(bucket: Bucket) -> None:
    """A link lets anybody read the object, and says so itself."""
    key = f"{bucket.config.key_prefix}/linked"
    bucket.client.put_object(Bucket=bucket.config.bucket, Key=key, Body=b"log")
    link = bucket.link(key, 60)
    assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in link
    assert "X-Amz-Expires=60" in link
    assert read(link) == b"log"


def test_a_link_to_nothing(bucket: Bucket) -> None:
    """Leads to nothing."""
    with pytest.raises(urllib.error.HTTPError) as refused:
        read(bucket.link(f"{bucket.config.key_prefix}/nothing", 60))
    assert refused.value.code == 404
    refused.value.close()


def read(link: str) -> bytes:
    """Return what lies behind a link."""
    context = ssl.create_default_context(cafile=os.environ.get("S3_CA"))
    with urllib.request.urlopen(link, timeout=10, context=context) as answer:
        return bytes(answer.read())


@pytest.mark.parametrize(
    ("changes", "of_bucket", "of_credentials"),
    [
        ({}, set(), set()),
        ({"secret_access_key": "x" * 40}, {"bucket_auth"}, {"bucket_auth"}),
        ({"access_key_id": "NOSUCHKEY00000000000"}, {"bucket_auth"}, {"bucket_auth"}),
        ({"role_arn": NO_ROLE}, set(), {"role_missing", "role_denied"}),
        ({"slow": timedelta(hours=1)}, {"clock_skew"}, {"clock_skew"}),
    ],
)
def test_what_a_strict_store_refuses(
    config: BucketConfig,
    confines: bool,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, Any],
    of_bucket: set[str],
    of_credentials: set[str],
) -> None:
    """A store that applies policies applies the rest, too; moto takes whatever it is told."""
    if NO_ROLE in changes.values() and not config.role_arn:
        pytest.skip("the store has no roles")
    if slow := changes.get("slow"):
        changes = {}
        then = datetime.now(UTC).replace(tzinfo=None) - slow
        monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda **_: then)
    bucket = Bucket(replace(config, **changes))
    for action, reasons in (
        (lambda: check(bucket), of_bucket),
        (lambda: bucket.dock_credentials("p"), of_credentials),
    ):
        if confines and reasons:
            assert failure(action).reason in reasons
        else:
            action()


def test_a_folder_is_listed_in_pages(bucket: Bucket) -> None:
    """And nothing of a folder whose name begins like it."""
    folder = f"{bucket.config.key_prefix}/media/A"
    for number in range(5):
        bucket.client.put_object(Bucket=bucket.config.bucket, Key=f"{folder}/{number}", Body=b"xy")
    bucket.client.put_object(Bucket=bucket.config.bucket, Key=f"{folder}B/1", Body=b"x")
    listing = bucket.client.list_objects_v2
    with patch.object(bucket.client, "list_objects_v2", partial(listing, MaxKeys=2)):
        pages = list(bucket.pages(folder))
    assert [len(page) for page in pages] == [2, 2, 1]
    found = [stored for page in pages for stored in page]
    assert [stored.key for stored in found] == [f"{folder}/{number}" for number in range(5)]
    assert {stored.size for stored in found} == {2}
    assert list(bucket.pages(f"{folder}C")) == [[]]


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"Name": "b", "IsTruncated": True, "Contents": []},
        {"Name": "b", "IsTruncated": True, "NextContinuationToken": "same"},
    ],
    ids=["no listing", "no way to the rest", "the same page again"],
)
def test_a_listing_without_its_end_is_none(bucket: Bucket, answer: dict[str, Any]) -> None:
    """An empty folder would be a lie: what is not listed counts as gone."""
    with (
        patch.object(bucket.client, "list_objects_v2", return_value=answer),
        pytest.raises(NoStore),
    ):
        list(bucket.pages(f"{bucket.config.key_prefix}/media/A"))


def test_unfinished_parts_are_aborted(bucket: Bucket) -> None:
    """All of a key, none of another; once is enough."""
    key = f"{bucket.config.key_prefix}/logs/A/dock.tar"
    other = f"{bucket.config.key_prefix}/logs/B/dock.tar"
    for begun in (key, key, other):
        bucket.client.create_multipart_upload(Bucket=bucket.config.bucket, Key=begun)
    assert bucket.abort_leftovers(key) == 2
    assert bucket.abort_leftovers(key) == 0
    assert bucket.abort_leftovers(other) == 1


def test_an_object_is_read_in_parts(bucket: Bucket) -> None:
    """From a byte to another, both included."""
    key = f"{bucket.config.key_prefix}/read"
    bucket.client.put_object(Bucket=bucket.config.bucket, Key=key, Body=b"0123456789")
    for start, end, expected in ((0, None, b"0123456789"), (3, None, b"3456789"), (2, 4, b"234")):
        reader = bucket.read(key, start, end)
        assert reader.size == len(expected)
        assert reader.read(100) == expected
        assert reader.read(100) == b""
        reader.close()
    with pytest.raises(RangeImpossible):
        bucket.read(key, 10)
    with pytest.raises(ObjectMissing):
        bucket.read(f"{key}-not")
