"""Reading the commands of live video as strictly as the protocol document allows."""

from dataclasses import dataclass
from typing import Any

BAD_PARAMETER, BAD_QUALITY = 513014, 513005
NO_REPLY = None
"""A camera index that does not exist is not answered at all."""

LIVE_METHODS = (
    "live_start_push",
    "live_stop_push",
    "live_set_quality",
    "live_lens_change",
    "live_camera_change",
)


class BadLiveOrder(Exception):
    """A command that breaks the protocol document; the text says where, without the address."""

    def __init__(self, text: str, code: int = BAD_PARAMETER) -> None:
        """Take the code of the reply."""
        super().__init__(text)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveOrder:
    """A command of live video; what does not belong to its method is blank."""

    method: str
    serial: str
    index: str
    url: str = ""
    url_type: int = 0
    quality: int = 0
    lens: str = ""
    position: int = 0

    @property
    def camera(self) -> str:
        """Serial and index, with a slash between."""
        return f"{self.serial}/{self.index}"


def read_live(method: str, data: dict[str, Any]) -> LiveOrder:
    """Read the data of a command.

    Raises:
        BadLiveOrder
    """
    parts = str(data.get("video_id", "")).split("/")
    if len(parts) != 3 or not all(parts):
        raise BadLiveOrder("video_id has three parts: serial, camera index, video index")
    serial, index, _ = parts
    return LiveOrder(
        method=method,
        serial=serial,
        index=index,
        url=_url(data) if method == "live_start_push" else "",
        url_type=_whole(data, "url_type", 4) if method == "live_start_push" else 0,
        quality=_quality(data) if method in {"live_start_push", "live_set_quality"} else 0,
        lens=str(data.get("video_type", "")),
        position=_whole(data, "camera_position", 1) if method == "live_camera_change" else 0,
    )


def _url(data: dict[str, Any]) -> str:
    url = data.get("url")
    if not isinstance(url, str) or not url:
        raise BadLiveOrder("url is missing")
    return url


def _quality(data: dict[str, Any]) -> int:
    try:
        return _whole(data, "video_quality", 4)
    except BadLiveOrder as err:
        raise BadLiveOrder(str(err), BAD_QUALITY) from err


def _whole(data: dict[str, Any], name: str, highest: int) -> int:
    value = data.get(name)
    if type(value) is not int or not 0 <= value <= highest:
        raise BadLiveOrder(f"{name} is no number from 0 to {highest}")
    return value
