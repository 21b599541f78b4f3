"""Prints what the changelog says of a release, once all files name the same version."""

import json
from pathlib import Path
import re
import sys


def main(arguments: list[str]) -> int:
    """Return 0 if the version of the tag can be released."""
    if len(arguments) != 1:
        return _fail("Name the tag of the release, such as v0.1.0.")
    version = arguments[0].removeprefix("v")
    manifest = json.loads(_read("custom_components/dji_dock/manifest.json"))
    if manifest["version"] != version:
        return _fail(f"The tag is {arguments[0]}, the manifest says {manifest['version']}.")
    if f'\nversion = "{version}"\n' not in _read("pyproject.toml"):
        return _fail(f"pyproject.toml has another version than {version}.")
    notes = notes_of(version, _read("CHANGELOG.md"))
    if notes is None:
        return _fail(f"CHANGELOG.md has no heading '## {version} - <date>'.")
    sys.stdout.write(notes)
    return 0


def notes_of(version: str, changelog: str) -> str | None:
    """Return what the changelog says of a version; None if it is not there, or has no date."""
    found = re.search(
        rf"^## {re.escape(version)} - \d{{4}}-\d\d-\d\d\n(.*?)(?=^## |\Z)",
        changelog,
        re.DOTALL | re.MULTILINE,
    )
    return found[1].strip() + "\n" if found else None


def _read(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


def _fail(reason: str) -> int:
    sys.stderr.write(f"{reason}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
