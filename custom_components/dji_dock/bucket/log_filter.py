"""Keeps secrets out of botocore's debug logs.

At debug level botocore writes requests, answers of STS and canonical requests as they are,
with keys and session tokens in them. A user who turns on debug logging and shares the log must
not share those.
"""

from collections.abc import Iterable
import logging
import re
from typing import override
from urllib.parse import quote

_NAMES = ("botocore", "boto3", "urllib3", "s3transfer")
_HIDDEN = "**REDACTED**"
_SECRETS = re.compile(
    r"""(?ix)
    ( (?: secret_?access_?key | session_?token | security_?token | access_?key_?id
        | x-amz-security-token | x-amz-credential | (?: x-amz- )? signature
        | aws_(?:access_key_id|secret_access_key|session_token) )
      (?: \\? ['"]? \s* [:=] \s* (?: b? \\? ['"] )? | (?: \s [^<>]* )? > \s* | %3D )
    )
    [^\s'"<>&,;)}\]\\]+
    | ( authorization ['"]? \s* [:=] \s* (?: b? ['"] )? ) [^\r\n'"]+
    """
)
_SHORTEST, _MOST = 8, 64


class _RedactSecrets(logging.Filter):
    """Rewrites a record so that no secret is left in it."""

    def __init__(self) -> None:
        super().__init__()
        # What was used to sign: found in whatever form, such as in the text of an exception.
        self._known: tuple[str, ...] = ()
        self._loggers = 0

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        """Redact message, arguments, traceback and stack; every record passes."""
        try:
            message = record.getMessage()
        except TypeError, ValueError, KeyError:
            # Python would print the arguments of a record that it cannot put together.
            record.msg = message = _HIDDEN
            record.args = None
        if (redacted := self._redact(message)) != message:
            record.msg, record.args = redacted, None
        if record.exc_info:
            text = logging.Formatter().formatException(record.exc_info)
            if (redacted := self._redact(text)) != text:
                record.exc_text, record.exc_info = redacted, None
        if record.stack_info:
            record.stack_info = self._redact(record.stack_info)
        return True

    def learn(self, secrets: Iterable[str]) -> None:
        """Hide these values from now on, the latest few of all that were given."""
        given = [secret.strip() for secret in secrets if len(secret.strip()) >= _SHORTEST]
        forms = dict.fromkeys([*given, *(quote(secret, safe="") for secret in given)])
        self._known = (*(old for old in self._known if old not in forms), *forms)[-_MOST:]

    def install(self) -> None:
        """Hang it on every logger of botocore and what it uses, where there are new ones."""
        loggers = logging.root.manager.loggerDict
        if len(loggers) == self._loggers:
            return
        self._loggers = len(loggers)
        for name in list(loggers):
            if name.split(".", 1)[0] in _NAMES:
                logging.getLogger(name).addFilter(self)

    def _redact(self, text: str) -> str:
        for secret in self._known:
            text = text.replace(secret, _HIDDEN)
        return _SECRETS.sub(rf"\1\2{_HIDDEN}", text)


_FILTER = _RedactSecrets()


def redact_logs(*secrets: str) -> None:
    """Keep secrets out of the logs of botocore: what looks like one, and these values.

    A filter counts only for the logger that it hangs on, not for those below it: to be called
    before whatever may log, and cheap where no logger was made since.
    """
    _FILTER.learn(secrets)
    _FILTER.install()
