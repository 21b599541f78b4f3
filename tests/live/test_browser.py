"""A browser plays what Home Assistant's stream makes of a dock's video."""

from base64 import b64encode

from homeassistant.core import HomeAssistant
from playwright.async_api import async_playwright
import pytest

from tests.helpers.playback import SEGMENT, push, segments, watched
from tests.helpers.video_streams import after, stream
from tests.lab.demo.screenshot import find_chromium

pytestmark = [
    pytest.mark.usefixtures("socket_enabled"),
    pytest.mark.skipif(find_chromium() is None, reason="there is no Chromium"),
]

# Plays as the frontend does: the beginning once, then segment after segment.
_PLAY = """async ([codec, ...parts]) => {
  const video = document.querySelector("video"), source = new MediaSource(), sizes = [];
  const once = (what, name) => new Promise((done) => what.addEventListener(name, done, { once: true }));
  const failed = once(video, "error").then(() => { throw new Error(video.error.message); });
  video.addEventListener("resize", () => sizes.push(video.videoWidth));
  video.src = URL.createObjectURL(source);
  await once(source, "sourceopen");
  const buffer = source.addSourceBuffer(`video/mp4; codecs="${codec}"`);
  for (const part of parts) {
    buffer.appendBuffer(Uint8Array.from(atob(part), (letter) => letter.charCodeAt(0)));
    await Promise.race([once(buffer, "updateend"), failed]);
  }
  source.endOfStream();
  const gaps = buffer.buffered.length - 1, end = buffer.buffered.end(0);
  video.playbackRate = 4;
  await video.play();
  await Promise.race([once(video, "ended"), failed]);
  return { gaps, end, sizes };
}"""


async def test_another_size_in_a_browser(hass: HomeAssistant) -> None:
    """A lens change: the picture goes on, although the browser read another size at the beginning."""
    async with watched(hass) as each:
        await push(each, stream(75))
        each.watch.push(after(stream(2 * SEGMENT, (480, 272)), 75))
        parts = await segments(each, 2)
    raw = [parts[0].init, *(part.get_data() for part in parts)]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        try:
            page = await browser.new_page()
            await page.set_content("<video muted></video>")
            played = await page.evaluate(
                _PLAY, ["avc1.42c00d", *(b64encode(part).decode() for part in raw)]
            )
        finally:
            await browser.close()
    assert played == {"gaps": 0, "end": 12, "sizes": [320, 480]}
