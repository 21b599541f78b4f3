"""What stores answer, and how it is told apart."""

from dataclasses import replace
from functools import partial

import pytest

from custom_components.dji_dock.bucket import Bucket, BucketConfig, Provider, check
from custom_components.dji_dock.bucket.errors import BucketError
from tests.bucket.helpers import failure

from .servers import Answer, answering, page, s3_error, sts_error

# As MinIO's web console answers a client of S3.
CONSOLE: Answer = (
    400,
    (
        '<?xml version="1.0" encoding="UTF-8"?><Error><Code>InvalidArgument</Code><Message>S3 API '
        "Requests must be made to API port.</Message><RequestId>0</RequestId></Error>"
    ),
    {"Content-Type": "text/xml; charset=utf-8", "Location": "http://127.0.0.1:9000"},
)


@pytest.mark.parametrize(
    ("answer", "reason", "code"),
    [
        (s3_error("InvalidAccessKeyId", 403), "bucket_auth", "InvalidAccessKeyId"),
        (s3_error("SignatureDoesNotMatch", 403), "bucket_auth", "SignatureDoesNotMatch"),
        (s3_error("AccessDenied", 403), "right_missing", "AccessDenied"),
        (s3_error("NotSignedUp", 403), "bucket_denied", "NotSignedUp"),
        ((403, "", {}), "right_missing", "403"),
        (s3_error("AllAccessDisabled", 403), "bucket_denied", "AllAccessDisabled"),
        (s3_error("NoSuchBucket", 404), "bucket_missing", "NoSuchBucket"),
        (s3_error("InvalidBucketName", 400), "invalid_endpoint", "InvalidBucketName"),
        (s3_error("RequestTimeTooSkewed", 403), "clock_skew", "RequestTimeTooSkewed"),
        (s3_error("AuthorizationHeaderMalformed", 400), "wrong_region", "AuthorizationHeaderMalformed"),
        (s3_error("PermanentRedirect", 301), "wrong_region", "PermanentRedirect"),
        (s3_error("IllegalLocationConstraintException", 400), "wrong_region", "IllegalLocationConstraintException"),
        (s3_error("ExpiredToken", 400), "credentials_expired", "ExpiredToken"),
        (s3_error("InvalidToken", 400), "credentials_expired", "InvalidToken"),
        (s3_error("SlowDown", 503), "bucket_busy", "SlowDown"),
        # Ceph's quota, MinIO's, and a disk of MinIO's that is full.
        (s3_error("QuotaExceeded", 403), "store_full", "QuotaExceeded"),
        (s3_error("XMinioAdminBucketQuotaExceeded", 400), "store_full", "XMinioAdminBucketQuotaExceeded"),
        (s3_error("XMinioStorageFull", 507), "store_full", "XMinioStorageFull"),
        (s3_error("Whatever", 507), "store_full", "Whatever"),
        ((507, "", {}), "store_full", "507"),
        (s3_error("NotImplemented", 501), "not_supported", "NotImplemented"),
        (s3_error("Whatever", 501), "not_supported", "Whatever"),
        (s3_error("MethodNotAllowed", 405), "not_supported", "MethodNotAllowed"),
        (CONSOLE, "console_port", "InvalidArgument"),
        (s3_error("InvalidArgument", 400), "bucket_error", "InvalidArgument"),
        (s3_error("Whatever", 500), "bucket_busy", "Whatever"),
        (s3_error("Whatever", 429), "bucket_busy", "Whatever"),
        (s3_error("Whatever", 418), "bucket_error", "Whatever"),
        (page(200), "not_s3", ""),
        ((200, "<!DOCTYPE html><br>", {"Content-Type": "text/html"}), "not_s3", "500"),
        (page(404), "not_s3", "404"),
        (page(403), "not_s3", "403"),
        (page(405), "not_s3", "405"),
        # A proxy whose store is down.
        (page(502), "bucket_busy", "502"),
        (page(503), "bucket_busy", "503"),
        # A web server that sends everybody to https.
        (page(301, Location="https://127.0.0.1/"), "not_s3", "301"),
        (page(308, Location="https://127.0.0.1/"), "not_s3", "308"),
        # A port for https, spoken to without it.
        ((400, "Client sent an HTTP request to an HTTPS server.", {"Content-Type": "text/plain"}), "not_s3", "400"),
    ],
)  # fmt: skip
def test_answers_of_stores(config: BucketConfig, answer: Answer, reason: str, code: str) -> None:
    """Each has its own reason, and the store's own word for it."""
    with answering(answer) as url:
        err = failure(lambda: check(Bucket(replace(config, endpoint=url))))
    assert (err.reason, err.code) == (reason, code)


@pytest.mark.parametrize(
    "answer",
    [
        s3_error("PermanentRedirect", 301, **{"x-amz-bucket-region": "eu-west-1"}),
        s3_error("AuthorizationHeaderMalformed", 400, "<Region>eu-west-1</Region>"),
        (307, "", {"x-amz-bucket-region": "eu-west-1"}),
    ],
)
@pytest.mark.parametrize("provider", [Provider.AWS, Provider.MINIO])
def test_the_right_region_is_told(config: BucketConfig, provider: Provider, answer: Answer) -> None:
    """Where the store says in which region the bucket lies, so do we, and do not go there."""
    asked: list[str] = []
    with answering(answer, choose=lambda method, _: asked.append(method)) as url:
        err = failure(lambda: check(Bucket(replace(config, provider=provider, endpoint=url))))
    assert (err.reason, err.detail) == ("wrong_region", "eu-west-1")
    assert asked == ["PUT", "DELETE"]


@pytest.mark.parametrize("status", [301, 400])
def test_the_right_region_of_an_object(config: BucketConfig, status: int) -> None:
    """An answer to HEAD has nothing but a header that says it."""
    with answering(s3_error("X", status, **{"x-amz-bucket-region": "eu-west-1"})) as url:
        err = failure(lambda: Bucket(replace(config, endpoint=url)).lookup("k"))
    assert (err.reason, err.detail) == ("wrong_region", "eu-west-1")


@pytest.mark.parametrize("code", ["<b>no</b>", "a" * 65, "two words", "[x](http://y)"])
def test_an_answer_is_not_passed_on(config: BucketConfig, code: str) -> None:
    """What is no code of a store is shown to nobody."""
    escaped = code.replace("<", "&lt;").replace(">", "&gt;")
    with answering(s3_error(escaped, 400)) as url:
        err = failure(lambda: check(Bucket(replace(config, endpoint=url))))
    assert (err.reason, err.code, str(err)) == ("bucket_error", "400", "bucket_error (400)")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (sts_error("InvalidClientTokenId", 403), "bucket_auth"),
        (sts_error("SignatureDoesNotMatch", 403), "bucket_auth"),
        (sts_error("AccessDenied", 403), "role_denied"),
        (sts_error("Whatever", 403), "role_denied"),
        (sts_error("NoSuchEntity", 404), "role_missing"),
        (sts_error("MalformedPolicyDocument", 400), "policy_rejected"),
        (sts_error("PackedPolicyTooLarge", 400), "policy_rejected"),
        (sts_error("ValidationError", 400), "credential_lifetime"),
        (sts_error("ValidationError", 400, "The requested DurationSeconds exceeds"), "credential_lifetime"),
        (sts_error("ValidationError", 400, "Value 'x' at 'roleArn' failed"), "role_missing"),
        (sts_error("InvalidParameterValue", 400, "Session policy should not exceed"), "policy_rejected"),
        (sts_error("InvalidParameterValue", 400, "Unsupported action AssumeRole"), "sts_unavailable"),
        # MinIO, of a partition that it does not know, a wrong secret, a wrong key, a wrong clock.
        (sts_error("InvalidParameterValue", 400, "invalid resource 'arn:aws-cn:s3:::b/p/*'"), "policy_rejected"),
        (sts_error("AccessDenied", 403, "The request signature we calculated does not match the signature you provided."), "bucket_auth"),
        (sts_error("AccessDenied", 403, "The Access Key Id you provided does not exist in our records."), "bucket_auth"),
        (sts_error("AccessDenied", 403, "The difference between the request time and the server's time is too large."), "clock_skew"),
        (sts_error("InvalidAction", 400), "sts_unavailable"),
        (sts_error("RegionDisabledException", 403), "sts_unavailable"),
        (sts_error("RequestTimeTooSkewed", 403), "clock_skew"),
        (sts_error("RequestExpired", 400), "clock_skew"),
        (sts_error("ThrottlingException", 429), "bucket_busy"),
        (sts_error("Whatever", 400), "bucket_error"),
        # Some stores answer STS errors in the shape of S3's, with the code at the top.
        (s3_error("MalformedPolicyDocument", 400), "policy_rejected"),
        (s3_error("InvalidAccessKeyId", 403), "bucket_auth"),
        (s3_error("InvalidArgument", 400), "credential_lifetime"),
        (s3_error("MethodNotAllowed", 405), "sts_unavailable"),
        (s3_error("NoSuchBucket", 404), "sts_unavailable"),
        (s3_error("Odd", 404), "sts_unavailable"),
        ((501, "", {}), "sts_unavailable"),
        ((405, "", {}), "sts_unavailable"),
        (page(404), "sts_unavailable"),
        (page(200), "sts_unavailable"),
        ((200, "<AssumeRoleResponse/>", {"Content-Type": "text/xml"}), "sts_unavailable"),
        ((503, "", {}), "bucket_busy"),
    ],
)  # fmt: skip
def test_answers_of_sts(config: BucketConfig, answer: Answer, reason: str) -> None:
    """What keeps a dock from its credentials is told apart as well."""
    role = replace(config, role_arn="arn:aws:iam::123456789012:role/dji-dock")
    with answering(answer) as url:
        broken = Bucket(replace(role, endpoint=url))
        assert failure(lambda: broken.dock_credentials("p", "DOCK1")).reason == reason


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        # MinIO, asked with an access key that was made for a user, or an older one by root.
        (sts_error("AccessDenied", 403), "sts_denied"),
        # A store that has roles after all.
        (s3_error("NoSuchEntity", 404), "role_required"),
    ],
)
def test_answers_of_sts_without_a_role(config: BucketConfig, answer: Answer, reason: str) -> None:
    """A role that was not entered is neither missing nor denied."""
    with answering(answer) as url:
        broken = Bucket(replace(config, endpoint=url, role_arn=None))
        assert failure(lambda: broken.dock_credentials("p", "DOCK1")).reason == reason


def test_what_sts_is_not_asked(config: BucketConfig) -> None:
    """Amazon needs a role, a role has a long name, and no store gives credentials for a day."""
    amazon = Bucket(replace(config, provider=Provider.AWS, role_arn=None))
    assert failure(lambda: amazon.dock_credentials("p")).reason == "role_required"
    short = Bucket(replace(config, role_arn="dji-dock"))
    assert failure(lambda: short.dock_credentials("p")).reason == "role_missing"
    for seconds in (899, 43201):
        long = Bucket(replace(config, credential_lifetime=seconds))
        assert failure(partial(long.dock_credentials, "p")).reason == "credential_lifetime"


@pytest.mark.parametrize("answer", [page(404), s3_error("NoSuchBucket", 404)])
def test_missing_is_said_of_objects_only(config: BucketConfig, answer: Answer) -> None:
    """Neither a missing bucket nor a web server in place of the store proves anything."""
    with answering(answer) as url:
        err = failure(lambda: Bucket(replace(config, endpoint=url)).lookup("k"))
    assert err.reason == "bucket_missing"


def test_missing_without_the_right_to_ask_for_the_bucket(config: BucketConfig) -> None:
    """An object is missing all the same."""
    with answering((404, "", {}), (403, "", {})) as url:
        assert Bucket(replace(config, endpoint=url)).lookup("k") is None


def test_missing_without_the_right_to_list(config: BucketConfig) -> None:
    """Such a store denies where others say that an object is missing: the check finds it out."""
    stored: set[str] = set()

    def store(method: str, path: str) -> Answer | None:
        path, _, query = path.partition("?")
        if method == "PUT":
            stored.add(path)
        elif method == "DELETE":
            stored.discard(path)
        elif "list-type" in query:
            return 200, "<ListBucketResult><Name>b</Name></ListBucketResult>", {}
        elif path in stored:
            return 200, "x" * 42, {"Last-Modified": "Sat, 21 Nov 2026 03:00:00 GMT"}
        else:
            return 403, "", {}
        return None

    with answering((200, "", {}), choose=store) as url:
        bucket = Bucket(replace(config, endpoint=url))
        assert failure(lambda: bucket.lookup("k")).reason == "bucket_denied"
        err = failure(lambda: check(bucket))
    assert (err.reason, err.detail) == ("right_missing", "s3:ListBucket")
    assert not stored


def put_only(method: str, _: str) -> Answer | None:
    """Take everything that is written."""
    return None if method == "HEAD" else (200, "", {})


def test_a_store_that_loses_or_changes_what_is_written(config: BucketConfig) -> None:
    """What was written has to be found as it was written."""
    longer = (200, "x" * 43, {"Last-Modified": "Sat, 21 Nov 2026 03:00:00 GMT"})
    with answering(longer, choose=put_only) as url:
        err = failure(lambda: check(Bucket(replace(config, endpoint=url))))
    assert (type(err).__bases__, err.reason) == ((BucketError,), "bucket_error")
    assert err.detail


def test_deleting_what_is_not_there(config: BucketConfig) -> None:
    """Is no error, in whichever way the store says it; a missing bucket is one."""
    with answering(s3_error("NoSuchKey", 404)) as url:
        Bucket(replace(config, endpoint=url)).delete("k")
    with answering(s3_error("NoSuchBucket", 404)) as url:
        err = failure(lambda: Bucket(replace(config, endpoint=url)).delete("k"))
    assert err.reason == "bucket_missing"


def test_an_object_without_an_etag(config: BucketConfig) -> None:
    """Some stores leave it out after an upload in parts."""
    found = (200, "12345", {"Last-Modified": "Sat, 21 Nov 2026 03:00:00 GMT", "ETag": '""'})
    with answering(found) as url:
        stored = Bucket(replace(config, endpoint=url)).lookup("k")
    assert stored is not None
    assert (stored.size, stored.etag) == (5, "")
    assert stored.modified.isoformat() == "2026-11-21T03:00:00+00:00"
