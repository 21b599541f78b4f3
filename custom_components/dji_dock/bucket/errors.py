"""What a store can refuse, told apart by reason."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError as BotoConnectionError,
    HTTPClientError,
    ParamValidationError,
    ReadTimeoutError,
    SSLError,
)
from botocore.parsers import ResponseParserError


class BucketError(Exception):
    """The store refused or did not answer; `reason` names why, `code` is the store's own word."""

    reason = "bucket_error"

    def __init__(self, code: str = "", detail: str = "") -> None:
        """Take the store's code, which is short and holds no secrets."""
        super().__init__(
            f"{self.reason}{f' ({code})' if code else ''}{f': {detail}' if detail else ''}"
        )
        self.code = code
        self.detail = detail


class InvalidEndpoint(BucketError):
    """The endpoint, the bucket's name or the region cannot be right."""

    reason = "invalid_endpoint"


class BucketUnreachable(BucketError):
    """Nobody answers at the endpoint, or not in time."""

    reason = "bucket_unreachable"


class BucketTlsFailed(BucketError):
    """The TLS handshake failed."""

    reason = "bucket_tls"


class BucketBusy(BucketError):
    """The store asks to slow down or is failing; worth another try."""

    reason = "bucket_busy"


class NoStore(BucketError):
    """Something answers, but it does not speak S3."""

    reason = "not_s3"


class BucketAuthFailed(BucketError):
    """The access key is unknown or the secret is wrong."""

    reason = "bucket_auth"


class BucketMissing(BucketError):
    """There is no such bucket."""

    reason = "bucket_missing"


class BucketDenied(BucketError):
    """The key is good but lacks a right."""

    reason = "bucket_denied"


class ClockSkew(BucketError):
    """The store refuses our clock."""

    reason = "clock_skew"


class WrongRegion(BucketError):
    """The bucket lies in another region; `detail` names it where the store told."""

    reason = "wrong_region"


class RoleRequired(BucketError):
    """The provider cannot give temporary credentials without a role."""

    reason = "role_required"


class RoleMissing(BucketError):
    """There is no such role."""

    reason = "role_missing"


class RoleDenied(BucketError):
    """The key may not assume the role."""

    reason = "role_denied"


class PolicyRejected(BucketError):
    """The store does not accept the session policy that confines a dock."""

    reason = "policy_rejected"


class LifetimeRejected(BucketError):
    """The store does not give credentials for so long."""

    reason = "credential_lifetime"


class StsUnavailable(BucketError):
    """The store does not offer temporary credentials."""

    reason = "sts_unavailable"


class DockPathDenied(BucketError):
    """A dock's own credentials are refused where it has to write."""

    reason = "dock_path_denied"


class CredentialsExpired(BucketError):
    """Temporary credentials ran out."""

    reason = "credentials_expired"


_SHARED: dict[str, type[BucketError]] = {
    "InvalidAccessKeyId": BucketAuthFailed,
    "InvalidClientTokenId": BucketAuthFailed,
    "SignatureDoesNotMatch": BucketAuthFailed,
    "IncompleteSignature": BucketAuthFailed,
    "AuthFailure": BucketAuthFailed,
    "UnrecognizedClientException": BucketAuthFailed,
    "RequestTimeTooSkewed": ClockSkew,
    "RequestExpired": ClockSkew,
    "ExpiredToken": CredentialsExpired,
    "ExpiredTokenException": CredentialsExpired,
    "InvalidToken": CredentialsExpired,
    "TokenRefreshRequired": CredentialsExpired,
    "SlowDown": BucketBusy,
    "ServiceUnavailable": BucketBusy,
    "InternalError": BucketBusy,
    "RequestTimeout": BucketBusy,
    "Throttling": BucketBusy,
}
_STORE: dict[str, type[BucketError]] = {
    "NoSuchBucket": BucketMissing,
    "404": BucketMissing,
    "InvalidBucketName": InvalidEndpoint,
    "AccessDenied": BucketDenied,
    "AccountProblem": BucketDenied,
    "AllAccessDisabled": BucketDenied,
    "403": BucketDenied,
    "AuthorizationHeaderMalformed": WrongRegion,
    "PermanentRedirect": WrongRegion,
    "TemporaryRedirect": WrongRegion,
    "IllegalLocationConstraintException": WrongRegion,
    "301": WrongRegion,
    "307": WrongRegion,
}
_STS: dict[str, type[BucketError]] = {
    "AccessDenied": RoleDenied,
    "NoSuchEntity": RoleMissing,
    "MalformedPolicyDocument": PolicyRejected,
    "PackedPolicyTooLarge": PolicyRejected,
    "ValidationError": LifetimeRejected,
    "InvalidArgument": LifetimeRejected,
    "RegionDisabledException": StsUnavailable,
    "NotImplemented": StsUnavailable,
    "InvalidAction": StsUnavailable,
    "MethodNotAllowed": StsUnavailable,
    "NoSuchBucket": StsUnavailable,
    "NoSuchKey": StsUnavailable,
    "404": StsUnavailable,
    "405": StsUnavailable,
    "501": StsUnavailable,
}


def code_of(err: ClientError) -> str:
    """Return the store's code; some stores answer STS errors with it at the top level."""
    response: dict[str, Any] = dict(err.response)
    error = response.get("Error") or {}
    return str(error.get("Code") or response.get("Code") or "")


def status_of(err: ClientError) -> int:
    """Return the HTTP status, 0 when unknown."""
    return int(err.response.get("ResponseMetadata", {}).get("HTTPStatusCode") or 0)


@contextmanager
def store_errors() -> Generator[None]:
    """Raise a BucketError for whatever a request to the bucket fails with."""
    with _translated(_STORE, unparsable=NoStore):
        yield


@contextmanager
def sts_errors() -> Generator[None]:
    """Raise a BucketError for whatever a request for temporary credentials fails with."""
    with _translated(_STS, unparsable=StsUnavailable):
        yield


@contextmanager
def _translated(
    codes: dict[str, type[BucketError]], unparsable: type[BucketError]
) -> Generator[None]:
    try:
        yield
    except ClientError as err:
        raise _from_answer(err, codes) from err
    except (ResponseParserError, KeyError) as err:
        # Botocore looks for parts of an answer that a web page does not have.
        raise unparsable from err
    except RecursionError as err:
        # It follows redirects to the right region for ever when there is none.
        raise WrongRegion from err
    except SSLError as err:
        raise BucketTlsFailed from err
    except ReadTimeoutError as err:
        raise BucketUnreachable(detail="no answer in time") from err
    except (BotoConnectionError, HTTPClientError) as err:
        raise BucketUnreachable from err
    except (ParamValidationError, ValueError) as err:
        raise InvalidEndpoint from err
    except (BotoCoreError, Boto3Error) as err:
        raise BucketError(type(err).__name__) from err


def _from_answer(err: ClientError, codes: dict[str, type[BucketError]]) -> BucketError:
    code, status = code_of(err), status_of(err)
    headers = err.response.get("ResponseMetadata", {}).get("HTTPHeaders", {})
    region = str(headers.get("x-amz-bucket-region", ""))
    kind = _SHARED.get(code) or codes.get(code) or codes.get(str(status))
    if kind is None and region and status in (301, 400):
        # A HEAD answer has no body, so the code is the status alone.
        kind = WrongRegion
    if kind is None:
        kind = BucketBusy if status >= 500 else BucketError
    return kind(code, region if kind is WrongRegion else "")
