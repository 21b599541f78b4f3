import { afterEach, describe, expect, test } from "vitest";
import type { Empty } from "../../src/components/empty";
import { store } from "../../src/data/store";
import type { Gallery } from "../../src/panel/media/gallery";
import "../../src/panel/media/viewer";
import type { Viewer } from "../../src/panel/media/viewer";
import { MediaPage } from "../../src/panel/pages/media";
import { parseRoute } from "../../src/panel/routes";
import { until } from "../until";
import { dockView } from "../views";
import { file, files, mediaServer, type MediaServer } from "./files";

let follow: () => void = () => undefined;

afterEach(() => {
  window.removeEventListener("location-changed", follow);
  document.body.replaceChildren();
  history.replaceState(null, "", "/");
});

/** Open the page at an address, as the panel does; it follows where the page goes. */
function open(server: MediaServer, address: string): MediaPage {
  const page = new MediaPage();
  follow = () => {
    page.route = parseRoute(location.pathname.replace("/dji-dock", ""), location.search);
  };
  history.pushState(null, "", address);
  window.addEventListener("location-changed", follow);
  page.hass = server.hass;
  follow();
  document.body.append(page);
  const docks = [dockView({ device_id: "d", entry_id: "e" })];
  server.hass.connection.subscriptions.at(-1)?.say({
    type: "snapshot",
    version: "1",
    admin: true,
    entries: [],
    docks,
    uploads: [],
  });
  return page;
}

const gallery = (page: MediaPage): Gallery | null =>
  page.renderRoot.querySelector<Gallery>("dji-dock-media-gallery");
const viewer = (page: MediaPage): Viewer | null =>
  page.renderRoot.querySelector<Viewer>("dji-dock-media-viewer");
const shown = (page: MediaPage): string[] =>
  [...(gallery(page)?.renderRoot.querySelectorAll<HTMLElement>("a[data-key]") ?? [])].map(
    (link) => link.title,
  );
const press = (viewed: Viewer, key: string): void => {
  viewed.renderRoot
    .querySelector("dialog")
    ?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
};

describe("the page", () => {
  test("without a dock in its address shows the first", async () => {
    const page = open(mediaServer(files(3)), "/dji-dock/media");
    await until(() => expect(shown(page)).toEqual(files(3).map(({ name }) => name)));
    expect(location.pathname).toBe("/dji-dock/media/d");
  });

  test("draws what is seen, of two thousand pictures as of ten", async () => {
    const server = mediaServer(files(2000));
    const page = open(server, "/dji-dock/media/d");
    await until(() => expect(shown(page).length).toBeGreaterThan(5));
    expect(shown(page).length).toBeLessThan(100);
  });

  test("says what to do where nothing is, and shows what arrives by itself", async () => {
    const server = mediaServer([]);
    const page = open(server, "/dji-dock/media/d");
    await until(() =>
      expect(page.renderRoot.querySelector<Empty>("dji-dock-empty")?.heading).toBe("No media yet"),
    );
    server.media = files(2);
    server.hass.connection.subscriptions.at(-1)?.say({ type: "media", device_id: "d" });
    await until(() => expect(shown(page)).toHaveLength(2));
  });

  test("offers what arrives while one looks", async () => {
    const server = mediaServer(files(3));
    const page = open(server, "/dji-dock/media/d");
    await until(() => expect(shown(page)).toHaveLength(3));
    server.media = [file(-2), file(-1), ...files(3)];
    server.hass.connection.subscriptions.at(-1)?.say({ type: "media", device_id: "d" });
    const offer = (): HTMLElement | null => page.renderRoot.querySelector<HTMLElement>(".fresh");
    await until(() => expect(offer()?.textContent.trim()).toBe("Show 2 new files"));
    expect(shown(page)).toHaveLength(3);
    offer()?.click();
    await until(() => expect(shown(page)[0]).toBe(file(-2).name));
    expect(offer()).toBeNull();
  });

  test("says next to the gallery what went wrong, and tries again", async () => {
    const server = mediaServer(files(3));
    server.fails = { translation_key: "index_unusable", message: "no" };
    const page = open(server, "/dji-dock/media/d");
    await until(() => expect(page.renderRoot.querySelector("section dji-dock-alert")).toBeTruthy());
    server.fails = null;
    page.renderRoot.querySelector<HTMLElement>("section dji-dock-alert button")?.click();
    await until(() => expect(shown(page)).toHaveLength(3));
  });

  test("leads from a flight to its logs", async () => {
    const [first, last] = ["2026-11-20T11:58:00+00:00", "2026-11-20T12:00:00+00:00"];
    const flight = { flight_id: "flight", first, last, files: 3, size: 3, expected: 3, arrived: 3 };
    const days = [{ day: "2026-11-20", files: 3, size: 3, flights: [flight] }];
    const page = open(mediaServer(files(3), days), "/dji-dock/media/d/2026-11-20/flight");
    const links = (): (string | null)[] =>
      [...page.renderRoot.querySelectorAll("section > .row a")].map((a) => a.getAttribute("href"));
    await until(() =>
      expect(links()).toEqual([
        "/dji-dock/logs/d?scope=flight&from=2026-11-20T11%3A53%3A00.000Z&to=2026-11-20T12%3A05%3A00.000Z",
      ]),
    );
  });

  test("selects a whole flight, also what of it was not fetched yet", async () => {
    const server = mediaServer(files(450));
    const page = open(server, "/dji-dock/media/d");
    await until(() => expect(shown(page).length).toBeGreaterThan(0));
    gallery(page)
      ?.renderRoot.querySelector<HTMLInputElement>(".flight input[type=checkbox]")
      ?.click();
    const bar = (): Element | null => page.renderRoot.querySelector("dji-dock-media-selection");
    await until(() => expect(bar()?.shadowRoot?.textContent).toContain("450 files selected"));
    bar()?.dispatchEvent(new CustomEvent("clear"));
    await until(() => expect(bar()).toBeNull());
  });
});

describe("the viewer", () => {
  const link = (key: string): string => `/dji-dock/media/d?view=${encodeURIComponent(key)}`;

  test("goes by keys, one after the other, and says where in the address", async () => {
    const page = open(mediaServer(files(5)), link(file(1).key));
    await until(() => expect(viewer(page)?.renderRoot.querySelector("dialog")?.open).toBe(true));
    for (const [key, number] of [
      ["ArrowRight", 2],
      ["ArrowLeft", 1],
      ["End", 4],
      ["ArrowRight", 4],
      ["Home", 0],
      ["ArrowLeft", 0],
    ] as const) {
      press(viewer(page)!, key);
      await until(() => expect(viewer(page)?.key).toBe(file(number).key));
      expect(new URLSearchParams(location.search).get("view")).toBe(file(number).key);
    }
    viewer(page)?.renderRoot.querySelector("dialog")?.close();
    await until(() => expect(viewer(page)).toBeNull());
    expect(location.search).toBe("");
  });

  test("shows the thermal picture beside the visible one, and keeps to a camera", async () => {
    const pair = (number: number): ReturnType<typeof file>[] => [
      file(number),
      file(number, { key: `t${number}`, lens: "thermal" }),
    ];
    const page = open(mediaServer([...pair(0), ...pair(1)]), link("t0"));
    await until(() => expect(viewer(page)?.renderRoot.querySelectorAll("figure")).toHaveLength(1));
    press(viewer(page)!, "ArrowRight");
    await until(() => expect(viewer(page)?.key).toBe("t1"));
    viewer(page)?.renderRoot.querySelector<HTMLElement>(".lenses button:last-child")?.click();
    await until(() => expect(viewer(page)?.renderRoot.querySelectorAll("figure")).toHaveLength(2));
  });

  test("finds the picture of a link on a later page: on its day", async () => {
    const page = open(mediaServer(files(1500)), link(file(1300).key));
    await until(() => expect(viewer(page)?.key).toBe(file(1300).key));
    expect(location.pathname).toBe(`/dji-dock/media/d/${file(1300).taken_at.slice(0, 10)}`);
  });

  test("says that a picture is gone", async () => {
    const page = open(mediaServer(files(3)), link("media/dock/flight/GONE.JPG"));
    await until(() => expect(page.renderRoot.textContent).toContain("GONE.JPG is no longer there"));
    expect(location.search).toBe("");
    expect(store.ready).toBe(true);
  });
});
