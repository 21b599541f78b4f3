"""Fetching an object into a file, over a connection that may break at any moment."""

from collections.abc import Callable
import hashlib
import os
from pathlib import Path
import threading

from .errors import BucketBusy, BucketError, BucketUnreachable
from .store import Bucket, is_md5

_CHUNK = 1024 * 1024
_PATIENCE = 5
"""Attempts in a row that bring nothing."""
_FIRST_PAUSE = 1.0


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
    progress: Callable[[int], None] = lambda done: None,
    stop: threading.Event | None = None,
) -> str:
    """Fetch an object into a file, which appears when it is whole; goes on where it was left.

    `size` in bytes and `etag` are those that were seen in the bucket; `progress` is called with the
    bytes that are there. Returns the MD5 of the file, in hexadecimal digits. Blocks.

    Raises:
        BucketError: the store does not answer, or the object is gone.
        ObjectDiffers: the object is another one, or came damaged.
        DownloadStopped: `stop` was set.
        OSError: the file cannot be written.

    """
    if not (md5 := _md5_if_whole(target, size, etag)):
        target.parent.mkdir(parents=True, exist_ok=True)
        # Named after what it is a part of: another object under this key is begun anew.
        mark = hashlib.sha256(f"{etag} {size}".encode()).hexdigest()[:12]
        part = target.with_name(f"{target.name}.{mark}.part")
        _fetch(bucket, key, part, size, etag, progress, stop or threading.Event())
        if not (md5 := _md5_if_whole(part, size, etag)):
            part.unlink()
            raise ObjectDiffers
        part.replace(target)
    progress(size)
    return md5


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


def _md5_if_whole(path: Path, size: int, etag: str) -> str:
    """Return the MD5 of a file, blank if it cannot be the object."""
    if not path.is_file() or path.stat().st_size != size:
        return ""
    with path.open("rb") as file:
        md5 = hashlib.file_digest(file, "md5").hexdigest()
    # Of what was stored in parts the ETag is something else.
    return "" if is_md5(etag) and etag.lower() != md5 else md5
