"""Alibaba Cloud OSS: its own STS, S3 in its own way, against servers that check signatures."""

from collections.abc import Generator
from datetime import UTC, datetime
import logging
import socket
from typing import Any
from urllib.request import urlopen

import pytest
from pytest_socket import enable_socket

from custom_components.dji_dock.bucket import (
    Bucket,
    BucketConfig,
    BucketError,
    CredentialsMode,
    Provider,
    check,
    check_dock_path,
    media_prefix,
)
from tests.lab.stack.oss import HOST, Alibaba
from tests.lab.stack.oss_signature import Refused


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Generator[Alibaba]:
    """Run the servers, and let names of buckets lead to them."""
    enable_socket()
    resolve = socket.getaddrinfo

    def local(host: Any, *parameters: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name == HOST or str(name).endswith(f".{HOST}"):
            host = "127.0.0.1"
        return resolve(host, *parameters, **more)

    monkeypatch.setattr(socket, "getaddrinfo", local)
    alibaba = Alibaba()
    with alibaba.running():
        yield alibaba


def config(cloud: Alibaba, **changes: Any) -> BucketConfig:
    """Return what a user would enter, for servers on this machine."""
    fields: dict[str, Any] = {
        "provider": Provider.ALI,
        "bucket": cloud.bucket,
        "region": cloud.region,
        "endpoint": cloud.endpoint,
        "sts_endpoint": cloud.sts_endpoint,
        "access_key_id": "LTAI-owner",
        "secret_access_key": "owner-secret",
        "role_arn": cloud.role,
    }
    return BucketConfig(**{**fields, **changes})


def test_the_set_up_tries_everything(cloud: Alibaba) -> None:
    """Our own rights, and the way of a dock with temporary credentials of STS."""
    bucket = Bucket(config(cloud))
    check(bucket)
    warnings = check_dock_path(bucket)
    assert [warning.value for warning in warnings if warning.value != "plain_http"] == []
    assert cloud.objects == {}
    hosts = {request.split()[1] for request in cloud.requests}
    assert hosts == {"127.0.0.1", f"{cloud.bucket}.{HOST}"}


def test_temporary_credentials_open_one_folder(cloud: Alibaba) -> None:
    """Until they expire."""
    settings = config(cloud)
    bucket = Bucket(settings)
    credentials = bucket.dock_credentials(media_prefix(settings, "8UUX"), "8UUX")
    assert credentials.access_key_id.startswith("STS.")
    assert credentials.session_token
    left = (credentials.expires_at - datetime.now(UTC)).total_seconds()
    assert 3500 < left <= 3600
    assert cloud.accounts[credentials.access_key_id].prefix == "dji_dock/media/8UUX/"
    assert "owner-secret" not in repr(credentials)


def test_objects_are_found_read_listed_linked_and_deleted(cloud: Alibaba) -> None:
    """With the bucket before the host."""
    bucket = Bucket(config(cloud))
    key = "dji_dock/media/8UUX/f 1/a+b.JPG"
    cloud.objects[key] = b"photo"
    for number in range(1005):
        cloud.objects[f"dji_dock/logs/8UUX/{number:04}"] = b""
    found = bucket.lookup(key)
    assert found is not None
    assert found.size == 5
    assert bucket.lookup("dji_dock/nothing") is None
    assert bucket.read(key).read(100) == b"photo"
    pages = list(bucket.pages("dji_dock/logs/8UUX"))
    assert [len(page) for page in pages] == [1000, 5]
    assert [entry.key for page in bucket.pages("dji_dock/media/8UUX") for entry in page] == [key]
    link = bucket.link(key, 60)
    assert link.startswith(f"http://{cloud.bucket}.{HOST}:{cloud.port}/")
    assert "owner-secret" not in link
    with urlopen(link) as answer:
        assert answer.read() == b"photo"
    bucket.delete(key)
    assert key not in cloud.objects


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"secret_access_key": "wrong"}, "bucket_auth"),
        ({"access_key_id": "LTAI-nobody"}, "bucket_auth"),
        ({"role_arn": "acs:ram::1:role/other"}, "role_missing"),
        ({"role_arn": None}, "role_required"),
        ({"credential_lifetime": 60}, "credential_lifetime"),
        # Longer than the role allows.
        ({"credential_lifetime": 7200}, "credential_lifetime"),
        ({"sts_endpoint": "http://127.0.0.1:1"}, "sts_unreachable"),
    ],
)
def test_what_sts_refuses_is_told_apart(
    cloud: Alibaba, changes: dict[str, Any], reason: str
) -> None:
    """Each with words of its own; a wrong signature is noticed."""
    with pytest.raises(BucketError) as error:
        Bucket(config(cloud, **changes)).dock_credentials("dji_dock/media/x", "x")
    assert error.value.reason == reason
    assert "wrong" not in str(error.value)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((403, b'{"Code":"NoPermission","Message":"You are not authorized"}'), "role_denied"),
        ((400, b'{"Code":"InvalidParameter.PolicyGrammar","Message":"x"}'), "policy_rejected"),
        ((429, b'{"Code":"Throttling.User","Message":"x"}'), "bucket_busy"),
        ((400, b'{"Code":"InvalidTimeStamp.Expired","Message":"x"}'), "clock_skew"),
        ((400, b'{"Code":"Something.New","Message":"x"}'), "bucket_error"),
        ((200, b"<html>"), "sts_unavailable"),
        ((200, b"{}"), "sts_unavailable"),
        ((200, b'{"Credentials":{"AccessKeyId":"a"}}'), "sts_unavailable"),
    ],
)
def test_other_answers_of_sts(cloud: Alibaba, answer: tuple[int, bytes], reason: str) -> None:
    """Also those of somebody who is not STS."""
    cloud.sts_answer = answer
    with pytest.raises(BucketError) as error:
        Bucket(config(cloud)).dock_credentials("dji_dock/media/x", "x")
    assert error.value.reason == reason


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"secret_access_key": "wrong"}, "bucket_auth"),
        ({"access_key_id": "LTAI-nobody"}, "bucket_auth"),
        ({"bucket": "other-bucket"}, "bucket_missing"),
    ],
)
def test_what_oss_refuses_is_told_apart(
    cloud: Alibaba, changes: dict[str, Any], reason: str
) -> None:
    """In the words of its errors."""
    with pytest.raises(BucketError) as error:
        check(Bucket(config(cloud, **changes)))
    assert error.value.reason == reason


def test_a_bucket_of_another_region_is_named(
    cloud: Alibaba, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OSS tells the endpoint that would have been right."""

    def elsewhere(*_: object) -> None:
        raise Refused(403, "AccessDenied", Endpoint="oss-cn-beijing.aliyuncs.com")

    monkeypatch.setattr("tests.lab.stack.oss.signed_by", elsewhere)
    with pytest.raises(BucketError) as error:
        Bucket(config(cloud)).read("x")
    assert error.value.reason == "wrong_region"
    assert error.value.detail == "cn-beijing"


def test_no_secret_reaches_a_log(cloud: Alibaba, caplog: pytest.LogCaptureFixture) -> None:
    """Also with debug logging for everything."""
    caplog.set_level(logging.DEBUG)
    bucket = Bucket(config(cloud))
    credentials = bucket.dock_credentials("dji_dock/media/x", "x")
    bucket.lookup("x")
    for secret in ("owner-secret", credentials.secret_access_key, credentials.session_token):
        assert secret not in caplog.text


def test_docks_get_the_names_of_oss_itself() -> None:
    """They use Alibaba's SDK, we use S3: these have names of their own."""
    plain = {
        "provider": Provider.ALI,
        "bucket": "b",
        "region": "cn-hangzhou",
        "access_key_id": "k",
        "secret_access_key": "s",
    }
    settings = BucketConfig(**plain)  # type: ignore[arg-type]
    assert settings.dock_url == "https://oss-cn-hangzhou.aliyuncs.com"
    assert settings.s3_url == "https://s3.oss-cn-hangzhou.aliyuncs.com"
    assert settings.sts_url == "https://sts.cn-hangzhou.aliyuncs.com"
    for endpoint in (
        "https://oss-cn-hangzhou.aliyuncs.com",
        "https://s3.oss-cn-hangzhou.aliyuncs.com",
    ):
        entered = BucketConfig(**plain, endpoint=endpoint)  # type: ignore[arg-type]
        assert entered.dock_url == "https://oss-cn-hangzhou.aliyuncs.com"
        assert entered.s3_url == "https://s3.oss-cn-hangzhou.aliyuncs.com"
    prefixed = BucketConfig(**{**plain, "region": "oss-cn-hangzhou"})  # type: ignore[arg-type]
    assert prefixed.dock_url == "https://oss-cn-hangzhou.aliyuncs.com"


def test_static_keys_need_no_sts(cloud: Alibaba) -> None:
    """Docks then get the configured ones."""
    bucket = Bucket(config(cloud, credentials=CredentialsMode.STATIC, role_arn=None))
    assert bucket.dock_credentials("x", "x").access_key_id == "LTAI-owner"
    assert cloud.requests == []
