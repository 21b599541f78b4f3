"""The way of a dock to the bucket, and what its credentials open."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from ipaddress import IPv4Address
from pathlib import Path
import ssl
from typing import TYPE_CHECKING

import pytest

from custom_components.dji_dock.bucket import (
    Bucket,
    BucketConfig,
    CredentialsMode,
    DockCredentials,
    check_dock_path,
    logs_prefix,
)
from custom_components.dji_dock.bucket.check import PROBE, endpoint_warnings
from custom_components.dji_dock.bucket.clients import dock_client, sts_client
from tests.bucket.helpers import failure, is_denied, keys_in
from tests.lab.stack.certificates import Authority
from tests.lab.stack.s3 import MotoStore, Store

from .servers import Answer, answering, page, s3_error, sts_error

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

API = "S3 API Requests must be made to API port."
PART = b"x" * 5 * 1024 * 1024
ELSEWHERE = {"unreachable", "not_trusted"}


@pytest.fixture
def config(config: BucketConfig, store: Store) -> BucketConfig:
    """Return a bucket whose docks get what the store has for them."""
    return replace(config, credentials=CredentialsMode(store.credentials))


def as_dock(bucket: Bucket, credentials: DockCredentials) -> S3Client:
    """Return a client with the credentials of a dock."""
    return dock_client(bucket.config, credentials.keys)


def test_a_store_without_temporary_credentials(config: BucketConfig, store: Store) -> None:
    """It is told, with what to do then, and permanent ones work."""
    if store.credentials == "sts":
        pytest.skip("the store has temporary credentials")
    temporary = Bucket(replace(config, credentials=CredentialsMode.STS))
    assert failure(lambda: check_dock_path(temporary)).reason == "sts_unavailable"
    assert "static_credentials" in check_dock_path(Bucket(config))


def test_dock_credentials(bucket: Bucket, sts: None) -> None:
    """They are temporary, have a token, and are not shown."""
    credentials = bucket.dock_credentials(logs_prefix(bucket.config, "DOCK1"), "DOCK 1/ü" * 20)
    left = credentials.expires_at - datetime.now(UTC)
    assert timedelta(seconds=600) < left <= timedelta(seconds=930)
    assert credentials.expires_at.utcoffset() == timedelta(0)
    assert credentials.session_token
    assert credentials.access_key_id != bucket.config.access_key_id
    for secret in (credentials.secret_access_key, credentials.session_token):
        assert secret not in repr(credentials)


def test_a_dock_uploads_in_parts(bucket: Bucket) -> None:
    """A log of some size comes in parts, also over https, and is found whole."""
    prefix, name = logs_prefix(bucket.config, "DOCK1"), bucket.config.bucket
    dock = as_dock(bucket, bucket.dock_credentials(prefix, "DOCK1"))
    key = f"{prefix}/20261121T030000Z_id/dock.tar"
    upload = dock.create_multipart_upload(Bucket=name, Key=key)["UploadId"]
    tags = [
        dock.upload_part(Bucket=name, Key=key, UploadId=upload, PartNumber=number, Body=part)[
            "ETag"
        ]
        for number, part in ((1, PART), (2, b"end"))
    ]
    assert bucket.lookup(key) is None
    dock.complete_multipart_upload(
        Bucket=name,
        Key=key,
        UploadId=upload,
        MultipartUpload={
            "Parts": [{"PartNumber": number, "ETag": tag} for number, tag in enumerate(tags, 1)]
        },
    )
    found = bucket.lookup(key)
    assert found is not None
    assert found.size == len(PART) + 3


def test_dock_credentials_open_nothing_else(bucket: Bucket, confines: bool) -> None:
    """Not another dock's folder, not reading, not listing, not deleting.

    A store that applies no policies allows all of it: then that is what the check has to say.
    """
    config, name = bucket.config, bucket.config.bucket
    prefix, other = logs_prefix(config, "DOCK1"), f"{logs_prefix(config, 'DOCK2')}/x"
    dock = as_dock(bucket, bucket.dock_credentials(prefix, "DOCK1"))
    dock.put_object(Bucket=name, Key=f"{prefix}/mine", Body=b"x")
    dock.put_object(Bucket=name, Key=f"{prefix}/deep/er/mine", Body=b"x")
    upload = dock.create_multipart_upload(Bucket=name, Key=f"{prefix}/parts")["UploadId"]
    dock.abort_multipart_upload(Bucket=name, Key=f"{prefix}/parts", UploadId=upload)
    beyond: list[Callable[[], object]] = [
        lambda: dock.put_object(Bucket=name, Key=other, Body=b"x"),
        lambda: dock.put_object(Bucket=name, Key=f"{prefix}x", Body=b"x"),
        lambda: dock.put_object(Bucket=name, Key=f"{prefix}x/y", Body=b"x"),
        lambda: dock.put_object(Bucket=name, Key=f"{config.key_prefix}/x", Body=b"x"),
        lambda: dock.create_multipart_upload(Bucket=name, Key=other),
        lambda: dock.copy_object(
            Bucket=name, Key=f"{prefix}/copy", CopySource=f"{name}/{prefix}/mine"
        ),
        lambda: dock.get_object(Bucket=name, Key=f"{prefix}/mine"),
        lambda: dock.head_object(Bucket=name, Key=f"{prefix}/mine"),
        lambda: dock.list_objects_v2(Bucket=name, Prefix=f"{prefix}/"),
        lambda: dock.list_objects_v2(Bucket=name),
        lambda: dock.list_multipart_uploads(Bucket=name),
        lambda: dock.delete_object(Bucket=name, Key=f"{prefix}/mine"),
    ]
    assert [is_denied(attempt) for attempt in beyond] == [confines] * len(beyond)
    assert ("policy_not_enforced" in check_dock_path(bucket)) is not confines


@pytest.mark.parametrize(
    ("allowed", "warned"),
    [("", False), ("PUT", True), ("GET", True), ("LIST", True)],
)
def test_what_else_credentials_open(bucket: Bucket, sts: None, allowed: str, warned: bool) -> None:
    """Writing beside the folder, reading, or listing: each alone is worth a warning."""
    name = bucket.config.bucket

    def confining(method: str, path: str) -> Answer | None:
        key = path.partition("?")[0].removeprefix(f"/{name}").removeprefix("/")
        if method == "POST":
            return 200, "<R><UploadId>u</UploadId></R>", {"Content-Type": "application/xml"}
        if method == "PUT" and "/logs/probe-" in key:
            bucket.client.put_object(Bucket=name, Key=key, Body=PROBE)
            return 200, "", {}
        if ("LIST" if method == "GET" and not key else method) == allowed:
            return 200, "", {}
        return None

    with answering(s3_error("AccessDenied", 403), choose=confining) as url:
        warnings = check_dock_path(at(bucket.config, url))
    assert ("policy_not_enforced" in warnings) is warned
    assert keys_in(bucket) == []


def test_credentials_that_get_others(bucket: Bucket, sts: None, confines: bool) -> None:
    """Where a dock's credentials may assume the role again, they open all that it allows.

    Moto and Ceph let them, MinIO does not.
    """
    warnings = check_dock_path(bucket)
    credentials = bucket.dock_credentials(logs_prefix(bucket.config, "DOCK1"), "DOCK1")
    again = sts_client(bucket.config, credentials.keys)
    may = not is_denied(
        lambda: again.assume_role(
            RoleArn=bucket.config.role_arn or "arn:aws:iam::000000000000:role/none",
            RoleSessionName="tests",
        )
    )
    assert ("role_assumed_again" in warnings) is (confines and may)
    assert keys_in(bucket) == []


@pytest.mark.parametrize("again", [True, False])
def test_credentials_that_are_confined_only_once(bucket: Bucket, sts: None, again: bool) -> None:
    """The first ones may be as they should, and it is worth a warning all the same."""
    name = bucket.config.bucket

    def confining(method: str, path: str) -> Answer | None:
        key = path.partition("?")[0].removeprefix(f"/{name}").removeprefix("/")
        if method == "PUT" and "/logs/probe-" in key:
            bucket.client.put_object(Bucket=name, Key=key, Body=PROBE)
            return 200, "", {}
        if method == "POST":
            return 200, "<R><UploadId>u</UploadId></R>", {"Content-Type": "application/xml"}
        return None

    asked: list[bool] = []

    def giving(method: str, path: str) -> Answer | None:
        asked.append(True)
        return sts_error("AccessDenied", 403) if len(asked) > 1 and not again else None

    expires = (datetime.now(UTC) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    ours = (
        "<AssumeRoleResponse xmlns='https://sts.amazonaws.com/doc/2011-06-15/'><AssumeRoleResult>"
        f"<Credentials><AccessKeyId>{bucket.config.access_key_id}</AccessKeyId>"
        f"<SecretAccessKey>{bucket.config.secret_access_key}</SecretAccessKey><SessionToken/>"
        f"<Expiration>{expires}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
    )
    with (
        answering(s3_error("AccessDenied", 403), choose=confining) as url,
        answering((200, ours, {"Content-Type": "text/xml"}), choose=giving) as sts_url,
    ):
        confined = replace(bucket.config, dock_endpoint=url, sts_endpoint=sts_url)
        warnings = check_dock_path(Bucket(confined))
    assert "policy_not_enforced" not in warnings
    assert ("role_assumed_again" in warnings) is again
    assert len(asked) == 2
    assert keys_in(bucket) == []


def test_check_leaves_nothing_behind(bucket: Bucket) -> None:
    """Neither probes nor uploads that nobody ends."""
    check_dock_path(bucket)
    assert keys_in(bucket) == []
    pending = bucket.client.list_multipart_uploads(Bucket=bucket.config.bucket).get("Uploads", [])
    prefix = bucket.config.key_prefix
    assert [upload for upload in pending if upload["Key"].startswith(prefix)] == []


def test_static_credentials_are_our_own(config: BucketConfig) -> None:
    """Without STS a dock gets the configured keys, and no token; that is worth a warning."""
    static = Bucket(replace(config, credentials=CredentialsMode.STATIC))
    credentials = static.dock_credentials("any", "DOCK1")
    assert (credentials.access_key_id, credentials.secret_access_key) == (
        config.access_key_id,
        config.secret_access_key,
    )
    assert credentials.session_token == ""
    warnings = check_dock_path(static)
    assert "static_credentials" in warnings
    assert "policy_not_enforced" not in warnings
    assert keys_in(static) == []


@pytest.mark.parametrize(
    ("url", "warnings"),
    [
        ("http://localhost:9000", ["localhost"]),
        ("https://store.localhost", ["localhost"]),
        ("http://127.0.0.1:9000", ["localhost"]),
        ("http://127.1.2.3", ["localhost"]),
        ("http://[::1]:9000", ["localhost"]),
        ("http://0.0.0.0:9000", ["localhost"]),
        ("http://minio:9000", ["container_name"]),
        ("http://a0d7b954-minio:9000", ["container_name"]),
        ("http://host.docker.internal:9000", ["container_network"]),
        ("http://core-minio.local.hass.io:9000", ["container_network"]),
        ("http://172.17.0.2:9000", ["container_network"]),
        ("http://172.30.33.4:9000", ["container_network"]),
        ("http://172.20.0.2:9000", []),
        ("http://nas.local:9000", ["mdns_name"]),
        ("http://NAS.local.:9000", ["mdns_name"]),
        ("http://192.168.1.5:9000", []),
        ("http://[fd00::5]:9000", []),
        ("http://nas.lan:9000", []),
        ("http://s3.example.org", ["plain_http"]),
        ("http://8.8.8.8", ["plain_http"]),
        ("http://[2001:4860:4860::8888]", ["plain_http"]),
        ("https://s3.example.org", []),
        ("https://8.8.8.8", []),
    ],
)
def test_endpoint_warnings(url: str, warnings: list[str]) -> None:
    """An address says much about who can reach it."""
    assert endpoint_warnings(url) == warnings


def at(config: BucketConfig, url: str) -> Bucket:
    """Return a bucket that docks reach at another endpoint."""
    return Bucket(replace(config, dock_endpoint=url))


def test_out_of_reach_is_a_warning(config: BucketConfig) -> None:
    """It may be reachable from the network of the docks."""
    always = set(check_dock_path(Bucket(config))) & {"static_credentials"}
    dead = set(check_dock_path(at(config, "http://127.0.0.1:9")))
    assert dead - always == {"localhost", "unreachable"}
    assert set(check_dock_path(at(config, "https://store.invalid"))) - always == {"unreachable"}


@pytest.mark.parametrize("answer", [page(404), page(403), (200, "", {"ETag": '"x"'})])
def test_no_store_is_a_warning(config: BucketConfig, answer: Answer) -> None:
    """In the network of the docks another server may answer at this address."""
    with answering(answer) as url:
        assert "unreachable" in check_dock_path(at(config, url))


def test_a_certificate_that_we_do_not_trust_is_a_warning(
    config: BucketConfig, tmp_path: Path
) -> None:
    """A dock may trust it; and one that only we trust is tried all the same."""
    authority = Authority(tmp_path)
    certificate = authority.certify(IPv4Address("127.0.0.1"))
    with answering(s3_error("NoSuchBucket", 404), certificate=certificate) as url:
        assert "not_trusted" in check_dock_path(at(config, url))
        ours = replace(config, authorities=ssl.PEM_cert_to_DER_cert(authority.pem))
        assert failure(lambda: check_dock_path(at(ours, url))).reason == "dock_path_denied"


def test_the_console_is_an_error(config: BucketConfig) -> None:
    """No network makes a store of it."""
    answer: Answer = (
        400,
        s3_error("InvalidArgument", 400)[1].replace("<Message>m", f"<Message>{API}"),
        {},
    )
    with answering(answer) as url:
        assert failure(lambda: check_dock_path(at(config, url))).reason == "console_port"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (s3_error("AccessDenied", 403), "AccessDenied"),
        (s3_error("InvalidAccessKeyId", 403), "InvalidAccessKeyId"),
        (s3_error("SignatureDoesNotMatch", 403), "SignatureDoesNotMatch"),
        (s3_error("InvalidToken", 400), "InvalidToken"),
        (s3_error("NoSuchBucket", 404), "NoSuchBucket"),
    ],
)
def test_a_refusal_is_an_error(config: BucketConfig, answer: Answer, code: str) -> None:
    """Credentials that do not open the folder would never bring a log."""
    with answering(answer) as url:
        err = failure(lambda: check_dock_path(at(config, url)))
    assert (err.reason, err.code) == ("dock_path_denied", code)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (s3_error("RequestTimeTooSkewed", 403), "clock_skew"),
        (s3_error("AuthorizationHeaderMalformed", 400, "<Region>r</Region>"), "wrong_region"),
        (s3_error("SlowDown", 503), "bucket_busy"),
    ],
)
def test_what_is_wrong_there_is_told(config: BucketConfig, answer: Answer, reason: str) -> None:
    """The reasons are those of the bucket itself."""
    with answering(answer) as url:
        assert failure(lambda: check_dock_path(at(config, url))).reason == reason


def test_a_refusal_of_parts_is_an_error(bucket: Bucket) -> None:
    """A large log comes in parts; what was written before is removed."""
    put = bucket.client.put_object

    def parts_denied(method: str, path: str) -> Answer | None:
        if method == "POST":
            return s3_error("AccessDenied", 403)
        put(Bucket=bucket.config.bucket, Key=path.split("/", 2)[2], Body=b"x")
        return None

    with answering((200, "", {}), choose=parts_denied) as url:
        err = failure(lambda: check_dock_path(at(bucket.config, url)))
    assert err.reason == "dock_path_denied"
    assert keys_in(bucket) == []


@pytest.fixture
def other_store(tmp_path: Path) -> Iterator[MotoStore]:
    """Run a second store, with a bucket of the same name."""
    other = MotoStore(tmp_path)
    other.start()
    yield other
    other.stop()


def test_another_store_is_an_error(bucket: Bucket, other_store: MotoStore) -> None:
    """What a dock writes there has to be in our bucket."""
    other_store.client().create_bucket(Bucket=f"{bucket.config.bucket}-2")
    name = bucket.config.bucket
    if name != other_store.bucket:
        other_store.client().create_bucket(Bucket=name)
    err = failure(lambda: check_dock_path(at(bucket.config, other_store.endpoint)))
    assert err.reason == "dock_path_denied"
    assert err.detail


def test_an_impossible_endpoint(config: BucketConfig) -> None:
    """Is told before anything is tried."""
    for url in ("http://[half", "no url"):
        assert failure(partial(check_dock_path, at(config, url))).reason == "invalid_endpoint"
    assert not ELSEWHERE & set(check_dock_path(Bucket(config)))
