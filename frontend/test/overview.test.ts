import { beforeEach, describe, expect, test } from "vitest";
import type { Concerns } from "../src/components/concerns";
import { concernsOf, urgencyOf } from "../src/data/attention";
import { store } from "../src/data/store";
import type { Attention, EntryView } from "../src/data/types";
import { matches, sorted } from "../src/panel/overview/order";
import type { Tile } from "../src/panel/overview/tile";
import { OverviewPage } from "../src/panel/pages/overview";
import { parseRoute } from "../src/panel/routes";
import { aircraft, dock, entry } from "./docks";
import { type FakeHass, fakeHass } from "./fake-hass";

const concern = (level: Attention["level"], more: Partial<Attention> = {}): Attention => ({
  kind: "offline",
  level,
  words: { key: "", placeholders: {}, text: `Something at level ${level}` },
  reason: null,
  since: null,
  link: "/dji-dock/dock/d1",
  ...more,
});

describe("which docks, in which order", () => {
  const roof = dock({
    device_id: "r",
    name: "Roof 10",
    area: "Harbour",
    attention: [concern("info")],
  });
  const yard = dock({ device_id: "y", name: "Roof 9", serial: "7CT9", last_heard: null });
  const farm = dock({
    device_id: "f",
    name: "Álamo",
    last_heard: "2026-11-30T21:00:00Z",
    attention: [concern("warning"), concern("error")],
  });
  const all = [roof, yard, farm];
  const ids = (sort: "problems" | "name" | "heard"): string[] =>
    sorted(all, sort, "en").map((each) => each.device_id);

  test("problems first, names as people count", () => {
    expect(ids("problems")).toEqual(["f", "r", "y"]);
    expect(ids("name")).toEqual(["f", "y", "r"]);
    expect(ids("heard")).toEqual(["f", "r", "y"]);
    expect(all.map(urgencyOf)).toEqual([1, 0, 3]);
  });

  test.each([
    ["", true],
    ["roof harb", true],
    ["ROOF 10", true],
    ["1581f6", true],
    ["m3td", true],
    ["farm", false],
  ])("%j", (search, meant) => {
    expect(matches({ ...roof, aircraft: aircraft() }, search)).toBe(meant);
  });
});

test("what needs somebody: the most urgent first, then the newest", () => {
  const old = concern("error", { since: "2026-11-29T00:00:00Z" });
  const recent = concern("error", { since: "2026-11-30T00:00:00Z" });
  const found = concernsOf(
    [entry({ issues: [concern("warning", { since: "2026-11-30T09:00:00Z" })] })],
    [dock({ attention: [concern("info"), old] }), dock({ name: "Yard", attention: [recent] })],
  );
  expect(found.map(({ of, level }) => [of, level])).toEqual([
    ["Yard", "error"],
    ["Roof", "error"],
    ["Home", "warning"],
    ["Roof", "info"],
  ]);
});

describe("the page", () => {
  let hass: FakeHass;
  let page: OverviewPage;

  function say(message: object): void {
    for (const { say } of hass.connection.subscriptions) say(message);
  }
  const snapshot = (docks: object[], entries: EntryView[] = [entry()]): object => ({
    type: "snapshot",
    version: "1",
    admin: true,
    entries,
    docks,
    uploads: [],
  });

  async function open(search = ""): Promise<ShadowRoot> {
    page.route = parseRoute("", search);
    await page.updateComplete;
    return page.shadowRoot!;
  }
  const tiles = (root: ShadowRoot): string[] =>
    [...root.querySelectorAll<Tile>("dji-dock-tile")].map((tile) => tile.deviceId);

  beforeEach(async () => {
    document.body.replaceChildren();
    hass = fakeHass();
    page = new OverviewPage();
    page.hass = hass;
    page.route = parseRoute("", "");
    document.body.append(page);
    await page.updateComplete;
    store.entries = [];
  });

  test("leads to the set-up where no dock is", async () => {
    say(snapshot([]));
    const root = await open();
    expect(root.querySelector("dji-dock-empty")?.getAttribute("heading")).toBe("No dock yet");
    expect(root.querySelector("a.primary")?.getAttribute("href")).toBe("/dji-dock/setup");
  });

  test("without a dock offers others than administrators nothing to set up", async () => {
    say({ ...snapshot([]), admin: false });
    const root = await open();
    expect(root.textContent).toContain("There is no dock that you may see");
    expect(root.querySelector("a")).toBeNull();
  });

  test("says why an entry does not run, and keeps its docks as they were", async () => {
    say(snapshot([dock()]));
    const reason = { key: "", placeholders: {}, text: "No route to the broker" };
    say(snapshot([], [entry({ loaded: false, state: "setup_retry", reason })]));
    const root = await open();
    const alert = root.querySelector("dji-dock-alert")!;
    expect(alert.textContent).toContain("Home does not run.");
    expect(alert.textContent).toContain("No route to the broker");
    expect(alert.querySelector("a")?.getAttribute("href")).toBe(
      "/config/integrations/integration/dji_dock",
    );
    expect(tiles(root)).toEqual(["d1"]);
    const tile = root.querySelector<Tile>("dji-dock-tile")!;
    await tile.updateComplete;
    expect(tile.shadowRoot!.querySelector("article")?.className).toContain("stale");
  });

  test("says that the broker is away, and where to look", async () => {
    say(snapshot([dock()]));
    say({ type: "entry", entry: entry({ broker: { connected: false } }) });
    const root = await open();
    expect(root.querySelector("dji-dock-alert a")?.getAttribute("href")).toBe("/dji-dock/setup/e1");
  });

  test("a change of one dock draws its tile alone", async () => {
    say(
      snapshot(
        Array.from({ length: 12 }, (_, n) => dock({ device_id: `d${n}`, name: `Dock ${n}` })),
      ),
    );
    const root = await open("?sort=name");
    expect(tiles(root)).toHaveLength(12);
    const drawn: string[] = [];
    for (const tile of root.querySelectorAll<Tile>("dji-dock-tile")) {
      await tile.updateComplete;
      const update = tile.requestUpdate.bind(tile);
      tile.requestUpdate = (...args: []): void => {
        drawn.push(tile.deviceId);
        update(...args);
      };
    }
    let pages = 0;
    const update = page.requestUpdate.bind(page);
    page.requestUpdate = (...args: []): void => {
      pages += 1;
      update(...args);
    };
    say({ type: "dock", dock: dock({ device_id: "d7", name: "Dock 7", cover: "open" }) });
    expect([drawn, pages]).toEqual([["d7"], 0]);
    // What somebody has to know changes the page.
    say({
      type: "dock",
      dock: dock({ device_id: "d7", name: "Dock 7", attention: [concern("error")] }),
    });
    expect(pages).toBe(1);
    await page.updateComplete;
    expect(root.querySelector<Concerns>("dji-dock-concerns")?.concerns).toHaveLength(1);
  });

  test("searches and sorts, and the address says how", async () => {
    const names = ["Roof", "Yard", "Farm", "Harbour", "Mine", "Roof 2"];
    say(snapshot(names.map((name) => dock({ device_id: name, name, area: null }))));
    expect(tiles(await open())).toEqual(["Farm", "Harbour", "Mine", "Roof", "Roof 2", "Yard"]);
    const root = await open("?q=roof&view=list");
    expect(tiles(root)).toEqual(["Roof", "Roof 2"]);
    expect(root.querySelector("[role=status]")?.textContent.trim()).toBe("2 docks");
    expect(root.querySelector<Tile>("dji-dock-tile")?.line).toBe(true);
    const search = root.querySelector("input")!;
    search.value = "mine";
    search.dispatchEvent(new Event("input"));
    expect(location.search).toBe("?q=mine&view=list");
  });

  test("few docks need no search", async () => {
    say(snapshot([dock()]));
    expect((await open("?q=nothing")).querySelector("input")).toBeNull();
    expect(tiles(page.shadowRoot!)).toEqual(["d1"]);
  });
});
