"""The owner's own media server: where docks push to, and where Home Assistant reads.

Both are templates, into which each camera is put. No reader can be seen there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
import re
from urllib.parse import SplitResult, quote, urlsplit

from ..cloud_api import UrlType
from ..util.same_place import host_meaning
from .models import CameraKey, Protocol

PUBLISH_URL, PLAY_URL = "publish_url", "play_url"

WHIP_PATH = "/rtc/v1/whip/"
"""The only path of a WHIP address that docks take since firmware 17.01.0506; it is that of SRS."""

_URL_TYPES = {"rtmp": UrlType.RTMP, "whip": UrlType.WHIP}
_PUBLISHED = {"rtmp": ("rtmp",), "whip": ("http", "https")}
_PLAYED = ("rtsp", "rtsps", "http", "https", "rtmp", "rtmps")
_WEB_ADDRESS = ("http", "https")
_PLACEHOLDERS = ("camera", "serial", "index", "dock")
_SHOWN = {name: f"{{{name}}}" for name in _PLACEHOLDERS}
"""How texts name them: a brace in a translation begins a placeholder of its own."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}", re.ASCII)
_PLAIN = re.compile(r"[!-~]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_WEBRTC = re.compile(r"/(whip|whep)(/|$)")
_MAX_URL = 512
_MAX_SHOWN = 40
_SAMPLE = "1"


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """What is wrong with a template: a translation key, and what its text names."""

    key: str
    placeholders: Mapping[str, str] = field(default_factory=dict)


class OwnServer:
    """The media server of the owner."""

    def __init__(self, protocol: Protocol, publish_url: str, play_url: str) -> None:
        """Take what check_templates() found nothing wrong with; the protocol is not `builtin`."""
        self._url_type = _URL_TYPES[protocol]
        self._publish_url = publish_url
        self._play_url = play_url

    def publish(self, camera: CameraKey) -> tuple[UrlType, str]:
        """Return how and where a dock pushes what a camera sees."""
        return self._url_type, _filled(self._publish_url, camera)

    def play(self, camera: CameraKey) -> str:
        """Return where that is read."""
        return _filled(self._play_url, camera)

    def __repr__(self) -> str:
        """Return it for logs: user names, keys and passwords may stand anywhere behind the host."""
        publish, play = _without_secrets(self._publish_url), _without_secrets(self._play_url)
        return f"OwnServer({self._url_type.name}, {publish}, {play})"


def check_templates(protocol: str, publish_url: str, play_url: str) -> dict[str, TemplateFault]:
    """Return what is wrong with each of the two templates; nothing is connected to."""
    if protocol not in _URL_TYPES:
        return {}
    found = {
        PUBLISH_URL: _fault("publish", publish_url) or _publish_fault(protocol, publish_url),
        PLAY_URL: _fault("play", play_url) or _play_fault(play_url),
    }
    return {name: fault for name, fault in found.items() if fault}


def needs_proxy(protocol: str, publish_url: str) -> bool:
    """Return whether newer docks refuse a WHIP address, so that something has to rewrite its path."""
    return protocol == "whip" and _split(publish_url).path != WHIP_PATH


def _fault(which: str, url: str) -> TemplateFault | None:
    """Return what is wrong with any template."""
    if not url:
        return TemplateFault(f"{which}_url_missing")
    if unknown := [name for name in _PLACEHOLDER.findall(url) if name not in _PLACEHOLDERS]:
        return TemplateFault(
            f"{which}_placeholder", {"name": f"{{{unknown[0][:_MAX_SHOWN]}}}", **_SHOWN}
        )
    left = _PLACEHOLDER.sub("", url)
    if len(url) > _MAX_URL or not _PLAIN.fullmatch(left) or set('{}<>"\\^`|#') & set(left):
        return TemplateFault(f"{which}_signs")
    if not _SCHEME.match(url):
        return TemplateFault(f"{which}_scheme_missing")
    try:
        parts = _split(url)
        if not parts.hostname or parts.port == 0:
            return TemplateFault(f"{which}_host_missing")
    except ValueError:
        return TemplateFault(f"{which}_host_missing")
    if _PLACEHOLDER.search(_before_path(url)):
        # Serial numbers come from docks: none chooses the server.
        return TemplateFault(f"{which}_placeholder_in_host")
    names = set(_PLACEHOLDER.findall(url))
    if "camera" not in names and not {"serial", "index"} <= names:
        return TemplateFault(f"{which}_not_per_camera", _SHOWN)
    return None


def _publish_fault(protocol: str, url: str) -> TemplateFault | None:
    parts = _split(url)
    if parts.scheme not in _PUBLISHED[protocol]:
        if protocol == "whip":
            key = "publish_rtmp_for_whip" if parts.scheme == "rtmp" else "publish_not_whip"
        elif parts.scheme == "rtmps":
            key = "publish_rtmps"
        else:
            key = "publish_http_for_rtmp" if parts.scheme in _WEB_ADDRESS else "publish_not_rtmp"
        return TemplateFault(key)
    here = host_meaning(parts.hostname or "") == "localhost"
    return TemplateFault("publish_this_host") if here else None


def _play_fault(url: str) -> TemplateFault | None:
    parts = _split(url)
    if parts.scheme not in _PLAYED:
        return TemplateFault("play_scheme")
    if parts.scheme in _WEB_ADDRESS and _WEBRTC.search(parts.path.lower()):
        return TemplateFault("play_webrtc")
    return None


def _split(url: str) -> SplitResult:
    return urlsplit(_PLACEHOLDER.sub(_SAMPLE, url))


def _before_path(url: str) -> str:
    """Return scheme, user and host."""
    return "".join(urlsplit(url)[:2])


def _filled(template: str, camera: CameraKey) -> str:
    values = {
        "camera": f"{camera.device}-{camera.index}",
        "serial": camera.device,
        "index": camera.index,
        "dock": camera.dock,
    }
    return _PLACEHOLDER.sub(lambda found: quote(values[found[1]], safe=""), template)


def _without_secrets(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/…"
