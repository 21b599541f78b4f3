"""An S3-compatible bucket into which docks write.

Knows nothing of Home Assistant and nothing of the Cloud API. Everything blocks, everything
raises BucketError.
"""

from .alibaba import REQUIREMENTS as ALIBABA_REQUIREMENTS
from .check import (
    DockPathWarning,
    check,
    check_dock_path,
    endpoint_warnings,
    holds_the_same,
)
from .config import (
    Addressing,
    BucketConfig,
    CredentialsMode,
    Provider,
    firmware_prefix,
    lies_in,
    logs_prefix,
    media_prefix,
)
from .credentials import DockCredentials
from .errors import (
    BucketAuthFailed,
    BucketBusy,
    BucketError,
    BucketNotSet,
    BucketUnreachable,
    CredentialsExpired,
    InvalidAuthority,
    ObjectMissing,
    RangeImpossible,
    RightMissing,
    SdkMissing,
    StoreFull,
)
from .fetch import DownloadStopped, ObjectDiffers, download
from .store import Bucket, ObjectReader, StoredObject, is_md5
from .unset import UnsetBucket
from .upload import ObjectWriter

__all__ = [
    "ALIBABA_REQUIREMENTS",
    "Addressing",
    "Bucket",
    "BucketAuthFailed",
    "BucketBusy",
    "BucketConfig",
    "BucketError",
    "BucketNotSet",
    "BucketUnreachable",
    "CredentialsExpired",
    "CredentialsMode",
    "DockCredentials",
    "DockPathWarning",
    "DownloadStopped",
    "InvalidAuthority",
    "ObjectDiffers",
    "ObjectMissing",
    "ObjectReader",
    "ObjectWriter",
    "Provider",
    "RangeImpossible",
    "RightMissing",
    "SdkMissing",
    "StoreFull",
    "StoredObject",
    "UnsetBucket",
    "check",
    "check_dock_path",
    "download",
    "endpoint_warnings",
    "firmware_prefix",
    "holds_the_same",
    "is_md5",
    "lies_in",
    "logs_prefix",
    "media_prefix",
]
