import { beforeEach, expect, test } from "vitest";
import { store } from "../src/data/store";
import type { Check, EntryView, PilotInfo } from "../src/data/types";
import { SetupPage } from "../src/panel/pages/setup";
import { parseRoute } from "../src/panel/routes";
import { entry } from "./docks";
import { type FakeHass, fakeHass } from "./fake-hass";
import { until } from "./until";

const pilot: PilotInfo = {
  gateway: "tcp://192.168.1.2:1883",
  gateway_guessed: true,
  username: "dock",
  organization_id: "roof",
  organization_name: "Roof",
  binding_code: "7KQ2MXP4",
  answer_requests: true,
  connected: true,
  loaded: true,
  waiting: [],
  bound: [],
};
const check = (name: string, passed: boolean | null, link: string | null = null): Check => ({
  ...{ name, passed, link, device_id: null, dock: null, value: null },
  words: { key: "", placeholders: {}, text: `Words of ${name}` },
});

let hass: FakeHass;
let page: SetupPage;

const say = (type: string, message: object): void => {
  for (const each of hass.connection.subscriptions)
    if (each.message.type === type) each.say(message);
};
const tell = (entries: EntryView[], admin = true): void =>
  say("dji_dock/subscribe", {
    ...{ type: "snapshot", version: "1", docks: [], uploads: [] },
    ...{ admin, entries },
  });
/** Everything that is read, through all shadows. */
function read(root: ParentNode): string {
  const inner = [...root.querySelectorAll("*")].map((each) =>
    each.shadowRoot ? read(each.shadowRoot) : "",
  );
  return [root.textContent, ...inner].join(" ").replace(/\s+/g, " ");
}
const part = (name: string): HTMLElement =>
  page.shadowRoot!.querySelector<HTMLElement>(`dji-dock-setup-${name}`)!;

beforeEach(async () => {
  document.body.replaceChildren();
  store.ready = false;
  hass = fakeHass({
    "dji_dock/setup/check": () => ({
      checks: [check("broker", true), check("bucket", false, "/config/x"), check("licence", null)],
    }),
    "dji_dock/setup/pilot": () => ({
      ...pilot,
      snippets: [{ name: "mosquitto_acl", language: "text", text: "topic read" }],
    }),
  });
  page = new SetupPage();
  page.hass = hass;
  page.route = parseRoute("/setup/e1", "");
  document.body.append(page);
  await page.updateComplete;
});

test("says how broker and bucket are, and what is wrong with them", async () => {
  const error = { key: "", placeholders: {}, text: "The key is wrong." };
  const bucket = { usable: false, configured: true, error };
  tell([entry({ bucket, broker: { connected: false } })]);
  await until(() => expect(read(page.shadowRoot!)).toContain("No connection to the broker"));
  expect(read(page.shadowRoot!)).toContain("The bucket cannot be used. The key is wrong.");
  tell([entry({ bucket: { usable: null, configured: false, error: null } })]);
  await until(() => expect(read(page.shadowRoot!)).toContain("There is no bucket yet."));
});

test("an entry that reloads is not said to have stopped", async () => {
  tell([entry({ loaded: false, state: "setup_in_progress" })]);
  await until(() => expect(read(page.shadowRoot!)).toContain("Home is starting."));
  expect(page.shadowRoot!.querySelector('[level="error"]')).toBeNull();
  tell([entry({ loaded: false, state: "setup_error" })]);
  await until(() => expect(read(page.shadowRoot!)).toContain("It does not run."));
  expect(page.shadowRoot!.querySelector('[level="error"]')).toBeTruthy();
});

test("walks the way of a dock when asked to", async () => {
  tell([entry()]);
  await until(() => expect(part("check").shadowRoot?.querySelector("button")).toBeTruthy());
  part("check").shadowRoot!.querySelector("button")!.click();
  const lines = (): Element[] => [...part("check").shadowRoot!.querySelectorAll("li")];
  await until(() => expect(lines()).toHaveLength(3));
  expect(lines().map((line) => line.className)).toEqual(["passed", "failed", "open"]);
  expect(lines()[1]!.textContent.replace(/\s+/g, " ")).toContain(
    "Bucket To be mended Words of bucket Go there",
  );
  expect(lines()[1]!.querySelector("a")?.getAttribute("href")).toBe("/config/x");
  expect(read(part("check").shadowRoot!)).toContain("1 thing needs to be mended.");
  expect(hass.asked).toEqual([{ type: "dji_dock/setup/check", entry_id: "e1" }]);
});

test("says what to type in, who knocks and who is bound, as it happens", async () => {
  tell([entry()]);
  await until(() => expect(hass.connection.subscriptions).toHaveLength(2));
  say("dji_dock/setup/subscribe", pilot);
  const values = (): string[] =>
    [...part("pilot").shadowRoot!.querySelectorAll("dji-dock-copy-value")].map(
      (each) => (each as HTMLElement & { value: string }).value,
    );
  await until(() =>
    expect(values()).toEqual(["tcp://192.168.1.2:1883", "dock", "roof", "Roof", "7KQ2MXP4"]),
  );
  expect(read(page.shadowRoot!)).toContain("No dock waits.");
  const since = new Date().toISOString();
  const words = { key: "config_panel.setup.knock_wrong_code", placeholders: {}, text: "" };
  say("dji_dock/setup/subscribe", {
    ...pilot,
    waiting: [{ serial: "7CT1", model: "DJI Dock 2", words, since }],
    bound: [{ serial: "7CT2", device_id: "d2", name: "Yard", online: true, since }],
  });
  await until(() => expect(read(page.shadowRoot!)).toContain("DJI Dock 2 · 7CT1"));
  const text = hass.localize("component.dji_dock.config_panel.setup.knock_wrong_code");
  expect(text).not.toBe("");
  expect(read(page.shadowRoot!)).toContain(text);
  expect(part("pilot").shadowRoot!.querySelector("a")?.getAttribute("href")).toBe(
    "/dji-dock/dock/d2",
  );
  page.remove();
  await until(() => expect(hass.connection.ended).toBe(2));
});

test("who is no administrator is offered nothing of that", async () => {
  tell([entry()], false);
  await until(() => expect(read(page.shadowRoot!)).toContain("Administrators can check"));
  expect(
    page.shadowRoot!.querySelector("dji-dock-setup-check, dji-dock-setup-pilot, a"),
  ).toBeNull();
  expect(hass.connection.subscriptions).toHaveLength(1);
});

test("without any entry says what to do", async () => {
  tell([]);
  await until(() =>
    expect(page.shadowRoot!.querySelector("dji-dock-empty")?.getAttribute("heading")).toBe(
      "Nothing is set up",
    ),
  );
});
