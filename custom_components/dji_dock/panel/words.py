"""Texts that the server makes for the page, which shows them in the language of its user."""

from typing import Any

from homeassistant.core import callback

from ..util.texts import text_of

type Words = dict[str, Any]
"""`key` below `component.dji_dock.`, `placeholders`, and `text` in the language of the home."""


@callback
def words(key: str, **placeholders: str) -> Words:
    """Return a text by its whole key, such as `config_panel.media.missing_coming`."""
    return {"key": key, "placeholders": placeholders, "text": text_of(key, placeholders) or key}
