"""The policies of docs/setup.md, as somebody pastes them."""

import json
from pathlib import Path
import re
from typing import Any

SETUP = Path(__file__).parents[2] / "docs" / "setup.md"
BUCKET, USER = "my-bucket", "dji-dock"
"""Which bucket and which user they name."""


def policies() -> dict[str, dict[str, Any]]:
    """Return them by the name that stands before each."""
    text = SETUP.read_text(encoding="utf-8")
    chapter = text.partition("## Policies to paste\n")[2].partition("\n## ")[0]
    found = re.findall(
        r"^\*\*([^*\n]+)\*\*(?:(?!```).)*```json\n(.*?)```", chapter, re.DOTALL | re.MULTILINE
    )
    return {name: json.loads(body) for name, body in found}


def policy(name: str, changes: dict[str, str] | None = None) -> str:
    """Return one as text, with other values in place of some of its own.

    Without any space: Ceph does not decode those in a form.
    """
    text = json.dumps(policies()[name], separators=(",", ":"))
    for old, new in (changes or {}).items():
        text = text.replace(old, new)
    return text
