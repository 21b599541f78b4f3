"""Where links lead."""

from dataclasses import replace

import pytest

from custom_components.dji_dock.bucket import BucketConfig, Provider
from custom_components.dji_dock.bucket_access.links import MediaLinks, Reason, choose_links


def config(endpoint: str | None) -> BucketConfig:
    """Return a bucket at an endpoint."""
    return BucketConfig(
        provider=Provider.MINIO if endpoint else Provider.AWS,
        bucket="bucket",
        region="us-east-1",
        access_key_id="id",
        secret_access_key="secret",
        endpoint=endpoint,
    )


@pytest.mark.parametrize(
    ("endpoint", "reason"),
    [
        (None, Reason.PUBLIC),
        ("https://s3.example.com", Reason.PUBLIC),
        ("https://8.8.8.8:9000", Reason.PUBLIC),
        ("http://s3.example.com", Reason.NOT_ENCRYPTED),
        ("http://192.168.1.2:9000", Reason.NOT_ENCRYPTED),
        ("https://192.168.1.2:9000", Reason.PRIVATE),
        ("https://[fd00::1]:9000", Reason.PRIVATE),
        ("https://minio:9000", Reason.PRIVATE),
        ("https://nas.local", Reason.PRIVATE),
        ("https://localhost:9000", Reason.PRIVATE),
        ("https://127.0.0.1:9000", Reason.PRIVATE),
        ("https://NAS.LAN.", Reason.PRIVATE),
        ("https://nas.tail1234.ts.net", Reason.PRIVATE),
        ("https://s3.oss-cn-hangzhou.aliyuncs.com", Reason.PUBLIC),
        ("https://s3.oss-cn-hangzhou-internal.aliyuncs.com", Reason.PRIVATE),
        ("https://bucket.vpce-1a2b.s3.eu-central-1.vpce.amazonaws.com", Reason.PRIVATE),
        ("https://[2606:4700::1111]", Reason.PUBLIC),
    ],
)
def test_the_way_follows_from_the_endpoint(endpoint: str | None, reason: Reason) -> None:
    """Straight only where every browser gets."""
    assert choose_links(MediaLinks.AUTO, config(endpoint)) is reason
    assert reason.straight == (reason is Reason.PUBLIC)


def test_an_authority_of_ones_own() -> None:
    """Browsers do not know it, and show nothing without a word."""
    public = replace(config("https://s3.example.com"), authorities=b"certificate")
    assert choose_links(MediaLinks.AUTO, public) is Reason.OWN_AUTHORITY
    assert not Reason.OWN_AUTHORITY.straight


def test_the_user_knows_better() -> None:
    """Whatever the endpoint looks like."""
    assert choose_links("bucket", config("http://10.0.0.1")).straight
    assert not choose_links("home_assistant", config(None)).straight
