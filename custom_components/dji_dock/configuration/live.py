"""The options about live video: what is asked, and trying it out."""

from collections.abc import Mapping
import errno
from typing import Any
from urllib.parse import urlsplit

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_PORT
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
    TextSelector,
)
import probatio

from ..bucket import DockPathWarning
from ..const import (
    CONF_ADDRESS,
    CONF_ENABLED,
    CONF_HOLD_MINUTES,
    CONF_LIVE,
    CONF_MEDIA_SERVER_URL,
    CONF_PLAY_URL,
    CONF_PROTOCOL,
    CONF_PUBLISH_URL,
    DEFAULT_HOLD_MINUTES,
    DEFAULT_LIVE_PORT,
)
from ..live.models import LiveSettings
from ..live.targets import check_templates, needs_proxy
from ..rtmp import RtmpServer, RtmpUnreachable, check_rtmp
from ..util.issues import Issues
from ..util.own_address import async_own_address, host_warnings
from .broker_address import host_and_port
from .forms import whole
from .settings import live_settings
from .validation import Verdict, is_host

_MOST_HOLD_MINUTES = 240
_TEXT = TextSelector()

LIVE = probatio.Schema(
    {
        probatio.Required(CONF_ENABLED, default=False): BooleanSelector(),
        probatio.Required(CONF_PROTOCOL, default="builtin"): SelectSelector(
            SelectSelectorConfig(
                options=["builtin", "rtmp", "whip"],
                translation_key="live_protocol",
                mode=SelectSelectorMode.LIST,
            )
        ),
        probatio.Optional(CONF_ADDRESS): _TEXT,
        probatio.Required(CONF_PORT, default=DEFAULT_LIVE_PORT): whole(1, 65535),
        probatio.Required(CONF_HOLD_MINUTES, default=DEFAULT_HOLD_MINUTES): whole(
            1, _MOST_HOLD_MINUTES
        ),
        probatio.Optional(CONF_MEDIA_SERVER_URL): _TEXT,
        probatio.Optional(CONF_PUBLISH_URL): _TEXT,
        probatio.Optional(CONF_PLAY_URL): _TEXT,
    }
)

_THIS_HOST = DockPathWarning.LOCALHOST
DOUBTS = frozenset(
    {
        *("live_address_near", "live_address_refused", "live_address_timeout"),
        *("live_address_unreachable", "live_address_not_rtmp", "publish_needs_proxy"),
    }
)
"""What docks may get along with: not every router lets a test from inside through, nor is every dock new."""


async def async_shown_live(hass: HomeAssistant, entry: ConfigEntry) -> dict[str, Any]:
    """Return what the section shows: what was chosen, else the defaults, an address among them."""
    shown: dict[str, Any] = LIVE({}) | entry.options.get(CONF_LIVE, {})
    if not shown.get(CONF_ADDRESS) and (
        address := await async_own_address(hass, str(entry.data[CONF_HOST]))
    ):
        shown[CONF_ADDRESS] = address
    return shown


def tidy_live(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Return the section with host and port from an address that was pasted whole."""
    scheme, _, rest = str(chosen.get(CONF_ADDRESS, "")).rpartition("://")
    host, port = host_and_port(rest.partition("/")[0])
    if not host or scheme not in ("", "rtmp"):
        return dict(chosen)
    return {**chosen, CONF_ADDRESS: host, **({CONF_PORT: port} if port else {})}


async def async_validate_live(
    hass: HomeAssistant, entry: ConfigEntry, settings: LiveSettings
) -> Verdict:
    """Try out what is new of it."""
    if not settings.enabled or settings == live_settings(entry.options):
        # What runs as it is does not keep other options from being saved.
        return Verdict()
    return await async_try_live(hass, entry, settings)


async def async_try_live(
    hass: HomeAssistant, entry: ConfigEntry, settings: LiveSettings
) -> Verdict:
    """Compare templates with their protocol, or walk the way of a dock as far as it can be seen here."""
    if settings.protocol != "builtin":
        faults = check_templates(settings.protocol, settings.publish_url, settings.play_url)
        for fault in faults.values():
            return _wrong(fault.key, **fault.placeholders)
        if needs_proxy(settings.protocol, settings.publish_url):
            return _wrong("publish_needs_proxy")
        return Verdict()
    if key := _input_error(settings):
        return _wrong(key, address=settings.address)
    key = await _async_receiving_error(hass, entry, settings)
    return _wrong(key, address=settings.address, port=str(settings.port)) if key else Verdict()


def _wrong(key: str, **placeholders: str) -> Verdict:
    # A field in a section has no place of its own for an error.
    return Verdict(errors={CONF_LIVE: key}, placeholders=placeholders)


def _input_error(settings: LiveSettings) -> str | None:
    if not settings.address:
        return "live_address_missing"
    if not is_host(settings.address):
        return "live_address_not_a_host"
    if _THIS_HOST in host_warnings(settings.address):
        return "live_address_this_host"
    if settings.media_server_url:
        return _media_server_error(settings)
    return None


def _media_server_error(settings: LiveSettings) -> str | None:
    try:
        parts = urlsplit(settings.media_server_url)
        port = parts.port
    except ValueError:
        return "live_media_server_url"
    beside = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme != "http" or not parts.hostname or not port or beside:
        return "live_media_server_url"
    return "live_media_server_port" if port == settings.port else None


async def _async_receiving_error(
    hass: HomeAssistant, entry: ConfigEntry, settings: LiveSettings
) -> str | None:
    """Be where docks look for us, and look for that; return what is wrong."""
    server = RtmpServer(lambda _: None)
    try:
        await server.start(None, settings.port)
    except OSError as err:
        if err.errno != errno.EADDRINUSE:
            return "live_port_forbidden"
        if not _receives_already(hass, entry, settings.port):
            return "live_port_used"
    try:
        await check_rtmp(settings.address, settings.port)
    except RtmpUnreachable as err:
        return f"live_address_{err.reason}"
    finally:
        await server.stop()
    return "live_address_near" if host_warnings(settings.address) else None


def _receives_already(hass: HomeAssistant, entry: ConfigEntry, port: int) -> bool:
    """Return whether it is this entry that listens on a port."""
    now = live_settings(entry.options)
    return (
        entry.state is ConfigEntryState.LOADED
        and now.enabled
        and now.protocol == "builtin"
        and now.port == port
        and not Issues(hass, entry.entry_id).shown("live_port")
    )
