"""A small Alibaba Cloud: STS and OSS over HTTP, both of which check every signature.

Written from the documentation: Alibaba's "Request syntax and signature method V3" for STS, and for
OSS version 4 of the signature of S3, with the bucket before the host, which Alibaba insists on, and
without the chunks that it refuses.
"""

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

from .oss_signature import SKEW, Account, Refused, Request, signed_by

HOST = "oss.test"
"""Names below it have to lead to 127.0.0.1."""


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
    nonces: set[str] = field(default_factory=set[str])
    longest: int = 3600
    """Seconds that the role may be taken on for."""
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
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
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
    asked_at = datetime.fromisoformat(request.headers["x-acs-date"])
    if abs(datetime.now(UTC) - asked_at) > SKEW:
        raise Refused(400, "InvalidTimeStamp.Expired")
    if request.headers["x-acs-signature-nonce"] in cloud.nonces:
        raise Refused(400, "SignatureNonceUsed")
    cloud.nonces.add(request.headers["x-acs-signature-nonce"])
    if request.headers["x-acs-action"] != "AssumeRole":
        raise Refused(404, "InvalidAction.NotFound")
    asked = dict(parse_qsl(query)) | dict(parse_qsl(body.decode()))
    if asked["RoleArn"] != cloud.role:
        raise Refused(404, "EntityNotExist.Role")
    seconds = int(asked["DurationSeconds"])
    if not 900 <= seconds <= cloud.longest:
        raise Refused(400, "InvalidParameter.DurationSeconds")
    [statement] = json.loads(asked["Policy"])["Statement"]
    if set(statement["Action"]) != {"oss:PutObject", "oss:AbortMultipartUpload"}:
        raise Refused(400, "InvalidParameter.PolicyGrammar")
    [resource] = statement["Resource"]
    prefix = resource.removeprefix(f"acs:oss:*:*:{cloud.bucket}/").removesuffix("*")
    key_id = f"STS.{uuid.uuid4().hex}"
    expires = datetime.now(UTC) + timedelta(seconds=seconds)
    made = cloud.accounts[key_id] = Account(uuid.uuid4().hex, prefix, uuid.uuid4().hex, expires)
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
    account = signed_by(
        cloud.accounts,
        cloud.region,
        Request(
            method=request.command,
            path=parts.path,
            query=parts.query,
            headers={name.lower(): value for name, value in request.headers.items()},
            body=body,
        ),
    )
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
        f"<ListBucketResult><Name>{cloud.bucket}</Name><EncodingType>url</EncodingType>"
        f"<IsTruncated>{str(more).lower()}</IsTruncated>{token}{contents}</ListBucketResult>"
    ).encode()
