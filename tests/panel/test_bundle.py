"""The page and the cards as they are committed: built from these sources, packed, and small."""

import gzip
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "frontend"
BUNDLE = ROOT / "custom_components" / "dji_dock" / "panel" / "bundle"


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


def test_it_is_small() -> None:
    """Of all that a browser could load, packed: 80 kB, of which flights may need some."""
    assert sum(path.stat().st_size for path in BUNDLE.glob("*.gz")) < 80_000
