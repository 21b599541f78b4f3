"""An S3-compatible bucket into which docks write.

Knows nothing of Home Assistant and nothing of the Cloud API. Everything blocks, everything
raises BucketError.
"""

from .check import DockPathWarning, check, check_dock_path
from .config import BucketConfig, CredentialsMode, Provider, logs_prefix, media_prefix
from .credentials import DockCredentials
from .errors import (
    BucketAuthFailed,
    BucketBusy,
    BucketError,
    BucketUnreachable,
    ObjectMissing,
    RangeImpossible,
)
from .store import Bucket, ObjectReader, StoredObject

__all__ = [
    "Bucket",
    "BucketAuthFailed",
    "BucketBusy",
    "BucketConfig",
    "BucketError",
    "BucketUnreachable",
    "CredentialsMode",
    "DockCredentials",
    "DockPathWarning",
    "ObjectMissing",
    "ObjectReader",
    "Provider",
    "RangeImpossible",
    "StoredObject",
    "check",
    "check_dock_path",
    "logs_prefix",
    "media_prefix",
]
