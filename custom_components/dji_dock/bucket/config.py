"""Which bucket, and how docks get at it."""

from dataclasses import dataclass, field
from enum import StrEnum
import re
from urllib.parse import urlsplit

from .errors import InvalidKeyPrefix

_ALIYUN = "aliyuncs.com"
_AMAZON = (".amazonaws.com", ".amazonaws.com.cn")


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


class Addressing(StrEnum):
    """Where the name of the bucket stands in an address."""

    AUTO = "auto"
    """As the provider does it."""
    PATH = "path"
    """After the host, which a store of one's own wants: it seldom has a wildcard name."""
    VIRTUAL = "virtual"
    """Before the host."""


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
    addressing: Addressing = Addressing.AUTO
    authorities: bytes = b""
    """Certificates (DER) to trust besides public ones: a store of one's own may have its own."""

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
        """Return where temporary credentials come from: the store itself, if the provider has no other place."""
        if self.sts_endpoint:
            return self.sts_endpoint.rstrip("/")
        if self.provider is Provider.ALI:
            return f"https://sts.{self.region}.{_ALIYUN}"
        if self.is_amazon:
            return f"https://sts.{self.region}.{self.domain}"
        return self.endpoint or ""

    @property
    def is_amazon(self) -> bool:
        """Return whether it is Amazon itself, also by one of its addresses; regions of others have any name."""
        if not self.endpoint:
            return self.provider is Provider.AWS
        try:
            host = urlsplit(self.endpoint).hostname or ""
        except ValueError:
            return False
        return host.rstrip(".").endswith(_AMAZON)

    @property
    def by_host(self) -> bool:
        """Return whether we put the bucket's name before the host."""
        if self.provider is Provider.ALI:
            return True
        if self.addressing is Addressing.AUTO:
            return self.provider is Provider.AWS and not self.endpoint
        return self.addressing is Addressing.VIRTUAL

    @property
    def dock_provider(self) -> Provider:
        """Return what docks are given for it: with Amazon's tools they go by host, with MinIO's by path."""
        if self.provider is Provider.ALI or self.addressing is Addressing.AUTO:
            return self.provider
        return Provider.AWS if self.addressing is Addressing.VIRTUAL else Provider.MINIO

    @property
    def domain(self) -> str:
        """Return the domain of AWS's services in this region."""
        return "amazonaws.com.cn" if self.region.startswith("cn-") else "amazonaws.com"

    @property
    def partition(self) -> str:
        """Return the partition that ARNs begin with; only Amazon has others than the common one."""
        if not self.is_amazon:
            return "aws"
        if self.region.startswith("cn-"):
            return "aws-cn"
        return "aws-us-gov" if self.region.startswith("us-gov-") else "aws"


def logs_prefix(config: BucketConfig, dock: str) -> str:
    """Return the folder of a dock's logs, without a slash at the end."""
    return require_folder(f"{config.key_prefix}/logs/{dock}")


def media_prefix(config: BucketConfig, dock: str) -> str:
    """Return the folder of a dock's media, without a slash at the end."""
    return require_folder(f"{config.key_prefix}/media/{dock}")


def firmware_prefix(config: BucketConfig, product_key: str) -> str:
    """Return the folder of packages for a product, without a slash at the end."""
    return require_folder(f"{config.key_prefix}/firmware/{product_key}")


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
