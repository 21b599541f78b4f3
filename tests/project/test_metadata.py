"""What Home Assistant and the Marketplace demand of files that are no code."""

import ast
from collections.abc import Iterator
from itertools import chain
import json
from pathlib import Path
import re
import struct
from typing import Any

from awesomeversion import AwesomeVersion
import homeassistant
from homeassistant.data_entry_flow import section
from homeassistant.helpers.selector import SelectSelector
from homeassistant.util.yaml import load_yaml_dict
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
import probatio

from custom_components.dji_dock.automations.conditions import CONDITIONS
from custom_components.dji_dock.automations.triggers import TRIGGERS
from custom_components.dji_dock.bucket import DockPathWarning, Provider, errors as bucket_errors
from custom_components.dji_dock.bucket_access.links import Reason
from custom_components.dji_dock.cloud_api import Refusal, errors as broker_errors
from custom_components.dji_dock.cloud_device.arrivals import Knock
from custom_components.dji_dock.configuration import (
    forms as flow_schemas,
    live as live_options,
    options as options_flow,
)
from custom_components.dji_dock.configuration.bucket_form import bucket_schema
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.errors import FAMILIES, KNOWN_CODES
from custom_components.dji_dock.logs.models import UploadError
from custom_components.dji_dock.media.diagnosis import Link
from tests.helpers.metadata import DESCRIPTIONS, ENGLISH, INTEGRATION, ROOT, load

MANIFEST_KEYS = {
    "after_dependencies", "codeowners", "config_flow", "dependencies", "documentation", "domain",
    "integration_type", "iot_class", "issue_tracker", "loggers", "mqtt", "name", "requirements",
    "single_config_entry", "version",
}  # fmt: skip


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
    assert manifest["domain"] == INTEGRATION.name == DOMAIN
    assert set(keys) <= MANIFEST_KEYS
    assert manifest["integration_type"] == "hub"
    assert manifest["iot_class"] in ("local_push", "cloud_push")
    assert all(owner.startswith("@") for owner in manifest["codeowners"])
    assert manifest["documentation"].startswith("https://")
    assert manifest["issue_tracker"].startswith("https://")
    assert set(keys) >= {
        "version", "documentation", "issue_tracker", "codeowners", "iot_class", "config_flow",
    }  # fmt: skip
    assert AwesomeVersion(manifest["version"]).valid
    assert all(" " not in requirement for requirement in manifest["requirements"])
    # Home Assistant pins these itself; anything but a range would keep us from loading.
    assert all("==" not in requirement for requirement in manifest["requirements"])


def test_requirements_fit_home_assistant() -> None:
    """Home Assistant installs them under its own pins: whatever it pins has to be in range."""
    constraints = Path(homeassistant.__file__).parent / "package_constraints.txt"
    pins = {
        canonicalize_name(pin.name): pin.specifier
        for line in constraints.read_text().splitlines()
        if line.strip() and not line.startswith("#")
        for pin in (Requirement(line.strip()),)
    }
    assert "boto3" in pins
    for text in load("manifest.json")["requirements"]:
        requirement = Requirement(text)
        for pin in pins.get(canonicalize_name(requirement.name), ()):
            if pin.operator in ("==", ">="):
                assert requirement.specifier.contains(pin.version), text


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


def test_brand() -> None:
    """The images that Home Assistant shows, for both themes, in their sizes."""
    folder = INTEGRATION / "brand"
    sizes = {}
    for path in folder.iterdir():
        data = path.read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
        # Eight bits of red, green, blue and transparency: they stand on any background.
        assert (depth, colour) == (8, 6), path.name
        sizes[path.name] = width, height
    for theme in ("", "dark_"):
        assert sizes.pop(f"{theme}icon.png") == (256, 256)
        assert sizes.pop(f"{theme}icon@2x.png") == (512, 512)
        width, height = sizes.pop(f"{theme}logo.png")
        assert 128 <= min(width, height) <= 256
        assert sizes.pop(f"{theme}logo@2x.png") == (2 * width, 2 * height)
    assert not sizes, "Home Assistant knows no other names"


def test_texts_are_plain() -> None:
    """No addresses, no HTML, no quoted placeholders, no blanks around."""
    languages = [path.name for path in (INTEGRATION / "translations").glob("*.json")]
    for path, text in chain.from_iterable(
        texts(load(f"translations/{name}"), f".{name}") for name in languages
    ):
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


def test_triggers_and_conditions_are_described() -> None:
    """Each of them and of its fields has a name, a description and an icon."""
    for plural, singular, known in (
        ("triggers", "trigger", TRIGGERS),
        ("conditions", "condition", CONDITIONS),
    ):
        described, icons = ENGLISH[plural], load("icons.json")[plural]
        assert set(_automation(plural)) == set(known) == set(described) == set(icons)
        for name, shown in _automation(plural).items():
            assert icons[name][singular].startswith("mdi:")
            assert set(shown.get("fields", {})) == set(described[name].get("fields", {}))
            for text in (described[name], *described[name].get("fields", {}).values()):
                assert text["name"]
                assert text["description"]


def test_triggers_and_conditions_offer_docks_only() -> None:
    """Of the devices only docks have events; so an area means the docks in it."""
    for plural in ("triggers", "conditions"):
        for name, shown in _automation(plural).items():
            assert shown["target"] == {
                "device": {"integration": DOMAIN},
                "entity": {"integration": DOMAIN, "domain": "event"},
            }, name


def test_a_search_for_the_dock_finds_triggers_and_conditions() -> None:
    """In every language its word is in the name or in the description of each."""
    for language, dock in (
        ("en", "dock"),
        ("de", "dock"),
        ("es", "dock"),
        ("fr", "dock"),
        ("zh-Hans", "机场"),
    ):
        shown = load(f"translations/{language}.json")
        for name, text in (*shown["triggers"].items(), *shown["conditions"].items()):
            assert dock in f"{text['name']} {text['description']}".lower(), (language, name)


def _automation(plural: str) -> dict[str, Any]:
    """Return what is shown of triggers or conditions; what begins with a dot is shared by them."""
    shown = load_yaml_dict(str(INTEGRATION / f"{plural}.yaml"))
    return {name: each for name, each in shown.items() if not name.startswith(".")}


def test_entities_are_named() -> None:
    """Every translation key in use has a name; every state of an enumeration has a text."""
    for platform, descriptions in DESCRIPTIONS.items():
        keys = {description.translation_key or description.key for description in descriptions}
        assert keys == set(ENGLISH["entity"][platform])
    for platform in ("sensor", "select"):
        for description in DESCRIPTIONS[platform]:
            key = description.translation_key or description.key
            states = ENGLISH["entity"][platform][key].get("state", {})
            assert set(states) == set(description.options or [])


def test_what_looks_alike_has_an_icon() -> None:
    """Entities without a device class, which would give them one, have an icon of their own."""
    icons = json.loads((INTEGRATION / "icons.json").read_text())["entity"]
    for platform, descriptions in DESCRIPTIONS.items():
        for description in descriptions:
            plain = description.device_class in (None, "enum")
            key = description.translation_key or description.key
            assert key in icons[platform] or not plain, f"{platform} {key}"


def steps_of_the_flow() -> dict[str, ast.AsyncFunctionDef]:
    """Return the steps of the set-up."""
    tree = ast.parse((INTEGRATION / "config_flow.py").read_text())
    return {
        node.name.removeprefix("async_step_"): node
        for node in ast.walk(tree)
        if isinstance(node, ast.AsyncFunctionDef) and node.name.startswith("async_step_")
    }


def test_every_step_of_the_set_up_has_texts() -> None:
    """And no text is left over from a step that is gone."""
    config = ENGLISH["config"]
    shown = {
        node.value
        for step in steps_of_the_flow().values()
        for node in ast.walk(step)
        if isinstance(node, ast.Constant) and node.value in steps_of_the_flow()
    }
    menus = {option for step in config["step"].values() for option in step.get("menu_options", {})}
    # A choice in a menu may lead to a step that shows nothing of its own.
    assert set(config["step"]) <= shown <= set(config["step"]) | menus
    source = "".join(
        (INTEGRATION / name).read_text()
        for name in ("configuration/validation.py", "config_flow.py")
    )
    for error in set(config["error"]) - reasons():
        assert f'"{error}"' in source, f"{error} happens nowhere"
    for step in config["step"].values():
        for part in (step, *step.get("sections", {}).values()):
            assert set(part.get("data", {})) == set(part.get("data_description", {}))


def test_every_choice_has_a_text() -> None:
    """Of selectors in forms and actions."""
    asked = {
        (selector.config["translation_key"], option)
        for schema in (
            flow_schemas.BROKER,
            *(bucket_schema(provider) for provider in Provider),
            flow_schemas.CLOUD_SERVER,
            options_flow.OPTIONS,
            live_options.LIVE,
        )
        for selector in selectors(schema)
        if isinstance(selector, SelectSelector)
        for option in selector.config["options"]
    }
    services = load_yaml_dict(str(INTEGRATION / "services.yaml"))
    asked |= {
        (select["translation_key"], option)
        for service in services.values()
        for field in service["fields"].values()
        for inner in field.get("fields", {"": field}).values()
        if (select := inner["selector"].get("select"))
        for option in select["options"]
    }
    asked |= {
        (select["translation_key"], option)
        for trigger in _automation("triggers").values()
        for field in trigger.get("fields", {}).values()
        if (select := field["selector"].get("select"))
        for option in select["options"]
    }
    asked |= {("dock_path_warning", warning.value) for warning in DockPathWarning}
    asked |= {("media_links_reason", reason.value) for reason in Reason}
    asked |= {("paste", name) for name in ("broker", *(provider.value for provider in Provider))}
    described = {
        (key, option)
        for key, selector in ENGLISH["selector"].items()
        for option in selector.get("options", {})
    }
    assert asked == described


def test_what_a_list_asks_for_is_named() -> None:
    """The dialog that adds an entry to a list in the form of an action shows no name of ours."""
    services = load_yaml_dict(str(INTEGRATION / "services.yaml"))
    asked = {
        (entry.get("translation_key"), name)
        for service in services.values()
        for field in service["fields"].values()
        for inner in field.get("fields", {"": field}).values()
        if (entry := inner["selector"].get("object"))
        for name in entry["fields"]
    }
    described = {
        (key, name)
        for key, selector in ENGLISH["selector"].items()
        for name, texts in selector.get("fields", {}).items()
        if texts["name"] and texts["description"]
    }
    assert asked
    assert asked == described


def test_a_field_is_described_alike_when_it_is_asked_for_again() -> None:
    """Who is asked for a refused key needs the same rights for it as at the set-up."""
    steps = ENGLISH["config"]["step"]
    for again, first in (("reauth_broker", "user"), ("reauth_bucket", "bucket")):
        texts = steps[again]["data_description"]
        assert texts == {key: steps[first]["data_description"][key] for key in texts}


def selectors(schema: probatio.Schema) -> Iterator[object]:
    """Return what the fields of a form are chosen with."""
    for value in schema.schema.values():
        if isinstance(value, section):
            yield from selectors(value.schema)
        else:
            yield value


def raised_keys() -> set[str]:
    """Return every translation key with which an exception is raised."""
    keys: set[str] = set()
    for path in INTEGRATION.rglob("*.py"):
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


ONLY_WHEN_RUNNING = {"broker_lost", "broker_session", "broker_taken_over", "bucket_not_set"}
"""Reasons for which nothing can fail that is tried out once."""


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
    assert {kind.reason for kind in broker_errors.AnswerEmpty.__subclasses__()} <= exceptions
    assert {key for key in exceptions if key.startswith("code_")} == {
        *(f"code_{code}" for code in KNOWN_CODES),
        *(f"code_family_{family}" for family in FAMILIES),
        "code_unknown",
    }
    assert reasons() - ONLY_WHEN_RUNNING <= set(ENGLISH["config"]["error"])
    source = "".join(path.read_text() for path in INTEGRATION.rglob("*.py"))
    outcomes = {f"upload_{error}" for error in UploadError}
    assert outcomes <= exceptions
    for key in exceptions - reasons() - raised_keys() - outcomes:
        assert f'"{key}"' in source or key.startswith("code_"), f"{key} is used nowhere"


def test_every_knock_has_a_text() -> None:
    """It is no error, but what the page and the form say of a dock that is not bound."""
    known = {f"config_panel.setup.{key}" for key in ENGLISH["config_panel"]["setup"]}
    knocks = {key for key in known if key.startswith("config_panel.setup.knock_")}
    assert {each.text_key for each in Knock} == knocks


def test_every_missing_link_has_a_text() -> None:
    """Of the way that media takes from a dock into the bucket."""
    assert {f"media_{link}" for link in Link} <= set(ENGLISH["issues"])


def test_every_refused_binding_has_a_text() -> None:
    """Whatever the reason."""
    assert {f"binding_{reason}" for reason in Refusal} <= set(ENGLISH["issues"])


def test_other_languages_are_complete() -> None:
    """Every language has every text, with the same placeholders, and hardly any that is English."""
    english = dict(texts(ENGLISH))
    others = {path.stem: path for path in (INTEGRATION / "translations").glob("*.json")}
    assert set(others) == {"de", "en", "es", "fr", "zh-Hans"}
    for language, path in others.items():
        other = dict(texts(json.loads(path.read_text())))
        assert list(other) == list(english), language
        for key, text in english.items():
            assert sorted(re.findall(r"\{\w+\}", other[key])) == sorted(
                re.findall(r"\{\w+\}", text)
            ), (language, key)
        same = [text for key, text in other.items() if text == english[key] and len(text) > 24]
        assert language == "en" or same == [], language


def test_nothing_tells_of_a_machine() -> None:
    """No path of a machine and no host of a registry stands in a lock file."""
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text(), path.name


def test_actions_offer_docks_only() -> None:
    """Of the devices only docks have events; their aircraft and the cloud are refused in words."""
    actions = load_yaml_dict(str(INTEGRATION / "services.yaml"))
    for name, action in actions.items():
        selector = action["fields"]["device_id"]["selector"]["device"]
        assert selector["filter"] == {"integration": DOMAIN}, name
        if name == "check_setup":
            # It is about the cloud, too.
            continue
        assert selector["entity"] == {"integration": DOMAIN, "domain": "event"}, name
