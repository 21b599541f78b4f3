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
    """Return the broker of Home Assistant's own MQTT integration, without its password."""
    for entry in hass.config_entries.async_entries("mqtt"):
        # Its port for websockets is of no use here.
        if (host := entry.data.get("broker")) and entry.data.get("transport") != "websockets":
            certificate = entry.data.get("certificate")
            return {
                CONF_HOST: host,
                CONF_PORT: entry.data.get(CONF_PORT, DEFAULT_PORT),
                CONF_USERNAME: entry.data.get(CONF_USERNAME, ""),
                CONF_TLS: {
                    CONF_ENABLED: bool(certificate),
                    CONF_VERIFY: not entry.data.get("tls_insecure", False),
                    # In place of a certificate it can say "auto": public authorities.
                    CONF_CA_CERTIFICATE: "" if certificate in (None, "auto") else certificate,
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
