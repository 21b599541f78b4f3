"""How a dock puts an archive into a bucket: SigV4 with the credentials it was handed.

Runs in a thread; the caller watches `Transfer.sent` and sets its events.
"""

from collections.abc import Callable
import hashlib
import io
import ipaddress
import threading
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from .command import Target
from .profile import DockProfile

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

_RETRY_PAUSE = 0.5
_SLICE = 16 * 1024
_TICK = 0.02
_SERVER_TROUBLE = 500

UPLOAD_FAILED = 324019


class UploadFailed(Exception):
    """The bucket refused, or was gone for too long."""

    def __init__(self, reason: str, code: int = UPLOAD_FAILED) -> None:
        """Say why; the text holds no secret."""
        super().__init__(reason)
        self.code = code


class UploadStopped(Exception):
    """Cancelled, or the power is gone."""


class Transfer:
    """What the thread and the dock share about one upload."""

    def __init__(self, size: int) -> None:
        """Start with nothing sent."""
        self.size = size
        self.sent = 0
        self.stop = threading.Event()
        self.abandon = False
        """Stop without cleaning up in the bucket, as without power."""
        self.go = threading.Event()
        """Cleared while the dock has no network at all."""
        self.go.set()

    @property
    def percent(self) -> float:
        """Return how much is sent."""
        return min(100.0, 100 * self.sent / self.size) if self.size else 100.0


class _Body(io.BytesIO):
    """Bytes that leave at a limited rate, can be held and stopped, and are counted."""

    def __init__(self, data: bytes, offset: int, transfer: Transfer, bandwidth: int | None) -> None:
        super().__init__(data)
        self._offset = offset
        self._transfer = transfer
        self._bandwidth = bandwidth
        self._due = 0.0
        self.sending = False
        """False while only the signature is calculated."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next bytes when it is time for them."""
        if not self.sending:
            return super().read(size)
        wanted = _SLICE if size is None or size < 0 else min(size, _SLICE)
        data = super().read(wanted)
        now = time.monotonic()
        self._due = max(self._due, now) + (len(data) / self._bandwidth if self._bandwidth else 0)
        while (left := self._due - time.monotonic()) > 0 or not self._transfer.go.is_set():
            if self._transfer.stop.wait(min(left, _TICK) if left > 0 else _TICK):
                break
        if self._transfer.stop.is_set():
            raise UploadStopped
        self._transfer.sent = self._offset + self.tell()
        return data


class Uploader:
    """Uploads of one dock to one bucket."""

    def __init__(self, target: Target, profile: DockProfile) -> None:
        """Build the client; blocking.

        Raises:
            UploadFailed: the target makes no sense.
        """
        self._bucket = target.bucket
        self._profile = profile
        try:
            self._client = s3_client(target, profile.http_timeout)
        except (BotoCoreError, ValueError) as err:
            raise UploadFailed(_reason(err)) from err
        self._body: _Body | None = None
        # Signing reads the body too: only what is read between signing and answer is sent.
        events = self._client.meta.events
        events.register_first("request-created.s3", self._signing)
        events.register_last("request-created.s3", self._sending)

    def upload(self, key: str, data: bytes, transfer: Transfer) -> None:
        """Store the bytes under the key.

        Raises:
            UploadFailed, UploadStopped
        """
        try:
            if len(data) < self._profile.multipart_threshold:
                self._repeat(transfer, lambda: self._put(key, data, transfer))
            else:
                self._multipart(key, data, transfer)
        finally:
            self._client.close()

    def _put(self, key: str, data: bytes, transfer: Transfer) -> None:
        self._body = _Body(data, 0, transfer, self._profile.bandwidth)
        self._client.put_object(Bucket=self._bucket, Key=key, Body=self._body)

    def _multipart(self, key: str, data: bytes, transfer: Transfer) -> None:
        created = self._repeat(
            transfer,
            lambda: self._client.create_multipart_upload(Bucket=self._bucket, Key=key),
        )
        upload_id = created["UploadId"]
        parts: list[CompletedPartTypeDef] = []
        size = self._profile.part_size
        try:
            for number, offset in enumerate(range(0, len(data), size), start=1):

                def part(number: int = number, offset: int = offset) -> str:
                    self._body = _Body(
                        data[offset : offset + size], offset, transfer, self._profile.bandwidth
                    )
                    return self._client.upload_part(
                        Bucket=self._bucket,
                        Key=key,
                        UploadId=upload_id,
                        PartNumber=number,
                        Body=self._body,
                    )["ETag"]

                parts.append({"PartNumber": number, "ETag": self._repeat(transfer, part)})
            self._repeat(transfer, lambda: self._complete(key, upload_id, parts))
        except UploadStopped, UploadFailed:
            if not transfer.abandon:
                self._abort(key, upload_id)
            raise

    def _complete(self, key: str, upload_id: str, parts: list[CompletedPartTypeDef]) -> None:
        self._client.complete_multipart_upload(
            Bucket=self._bucket, Key=key, UploadId=upload_id, MultipartUpload={"Parts": parts}
        )

    def _abort(self, key: str, upload_id: str) -> None:
        """Remove the parts, if the credentials allow that."""
        try:
            self._client.abort_multipart_upload(Bucket=self._bucket, Key=key, UploadId=upload_id)
        except BotoCoreError, ClientError:
            # They are left behind then; the bucket's lifecycle rules are there for that.
            return

    def _repeat[Result](self, transfer: Transfer, call: Callable[[], Result]) -> Result:
        """Call until it works; trouble with the way to the bucket is waited out, for a while."""
        trouble_since: float | None = None
        while True:
            if transfer.stop.is_set():
                raise UploadStopped
            sent = transfer.sent
            try:
                return call()
            except Exception as err:
                # botocore wraps what the body raises.
                if transfer.stop.is_set():
                    raise UploadStopped from err
                if not _worth_another_try(err):
                    raise UploadFailed(_reason(err)) from err
                now = time.monotonic()
                trouble_since = trouble_since or now
                if now - trouble_since > self._profile.patience:
                    raise UploadFailed(f"gave up: {_reason(err)}") from err
                transfer.sent = sent
                transfer.stop.wait(_RETRY_PAUSE)

    def _signing(self, **_: object) -> None:
        if self._body:
            self._body.sending = False

    def _sending(self, **_: object) -> None:
        if self._body:
            self._body.sending = True


def md5(data: bytes) -> str:
    """Return the fingerprint that a dock reports."""
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def s3_client(target: Target, timeout: float) -> S3Client:
    """Return a client with what the dock was handed; the bucket in the path or before the host."""
    host = urlsplit(target.endpoint).hostname or ""
    virtual = target.provider != "minio" and not _is_local(host)
    return boto3.session.Session().client(
        "s3",
        endpoint_url=target.endpoint,
        region_name=target.region,
        aws_access_key_id=target.access_key_id,
        aws_secret_access_key=target.access_key_secret,
        aws_session_token=target.security_token or None,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "virtual" if virtual else "path"},
            # Newer default checksums are not understood by every store.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            connect_timeout=timeout,
            read_timeout=timeout,
            # _repeat does it, and counts.
            retries={"total_max_attempts": 1},
            proxies={},
        ),
    )


def _is_local(host: str) -> bool:
    """Tell whether a bucket cannot stand before this host as a subdomain."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." not in host
    return True


def _worth_another_try(error: Exception) -> bool:
    """Tell trouble on the way to the bucket from a refusal."""
    if isinstance(error, ClientError):
        metadata = error.response.get("ResponseMetadata", {})
        return int(metadata.get("HTTPStatusCode", 0)) >= _SERVER_TROUBLE
    return isinstance(error, (BotoCoreError, OSError))


def _reason(error: Exception) -> str:
    if isinstance(error, ClientError):
        # Some stores answer without the usual wrapper.
        code = error.response.get("Error", {}).get("Code") or error.response.get("Code")
        return f"the bucket refused: {code}"
    return f"the bucket cannot be used ({type(error).__name__})"
