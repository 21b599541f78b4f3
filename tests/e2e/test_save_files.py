"""What our part of Home Assistant's pages saves in a real browser, and what it leaves alone."""

from collections.abc import Iterator
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
import json
from pathlib import Path
import shutil
import subprocess
from threading import Thread

import pytest

from custom_components.dji_dock.panel import module as frontend_module
from tests.lab.demo.screenshot import find_chromium

pytestmark = [
    pytest.mark.usefixtures("socket_enabled"),
    pytest.mark.timeout(300),
    pytest.mark.skipif(find_chromium() is None, reason="there is no Chromium"),
]

PLAYER = "hui-dialog-web-browser-play-media"
SAVED = "application/octet-stream"
ATTACHED = "response-content-disposition=attachment%3B"
OURS = [
    "/api/dji_dock/media/e/logs/dock.tar?authSig=x",
    f"https://bucket.example/logs/dock.tar?{ATTACHED}#dji_dock",
]
OTHERS: list[tuple[str, str, str | None]] = [
    # What browsers show, players of others, other dialogs, and what nobody foresaw.
    (PLAYER, "image/jpeg", OURS[0]),
    (PLAYER, SAVED, f"https://bucket.example/other.bin?{ATTACHED}"),
    (PLAYER, SAVED, "/api/other/media/dock.tar"),
    (PLAYER, SAVED, "https://elsewhere.example/api/dji_dock/media/e/dock.tar"),
    (PLAYER, SAVED, "javascript:document.title=1//#dji_dock"),
    (PLAYER, SAVED, "http://["),
    (PLAYER, SAVED, None),
    ("dialog-more-info", SAVED, OURS[0]),
]
PAGE = """<!doctype html><body><script>
const saved = [], opened = [];
HTMLAnchorElement.prototype.click = function () { saved.push(this.getAttribute("href")); };
</script><script src="save_files.js"></script><script>
window.addEventListener("show-dialog", (event) => opened.push(event.detail));
for (const detail of %s) {
  document.body.dispatchEvent(new CustomEvent("show-dialog", { detail, bubbles: true }));
}
document.body.textContent = JSON.stringify([saved, opened]);
</script></body>"""


def dialog(tag: str, kind: str, url: str | None) -> dict[str, object]:
    """Return what Home Assistant's pages ask for a dialog with."""
    return {"dialogTag": tag, "dialogParams": {"sourceType": kind, "sourceUrl": url}}


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve a page that asks for all of these dialogs."""
    asked = [dialog(PLAYER, SAVED, url) for url in OURS] + [dialog(*other) for other in OTHERS]
    (tmp_path / "index.html").write_text(PAGE % json.dumps([*asked, {}]))
    module = Path(frontend_module.__file__).parent / "save_files.js"
    shutil.copy(module, tmp_path)
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()


def test_only_our_files_are_saved(address: str, tmp_path: Path) -> None:
    """All other dialogs open as they do without us."""
    chromium = find_chromium()
    assert chromium
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]
    page = subprocess.run(
        [chromium, *options, "--dump-dom", address],
        capture_output=True,
        check=True,
        text=True,
        timeout=240,
    ).stdout
    told = unescape(page.partition("<body>")[2].partition("</body>")[0])
    saved, opened = json.loads(told)
    assert saved == OURS
    assert opened == [*(dialog(*other) for other in OTHERS), {}]
