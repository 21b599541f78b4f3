"""Imports go down only: libraries, tools, features, composition, faces."""

import ast
from collections.abc import Mapping
from pkgutil import iter_modules
import sys

import homeassistant.components
from homeassistant.const import Platform
import pytest

from tests.helpers.imports import Imported, Tree, circles, imports, package_tree

# Libraries: what each may import besides the standard library and itself.
LIBRARIES = {
    "cloud_api": {"aiomqtt", "orjson", "paho"},
    "bucket": {
        *("boto3", "botocore", "mypy_boto3_s3", "mypy_boto3_sts"),
        *("alibabacloud_sts20150401", "alibabacloud_tea_openapi", "alibabacloud_tea_util", "Tea"),
    },
    "database": set[str](),
    "rtmp": set[str](),
    "video": {"av", "PIL"},
}
WIRE = LIBRARIES["cloud_api"] - {"orjson"} | LIBRARIES["bucket"] | {"s3transfer"}
TOOLS = {"const", "errors", "util"}
# Features, and which others each may use; anything else is handed in by the hub, or an event.
FEATURES: dict[str, set[str]] = {
    "alarms": {"telemetry"},
    "bucket_access": set(),
    "catalog": set(),
    "cloud_device": set(),
    "configuration": {"bucket_access", "cloud_device", "live", "logs"},
    "debugging": {"jobs", "telemetry"},
    "docks": set(),
    "firmware": {"debugging", "jobs"},
    "flights": set(),
    "jobs": set(),
    "live": set(),
    "log_assistant": {"debugging", "jobs", "logs"},
    "logs": {"bucket_access", "catalog"},
    "media": {"bucket_access", "catalog"},
    "payload": {"telemetry"},
    "setup_check": {"cloud_device", "configuration", "logs", "media"},
    "telemetry": set(),
}
COMPOSITION = {"hub", "coordinator"}
# What people see, and what Home Assistant looks for by name.
FACES = {
    "automations",
    "media_browser",
    "panel",
    *("__init__", "backup", "config_flow", "diagnostics", "entity", "media_source", "repairs"),
    *("services", "system_health"),
    *("binary_sensor", "button", "camera", "cover", "device_tracker", "event", "image", "light"),
    *("number", "select", "sensor", "siren", "switch", "update"),
    *("condition", "trigger"),
}
LIMIT = 400
HUB_LIMIT = 60
"""Lines of its methods besides that which builds."""
# At the root, besides what Home Assistant looks for by name.
ROOT = {"hub", "coordinator", "entity", "services", "errors", "const"}
LOOKED_FOR = {
    *("__init__", "backup", "condition", "config_flow", "diagnostics", "media_source", "repairs"),
    *("system_health", "trigger"),
    *(platform.value for platform in Platform),
}


def floor(module: str) -> int:
    """Return on which floor a module lies; one may import what lies on its own, and below."""
    room = module.split(".", maxsplit=1)[0]
    for number, rooms in enumerate((LIBRARIES, TOOLS, FEATURES, COMPOSITION)):
        if room in rooms:
            return number
    return 4 if room in FACES else 2


def violations(tree: Tree) -> list[str]:
    """Return every import that breaks a rule, as "importer -> imported"."""
    return [
        f"{each.importer} -> {each.imported}"
        for module, source in tree.items()
        for each in imports(module, source, tree)
        if not (_inside(each) if each.own else _outside(each))
    ]


def _inside(each: Imported) -> bool:
    mine, room = (name.split(".", maxsplit=1)[0] for name in (each.importer, each.imported))
    if mine == room:
        return True
    if mine in LIBRARIES or floor(room) > floor(mine):
        return False
    if room in LIBRARIES and each.said != room:
        # A library has one door. Modules of it may be taken from there whole.
        return False
    return mine not in FEATURES or room not in FEATURES or room in FEATURES[mine]


def _outside(each: Imported) -> bool:
    package = each.imported.split(".")[0]
    if (library := each.importer.split(".", maxsplit=1)[0]) in LIBRARIES:
        return package in LIBRARIES[library] | sys.stdlib_module_names
    return package not in WIRE


def test_imports_go_down_only() -> None:
    """Each module of the integration, type checking included."""
    assert violations(package_tree()) == []


def test_no_circles() -> None:
    """Nobody imports who imports them."""
    assert circles(package_tree()) == []


def test_every_room_is_known() -> None:
    """A folder is a library, the tools or a feature; what is in the table exists."""
    rooms = {module.split(".", maxsplit=1)[0] for module in package_tree() if "." in module}
    assert (
        rooms - {"util", "automations", "media_browser", "panel"}
        == LIBRARIES.keys() | FEATURES.keys()
    )
    assert not {name for used in FEATURES.values() for name in used} - FEATURES.keys()


def test_files_have_one_job() -> None:
    """A file that outgrows the limit has at least two."""
    for module, source in package_tree().items():
        assert len(source.splitlines()) <= LIMIT, module


def test_the_hub_knows_little() -> None:
    """It loads, starts, stops and forgets features, however many it builds; nothing else of them."""
    [hub] = [
        node for node in ast.parse(package_tree()["hub"]).body if isinstance(node, ast.ClassDef)
    ]
    lines = [
        (node.end_lineno or 0) - node.lineno + 1
        for node in hub.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name != "__init__"
    ]
    assert sum(lines) < HUB_LIMIT


def strangers(tree: Tree) -> set[str]:
    """Return the modules at the root that belong into a folder."""
    folders = {module.split(".", maxsplit=1)[0] for module in tree if "." in module}
    return {module for module in tree if "." not in module} - folders - ROOT - LOOKED_FOR


def taken(tree: Tree) -> set[str]:
    """Return the folders in which Home Assistant would look for something of its own."""
    folders = {module.split(".", maxsplit=1)[0] for module in tree if "." in module}
    core = {module.name for module in iter_modules(homeassistant.components.__path__)}
    return folders & (core | LOOKED_FOR)


def test_the_root_is_for_home_assistant() -> None:
    """Everything else lies in the folder of what it is about, which bears no name of core."""
    assert strangers(package_tree()) == set()
    assert taken(package_tree()) == set()
    planted = {
        **package_tree(),
        "uploads": "",
        "backup.files": "",
        "cloud.client": "",
        "update": "",
    }
    assert strangers(planted) == {"uploads"}
    assert taken(planted) == {"backup", "cloud"}


PLANTED: dict[str, tuple[Mapping[str, str], list[str]]] = {
    "a library knows Home Assistant": (
        {"bucket.store": "def f():\n    import homeassistant.core"},
        ["bucket.store -> homeassistant.core"],
    ),
    "a library knows the tools": (
        {"cloud_api.wire.envelope": "from ...const import DOMAIN"},
        ["cloud_api.wire.envelope -> const"],
    ),
    "a library knows another": (
        {"cloud_api.server": "from .. import bucket"},
        ["cloud_api.server -> bucket"],
    ),
    "a library knows the wire of another": (
        {"database.tables": "import boto3"},
        ["database.tables -> boto3"],
    ),
    "tools know a face": (
        {
            "util.texts": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..sensor import X"
        },
        ["util.texts -> sensor"],
    ),
    "tools know the hub": ({"errors": "from .hub import Hub"}, ["errors -> hub"]),
    "past the door of a library": (
        {"sensor": "from .cloud_api.server import CloudServer"},
        ["sensor -> cloud_api.server"],
    ),
    "past the door, by its whole name": (
        {"sensor": "from custom_components.dji_dock.cloud_api.server import CloudServer"},
        ["sensor -> cloud_api.server"],
    ),
    "MQTT above the library": ({"hub": "import aiomqtt.client"}, ["hub -> aiomqtt.client"]),
    "what is allowed": (
        {
            "hub": "from .bucket import Bucket\nfrom . import const\nimport orjson",
            "cloud_api.server": "from .errors import CloudError\nimport aiomqtt, asyncio",
            "sensor": "from .cloud_api import server",
        },
        [],
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_the_rules_can_be_broken(name: str) -> None:
    """Each rule finds what breaks it, in whatever form it is written."""
    planted, found = PLANTED[name]
    rooms = ("const", "errors", "hub", "sensor", "bucket", "cloud_api", "cloud_api.server")
    tree = {**dict.fromkeys((*rooms, "cloud_api.errors", "database", "util"), ""), **planted}
    assert violations(tree) == found


def test_a_circle_is_found() -> None:
    """Over any number of modules, and if only types are meant."""
    typed = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..logs.store import X"
    tree = {
        "logs": "",
        "logs.store": "from .models import Y",
        "logs.models": "from .. import media\nfrom ..media import b",
        "media": "",
        "media.b": typed,
    }
    assert circles(tree) == [["logs.models", "logs.store", "media.b"]]
