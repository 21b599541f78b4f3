"""Which bucket, where, and what a policy says about it."""

from dataclasses import replace
import json
from typing import Any

import pytest

from custom_components.dji_dock.bucket import (
    Addressing,
    Bucket,
    BucketConfig,
    Provider,
    logs_prefix,
    media_prefix,
)
from custom_components.dji_dock.bucket.clients import dock_client, sts_client
from custom_components.dji_dock.bucket.credentials import session_policy
from tests.bucket.helpers import failure


@pytest.fixture
def config() -> BucketConfig:
    """Return a store that nobody asks anything."""
    return BucketConfig(
        provider=Provider.MINIO,
        endpoint="http://192.168.1.5:9000",
        region="us-east-1",
        bucket="logs",
        access_key_id="the-key",
        secret_access_key="the-secret",
    )


@pytest.fixture
def amazon(config: BucketConfig) -> BucketConfig:
    """Return Amazon's."""
    return replace(config, provider=Provider.AWS, endpoint=None, region="eu-central-1")


def test_folders(config: BucketConfig) -> None:
    """Of a dock's logs and media."""
    assert logs_prefix(config, "DOCK1") == "dji_dock/logs/DOCK1"
    assert media_prefix(config, "DOCK1") == "dji_dock/media/DOCK1"


@pytest.mark.parametrize(
    "prefix",
    ["", "/a", "a/", "a//b", ".", "a/../b", "a b", "a\nb", "a\0", "ä", "a*", "a?", "${aws:x}", "a" * 600],
)  # fmt: skip
def test_what_is_no_folder(config: BucketConfig, prefix: str) -> None:
    """Neither as the common folder nor as that of a dock: in a policy it may open others."""
    assert failure(lambda: replace(config, key_prefix=prefix)).reason == "invalid_key_prefix"
    assert failure(lambda: logs_prefix(config, prefix)).reason == "invalid_key_prefix"
    assert failure(lambda: media_prefix(config, prefix)).reason == "invalid_key_prefix"
    bucket = Bucket(config)
    assert failure(lambda: bucket.dock_credentials(prefix)).reason == "invalid_key_prefix"


@pytest.mark.parametrize("prefix", ["a", "a/b.c/d", "it's(1)!", "A-Z_0.9"])
def test_what_is_a_folder(config: BucketConfig, prefix: str) -> None:
    """Signs that keys can have anywhere."""
    assert logs_prefix(replace(config, key_prefix=prefix), "D") == f"{prefix}/logs/D"


def test_policy(config: BucketConfig) -> None:
    """It opens writing below a folder; a folder that only begins alike is not below it."""
    policy = session_policy(config, "p/logs/DOCK1")
    # Some stores do not decode a space in a form.
    assert " " not in policy
    (statement,) = json.loads(policy)["Statement"]
    assert statement == {
        "Effect": "Allow",
        "Action": ["s3:PutObject", "s3:AbortMultipartUpload"],
        "Resource": ["arn:aws:s3:::logs/p/logs/DOCK1/*"],
    }


@pytest.mark.parametrize(
    ("region", "partition", "domain"),
    [
        ("eu-west-1", "aws", "amazonaws.com"),
        ("cn-north-1", "aws-cn", "amazonaws.com.cn"),
        ("us-gov-west-1", "aws-us-gov", "amazonaws.com"),
    ],
)
def test_partitions(amazon: BucketConfig, region: str, partition: str, domain: str) -> None:
    """China and GovCloud have their own names."""
    there = replace(amazon, region=region)
    assert f'"arn:{partition}:s3:::logs/p/*"' in session_policy(there, "p")
    assert there.dock_url == f"https://s3.{region}.{domain}"
    assert there.sts_url == f"https://sts.{region}.{domain}"


@pytest.mark.parametrize("region", ["cn-north-1", "us-gov-west-1", "cn-guangzhou", "eu-west-1"])
@pytest.mark.parametrize("provider", [Provider.MINIO, Provider.AWS])
def test_partitions_are_amazons(config: BucketConfig, region: str, provider: Provider) -> None:
    """Whatever other stores call their region, they know one partition only; MinIO refuses others."""
    there = replace(config, region=region, provider=provider)
    assert '"arn:aws:s3:::logs/p/*"' in session_policy(there, "p")


@pytest.mark.parametrize(
    ("changes", "sts"),
    [
        ({}, "http://192.168.1.5:9000"),
        ({"endpoint": "http://192.168.1.5:9000/"}, "http://192.168.1.5:9000/"),
        ({"sts_endpoint": "https://sts.wasabisys.com"}, "https://sts.wasabisys.com"),
        ({"provider": Provider.AWS, "endpoint": None}, "https://sts.us-east-1.amazonaws.com"),
        # Amazon by an address that was typed in, which its STS is not at.
        *(
            ({"provider": provider, "endpoint": endpoint}, "https://sts.us-east-1.amazonaws.com")
            for provider in (Provider.AWS, Provider.MINIO)
            for endpoint in (
                "https://s3.us-east-1.amazonaws.com",
                "https://s3.amazonaws.com",
                "https://bucket.vpce-1a2b.s3.us-east-1.vpce.amazonaws.com",
            )
        ),
        (
            {
                "provider": Provider.AWS,
                "endpoint": "https://s3.cn-north-1.amazonaws.com.cn",
                "region": "cn-north-1",
            },
            "https://sts.cn-north-1.amazonaws.com.cn",
        ),
        # A store of Amazon's kind is asked itself, and so is one that only looks like it.
        (
            {"provider": Provider.AWS, "endpoint": "https://s3.example.org"},
            "https://s3.example.org",
        ),
        (
            {"provider": Provider.AWS, "endpoint": "https://notamazonaws.com"},
            "https://notamazonaws.com",
        ),
    ],
)
def test_where_temporary_credentials_come_from(
    config: BucketConfig, changes: dict[str, Any], sts: str
) -> None:
    """The store itself, Amazon's own place, or what was entered."""
    there = replace(config, **changes)
    assert there.sts_url.rstrip("/") == sts.rstrip("/")
    assert sts_client(there).meta.endpoint_url.rstrip("/") == sts.rstrip("/")


@pytest.mark.parametrize(
    ("provider", "addressing", "ours", "told"),
    [
        (Provider.MINIO, Addressing.AUTO, "http://192.168.1.5:9000/logs/k?", Provider.MINIO),
        (Provider.MINIO, Addressing.PATH, "http://192.168.1.5:9000/logs/k?", Provider.MINIO),
        (Provider.MINIO, Addressing.VIRTUAL, "http://logs.store.example:9000/k?", Provider.AWS),
        (Provider.AWS, Addressing.AUTO, "http://192.168.1.5:9000/logs/k?", Provider.AWS),
        (Provider.AWS, Addressing.VIRTUAL, "http://logs.store.example:9000/k?", Provider.AWS),
        (Provider.AWS, Addressing.PATH, "http://192.168.1.5:9000/logs/k?", Provider.MINIO),
    ],
)
def test_addressing(
    config: BucketConfig, provider: Provider, addressing: Addressing, ours: str, told: Provider
) -> None:
    """As it was chosen, for us and for docks, which go by what kind of store they are told of."""
    there = replace(config, provider=provider, addressing=addressing)
    if addressing is Addressing.VIRTUAL:
        # An address of numbers has no names below it.
        there = replace(there, endpoint="http://store.example:9000")
    assert Bucket(there).link("k", 60).startswith(ours)
    assert there.dock_provider is told
    link = dock_client(there, ("k", "s", "t")).generate_presigned_url(
        "get_object", Params={"Bucket": "logs", "Key": "k"}
    )
    assert link.startswith(ours) or addressing is Addressing.AUTO


def test_addresses(config: BucketConfig, amazon: BucketConfig) -> None:
    """Amazon by its virtual host of the region, others by path."""
    keys = ("k", "s", "t")
    ours = Bucket(amazon).link("k", 60)
    assert ours.startswith("https://logs.s3.eu-central-1.amazonaws.com/k?")
    assert "%2Feu-central-1%2Fs3%2F" in ours
    theirs = dock_client(amazon, keys).generate_presigned_url(
        "get_object", Params={"Bucket": "logs", "Key": "k"}
    )
    assert theirs.startswith("https://logs.s3.eu-central-1.amazonaws.com/k?")
    assert "X-Amz-Security-Token=t" in theirs
    assert Bucket(config).link("k", 60).startswith("http://192.168.1.5:9000/logs/k?")
    # No certificate is for two labels: such a bucket goes by path.
    dotted = replace(amazon, bucket="my.logs")
    assert Bucket(dotted).link("k", 60).startswith("https://s3.eu-central-1.amazonaws.com/my.logs/")


def test_a_store_of_amazons_kind(amazon: BucketConfig) -> None:
    """With an endpoint of its own we go by path; a dock with Amazon's tools does not."""
    own = replace(amazon, endpoint="https://s3.example.org")
    assert Bucket(own).link("k", 60).startswith("https://s3.example.org/logs/k?")
    client = dock_client(own, ("k", "s", ""))
    link = client.generate_presigned_url("get_object", Params={"Bucket": "logs", "Key": "k"})
    assert link.startswith("https://logs.s3.example.org/k?")


def test_endpoint_of_docks(config: BucketConfig) -> None:
    """Where it differs, with the port, and without a slash at the end."""
    assert config.dock_url == "http://192.168.1.5:9000"
    assert replace(config, dock_endpoint="https://s3.example.org/").dock_url == (
        "https://s3.example.org"
    )


def test_secrets_are_not_shown(config: BucketConfig) -> None:
    """A config may end up in a log."""
    assert "the-key" not in repr(config)
    assert "the-secret" not in repr(config)


def test_the_environment_does_not_matter(
    config: BucketConfig, amazon: BucketConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What this machine has set for other tools changes neither endpoint nor keys."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://elsewhere.example.org")
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", "http://elsewhere.example.org")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "another-key")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "another-token")
    monkeypatch.setenv("AWS_REGION", "sa-east-1")
    for ours in (config, amazon):
        link = Bucket(ours).link("k", 60)
        assert "elsewhere" not in link
        assert "X-Amz-Credential=the-key%2F" in link
        assert f"%2F{ours.region}%2F" in link
        assert "Token" not in link


def test_a_store_needs_an_endpoint(config: BucketConfig) -> None:
    """Without one, keys and logs would go to Amazon."""
    assert (
        failure(lambda: Bucket(replace(config, endpoint=None)).client).reason == "invalid_endpoint"
    )


def test_checksums_only_where_required(config: BucketConfig) -> None:
    """Botocore's newer default makes other stores answer 411 over https."""
    settings = vars(Bucket(config).client.meta.config)["_user_provided_options"]
    assert settings["request_checksum_calculation"] == "when_required"
    assert settings["response_checksum_validation"] == "when_required"
