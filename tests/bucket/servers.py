"""Servers that answer in ways in which a good store does not."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
import socket
import ssl
import threading
from typing import Any
from uuid import uuid4

from custom_components.dji_dock.bucket import (
    BucketConfig,
    Provider,
)
from tests.lab.stack.s3 import Store


def bucket_config(store: Store, **more: Any) -> BucketConfig:
    """Return how to use the store of the tests, with a folder of the caller's own."""
    return BucketConfig(
        provider=Provider.MINIO,
        endpoint=store.endpoint,
        region=store.region,
        bucket=store.bucket,
        access_key_id=store.access_key,
        secret_access_key=store.secret_key,
        role_arn=store.role_arn,
        # Below the folder that the policies of docs/setup.md are about.
        key_prefix=f"dji_dock/test-{uuid4().hex[:8]}",
        **more,
    )


type Answer = tuple[int, str, dict[str, str]]


def s3_error(code: str, status: int, inner: str = "", **headers: str) -> Answer:
    """Return an error as stores answer it."""
    body = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>m</Message>{inner}</Error>"
    return status, body, {"Content-Type": "application/xml", **headers}


def sts_error(code: str, status: int, message: str = "m") -> Answer:
    """Return an error as STS answers it."""
    body = (
        "<ErrorResponse xmlns='https://sts.amazonaws.com/doc/2011-06-15/'><Error>"
        f"<Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
    )
    return status, body, {"Content-Type": "text/xml"}


def page(status: int, **headers: str) -> Answer:
    """Return a web page."""
    return status, "<html>hello</html>", {"Content-Type": "text/html", **headers}


@contextmanager
def answering(
    *answers: Answer,
    choose: Callable[[str, str], Answer | None] | None = None,
    certificate: tuple[Path, Path] | None = None,
) -> Generator[str]:
    """Run a server that gives these answers in turn, the last for ever, and return its URL.

    `choose` may give another answer by method and path.
    """
    left = list(answers)

    class Handler(BaseHTTPRequestHandler):
        timeout = 10

        def respond(self) -> None:
            if self.headers.get("Expect"):
                # The body is only sent after this.
                self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            chosen = choose(self.command, self.path) if choose else None
            status, body, headers = chosen or (left.pop(0) if len(left) > 1 else left[0])
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body.encode())

        do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = respond  # noqa: N815 - names of http.server

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    # Waited for at the end: a busy machine lets a thread outlive its request by a moment.
    server.daemon_threads = False
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.daemon = True
    thread.start()
    try:
        yield f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


@contextmanager
def silent() -> Generator[str]:
    """Run a server that takes connections and says nothing."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


class Denying:
    """A store in which one right lacks; everything else works."""

    def __init__(self, lacking: str) -> None:
        """Take the right, in the words of Amazon."""
        self.lacking = lacking
        self.stored: set[str] = set()
        self.asked: list[str] = []

    def answer(self, method: str, path: str) -> Answer | None:
        """Do what is asked, if it is allowed."""
        key, _, query = path.partition("?")
        name = self._right(method, query)
        self.asked.append(name)
        if name == self.lacking:
            return s3_error("AccessDenied", 403)
        if name == "PutObject":
            self.stored.add(key)
            return 200, "", {}
        if name == "DeleteObject":
            self.stored.discard(key)
            return 204, "", {}
        if name == "ListBucket":
            return 200, "<ListBucketResult><Name>b</Name></ListBucketResult>", {}
        if name == "ListBucketMultipartUploads":
            return 200, "<ListMultipartUploadsResult/>", {}
        if name == "AbortMultipartUpload":
            return s3_error("NoSuchUpload", 404)
        if "/" not in key.strip("/"):
            return 200, "", {}
        if key in self.stored:
            return 200, "x" * 42, {"Last-Modified": "Sat, 21 Nov 2026 03:00:00 GMT"}
        return s3_error("NoSuchKey", 404)

    def _right(self, method: str, query: str) -> str:
        if "uploadId" in query:
            return "AbortMultipartUpload"
        if "list-type" in query:
            return "ListBucket"
        if "uploads" in query:
            return "ListBucketMultipartUploads"
        return {"PUT": "PutObject", "DELETE": "DeleteObject"}.get(method, "GetObject")
