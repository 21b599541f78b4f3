import { afterEach, describe, expect, test, vi } from "vitest";
import { defineAll } from "../src/cards/all";
import type { CardElement } from "../src/cards/card-element";
import { type CardShell } from "../src/cards/shell";
import { dockOfEntity, docksOf } from "../src/cards/devices";
import { nameOf } from "../src/cards/names";
import { TILES } from "../src/cards/strategy";
import { store } from "../src/data/store";
import type { Hass, HassDevice, HassEntity, HassState } from "../src/data/hass";
import { fakeHass, type FakeHass, textsOf } from "./fake-hass";
import { dockView, uploadView } from "./views";
import { until } from "./until";

const device = (id: string, serial: string, more: Partial<HassDevice> = {}): HassDevice => ({
  id,
  identifiers: [["dji_dock", serial]],
  name: id,
  name_by_user: null,
  model: null,
  via_device_id: null,
  entry_type: null,
  ...more,
});
const entity = (entity_id: string, device_id: string, translation_key: string): HassEntity => ({
  entity_id,
  device_id,
  platform: "dji_dock",
  translation_key,
});
const stateOf = (entity_id: string, state: string): HassState => ({
  entity_id,
  state,
  attributes: {},
  last_changed: "",
});

function home(answers = {}, more: Partial<Hass> = {}): FakeHass {
  const entities = [
    entity("cover.door", "d", "cover"),
    entity("sensor.door", "d", "cover"),
    entity("switch.power", "d", "aircraft_power"),
    entity("switch.debug", "d", "remote_debugging"),
    entity("sensor.upload", "d", "log_upload_status"),
    entity("camera.eye", "a", "camera"),
  ];
  return fakeHass(answers, "en", {
    devices: {
      d: device("d", "SN", { via_device_id: "cloud" }),
      a: device("a", "AIR", { via_device_id: "d" }),
      cloud: device("cloud", "e", { entry_type: "service" }),
      other: device("other", "x", { identifiers: [["hue", "x"]] }),
    },
    entities: Object.fromEntries(entities.map((each) => [each.entity_id, each])),
    states: {
      "cover.door": stateOf("cover.door", "closed"),
      "switch.power": stateOf("switch.power", "unavailable"),
      "switch.debug": stateOf("switch.debug", "on"),
    },
    ...more,
  });
}

async function show(tag: string, hass: FakeHass, config: object): Promise<CardElement> {
  const shell = document.createElement(tag) as CardShell;
  shell.setConfig({ type: `custom:${tag}`, ...config });
  document.body.append(shell);
  shell.hass = hass;
  const card = await until(() => {
    const content = shell.querySelector<CardElement>(`${tag}-content`);
    expect(content).not.toBeNull();
    return content!;
  });
  await card.updateComplete;
  await new Promise((resolve) => setTimeout(resolve));
  await card.updateComplete;
  return card;
}

function say(hass: FakeHass, dock = dockView(), uploads = [uploadView()]): void {
  const docks = [dock];
  hass.connection.subscriptions[0]?.say({
    ...{ type: "snapshot", version: "1", admin: true, entries: [] },
    ...{ docks, uploads },
  });
}

/** The card's own shadow and that of what one does with a dock, which draws itself. */
const roots = (card: HTMLElement): ShadowRoot[] =>
  [card, card.shadowRoot?.querySelector("dji-dock-controls")].flatMap((each) =>
    each?.shadowRoot ? [each.shadowRoot] : [],
  );
const words = (card: HTMLElement): string =>
  roots(card)
    .map((root) => root.textContent)
    .join(" ")
    .replace(/\s+/g, " ");
const buttons = (card: HTMLElement): HTMLButtonElement[] =>
  roots(card).flatMap((root) => [...root.querySelectorAll("button")]);

defineAll();

afterEach(() => {
  document.body.replaceChildren();
  store.ready = false;
});

describe("which docks there are", () => {
  test("neither aircraft nor the cloud, nor others' devices", () => {
    expect(docksOf(home()).map(({ id }) => id)).toEqual(["d"]);
    expect(dockOfEntity(home(), "camera.eye")).toBe("d");
    expect(dockOfEntity(home(), "light.kitchen")).toBeUndefined();
  });
});

describe("the card of a dock", () => {
  test("says what needs attention, and offers what exists and works", async () => {
    const hass = home();
    const card = await show("dji-dock-card", hass, { device_id: "d" });
    const attention = ["one", "two", "three", "four"].map((text) => ({
      ...{
        kind: "alarm",
        level: "error" as const,
        reason: null,
        since: null,
        link: "/dji-dock/dock/d",
      },
      words: { key: "nothing.of.ours", placeholders: {}, text },
    }));
    say(hass, dockView({ attention, upload: "u" }));
    await card.updateComplete;
    expect(words(card)).toContain("Roof dock");
    expect(words(card)).toContain("three");
    expect(words(card)).not.toContain("four");
    expect(words(card)).toContain("40%");
    expect(buttons(card).map((each) => each.textContent.trim())).toEqual([
      "Open the cover",
      "End remote debugging",
    ]);
  });

  test("asks before something moves, and orders it once", async () => {
    const hass = home();
    let done: (value?: unknown) => void = () => undefined;
    hass.callService = vi.fn(() => new Promise((resolve) => (done = resolve)));
    const card = await show("dji-dock-card", hass, { device_id: "d" });
    say(hass);
    await card.updateComplete;
    buttons(card)[0]!.click();
    expect(hass.callService).not.toHaveBeenCalled();
    await until(() => expect(words(card)).toContain("Nobody may be near it"));
    const confirm = buttons(card).at(-1)!;
    confirm.click();
    confirm.click();
    expect(hass.callService).toHaveBeenCalledTimes(1);
    expect(hass.callService).toHaveBeenCalledWith(
      ...["cover", "open_cover", { entity_id: "cover.door" }, undefined, false],
    );
    done();
    // The way back is never asked about.
    await until(() => expect(buttons(card)[0]!.disabled).toBe(false));
    buttons(card)[1]!.click();
    expect(hass.callService).toHaveBeenCalledTimes(2);
  });

  test("says in words what was refused", async () => {
    const hass = home();
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the server does
    hass.callService = () => Promise.reject({ code: "x", message: "It rains." });
    const card = await show("dji-dock-card", hass, { device_id: "d" });
    say(hass);
    await card.updateComplete;
    buttons(card)[1]!.click();
    await until(() => expect(words(card)).toContain("It rains."));
  });

  test("offers nothing to whom may not", async () => {
    const hass = home();
    const card = await show("dji-dock-card", hass, { device_id: "d" });
    say(hass, dockView({ may: { control: false, administer: false } }));
    await card.updateComplete;
    expect(buttons(card)).toEqual([]);
  });

  test("follows a state that it offers something for, and no other", async () => {
    const hass = home();
    const card = await show("dji-dock-card", hass, { device_id: "d" });
    say(hass);
    await card.updateComplete;
    const drawn = vi.spyOn(card, "render");
    card.hass = { ...hass, states: { ...hass.states, "light.kitchen": stateOf("l", "on") } };
    await card.updateComplete;
    expect(drawn).not.toHaveBeenCalled();
    card.hass = { ...hass, states: { ...hass.states, "cover.door": stateOf("c", "open") } };
    await card.updateComplete;
    await until(() => expect(buttons(card)[0]!.textContent).toContain("Close the cover"));
  });

  test("of a dock that is gone says what to do", async () => {
    const hass = home();
    const card = await show("dji-dock-card", hass, { device_id: "gone" });
    expect(words(card)).toContain("Loading");
    say(hass);
    await card.updateComplete;
    expect(words(card)).toContain("no longer there");
  });

  test("a configuration that is none is refused", () => {
    const card = document.createElement("dji-dock-card") as CardShell;
    expect(() => card.setConfig({ type: "x", device_id: 5 as unknown as string })).toThrow("id");
  });
});

test("the card of uploads shows what runs first, as it moves", async () => {
  const ended = uploadView({ upload_id: "old", status: "failed", created: "2026-11-30T20:00:00Z" });
  const hass = home({ "dji_dock/uploads/list": () => ({ uploads: [ended], next: null }) });
  const card = await show("dji-dock-uploads-card", hass, { limit: 2 });
  say(hass);
  await until(() => expect(card.shadowRoot?.querySelectorAll("li")).toHaveLength(2));
  expect(hass.asked).toHaveLength(1);
  expect(words(card)).toMatch(/Uploading.*1 MB\/s · 1m 5s · 40%.*Failed/);
  hass.connection.subscriptions[0]?.say({
    type: "upload",
    upload: uploadView({ status: "uploaded", progress: 100, rate: null, eta: null }),
  });
  await card.updateComplete;
  expect(words(card)).toContain("Uploaded");
});

test("the card of media asks again when something has come", async () => {
  const files = [{ key: "k", name: "a.jpg", kind: "photo", taken_at: "2026-11-30T20:00:00Z" }];
  const hass = home({ "dji_dock/media/files": () => ({ files, next: null }) });
  const card = await show("dji-dock-media-card", hass, { device_id: "d" });
  say(hass);
  await until(() => expect(card.shadowRoot?.querySelectorAll(".grid a")).toHaveLength(1));
  hass.connection.subscriptions[0]?.say({ type: "media", device_id: "other" });
  hass.connection.subscriptions[0]?.say({ type: "media", device_id: "d" });
  await until(() => expect(hass.asked).toHaveLength(2));
});

describe("the dashboard", () => {
  const { generate } = customElements.get("ll-strategy-dashboard-dji-dock") as unknown as {
    generate: (config: object, hass: Hass) => Promise<object>;
  };

  test("of one dock is that dock", async () => {
    const { views } = (await generate({}, home())) as {
      views: { path: string; sections: object[] }[];
    };
    expect(views.map(({ path }) => path)).toEqual(["d"]);
    expect(JSON.stringify(views)).toContain("camera.eye");
    expect(JSON.stringify(views)).toContain("custom:dji-dock-uploads-card");
  });

  test("shows the cover once, by the sensor where nothing moves it", async () => {
    const hass = home();
    expect(JSON.stringify(await generate({}, hass))).not.toContain("sensor.door");
    const { "sensor.door": sensor } = hass.entities;
    const text = JSON.stringify(
      await generate({}, home({}, { entities: { "sensor.door": sensor } })),
    );
    expect(text).toContain("sensor.door");
  });

  test.each(TILES)("shows what there is: %s %s", (platform, key) => {
    const names = [...textsOf("en").keys()];
    const prefix = `component.dji_dock.entity.${platform}.${key}.`;
    expect(names.some((name) => name.startsWith(prefix))).toBe(true);
  });

  test("of many is all of them at one look", async () => {
    const many = Array.from({ length: 13 }, (_, i) => device(`d${i}`, `SN${i}`));
    const hass = home({}, { devices: Object.fromEntries(many.map((each) => [each.id, each])) });
    const { views } = (await generate({}, hass)) as { views: { sections: object[] }[] };
    expect(views).toHaveLength(1);
    expect(views[0]!.sections).toHaveLength(13);
    const two = (await generate({ docks: ["d1", "d2"] }, hass)) as { views: object[] };
    expect(two.views).toHaveLength(3);
  });

  test("without a dock says what to do", async () => {
    expect(JSON.stringify(await generate({}, home({}, { devices: {} })))).toContain("set-up");
  });
});

test("pickers name the cards in the language of the page", () => {
  document.documentElement.lang = "de";
  expect(nameOf("uploads").name).toBe("DJI Dock: Log-Uploads");
  document.documentElement.lang = "xx";
  expect(nameOf("uploads").name).toBe("DJI Dock: log uploads");
});
