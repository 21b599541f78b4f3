"""What the forms of the set-up suggest, and what they say of where a value comes from."""

from collections.abc import Iterable, Mapping
import secrets
import string
from typing import Any

from homeassistant.const import CONF_HOST, CONF_PORT, CONF_USERNAME
from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations

from ..bucket import DockPathWarning, Provider
from ..const import (
    CONF_CA_CERTIFICATE,
    CONF_ENABLED,
    CONF_TLS,
    CONF_VERIFY,
    DEFAULT_PORT,
    DOMAIN,
)
from ..util.dock_owners import dock_owners
from .snippets import APP_PAGE, APP_VALUES, async_titles, broker_snippet, bucket_snippet

APP_PLACEHOLDERS = {"app_page": APP_PAGE} | dict(
    zip(("app_value_id", "app_value_key", "app_value_license"), APP_VALUES, strict=True)
)
"""Where the values of the developer app are, and what they are called there."""

# Without letters and digits that look alike: the code is read off a screen and typed in on site.
_CODE_ALPHABET = "".join(sorted(set(string.ascii_uppercase + string.digits) - set("0O1IL5S8B")))

_UNNAMED = frozenset({"Home", "Zuhause", "Casa", "Hogar", "Maison", "Domicile", "家", "我的家", ""})
"""Names that Home Assistant gives a place by itself: nobody would know one by them in Pilot 2."""


def organization_name(hass: HomeAssistant) -> str:
    """Return a name by which people at a dock recognise this Home Assistant."""
    name = hass.config.location_name.strip()
    return "Home Assistant" if name in _UNNAMED else name


def random_code(length: int) -> str:
    """Return letters and digits that nobody mistakes for others."""
    return "".join(secrets.choice(_CODE_ALPHABET) for _ in range(length))


async def async_warnings_text(hass: HomeAssistant, warnings: Iterable[DockPathWarning]) -> str:
    """Return what may keep docks from the bucket, as a list."""
    texts = await async_get_translations(hass, hass.config.language, "selector", {DOMAIN})
    prefix = f"component.{DOMAIN}.selector.dock_path_warning.options"
    return "\n".join(f"- {texts.get(f'{prefix}.{warning}', warning.value)}" for warning in warnings)


def unclaimed_dock(hass: HomeAssistant, topic: str) -> str | None:
    """Return which dock speaks on Home Assistant's own broker.

    None if it is one of ours, or an entry has that broker: it asks about docks by itself.
    """
    serial = topic.removeprefix("sys/product/").removesuffix("/status")
    broker = known_broker(hass)
    ours = (
        all(entry.data.get(key) == broker.get(key) for key in (CONF_HOST, CONF_PORT))
        for entry in hass.config_entries.async_entries(DOMAIN, include_ignore=False)
    )
    return None if not serial.isalnum() or dock_owners(hass).owner(serial) or any(ours) else serial


def known_broker(hass: HomeAssistant) -> dict[str, Any]:
    """Return the broker of Home Assistant's own MQTT integration, without its password.

    That integration has nothing that says it to others, so its entry is read, under the names in its
    `const.py`. They may change with any release, and what is not there as expected is not suggested.
    This can go once it says which broker it has.
    """
    for entry in hass.config_entries.async_entries("mqtt"):
        known = entry.data
        host, port, username = known.get("broker"), known.get(CONF_PORT), known.get(CONF_USERNAME)
        # Its port for websockets is of no use here.
        if not host or not isinstance(host, str) or known.get("transport") == "websockets":
            continue
        certificate = known.get("certificate")
        # In place of a certificate it can say "auto": public authorities.
        own = isinstance(certificate, str) and certificate != "auto"
        return {
            CONF_HOST: host,
            CONF_PORT: port if isinstance(port, int) else DEFAULT_PORT,
            CONF_USERNAME: username if isinstance(username, str) else "",
            CONF_TLS: {
                CONF_ENABLED: bool(certificate),
                CONF_VERIFY: not known.get("tls_insecure", False),
                CONF_CA_CERTIFICATE: certificate if own else "",
            },
        }
    return {}


async def async_broker_help(hass: HomeAssistant, data: Mapping[str, Any]) -> str:
    """Return what to paste into Mosquitto, folded up."""
    return await _async_folded(hass, "broker", broker_snippet(data, await async_titles(hass)))


async def async_bucket_help(
    hass: HomeAssistant, provider: Provider, data: Mapping[str, Any]
) -> str:
    """Return what to paste at a provider, folded up."""
    text = bucket_snippet(provider, data, await async_titles(hass))
    return await _async_folded(hass, provider.value, text)


async def _async_folded(hass: HomeAssistant, name: str, text: str) -> str:
    """Return a text that is only shown to who opens it: the fields come first."""
    texts = await async_get_translations(hass, hass.config.language, "selector", {DOMAIN})
    title = texts.get(f"component.{DOMAIN}.selector.paste.options.{name}", name)
    return f"<details><summary>{title}</summary>\n\n{text}\n\n</details>"
