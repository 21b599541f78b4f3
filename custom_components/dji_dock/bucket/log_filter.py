"""Keeps secrets out of botocore's debug logs.

At debug level botocore writes requests, answers of STS and canonical requests as they are,
with keys and session tokens in them. A user who turns on debug logging and shares the log must
not share those.
"""

import logging
import re
from typing import override

_LOGGERS = ("botocore", "boto3", "urllib3", "s3transfer")
_HIDDEN = "**REDACTED**"
_SECRETS = re.compile(
    r"""(?ix)
    ( (?: secret_?access_?key | session_?token | security_?token | access_?key_?id
        | x-amz-security-token | x-amz-credential | (?: x-amz- )? signature | authorization
        | aws_(?:access_key_id|secret_access_key|session_token) )
      (?: ['"]? \s* [:=>] \s* (?: b? ['"] )? | %3D )
    )
    [^\s'"<>&,;)}\]]+ (?: \s+ Credential=[^\r\n'"]* )?
    """
)


class _RedactSecrets(logging.Filter):
    """Rewrites a record so that no secret is left in it."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        """Redact message, arguments and traceback; every record passes."""
        record.msg = _redact(record.getMessage())
        record.args = None
        if record.exc_info:
            record.exc_text = _redact(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True


_FILTER = _RedactSecrets()


def redact_logs() -> None:
    """Redact every logger of botocore and what it uses; again after each client made new ones.

    A filter counts only for the logger that it hangs on, not for those below it.
    """
    for name in list(logging.root.manager.loggerDict):
        if name.split(".", 1)[0] in _LOGGERS:
            logging.getLogger(name).addFilter(_FILTER)


def _redact(text: str) -> str:
    return _SECRETS.sub(rf"\1{_HIDDEN}", text)
