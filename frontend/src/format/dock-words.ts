/** What is to be said of a dock, in words: for those who do not see its picture, and in lists. */
import type { Hass } from "../data/hass";
import type { DockView } from "../data/types";
import { formatPercent } from "./numbers";
import { localize, localizeCount, stateName } from "./texts";
import { formatHeight, formatSpeed, formatTemperature } from "./units";

/** Return the name of one of our entities without its dock, as in "Cover". */
export function entityName(hass: Hass, platform: string, key: string): string {
  return hass.localize(`component.dji_dock.entity.${platform}.${key}.name`) || key;
}

/** Where the aircraft is, as far as somebody knows. */
export type Place = "in" | "flying" | "out" | "unknown";

export function placeOf(dock: DockView): Place {
  if (dock.in_dock === true) return "in";
  if (dock.aircraft?.flying === true) return "flying";
  return dock.in_dock === false ? "out" : "unknown";
}

/** Return where the aircraft is and what it does, as in "Flying, 54 m". */
export function placeText(hass: Hass, dock: DockView): string {
  const place = placeOf(dock);
  const text = localize(hass, `dock.place_${place}`);
  const height = dock.aircraft?.height ?? null;
  return place === "flying" && height !== null ? `${text}, ${formatHeight(hass, height)}` : text;
}

/** Return what the aircraft's battery says, as in "87% · charging"; blank if nobody knows. */
export function batteryText(hass: Hass, dock: DockView): string {
  const { battery = null, charging = null } = dock.aircraft ?? {};
  if (battery === null) return "";
  const shown = formatPercent(hass, battery);
  return charging ? localize(hass, "dock.charging", { battery: shown }) : shown;
}

/** Return how many alarms there are that somebody should look at; notices are none. */
export function alarmCount(dock: DockView): number {
  return dock.alarms.filter((alarm) => alarm.level > 0).length;
}

/** Return all of it as sentences, what is not known left out. */
export function describeDock(hass: Hass, dock: DockView): string {
  const { weather } = dock;
  const said: [string, string][] = [
    [
      entityName(hass, "sensor", "dock_mode"),
      dock.mode && stateName(hass, "sensor", "dock_mode", dock.mode),
    ],
    [
      entityName(hass, "sensor", "cover"),
      dock.cover && stateName(hass, "sensor", "cover", dock.cover),
    ],
    [localize(hass, "common.aircraft"), dock.aircraft && placeText(hass, dock)],
    [entityName(hass, "sensor", "aircraft_battery"), batteryText(hass, dock)],
    [
      entityName(hass, "sensor", "environment_temperature"),
      weather.temperature !== null && formatTemperature(hass, weather.temperature),
    ],
    [
      entityName(hass, "sensor", "wind_speed"),
      weather.wind_speed !== null && formatSpeed(hass, weather.wind_speed),
    ],
    [
      entityName(hass, "sensor", "rainfall"),
      weather.rainfall && stateName(hass, "sensor", "rainfall", weather.rainfall),
    ],
  ].filter((pair): pair is [string, string] => Boolean(pair[1]));
  const alarms = alarmCount(dock);
  return [
    `${dock.name}: ${localize(hass, dock.online ? "common.online" : "common.offline")}`,
    ...said.map(([name, value]) => `${name}: ${value}`),
    ...(alarms ? [localizeCount(hass, "dock.alarms", alarms)] : []),
    ...(dock.upload === null ? [] : [localize(hass, "dock.upload_runs")]),
  ].join(". ");
}
