"""What the set-up of the project promises: locked environments, and pip's settings for uv."""

from collections.abc import Mapping
import json
import os
from pathlib import Path
import re
import subprocess
import sys
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "lib" / "pip_settings.py"
# A pip that knows no settings but those of its test.
PIP = """\
import sys
assert sys.argv[1:] == ["config", "list"], sys.argv
{body}
"""


def groups() -> dict[str, list[Requirement]]:
    """Return the dependency groups of the project."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {
        name: [Requirement(text) for text in group]
        for name, group in project["dependency-groups"].items()
    }


def locked(group: str) -> dict[str, str]:
    """Return the locked versions of a group by package."""
    lines = (ROOT / "requirements" / f"{group}.txt").read_text().splitlines()
    pins = (line.partition("==") for line in lines if re.match(r"\w", line))
    return {canonicalize_name(name): version.split()[0] for name, _, version in pins}


@pytest.mark.parametrize("group", ["test", "home-assistant", "oldest"])
def test_locks_hold_what_the_groups_ask_for(group: str) -> None:
    """Whoever changes a group has to lock it again."""
    pins = locked(group)
    for requirement in groups()[group]:
        name = canonicalize_name(requirement.name)
        assert name in pins, requirement
        assert requirement.specifier.contains(pins[name]), requirement


@pytest.mark.parametrize("group", ["test", "home-assistant", "oldest"])
def test_locks_hold_a_hash_of_everything(group: str) -> None:
    """Each pin is followed by at least one hash, and nothing else is in the file."""
    pins = 0
    for block in re.split(r"\n(?=\w)", (ROOT / "requirements" / f"{group}.txt").read_text()):
        pin, *hashes = block.strip().split(" \\\n")
        assert re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==\S+( ; .+)?", pin), pin
        assert hashes, pin
        assert all(re.fullmatch(r"\s+--hash=sha256:[0-9a-f]{64}", line) for line in hashes), pin
        pins += 1
    assert pins > 50


def test_tests_run_on_what_the_manifest_asks_for() -> None:
    """The test environment has it in the manifest's range; Home Assistant installs it itself."""
    manifest = ROOT / "custom_components" / "dji_dock" / "manifest.json"
    asked = {Requirement(text) for text in json.loads(manifest.read_text())["requirements"]}
    assert asked <= set(groups()["test"])
    assert not {item.name for item in asked} & {item.name for item in groups()["home-assistant"]}


def uv_settings(folder: Path, listing: str, env: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what a shell has got after it evaluated the script's output for a listing of pip."""
    return _evaluated(folder, f"print({listing!r})", env or {})


def _evaluated(folder: Path, body: str, env: Mapping[str, str]) -> dict[str, str]:
    package = folder / "fake" / "pip"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(PIP.format(body=body))
    script = f'eval "$({sys.executable} {SCRIPT})"; exec {sys.executable} -c "$SHOW"'
    show = "import json, os; print(json.dumps(dict(os.environ)))"
    known = {"PATH": os.environ["PATH"], "PYTHONPATH": str(package.parent), "SHOW": show}
    done = subprocess.run(
        ["bash", "-c", script], env={**known, **env}, capture_output=True, text=True, check=True
    )
    assert not done.stderr
    result: dict[str, str] = json.loads(done.stdout)
    return {
        name: value for name, value in result.items() if name.startswith(("UV_", "SSL_", "EVIL"))
    }


def test_pip_without_settings(tmp_path: Path) -> None:
    """Only the certificates of the system, which pip trusts."""
    assert uv_settings(tmp_path, "") == {"UV_SYSTEM_CERTS": "true"}


def test_no_pip(tmp_path: Path) -> None:
    """Where there is no pip, uv is left as it is."""
    assert _evaluated(tmp_path, "sys.exit(1)", {}) == {}


def test_settings_of_files(tmp_path: Path) -> None:
    """All of them, with several values in the form of each; a missing folder is left out."""
    there = tmp_path / "wheels"
    there.mkdir()
    listing = "\n".join(
        (
            "global.index-url='https://one.test/simple'",
            r"global.extra-index-url='\nhttps://two.test/simple\nhttps://three.test/simple'",
            rf"install.find-links='{there}\n/not/there\nhttps://four.test/wheels'",
            "global.trusted-host='one.test two.test'",
            "global.cert='/etc/own.pem'",
            "global.timeout='60'",
        )
    )
    assert uv_settings(tmp_path, listing) == {
        "UV_DEFAULT_INDEX": "https://one.test/simple",
        "UV_INDEX": "https://two.test/simple https://three.test/simple",
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_FIND_LINKS": f"{there},https://four.test/wheels",
        "UV_INSECURE_HOST": "one.test two.test",
        "SSL_CERT_FILE": "/etc/own.pem",
        "UV_HTTP_TIMEOUT": "60",
        "UV_SYSTEM_CERTS": "true",
    }


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("global.index-url='a'", "install.index-url='b'"), "b"),
        ((":env:.index-url='c'", "global.index-url='a'", "install.index-url='b'"), "c"),
        (("global.index-url='a'", "download.index-url='d'"), "a"),
    ],
)
def test_stronger_sections_win(tmp_path: Path, lines: tuple[str, ...], expected: str) -> None:
    """The environment over the section of a command over the global one."""
    assert uv_settings(tmp_path, "\n".join(lines))["UV_DEFAULT_INDEX"] == expected


def test_what_is_set_for_uv_stays(tmp_path: Path) -> None:
    """Somebody who set up uv meant it."""
    env = {"UV_DEFAULT_INDEX": "mine"}
    assert uv_settings(tmp_path, "global.index-url='pip'", env)["UV_DEFAULT_INDEX"] == "mine"


def test_settings_are_not_run(tmp_path: Path) -> None:
    """A value is a value, whatever it looks like to a shell."""
    value = "$(export EVIL=1)`touch evil`';EVIL=1;'"
    settings = uv_settings(tmp_path, f"global.cert={value!r}")
    assert settings == {"SSL_CERT_FILE": value, "UV_SYSTEM_CERTS": "true"}


def test_no_index(tmp_path: Path) -> None:
    """A machine that installs from its own folder only."""
    listing = f"global.no-index='true'\nglobal.find-links='{tmp_path}'"
    assert uv_settings(tmp_path, listing) == {
        "UV_NO_INDEX": "1",
        "UV_FIND_LINKS": str(tmp_path),
        "UV_SYSTEM_CERTS": "true",
    }
