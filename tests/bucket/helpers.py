"""What the tests of the bucket share."""

from collections.abc import Callable

from botocore.exceptions import ClientError
import pytest

from custom_components.dji_dock.bucket import Bucket, BucketError
from custom_components.dji_dock.bucket.answers import status_of


def is_denied(action: Callable[[], object]) -> bool:
    """Return whether the store denies something, which is not the same as that it fails."""
    try:
        action()
    except ClientError as err:
        if status_of(err) != 403:
            raise
        return True
    return False


def keys_in(bucket: Bucket) -> list[str]:
    """Return what lies in the folder of the test."""
    answer = bucket.client.list_objects_v2(
        Bucket=bucket.config.bucket, Prefix=f"{bucket.config.key_prefix}/"
    )
    return [entry["Key"] for entry in answer.get("Contents", [])]


def failure(action: Callable[[], object]) -> BucketError:
    """Return the error with which something fails."""
    with pytest.raises(BucketError) as raised:
        action()
    return raised.value
