"""What the page shows of an entry, whether it runs or not."""

from collections.abc import Iterable

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.helpers import issue_registry as ir

from ..const import CONF_ANSWER_REQUESTS
from ..hub import Hub
from ..util.entry_data import has_bucket
from .attention import attention_of_entry
from .items import View
from .words import Words, error_words, exception_words


def entry_view(entry: ConfigEntry, hub: Hub | None, issues: Iterable[ir.IssueEntry]) -> View:
    """Return an entry; `hub` is what runs for it, `issues` are those about no dock of its own."""
    health = hub.health if hub else None
    return {
        "entry_id": entry.entry_id,
        "title": entry.title,
        "loaded": entry.state is ConfigEntryState.LOADED,
        "state": entry.state.value,
        "reason": _reason(entry),
        "broker": {"connected": hub.server.connected if hub else False},
        "bucket": {
            "usable": health.usable if health else None,
            "configured": has_bucket(entry.data),
            "error": error_words(health.error) if health and health.error else None,
        },
        "answer_requests": entry.data.get(CONF_ANSWER_REQUESTS, True),
        "issues": attention_of_entry(entry.entry_id, issues),
    }


def _reason(entry: ConfigEntry) -> Words | None:
    """Return why an entry does not run."""
    if entry.error_reason_translation_key:
        return exception_words(
            entry.error_reason_translation_key,
            {
                name: str(value)
                for name, value in (entry.error_reason_translation_placeholders or {}).items()
            },
        )
    return {"key": "", "placeholders": {}, "text": entry.reason} if entry.reason else None
