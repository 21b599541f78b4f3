import type { Hass } from "../data/hass";

function language(hass: Hass): string {
  return hass.locale.language;
}

function zone(hass: Hass): Intl.DateTimeFormatOptions {
  return hass.locale.time_zone === "server" ? { timeZone: hass.config.time_zone } : {};
}

function clock(hass: Hass): Intl.DateTimeFormatOptions {
  switch (hass.locale.time_format) {
    case "12":
      return { hourCycle: "h12" };
    case "24":
      return { hourCycle: "h23" };
    default:
      return {};
  }
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Return a format; to make one takes longer than to use it a hundred times. */
function formatOf(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = language + JSON.stringify(options);
  const format = formats.get(name) ?? new Intl.DateTimeFormat(language, options);
  formats.set(name, format);
  return format;
}

/** Return the order of day, month and year that the user chose, put together by its parts. */
function ordered(hass: Hass, parts: Intl.DateTimeFormatPart[], fallback: string): string {
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? "";
  switch (hass.locale.date_format) {
    case "DMY":
      return `${part("day")}/${part("month")}/${part("year")}`;
    case "MDY":
      return `${part("month")}/${part("day")}/${part("year")}`;
    case "YMD":
      return `${part("year")}-${part("month")}-${part("day")}`;
    default:
      return fallback;
  }
}

/** Return a date in figures, in the order that the user chose. */
export function formatDate(hass: Hass, when: string | Date): string {
  const date = new Date(when);
  const format = formatOf(language(hass), {
    ...zone(hass),
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return ordered(hass, format.formatToParts(date), format.format(date));
}

export function formatTime(hass: Hass, when: string | Date, seconds = false): string {
  return formatOf(language(hass), {
    ...zone(hass),
    ...clock(hass),
    hour: "numeric",
    minute: "2-digit",
    ...(seconds ? { second: "2-digit" } : {}),
  }).format(new Date(when));
}

export function formatDateTime(hass: Hass, when: string | Date | null): string {
  return when === null ? "–" : `${formatDate(hass, when)}, ${formatTime(hass, when)}`;
}

/** Return a day given as YYYY-MM-DD with its name, as in "Monday, 30 November 2026". */
export function formatDay(hass: Hass, day: string): string {
  // The day itself, whatever the zone: noon in UTC, shown in UTC.
  return formatOf(language(hass), { dateStyle: "full", timeZone: "UTC" }).format(
    new Date(`${day}T12:00:00Z`),
  );
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["second", 60],
  ["minute", 60],
  ["hour", 24],
  ["day", 30],
  ["month", 12],
];

/** Return how long ago a moment is, as in "5 minutes ago". */
export function formatAgo(hass: Hass, when: string | null, now = Date.now()): string {
  if (when === null) return "–";
  let value = (new Date(when).getTime() - now) / 1000;
  const format = new Intl.RelativeTimeFormat(language(hass), { numeric: "auto" });
  for (const [unit, size] of STEPS) {
    if (Math.abs(Math.round(value)) < size) return format.format(Math.round(value), unit);
    value /= size;
  }
  return format.format(Math.round(value), "year");
}

/** Return a length of time in its two largest units, as in "2 min 5 s". */
export function formatDuration(hass: Hass, seconds: number | null): string {
  if (seconds === null) return "–";
  const total = Math.max(0, Math.round(seconds));
  const parts: [number, Intl.NumberFormatOptions["unit"]][] = [
    [Math.floor(total / 86400), "day"],
    [Math.floor((total % 86400) / 3600), "hour"],
    [Math.floor((total % 3600) / 60), "minute"],
    [total % 60, "second"],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  const shown = first < 0 ? parts.slice(-1) : parts.slice(first, first + 2);
  return shown
    .filter(([value], index) => value > 0 || index === 0)
    .map(([value, unit]) =>
      new Intl.NumberFormat(language(hass), {
        style: "unit",
        unit: unit ?? "second",
        unitDisplay: "narrow",
      }).format(value),
    )
    .join(" ");
}
