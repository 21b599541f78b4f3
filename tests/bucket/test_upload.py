"""Writing piece by piece, and the link at which a dock reads."""

from dataclasses import replace
import hashlib
import os
from urllib.parse import urlsplit
import urllib.request

import pytest

from custom_components.dji_dock.bucket import Bucket, BucketConfig, BucketError, ObjectWriter
from custom_components.dji_dock.bucket.upload import PART
from tests.bucket.helpers import failure, keys_in


@pytest.mark.parametrize("size", [0, 1, PART - 1, PART, PART + 1, 2 * PART + 12345])
def test_what_is_written_can_be_read(bucket: Bucket, size: int) -> None:
    """Whatever the pieces, and nothing is there before it is finished."""
    data = os.urandom(size)
    key = f"{bucket.config.key_prefix}/a.zip"
    writer = ObjectWriter(bucket, key, "application/zip")
    for start in range(0, size, 100_003):
        writer.write(data[start : start + 100_003])
    assert keys_in(bucket) == []
    writer.finish()
    assert (writer.size, writer.md5) == (size, hashlib.md5(data).hexdigest())
    reader = bucket.read(key)
    assert b"".join(iter(lambda: reader.read(1 << 20), b"")) == data


def test_what_is_aborted_leaves_nothing(bucket: Bucket) -> None:
    """Stores keep, and charge for, parts that nobody sees."""
    key = f"{bucket.config.key_prefix}/a.zip"
    writer = ObjectWriter(bucket, key, "application/zip")
    writer.write(bytes(PART + 1))
    writer.abort()
    writer.abort()
    assert keys_in(bucket) == []
    assert bucket.abort_leftovers(key) == 0
    assert isinstance(failure(writer.finish), BucketError)


def test_a_dock_reads_at_its_own_address(bucket: Bucket, config: BucketConfig) -> None:
    """Which is a part of what is signed: the link of one is no good at the address of the other."""
    key = f"{config.key_prefix}/a b+ü.zip"
    bucket.client.put_object(Bucket=config.bucket, Key=key, Body=b"x")
    parts = urlsplit(config.endpoint or "")
    if parts.hostname != "127.0.0.1":
        pytest.skip("the store has one name")
    theirs = f"{parts.scheme}://localhost:{parts.port}"
    link = Bucket(replace(config, dock_endpoint=theirs)).link_for_dock(key, 21600)
    assert link.startswith(f"{theirs}/{config.bucket}/")
    assert "X-Amz-Expires=21600" in link
    with urllib.request.urlopen(link, timeout=10) as answer:
        assert answer.read() == b"x"
    assert bucket.link_for_dock(key, 60).startswith(f"{config.endpoint}/")
