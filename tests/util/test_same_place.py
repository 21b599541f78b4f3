"""Addresses and folders that are written differently and mean the same."""

import pytest

from custom_components.dji_dock.bucket import BucketConfig, Provider
from custom_components.dji_dock.util.same_place import common_folder, same_bucket, same_host


def config(
    endpoint: str | None = "http://127.0.0.1:9000",
    folder: str = "dji_dock",
    provider: Provider = Provider.MINIO,
    region: str = "us-east-1",
) -> BucketConfig:
    """Return settings of a bucket."""
    return BucketConfig(
        provider=provider,
        bucket="docks",
        region=region,
        access_key_id="key",
        secret_access_key="secret",
        endpoint=endpoint,
        key_prefix=folder,
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("localhost", "127.0.0.1", True),
        ("LocalHost.", "[::1]", True),
        ("::ffff:192.168.1.2", "192.168.1.2", True),
        ("Broker.lan", "broker.lan.", True),
        ("broker.lan", "broker", False),
        ("192.168.1.2", "192.168.1.3", False),
    ],
)
def test_hosts(one: str, other: str, same: bool) -> None:
    """Case, dots, and the names of this machine."""
    assert same_host(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (config(), config("http://LOCALHOST:9000/"), True),
        (config("http://store.lan"), config("http://store.lan:80"), True),
        (config("https://store.lan"), config("https://STORE.lan:443/"), True),
        (config(), config("http://127.0.0.1:9001"), False),
        (config(), config("http://192.168.1.2:9000"), False),
        (
            config(None, provider=Provider.AWS, region="eu-central-1"),
            config("https://s3.eu-central-1.amazonaws.com", region="eu-central-1"),
            True,
        ),
        (
            config("https://oss-cn-hangzhou.aliyuncs.com", provider=Provider.ALI),
            config("https://s3.oss-cn-hangzhou.aliyuncs.com"),
            True,
        ),
    ],
)
def test_buckets(one: BucketConfig, other: BucketConfig, same: bool) -> None:
    """Ports that go without saying, and the many addresses of one cloud."""
    assert same_bucket(one, other) is same
    assert same_bucket(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ("dji_dock", "dji_dock", "dji_dock"),
        ("dji_dock", "dji_dock/barn", "dji_dock/barn"),
        ("dji_dock", "dji_dock2", None),
        ("roof", "barn", None),
    ],
)
def test_folders(one: str, other: str, common: str | None) -> None:
    """A folder inside the other's is one that both would list."""
    assert common_folder(config(folder=one), config(folder=other)) == common
    assert common_folder(config(folder=other), config(folder=one)) == common
