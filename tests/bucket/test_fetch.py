"""Fetching an object into a file: whole, or not at all, over connections that break."""

from collections.abc import Callable
import hashlib
from pathlib import Path
import threading
from typing import Any
from unittest.mock import patch

import pytest

from custom_components.dji_dock.bucket import (
    Bucket,
    BucketUnreachable,
    DownloadStopped,
    ObjectDiffers,
    ObjectMissing,
    ObjectReader,
    StoredObject,
    download,
)

SIZE = 5 * 1024 * 1024 + 17
CONTENT = bytes(range(251)) * (SIZE // 251 + 1)
CONTENT = CONTENT[:SIZE]
KEY = "log.tar"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a moment only."""
    monkeypatch.setattr("custom_components.dji_dock.bucket.fetch._FIRST_PAUSE", 0.01)


@pytest.fixture
def stored(bucket: Bucket) -> StoredObject:
    """Store a log."""
    key = f"{bucket.config.key_prefix}/{KEY}"
    bucket.client.put_object(Bucket=bucket.config.bucket, Key=key, Body=CONTENT)
    found = bucket.lookup(key)
    assert found
    return found


def fetch(bucket: Bucket, stored: StoredObject, target: Path, **changes: Any) -> str:
    """Download what was seen in the bucket."""
    fields = {"size": stored.size, "etag": stored.etag, **changes}
    return download(bucket, stored.key, target, **fields)


def test_whole(bucket: Bucket, stored: StoredObject, tmp_path: Path) -> None:
    """With its bytes, nothing beside it, and how far it is on the way."""
    told: list[int] = []
    target = tmp_path / "a" / "b" / KEY
    assert fetch(bucket, stored, target, progress=told.append)
    assert target.read_bytes() == CONTENT
    assert [path.name for path in target.parent.iterdir()] == [KEY]
    assert told == sorted(told)
    assert len(set(told)) > 3
    assert told[-1] == SIZE


def test_what_is_there_is_not_fetched_again(
    bucket: Bucket, stored: StoredObject, tmp_path: Path
) -> None:
    """Unless it is not what it should be."""
    target = tmp_path / KEY
    target.write_bytes(CONTENT)
    with patch.object(bucket, "read", side_effect=AssertionError):
        assert fetch(bucket, stored, target)
    target.write_bytes(CONTENT[:-1] + b"!")
    assert fetch(bucket, stored, target)
    assert target.read_bytes() == CONTENT


class Breaking:
    """Readings that break, each after some bytes."""

    def __init__(self, bucket: Bucket, after: list[int]) -> None:
        """Take after how many bytes each of them does."""
        self._read = bucket.read
        self._after = after
        self.starts: list[int] = []

    def read(self, key: str, start: int = 0, end: int | None = None) -> ObjectReader:
        """Open an object."""
        self.starts.append(start)
        reader = self._read(key, start, end)
        if self._after:
            left = self._after.pop(0)
            read: Callable[[int], bytes] = reader.read

            def part(amount: int) -> bytes:
                nonlocal left
                if left <= 0:
                    raise BucketUnreachable
                data = read(min(amount, left))
                left -= len(data)
                return data

            patch.object(reader, "read", part).start()
        return reader


def test_it_goes_on_where_it_broke(bucket: Bucket, stored: StoredObject, tmp_path: Path) -> None:
    """Nothing is fetched twice, however often it breaks, as long as something comes."""
    steps = [700_000] * 6
    breaking = Breaking(bucket, list(steps))
    with patch.object(bucket, "read", breaking.read):
        assert fetch(bucket, stored, tmp_path / KEY)
    assert (tmp_path / KEY).read_bytes() == CONTENT
    assert breaking.starts == [number * 700_000 for number in range(7)]


def test_it_goes_on_the_next_time(bucket: Bucket, stored: StoredObject, tmp_path: Path) -> None:
    """When nothing comes any more it ends, and what came is kept."""
    breaking = Breaking(bucket, [1_000_000, *[0] * 5])
    with patch.object(bucket, "read", breaking.read), pytest.raises(BucketUnreachable):
        fetch(bucket, stored, tmp_path / KEY)
    assert not (tmp_path / KEY).exists()
    [part] = tmp_path.iterdir()
    assert part.stat().st_size == 1_000_000
    breaking = Breaking(bucket, [])
    with patch.object(bucket, "read", breaking.read):
        assert fetch(bucket, stored, tmp_path / KEY)
    assert breaking.starts == [1_000_000]
    assert (tmp_path / KEY).read_bytes() == CONTENT
    assert [path.name for path in tmp_path.iterdir()] == [KEY]


def test_a_part_of_another_object_is_not_gone_on_with(
    bucket: Bucket, stored: StoredObject, tmp_path: Path
) -> None:
    """It was uploaded again meanwhile."""
    with (
        patch.object(bucket, "read", Breaking(bucket, [1_000_000, *[0] * 5]).read),
        pytest.raises(BucketUnreachable),
    ):
        fetch(bucket, stored, tmp_path / KEY)
    other = CONTENT[::-1]
    bucket.client.put_object(Bucket=bucket.config.bucket, Key=stored.key, Body=other)
    with pytest.raises(ObjectDiffers):
        fetch(bucket, stored, tmp_path / KEY)
    again = bucket.lookup(stored.key)
    assert again
    assert fetch(bucket, again, tmp_path / KEY)
    assert (tmp_path / KEY).read_bytes() == other


def test_damage_on_the_way(bucket: Bucket, stored: StoredObject, tmp_path: Path) -> None:
    """What does not have its fingerprint is thrown away."""
    size, etag = len(CONTENT), hashlib.md5(CONTENT).hexdigest()
    assert stored.etag == etag
    with (
        patch.object(ObjectReader, "read", lambda self, amount: self._body.read(amount)[::-1]),
        pytest.raises(ObjectDiffers),
    ):
        fetch(bucket, stored, tmp_path / KEY, size=size)
    assert list(tmp_path.iterdir()) == []


def test_what_is_compared(bucket: Bucket, stored: StoredObject, tmp_path: Path) -> None:
    """Stored in parts it has no MD5 of its own; that of the file is told all the same."""
    key = stored.key
    made = bucket.client.create_multipart_upload(Bucket=bucket.config.bucket, Key=key)
    part = bucket.client.upload_part(
        Bucket=bucket.config.bucket,
        Key=key,
        UploadId=made["UploadId"],
        PartNumber=1,
        Body=CONTENT,
    )
    bucket.client.complete_multipart_upload(
        Bucket=bucket.config.bucket,
        Key=key,
        UploadId=made["UploadId"],
        MultipartUpload={"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]},
    )
    found = bucket.lookup(key)
    assert found
    assert found.etag.endswith("-1")
    assert fetch(bucket, found, tmp_path / KEY) == hashlib.md5(CONTENT).hexdigest()
    assert (tmp_path / KEY).read_bytes() == CONTENT


def test_it_can_be_stopped(bucket: Bucket, stored: StoredObject, tmp_path: Path) -> None:
    """While bytes come, and while it waits."""
    stop = threading.Event()
    with pytest.raises(DownloadStopped):
        fetch(bucket, stored, tmp_path / KEY, progress=lambda done: stop.set(), stop=stop)
    with (
        patch.object(bucket, "read", side_effect=BucketUnreachable),
        pytest.raises(DownloadStopped),
    ):
        fetch(bucket, stored, tmp_path / KEY, stop=stop)
    assert fetch(bucket, stored, tmp_path / KEY)


def test_it_is_gone(bucket: Bucket, stored: StoredObject, tmp_path: Path) -> None:
    """That is no reason to try again."""
    bucket.delete(stored.key)
    with pytest.raises(ObjectMissing):
        fetch(bucket, stored, tmp_path / KEY)
