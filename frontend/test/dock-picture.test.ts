import { expect, test } from "vitest";
import { DockPicture } from "../src/components/dock-picture";
import type { DockView } from "../src/data/types";
import { describeDock } from "../src/format/dock-words";
import { aircraft, alarm, dock } from "./docks";
import { fakeHass } from "./fake-hass";

const nothingKnown = dock({
  online: false,
  mode: null,
  cover: null,
  in_dock: null,
  aircraft: null,
  weather: { temperature: null, humidity: null, wind_speed: null, rainfall: null },
});

async function draw(view: DockView, compact = false): Promise<SVGElement> {
  const picture = new DockPicture();
  Object.assign(picture, { hass: fakeHass(), dock: view, compact });
  document.body.append(picture);
  await picture.updateComplete;
  return picture.shadowRoot!.querySelector("svg")!;
}

test("says all that it shows", () => {
  const flying = dock({
    in_dock: false,
    cover: "open",
    mode: "working",
    aircraft: aircraft({ flying: true, height: 54.2, battery: 42 }),
    weather: { temperature: -3, humidity: 40, wind_speed: 12, rainfall: "heavy" },
    alarms: [alarm(2), alarm(1), alarm(0)],
    upload: "u",
  });
  expect(describeDock(fakeHass(), flying)).toBe(
    "Roof: Online. Mode: Working. Cover: Open. Aircraft: Flying, 54 m. Aircraft battery: 42%. " +
      "Outside temperature: -3 °C. Wind speed: 12 m/s. Rain: Heavy. 2 alarms. A log upload runs",
  );
  expect(describeDock(fakeHass(), dock({ aircraft: aircraft({ charging: true }) }))).toContain(
    "Aircraft: In the dock. Aircraft battery: 87% · charging.",
  );
});

test("of what nobody knows it says nothing", () => {
  expect(describeDock(fakeHass(), nothingKnown)).toBe("Roof: Offline");
});

test("in the units of the home", () => {
  const units = { temperature: "°F", wind_speed: "mph", length: "mi" };
  const hass = fakeHass({}, "en", { config: { time_zone: "UTC", unit_system: units } });
  const text = describeDock(
    hass,
    dock({ in_dock: false, aircraft: aircraft({ flying: true, height: 100 }) }),
  );
  expect(text).toContain("Flying, 328 ft");
  expect(text).toContain("54.1 °F");
  expect(text).toContain("9.4 mph");
});

test.each(["open", "closed", "half_open", "abnormal"] as const)(
  "a cover that is %s",
  async (cover) => {
    const svg = await draw(dock({ cover }));
    const lids = [...svg.querySelectorAll<SVGElement>(".lid")];
    const angles = lids.map((lid) => /rotate\((-?\d+)deg/.exec(lid.getAttribute("style")!)![1]);
    expect(lids.every((lid) => lid.classList.contains(cover))).toBe(true);
    expect(angles).toEqual(
      {
        open: ["-118", "118"],
        closed: ["0", "0"],
        half_open: ["-42", "42"],
        abnormal: ["-24", "24"],
      }[cover],
    );
  },
);

test("where the aircraft is", async () => {
  const where = async (view: DockView): Promise<string | undefined> =>
    (await draw(view)).querySelector(".machine")?.getAttribute("class")?.replace("machine ", "");
  expect(await where(dock())).toBe("in");
  expect(await where(dock({ in_dock: false }))).toBe("out");
  expect(await where(dock({ in_dock: null, aircraft: aircraft({ flying: null }) }))).toBe(
    "unknown",
  );
  expect(await where(dock({ in_dock: false, aircraft: aircraft({ flying: true }) }))).toBe(
    "flying",
  );
  expect(await where(nothingKnown)).toBeUndefined();
});

test("what is wrong stands in its corner, notices do not", async () => {
  const badges = async (view: DockView): Promise<(string | undefined)[]> =>
    [...(await draw(view)).querySelectorAll(".badge")].map((badge) => badge.textContent.trim());
  expect(await badges(dock({ alarms: [alarm(0)] }))).toEqual([]);
  expect(await badges(dock({ alarms: [alarm(1), alarm(2)], upload: "u", online: false }))).toEqual([
    "2",
    "",
    "",
  ]);
});

test("a small one has no figures, and the same words", async () => {
  const large = await draw(dock());
  const small = await draw(dock(), true);
  expect(large.querySelectorAll("text")).toHaveLength(3);
  expect(small.querySelectorAll("text")).toHaveLength(0);
  expect(small.getAttribute("aria-label")).toBe(large.getAttribute("aria-label"));
});
