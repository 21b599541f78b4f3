import { expect, test } from "vitest";
import { addDays, dayOf, isDay, startOfDay } from "../src/format/days";
import { fakeHass } from "./fake-hass";

test.each([
  ["UTC", "2026-11-30", "2026-11-30T00:00:00.000Z"],
  ["Asia/Shanghai", "2026-11-30", "2026-11-29T16:00:00.000Z"],
  ["America/St_Johns", "2026-11-30", "2026-11-30T03:30:00.000Z"],
  ["Pacific/Kiritimati", "2026-11-30", "2026-11-29T10:00:00.000Z"],
  ["Pacific/Pago_Pago", "2026-11-30", "2026-11-30T11:00:00.000Z"],
  ["Asia/Kathmandu", "2026-11-30", "2026-11-29T18:15:00.000Z"],
  // The day on which the clock goes from midnight to one.
  ["America/Santiago", "2026-09-06", "2026-09-06T04:00:00.000Z"],
])("when a day begins in %s", (time_zone, day, begins) => {
  const hass = fakeHass({}, "en", { config: { time_zone } });
  const start = startOfDay(hass, day);
  expect(start.toISOString()).toBe(begins);
  expect(dayOf(hass, start)).toBe(day);
  expect(dayOf(hass, new Date(start.getTime() - 1))).toBe(addDays(day, -1));
});

test("days in addresses", () => {
  expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
  expect([isDay("2026-11-30"), isDay("2026-13-30"), isDay("x"), isDay(null)]).toEqual([
    ...[true, false, false, false],
  ]);
});
