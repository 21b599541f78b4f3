/** Values of docks in the units that the home uses; docks speak of °C, metres and metres per second. */
import type { Hass } from "../data/hass";
import { formatValue } from "./numbers";

/** Per metre per second. */
const SPEEDS: Record<string, number> = {
  "km/h": 3.6,
  mph: 2.236936,
  kn: 1.943844,
  "ft/s": 3.28084,
};

export function formatTemperature(hass: Hass, celsius: number | null): string {
  if (hass.config.unit_system?.temperature !== "°F") return formatValue(hass, celsius, "°C");
  return formatValue(hass, celsius === null ? null : celsius * 1.8 + 32, "°F");
}

export function formatSpeed(hass: Hass, speed: number | null): string {
  const unit = hass.config.unit_system?.wind_speed ?? "m/s";
  const factor = SPEEDS[unit];
  if (factor === undefined || speed === null) return formatValue(hass, speed, "m/s");
  return formatValue(hass, speed * factor, unit);
}

export function formatHeight(hass: Hass, metres: number | null): string {
  if (hass.config.unit_system?.length !== "mi") return formatValue(hass, metres, "m", 0);
  return formatValue(hass, metres === null ? null : metres * 3.28084, "ft", 0);
}
