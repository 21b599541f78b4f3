import { afterEach, expect, test } from "vitest";
import "../src/panel/dji-dock-panel";
import type { Panel } from "../src/panel/dji-dock-panel";
import { fakeHass } from "./fake-hass";
import { until } from "./until";
import { dockView } from "./views";

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
