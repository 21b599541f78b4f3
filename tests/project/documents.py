"""Reads the documents: their headings, links and what they name."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
import re
from urllib.parse import unquote

REPOSITORY = "dji-dock/home-assistant"
_FENCE = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1[ \t]*$", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^()\s]+)\)")
_OWN_URL = re.compile(
    rf"https://(?:github\.com/{REPOSITORY}(?:/(?:blob|raw|tree)/main)?"
    rf"|raw\.githubusercontent\.com/{REPOSITORY}/main)"
    r"(?P<path>/[\w./-]*[\w/-])?(?P<anchor>#[\w-]+)?"
)
_PATH = re.compile(
    r"`((?:\.ci|\.github|custom_components|docs|requirements|scripts|tests)/[^`\s]*)"
)
_SHORT = re.compile(r"`([\w.-]+(?:/[\w.-]+)*(?:\.(?:json|md|py|sh|toml|txt|ya?ml)|/))`")
_MODULE = re.compile(r"python -m (tests(?:\.\w+)+)")
# Pages of the project that are no files.
_PAGES = ("/issues", "/releases", "/compare", "/discussions", "/security")


def documents(root: Path) -> list[Path]:
    """Return all documents of the project."""
    return sorted([*root.glob("*.md"), *root.glob("docs/*.md"), *root.glob("tests/*.md")])


def prose(text: str) -> str:
    """Return a document without its blocks of code."""
    return _FENCE.sub("", text)


def examples(text: str) -> Iterator[tuple[str, str]]:
    """Return the blocks of code of a document: language and content, not indented."""
    for indent, language, body in _BLOCK.findall(text):
        yield language, re.sub(rf"^{indent}", "", body, flags=re.MULTILINE)


def anchors(text: str) -> set[str]:
    """Return the anchors that GitHub gives the headings of a document."""
    seen: Counter[str] = Counter()
    found = set()
    for heading in _HEADING.findall(prose(text)):
        plain = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        found.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return found


def broken_links(document: Path, root: Path) -> Iterator[str]:
    """Return the links of a document that lead to no file, or to no heading, of the project."""
    text = document.read_text(encoding="utf-8")
    for target in _LINK.findall(prose(text)):
        if "://" not in target:
            path, _, anchor = target.partition("#")
            file = (document.parent / path).resolve() if path else document
            if not _leads(file, anchor, root):
                yield target
    yield from broken_urls(text, root)


def broken_urls(text: str, root: Path) -> Iterator[str]:
    """Return the addresses of the project's own pages that lead to no file, or to no heading."""
    for found in _OWN_URL.finditer(unquote(text)):
        path = found["path"] or ""
        if not path.startswith(_PAGES):
            file = root / path.strip("/") if path.strip("/") else root / "README.md"
            if not _leads(file.resolve(), (found["anchor"] or "").lstrip("#"), root):
                yield found[0]


def missing_paths(text: str, root: Path) -> Iterator[str]:
    """Return the files, folders and modules that a text names and that do not exist.

    A path begins at the top of the project, in the folder of the integration, or in docs.
    """
    for path in _PATH.findall(text):
        if not re.search(r"[<>*{…]", path) and not (root / path).exists():
            yield path
    places = root, root / "custom_components" / "dji_dock", root / "docs"
    for path in _SHORT.findall(text):
        if not _PATH.match(f"`{path}") and not any((place / path).exists() for place in places):
            yield path
    for module in _MODULE.findall(text):
        place = root / module.replace(".", "/")
        if not (place / "__main__.py").exists() and not place.with_suffix(".py").exists():
            yield module


def _leads(file: Path, anchor: str, root: Path) -> bool:
    if not file.exists() or not file.is_relative_to(root):
        return False
    return not anchor or anchor in anchors(file.read_text(encoding="utf-8"))
