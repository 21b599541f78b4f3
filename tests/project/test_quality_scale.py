"""The rules of Home Assistant's quality scale, as far as files can show that they are kept."""

import ast
from collections.abc import Iterator
import inspect
from pathlib import Path
import tomllib
from typing import Any

from homeassistant.helpers.entity import Entity
from homeassistant.util.yaml import load_yaml_dict
import pytest

from custom_components import dji_dock
from custom_components.dji_dock import (
    binary_sensor,
    button,
    camera,
    config_flow,
    cover,
    device_tracker,
    event,
    image,
    light,
    number,
    select,
    sensor,
    siren,
    switch,
    update,
)
from custom_components.dji_dock.telemetry.settings import NUMBERS, SELECTS, SWITCHES
from tests.helpers.metadata import DESCRIPTIONS, ENGLISH, INTEGRATION, ROOT

PLATFORMS = (
    binary_sensor, button, camera, cover, device_tracker, event, image, light, number, select, sensor, siren,
    switch, update,
)  # fmt: skip
RULES: dict[str, Any] = load_yaml_dict(str(INTEGRATION / "quality_scale.yaml"))["rules"]
# In the order of the levels: bronze, silver, gold, platinum.
ALL = [
    "action-setup",
    "appropriate-polling",
    "brands",
    "common-modules",
    "config-flow",
    "config-flow-test-coverage",
    "dependency-transparency",
    "docs-actions",
    "docs-conditions",
    "docs-high-level-description",
    "docs-installation-instructions",
    "docs-removal-instructions",
    "docs-triggers",
    "entity-event-setup",
    "entity-unique-id",
    "has-entity-name",
    "runtime-data",
    "test-before-configure",
    "test-before-setup",
    "unique-config-entry",
    "action-exceptions",
    "config-entry-unloading",
    "docs-configuration-parameters",
    "docs-installation-parameters",
    "entity-unavailable",
    "integration-owner",
    "log-when-unavailable",
    "parallel-updates",
    "reauthentication-flow",
    "test-coverage",
    "devices",
    "diagnostics",
    "discovery",
    "discovery-update-info",
    "docs-data-update",
    "docs-examples",
    "docs-known-limitations",
    "docs-supported-devices",
    "docs-supported-functions",
    "docs-troubleshooting",
    "docs-use-cases",
    "dynamic-devices",
    "entity-category",
    "entity-device-class",
    "entity-disabled-by-default",
    "entity-translations",
    "exception-translations",
    "icon-translations",
    "reconfiguration-flow",
    "repair-issues",
    "stale-devices",
    "async-dependency",
    "inject-websession",
    "strict-typing",
]
# Which document, with which heading, keeps each rule about documentation.
HEADINGS = {
    "docs-actions": ("docs/actions.md", "# Actions"),
    "docs-configuration-parameters": ("docs/setup.md", "## Options"),
    "docs-data-update": ("docs/entities.md", "## How data is updated"),
    "docs-examples": ("docs/blueprints.md", "# Blueprints"),
    "docs-high-level-description": ("README.md", "# DJI Dock for Home Assistant"),
    "docs-installation-instructions": ("README.md", "## Installation"),
    "docs-installation-parameters": ("docs/setup.md", "## Step 1: broker"),
    "docs-known-limitations": ("docs/troubleshooting.md", "## Limits"),
    "docs-removal-instructions": ("docs/setup.md", "## Removal"),
    "docs-supported-devices": ("README.md", "## What you need"),
    "docs-supported-functions": ("docs/entities.md", "# Devices and entities"),
    "docs-troubleshooting": ("docs/troubleshooting.md", "# Troubleshooting"),
    "docs-use-cases": ("README.md", "## What it can do"),
}


def sources() -> Iterator[tuple[Path, ast.Module]]:
    """Return every module of the integration."""
    for path in INTEGRATION.rglob("*.py"):
        yield path, ast.parse(path.read_text())


def test_every_rule_is_kept_or_has_a_reason() -> None:
    """Nothing is left to do, and what does not apply says why."""
    assert list(RULES) == sorted(ALL, key=list(RULES).index)
    assert len(ALL) == 54
    for rule, status in RULES.items():
        if status != "done":
            assert status["status"] == "exempt", rule
            assert len(status["comment"]) > 20, rule


@pytest.mark.parametrize("rule", [rule for rule in ALL if rule.startswith("docs-")])
def test_documented(rule: str) -> None:
    """Each chapter exists."""
    if RULES[rule] == "done":
        document, heading = HEADINGS[rule]
        assert heading in (ROOT / document).read_text().splitlines()


def test_parallel_updates() -> None:
    """What only shows has no limit, what acts does one thing after the other.

    Commands of remote debugging take turns as jobs: by dock, and not for longer than anybody waits.
    """
    acting = {button, number, select, switch, update}
    for platform in PLATFORMS:
        assert int(platform in acting) == platform.PARALLEL_UPDATES, platform.__name__
    assert {platform.__name__.rpartition(".")[2] for platform in PLATFORMS} == set(
        dji_dock.PLATFORMS
    )


WHAT_IT_IS = {
    *("cover", "siren", "supplement_light"),
    *("dock_camera", "fpv_camera", "main_camera", "other_camera"),
}
"""Keys that say no more than the platform does: there is no more to say."""


def test_entities_have_names_and_ids_of_their_own() -> None:
    """Named after what they show, within their device; no key twice, none with the domain in it."""
    for platform in PLATFORMS:
        for _, found in inspect.getmembers(platform, inspect.isclass):
            if issubclass(found, Entity) and found.__module__.startswith(dji_dock.__name__):
                assert found._attr_has_entity_name, found
    for name, descriptions in DESCRIPTIONS.items():
        for description in descriptions:
            assert "dji" not in description.key
            assert name not in description.key or description.key in WHAT_IT_IS
    tables = [
        *binary_sensor.PROPERTY_BINARY_SENSORS.items(),
        *sensor.PROPERTY_SENSORS.items(),
        *NUMBERS.items(),
        *SELECTS.items(),
        *SWITCHES.items(),
    ]
    for kind, table in tables:
        keys = [description.key for description in table]
        assert len(keys) == len(set(keys)), kind


def test_most_of_what_a_device_tells_is_for_experts() -> None:
    """An owner sees what an owner asks for; the rest is diagnostic, and mostly off."""
    for table in sensor.PROPERTY_SENSORS.values():
        shown = [one for one in table if one.entity_registry_enabled_default]
        assert 10 <= len(shown) <= 26
        for description in table:
            hidden = not description.entity_registry_enabled_default
            assert not hidden or description.entity_category == "diagnostic", description.key


def test_errors_are_translated() -> None:
    """Every error that reaches a user names a text."""
    kinds = {"HomeAssistantError", "ServiceValidationError", "ConfigEntryNotReady",
             "ConfigEntryAuthFailed", "Unresolvable", "BrowseError"}  # fmt: skip
    found = 0
    for path, tree in sources():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in kinds
            ):
                found += 1
                keywords = {keyword.arg for keyword in node.keywords}
                assert {"translation_domain", "translation_key"} <= keywords, (path, node.lineno)
    assert found > 10


def test_where_things_are() -> None:
    """Actions are registered in one place, platforms are where they belong.

    In hass.data lies only what belongs to all entries together, under typed keys.
    """
    for path, tree in sources():
        names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert "async_register" not in names or path.name in ("services.py", "system_health.py"), (
            path
        )
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr == "data":
                owner = node.value
                of_all = str(path.relative_to(INTEGRATION)) in (
                    "docks/move.py",
                    "media_browser/zip_view.py",
                    "panel/board.py",
                    "panel/media_links.py",
                    "panel/module.py",
                    "setup_check/run.py",
                    "util/dock_owners.py",
                    "cloud_device/former_broker.py",
                    "util/single_target.py",
                )
                assert of_all or not (isinstance(owner, ast.Name) and owner.id == "hass"), path
    for needed in ("coordinator", "entity", "diagnostics", "repairs", "system_health"):
        assert (INTEGRATION / f"{needed}.py").exists(), needed


def test_platforms_hold_no_tables() -> None:
    """What an entity shows stands in the folder of its feature."""
    for platform in dji_dock.PLATFORMS:
        for node in ast.walk(ast.parse((INTEGRATION / f"{platform}.py").read_text())):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            assert not name.endswith("Description"), (platform, node)


def test_flows() -> None:
    """Set up, sign in again, and change: each with its texts."""
    steps = set(dir(config_flow.DjiDockConfigFlow))
    for step in ("user", "reauth", "reconfigure"):
        assert f"async_step_{step}" in steps
    for step, shown in ENGLISH["config"]["step"].items():
        assert set(shown.get("data", {})) == set(shown.get("data_description", {})), step


def test_types_are_strict() -> None:
    """For all of it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]
    assert settings["strict"]
    assert "custom_components" in settings["files"]
