"""From the options of a config entry to the settings of features."""

from collections.abc import Callable, Mapping
from typing import Any

from homeassistant.const import CONF_PORT

from ..const import (
    CONF_ADDRESS,
    CONF_ALLOW_DEBUG,
    CONF_CONTROL,
    CONF_CONTROLLED_DOCKS,
    CONF_ENABLED,
    CONF_GIVE_UP_HOURS,
    CONF_HOLD_MINUTES,
    CONF_KEEP_UPLOADS,
    CONF_LIVE,
    CONF_MEDIA_SERVER_URL,
    CONF_PLAY_URL,
    CONF_PROTOCOL,
    CONF_PUBLISH_URL,
    CONF_RETENTION_LOGS_DAYS,
    CONF_RETENTION_MEDIA_DAYS,
    CONF_UPDATE_INTERVAL,
    DEFAULT_GIVE_UP_HOURS,
    DEFAULT_HOLD_MINUTES,
    DEFAULT_LIVE_PORT,
    DEFAULT_UPDATE_INTERVAL,
)
from ..database import LOGS, MEDIA
from ..live.models import LiveSettings
from ..logs.queue import QueueTimings
from ..logs.store import KEEP
from ..logs.watchdog import UploadTimings


def upload_timings(options: Mapping[str, Any]) -> UploadTimings:
    """Return how patient to be with uploads."""
    seconds = float(options.get(CONF_GIVE_UP_HOURS, DEFAULT_GIVE_UP_HOURS)) * 3600
    return UploadTimings(give_up_after=seconds, queue=QueueTimings(give_up_after=seconds))


def keep_days(options: Mapping[str, Any]) -> dict[str, int]:
    """Return after how many days the objects of each area are deleted; 0 is never."""
    return {
        MEDIA: int(options.get(CONF_RETENTION_MEDIA_DAYS, 0)),
        LOGS: int(options.get(CONF_RETENTION_LOGS_DAYS, 0)),
    }


def keep_uploads(options: Mapping[str, Any]) -> int:
    """Return how many finished uploads of a dock to keep."""
    return int(options.get(CONF_KEEP_UPLOADS, KEEP))


def update_interval(options: Mapping[str, Any]) -> float:
    """Return how long an entity shows a value at least, in seconds."""
    return float(options.get(CONF_UPDATE_INTERVAL, DEFAULT_UPDATE_INTERVAL))


def may_control(options: Mapping[str, Any], *, answer_requests: bool) -> Callable[[str], bool]:
    """Return what says of the serial number of a dock whether it may be controlled."""
    if not options.get(CONF_CONTROL, {}).get(CONF_ALLOW_DEBUG, answer_requests):
        return lambda _: False
    return _accepted(options, answer_requests=answer_requests)


def may_film(options: Mapping[str, Any], *, answer_requests: bool) -> Callable[[str], bool]:
    """Return what says of the serial number of a dock whether its cameras may be watched."""
    return _accepted(options, answer_requests=answer_requests)


def _accepted(options: Mapping[str, Any], *, answer_requests: bool) -> Callable[[str], bool]:
    """Return what says of a dock whether its owner has accepted it by hand.

    Where another platform answers the docks, each on the broker is accepted by itself: there the
    owner names those to which this Home Assistant may also give orders.
    """
    if answer_requests:
        return lambda _: True
    return frozenset(options.get(CONF_CONTROL, {}).get(CONF_CONTROLLED_DOCKS, ())).__contains__


def live_settings(options: Mapping[str, Any]) -> LiveSettings:
    """Return how live video is received; it is off until the owner turns it on."""
    chosen = options.get(CONF_LIVE, {})
    return LiveSettings(
        enabled=bool(chosen.get(CONF_ENABLED, False)),
        port=int(chosen.get(CONF_PORT, DEFAULT_LIVE_PORT)),
        address=chosen.get(CONF_ADDRESS) or "",
        protocol=chosen.get(CONF_PROTOCOL, "builtin"),
        publish_url=chosen.get(CONF_PUBLISH_URL) or "",
        play_url=chosen.get(CONF_PLAY_URL) or "",
        hold=float(chosen.get(CONF_HOLD_MINUTES, DEFAULT_HOLD_MINUTES)) * 60,
        media_server_url=chosen.get(CONF_MEDIA_SERVER_URL) or "",
    )
