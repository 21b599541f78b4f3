"""Turns whatever a request to a store fails with into one of our errors."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
import re
from typing import Any
from urllib.parse import urlsplit

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError as BotoConnectionError,
    EndpointResolutionError,
    HTTPClientError,
    ParamValidationError,
    ReadTimeoutError,
    SSLError,
)
from botocore.parsers import ResponseParserError

from .errors import (
    BucketAuthFailed,
    BucketBusy,
    BucketDenied,
    BucketError,
    BucketMissing,
    BucketTimedOut,
    BucketTlsFailed,
    BucketUnreachable,
    ClockSkew,
    ConsolePort,
    CredentialsExpired,
    InvalidEndpoint,
    LifetimeRejected,
    NoStore,
    NotSupported,
    PolicyRejected,
    RoleDenied,
    RoleMissing,
    StoreFull,
    StsUnavailable,
    WrongRegion,
)
from .log_filter import redact_logs

type _Kinds = Mapping[str, type[BucketError]]

_SHARED: _Kinds = {
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
    "ThrottlingException": BucketBusy,
}
_STORE: _Kinds = {
    "NoSuchBucket": BucketMissing,
    "InvalidBucketName": InvalidEndpoint,
    "AccessDenied": BucketDenied,
    "AccountProblem": BucketDenied,
    "AllAccessDisabled": BucketDenied,
    "UserDisable": BucketDenied,
    "SecurityTokenExpired": CredentialsExpired,
    "InvalidSecurityToken": CredentialsExpired,
    "SecondLevelDomainForbidden": InvalidEndpoint,
    "AuthorizationHeaderMalformed": WrongRegion,
    "PermanentRedirect": WrongRegion,
    "TemporaryRedirect": WrongRegion,
    "IllegalLocationConstraintException": WrongRegion,
    "QuotaExceeded": StoreFull,
    "XMinioAdminBucketQuotaExceeded": StoreFull,
    "XMinioStorageFull": StoreFull,
    "NotImplemented": NotSupported,
    "MethodNotAllowed": NotSupported,
    # Answers without a code of the store's own.
    "403": BucketDenied,
    "404": BucketMissing,
    "405": NoStore,
    "501": NotSupported,
    "507": StoreFull,
}
_STS: _Kinds = {
    "AccessDenied": RoleDenied,
    "NoSuchEntity": RoleMissing,
    "MalformedPolicyDocument": PolicyRejected,
    "PackedPolicyTooLarge": PolicyRejected,
    "InvalidArgument": LifetimeRejected,
    "RegionDisabledException": StsUnavailable,
    "NotImplemented": StsUnavailable,
    "InvalidAction": StsUnavailable,
    "MethodNotAllowed": StsUnavailable,
    "NoSuchBucket": StsUnavailable,
    "NoSuchKey": StsUnavailable,
    "403": RoleDenied,
    "404": StsUnavailable,
    "405": StsUnavailable,
    "501": StsUnavailable,
}
# Codes that say only that a parameter is wrong, and words of the message that say which.
_WRONG_PARAMETER = ("ValidationError", "InvalidParameterValue")
_PARAMETERS: tuple[tuple[str, type[BucketError]], ...] = (
    ("duration", LifetimeRejected),
    ("action", StsUnavailable),
    ("policy", PolicyRejected),
    ("resource", PolicyRejected),
    ("rolearn", RoleMissing),
)
# What MinIO's web console says to a client of S3.
_CONSOLE = "must be made to API port"
# What MinIO's STS says in the message of AccessDenied, where others have a code for it.
_DENIED: tuple[tuple[str, type[BucketError]], ...] = (
    ("signature we calculated does not match", BucketAuthFailed),
    ("access key id you provided does not exist", BucketAuthFailed),
    ("difference between the request time", ClockSkew),
)
_WORD = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


def code_of(err: ClientError) -> str:
    """Return the store's code; some stores answer STS errors with it at the top level."""
    return _word(_said(err, "Code"))


def status_of(err: ClientError) -> int:
    """Return the HTTP status, 0 when unknown."""
    return int(err.response.get("ResponseMetadata", {}).get("HTTPStatusCode") or 0)


@contextmanager
def store_errors() -> Generator[None]:
    """Raise a BucketError for whatever a request to the bucket fails with."""
    with _translated(_STORE, unparsable=NoStore, impossible=InvalidEndpoint):
        yield


@contextmanager
def sts_errors() -> Generator[None]:
    """Raise a BucketError for whatever a request for temporary credentials fails with."""
    with _translated(_STS, unparsable=StsUnavailable, impossible=RoleMissing):
        yield


@contextmanager
def _translated(
    kinds: _Kinds, *, unparsable: type[BucketError], impossible: type[BucketError]
) -> Generator[None]:
    redact_logs()
    try:
        yield
    except ClientError as err:
        raise _from_answer(err, kinds, unparsable) from err
    except (ResponseParserError, KeyError) as err:
        # Botocore looks for parts of an answer that a web page does not have.
        raise unparsable from err
    except SSLError as err:
        raise BucketTlsFailed(detail=_address(err)) from err
    except ReadTimeoutError as err:
        raise BucketTimedOut(detail=_address(err)) from err
    except (BotoConnectionError, HTTPClientError) as err:
        if isinstance(err.kwargs.get("error"), ValueError):
            # Its text may hold a header as it was to be sent, with what signs it.
            raise InvalidEndpoint from None
        raise BucketUnreachable(detail=_address(err)) from err
    except ParamValidationError as err:
        raise impossible from err
    except (EndpointResolutionError, ValueError) as err:
        raise InvalidEndpoint from err
    except BotoCoreError as err:
        raise BucketError(type(err).__name__) from err


def _address(err: BotoCoreError) -> str:
    """Return which address was tried: of the URL only that, the rest may sign something."""
    parts = urlsplit(str(err.kwargs.get("endpoint_url") or err.kwargs.get("proxy_url") or ""))
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}" if parts.netloc else ""


def _from_answer(err: ClientError, kinds: _Kinds, unparsable: type[BucketError]) -> BucketError:
    code, status, region = code_of(err), status_of(err), _region(err)
    if code == "AccessDenied" and (endpoint := _word(_said(err, "Endpoint"))):
        # OSS names the endpoint of the right region.
        return WrongRegion(code, endpoint.partition(".")[0].removeprefix("oss-"))
    if code == "InvalidArgument" and _CONSOLE in _said(err, "Message"):
        return ConsolePort(code)
    if not code or code.isdigit():
        kind = _without_code(err, kinds, unparsable)
    elif code in _WRONG_PARAMETER and kinds is _STS:
        kind = _by_text(_PARAMETERS, err) or LifetimeRejected
    elif code == "AccessDenied" and kinds is _STS:
        kind = _by_text(_DENIED, err) or RoleDenied
    else:
        kind = _SHARED.get(code) or kinds.get(code)
        if kind is None and (status in (403, 501, 507) or kinds is _STS):
            kind = kinds.get(str(status))
    if kind is None:
        kind = BucketBusy if status >= 500 or status == 429 else BucketError
    return kind(code or str(status), region if kind is WrongRegion else "")


def _without_code(
    err: ClientError, kinds: _Kinds, unparsable: type[BucketError]
) -> type[BucketError] | None:
    """Tell answers apart that are no XML of a store: those to HEAD, and those of somebody else."""
    status = status_of(err)
    if _region(err) and (status == 400 or 300 <= status < 400):
        return WrongRegion
    if 300 <= status < 400:
        # A web server that sends everybody elsewhere, to https for one.
        return unparsable
    page = str(_headers(err).get("content-type", "")).startswith(("text/html", "text/plain"))
    # Botocore makes 500 of an answer that says yes and is no XML.
    if page and status <= 500 and not err.operation_name.startswith("Head"):
        return unparsable
    return kinds.get(str(status))


def _by_text(
    kinds: tuple[tuple[str, type[BucketError]], ...], err: ClientError
) -> type[BucketError] | None:
    message = _said(err, "Message").lower()
    return next((kind for text, kind in kinds if text in message), None)


def _region(err: ClientError) -> str:
    """Return the region that the store names as the right one, blank when it names none."""
    return _word(_said(err, "Region") or str(_headers(err).get("x-amz-bucket-region", "")))


def _headers(err: ClientError) -> Mapping[str, Any]:
    return err.response.get("ResponseMetadata", {}).get("HTTPHeaders", {})


def _said(err: ClientError, name: str) -> str:
    response: dict[str, Any] = dict(err.response)
    error = response.get("Error") or {}
    return str(error.get(name) or response.get(name) or "")


def _word(text: str) -> str:
    """Return a word as stores use them; whatever else somebody answers is shown to nobody."""
    return text if _WORD.fullmatch(text) else ""
