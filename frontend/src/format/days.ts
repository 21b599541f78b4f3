/** Days as the user counts them: in the zone in which times are shown. */
import type { Hass } from "../data/hass";

const HOUR = 3_600_000;

function zone(hass: Hass): string | undefined {
  return hass.locale.time_zone === "server" ? hass.config.time_zone : undefined;
}

/** Return the day of a moment as YYYY-MM-DD. */
export function dayOf(hass: Hass, moment: Date): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone: zone(hass),
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(moment);
}

/** Return the day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 24 * HOUR).toISOString().slice(0, 10);
}

/** Return when a day begins; where its clock leaps at midnight, that is not at midnight. */
export function startOfDay(hass: Hass, day: string): Date {
  // No zone is 15 hours from UTC, and all begin their days at a quarter of an hour.
  let late = Date.parse(`${day}T00:00:00Z`) + 15 * HOUR;
  let early = late - 30 * HOUR;
  const step = HOUR / 4;
  while (late - early > step) {
    const between = early + Math.floor((late - early) / 2 / step) * step;
    if (dayOf(hass, new Date(between)) < day) early = between;
    else late = between;
  }
  return new Date(late);
}

/** Whether a text is a day, as in an address. */
export function isDay(text: string | null | undefined): text is string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(Date.parse(text ?? ""));
}
