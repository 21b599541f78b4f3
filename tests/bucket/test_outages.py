"""Nobody answers, or too late, or not in a way to be trusted."""

from dataclasses import replace
from ipaddress import IPv4Address
from pathlib import Path
import ssl
import time
from typing import Any

import pytest

from custom_components.dji_dock.bucket import Bucket, BucketConfig, Provider, check, clients
from tests.bucket.helpers import failure
from tests.lab.stack.certificates import Authority

from .servers import answering, s3_error, silent


def test_a_dead_port(config: BucketConfig) -> None:
    """Is told at once, of the bucket and of credentials."""
    dead = Bucket(replace(config, endpoint="http://127.0.0.1:9"))
    for action in (
        lambda: check(dead),
        lambda: dead.lookup("k"),
        lambda: dead.delete("k"),
        lambda: dead.dock_credentials("p"),
    ):
        err = failure(action)
        assert (err.reason, err.detail) == ("bucket_unreachable", "http://127.0.0.1:9")


def test_a_server_that_says_nothing(config: BucketConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ends in time, however long the server takes."""
    monkeypatch.setattr(clients, "READ_TIMEOUT", 0.3)
    with silent() as url:
        slow = Bucket(replace(config, endpoint=url))
        for action in (lambda: slow.lookup("k"), lambda: slow.dock_credentials("p")):
            begun = time.monotonic()
            err = failure(action)
            assert (err.reason, err.detail) == ("bucket_timed_out", url)
            assert time.monotonic() - begun < 10


def test_timeouts_are_short() -> None:
    """Two tries of each: a person waits for the set-up."""
    assert 2 * (clients.CONNECT_TIMEOUT + clients.READ_TIMEOUT) <= 60


def test_a_failure_that_passes(config: BucketConfig) -> None:
    """One bad answer is tried again before anything is said about it."""
    found = (200, "12345", {"Last-Modified": "Sat, 21 Nov 2026 03:00:00 GMT"})
    with answering(s3_error("SlowDown", 503), found) as url:
        assert Bucket(replace(config, endpoint=url)).lookup("k") is not None


def test_a_name_that_nobody_knows(config: BucketConfig) -> None:
    """Of a store, and of where Amazon gives credentials."""
    unknown = Bucket(replace(config, endpoint="http://store.invalid:9000"))
    assert failure(lambda: unknown.lookup("k")).reason == "bucket_unreachable"
    amazon = replace(config, provider=Provider.AWS, endpoint=None, region="no-where-1")
    err = failure(lambda: Bucket(amazon).dock_credentials("p"))
    assert (err.reason, err.detail) == ("sts_unreachable", "sts.no-where-1.amazonaws.com")
    # Also where it was entered.
    elsewhere = replace(config, sts_endpoint="https://sts.invalid")
    err = failure(lambda: Bucket(elsewhere).dock_credentials("p"))
    assert (err.reason, err.detail) == ("sts_unreachable", "sts.invalid")


def test_tls_to_a_plain_port(config: BucketConfig) -> None:
    """Is told apart from a port that is dead."""
    with answering((200, "", {})) as url:
        endpoint = url.replace("http://", "https://")
        err = failure(lambda: Bucket(replace(config, endpoint=endpoint)).lookup("k"))
    assert (err.reason, err.detail) == ("bucket_tls", endpoint)


def test_a_certificate_of_nobody(
    config: BucketConfig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an unknown authority; botocore takes further ones from the environment."""
    authority = Authority(tmp_path)
    certificate = authority.certify(IPv4Address("127.0.0.1"))
    found = (200, "12345", {"Last-Modified": "Sat, 21 Nov 2026 03:00:00 GMT"})
    with answering(found, certificate=certificate) as url:
        ours = replace(config, endpoint=url)
        assert failure(lambda: Bucket(ours).lookup("k")).reason == "bucket_tls"
        assert failure(lambda: Bucket(ours).dock_credentials("p")).reason == "bucket_tls"
        (tmp_path / "ca.pem").write_text(authority.pem)
        monkeypatch.setenv("AWS_CA_BUNDLE", str(tmp_path / "ca.pem"))
        assert Bucket(ours).lookup("k") is not None


def test_an_authority_of_ones_own(config: BucketConfig, tmp_path: Path) -> None:
    """It is trusted by whoever speaks to the store, and none but the one that was entered."""
    authority = Authority(tmp_path)
    certificate = authority.certify(IPv4Address("127.0.0.1"))
    der = ssl.PEM_cert_to_DER_cert(authority.pem)
    (tmp_path / "other").mkdir()
    other = ssl.PEM_cert_to_DER_cert(Authority(tmp_path / "other").pem)
    found = (200, "12345", {"Last-Modified": "Sat, 21 Nov 2026 03:00:00 GMT"})
    with answering(found, certificate=certificate) as url:
        ours = Bucket(replace(config, endpoint=url, authorities=der))
        assert ours.lookup("k") is not None
        # Spoken to, though what answers is no STS.
        assert failure(lambda: ours.dock_credentials("p")).reason == "sts_unavailable"
        theirs = Bucket(replace(config, endpoint=url, authorities=other))
        assert failure(lambda: theirs.lookup("k")).reason == "bucket_tls"
    broken = Bucket(replace(config, authorities=b"no certificate"))
    assert failure(lambda: broken.client).reason == "invalid_authority"
    # A public one is trusted all the same, and so is a port without TLS.
    assert Bucket(replace(config, authorities=der)).lookup("k") is None


@pytest.mark.parametrize(
    "changes",
    [
        {"endpoint": "not a url"},
        {"endpoint": "http://[half"},
        {"endpoint": "http://127.0.0.1:99999"},
        {"bucket": "no/slash allowed"},
        {"region": "not a region"},
        {"access_key_id": "line\nbreak"},
    ],
)
def test_impossible_settings(config: BucketConfig, changes: dict[str, Any]) -> None:
    """What cannot be right is not sent to anybody, and not shown."""
    err = failure(lambda: check(Bucket(replace(config, **changes))))
    assert err.reason == "invalid_endpoint"
    assert "line" not in f"{err}{err.__cause__}"


def test_a_machine_that_is_set_up_wrong(
    config: BucketConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What botocore itself stumbles over is named."""
    monkeypatch.setenv("AWS_PROFILE", "no-such-profile")
    err = failure(lambda: Bucket(config).client)
    assert (err.reason, err.code) == ("bucket_error", "ProfileNotFound")
