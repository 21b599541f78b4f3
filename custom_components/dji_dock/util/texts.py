"""Texts of the integration in the language of the home, for where Home Assistant has English only."""

from collections.abc import Mapping

from homeassistant.core import async_get_hass, callback
from homeassistant.helpers.translation import async_get_cached_translations

from ..const import DOMAIN

_JOINERS = "\u200c\u200d"


@callback
def common_text(key: str, **values: str) -> str | None:
    """Return a text of the category `common`, None if there is none."""
    return _text("common", key, values)


@callback
def exception_text(key: str, values: Mapping[str, str] | None = None) -> str:
    """Return what an error says, without its full stop; its key if it says nothing."""
    text = _text("exceptions", f"{key}.message", values or {})
    return key if text is None else text.rstrip(".。")


@callback
def text_of(key: str, values: Mapping[str, str]) -> str | None:
    """Return a text by its whole key, which begins with the category; None if there is none."""
    category, _, rest = key.partition(".")
    return _text(category, rest, values)


def _text(category: str, key: str, values: Mapping[str, str]) -> str | None:
    hass = async_get_hass()
    texts = async_get_cached_translations(hass, hass.config.language, category, DOMAIN)
    text = texts.get(f"component.{DOMAIN}.{category}.{key}")
    if text is not None:
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
    return text


def shown(value: str) -> str:
    """Return a text as people read it, on one line and without what would turn it around.

    Of what is not printable only the joiners stay that Persian and Indian words are written with.
    """
    if not value.isprintable():
        value = "".join(
            " " if char.isspace() else char
            for char in value
            if char.isprintable() or char.isspace() or char in _JOINERS
        )
    return value.strip()
