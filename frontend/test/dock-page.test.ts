import { beforeEach, expect, test } from "vitest";
import { store } from "../src/data/store";
import type { DockView, TimelineEvent } from "../src/data/types";
import { DockPage } from "../src/panel/pages/dock";
import { parseRoute } from "../src/panel/routes";
import { alarm, dock, entry } from "./docks";
import { type FakeHass, fakeHass } from "./fake-hass";
import { until } from "./until";

const happened = (kind: string, what: string, link: string | null): TimelineEvent => ({
  ...{ kind, what, link, when: "2026-11-30T20:00:00Z" },
  words: { key: "", placeholders: {}, text: `${kind} ${what}` },
  data: {},
});

let hass: FakeHass;
let page: DockPage;

const say = (message: object): void => {
  for (const each of hass.connection.subscriptions) each.say(message);
};
const tell = (view: DockView): void =>
  say({
    ...{ type: "snapshot", version: "1", admin: true, uploads: [] },
    ...{ entries: [entry()], docks: [view] },
  });
const part = (name: string): ShadowRoot =>
  page.shadowRoot!.querySelector(`dji-dock-${name}`)!.shadowRoot!;
const asked = (type: string): Record<string, unknown>[] =>
  hass.asked.filter((each) => each.type === type || each.service === type);

beforeEach(async () => {
  document.body.replaceChildren();
  history.replaceState(null, "", "/dji-dock/dock/d1");
  store.ready = false;
  hass = fakeHass({
    "dji_dock/timeline": ({ before }) => ({
      events: before
        ? [happened("job", "failed", null)]
        : [
            happened("alarm", "raised", "/dji-dock/logs/d1?from=a"),
            happened("flight", "ended", "/x"),
          ],
      next: before ? null : "2026-11-30T20:00:00Z 1",
    }),
    get_jobs: () => ({
      jobs: [
        {
          ...{ job_id: "j", command: "cover_open", value: null, status: "failed" },
          ...{ created: "2026-11-30T20:00:00Z", percent: null, reason: "It rains." },
        },
      ],
    }),
  });
  page = new DockPage();
  page.hass = hass;
  page.route = parseRoute("/dock/d1", "?day=2026-11-30");
  document.body.append(page);
  await page.updateComplete;
});

test("says how the dock is, and leads from an alarm to the logs around it", async () => {
  tell(dock({ alarms: [alarm(2), alarm(1, { since: null, device: "aircraft" })] }));
  await until(() => expect(page.shadowRoot!.querySelectorAll("section")).toHaveLength(5));
  const text = page.shadowRoot!.textContent.replace(/\s+/g, " ");
  expect(text).toContain("Cover Closed");
  expect(text).toContain("Something is wrong Aircraft · since before this was kept");
  const links = [...page.shadowRoot!.querySelectorAll("dji-dock-alert a")];
  expect(links.map((link) => link.getAttribute("href"))).toEqual([
    "/dji-dock/logs/d1?scope=time&from=2026-11-30T18%3A45%3A00.000Z&to=2026-11-30T19%3A15%3A00.000Z",
  ]);
});

test("who may not act is offered nothing to do", async () => {
  tell(dock({ alarms: [alarm(2)], may: { control: false, administer: false } }));
  await until(() => expect(page.shadowRoot!.querySelector("dl")).toBeTruthy());
  expect(page.shadowRoot!.querySelector("dji-dock-alert a")).toBeNull();
  expect(page.shadowRoot!.textContent).not.toContain("Get logs");
  expect(part("controls").querySelector("button")).toBeNull();
});

test("tells of a day, of one kind when asked to, and what came before", async () => {
  tell(dock());
  const words = (): string[] =>
    [...part("timeline").querySelectorAll(".words")].map((each) =>
      each.textContent.replace(/\s+/g, " ").trim(),
    );
  await until(() => expect(words()).toEqual(["alarm raised · Logs around it", "flight ended"]));
  expect(asked("dji_dock/timeline")[0]).toMatchObject({
    ...{ device_id: "d1", start: "2026-11-30T00:00:00.000Z", end: "2026-11-30T23:59:59.999Z" },
  });
  const more = [...part("timeline").querySelectorAll("button")].at(-1)!;
  more.click();
  await until(() => expect(words()).toHaveLength(3));
  const select = part("timeline").querySelector("select")!;
  select.value = "alarm";
  select.dispatchEvent(new Event("change"));
  expect(location.search).toBe("?day=2026-11-30&kind=alarm");
  page.route = parseRoute("/dock/d1", location.search);
  await until(() => expect(words()).toHaveLength(1));
});

test("leads from a flight that has ended to its logs", async () => {
  const flew = (what: string, when: string, flight_id: string): TimelineEvent => ({
    ...happened("flight", what, null),
    ...{ when, data: { flight_id } },
  });
  const answer = hass.callWS;
  hass.callWS = <T>(message: Record<string, unknown>): Promise<T> =>
    message.type === "dji_dock/timeline"
      ? Promise.resolve({
          events: [
            flew("started", "2026-11-30T19:00:00Z", "c"),
            flew("ended", "2026-11-30T18:20:00Z", "b"),
            flew("started", "2026-11-30T18:00:00Z", "b"),
            // Nobody saw this one begin.
            flew("ended", "2026-11-30T17:00:00Z", "a"),
          ],
          next: null,
        } as T)
      : answer<T>(message);
  tell(dock());
  const links = (): (string | null)[] =>
    [...part("timeline").querySelectorAll(".words a")].map((each) => each.getAttribute("href"));
  await until(() =>
    expect(links()).toEqual([
      "/dji-dock/logs/d1?scope=flight&from=2026-11-30T17%3A55%3A00.000Z&to=2026-11-30T18%3A25%3A00.000Z",
    ]),
  );
  tell(dock({ may: { control: false, administer: false } }));
  await until(() => expect(links()).toEqual([]));
});

test("shows jobs, and asks again when one has ended", async () => {
  tell(dock());
  await until(() => expect(part("jobs").textContent).toContain("It rains."));
  const before = asked("get_jobs").length;
  say({ type: "dock", dock: dock({ cover: "open" }) });
  await page.updateComplete;
  const job = { job_id: "j2", command: "cover_close", status: "running", percent: 3, step: null };
  say({ type: "dock", dock: dock({ job }) });
  await until(() => expect(asked("get_jobs")).toHaveLength(before + 1));
});

test("asks for jobs when the entry of the dock runs, not before: that is logged as an error", async () => {
  const away = { type: "snapshot", version: "1", admin: true, uploads: [], docks: [dock()] };
  say({ ...away, entries: [entry({ loaded: false, state: "setup_in_progress" })] });
  await until(() => expect(asked("dji_dock/timeline").length).toBeGreaterThan(0));
  await page.updateComplete;
  expect(asked("get_jobs")).toEqual([]);
  say({ type: "entry", entry: entry() });
  await until(() => expect(part("jobs").textContent).toContain("It rains."));
  expect(asked("get_jobs")).toHaveLength(1);
});

test("jobs that could not be had are asked for again by a button", async () => {
  const answer = hass.callWS;
  hass.callWS = (message) =>
    message.service === "get_jobs" ? Promise.reject(new Error("Away")) : answer(message);
  tell(dock());
  await until(() => expect(part("jobs").textContent).toContain("Away"));
  hass.callWS = answer;
  const again = [...part("jobs").querySelectorAll("button")].at(-1)!;
  expect(again.textContent).toBe("Try again");
  again.click();
  await until(() => expect(part("jobs").textContent).toContain("It rains."));
  expect(part("jobs").textContent).not.toContain("Away");
});

test("a dock that is gone says so", async () => {
  tell(dock({ device_id: "other" }));
  await until(() => expect(page.shadowRoot!.querySelector("dji-dock-empty")).toBeTruthy());
});
