"""No secret in a log, also when somebody turns on debugging for everything."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
import io
import logging
from urllib.parse import quote

import pytest

from custom_components.dji_dock.bucket import (
    Bucket,
    BucketConfig,
    BucketError,
    check,
    check_dock_path,
    logs_prefix,
)
from custom_components.dji_dock.bucket.log_filter import redact_logs
from tests.lab.stack.s3 import Store

from .servers import answering, s3_error

TREE = ("botocore", "boto3", "urllib3", "s3transfer")


@contextmanager
def everything() -> Generator[io.StringIO]:
    """Write everything that anybody logs, as Home Assistant does with its root at debug level."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield text
    finally:
        root.removeHandler(handler)
        root.setLevel(level)


def try_hard(bucket: Bucket) -> None:
    """Do something that fails."""
    for action in (
        lambda: check(bucket),
        lambda: bucket.lookup("k"),
        lambda: bucket.dock_credentials("p"),
    ):
        with pytest.raises(BucketError):
            action()


def test_debug_logs_hold_no_secrets(config: BucketConfig, store: Store, sts: None) -> None:
    """Not in botocore's requests and answers, not in links, not in tracebacks."""
    with everything() as text:
        bucket = Bucket(config)
        check(bucket)
        credentials = bucket.dock_credentials(logs_prefix(config, "DOCK1"), "DOCK1")
        check_dock_path(bucket)
        bucket.lookup(f"{config.key_prefix}/nothing")
        link = bucket.link("k", 60)
        try_hard(Bucket(replace(config, endpoint="http://127.0.0.1:9")))
        try_hard(Bucket(replace(config, secret_access_key="another-secret/of+mine", bucket="nope"
                                 , role_arn="short")))  # fmt: skip
        with answering(s3_error("AccessDenied", 403)) as url:
            try_hard(Bucket(replace(config, endpoint=url)))
        try_hard(
            Bucket(replace(config, access_key_id=f"{config.access_key_id}\n", role_arn="short"))
        )
    written = text.getvalue()
    # What this test is about was really written, by every part that writes it.
    for shown in ("AssumeRole", "CanonicalRequest", "Response body", "Traceback", "**REDACTED**"):
        assert shown in written
    signature = link.partition("X-Amz-Signature=")[2][:64]
    assert len(signature) == 64
    for secret in (
        config.secret_access_key,
        config.access_key_id,
        "another-secret/of+mine",
        credentials.secret_access_key,
        credentials.session_token,
        credentials.access_key_id,
        signature,
    ):
        assert secret
        assert secret not in written
        assert quote(secret, safe="") not in written
    unfiltered = [
        name
        for name in logging.root.manager.loggerDict
        if name.split(".", 1)[0] in TREE and not logging.getLogger(name).filters
    ]
    assert unfiltered == []


@pytest.mark.parametrize(
    "message",
    [
        "<SecretAccessKey>hush</SecretAccessKey>",
        "<SessionToken>\n  hush\n</SessionToken>",
        "<s:SessionToken xmlns:s='urn:x'>hush</s:SessionToken>",
        "{'X-Amz-Security-Token': b'hush', 'other': 1}",
        "x-amz-security-token:hush",
        "https://s3/k?X-Amz-Security-Token=hush&X-Amz-Signature=hush",
        "https://s3/k?X-Amz-Credential=hush%2F20261121%2Fs3%2Faws4_request&x=1",
        "'Authorization': b'AWS4-HMAC-SHA256 Credential=hush/2026, Signature=hush'",
        "Authorization: AWS hush:hush",
        "aws_secret_access_key='hush'",
        '{"SecretAccessKey": "hush"}',
        r'"{\"SessionToken\": \"hush\"}"',
        "Signature:\nhush",
    ],
)
def test_every_form_is_found(message: str, caplog: pytest.LogCaptureFixture) -> None:
    """In XML, headers, URLs, dictionaries and JSON; as argument, in a traceback and in a stack."""
    caplog.set_level(logging.DEBUG)
    logger = logging.getLogger("botocore.endpoint")
    redact_logs()
    logger.debug("sent %s", message)
    try:
        raise ValueError(message)
    except ValueError:
        logger.debug("failed", exc_info=True)
    record = logger.makeRecord("botocore", logging.DEBUG, "f", 1, "at", (), None, sinfo=message)
    logger.handle(record)
    assert "hush" not in caplog.text
    assert caplog.text.count("REDACTED") >= 3


def test_known_secrets_are_found_in_any_form(caplog: pytest.LogCaptureFixture) -> None:
    """Also where nothing beside them says what they are; the latest few of them."""
    caplog.set_level(logging.DEBUG)
    redact_logs("first/secret", "minio")
    logger = logging.getLogger("urllib3.connectionpool")
    logger.debug("Invalid header value b'first/secret' for minio at /k?x=first%2Fsecret")
    assert caplog.messages == [
        "Invalid header value b'**REDACTED**' for minio at /k?x=**REDACTED**"
    ]
    for number in range(100):
        redact_logs(f"secret-number-{number}")
    logger.debug("secret-number-1 secret-number-99")
    assert caplog.messages[-1] == "secret-number-1 **REDACTED**"


def test_loggers_that_come_later(caplog: pytest.LogCaptureFixture) -> None:
    """A part of botocore that is imported with the first request is watched as well."""
    caplog.set_level(logging.DEBUG)
    logger = logging.getLogger("botocore.of_tomorrow.deep")
    redact_logs()
    logger.debug("SessionToken=hush")
    logging.getLogger("botocore.of_tomorrow").debug("SessionToken=hush")
    assert caplog.messages == ["SessionToken=**REDACTED**"] * 2


def test_other_records_are_left_alone(caplog: pytest.LogCaptureFixture) -> None:
    """Records without secrets keep their arguments; other loggers are none of our business."""
    caplog.set_level(logging.DEBUG)
    redact_logs()
    logger = logging.getLogger("botocore.endpoint")
    try:
        raise ValueError("harmless")
    except ValueError:
        logger.debug("100%% of %s", "it", exc_info=True)
    (record,) = caplog.records
    assert record.args == ("it",)
    assert record.exc_info is not None
    assert record.getMessage() == "100% of it"
    logging.getLogger("aiomqtt").debug("SessionToken=mine")
    assert caplog.messages[-1] == "SessionToken=mine"


def test_a_record_that_cannot_be_put_together(caplog: pytest.LogCaptureFixture) -> None:
    """Python would print its arguments as they are."""
    caplog.set_level(logging.DEBUG)
    redact_logs()
    logging.getLogger("botocore.auth").debug("%s and %d", "SessionToken=hush", "two")
    assert caplog.messages == ["**REDACTED**"]
