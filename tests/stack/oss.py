"""A small Alibaba Cloud: STS and OSS over HTTP, both of which check every signature.

Written from Alibaba's documentation: "Request syntax and signature method V3" for STS, and for
OSS the older signature of S3 ("Signing and Authenticating REST Requests") with the bucket before
the host, which is what Alibaba asks of S3 clients.
"""

import base64
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import formatdate
import hashlib
import hmac
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
import json
import threading
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit
import uuid
from xml.sax.saxutils import escape

HOST = "oss.test"
"""Names below it have to lead to 127.0.0.1."""

_SUBRESOURCES = ("partNumber", "uploadId", "uploads")


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


@dataclass
class Alibaba:
    """Everything that the servers know."""

    bucket: str = "dji-dock"
    region: str = "cn-hangzhou"
    role: str = "acs:ram::1234567890123456:role/dji-dock"
    objects: dict[str, bytes] = field(default_factory=dict[str, bytes])
    accounts: dict[str, Account] = field(
        default_factory=lambda: {"LTAI-owner": Account("owner-secret")}
    )
    requests: list[str] = field(default_factory=list[str])
    sts_answer: tuple[int, bytes] | None = None
    """In place of the real answer of STS."""
    port: int = 0

    @property
    def endpoint(self) -> str:
        """Return the URL of OSS."""
        return f"http://{HOST}:{self.port}"

    @property
    def sts_endpoint(self) -> str:
        """Return the URL of STS."""
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def running(self) -> Generator[None]:
        """Serve."""
        cloud = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Connections that are kept open keep a thread.
            timeout = 0.5

            def _serve(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                host = self.headers["Host"].partition(":")[0]
                sts = host == "127.0.0.1"
                cloud.requests.append(f"{self.command} {host} {self.path.partition('?')[0]}")
                headers: dict[str, str] = {}
                try:
                    if sts:
                        status, answer = _sts(cloud, self, body)
                    else:
                        status, answer, headers = _oss(cloud, self, host, body)
                except Refused as err:
                    status, answer = err.status, _error(err, sts=sts)
                self.send_response(status)
                headers.setdefault("Content-Length", str(len(answer)))
                headers.setdefault("Content-Type", f"application/{'json' if sts else 'xml'}")
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(answer)

            do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _serve  # noqa: N815

            def log_message(self, format: str, *args: Any) -> None:
                """Stay silent."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = False
        self.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def _error(err: Refused, *, sts: bool) -> bytes:
    if sts:
        return json.dumps({"Code": err.code, "Message": err.code, "RequestId": "1"}).encode()
    more = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in err.more.items())
    return f"<Error><Code>{err.code}</Code><Message>{err.code}</Message>{more}</Error>".encode()


def _sts(cloud: Alibaba, request: BaseHTTPRequestHandler, body: bytes) -> tuple[int, bytes]:
    """Answer AssumeRole."""
    if cloud.sts_answer:
        return cloud.sts_answer
    path, _, query = request.path.partition("?")
    authorization = request.headers["Authorization"]
    fields = dict(
        part.split("=", 1) for part in authorization.removeprefix("ACS3-HMAC-SHA256 ").split(",")
    )
    account = cloud.accounts.get(fields["Credential"])
    if account is None:
        raise Refused(404, "InvalidAccessKeyId.NotFound")
    payload = hashlib.sha256(body).hexdigest()
    names = fields["SignedHeaders"].split(";")
    canonical = "\n".join(
        (
            request.command,
            path,
            "&".join(sorted(query.split("&"))),
            "".join(f"{name}:{request.headers[name].strip()}\n" for name in names),
            fields["SignedHeaders"],
            payload,
        )
    )
    to_sign = f"ACS3-HMAC-SHA256\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    signature = hmac.new(account.secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    if fields["Signature"] != signature or request.headers["x-acs-content-sha256"] != payload:
        raise Refused(400, "SignatureDoesNotMatch")
    if request.headers["x-acs-action"] != "AssumeRole":
        raise Refused(404, "InvalidAction.NotFound")
    asked = dict(parse_qsl(query)) | dict(parse_qsl(body.decode()))
    if asked["RoleArn"] != cloud.role:
        raise Refused(404, "EntityNotExist.Role")
    seconds = int(asked["DurationSeconds"])
    if not 900 <= seconds <= 43200:
        raise Refused(400, "InvalidParameter.DurationSeconds")
    [statement] = json.loads(asked["Policy"])["Statement"]
    if set(statement["Action"]) != {"oss:PutObject", "oss:AbortMultipartUpload"}:
        raise Refused(400, "InvalidParameter.PolicyGrammar")
    [resource] = statement["Resource"]
    prefix = resource.removeprefix(f"acs:oss:*:*:{cloud.bucket}/").removesuffix("*")
    key_id = f"STS.{uuid.uuid4().hex}"
    made = cloud.accounts[key_id] = Account(uuid.uuid4().hex, prefix, uuid.uuid4().hex)
    expires = datetime.now(UTC) + timedelta(seconds=seconds)
    credentials = {
        "AccessKeyId": key_id,
        "AccessKeySecret": made.secret,
        "SecurityToken": made.token,
        "Expiration": f"{expires:%Y-%m-%dT%H:%M:%SZ}",
    }
    return 200, json.dumps({"RequestId": "1", "Credentials": credentials}).encode()


def _oss(
    cloud: Alibaba, request: BaseHTTPRequestHandler, host: str, body: bytes
) -> tuple[int, bytes, dict[str, str]]:
    """Answer what boto3 asks of a bucket."""
    if host == HOST:
        raise Refused(403, "SecondLevelDomainForbidden")
    if host != f"{cloud.bucket}.{HOST}":
        raise Refused(404, "NoSuchBucket")
    parts = urlsplit(request.path)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    account = _signed(cloud, request, parts.path, query)
    key, method = unquote(parts.path[1:]), request.command
    writes = method in ("PUT", "POST") or "uploadId" in query
    if account.prefix is not None and not (writes and key.startswith(account.prefix)):
        raise Refused(403, "AccessDenied")
    if "uploads" in query:
        return 200, b"<R><UploadId>u1</UploadId></R>", {}
    if "uploadId" in query:
        return 204, b"", {}
    if method == "PUT":
        cloud.objects[key] = body
        return 200, b"", {"ETag": f'"{hashlib.md5(body).hexdigest()}"'}
    if method == "DELETE":
        cloud.objects.pop(key, None)
        return 204, b"", {}
    if not key:
        return 200, _listing(cloud, query), {}
    if key not in cloud.objects:
        raise Refused(404, "NoSuchKey")
    data = cloud.objects[key]
    headers = {
        "ETag": f'"{hashlib.md5(data).hexdigest().upper()}"',
        "Last-Modified": formatdate(usegmt=True),
        "Content-Length": str(len(data)),
        "Content-Type": "application/octet-stream",
    }
    return 200, data, headers


def _listing(cloud: Alibaba, query: dict[str, str]) -> bytes:
    prefix, start = query.get("prefix", ""), query.get("continuation-token", "")
    keys = sorted(key for key in cloud.objects if key.startswith(prefix) and key > start)
    page = keys[: int(query.get("max-keys", 1000))]
    more = len(keys) > len(page)
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.000Z}"
    contents = "".join(
        f"<Contents><Key>{quote(key)}</Key><Size>{len(cloud.objects[key])}</Size>"
        f"<ETag>x</ETag><LastModified>{now}</LastModified></Contents>"
        for key in page
    )
    token = f"<NextContinuationToken>{escape(page[-1])}</NextContinuationToken>" if more else ""
    return (
        f"<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>{str(more).lower()}"
        f"</IsTruncated>{token}{contents}</ListBucketResult>"
    ).encode()


def _signed(
    cloud: Alibaba, request: BaseHTTPRequestHandler, path: str, query: dict[str, str]
) -> Account:
    """Return who signed a request, in its headers or in its address."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    if "Signature" in query:
        key_id, given, date = query["AWSAccessKeyId"], query["Signature"], query["Expires"]
        if "x-amz-security-token" in query:
            headers["x-amz-security-token"] = query["x-amz-security-token"]
    elif headers.get("authorization", "").startswith("AWS "):
        key_id, _, given = headers["authorization"].removeprefix("AWS ").partition(":")
        date = "" if "x-amz-date" in headers else headers.get("date", "")
    else:
        raise Refused(403, "AccessDenied")
    if (account := cloud.accounts.get(key_id)) is None:
        raise Refused(403, "InvalidAccessKeyId")
    names = [
        f"{name}={query[name]}" if query[name] else name for name in _SUBRESOURCES if name in query
    ]
    to_sign = "\n".join(
        (
            request.command,
            headers.get("content-md5", ""),
            headers.get("content-type", ""),
            date,
            *(f"{name}:{headers[name]}" for name in sorted(headers) if name.startswith("x-amz-")),
            f"/{cloud.bucket}{path}{'?' if names else ''}{'&'.join(names)}",
        )
    )
    digest = hmac.new(account.secret.encode(), to_sign.encode(), hashlib.sha1).digest()
    if given != base64.b64encode(digest).decode():
        raise Refused(403, "SignatureDoesNotMatch")
    if headers.get("x-amz-security-token", "") != account.token:
        raise Refused(403, "InvalidSecurityToken")
    return account
