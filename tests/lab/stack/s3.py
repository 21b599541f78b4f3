"""A store with STS: moto's server, spoken to over HTTP."""

import os
from pathlib import Path
import signal
import sys
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from .process import Process, free_port

if TYPE_CHECKING:
    from mypy_boto3_s3.client import S3Client

_START_SECONDS = 60


class Store:
    """Where a bucket is, and how to get at it."""

    def __init__(
        self,
        *,
        endpoint: str,
        region: str,
        access_key: str,
        secret_key: str,
        role_arn: str,
        bucket: str,
        credentials: str = "sts",
    ) -> None:
        """Take a store that is there; `credentials` are those that it has for docks, or "static"."""
        self.endpoint = endpoint
        self.region = region
        self.access_key = access_key
        self.secret_key = secret_key
        self.role_arn = role_arn
        self.bucket = bucket
        self.credentials = credentials

    def client(self) -> S3Client:
        """Return a client with the rights of the owner."""
        return boto3.session.Session().client(
            "s3",
            endpoint_url=self.endpoint,
            region_name=self.region,
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            config=Config(
                s3={"addressing_style": "path"},
                signature_version="s3v4",
                connect_timeout=5,
                read_timeout=10,
                retries={"total_max_attempts": 2},
                request_checksum_calculation="when_required",
            ),
        )

    def keys(self, prefix: str = "") -> list[str]:
        """Return the keys of all objects below a prefix."""
        answer = self.client().list_objects_v2(Bucket=self.bucket, Prefix=prefix)
        return [entry["Key"] for entry in answer.get("Contents", [])]

    def read(self, key: str) -> bytes:
        """Return the bytes of an object."""
        return self.client().get_object(Bucket=self.bucket, Key=key)["Body"].read()


class MotoStore(Store):
    """A moto server of our own; it forgets everything when it ends."""

    def __init__(self, folder: Path, port: int = 0, *, smallest_part: int = 0) -> None:
        """Choose a port; nothing runs yet. `smallest_part` in place of S3's own 5 MiB."""
        self.port = port or free_port()
        self._env = {"AWS_EC2_METADATA_DISABLED": "true"}
        if smallest_part:
            self._env["S3_UPLOAD_PART_MIN_SIZE"] = str(smallest_part)
        super().__init__(
            endpoint=f"http://127.0.0.1:{self.port}",
            region="us-east-1",
            access_key="demo-access-key",
            secret_key="demo-secret-key",
            role_arn="arn:aws:iam::123456789012:role/dji-dock",
            bucket="dji-dock",
        )
        self._process = Process("The S3 server", folder / "s3.log")

    def start(self) -> None:
        """Start it, and make the bucket."""
        self._process.start(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)],
            self._env,
        )
        self._process.wait_for_port(self.port, _START_SECONDS)
        self.client().create_bucket(Bucket=self.bucket)

    def stop(self) -> None:
        """Stop it."""
        self._process.stop()

    def pause(self) -> None:
        """Let it take connections but answer nothing, as behind a dead link."""
        self._process.signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it answer again."""
        self._process.signal(signal.SIGCONT)


def store_from_environment() -> Store | None:
    """Return the store that environment variables name, for running the tests against it."""
    if not (endpoint := os.environ.get("S3_ENDPOINT")):
        return None
    return Store(
        endpoint=endpoint,
        region=os.environ.get("S3_REGION", "us-east-1"),
        access_key=os.environ["S3_ACCESS_KEY"],
        secret_key=os.environ["S3_SECRET_KEY"],
        role_arn=os.environ.get("S3_ROLE_ARN", ""),
        bucket=os.environ["S3_BUCKET"],
        credentials=os.environ.get("S3_CREDENTIALS", "sts"),
    )
