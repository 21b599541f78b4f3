"""The documents lead where they say, and say what is there."""

import ast
from collections.abc import Callable
import json
from pathlib import Path
import re
from typing import Any

from homeassistant.util import slugify
from homeassistant.util.yaml import load_yaml_dict, parse_yaml
import pytest

from tests.lab.demo.dashboard import dashboard, entities_of

from .documents import (
    anchors,
    broken_links,
    broken_urls,
    documents,
    examples,
    missing_paths,
    prose,
)

ROOT = Path(__file__).parents[2]
INTEGRATION = ROOT / "custom_components" / "dji_dock"
DOCUMENTS = documents(ROOT)
NAMES = [str(document.relative_to(ROOT)) for document in DOCUMENTS]
SOURCES = [
    path
    for folder in ("custom_components", "scripts", ".github")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".js", ".json", ".py", ".sh", ".yaml", ".yml", "")
    and path.is_file()
    and "__pycache__" not in path.parts
]


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_links_lead_somewhere(document: Path) -> None:
    """Every relative link, every anchor, and every address of our own."""
    assert not list(broken_links(document, ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_what_is_named_exists(document: Path) -> None:
    """Files, folders and modules in backticks."""
    assert not list(missing_paths(document.read_text(encoding="utf-8"), ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_examples_can_be_read(document: Path) -> None:
    """Blocks of Python, YAML and JSON are what they say."""
    readers: dict[str, Callable[[str], object]] = {
        "python": ast.parse,
        "yaml": parse_yaml,
        "json": json.loads,
    }
    for language, example in examples(document.read_text(encoding="utf-8")):
        if reader := readers.get(language):
            reader(example)


def test_addresses_in_the_code_lead_somewhere() -> None:
    """Documentation that the code, its texts and its blueprints link to."""
    seen = 0
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        seen += "github.com/dji-dock" in text
        assert not list(broken_urls(text, ROOT)), path
    assert seen >= 3


def test_every_document_is_found_from_the_readme() -> None:
    """In one step."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert name.startswith(("README", "tests/")) or f"({name}" in readme, name
    assert len(readme.splitlines()) <= 200


def test_actions_are_documented() -> None:
    """Each has a chapter of its own that names all its fields."""
    text = (ROOT / "docs" / "actions.md").read_text(encoding="utf-8")
    chapters = dict(
        re.findall(r"^## `dji_dock\.(\w+)`\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    )
    services = load_yaml_dict(str(INTEGRATION / "services.yaml"))
    assert set(chapters) == set(services)
    for name, service in services.items():
        for field in _fields(service):
            assert field == "device_id" or field in chapters[name], f"{name}: {field}"


def test_triggers_and_conditions_are_documented() -> None:
    """Each with its options."""
    text = (ROOT / "docs" / "automations.md").read_text(encoding="utf-8")
    for plural in ("triggers", "conditions"):
        for name, shown in load_yaml_dict(str(INTEGRATION / f"{plural}.yaml")).items():
            if not name.startswith("."):
                assert f"`dji_dock.{name}`" in text
                for field in shown.get("fields", {}):
                    assert f"`{field}`" in text, f"{name}: {field}"


def test_entities_are_documented_by_their_ids() -> None:
    """An id in the documents is made of a name that the entity has in English."""
    ids = _ids()
    seen = 0
    for document in DOCUMENTS:
        text = document.read_text(encoding="utf-8")
        for platform, key in re.findall(r"(\w+)\.<(?:dock|device|cloud)>_(\w+)", text):
            seen += 1
            assert (platform, key) in ids, f"{document.name}: {platform} {key}"
    assert seen > 20


def test_the_dashboard_shows_entities_that_exist() -> None:
    """Of the dock and of the aircraft of the demo."""
    ids = _ids()
    entities = entities_of(dashboard())
    assert len(entities) > 20
    for entity in entities:
        platform, _, name = entity.partition(".")
        key = name.removeprefix("roof_dock_").removeprefix("matrice_4td_demo_")
        assert (platform, key) in ids, entity


def _ids() -> set[tuple[str, str]]:
    """Return the platform and the end of the id of every entity, as made of its English name."""
    names = json.loads((INTEGRATION / "translations" / "en.json").read_text())["entity"]
    ids = {
        (platform, slugify(entity["name"]))
        for platform, entities in names.items()
        for entity in entities.values()
    }
    # Its name is "Alarm"; its id kept the word of DJI.
    return {*ids, ("event", "hms")}


def _fields(service: dict[str, Any]) -> list[str]:
    """Return the fields of an action, those of its sections included."""
    found = []
    for key, field in service["fields"].items():
        found += list(field["fields"]) if "fields" in field else [key]
    return found


def test_anchors() -> None:
    """As GitHub makes them."""
    text = "# A `dji_dock.x` (y), [z](w.md)!\n## Twice\n## Twice\n```\n# No heading\n```\n"
    assert anchors(text) == {"a-dji_dockx-y-z", "twice", "twice-1"}


def test_examples() -> None:
    """Also in lists."""
    text = "```python\na = 1\n```\n1. b\n\n   ```yaml\n   a:\n     b: c\n   ```\n"
    assert list(examples(text)) == [("python", "a = 1\n"), ("yaml", "a:\n  b: c\n")]
    assert "a = 1" not in prose(text)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("[a](gone.md)", ["gone.md"]),
        ("[a](there.md#gone)", ["there.md#gone"]),
        ("[a](#gone)", ["#gone"]),
        ("![a](../outside.png)", ["../outside.png"]),
        (
            "[a](https://github.com/dji-dock/home-assistant/blob/main/gone.md)",
            ["https://github.com/dji-dock/home-assistant/blob/main/gone.md"],
        ),
        (
            "https%3A%2F%2Fraw.githubusercontent.com%2Fdji-dock%2Fhome-assistant%2Fmain%2Fgone.yaml",
            ["https://raw.githubusercontent.com/dji-dock/home-assistant/main/gone.yaml"],
        ),
        (
            "https://github.com/dji-dock/home-assistant#gone",
            ["https://github.com/dji-dock/home-assistant#gone"],
        ),
        ("# Own\n[a](#own) [b](there.md#here) [c](https://example.com/#x) [d](there.md)", []),
        ("https://github.com/dji-dock/home-assistant/blob/main/there.md#here", []),
        ("https://github.com/dji-dock/home-assistant/issues", []),
    ],
)
def test_broken_links_are_found(tmp_path: Path, text: str, broken: list[str]) -> None:
    """The check itself can fail."""
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "outside.png").touch()
    (root / "there.md").write_text("# Here\n")
    (root / "README.md").write_text("# There\n")
    document = root / "document.md"
    document.write_text(text)
    assert list(broken_links(document, root)) == broken


def test_missing_paths_are_found(tmp_path: Path) -> None:
    """The check itself can fail."""
    (tmp_path / "tests" / "tool").mkdir(parents=True)
    (tmp_path / "tests" / "tool" / "__main__.py").touch()
    text = (
        "`tests/gone.py` `tests/tool/` `docs/<name>.md` python -m tests.tool python -m tests.gone"
    )
    assert list(missing_paths(text, tmp_path)) == ["tests/gone.py", "tests.gone"]
