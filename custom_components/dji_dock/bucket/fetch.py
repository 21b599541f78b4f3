"""Fetching an object into a file, over a connection that may break at any moment."""

from collections.abc import Callable
import hashlib
import os
from pathlib import Path
import re
import threading

from .errors import BucketBusy, BucketError, BucketUnreachable
from .store import Bucket

_CHUNK = 1024 * 1024
_PATIENCE = 5
"""Attempts in a row that bring nothing."""
_FIRST_PAUSE = 1.0
_MD5 = re.compile(r"[0-9a-f]{32}")


class ObjectDiffers(BucketError):
    """What lies in the bucket is not what was expected there."""

    reason = "object_differs"


class DownloadStopped(BucketError):
    """Somebody stopped it; what came until then is kept for the next time."""

    reason = "download_stopped"


def download(
    bucket: Bucket,
    key: str,
    target: Path,
    *,
    size: int,
    etag: str,
    fingerprint: str = "",
    progress: Callable[[int], None] = lambda done: None,
    stop: threading.Event | None = None,
) -> bool:
    """Fetch an object into a file, which appears when it is whole; goes on where it was left.

    `size` in bytes and `etag` are those that were seen in the bucket, `fingerprint` the MD5 that
    was told of it; `progress` is called with the bytes that are there. Returns whether its MD5 was
    compared, which needs one to compare with. Blocks.

    Raises:
        BucketError: the store does not answer, or the object is gone.
        ObjectDiffers: the object is another one, or came damaged.
        DownloadStopped: `stop` was set.
        OSError: the file cannot be written.

    """
    told = (etag.lower(), fingerprint.lower())
    expected = next((md5 for md5 in told if _MD5.fullmatch(md5)), "")
    if not _is_whole(target, size, expected):
        target.parent.mkdir(parents=True, exist_ok=True)
        # Named after what it is a part of: another object under this key is begun anew.
        mark = hashlib.sha256(f"{etag} {size}".encode()).hexdigest()[:12]
        part = target.with_name(f"{target.name}.{mark}.part")
        _fetch(bucket, key, part, size, etag, progress, stop or threading.Event())
        if not _is_whole(part, size, expected):
            part.unlink()
            raise ObjectDiffers
        part.replace(target)
    progress(size)
    return bool(expected)


def _fetch(
    bucket: Bucket,
    key: str,
    part: Path,
    size: int,
    etag: str,
    progress: Callable[[int], None],
    stop: threading.Event,
) -> None:
    failures = 0
    with part.open("ab") as file:
        if file.tell() > size:
            file.truncate(0)
        while (start := file.seek(0, os.SEEK_END)) < size:
            try:
                reader = bucket.read(key, start)
                try:
                    if reader.etag != etag or reader.size != size - start:
                        raise ObjectDiffers
                    while data := reader.read(_CHUNK):
                        file.write(data)
                        progress(file.tell())
                        if stop.is_set():
                            raise DownloadStopped
                finally:
                    reader.close()
            except BucketUnreachable, BucketBusy:
                failures = 0 if file.tell() > start else failures + 1
                if failures >= _PATIENCE:
                    raise
                if stop.wait(_FIRST_PAUSE * 2**failures):
                    raise DownloadStopped from None
        file.flush()
        os.fsync(file.fileno())


def _is_whole(path: Path, size: int, md5: str) -> bool:
    if not path.is_file() or path.stat().st_size != size:
        return False
    if not md5:
        return True
    with path.open("rb") as file:
        return hashlib.file_digest(file, "md5").hexdigest() == md5
