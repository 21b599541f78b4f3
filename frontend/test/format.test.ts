import { describe, expect, test } from "vitest";
import {
  formatAgo,
  formatDate,
  formatDateTime,
  formatDay,
  formatDuration,
} from "../src/format/dates";
import { formatBytes, formatPercent, formatRate } from "../src/format/numbers";
import { fakeHass } from "./fake-hass";

const en = fakeHass();
const de = fakeHass({}, "de");

describe("sizes", () => {
  test.each([
    [null, "–"],
    [0, "0 byte"],
    [999, "999 byte"],
    [1500, "2 kB"],
    [999_999, "1 MB"],
    [8_123_456, "8.1 MB"],
    [5_000_000_000, "5 GB"],
  ])("%s bytes", (bytes, shown) => {
    expect(formatBytes(en, bytes)).toBe(shown);
  });

  test("in other languages", () => {
    expect(formatBytes(de, 8_123_456)).toBe("8,1 MB");
    expect(formatRate(de, 2_000_000)).toBe("2 MB/s");
    expect(formatPercent(en, 66.7)).toBe("67%");
  });
});

describe("times", () => {
  const when = "2026-11-30T20:05:00+00:00";

  test("in the order, the clock and the zone that the user chose", () => {
    expect(formatDateTime(en, when)).toBe("11/30/2026, 20:05");
    const other = fakeHass({}, "en", {
      locale: { ...en.locale, date_format: "YMD", time_format: "12" },
      config: { time_zone: "Asia/Shanghai" },
    });
    expect(formatDateTime(other, when)).toBe("2026-12-01, 4:05 AM");
    expect(formatDate(de, when)).toBe("30.11.2026");
    expect(formatDateTime(en, null)).toBe("–");
  });

  test("a day is that day in every zone", () => {
    const east = fakeHass({}, "en", { config: { time_zone: "Pacific/Kiritimati" } });
    expect(formatDay(east, "2026-11-30")).toBe("Monday, November 30, 2026");
  });

  test("how long ago", () => {
    const now = Date.parse("2026-11-30T21:00:00Z");
    expect(formatAgo(en, when, now)).toBe("55 minutes ago");
    expect(formatAgo(de, "2026-11-29T20:00:00Z", now)).toBe("gestern");
    expect(formatAgo(en, null, now)).toBe("–");
  });

  test("how long", () => {
    expect(formatDuration(en, 125)).toBe("2m 5s");
    expect(formatDuration(en, 0)).toBe("0s");
    expect(formatDuration(en, 3600)).toBe("1h");
    expect(formatDuration(en, null)).toBe("–");
  });
});
