import type { Hass, HassLocale } from "../data/hass";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Return for which language of Intl numbers look as the user chose. */
function numberLanguage(locale: HassLocale): string | undefined {
  switch (locale.number_format) {
    case "comma_decimal":
      return "en-US";
    case "decimal_comma":
      return "de";
    case "space_comma":
      return "fr";
    case "quote_decimal":
      return "de-CH";
    case "system":
      return undefined;
    default:
      return locale.language;
  }
}

const formats = new Map<string, Intl.NumberFormat>();

/** Return a format; to make one takes longer than to use it a hundred times. */
function formatOf(
  language: string | undefined,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  const name = (language ?? "") + JSON.stringify(options);
  const format = formats.get(name) ?? new Intl.NumberFormat(language, options);
  formats.set(name, format);
  return format;
}

export function formatNumber(
  hass: Hass,
  value: number,
  options: Intl.NumberFormatOptions = {},
): string {
  return formatOf(numberLanguage(hass.locale), {
    ...(hass.locale.number_format === "none" ? { useGrouping: false } : {}),
    ...options,
  }).format(value);
}

/** Return a size in the unit that reads best, in powers of 1000 as stores count. */
export function formatBytes(hass: Hass, bytes: number | null): string {
  if (bytes === null) return "–";
  let unit = 0;
  let value = bytes;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return formatOf(hass.locale.language, {
    style: "unit",
    unit: UNITS[unit] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: unit > 1 && value < 100 ? 1 : 0,
  }).format(value);
}

export function formatRate(hass: Hass, rate: number | null): string {
  return rate === null ? "–" : `${formatBytes(hass, rate)}/s`;
}

/** Return a share of a hundred. */
export function formatPercent(hass: Hass, percent: number | null): string {
  if (percent === null) return "–";
  return formatNumber(hass, percent / 100, { style: "percent", maximumFractionDigits: 0 });
}

/** Return a value with its unit as Home Assistant writes it, as in "4.2 m/s". */
export function formatValue(hass: Hass, value: number | null, unit: string, digits = 1): string {
  if (value === null) return "–";
  return `${formatNumber(hass, value, { maximumFractionDigits: digits })} ${unit}`;
}
