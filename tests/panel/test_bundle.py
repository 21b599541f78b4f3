"""The page and the cards as they are committed: built from these sources, packed, and small."""

import gzip
from hashlib import sha256
from pathlib import Path
import re

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
BUNDLE = ROOT / "custom_components" / "dji_dock" / "panel" / "bundle"
IMPORTS = re.compile(r'(?:from|import)"\./([^"]+)"')
"""What is loaded at once; `import(...)` comes when it is wanted."""


def sources() -> list[Path]:
    """Return all that the bundle is built from, in the order of their names."""
    named = [FRONTEND / "build.mjs", FRONTEND / "package-lock.json"]
    files = [*named, *(path for path in (FRONTEND / "src").rglob("*") if path.is_file())]
    return sorted(files, key=lambda path: path.relative_to(FRONTEND).as_posix())


def test_the_bundle_is_of_these_sources() -> None:
    """Whoever changes them builds it: scripts/frontend --build."""
    digest = sha256()
    for path in sources():
        digest.update(f"{path.relative_to(FRONTEND).as_posix()}\0".encode())
        digest.update(path.read_bytes())
    assert (BUNDLE / "sources.sha256").read_text().strip() == digest.hexdigest()


def test_each_file_is_there_packed() -> None:
    """Home Assistant packs nothing on its way, and a packed file that is older hides the other."""
    files = sorted(BUNDLE.glob("*.js"))
    assert files
    for path in files:
        assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) == path.read_bytes()
    assert {path.suffix for path in BUNDLE.iterdir()} == {".js", ".gz", ".sha256"}


def loaded(*beginnings: str) -> int:
    """Return how many bytes a browser loads, packed: files by how their names begin, and what they import."""
    found = {path for path in BUNDLE.glob("*.js") if path.name.startswith(beginnings)}
    assert len(found) == len(beginnings)
    waiting = list(found)
    while waiting:
        for name in IMPORTS.findall(waiting.pop().read_text()):
            if (path := BUNDLE / name) not in found:
                found.add(path)
                waiting.append(path)
    return sum(path.with_name(f"{path.name}.gz").stat().st_size for path in found)


def test_it_is_small() -> None:
    """Every page of Home Assistant pays for the first, whoever looks at a card or the page for more.

    All that a browser could load has 80 kB, of which flights need some.
    """
    assert loaded("dji-dock-cards") < 4_000
    assert loaded("dji-dock-cards", "contents-") < 28_000
    assert loaded("dji-dock-cards", "dji-dock-panel", "start-") < 45_000
    assert sum(path.stat().st_size for path in BUNDLE.glob("*.gz")) < 80_000
