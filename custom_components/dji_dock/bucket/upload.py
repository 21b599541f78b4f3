"""Writing an object of any size piece by piece: whatever the size, memory holds one part of it."""

import hashlib
from typing import TYPE_CHECKING

from .errors import NoStore
from .store import Bucket

if TYPE_CHECKING:
    from mypy_boto3_s3.type_defs import CompletedPartTypeDef

PART = 8 * 1024 * 1024
"""Bytes of a part but the last; stores take no less than 5 MiB, and 10,000 parts."""


class ObjectWriter:
    """An object on its way into the bucket; nobody sees it before it is finished. All of it blocks."""

    def __init__(self, bucket: Bucket, key: str, content_type: str) -> None:
        """Begin an upload in parts.

        Raises:
            BucketError

        """
        self._bucket = bucket
        self._rest = bytearray()
        self._parts: list[CompletedPartTypeDef] = []
        self._md5 = hashlib.md5(usedforsecurity=False)
        self.key = key
        self.size = 0
        """Bytes that were written."""
        with bucket.errors():
            answer = bucket.client.create_multipart_upload(
                Bucket=bucket.config.bucket, Key=key, ContentType=content_type
            )
            if "UploadId" not in answer:
                raise NoStore
        self.upload_id = answer["UploadId"]

    @property
    def md5(self) -> str:
        """Return the MD5 of what was written, in hexadecimal digits."""
        return self._md5.hexdigest()

    def write(self, data: bytes) -> None:
        """Take more of it, and send a part when there is enough for one.

        Raises:
            BucketError

        """
        self._md5.update(data)
        self.size += len(data)
        self._rest += data
        while len(self._rest) >= PART:
            self._send(bytes(self._rest[:PART]))
            del self._rest[:PART]

    def finish(self) -> None:
        """Send the rest, and let the object appear, in place of what was there before.

        Raises:
            BucketError: it may still appear, where the store did not answer.

        """
        if self._rest or not self._parts:
            self._send(bytes(self._rest))
            self._rest.clear()
        with self._bucket.errors():
            self._bucket.client.complete_multipart_upload(
                Bucket=self._bucket.config.bucket,
                Key=self.key,
                UploadId=self.upload_id,
                MultipartUpload={"Parts": self._parts},
            )

    def abort(self) -> None:
        """Let go of the parts that were sent.

        Raises:
            BucketError

        """
        self._bucket.abort(self.key, self.upload_id)

    def _send(self, part: bytes) -> None:
        number = len(self._parts) + 1
        with self._bucket.errors():
            answer = self._bucket.client.upload_part(
                Bucket=self._bucket.config.bucket,
                Key=self.key,
                UploadId=self.upload_id,
                PartNumber=number,
                Body=part,
            )
        self._parts.append({"ETag": answer["ETag"], "PartNumber": number})
