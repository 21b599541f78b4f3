import { describe, expect, test } from "vitest";
import type { LogFile, LogList } from "../src/data/types";
import {
  type Choice,
  chosenLogs,
  isWithin,
  logsOf,
  pick,
  readChoice,
  startsFor,
  writeChoice,
} from "../src/panel/logs/choice";

const log = (
  module: LogFile["module"],
  boot_index: number,
  start: string | null,
  end: string | null,
): LogFile => ({ module, boot_index, start, end, size: 1000, device_sn: "S" });

const list: LogList = {
  files: [
    log("dock", 1, "2026-11-29T10:00:00+00:00", "2026-11-29T12:00:00+00:00"),
    log("dock", 3, "2026-11-30T10:00:00+00:00", "2026-11-30T12:00:00+00:00"),
    log("dock", 2, null, null),
    log("aircraft", 7, "2026-11-30T11:30:00+00:00", null),
  ],
  unavailable: [],
  power_aircraft: false,
};
const choice = (scope: Choice["scope"], from: string | null = null, to: string | null = null) => ({
  scope,
  from: from === null ? null : Date.parse(from),
  to: to === null ? null : Date.parse(to),
});
const chosen = (of: Choice): string[] => [...chosenLogs(list, of)];

describe("the address", () => {
  test.each(["", "scope=all", "scope=time&from=2026-11-30T10%3A00%3A00.000Z"])("%s", (query) => {
    const written = writeChoice(readChoice(new URLSearchParams(query)));
    const set = Object.entries(written).filter((each): each is [string, string] => !!each[1]);
    expect(new URLSearchParams(set).toString()).toBe(query);
  });

  test("a time alone is one, and what is no time is none", () => {
    expect(readChoice(new URLSearchParams("from=2026-11-30T10:00:00Z")).scope).toBe("time");
    expect(readChoice(new URLSearchParams("from=x&scope=y"))).toEqual(choice("latest"));
  });
});

describe("which logs are meant", () => {
  test("newest first; the newest of each, or all", () => {
    expect(logsOf(list, "dock").map((each) => each.boot_index)).toEqual([3, 1, 2]);
    expect(chosen(choice("latest"))).toEqual(["dock:3", "aircraft:7"]);
    expect(chosen(choice("all"))).toHaveLength(4);
  });

  test("of a time: what was being written then, as the server counts it", () => {
    const time = choice("time", "2026-11-30T11:00:00Z", "2026-11-30T11:29:00Z");
    expect(chosen(time)).toEqual(["dock:3", "dock:2"]);
    expect(chosen(choice("alarm", "2026-11-30T13:00:00Z"))).toEqual(["dock:2", "aircraft:7"]);
    expect(isWithin(list.files[0]!, choice("time", null, "2026-11-29T10:00:00Z"))).toBe(true);
  });

  test("nothing before the time is given", () => {
    expect(chosen(choice("flight"))).toEqual([]);
  });
});

describe("what is started", () => {
  const all = choice("all");

  test("the logs that are ticked, by name", () => {
    expect(startsFor(list, all, new Set(["dock:3"]), false)).toEqual([
      { logs: [{ module: "dock", boot_index: 3 }] },
    ]);
  });

  test("without a list what was chosen", () => {
    expect(startsFor(undefined, all, new Set(), false)).toEqual([{ scope: "all" }]);
    const time = choice("time", "2026-11-30T11:00:00Z");
    expect(startsFor(undefined, time, new Set(), false)).toEqual([
      { start: "2026-11-30T11:00:00.000Z" },
    ]);
  });

  test("an aircraft that is off together with the dock's, or after what was picked by hand", () => {
    const dock = { ...list, files: list.files.slice(0, 3) };
    const aircraft = { scope: "all", power_aircraft: true, modules: ["aircraft"] };
    expect(startsFor(dock, all, chosenLogs(dock, all), true)).toEqual([
      { ...aircraft, modules: ["dock", "aircraft"] },
    ]);
    expect(startsFor(dock, all, new Set(), true)).toEqual([aircraft]);
    expect(startsFor(dock, all, new Set(["dock:1"]), true)).toEqual([
      { logs: [{ module: "dock", boot_index: 1 }] },
      { ...aircraft, when_busy: "queue" },
    ]);
  });
});

describe("ticking", () => {
  const rows = ["a", "b", "c", "d"];

  test("one, or all between it and the one before, both ways", () => {
    expect([...pick(new Set(), rows, "b", true, undefined)]).toEqual(["b"]);
    expect([...pick(new Set(["b"]), rows, "d", true, "b")]).toEqual(["b", "c", "d"]);
    expect([...pick(new Set(rows), rows, "a", false, "c")]).toEqual(["d"]);
    expect([...pick(new Set(), rows, "b", true, "gone")]).toEqual(["b"]);
  });
});
