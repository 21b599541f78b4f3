/** What is known of a dock, as names and values; what is not known is left out. */
import type { Hass } from "../../data/hass";
import type { DockView } from "../../data/types";
import { formatAgo } from "../../format/dates";
import { batteryText, entityName, placeText } from "../../format/dock-words";
import { formatPercent } from "../../format/numbers";
import { localize, stateName } from "../../format/texts";
import { formatSpeed, formatTemperature } from "../../format/units";

export function factsOf(hass: Hass, dock: DockView): [name: string, value: string][] {
  const { weather, aircraft, flight } = dock;
  const sensor = (key: string, value: string | null | false): [string, string | null | false] => [
    entityName(hass, "sensor", key),
    value,
  ];
  const state = (key: string, value: string | null): [string, string | null | false] =>
    sensor(key, value && stateName(hass, "sensor", key, value));
  const online = localize(hass, dock.online ? "common.online" : "common.offline");
  const heard = dock.last_heard && !dock.online ? ` · ${formatAgo(hass, dock.last_heard)}` : "";
  const all: [string, string | null | false][] = [
    [localize(hass, "common.dock"), online + heard],
    state("dock_mode", dock.mode),
    state("cover", dock.cover),
    [localize(hass, "common.aircraft"), aircraft && `${aircraft.name} · ${placeText(hass, dock)}`],
    sensor("aircraft_battery", batteryText(hass, dock)),
    [
      localize(hass, "dock.flight"),
      flight && `${localize(hass, "dock.flight_under_way")} ${percentOf(hass, flight.progress)}`,
    ],
    sensor(
      "environment_temperature",
      weather.temperature !== null && formatTemperature(hass, weather.temperature),
    ),
    sensor("humidity", weather.humidity !== null && formatPercent(hass, weather.humidity)),
    sensor("wind_speed", weather.wind_speed !== null && formatSpeed(hass, weather.wind_speed)),
    state("rainfall", weather.rainfall),
  ];
  return all.filter((pair): pair is [string, string] => Boolean(pair[1]));
}

function percentOf(hass: Hass, progress: number | null): string {
  return progress === null ? "" : formatPercent(hass, progress);
}
