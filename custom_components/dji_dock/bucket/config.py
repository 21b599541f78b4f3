"""Which bucket, and how docks get at it."""

from dataclasses import dataclass, field
from enum import StrEnum
import re

from .errors import InvalidKeyPrefix

_ALIYUN = "aliyuncs.com"


class Provider(StrEnum):
    """Kinds of stores, in the words of DJI's documentation."""

    AWS = "aws"
    ALI = "ali"
    MINIO = "minio"
    """Stands for every S3-compatible store."""


class CredentialsMode(StrEnum):
    """Which credentials docks get."""

    STS = "sts"
    """Temporary ones that open one dock's own prefix for writing."""
    STATIC = "static"
    """The configured ones themselves, for stores without STS."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BucketConfig:
    """A bucket and the way to it.

    Raises:
        InvalidKeyPrefix: the folder holds what a policy or a key cannot.

    """

    provider: Provider
    bucket: str
    region: str
    """Alibaba's without the "oss-" that the names of OSS have before it."""
    access_key_id: str = field(repr=False)
    secret_access_key: str = field(repr=False)
    endpoint: str | None = None
    """URL as we reach the store; None for AWS's own."""
    dock_endpoint: str | None = None
    """URL as docks reach the store, where that differs."""
    key_prefix: str = "dji_dock"
    credentials: CredentialsMode = CredentialsMode.STS
    role_arn: str | None = None
    credential_lifetime: int = 3600
    """Seconds; stores accept 900 up to 12 hours."""
    sts_endpoint: str | None = None
    """URL of what gives temporary credentials; None for the provider's own."""

    def __post_init__(self) -> None:
        """Refuse a folder that is none, and take a region as OSS's own names have it."""
        require_folder(self.key_prefix)
        if self.provider is Provider.ALI:
            object.__setattr__(self, "region", self.region.removeprefix("oss-"))

    @property
    def dock_url(self) -> str:
        """Return the URL for docks; its host is part of every signature they make."""
        if self.provider is Provider.ALI:
            # Docks speak to OSS in its own language, which its names for S3 do not serve.
            url = self.dock_endpoint or self.endpoint or f"https://oss-{self.region}.{_ALIYUN}"
            return url.rstrip("/").replace("://s3.oss-", "://oss-")
        url = self.dock_endpoint or self.endpoint or f"https://s3.{self.region}.{self.domain}"
        return url.rstrip("/")

    @property
    def s3_url(self) -> str | None:
        """Return the URL at which we speak S3; None for AWS's own."""
        if self.provider is not Provider.ALI:
            return self.endpoint or None
        return self.s3_url_of(self.endpoint or f"https://oss-{self.region}.{_ALIYUN}")

    def s3_url_of(self, url: str) -> str:
        """Return the URL at which the store behind another of its URLs speaks S3."""
        url = url.rstrip("/")
        if self.provider is Provider.ALI and url.endswith(f".{_ALIYUN}"):
            return url.replace("://oss-", "://s3.oss-")
        return url

    @property
    def sts_url(self) -> str:
        """Return where temporary credentials come from, where that is not the store itself."""
        if self.sts_endpoint:
            return self.sts_endpoint
        if self.provider is Provider.ALI:
            return f"https://sts.{self.region}.{_ALIYUN}"
        return f"https://sts.{self.region}.{self.domain}"

    @property
    def domain(self) -> str:
        """Return the domain of AWS's services in this region."""
        return "amazonaws.com.cn" if self.region.startswith("cn-") else "amazonaws.com"

    @property
    def partition(self) -> str:
        """Return the partition that ARNs of this region begin with."""
        if self.region.startswith("cn-"):
            return "aws-cn"
        return "aws-us-gov" if self.region.startswith("us-gov-") else "aws"


def logs_prefix(config: BucketConfig, dock: str) -> str:
    """Return the folder of a dock's logs, without a slash at the end."""
    return require_folder(f"{config.key_prefix}/logs/{dock}")


def media_prefix(config: BucketConfig, dock: str) -> str:
    """Return the folder of a dock's media, without a slash at the end."""
    return require_folder(f"{config.key_prefix}/media/{dock}")


def lies_in(key: str, folder: str) -> bool:
    """Return whether a key lies in a folder, also for a browser, which takes `..` for a way up."""
    return key.startswith(f"{folder}/") and not {".", ".."} & set(key.split("/"))


# Without what stands for anything in a policy ("*", "?", "${...}"): a dock whose serial number
# held one would get the folders of others. Keys have 1024 bytes, of which the rest needs some.
_FOLDER = re.compile(r"[A-Za-z0-9!_.'()-]+(?:/[A-Za-z0-9!_.'()-]+)*")
_MAX_FOLDER = 512


def require_folder(folder: str) -> str:
    """Return a folder that keys can begin with and that means nothing else in a policy.

    Raises:
        InvalidKeyPrefix: it is none.

    """
    if (
        len(folder) > _MAX_FOLDER
        or not _FOLDER.fullmatch(folder)
        or {".", ".."} & set(folder.split("/"))
    ):
        raise InvalidKeyPrefix
    return folder
