"""Temporary credentials of Alibaba Cloud, for docks that upload to its Object Storage Service.

Source: "AssumeRole" of Alibaba Cloud's Security Token Service, version 2015-04-01, through its own
SDK. OSS speaks S3, its STS does not speak that of AWS.
"""

from datetime import UTC, datetime
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .config import BucketConfig
from .errors import (
    BucketAuthFailed,
    BucketBusy,
    BucketError,
    ClockSkew,
    LifetimeRejected,
    PolicyRejected,
    RoleDenied,
    RoleMissing,
    SdkMissing,
    StsUnavailable,
    StsUnreachable,
)
from .log_filter import redact_logs
from .rights import OF_DOCKS, right

if TYPE_CHECKING:
    from alibabacloud_sts20150401.client import Client

REQUIREMENTS = ["alibabacloud-sts20150401>=1.2,<2"]
"""Installed where it is needed only: it brings a dozen packages along."""

_CONNECT_MS, _READ_MS = 5000, 20000
_ERRORS: tuple[tuple[str, type[BucketError]], ...] = (
    ("InvalidAccessKeyId", BucketAuthFailed),
    ("SignatureDoesNotMatch", BucketAuthFailed),
    ("IncompleteSignature", BucketAuthFailed),
    ("InvalidSecurityToken", BucketAuthFailed),
    ("InvalidTimeStamp", ClockSkew),
    ("EntityNotExist.Role", RoleMissing),
    ("InvalidParameter.RoleArn", RoleMissing),
    ("MissingRoleArn", RoleMissing),
    ("NoPermission", RoleDenied),
    ("Forbidden", RoleDenied),
    ("InvalidParameter.Policy", PolicyRejected),
    ("InvalidParameter.DurationSeconds", LifetimeRejected),
    ("Throttling", BucketBusy),
    ("ServiceUnavailable", BucketBusy),
    ("InternalError", BucketBusy),
)


def ram_policy(config: BucketConfig, prefix: str) -> str:
    """Return a policy in RAM's language that opens nothing but writing below a prefix."""
    return json.dumps(
        {
            "Version": "1",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": [right(config.provider, name) for name in OF_DOCKS],
                    "Resource": [f"acs:oss:*:*:{config.bucket}/{prefix}/*"],
                }
            ],
        },
        separators=(",", ":"),
    )


def assume_role(
    config: BucketConfig, prefix: str, session_name: str
) -> tuple[str, str, str, datetime]:
    """Return key id, secret, token and when they expire. Blocks.

    Raises:
        BucketError

    """
    # Here, since only those who use OSS have it.
    try:
        from alibabacloud_sts20150401.models import AssumeRoleRequest
        from alibabacloud_tea_util.models import RuntimeOptions
        from Tea.exceptions import TeaException
    except ImportError as err:
        raise SdkMissing from err
    redact_logs(config.access_key_id, config.secret_access_key)
    request = AssumeRoleRequest(
        role_arn=config.role_arn,
        role_session_name=session_name[:64],
        policy=ram_policy(config, prefix),
        duration_seconds=config.credential_lifetime,
    )
    options = RuntimeOptions(connect_timeout=_CONNECT_MS, read_timeout=_READ_MS, autoretry=False)
    try:
        answer = _client(config).assume_role_with_options(request, options)
    except TeaException as err:
        raise _error(err, config) from None
    except Exception as err:
        # The SDK passes on whatever its transport raises; its texts may hold the request.
        raise StsUnreachable(detail=_host(config)) from err
    return _read(answer)


def _client(config: BucketConfig) -> Client:
    from alibabacloud_sts20150401.client import Client
    from alibabacloud_tea_openapi.models import Config

    parts = urlsplit(config.sts_url)
    return Client(
        Config(
            access_key_id=config.access_key_id,
            access_key_secret=config.secret_access_key,
            region_id=config.region,
            endpoint=parts.netloc,
            protocol=parts.scheme,
        )
    )


def _read(answer: Any) -> tuple[str, str, str, datetime]:
    credentials: Any = getattr(answer.body, "credentials", None)
    try:
        keys = (
            credentials.access_key_id,
            credentials.access_key_secret,
            credentials.security_token,
        )
        expires_at = datetime.fromisoformat(credentials.expiration).astimezone(UTC)
    except (AttributeError, TypeError, ValueError) as err:
        raise StsUnavailable from err
    if not all(isinstance(key, str) and key for key in keys):
        raise StsUnavailable
    redact_logs(*keys)
    return *keys, expires_at


def _error(err: Exception, config: BucketConfig) -> BucketError:
    code = getattr(err, "code", None)
    if not isinstance(code, str) or not code:
        inner = getattr(err, "inner_exception", None)
        # An answer that is no JSON is not one of Alibaba's.
        if isinstance(inner, RuntimeError):
            return StsUnavailable()
        return StsUnreachable(detail=_host(config))
    for begin, kind in _ERRORS:
        if code.startswith(begin):
            return kind(code[:64])
    return BucketError(code[:64])


def _host(config: BucketConfig) -> str:
    return urlsplit(config.sts_url).hostname or ""
