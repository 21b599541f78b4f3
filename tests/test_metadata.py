"""What Home Assistant and the Marketplace demand of files that are no code."""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re
import struct
from typing import Any

from awesomeversion import AwesomeVersion
from homeassistant.util.yaml import load_yaml_dict
import pytest

from custom_components.dji_dock.bucket import DockPathWarning, errors as bucket_errors
from custom_components.dji_dock.cloud_api import errors as broker_errors
from custom_components.dji_dock.errors import KNOWN_CODES
from custom_components.dji_dock.sensor import SENSORS

ROOT = Path(__file__).parents[1]
INTEGRATION = ROOT / "custom_components" / "dji_dock"


def load(name: str) -> dict[str, Any]:
    """Return a JSON file of the integration."""
    data: dict[str, Any] = json.loads((INTEGRATION / name).read_text())
    return data


ENGLISH = load("translations/en.json")


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Return every text with its path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, f"{path}.{key}")
    else:
        yield path, str(value)


def test_manifest() -> None:
    """Domain and name first, the rest in order; all that custom integrations need."""
    manifest = load("manifest.json")
    keys = list(manifest)
    assert keys[:2] == ["domain", "name"]
    assert keys[2:] == sorted(keys[2:])
    assert manifest["domain"] == INTEGRATION.name
    assert set(keys) >= {
        "version", "documentation", "issue_tracker", "codeowners", "iot_class", "config_flow",
    }  # fmt: skip
    assert AwesomeVersion(manifest["version"]).valid
    assert all(" " not in requirement for requirement in manifest["requirements"])
    # Home Assistant pins these itself; anything but a range would keep us from loading.
    assert all("==" not in requirement for requirement in manifest["requirements"])


def test_marketplace() -> None:
    """What the Marketplace reads."""
    hacs = json.loads((ROOT / "hacs.json").read_text())
    assert hacs["name"] == load("manifest.json")["name"]
    assert AwesomeVersion(hacs["homeassistant"]) >= AwesomeVersion("2026.10.0")
    assert [path.name for path in (ROOT / "custom_components").iterdir() if path.is_dir()] in (
        ["dji_dock"],
        ["dji_dock", "__pycache__"],
        ["__pycache__", "dji_dock"],
    )


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [("icon.png", 256, 256), ("icon@2x.png", 512, 512), ("logo.png", 0, 256)],
)
def test_brand(name: str, width: int, height: int) -> None:
    """The images that Home Assistant shows, in their sizes."""
    data = (INTEGRATION / "brand" / name).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    size = struct.unpack(">II", data[16:24])
    assert size[1] == height
    assert width in (0, size[0])


def test_texts_are_plain() -> None:
    """No addresses, no HTML, no quoted placeholders, no blanks around."""
    for path, text in texts(ENGLISH):
        assert text.strip() == text, path
        assert "://" not in text, path
        assert not re.search(r"</?[a-z]+>", text), path
        assert not re.search(r"'\{\w+\}'", text), path
    for path, _ in texts(ENGLISH):
        assert re.fullmatch(r"(\.[a-z0-9_-]+)+", path), path


def test_actions_are_described() -> None:
    """Every action and each of its fields has a name, a description and an icon."""
    services = load_yaml_dict(str(INTEGRATION / "services.yaml"))
    described, icons = ENGLISH["services"], load("icons.json")["services"]
    assert set(services) == set(described) == set(icons)
    for name, service in services.items():
        fields: dict[str, Any] = {}
        for key, field in service["fields"].items():
            if "fields" in field:
                fields |= field["fields"]
                assert described[name]["sections"][key]["name"]
            else:
                fields[key] = field
        assert set(fields) == set(described[name]["fields"])
        for text in (described[name], *described[name]["fields"].values()):
            assert text["name"]
            assert text["description"]


def test_entities_are_named() -> None:
    """Every translation key in use has a name; every state of an enumeration has a text."""
    for platform in ("sensor", "binary_sensor", "button", "event"):
        source = (INTEGRATION / f"{platform}.py").read_text()
        keys = set(re.findall(r'translation_key="(\w+)"', source))
        assert keys == set(ENGLISH["entity"][platform])
    for sensor in SENSORS:
        states = ENGLISH["entity"]["sensor"][sensor.key].get("state", {})
        assert set(states) == set(sensor.options or [])


def raised_keys() -> set[str]:
    """Return every translation key with which an exception is raised."""
    keys: set[str] = set()
    for path in INTEGRATION.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Error"):
                for keyword in node.keywords:
                    if keyword.arg == "translation_key":
                        keys |= {
                            constant.value
                            for constant in ast.walk(keyword.value)
                            if isinstance(constant, ast.Constant)
                            and isinstance(constant.value, str)
                        }
    return keys


def reasons() -> set[str]:
    """Return every reason with which a broker or a store can fail."""
    found: set[str] = set()
    for module, base in (
        (bucket_errors, bucket_errors.BucketError),
        (broker_errors, broker_errors.BrokerError),
    ):
        found |= {
            item.reason
            for item in vars(module).values()
            if isinstance(item, type) and issubclass(item, base)
        }
    return found


def test_every_error_has_a_text() -> None:
    """Of actions, of the broker, of the store, and of each known code of a dock."""
    exceptions = set(ENGLISH["exceptions"])
    assert raised_keys() <= exceptions
    assert reasons() <= exceptions
    assert {f"code_{code}" for code in KNOWN_CODES} <= exceptions
    assert reasons() <= set(ENGLISH["config"]["error"])
    source = (INTEGRATION / "validate.py").read_text() + (INTEGRATION / "errors.py").read_text()
    for key in exceptions - reasons() - raised_keys():
        assert key in source or key.startswith("code_"), f"{key} is used nowhere"


def test_every_warning_has_a_text() -> None:
    """Of the way of a dock to the bucket."""
    options = ENGLISH["selector"]["dock_path_warning"]["options"]
    assert set(options) == {warning.value for warning in DockPathWarning}


def test_other_languages_are_complete() -> None:
    """Whatever language there is has every text, with the same placeholders."""
    english = dict(texts(ENGLISH))
    for path in (INTEGRATION / "translations").glob("*.json"):
        other = dict(texts(json.loads(path.read_text())))
        assert set(other) == set(english), path.name
        for key, text in english.items():
            assert set(re.findall(r"\{\w+\}", other[key])) == set(re.findall(r"\{\w+\}", text))


def test_nothing_tells_of_a_machine() -> None:
    """No path of a machine and no host of a registry stands in a lock file."""
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text(), path.name
