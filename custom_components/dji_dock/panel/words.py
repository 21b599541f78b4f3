"""Texts that the server makes for the page, which shows them in the language of its user."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN
from ..errors import LibraryError, failure_key, reason_text, translated
from ..util.texts import text_of

type Words = dict[str, Any]
"""`key` below `component.dji_dock.`, `placeholders`, and `text` in the language of the home."""


@callback
def words(key: str, **placeholders: str) -> Words:
    """Return a text by its whole key, such as `config_panel.media.missing_coming`."""
    return {"key": key, "placeholders": placeholders, "text": text_of(key, placeholders) or key}


@callback
def error_words(err: LibraryError | HomeAssistantError) -> Words:
    """Return what went wrong, also where it is only a part of an answer."""
    error = err if isinstance(err, HomeAssistantError) else translated(err)
    if error.translation_domain != DOMAIN or error.translation_key is None:
        return {"key": "", "placeholders": {}, "text": reason_text(error)}
    return exception_words(error.translation_key, error.translation_placeholders)


@callback
def exception_words(key: str, placeholders: Mapping[str, str] | None = None) -> Words:
    """Return what an error says, by its key."""
    return words(f"exceptions.{key}.message", **(placeholders or {}))


@callback
def failure_words(error: str, code: int) -> Words | None:
    """Return why an upload failed, or the archive of a module; None if it did not."""
    failure = failure_key(error, code)
    return exception_words(*failure) if failure else None


@callback
def issue_words(issue: ir.IssueEntry) -> Words:
    """Return the title of a repair issue of ours."""
    return words(f"issues.{issue.translation_key}.title", **(issue.translation_placeholders or {}))
