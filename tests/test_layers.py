"""One direction: wire, model, Home Assistant. A rule without a check decays."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "custom_components" / "dji_dock"
ALLOWED = {
    "cloud_api": {"aiomqtt", "orjson"},
    "bucket": {"boto3", "botocore", "mypy_boto3_s3", "mypy_boto3_sts"},
}
STANDARD = {
    "asyncio", "collections", "contextlib", "dataclasses", "datetime", "enum", "hmac",
    "ipaddress", "json", "logging", "math", "random", "re", "socket", "ssl", "time", "typing",
    "urllib", "uuid",
}  # fmt: skip


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Return (level, module) of every import in a file; level counts the leading dots."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((0, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.level, node.module or ""


@pytest.mark.parametrize("layer", ALLOWED)
def test_lower_layers_know_nothing_of_the_upper_ones(layer: str) -> None:
    """The protocol and the bucket could be libraries of their own."""
    files = sorted((ROOT / layer).rglob("*.py"))
    assert files
    for path in files:
        depth = len(path.relative_to(ROOT / layer).parts)
        for level, module in imports(path):
            if level:
                assert level <= depth, f"{path.name} reaches out of {layer}: {module}"
            else:
                root = module.split(".")[0]
                assert root in ALLOWED[layer] | STANDARD, f"{path.name} imports {module}"


def test_only_the_lower_layers_touch_the_wire() -> None:
    """Nobody above knows of MQTT or S3, nor of what lies inside the layers below."""
    for path in sorted(ROOT.glob("*.py")):
        for level, module in imports(path):
            root = module.split(".")[0]
            wire = ALLOWED["cloud_api"] | ALLOWED["bucket"] | {"paho"}
            assert level or root not in wire, f"{path.name} imports {module}"
            inside = level and module.startswith(("cloud_api.", "bucket."))
            assert not inside, f"{path.name} reaches into {module}"


def test_files_have_one_job() -> None:
    """A file of more than 300 lines has at least two."""
    for path in ROOT.rglob("*.py"):
        lines = len(path.read_text().splitlines())
        assert lines <= 400, f"{path.name} has {lines} lines"
