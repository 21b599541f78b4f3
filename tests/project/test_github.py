"""What GitHub runs and shows: workflows, forms, and the archive of a release."""

from io import BytesIO
import json
from pathlib import Path
import re
import shutil
import subprocess
from typing import Any
import zipfile

from homeassistant.util.yaml import load_yaml_dict
import pytest

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
FORMS = sorted(GITHUB.glob("ISSUE_TEMPLATE/*_*.yml"))
INTEGRATION = "custom_components/dji_dock"
# Their newest rules are what counts.
UNPINNED = {"home-assistant/actions/hassfest@master", "hacs/action@main"}


def jobs(workflow: Path) -> dict[str, dict[str, Any]]:
    """Return the jobs of a workflow."""
    found: dict[str, dict[str, Any]] = load_yaml_dict(str(workflow))["jobs"]
    return found


def test_all_workflows_are_there() -> None:
    """Test, validation and release."""
    assert [path.stem for path in WORKFLOWS] == ["release", "test", "validate"]
    assert set(jobs(GITHUB / "workflows" / "validate.yml")) == {"hassfest", "hacs"}


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows(workflow: Path) -> None:
    """They have few rights and an end, run files that exist, and actions that nobody can move."""
    assert load_yaml_dict(str(workflow))["permissions"] == {"contents": "read"}
    for job in jobs(workflow).values():
        if called := job.get("uses"):
            assert (ROOT / called).is_file(), called
            continue
        assert job["timeout-minutes"] <= 75
        for step in job["steps"]:
            if action := step.get("uses"):
                pinned = re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action)
                assert pinned or action in UNPINNED, action
            for command in re.findall(r"^(\.?\w+/\S+)", step.get("run", ""), re.MULTILINE):
                assert (ROOT / command).stat().st_mode & 0o100, command


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_issue_forms(form: Path) -> None:
    """Each field has an id of its own, a label, and a kind that GitHub knows."""
    content = load_yaml_dict(str(form))
    assert content["name"]
    assert content["description"]
    fields = [field for field in content["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    assert len(ids) == len(set(ids)) >= 4
    for field in fields:
        assert field["type"] in ("input", "textarea", "dropdown", "checkboxes")
        assert field["attributes"]["label"]
        if field["type"] in ("dropdown", "checkboxes"):
            options = [str(option) for option in field["attributes"]["options"]]
            assert len(options) == len(set(options)) > 1


def test_bug_reports_ask_for_what_is_needed() -> None:
    """Without these nobody can look into it."""
    body = load_yaml_dict(str(GITHUB / "ISSUE_TEMPLATE" / "bug_report.yml"))["body"]
    required = {
        field["id"] for field in body if field.get("validations", {}).get("required", False)
    }
    assert required >= {"version", "home_assistant", "dock", "broker", "store", "diagnostics"}


def test_the_marketplace_takes_the_archive() -> None:
    """The name that it looks for is the one that the release has."""
    hacs = json.loads((ROOT / "hacs.json").read_text())
    assert hacs["zip_release"] is True
    # Only releases have the archive, so the branch cannot be installed.
    assert hacs["hide_default_branch"] is True
    release = (GITHUB / "workflows" / "release.yml").read_text()
    assert f" {hacs['filename']} " in release


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a committed copy of what a release consists of, ready to be released as 1.2.3."""
    ignore = shutil.ignore_patterns("__pycache__")
    for folder in (INTEGRATION, "scripts"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignore)
    shutil.copy(ROOT / "hacs.json", tmp_path)
    manifest = tmp_path / INTEGRATION / "manifest.json"
    content = json.loads(manifest.read_text()) | {"version": "1.2.3"}
    manifest.write_text(json.dumps(content))
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n')
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changelog\n\n## 1.2.3 - 2026-12-01\n\n- New.\n\n## 1.2.2 - 2026-11-01\n\n- Old.\n"
    )
    git = ("git", "-c", "user.name=Nobody", "-c", "user.email=nobody@example.com")
    for command in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "All")):
        subprocess.run([*git, *command], cwd=tmp_path, check=True)
    (tmp_path / INTEGRATION / "left_over.py").touch()
    return tmp_path


def package(project: Path, tag: str) -> subprocess.CompletedProcess[str]:
    """Run the script of the release."""
    return subprocess.run(
        [project / "scripts" / "package", tag], capture_output=True, text=True, check=False
    )


def test_a_release_holds_the_integration(project: Path) -> None:
    """All that is committed of it, and nothing else, as it lies in its folder."""
    done = package(project, "v1.2.3")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "- New.\n"
    with zipfile.ZipFile(BytesIO((project / "dji_dock.zip").read_bytes())) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
        assert json.loads(archive.read("manifest.json"))["version"] == "1.2.3"
    folder = project / INTEGRATION
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert names == files - {"left_over.py"}


@pytest.mark.parametrize(
    ("tag", "file", "old", "new", "reason"),
    [
        ("v1.2.4", "hacs.json", "", "", "the manifest says 1.2.3"),
        ("v1.2.3", "pyproject.toml", "1.2.3", "1.2.2", "pyproject.toml has another version"),
        ("v1.2.3", "CHANGELOG.md", "2026-12-01", "unreleased", "CHANGELOG.md has no heading"),
    ],
)
def test_a_release_that_does_not_fit(
    project: Path, tag: str, file: str, old: str, new: str, reason: str
) -> None:
    """Nothing is packed while the files name different versions."""
    path = project / file
    path.write_text(path.read_text().replace(old, new) if old else path.read_text())
    done = package(project, tag)
    assert done.returncode == 1
    assert reason in done.stderr
    assert not (project / "dji_dock.zip").exists()
