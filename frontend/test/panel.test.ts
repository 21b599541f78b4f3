import { afterEach, expect, test, vi } from "vitest";
import { store } from "../src/data/store";
import "../src/panel/dji-dock-panel";
import type { Panel } from "../src/panel/dji-dock-panel";
import { fakeHass } from "./fake-hass";
import { until } from "./until";
import { dockView } from "./views";

vi.mock("../src/panel/pages/media", () => {
  throw new Error("No network");
});

afterEach(() => {
  document.body.replaceChildren();
});

/** Go to an address as Home Assistant does: it says so, and hands on the new path. */
function go(panel: Panel, path: string): void {
  history.pushState(null, "", path);
  window.dispatchEvent(new CustomEvent("location-changed"));
  panel.route = { prefix: "/dji-dock", path: path.replace("/dji-dock", "") };
}

const shown = (panel: Panel): string | undefined =>
  panel.shadowRoot?.querySelector("main > :not(dji-dock-alert)")?.localName;

test("a tab opens its page, while the one before may go on by itself", async () => {
  const hass = fakeHass({
    "dji_dock/logs/list": () => ({ files: [], unavailable: [], power_aircraft: false }),
    "dji_dock/uploads/list": () => ({ uploads: [], next: null }),
  });
  const panel = document.createElement("dji-dock-panel") as Panel;
  panel.hass = hass;
  history.pushState(null, "", "/dji-dock");
  document.body.append(panel);
  await until(() => expect(hass.connection.subscriptions).toHaveLength(1));
  hass.connection.subscriptions[0]!.say({
    ...{ type: "snapshot", version: "1", admin: true, entries: [] },
    ...{ docks: [dockView()], uploads: [] },
  });
  await until(() => expect(shown(panel)).toBe("dji-dock-page-overview"));
  go(panel, "/dji-dock/logs");
  // Without a dock in its address that page goes to the first one.
  await until(() => expect(location.pathname).toBe("/dji-dock/logs/d"));
  await until(() => expect(shown(panel)).toBe("dji-dock-page-logs"));
  go(panel, "/dji-dock/uploads");
  await until(() => expect(shown(panel)).toBe("dji-dock-page-uploads"));
  expect(location.pathname).toBe("/dji-dock/uploads");
  go(panel, "/dji-dock/setup");
  go(panel, "/dji-dock/logs/d");
  await until(() => expect(shown(panel)).toBe("dji-dock-page-logs"));
  expect(location.pathname).toBe("/dji-dock/logs/d");
});

test("a part that cannot be loaded is no new version, unless there is one", async () => {
  store.ready = false;
  const hass = fakeHass();
  const panel = document.createElement("dji-dock-panel") as Panel;
  panel.hass = hass;
  panel.panel = { config: { version: "1" } };
  history.pushState(null, "", "/dji-dock/media/d");
  document.body.append(panel);
  await until(() => expect(hass.connection.subscriptions).toHaveLength(1));
  const tell = (version: string): void =>
    hass.connection.subscriptions[0]!.say({
      ...{ type: "snapshot", version, admin: true, entries: [] },
      ...{ docks: [dockView()], uploads: [] },
    });
  tell("1");
  const notice = (): string | undefined =>
    panel.shadowRoot?.querySelector("dji-dock-alert")?.textContent.replace(/\s+/g, " ").trim();
  await until(() => expect(notice()).toBe("This part of the page could not be loaded. Try again"));
  tell("2");
  await until(() => expect(notice()).toBe("A new version of this page is there. Reload"));
  tell("1");
  go(panel, "/dji-dock");
  await until(() => expect(shown(panel)).toBe("dji-dock-page-overview"));
  expect(notice() ?? "").not.toContain("could not be loaded");
});

test("tabs have names before any texts are there", async () => {
  const panel = document.createElement("dji-dock-panel") as Panel;
  panel.hass = fakeHass({}, "en", { localize: () => "" });
  document.body.append(panel);
  await panel.updateComplete;
  const tabs = [...panel.shadowRoot!.querySelectorAll("nav a")].map((tab) => tab.textContent);
  expect(tabs).toEqual(["Overview", "Logs", "Uploads", "Media", "Set-up"]);
});
