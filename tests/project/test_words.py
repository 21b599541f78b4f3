"""Names are words of Home Assistant, of DJI, or plain English: no dialect of our own."""

import ast
from collections.abc import Iterator

from tests.helpers.imports import package_tree

# What was said once, and what is said instead.
DIALECT = {
    "attach": "add entities",
    "book": "registry",
    "care": "upkeep",
    "controls": "settings",
    "life": "lifecycle",
    "moments": "events",
    "news": "event, report",
    "roots": "first keys",
    "shelf": "pages",
    "shows": "displayed",
    "stopwatch": "elapsed time",
    "tell": "notify, report",
    "tells": "notifies, reports",
    "told": "notified, reported",
}

GIVEN = {"async_attach_runner"}
"""Methods that Home Assistant calls by these names."""


def definitions(source: str) -> Iterator[str]:
    """Return every name that a module gives: classes, functions, arguments, variables, attributes."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.attr


def words_of(name: str) -> list[str]:
    """Split `snake_case` and `CamelCase`."""
    spaced = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return spaced.split("_")


def test_no_dialect() -> None:
    """Whoever reads a name knows it from elsewhere."""
    found = {
        f"{module}: {name}: say {DIALECT[word]}"
        for module, source in package_tree().items()
        for name in (module.rpartition(".")[2], *definitions(source))
        if name not in GIVEN
        for word in words_of(name)
        if word in DIALECT
    }
    assert sorted(found) == []


def test_dialect_is_found() -> None:
    """In whatever gets a name."""
    source = (
        "class UploadNews:\n    def told(self, book: int) -> None:\n        self.life = moments = 1"
    )
    found = [name for name in definitions(source) if DIALECT.keys() & set(words_of(name))]
    assert sorted(found) == ["UploadNews", "book", "life", "moments", "told"]
