"""Where a dock uploads to: what both logs and media are given.

Source: "Media Management" and "Remote Log" of DJI's Cloud API documentation.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from .errors import CloudApiError


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageTarget:
    """Where a dock uploads to, and with which credentials."""

    provider: str
    endpoint: str
    """With scheme, as the dock reaches it; the host is part of each signature."""
    region: str
    bucket: str
    access_key_id: str = field(repr=False)
    access_key_secret: str = field(repr=False)
    security_token: str = field(repr=False)
    expire_at: datetime


class StorageRefused(CloudApiError):
    """A dock gets no credentials; `reason` is for people."""

    def __init__(self, reason: str) -> None:
        """Take why."""
        super().__init__(reason)
        self.reason = reason


class MediaStorage(Protocol):
    """Who hands out credentials."""

    async def async_target(self, dock: str) -> tuple[StorageTarget, str]:
        """Return where a dock uploads to, and the prefix of its keys.

        Raises:
            StorageRefused: there are no credentials now.

        """


def storage_fields(target: StorageTarget, *, expire: int) -> dict[str, Any]:
    """Return a target as docks read it; what `expire` means depends on the method."""
    return {
        "provider": target.provider,
        "endpoint": target.endpoint,
        "region": target.region,
        "bucket": target.bucket,
        "credentials": {
            "access_key_id": target.access_key_id,
            "access_key_secret": target.access_key_secret,
            "security_token": target.security_token,
            "expire": expire,
        },
    }
