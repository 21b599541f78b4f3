"""Credentials that a dock gets."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .alibaba import assume_role
from .answers import sts_errors
from .config import BucketConfig, CredentialsMode, Provider, require_folder
from .errors import (
    BucketUnreachable,
    LifetimeRejected,
    RoleDenied,
    RoleMissing,
    RoleRequired,
    StsDenied,
    StsUnreachable,
)
from .rights import OF_DOCKS, right

if TYPE_CHECKING:
    from mypy_boto3_sts.client import STSClient

# MinIO's STS has no roles and ignores the name, which botocore insists on.
_ANY_ROLE = "arn:aws:iam::000000000000:role/dji-dock"
_SHORTEST_LIFE, _LONGEST_LIFE = 900, 43200
_NO_SESSION_NAME = re.compile(r"[^A-Za-z0-9_=.@-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class DockCredentials:
    """Keys for one dock; a repr shows none of them."""

    access_key_id: str = field(repr=False)
    secret_access_key: str = field(repr=False)
    session_token: str = field(repr=False)
    """Blank in static mode."""
    expires_at: datetime
    """UTC."""

    @property
    def keys(self) -> tuple[str, str, str]:
        """Return key id, secret and token, as clients take them."""
        return self.access_key_id, self.secret_access_key, self.session_token


def session_policy(config: BucketConfig, prefix: str) -> str:
    """Return a policy that opens nothing but writing below a prefix.

    Without any space: some stores do not decode those in a form.
    """
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Action": [right(config.provider, name) for name in OF_DOCKS],
                    "Resource": [f"arn:{config.partition}:s3:::{config.bucket}/{prefix}/*"],
                }
            ],
        },
        separators=(",", ":"),
    )


def dock_credentials(
    config: BucketConfig, sts: STSClient | None, prefix: str, name: str
) -> DockCredentials:
    """Return credentials for what lies below a prefix; `name` marks them in the store's logs.

    `sts` is None where docks get the configured keys, and where the provider is Alibaba.

    Raises:
        BucketError: the store gives none.

    """
    if config.credentials is CredentialsMode.STATIC:
        return DockCredentials(
            access_key_id=config.access_key_id,
            secret_access_key=config.secret_access_key,
            session_token="",
            expires_at=datetime.now(UTC) + timedelta(seconds=config.credential_lifetime),
        )
    if not config.role_arn and (config.provider is not Provider.MINIO or config.is_amazon):
        raise RoleRequired
    if not _SHORTEST_LIFE <= config.credential_lifetime <= _LONGEST_LIFE:
        raise LifetimeRejected
    session_name = _NO_SESSION_NAME.sub("-", f"dji-dock-{name}")[:64]
    if sts is None:
        key_id, secret, token, expires_at = assume_role(
            config, require_folder(prefix), session_name
        )
        return DockCredentials(
            access_key_id=key_id,
            secret_access_key=secret,
            session_token=token,
            expires_at=expires_at,
        )
    policy = session_policy(config, require_folder(prefix))
    return _assumed(config, sts, session_name, policy)


def credentials_once_more(
    config: BucketConfig, credentials: DockCredentials
) -> DockCredentials | None:
    """Return what a dock's own credentials get without a policy, None where nobody knows.

    Raises:
        BucketError: the store gives none, as it should.

    """
    if config.provider is Provider.ALI:
        return None
    from .clients import sts_client

    return _assumed(config, sts_client(config, credentials.keys), "dji-dock-again", None)


def _assumed(
    config: BucketConfig, sts: STSClient, session_name: str, policy: str | None
) -> DockCredentials:
    confined: dict[str, Any] = {"Policy": policy} if policy else {}
    with _sts_errors(config), sts_errors():
        answer = sts.assume_role(
            RoleArn=config.role_arn or _ANY_ROLE,
            RoleSessionName=session_name,
            DurationSeconds=config.credential_lifetime,
            **confined,
        )["Credentials"]
    return DockCredentials(
        access_key_id=answer["AccessKeyId"],
        secret_access_key=answer["SecretAccessKey"],
        session_token=answer["SessionToken"],
        expires_at=answer["Expiration"].astimezone(UTC),
    )


@contextmanager
def _sts_errors(config: BucketConfig) -> Generator[None]:
    """Tell apart what depends on how temporary credentials were asked for."""
    try:
        yield
    except RoleMissing as err:
        raise err if config.role_arn else RoleRequired(err.code) from err
    except RoleDenied as err:
        # In MinIO an access key of a user cannot, only a user by name and password.
        raise err if config.role_arn else StsDenied(err.code) from err
    except BucketUnreachable as err:
        if config.sts_url == config.endpoint:
            raise
        raise StsUnreachable(detail=urlsplit(config.sts_url).hostname or "") from err
