import { describe, expect, test } from "vitest";
import type { MediaDay, MediaFlight } from "../../src/data/types";
import { layOut, rowAt } from "../../src/panel/media/layout";
import { dayIn, pairOf, sectionsOf, shotsOf } from "../../src/panel/media/shots";
import { file, files } from "./files";

const flight = (flight_id: string, more: Partial<MediaFlight> = {}): MediaFlight => ({
  flight_id,
  first: "2026-11-20T11:00:00Z",
  last: "2026-11-20T11:30:00Z",
  files: 0,
  size: 0,
  expected: 3,
  arrived: 0,
  ...more,
});
const day = (name: string, ...flights: MediaFlight[]): MediaDay => ({
  day: name,
  files: 0,
  size: 0,
  flights,
});

describe("what was taken at one moment", () => {
  test("is looked at together, the visible picture first", () => {
    const thermal = file(1, { key: "t", lens: "thermal", shot: "s" });
    const zoom = file(1, { key: "z", lens: "zoom", shot: "s" });
    const visible = file(1, { key: "v", lens: "visible", shot: "s" });
    const shots = shotsOf([thermal, file(0), zoom, visible]);
    expect(shots.map(({ key }) => key)).toEqual(["v", file(0).key]);
    expect(shots[0]!.files.map(({ key }) => key)).toEqual(["v", "z", "t"]);
    // Side by side with it is the thermal one, whatever else there is.
    expect(pairOf(shots[0]!).map(({ key }) => key)).toEqual(["v", "t"]);
    expect(pairOf(shots[1]!)).toHaveLength(1);
  });

  test("is no more than that: photos, videos and other files stay apart", () => {
    const shot = { shot: "s" };
    const shots = shotsOf([
      file(1, shot),
      file(2, { ...shot, kind: "video" }),
      file(3, { ...shot, kind: "other" }),
      file(4, { ...shot, kind: "other" }),
      file(5, { shot: null }),
      file(6, { shot: null }),
    ]);
    expect(shots).toHaveLength(6);
  });
});

describe("flights", () => {
  const dayOf = dayIn("Europe/Amsterdam");

  test("are below the day that the home has", () => {
    const night = file(0, { key: "n", taken_at: "2026-11-20T23:30:00Z" });
    const noon = file(1, { taken_at: "2026-11-20T11:30:00Z" });
    const sections = sectionsOf([night, noon], [], dayOf, () => true);
    expect(sections.map((each) => each.day)).toEqual(["2026-11-21", "2026-11-20"]);
  });

  test("of which nothing has arrived are among them, in their place", () => {
    const days = [
      day(
        "2026-11-20",
        flight("lost", { first: "2026-11-20T09:00:00Z", last: "2026-11-20T09:10:00Z" }),
        flight("flight", { files: 2, arrived: 2, expected: 2, last: "2026-11-20T12:00:00Z" }),
      ),
      day("2026-11-19", flight("later on")),
    ];
    const sections = sectionsOf(
      [file(0), file(1)],
      days,
      dayOf,
      (each) => each.files === 0 && each.flight_id === "lost",
    );
    expect(sections.map(({ flight_id, shots }) => [flight_id, shots.length])).toEqual([
      ["flight", 2],
      ["lost", 0],
    ]);
    expect(sections[0]!.flight?.expected).toBe(2);
  });
});

describe("rows", () => {
  const sections = sectionsOf(files(2000), [], dayIn("UTC"), () => true);
  const layout = layOut(sections, 1000, true);

  test("hold every shot once, one below the other", () => {
    expect(layout.rows.flatMap(({ shots }) => shots)).toHaveLength(2000);
    let top = 0;
    for (const row of layout.rows) {
      expect(row.top).toBe(top);
      top += row.height;
    }
    expect(layout.height).toBe(top);
  });

  test("are found by where they stand", () => {
    for (const [index, row] of layout.rows.entries()) {
      expect(rowAt(layout.rows, row.top)).toBe(index);
      expect(rowAt(layout.rows, row.top + row.height - 1)).toBe(index);
    }
    expect(rowAt(layout.rows, -100)).toBe(0);
    expect(rowAt(layout.rows, layout.height)).toBe(layout.rows.length);
  });

  test("have three pictures on a phone", () => {
    expect(layOut(sections, 344, true).columns).toBe(3);
  });
});
