"""Who signed a request to OSS: version 4 of the signature of S3, as a server checks it.

Written from "Authenticating Requests (AWS Signature Version 4)" of Amazon S3, and from what Alibaba
says of its differences: no chunks (error 0017-00000804).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
import hashlib
import hmac
from urllib.parse import parse_qsl, quote

SKEW = timedelta(minutes=15)
_UNSIGNED = "UNSIGNED-PAYLOAD"
_NEVER = datetime.max.replace(tzinfo=UTC)


class Refused(Exception):
    """An answer with an error code."""

    def __init__(self, status: int, code: str, **more: str) -> None:
        """Take what the answer holds."""
        super().__init__(code)
        self.status = status
        self.code = code
        self.more = more


@dataclass
class Account:
    """Who may do what."""

    secret: str
    prefix: str | None = None
    """Below which to write and nothing else; None may do everything."""
    token: str = ""
    expires: datetime = _NEVER


@dataclass(frozen=True, kw_only=True)
class Request:
    """A request as it came in: names of headers are in small letters, the body is whole."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class _Signed:
    """What a request says of its signature, in its headers or in its address."""

    credential: str
    names: str
    signature: str
    time: datetime
    lifetime: timedelta | None
    """None in headers, where a signature is good for as long as clocks may differ."""
    payload: str
    token: str


def signed_by(accounts: Mapping[str, Account], region: str, request: Request) -> Account:
    """Return who signed a request.

    Raises:
        Refused: nobody, or not rightly so.

    """
    signed = _read(request)
    key_id, *scope = signed.credential.split("/")
    if (account := accounts.get(key_id)) is None:
        raise Refused(403, "InvalidAccessKeyId")
    if scope != [f"{signed.time:%Y%m%d}", region, "s3", "aws4_request"]:
        raise Refused(400, "AuthorizationHeaderMalformed", Region=region)
    if signed.signature != _signature(account.secret, scope, signed, request):
        raise Refused(403, "SignatureDoesNotMatch")
    if signed.payload not in (_UNSIGNED, hashlib.sha256(request.body).hexdigest()):
        raise Refused(400, "XAmzContentSHA256Mismatch")
    now = datetime.now(UTC)
    if signed.lifetime is None and abs(now - signed.time) > SKEW:
        raise Refused(403, "RequestTimeTooSkewed")
    if signed.lifetime is not None and now > signed.time + signed.lifetime:
        raise Refused(403, "AccessDenied")
    if signed.token != account.token:
        raise Refused(403, "InvalidSecurityToken")
    if now > account.expires:
        raise Refused(403, "SecurityTokenExpired")
    return account


def _read(request: Request) -> _Signed:
    headers, query = request.headers, dict(parse_qsl(request.query, keep_blank_values=True))
    if "aws-chunked" in headers.get("content-encoding", "") or "x-amz-trailer" in headers:
        raise Refused(400, "InvalidArgument")
    if "X-Amz-Signature" in query:
        if query["X-Amz-Algorithm"] != "AWS4-HMAC-SHA256":
            raise Refused(400, "AuthorizationQueryParametersError")
        return _Signed(
            credential=query["X-Amz-Credential"],
            names=query["X-Amz-SignedHeaders"],
            signature=query["X-Amz-Signature"],
            time=_time(query["X-Amz-Date"]),
            lifetime=timedelta(seconds=int(query["X-Amz-Expires"])),
            payload=_UNSIGNED,
            token=query.get("X-Amz-Security-Token", ""),
        )
    algorithm, _, rest = headers.get("authorization", "").partition(" ")
    if algorithm != "AWS4-HMAC-SHA256":
        raise Refused(403, "AccessDenied")
    fields = dict(part.strip().split("=", 1) for part in rest.split(","))
    names = set(fields["SignedHeaders"].split(";"))
    if not {"host", *(name for name in headers if name.startswith("x-amz-"))} <= names:
        raise Refused(403, "AccessDenied")
    return _Signed(
        credential=fields["Credential"],
        names=fields["SignedHeaders"],
        signature=fields["Signature"],
        time=_time(headers["x-amz-date"]),
        lifetime=None,
        payload=headers["x-amz-content-sha256"],
        token=headers.get("x-amz-security-token", ""),
    )


def _time(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _signature(secret: str, scope: list[str], signed: _Signed, request: Request) -> str:
    query = sorted(
        (quote(name, safe=""), quote(value, safe=""))
        for name, value in parse_qsl(request.query, keep_blank_values=True)
        if name != "X-Amz-Signature"
    )
    canonical = "\n".join(
        (
            request.method,
            request.path,
            "&".join(f"{name}={value}" for name, value in query),
            *(f"{name}:{request.headers[name].strip()}" for name in signed.names.split(";")),
            "",
            signed.names,
            signed.payload,
        )
    )
    to_sign = "\n".join(
        (
            "AWS4-HMAC-SHA256",
            f"{signed.time:%Y%m%dT%H%M%SZ}",
            "/".join(scope),
            hashlib.sha256(canonical.encode()).hexdigest(),
        )
    )
    key = f"AWS4{secret}".encode()
    for part in scope:
        key = hmac.digest(key, part.encode(), "sha256")
    return hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
