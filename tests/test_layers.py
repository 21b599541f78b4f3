"""One direction: wire, model, Home Assistant. A rule without a check decays."""

import ast
from collections.abc import Iterator
from pathlib import Path
import sys

import pytest

ROOT = Path(__file__).parents[1] / "custom_components" / "dji_dock"
ALLOWED = {
    "cloud_api": {"aiomqtt", "orjson", "paho"},
    "bucket": {
        *("boto3", "botocore", "mypy_boto3_s3", "mypy_boto3_sts"),
        *("alibabacloud_sts20150401", "alibabacloud_tea_openapi", "alibabacloud_tea_util", "Tea"),
    },
    "index": set(),
}
WIRE = ALLOWED["cloud_api"] - {"orjson"} | ALLOWED["bucket"] | {"s3transfer"}
LIMIT = 400


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Return (level, module) of every import; level counts the leading dots."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((0, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.module:
                yield node.level, node.module
            else:
                yield from ((node.level, name.name) for name in node.names)


def beyond_the_layer(layer: str, depth: int, source: str) -> list[str]:
    """Return what a file of a lower layer imports that it must not know.

    `depth` counts the folders that the file lies below the integration's.
    """
    known = ALLOWED[layer] | sys.stdlib_module_names
    return [
        module
        for level, module in imports(source)
        if (level > depth if level else module.split(".")[0] not in known)
    ]


def into_the_layers(source: str) -> list[str]:
    """Return what a file of Home Assistant's layer imports past the front doors of the others."""
    return [
        module
        for level, module in imports(source)
        if (
            module.startswith(("cloud_api.", "bucket.", "index."))
            if level
            else module.split(".")[0] in WIRE or module.startswith("custom_components.")
        )
    ]


@pytest.mark.parametrize("layer", ALLOWED)
def test_lower_layers_know_nothing_of_the_upper_ones(layer: str) -> None:
    """The protocol and the bucket could be libraries of their own."""
    files = sorted((ROOT / layer).rglob("*.py"))
    assert files
    for path in files:
        depth = len(path.relative_to(ROOT).parts) - 1
        assert not beyond_the_layer(layer, depth, path.read_text()), path.name


def test_only_the_lower_layers_touch_the_wire() -> None:
    """Nobody above knows of MQTT or S3, nor of what lies inside the layers below."""
    files = sorted(ROOT.glob("*.py"))
    assert files
    for path in files:
        assert not into_the_layers(path.read_text()), path.name


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import homeassistant.core", ["homeassistant.core"]),
        ("def f():\n    from homeassistant import core", ["homeassistant"]),
        ("from ..const import DOMAIN", ["const"]),
        ("from .. import bucket", ["bucket"]),
        ("import boto3", ["boto3"]),
        ("import custom_components.dji_dock.const", ["custom_components.dji_dock.const"]),
        ("from .parse import text\nimport asyncio\nimport aiomqtt", []),
    ],
)
def test_the_check_of_lower_layers_can_fail(source: str, found: list[str]) -> None:
    """It sees absolute and relative imports, also inside functions."""
    assert beyond_the_layer("cloud_api", 1, source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import aiomqtt.exceptions", ["aiomqtt.exceptions"]),
        ("from botocore.exceptions import ClientError", ["botocore.exceptions"]),
        ("from .cloud_api.envelope import Envelope", ["cloud_api.envelope"]),
        ("from custom_components.dji_dock.bucket import x", ["custom_components.dji_dock.bucket"]),
        ("from .cloud_api import CloudServer\nfrom . import bucket\nimport orjson", []),
    ],
)
def test_the_check_of_the_upper_layer_can_fail(source: str, found: list[str]) -> None:
    """It sees the libraries of the wire, and who goes past a front door."""
    assert into_the_layers(source) == found


def test_files_have_one_job() -> None:
    """A file that outgrows the limit has at least two."""
    for path in ROOT.rglob("*.py"):
        lines = len(path.read_text().splitlines())
        assert lines <= LIMIT, f"{path.name} has {lines} lines"
