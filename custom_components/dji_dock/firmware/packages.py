"""Packages of firmware in the bucket: `firmware/<product key>/<version>/<name>.zip`.

People put them there with any tool, so what lies there is not trusted: whatever is not named so is
left aside. All of it blocks, and raises BucketError.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
import hashlib
import logging
import re
import threading

from ..bucket import (
    Bucket,
    BucketBusy,
    BucketConfig,
    BucketUnreachable,
    DownloadStopped,
    ObjectMissing,
    RangeImpossible,
    StoredObject,
    firmware_prefix,
)
from ..cloud_api import version_of

_LOGGER = logging.getLogger(__name__)

NOTES = "notes.md"
MAX_NOTES = 64 * 1024
"""Bytes of notes that are read."""

MAX_PACKAGE = 4 * 1024**3
"""Bytes; packages have 700 MB."""

_CHUNK = 1024 * 1024
_PRODUCT_KEY = re.compile(r"[0-9]{1,5}-[0-9]{1,5}-[0-9]{1,5}")
# Docks get the name, and may use it for a file of theirs.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.()+-]{0,127}\.zip", re.IGNORECASE)
_MAX_PAGES = 5
_MAX_NAMED = 20
_PATIENCE = 3
"""Attempts in a row that bring nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package as it lies in the bucket."""

    key: str
    product_key: str
    version: str
    name: str
    size: int
    """Bytes."""
    mark: str
    """Another one when what lies under the key is another one."""
    md5: str = ""
    """In hexadecimal digits, blank until the whole was read."""
    notes: str = ""
    """What people wrote beside it, in Markdown."""


def is_product_key(text: str) -> bool:
    """Return whether a text is a `domain-type-subtype` key, and so can name a folder."""
    return _PRODUCT_KEY.fullmatch(text) is not None


def is_package_name(text: str) -> bool:
    """Return whether a text can name a package."""
    return _NAME.fullmatch(text) is not None


def object_key(config: BucketConfig, product_key: str, version: str, name: str) -> str | None:
    """Return where a package, or its notes, lies; None for what has no place there."""
    if not (is_product_key(product_key) and version_of(version)):
        return None
    if name != NOTES and not is_package_name(name):
        return None
    return f"{firmware_prefix(config, product_key)}/{version}/{name}"


def mark_of(stored: StoredObject) -> str:
    """Return what distinguishes an object from what lay under its key before."""
    return f"{stored.etag or stored.modified.isoformat()} {stored.size}"


def in_version(bucket: Bucket, product_key: str, version: str) -> list[str]:
    """Return the names of the packages that lie in the folder of a version."""
    folder = f"{firmware_prefix(bucket.config, product_key)}/{version}"
    names = (item.key[len(folder) + 1 :] for page in bucket.pages(folder) for item in page)
    return [name for name in names if is_package_name(name)]


def newest(bucket: Bucket, product_key: str) -> Package | None:
    """Return the newest package for a product with its notes, None if there is none."""
    found: dict[str, list[Package]] = {}
    notes: set[str] = set()
    aside: list[str] = []
    folder = firmware_prefix(bucket.config, product_key)
    for stored in _listed(bucket, folder):
        version, _, name = stored.key[len(folder) + 1 :].partition("/")
        if version_of(version) is None or not stored.size:
            aside.append(stored.key)
        elif name == NOTES:
            notes.add(version)
        elif is_package_name(name) and stored.size <= MAX_PACKAGE:
            package = Package(
                key=stored.key,
                product_key=product_key,
                version=version,
                name=name,
                size=stored.size,
                mark=mark_of(stored),
            )
            found.setdefault(version, []).append(package)
        else:
            aside.append(stored.key)
    # Which of several it is nobody can say.
    aside += [item.key for same in found.values() if len(same) > 1 for item in same]
    for key in aside[:_MAX_NAMED]:
        _LOGGER.debug("%r is no package of firmware, or not the only one of its version", key)
    single = [same[0] for same in found.values() if len(same) == 1]
    if not single:
        return None
    package = max(single, key=lambda item: version_of(item.version) or ())
    if package.version in notes:
        return replace(package, notes=_read_notes(bucket, f"{folder}/{package.version}/{NOTES}"))
    return package


def md5_of(bucket: Bucket, package: Package, stop: threading.Event) -> str:
    """Return the MD5 of a package, which is read from beginning to end and kept nowhere.

    Raises:
        BucketBusy: it is another one by now.
        DownloadStopped: `stop` was set.

    """
    md5 = hashlib.md5(usedforsecurity=False)
    size = failures = 0
    while size < package.size:
        before = size
        try:
            reader = bucket.read(package.key, size)
            try:
                while data := reader.read(_CHUNK):
                    md5.update(data)
                    size += len(data)
                    if stop.is_set():
                        raise DownloadStopped
            finally:
                reader.close()
        except BucketUnreachable:
            # Packages are large, and lines break: it goes on where it was.
            failures = 0 if size > before else failures + 1
            if failures == _PATIENCE:
                raise
        except RangeImpossible as err:
            raise BucketBusy from err
    stored = bucket.lookup(package.key)
    if size != package.size or stored is None or mark_of(stored) != package.mark:
        raise BucketBusy
    return md5.hexdigest()


def _listed(bucket: Bucket, folder: str) -> Iterator[StoredObject]:
    for number, page in enumerate(bucket.pages(folder), 1):
        yield from page
        if number == _MAX_PAGES:
            _LOGGER.debug("More lies in %s than packages of firmware", folder)
            return


def _read_notes(bucket: Bucket, key: str) -> str:
    try:
        reader = bucket.read(key, 0, MAX_NOTES - 1)
    except ObjectMissing:
        return ""
    try:
        return reader.read(MAX_NOTES).decode("utf-8", "replace")
    finally:
        reader.close()
