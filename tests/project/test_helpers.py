"""What tests share lies in helpers: no test is the beginning of another."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


def taken_from_tests(package: str, source: str) -> Iterator[str]:
    """Find modules of tests and fixtures that are imported, also where types alone are wanted."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level]
            start = [*(above if node.level else []), *([node.module] if node.module else [])]
            # What is taken from a package may be a module.
            names = [".".join([*start, *last]) for last in ([], *([a.name] for a in node.names))]
        else:
            continue
        for name in names:
            *folders, module = name.split(".")
            in_tests = bool(folders) and folders[0] == "tests"
            if in_tests and (module == "conftest" or module.startswith("test_")):
                yield name


def test_no_test_imports_another() -> None:
    """Nor a conftest: pytest alone reads these."""
    wrong = [
        f"{path.relative_to(TESTS)}: {name}"
        for path in sorted(TESTS.rglob("*.py"))
        for name in taken_from_tests(
            ".".join(["tests", *path.relative_to(TESTS).parts[:-1]]), path.read_text()
        )
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "source",
    [
        "from .test_other import x",
        "from . import test_other",
        "from ..media.test_other import x",
        "import tests.test_other",
        "from tests.conftest import x",
        "if TYPE_CHECKING:\n    from .conftest import x",
        "def test_a():\n    from tests import test_other",
    ],
)
def test_a_planted_one_is_found(source: str) -> None:
    """In all its spellings."""
    assert list(taken_from_tests("tests.logs", source))
