"""No secret in a log, also when somebody turns on debugging for everything."""

import io
import logging

import pytest

from custom_components.dji_dock.bucket import Bucket, BucketConfig, check_dock_path


def test_debug_logs_hold_no_secrets(config: BucketConfig) -> None:
    """Not in botocore's requests and answers, not in links, not in tracebacks."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        bucket = Bucket(config)
        credentials = bucket.dock_credentials(f"{config.key_prefix}/logs/D", "DOCK1")
        check_dock_path(bucket)
        bucket.lookup("nothing")
        link = bucket.link("k", 60)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    written = text.getvalue()
    # What this test is about was really written.
    assert "AssumeRole" in written
    assert "REDACTED" in written
    signature = link.partition("X-Amz-Signature=")[2][:64]
    for secret in (
        config.secret_access_key,
        config.access_key_id,
        credentials.secret_access_key,
        credentials.session_token,
        credentials.access_key_id,
        signature,
    ):
        assert secret
        assert secret not in written


@pytest.mark.parametrize(
    "message",
    [
        "<SecretAccessKey>hush</SecretAccessKey>",
        "<SessionToken>hush</SessionToken>",
        "{'X-Amz-Security-Token': b'hush', 'other': 1}",
        "x-amz-security-token:hush",
        "https://s3/k?X-Amz-Security-Token=hush&X-Amz-Signature=hush",
        "'Authorization': b'AWS4-HMAC-SHA256 Credential=hush/2026, Signature=hush'",
        "aws_secret_access_key='hush'",
        '{"SecretAccessKey": "hush"}',
    ],
)
def test_every_form_is_found(message: str, caplog: pytest.LogCaptureFixture) -> None:
    """In XML, headers, URLs, dictionaries and JSON; as argument and in a traceback."""
    caplog.set_level(logging.DEBUG)
    logger = logging.getLogger("botocore.endpoint")
    logger.debug("sent %s", message)
    try:
        raise ValueError(message)
    except ValueError:
        logger.debug("failed", exc_info=True)
    assert "hush" not in caplog.text
    assert "REDACTED" in caplog.text
