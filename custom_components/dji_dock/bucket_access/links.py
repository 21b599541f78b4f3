"""How people get at media: straight from the bucket, or through Home Assistant."""

from enum import StrEnum
import ipaddress
from urllib.parse import urlsplit

from ..bucket import BucketConfig


class MediaLinks(StrEnum):
    """The option, as it is saved."""

    AUTO = "auto"
    BUCKET = "bucket"
    HOME_ASSISTANT = "home_assistant"


class Reason(StrEnum):
    """Why links lead where they lead; the end of a translation key."""

    CHOSEN_BUCKET = "chosen_bucket"
    CHOSEN_HOME_ASSISTANT = "chosen_home_assistant"
    PUBLIC = "public"
    NOT_ENCRYPTED = "not_encrypted"
    PRIVATE = "private"
    OWN_AUTHORITY = "own_authority"
    NO_BUCKET = "no_bucket"
    """There is nothing to link to yet."""

    @property
    def straight(self) -> bool:
        """Whether browsers get files from the bucket itself."""
        return self in (Reason.CHOSEN_BUCKET, Reason.PUBLIC)


# Names that only a home, a container network or a cloud's own network knows.
_PRIVATE_NAMES = (
    *(".local", ".lan", ".home", ".internal", ".home.arpa", ".intranet", ".localhost"),
    *(".local.hass.io", ".localdomain", ".ts.net", "-internal.aliyuncs.com"),
    *(".vpce.amazonaws.com", ".vpce.amazonaws.com.cn"),
)


def choose_links(option: str, config: BucketConfig) -> Reason:
    """Return how links are made, and why.

    On its own only a bucket that any browser reaches and that every page may show is linked
    straight: pages over https show nothing that comes over http.
    """
    if option == MediaLinks.BUCKET:
        return Reason.CHOSEN_BUCKET
    if option == MediaLinks.HOME_ASSISTANT:
        return Reason.CHOSEN_HOME_ASSISTANT
    if not config.endpoint:
        return Reason.PUBLIC
    parts = urlsplit(config.endpoint)
    if parts.scheme != "https":
        return Reason.NOT_ENCRYPTED
    if not _is_public(parts.hostname or ""):
        return Reason.PRIVATE
    return Reason.OWN_AUTHORITY if config.authorities else Reason.PUBLIC


def _is_public(host: str) -> bool:
    host = host.rstrip(".").lower()
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith(_PRIVATE_NAMES)
