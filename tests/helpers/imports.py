"""Reads who imports whom in the integration, without importing it."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "custom_components" / "dji_dock"
_NAME = "custom_components.dji_dock"

type Tree = Mapping[str, str]
"""Sources by module, relative to the integration: `logs.store`, `logs` for its `__init__`."""


@dataclass(frozen=True, slots=True)
class Imported:
    """One import."""

    importer: str
    imported: str
    """A module of ours relative to the integration, or the whole name of somebody else's."""
    own: bool
    """Whether it is one of ours."""
    said: str
    """What stands after `from`, resolved: names taken from there may be modules."""


def package_tree(folder: Path = PACKAGE) -> Tree:
    """Return the source of every module."""
    tree = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        tree[".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "__init__"] = (
            path.read_text()
        )
    return tree


def imports(module: str, source: str, tree: Tree) -> Iterator[Imported]:
    """Find all imports of a module, also in functions and for type checking only."""
    inside = any(other.startswith(f"{module}.") for other in tree)
    folder = [] if module == "__init__" else module.split(".")[: None if inside else -1]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield _absolute(module, name.name, name.name)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            said = node.module or ""
            own = said == _NAME or said.startswith(f"{_NAME}.")
            for name in node.names:
                deeper = own and f"{said}.{name.name}".removeprefix(f"{_NAME}.") in tree
                yield _absolute(module, f"{said}.{name.name}" if deeper else said, said)
        elif isinstance(node, ast.ImportFrom):
            above = folder[: len(folder) + 1 - node.level]
            said = ".".join([*above, *filter(None, [node.module])])
            for name in node.names:
                whole = f"{said}.{name.name}".lstrip(".")
                target = whole if whole in tree else said or "__init__"
                yield Imported(module, target, own=True, said=said or target)


def _absolute(module: str, imported: str, said: str) -> Imported:
    if imported == _NAME or imported.startswith(f"{_NAME}."):
        imported, said = (
            name.removeprefix(_NAME).removeprefix(".") or "__init__" for name in (imported, said)
        )
        return Imported(module, imported, own=True, said=said)
    return Imported(module, imported, own=False, said=said)


def circles(tree: Tree) -> list[list[str]]:
    """Return the groups of modules that import each other, over any number of others."""
    reached = {module: _direct(module, tree) for module in tree}
    growing = True
    while growing:
        growing = False
        for module, known in reached.items():
            more = known.union(*(reached[other] for other in known))
            if more != known:
                reached[module], growing = more, True
    groups = {
        tuple(sorted(other for other in known if module in reached[other]))
        for module, known in reached.items()
        if module in known
    }
    return [list(group) for group in sorted(groups)]


def _direct(module: str, tree: Tree) -> set[str]:
    found = {each.imported for each in imports(module, tree[module], tree) if each.own}
    return {other for other in found if other in tree and other != module}
