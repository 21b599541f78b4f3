import { afterEach, describe, expect, test } from "vitest";
import type { LogList } from "../src/data/types";
import "../src/panel/pages/logs";
import { type Shown, show } from "./pages";
import { until } from "./until";
import { aFile, anUpload } from "./uploads";
import { dockView, uploadView } from "./views";

const words = (text: string) => ({ key: "none", placeholders: {}, text });
const list: LogList = {
  files: [1, 2, 3].map((boot_index) => ({
    module: "dock",
    boot_index,
    device_sn: "S",
    start: `2026-11-0${boot_index}T10:00:00+00:00`,
    end: `2026-11-0${boot_index}T11:30:00+00:00`,
    size: 1_000_000,
  })),
  unavailable: [
    {
      module: "aircraft",
      code: 1,
      words: words("Nobody knows."),
      remedy: "power_aircraft",
    },
  ],
  power_aircraft: true,
};
const dock = dockView();
const snapshot = { docks: [dock] };
let shown: Shown;

async function open(address = "/dji-dock/logs/d", answers = {}, what: object = snapshot) {
  const given = { "dji_dock/logs/list": () => list, ...answers };
  shown = await show(address, given, what, {
    entities: {
      "switch.power": {
        entity_id: "switch.power",
        device_id: "d",
        translation_key: "aircraft_power",
      },
    },
  });
  return shown;
}

const boxes = () => shown.all<HTMLInputElement>('tbody input[type="checkbox"]');
const started = () =>
  shown.hass.asked
    .filter((each) => each.service === "start_log_upload")
    .map((each) => each.service_data);

afterEach(() => {
  shown.close();
});

describe("the list", () => {
  test("shows when, how long and how large, and ticks the newest", async () => {
    await open();
    await until(() => boxes().length === 3);
    expect(boxes().map((box) => box.checked)).toEqual([true, false, false]);
    expect(shown.text()).toContain("11/03/2026, 10:00 – 11:30");
    expect(shown.text()).toContain("1h 30m");
    expect(shown.text()).toContain("1 log selected · 1 MB");
  });

  test("without a dock in the address opens one", async () => {
    await open("/dji-dock/logs");
    await until(() => location.pathname === "/dji-dock/logs/d");
  });

  test("of a time only what is of it, and the address says which", async () => {
    await open("/dji-dock/logs/d?from=2026-11-02T10:30:00Z&to=2026-11-02T10:40:00Z");
    await until(() => boxes().length === 1);
    expect(boxes()[0]!.checked).toBe(true);
    shown.go("/dji-dock/logs/d?scope=all");
    await until(() => boxes().length === 3);
    expect(shown.text()).toContain("3 logs selected · 3 MB");
  });

  test("of yesterday at eight, without typing a moment", async () => {
    await open();
    await until(() => boxes().length === 3);
    const chip = (name: string) =>
      shown.all<HTMLLabelElement>("label.chip").find((each) => each.textContent.trim() === name)!;
    chip("By time").querySelector("input")!.click();
    await until(() => shown.text().includes("Around"));
    shown.button("Yesterday").click();
    const hours = () => shown.all<HTMLSelectElement>("label select");
    const select = () => hours().find((each) => each.options.length === 25)!;
    const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10);
    await until(() => location.search.includes(`from=${yesterday}T00`));
    await shown.page.updateComplete;
    await until(() => Number(select().options[1]!.value) === Date.parse(`${yesterday}T00:00Z`));
    select().selectedIndex = 9;
    select().dispatchEvent(new Event("change"));
    await until(() => new URLSearchParams(location.search).get("from")?.includes("T07:00"));
    const query = new URLSearchParams(location.search);
    expect(query.get("from")).toBe(`${yesterday}T07:00:00.000Z`);
    expect(query.get("to")).toBe(`${yesterday}T09:00:00.000Z`);
    await until(() => select().selectedIndex === 9);
  });

  test("all at once, and a range with shift", async () => {
    await open();
    await until(() => boxes().length === 3);
    shown.all<HTMLInputElement>("thead input")[0]!.click();
    await until(() => boxes().every((box) => box.checked));
    boxes()[2]!.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    await until(() => !boxes()[2]!.checked);
    boxes()[0]!.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: true }));
    await until(() => boxes().every((box) => !box.checked));
    expect(shown.button("Start upload").disabled).toBe(true);
  });
});

describe("starting", () => {
  test("what is ticked, at once", async () => {
    await open("/dji-dock/logs/d", { start_log_upload: () => ({ upload_id: "u" }) });
    await until(() => boxes().length === 3);
    shown.button("Start upload").click();
    await until(() => shown.text().includes("No logs selected"));
    // Nothing is meant now: the newest are when that is said again.
    const newest = shown.all<HTMLInputElement>('input[value="latest"]')[0]!;
    await until(() => !newest.checked);
    expect(started()).toEqual([
      { device_id: "d", when_busy: "refuse", logs: [{ module: "dock", boot_index: 3 }] },
    ]);
    newest.click();
    await until(() => shown.text().includes("1 log selected"));
    expect(newest.checked).toBe(true);
  });

  test("queues while the dock is busy, and says so", async () => {
    await open(
      "/dji-dock/logs/d",
      { start_log_upload: () => ({ upload_id: "u" }) },
      { docks: [dockView({ upload: "x" })] },
    );
    await until(() => boxes().length === 3);
    expect(shown.text()).toContain("busy with another upload");
    shown.button("Add to the queue").click();
    await until(() => started().length === 1);
    expect(started()[0]).toMatchObject({ when_busy: "queue" });
  });

  test("a refusal that passes by itself is answered with the queue", async () => {
    let refuse = true;
    const start_log_upload = () => {
      if (!refuse) return { upload_id: "u" };
      refuse = false;
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the server does
      throw { translation_key: "dock_busy", translation_domain: "dji_dock" };
    };
    await open("/dji-dock/logs/d", { start_log_upload });
    await until(() => boxes().length === 3);
    shown.button("Start upload").click();
    await until(() => shown.text().includes("still busy with an earlier request"));
    shown.button("Add to the queue").click();
    await until(() => started().length === 2);
    expect(started()[1]).toMatchObject({ when_busy: "queue" });
  });

  test("without a list by what was chosen, in the queue", async () => {
    await open("/dji-dock/logs/d?scope=all", {
      start_log_upload: () => ({ upload_id: "u" }),
      "dji_dock/logs/list": () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the server does
        throw { message: "It is away" };
      },
    });
    await until(() => shown.text().includes("It is away"));
    shown.button("Add to the queue").click();
    await until(() => started().length === 1);
    expect(started()).toEqual([{ device_id: "d", when_busy: "queue", scope: "all" }]);
  });
});

describe("a module that refuses", () => {
  test("says why, and is switched on by the button; its logs are asked for when it is there", async () => {
    let called: unknown;
    await open();
    shown.hass.callService = (...call: unknown[]) => {
      called = call.slice(0, 3);
      return Promise.resolve();
    };
    await until(() => shown.text().includes("The aircraft is off. Its logs"));
    shown.button("Switch the aircraft on").click();
    await until(() => shown.text().includes("This takes a minute or two"));
    expect(called).toEqual(["switch", "turn_on", { entity_id: "switch.power" }]);
    const before = shown.hass.asked.length;
    const aircraft = { ...dock.aircraft!, online: true };
    shown.say({ type: "dock", dock: { ...dock, aircraft } });
    await until(() => shown.hass.asked.length > before);
    expect(shown.hass.asked.at(-1)).toEqual({ type: "dji_dock/logs/list", device_id: "d" });
  });

  test("or for the upload alone, together with what is ticked", async () => {
    await open("/dji-dock/logs/d", { start_log_upload: () => ({ upload_id: "u" }) });
    await until(() => boxes().length === 3);
    shown.all<HTMLInputElement>("section label input").at(-1)!.click();
    await until(() => shown.text().includes("with the aircraft"));
    shown.button("Start upload").click();
    await until(() => started().length === 1);
    expect(started()[0]).toMatchObject({
      scope: "latest",
      power_aircraft: true,
      modules: ["dock", "aircraft"],
    });
  });
});

describe("around something", () => {
  test("an alarm, of now or of the timeline", async () => {
    const alarm = {
      code: "0x1",
      level: 2 as const,
      device: "dock" as const,
      text: words("Door open"),
      since: "2026-11-02T10:00:00+00:00",
    };
    await open(
      "/dji-dock/logs/d?scope=alarm",
      {
        "dji_dock/timeline": ({ kinds }: { kinds: string[] }) => ({
          events: [
            { kind: "alarm", what: "raised", when: "2026-11-03T10:00:00Z", words: words("Rain") },
            { kind: "alarm", what: "cleared", when: "2026-11-03T11:00:00Z", words: words("Rain") },
            { kind: "flight", what: "started", when: "2026-11-03T11:00:00Z", words: words("F") },
          ].filter(({ kind }) => kinds.includes(kind)),
          next: null,
        }),
      },
      { docks: [dockView({ alarms: [alarm] })] },
    );
    await until(() => shown.all("option").length === 4);
    const options = shown.all("option").map((each) => each.textContent.trim());
    expect(options.slice(1)).toEqual([
      "Choose an alarm",
      "11/03/2026, 10:00: Rain",
      "11/02/2026, 10:00: Door open",
    ]);
    const select = shown.all<HTMLSelectElement>("select")[1]!;
    select.value = "1";
    select.dispatchEvent(new Event("change"));
    await until(() => boxes().length === 1);
    expect(location.search).toBe(
      "?scope=alarm&from=2026-11-02T09%3A45%3A00.000Z&to=2026-11-02T10%3A15%3A00.000Z",
    );
  });

  test("a flight with pictures", async () => {
    const flight = {
      flight_id: "f",
      first: "2026-11-01T10:00:00Z",
      last: "2026-11-01T10:20:00Z",
      files: 8,
      size: 1,
      expected: 8,
      arrived: 8,
    };
    await open("/dji-dock/logs/d?scope=flight", {
      "dji_dock/media/days": () => ({ days: [{ day: "2026-11-01", flights: [flight] }] }),
    });
    await until(() => shown.text().includes("11/01/2026, 10:00 – 10:20 · 8 files"));
  });

  test("a flight that was seen, with and without pictures, newest first", async () => {
    const flew = (what: string, when: string, flight_id: string) => ({
      ...{ kind: "flight", what, when, words: words(what), link: null, data: { flight_id } },
    });
    const pictures = {
      ...{ flight_id: "f", first: "2026-11-01T10:02:00Z", last: "2026-11-01T10:20:00Z", files: 8 },
      ...{ size: 1, expected: 8, arrived: 8 },
    };
    await open("/dji-dock/logs/d?scope=flight", {
      "dji_dock/timeline": () => ({
        events: [
          flew("started", "2026-11-04T10:00:00Z", "now"),
          flew("ended", "2026-11-03T10:30:00Z", ""),
          flew("started", "2026-11-03T10:00:00Z", ""),
          // Nobody saw this one begin.
          flew("ended", "2026-11-02T10:00:00Z", "g"),
          flew("ended", "2026-11-01T10:25:00Z", "f"),
          flew("started", "2026-11-01T10:00:00Z", "f"),
        ],
        next: null,
      }),
      "dji_dock/media/days": () => ({ days: [{ day: "2026-11-01", flights: [pictures] }] }),
    });
    await until(() => shown.all("option").length === 4);
    expect(
      shown
        .all("option")
        .slice(2)
        .map((each) => each.textContent.trim()),
    ).toEqual(["11/03/2026, 10:00 – 10:30", "11/01/2026, 10:00 – 10:25 · 8 files"]);
  });

  test("what could not be asked for is asked for again by a button", async () => {
    let refuse = true;
    const away = () => {
      if (!refuse) return { events: [], days: [], next: null };
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the server does
      throw { message: "It is away" };
    };
    await open("/dji-dock/logs/d?scope=alarm", {
      "dji_dock/timeline": away,
      "dji_dock/media/days": away,
    });
    await until(() => shown.text().includes("It is away"));
    shown.go("/dji-dock/logs/d?scope=flight");
    await until(() => shown.hass.asked.some(({ type }) => type === "dji_dock/media/days"));
    await until(() => shown.text().includes("It is away"));
    refuse = false;
    shown.button("Try again").click();
    await until(() => shown.text().includes("No flight is known."));
    expect(shown.text()).not.toContain("It is away");
  });

  test("a flight, also without a bucket", async () => {
    await open("/dji-dock/logs/d?scope=flight", {
      "dji_dock/timeline": () => ({
        events: [
          { what: "ended", when: "2026-11-03T10:30:00Z", words: words("E"), data: {} },
          { what: "started", when: "2026-11-03T10:00:00Z", words: words("S"), data: {} },
        ],
        next: null,
      }),
    });
    await until(() => shown.text().includes("11/03/2026, 10:00 – 10:30"));
  });
});

describe("what runs", () => {
  const files = [
    aFile("dock", { status: "uploading", progress: 40, rate: 2_000_000, eta: 65 }),
    aFile("aircraft", { status: "compressing", progress: null, rate: 0 }),
  ];
  const running = uploadView({ eta: null, files });

  test("is shown file by file, and canceled after a question, whole or in part", async () => {
    await open(
      "/dji-dock/logs/d",
      { cancel_log_upload: () => ({}) },
      { ...snapshot, uploads: [running] },
    );
    await until(() => shown.text().includes("2 MB/s"));
    expect(shown.text()).toContain("40% · 2 MB/s · 1m 5s left");
    expect(shown.text()).not.toContain("0 byte/s");
    expect(shown.all('[role="progressbar"]').map((bar) => bar.getAttribute("aria-label"))).toEqual([
      "Dock: Uploading",
      "Aircraft: Compressing",
    ]);
    shown.button("Cancel: Aircraft").click();
    await until(() => shown.all("dialog").length === 1);
    shown.button("Go on uploading").click();
    await until(() => shown.all("dialog").length === 0);
    const canceled = () => shown.hass.asked.filter((each) => each.service === "cancel_log_upload");
    expect(canceled()).toHaveLength(0);
    shown.button("Cancel: Aircraft").click();
    await until(() => shown.all("dialog").length === 1);
    shown.all<HTMLButtonElement>("button.danger")[0]!.click();
    await until(() => canceled().length === 1);
    expect(canceled()[0]!.service_data).toEqual({
      device_id: "d",
      upload_id: "u",
      modules: ["aircraft"],
    });
  });

  test("stays when it has ended, and says why it failed", async () => {
    await open("/dji-dock/logs/d", {}, { ...snapshot, uploads: [running] });
    const upload = uploadView({ status: "failed", words: words("The bucket is full.") });
    shown.say({ type: "upload", upload });
    await until(() => shown.text().includes("The bucket is full."));
  });

  test("is saved from here when it has ended, and says why if it is not there", async () => {
    const links = {
      links: [],
      failed: [{ device_id: "d", upload_id: "u", words: words("Gone.") }],
    };
    await open(
      "/dji-dock/logs/d",
      { "dji_dock/uploads/links": () => links },
      { ...snapshot, uploads: [running] },
    );
    expect(() => shown.button("Download")).toThrow();
    shown.say({ type: "upload", upload: anUpload("u", 30) });
    await until(() => shown.all("button").some((each) => each.textContent.trim() === "Download"));
    shown.button("Download").click();
    await until(() => shown.text().includes("Gone."));
    expect(shown.hass.asked.at(-1)).toEqual({
      type: "dji_dock/uploads/links",
      uploads: [{ device_id: "d", upload_id: "u" }],
    });
    expect(shown.button("Download").disabled).toBe(false);
  });
});

describe("who cannot", () => {
  test("see logs is told whom to ask, and the dock is not asked", async () => {
    const may = { control: false, administer: false };
    await open("/dji-dock/logs/d", {}, { docks: [dockView({ may })] });
    await until(() => shown.text().includes("You may not see the logs of this dock"));
    expect(shown.hass.asked).toEqual([]);
  });

  test("have any, without a dock, is told where one is set up", async () => {
    await open("/dji-dock/logs", {}, {});
    await until(() => shown.text().includes("No dock yet"));
    expect(shown.all("a").map((each) => each.getAttribute("href"))).toEqual(["/dji-dock/setup"]);
  });
});
