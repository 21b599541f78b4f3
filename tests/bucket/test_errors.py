"""What a store can answer, or not, and how it is told apart."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
import threading

import pytest

from custom_components.dji_dock.bucket import (
    Bucket,
    BucketConfig,
    BucketError,
    Provider,
    check,
    check_dock_path,
    clients,
)
from custom_components.dji_dock.bucket.check import endpoint_warnings
from custom_components.dji_dock.bucket.errors import BucketUnreachable, InvalidEndpoint
from tests.stack.s3 import MotoStore

type Answer = tuple[int, str, dict[str, str]]


def s3_error(code: str, status: int, **headers: str) -> Answer:
    """Return an error as stores answer it."""
    body = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>m</Message></Error>"
    return status, body, {"Content-Type": "application/xml", **headers}


def sts_error(code: str, status: int) -> Answer:
    """Return an error as STS answers it."""
    body = (
        "<ErrorResponse xmlns='https://sts.amazonaws.com/doc/2011-06-15/'><Error>"
        f"<Type>Sender</Type><Code>{code}</Code><Message>m</Message></Error></ErrorResponse>"
    )
    return status, body, {"Content-Type": "text/xml"}


@contextmanager
def answering(answer: Answer) -> Generator[str]:
    """Run a server that gives everybody the same answer, and return its URL."""
    status, body, headers = answer

    class Handler(BaseHTTPRequestHandler):
        def respond(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
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
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def reason(action: Callable[[], object]) -> str:
    """Return the reason with which something fails."""
    with pytest.raises(BucketError) as failure:
        action()
    return failure.value.reason


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (s3_error("InvalidAccessKeyId", 403), "bucket_auth"),
        (s3_error("SignatureDoesNotMatch", 403), "bucket_auth"),
        (s3_error("AccessDenied", 403), "bucket_denied"),
        (s3_error("NoSuchBucket", 404), "bucket_missing"),
        (s3_error("RequestTimeTooSkewed", 403), "clock_skew"),
        (s3_error("AuthorizationHeaderMalformed", 400), "wrong_region"),
        (s3_error("PermanentRedirect", 301), "wrong_region"),
        (s3_error("ExpiredToken", 400), "credentials_expired"),
        (s3_error("SlowDown", 503), "bucket_busy"),
        (s3_error("Whatever", 500), "bucket_busy"),
        (s3_error("Whatever", 418), "bucket_error"),
        ((200, "<html>hello</html>", {"Content-Type": "text/html"}), "not_s3"),
        ((404, "<html>no</html>", {"Content-Type": "text/html"}), "bucket_missing"),
    ],
)
def test_answers_of_stores(config: BucketConfig, answer: Answer, expected: str) -> None:
    """Each has its own reason."""
    with answering(answer) as url:
        broken = Bucket(replace(config, endpoint=url))
        assert reason(lambda: check(broken)) == expected


def test_the_right_region_is_told(config: BucketConfig) -> None:
    """Where the store says in which region the bucket lies, so do we."""
    answer = s3_error("X", 400, **{"x-amz-bucket-region": "eu-west-1"})
    with answering(answer) as url, pytest.raises(BucketError) as failure:
        check(Bucket(replace(config, endpoint=url)))
    assert (failure.value.reason, failure.value.detail) == ("wrong_region", "eu-west-1")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (sts_error("InvalidClientTokenId", 403), "bucket_auth"),
        (sts_error("AccessDenied", 403), "role_denied"),
        (sts_error("NoSuchEntity", 404), "role_missing"),
        (sts_error("MalformedPolicyDocument", 400), "policy_rejected"),
        (sts_error("PackedPolicyTooLarge", 400), "policy_rejected"),
        (sts_error("ValidationError", 400), "credential_lifetime"),
        (sts_error("InvalidAction", 400), "sts_unavailable"),
        # Some stores answer STS errors in the shape of S3's, with the code at the top.
        (s3_error("MalformedPolicyDocument", 400), "policy_rejected"),
        (s3_error("InvalidAccessKeyId", 403), "bucket_auth"),
        (s3_error("MethodNotAllowed", 405), "sts_unavailable"),
        ((501, "", {}), "sts_unavailable"),
        ((200, "<html>hello</html>", {"Content-Type": "text/html"}), "sts_unavailable"),
    ],
)
def test_answers_of_sts(config: BucketConfig, answer: Answer, expected: str) -> None:
    """What keeps a dock from its credentials is told apart as well."""
    with answering(answer) as url:
        broken = Bucket(replace(config, endpoint=url))
        assert reason(lambda: broken.dock_credentials("p", "DOCK1")) == expected


def test_nobody_answers(config: BucketConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dead port and a server that never answers end in time."""
    with pytest.raises(BucketUnreachable):
        Bucket(replace(config, endpoint="http://127.0.0.1:9")).lookup("k")
    monkeypatch.setattr(clients, "READ_TIMEOUT", 0.3)
    with silent_server() as url, pytest.raises(BucketUnreachable):
        Bucket(replace(config, endpoint=url)).lookup("k")


@contextmanager
def silent_server() -> Generator[str]:
    """Run a server that takes connections and says nothing."""
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_tls_to_a_plain_port(config: BucketConfig) -> None:
    """A store without TLS is told apart."""
    endpoint = str(config.endpoint).replace("http://", "https://")
    assert reason(lambda: Bucket(replace(config, endpoint=endpoint)).lookup("k")) in (
        "bucket_tls",
        "bucket_unreachable",
    )


def test_impossible_settings(config: BucketConfig) -> None:
    """What cannot be right is not even tried."""
    with pytest.raises(InvalidEndpoint):
        Bucket(replace(config, endpoint="not a url"))
    with pytest.raises(InvalidEndpoint):
        check(Bucket(replace(config, bucket="no/slash allowed")))


@pytest.mark.parametrize(
    ("url", "warnings"),
    [
        ("http://localhost:9000", ["localhost"]),
        ("http://127.0.0.1:9000", ["localhost"]),
        ("http://[::1]:9000", ["localhost"]),
        ("http://0.0.0.0:9000", ["localhost"]),
        ("http://minio:9000", ["container_name"]),
        ("http://nas.local:9000", ["mdns_name"]),
        ("http://172.17.0.2:9000", ["container_network"]),
        ("http://192.168.1.5:9000", []),
        ("http://nas.lan:9000", []),
        ("http://s3.example.org", ["plain_http"]),
        ("http://8.8.8.8", ["plain_http"]),
        ("https://s3.example.org", []),
    ],
)
def test_endpoint_warnings(url: str, warnings: list[str]) -> None:
    """An address says much about who can reach it."""
    assert endpoint_warnings(url) == warnings


def test_a_dock_endpoint_out_of_reach_is_a_warning(config: BucketConfig) -> None:
    """It may be reachable from the network of the docks."""
    away = replace(config, dock_endpoint="http://127.0.0.1:9")
    assert "unreachable" in check_dock_path(Bucket(away))


def test_a_dock_endpoint_that_refuses_is_an_error(config: BucketConfig) -> None:
    """Credentials that do not open the folder would never bring a log."""
    with answering(s3_error("AccessDenied", 403)) as url:
        refusing = replace(config, dock_endpoint=url)
        assert reason(lambda: check_dock_path(Bucket(refusing))) == "dock_path_denied"


def test_a_dock_endpoint_that_is_no_store_is_a_warning(config: BucketConfig) -> None:
    """In the network of the docks another server may answer at this address."""
    with answering((200, "", {"ETag": '"x"'})) as url:
        elsewhere = replace(config, dock_endpoint=url)
        assert "unreachable" in check_dock_path(Bucket(elsewhere))


def test_a_dock_endpoint_of_another_store_is_an_error(config: BucketConfig, tmp_path: Path) -> None:
    """What a dock writes there has to be in our bucket."""
    other = MotoStore(tmp_path)
    other.start()
    try:
        elsewhere = replace(config, dock_endpoint=other.endpoint)
        assert reason(lambda: check_dock_path(Bucket(elsewhere))) == "dock_path_denied"
    finally:
        other.stop()


def test_amazon_region_defaults(config: BucketConfig) -> None:
    """Amazon's own STS is that of the region."""
    amazon = Bucket(replace(config, provider=Provider.AWS, endpoint=None, region="eu-west-1"))
    assert amazon.config.dock_url == "https://s3.eu-west-1.amazonaws.com"
