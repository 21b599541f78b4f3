"""Whether two addresses, or two folders of buckets, mean the same."""

from collections.abc import Mapping
import ipaddress
from typing import Any
from urllib.parse import urlsplit

from ..bucket import BucketConfig, Provider
from .entry_data import bucket_config, has_bucket

_PORTS = {"http": 80, "https": 443}
_CLOUDS = ("amazonaws.com", "amazonaws.com.cn", "aliyuncs.com")
"""In each of them a bucket's name is taken once, whichever of its addresses is used."""


def host_meaning(host: str) -> str:
    """Return one name for all ways to write a host without asking anybody."""
    host = host.strip().removeprefix("[").removesuffix("]").rstrip(".").lower()
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        here = host == "localhost" or host.endswith(".localhost")
        return "localhost" if here else host
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    here = address.is_loopback or address.is_unspecified
    return "localhost" if here else str(address)


def same_host(one: str, other: str) -> bool:
    """Return whether two names or addresses mean the same host, as far as they themselves say."""
    return host_meaning(one) == host_meaning(other)


def same_bucket(one: BucketConfig, other: BucketConfig) -> bool:
    """Return whether two settings mean the same bucket, as far as their addresses say."""
    return one.bucket == other.bucket and _store(one) == _store(other)


def same_set_bucket(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Return whether the data of two entries name the same bucket; one without any has none in common."""
    if not (has_bucket(one) and has_bucket(other)):
        return False
    return same_bucket(bucket_config(one), bucket_config(other))


def common_folder(one: BucketConfig, other: BucketConfig) -> str | None:
    """Return the inner one of two folders of which one lies in the other, None if none does."""
    outer, inner = sorted((one.key_prefix, other.key_prefix), key=len)
    return inner if f"{inner}/".startswith(f"{outer}/") else None


def _store(config: BucketConfig) -> tuple[str, int]:
    url = config.s3_url
    if url is None:
        return config.domain, 0
    try:
        parts = urlsplit(url)
        host, port = host_meaning(parts.hostname or ""), parts.port
    except ValueError:
        # No address at all; it is the same only where it is written the same.
        return url, 0
    for cloud in _CLOUDS:
        if host.endswith(f".{cloud}"):
            return cloud, 0
    if config.provider is Provider.ALI:
        host = host.removeprefix("s3.")
    return host, port or _PORTS.get(parts.scheme, 0)
