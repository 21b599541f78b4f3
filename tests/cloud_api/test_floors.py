"""Inside the library imports go down, too: a feature knows the cloud, never who serves it."""

from collections.abc import Mapping

import pytest

from tests.helpers.imports import Tree, imports, package_tree

LIBRARY = "cloud_api"
FLOORS = (
    {"errors", "listeners", "settings", "storage", "work"},
    {"wire"},
    {"devices"},
    {"cloud"},
    {"features"},
    {"handlers", "neighbours"},
    {"server"},
    {""},
)
"""From the ground up; the last one is the door of the library."""


def floor(module: str) -> int:
    """Return on which floor a module of the library lies."""
    room = module.removeprefix(LIBRARY).lstrip(".").split(".", maxsplit=1)[0]
    [found] = [number for number, rooms in enumerate(FLOORS) if room in rooms]
    return found


def upward(tree: Tree) -> list[str]:
    """Return every import within the library that goes up, as "importer -> imported"."""
    return [
        f"{each.importer} -> {each.imported}"
        for module, source in tree.items()
        if _within(module)
        for each in imports(module, source, tree)
        if each.own and _within(each.imported) and floor(each.imported) > floor(module)
    ]


def _within(module: str) -> bool:
    return module == LIBRARY or module.startswith(f"{LIBRARY}.")


def test_imports_go_down_only() -> None:
    """Every module lies on a floor, and knows those below."""
    assert upward(package_tree()) == []


TYPED = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..server import CloudServer"


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ({"cloud_api.features.hms": TYPED}, ["cloud_api.features.hms -> cloud_api.server"]),
        (
            {"cloud_api.devices.fleet": "from .. import cloud"},
            ["cloud_api.devices.fleet -> cloud_api.cloud"],
        ),
        (
            {"cloud_api.wire.topics": "from ..devices.fleet import Fleet"},
            ["cloud_api.wire.topics -> cloud_api.devices.fleet"],
        ),
        (
            {"cloud_api.cloud": "from . import Dock\nfrom .features import hms"},
            ["cloud_api.cloud -> cloud_api", "cloud_api.cloud -> cloud_api.features.hms"],
        ),
        (
            {
                "cloud_api.server": "from .handlers import EVENTS",
                "cloud_api.handlers": "from .features import hms\nfrom .cloud import Cloud",
                "cloud_api.features.hms": "from ..wire.topics import Kind\nfrom ..cloud import Cloud",
            },
            [],
        ),
    ],
)
def test_the_rule_can_be_broken(planted: Mapping[str, str], found: list[str]) -> None:
    """In whatever form it is written."""
    modules = ("cloud", "devices.fleet", "features.hms", "handlers", "server", "wire.topics")
    tree = {"cloud_api": "", **{f"cloud_api.{name}": "" for name in modules}, **planted}
    assert upward(tree) == found
