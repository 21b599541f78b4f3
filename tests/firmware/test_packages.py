"""Which packages of firmware lie in the bucket, and what they are."""

import hashlib
import logging
import os
import threading

import pytest

from custom_components.dji_dock.bucket import Bucket, BucketBusy, DownloadStopped
from custom_components.dji_dock.firmware import packages
from custom_components.dji_dock.firmware.packages import md5_of, newest, object_key

DOCK_3 = "3-3-0"


def put(bucket: Bucket, below: str, data: bytes = b"PK\x03\x04") -> str:
    """Put an object below the folder of firmware, as any tool does."""
    key = f"{bucket.config.key_prefix}/firmware/{below}"
    bucket.client.put_object(Bucket=bucket.config.bucket, Key=key, Body=data)
    return key


def test_the_newest_is_found(bucket: Bucket) -> None:
    """By its numbers: as texts 9 would be newer than 10."""
    put(bucket, f"{DOCK_3}/9.99.9999/old.zip")
    key = put(bucket, f"{DOCK_3}/10.01.1606/dock3_V10.01.1606.zip", b"PK\x03\x04 new")
    put(bucket, f"{DOCK_3}/10.01.0001/b.zip")
    put(bucket, "3-2-0/99.1/other.zip")
    found = newest(bucket, DOCK_3)
    assert found
    assert (found.key, found.version, found.name, found.size, found.md5, found.notes) == (
        *(key, "10.01.1606", "dock3_V10.01.1606.zip", 8),
        *("", ""),
    )
    assert newest(bucket, "3-1-0") is None


@pytest.mark.parametrize(
    "below",
    [
        "v99.1/a.zip",
        "99.1b/a.zip",
        "99.1/a.bin",
        "99.1/a b.zip",
        "99.1/.zip",
        "99.1/-a.zip",
        "99.1/deeper/a.zip",
        "99.1/",
        "99.1",
        "a.zip",
        "99..1/a.zip",
        "../99.1/a.zip",
        "99.1/\u202eexe.zip",
        "latest/a.zip",
        "99.1/" + "a" * 200 + ".zip",
    ],
)
def test_anything_else_is_left_aside(
    bucket: Bucket, below: str, caplog: pytest.LogCaptureFixture
) -> None:
    """And named where people look for a fault."""
    caplog.set_level(logging.DEBUG, packages.__name__)
    key = put(bucket, f"{DOCK_3}/1.0/a.zip")
    try:
        odd = put(bucket, f"{DOCK_3}/{below}")
    except bucket.client.exceptions.ClientError:
        pytest.skip("the store does not take such a key")
    found = newest(bucket, DOCK_3)
    assert found
    assert found.key == key
    assert repr(odd) in caplog.text


def test_what_nobody_can_decide_is_left_aside(
    bucket: Bucket, caplog: pytest.LogCaptureFixture
) -> None:
    """Two packages of one version, and one without content."""
    caplog.set_level(logging.DEBUG, packages.__name__)
    put(bucket, f"{DOCK_3}/1.0/a.zip")
    put(bucket, f"{DOCK_3}/2.0/a.zip")
    put(bucket, f"{DOCK_3}/2.0/b.zip")
    put(bucket, f"{DOCK_3}/3.0/a.zip", b"")
    found = newest(bucket, DOCK_3)
    assert found
    assert found.version == "1.0"
    assert all(name in caplog.text for name in ("2.0/a.zip", "2.0/b.zip", "3.0/a.zip"))


def test_notes(bucket: Bucket) -> None:
    """Those beside the package, as much of them as people read."""
    put(bucket, f"{DOCK_3}/1.0/a.zip")
    put(bucket, f"{DOCK_3}/1.0/notes.md", "# Übersicht\n- neu".encode())
    put(bucket, f"{DOCK_3}/0.9/notes.md", b"old")
    found = newest(bucket, DOCK_3)
    assert found
    assert found.notes == "# Übersicht\n- neu"
    put(bucket, f"{DOCK_3}/1.0/notes.md", b"\xff" + b"x" * 2 * packages.MAX_NOTES)
    found = newest(bucket, DOCK_3)
    assert found
    assert found.notes.startswith("\ufffdx")
    assert len(found.notes) == packages.MAX_NOTES


def test_md5(bucket: Bucket) -> None:
    """Read in pieces; of what was stored in parts the ETag is something else."""
    data = os.urandom(3_500_001)
    put(bucket, f"{DOCK_3}/1.0/a.zip", data)
    found = newest(bucket, DOCK_3)
    assert found
    assert md5_of(bucket, found, threading.Event()) == hashlib.md5(data).hexdigest()
    stop = threading.Event()
    stop.set()
    with pytest.raises(DownloadStopped):
        md5_of(bucket, found, stop)
    put(bucket, f"{DOCK_3}/1.0/a.zip", b"PK\x03\x04")
    with pytest.raises(BucketBusy):
        md5_of(bucket, found, threading.Event())


@pytest.mark.parametrize(
    ("product_key", "version", "name"),
    [
        ("3-3-0", "1.0", "a.exe"),
        ("3-3-0", "1.0", "../a.zip"),
        ("3-3-0", "..", "a.zip"),
        ("3-3-0", "1.0", "a/b.zip"),
        ("3-3", "1.0", "a.zip"),
        ("../media", "1.0", "a.zip"),
        ("3-3-0/..", "1.0", "a.zip"),
        ("3-3-0\n", "1.0", "a.zip"),
        ("3-3-0", "1.0", "NOTES.MD"),
    ],
)
def test_nothing_else_has_a_place(
    bucket: Bucket, product_key: str, version: str, name: str
) -> None:
    """Whoever uploads writes packages and notes."""
    assert object_key(bucket.config, product_key, version, name) is None
    here = object_key(bucket.config, "3-3-0", "1.0", "notes.md")
    assert here == f"{bucket.config.key_prefix}/firmware/3-3-0/1.0/notes.md"
