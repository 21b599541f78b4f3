"""A bucket that is not set up yet: whatever is asked of it is refused, and nothing is connected."""

from typing import NoReturn, override

from .config import BucketConfig, Provider
from .credentials import DockCredentials
from .errors import BucketNotSet
from .store import Bucket


class UnsetBucket(Bucket):
    """Stands where a bucket will be. Everything that would need one raises BucketNotSet."""

    is_set = False

    def __init__(self) -> None:
        """Begin with a configuration that names no store; its folder is the default one."""
        super().__init__(
            BucketConfig(
                provider=Provider.MINIO,
                bucket="",
                region="",
                access_key_id="",
                secret_access_key="",
            )
        )

    @property
    @override
    def client(self) -> NoReturn:
        """Refuse.

        Raises:
            BucketNotSet

        """
        raise BucketNotSet

    @override
    def client_of_dock(
        self, credentials: DockCredentials, *, own_authorities: bool = True
    ) -> NoReturn:
        """Refuse; see `client`."""
        raise BucketNotSet

    @override
    def client_with(self, credentials: DockCredentials) -> NoReturn:
        """Refuse; see `client`."""
        raise BucketNotSet

    @override
    def dock_credentials(self, prefix: str, name: str = "") -> NoReturn:
        """Refuse; see `client`."""
        raise BucketNotSet

    @override
    def link_for_dock(self, key: str, expires_in: int) -> NoReturn:
        """Refuse; see `client`."""
        raise BucketNotSet
