"""The bucket: looking up, linking, deleting, and the credentials of docks."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
import re
from threading import Lock
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from .answers import code_of, status_of, store_errors
from .config import BucketConfig, CredentialsMode, Provider, require_folder
from .credentials import DockCredentials, dock_credentials
from .errors import (
    BucketAuthFailed,
    BucketDenied,
    CredentialsExpired,
    NoStore,
    NotSupported,
    ObjectMissing,
    RangeImpossible,
)

if TYPE_CHECKING:
    from botocore.response import StreamingBody
    from mypy_boto3_s3.client import S3Client
    from mypy_boto3_sts.client import STSClient

_MD5 = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)


def is_md5(text: str) -> bool:
    """Return whether an ETag or a fingerprint can be the MD5 of a content."""
    return _MD5.fullmatch(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredObject:
    """An object that is in the bucket, whole: unfinished uploads are not visible."""

    key: str
    size: int
    """Bytes."""
    etag: str
    """Without quotes; the MD5 of the content for uploads in one part, may be blank."""
    modified: datetime
    """UTC, by the store's clock."""


class ObjectReader:
    """The bytes of an object as they come. Blocks; close it."""

    def __init__(self, body: StreamingBody, size: int, etag: str) -> None:
        """Take an answer of the store."""
        self._body = body
        self.size = size
        """Bytes that are to come."""
        self.etag = etag
        """Without quotes, may be blank."""

    def read(self, amount: int) -> bytes:
        """Return up to so many bytes, none at the end.

        Raises:
            BucketError: the connection broke.

        """
        with store_errors():
            return self._body.read(amount)

    def close(self) -> None:
        """Let go of the connection."""
        self._body.close()


class Bucket:
    """A bucket. Whatever it does blocks and raises BucketError: do it in an executor.

    The clients, and boto3 itself, come when they are needed first, which with luck is after the start
    of Home Assistant.
    """

    is_set = True
    """Whether there is a bucket at all; see UnsetBucket."""

    def __init__(self, config: BucketConfig) -> None:
        """Take what it is; nothing is connected yet."""
        self.config = config
        self.server_time: datetime | None = None
        """UTC, by the store's clock when it answered a listing last; None if it never said."""
        self.refused: Callable[[], None] = lambda: None
        """Called, in whatever thread, when the store refuses something: it may be the access key.

        An answer to looking an object up does not say what it is.
        """
        self._building = Lock()

    @property
    def client(self) -> S3Client:
        """Return the client with our own rights."""
        with self._building:
            return self._s3

    @cached_property
    def _s3(self) -> S3Client:
        from .clients import s3_client

        return s3_client(self.config)

    @cached_property
    def _s3_of_docks(self) -> S3Client:
        from .clients import dock_client, own_keys

        return dock_client(self.config, own_keys(self.config))

    @cached_property
    def _sts(self) -> STSClient | None:
        if (
            self.config.credentials is not CredentialsMode.STS
            or self.config.provider is Provider.ALI
        ):
            return None
        from .clients import sts_client

        return sts_client(self.config)

    def client_of_dock(
        self, credentials: DockCredentials, *, own_authorities: bool = True
    ) -> S3Client:
        """Return a client that gets at the bucket as a dock with these credentials does.

        With `own_authorities` it trusts what we trust, without only what everybody does.
        """
        from .clients import dock_client

        config = self.config if own_authorities else replace(self.config, authorities=b"")
        return dock_client(config, credentials.keys)

    def client_with(self, credentials: DockCredentials) -> S3Client:
        """Return a client that gets at the bucket as we do, but with these credentials."""
        from .clients import s3_client

        return s3_client(self.config, credentials.keys)

    def dock_credentials(self, prefix: str, name: str = "") -> DockCredentials:
        """Return credentials that open writing below a prefix and nothing else."""
        with self._building:
            sts = self._sts
        with self.errors():
            return dock_credentials(self.config, sts, prefix, name)

    @contextmanager
    def errors(self) -> Generator[None]:
        """Raise a BucketError for whatever goes wrong, and say so if the store refuses it."""
        try:
            with store_errors():
                yield
        except BucketAuthFailed, BucketDenied, CredentialsExpired:
            self.refused()
            raise

    def lookup(self, key: str) -> StoredObject | None:
        """Return what lies under a key, None when nothing does.

        None is certain: it is said only while the bucket itself is there.
        """
        with self.errors():
            try:
                answer = self.client.head_object(Bucket=self.config.bucket, Key=key)
            except ClientError as err:
                if status_of(err) != 404:
                    raise
                self._require_bucket()
                return None
        if "LastModified" not in answer or "ContentLength" not in answer:
            # Something said yes without having an object: a web page, a captive portal.
            raise NoStore
        return StoredObject(
            key=key,
            size=answer["ContentLength"],
            # Some stores leave it blank after an upload in parts.
            etag=answer.get("ETag", "").strip('"'),
            modified=answer["LastModified"].astimezone(UTC),
        )

    def link(
        self,
        key: str,
        expires_in: int,
        *,
        content_type: str | None = None,
        disposition: str | None = None,
    ) -> str:
        """Return a link that lets anybody read an object for so many seconds.

        With what browsers are to learn of it, whatever it was uploaded as.
        """
        overrides = {"ResponseContentType": content_type, "ResponseContentDisposition": disposition}
        with self.errors():
            return self.client.generate_presigned_url(
                "get_object",
                Params={
                    "Bucket": self.config.bucket,
                    "Key": key,
                    **{name: value for name, value in overrides.items() if value},
                },
                ExpiresIn=expires_in,
            )

    def link_for_dock(self, key: str, expires_in: int) -> str:
        """Return a link that lets a dock read an object for so many seconds.

        It leads where docks reach the store, which is a part of what is signed.
        """
        with self._building:
            client = self._s3_of_docks
        with self.errors():
            return client.generate_presigned_url(
                "get_object",
                Params={"Bucket": self.config.bucket, "Key": key},
                ExpiresIn=expires_in,
            )

    def delete(self, key: str) -> None:
        """Delete an object; one that is not there is no error."""
        with self.errors():
            try:
                self.client.delete_object(Bucket=self.config.bucket, Key=key)
            except ClientError as err:
                if code_of(err) != "NoSuchKey":
                    raise

    def abort_leftovers(self, key: str, *, exact: bool = False) -> int:
        """Abort uploads in parts that were never finished; returns how many.

        Those under a key, and unless `exact` under those that begin with it.

        Nobody sees them, but stores keep and charge for their parts. A store that cannot list them
        has none that we could abort.
        """
        count = 0
        with suppress(NotSupported), self.errors():
            answer = self.client.list_multipart_uploads(Bucket=self.config.bucket, Prefix=key)
            # More than a page of them under one key is nothing that a dock does.
            for upload in answer.get("Uploads", ()):
                if exact and upload["Key"] != key:
                    continue
                self.abort(upload["Key"], upload["UploadId"])
                count += 1
        return count

    def abort(self, key: str, upload_id: str) -> None:
        """Abort an upload in parts; one that is not there is no error."""
        with self.errors():
            try:
                self.client.abort_multipart_upload(
                    Bucket=self.config.bucket, Key=key, UploadId=upload_id
                )
            except ClientError as err:
                if code_of(err) != "NoSuchUpload":
                    raise

    def pages(self, prefix: str) -> Iterator[list[StoredObject]]:
        """Return all objects below a folder in pages of up to 1000, in the order of their keys.

        Each page is asked for when the one before was taken, so that no listing is held in memory.
        """
        more: dict[str, Any] = {}
        while True:
            with self.errors():
                answer = self.client.list_objects_v2(
                    Bucket=self.config.bucket, Prefix=f"{require_folder(prefix)}/", **more
                )
            self.server_time = _server_time(answer) or self.server_time
            token = answer.get("NextContinuationToken")
            if "Name" not in answer or (
                answer.get("IsTruncated") and token in (None, "", more.get("ContinuationToken"))
            ):
                # Not a listing, or one without its end: an empty folder would be a lie.
                raise NoStore
            yield [
                StoredObject(
                    key=entry["Key"],
                    size=entry["Size"],
                    etag=entry.get("ETag", "").strip('"'),
                    modified=entry["LastModified"].astimezone(UTC),
                )
                for entry in answer.get("Contents", ())
            ]
            if not answer.get("IsTruncated"):
                return
            more = {"ContinuationToken": token}

    def read(self, key: str, start: int = 0, end: int | None = None) -> ObjectReader:
        """Open an object for reading, from a byte to another, both included.

        Raises:
            ObjectMissing: it is not there.
            RangeImpossible: it ends before `start`.

        """
        part: dict[str, Any] = {}
        if start or end is not None:
            part["Range"] = f"bytes={start}-{'' if end is None else end}"
        with self.errors():
            try:
                answer = self.client.get_object(Bucket=self.config.bucket, Key=key, **part)
            except ClientError as err:
                if status_of(err) == 416:
                    raise RangeImpossible from err
                if code_of(err) == "NoSuchKey":
                    raise ObjectMissing from err
                raise
        return ObjectReader(
            answer["Body"], answer["ContentLength"], answer.get("ETag", "").strip('"')
        )

    def _require_bucket(self) -> None:
        """Tell a missing bucket from a missing object: an answer to HEAD has no code that would.

        The same holds for a web server that answers in place of a store that is down.
        """
        try:
            with store_errors():
                self.client.head_bucket(Bucket=self.config.bucket)
        except BucketDenied:
            # The right to ask for the bucket is not one of those that we need.
            return


def _server_time(answer: Mapping[str, Any]) -> datetime | None:
    """Return the time that a store sends with its answers."""
    try:
        return parsedate_to_datetime(answer["ResponseMetadata"]["HTTPHeaders"]["date"])
    except KeyError, TypeError, ValueError:
        return None
