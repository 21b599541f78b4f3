/** Fields for a date and a time have no zone: theirs is the one in which the user sees all times. */
import type { Hass } from "../data/hass";

/** Return what a field of the type datetime-local shows of a moment, as in "2026-11-30T20:05". */
export function toField(hass: Hass, moment: number): string {
  const parts = new Intl.DateTimeFormat("en-US", {
    ...(hass.locale.time_zone === "server" ? { timeZone: hass.config.time_zone } : {}),
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(moment);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/** Return the moment that such a field means, null if it is blank. */
export function fromField(hass: Hass, field: string): number | null {
  const shown = Date.parse(`${field}Z`);
  if (Number.isNaN(shown)) return null;
  // Twice, since the first guess may lie on the other side of a change of the clock.
  let moment = shown;
  for (let round = 0; round < 2; round++) moment += shown - minute(hass, moment);
  return moment;
}

/** Return the clock's time at a moment, as if it was UTC. */
function minute(hass: Hass, moment: number): number {
  return Date.parse(`${toField(hass, moment)}Z`) + (moment % 60_000);
}
