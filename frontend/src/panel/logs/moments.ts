/** Moments that logs are looked for around: alarms and flights of a dock. */
import { listDays, timeline } from "../../data/commands";
import type { Hass } from "../../data/hass";
import type { Alarm, TimelineEvent } from "../../data/types";
import { formatDateTime, formatTime } from "../../format/dates";
import { localizeCount, spoken } from "../../format/texts";
import { AROUND_ALARM, AROUND_FLIGHT } from "./choice";

/** A time to choose. */
export interface Moment {
  from: number;
  to: number;
  text: string;
}

const LOOK_BACK = 30 * 24 * 3_600_000;
const MOST = 50;

/** Return what happened of a kind in the last month, nothing where nobody can say. */
async function happened(hass: Hass, device_id: string, kind: string): Promise<TimelineEvent[]> {
  const now = Date.now();
  try {
    const { events } = await timeline(hass, {
      device_id,
      start: new Date(now - LOOK_BACK).toISOString(),
      end: new Date(now).toISOString(),
      limit: 200,
    });
    return events.filter((event) => event.kind === kind);
  } catch {
    return [];
  }
}

/** Return the alarms of a dock, those of now and those before, newest first. */
export async function alarmMoments(
  hass: Hass,
  device_id: string,
  current: readonly Alarm[],
): Promise<Moment[]> {
  const before = (await happened(hass, device_id, "alarm")).filter(
    ({ what }) => what !== "cleared",
  );
  const all = [
    ...current.map(({ since, text }) => ({ when: since, words: text })),
    ...before.map(({ when, words }) => ({ when, words })),
  ];
  const found = new Map<string, Moment>();
  for (const { when, words } of all) {
    // What was there before anybody watched has no time.
    const at = Date.parse(when ?? "");
    if (Number.isNaN(at)) continue;
    const text = `${formatDateTime(hass, when)}: ${spoken(hass, words)}`;
    found.set(text, { from: at - AROUND_ALARM, to: at + AROUND_ALARM, text });
  }
  return newest(found.values());
}

/** Return the flights of a dock as far as its pictures tell of them, newest first. */
export async function flightMoments(hass: Hass, device_id: string): Promise<Moment[]> {
  const { days } = await listDays(hass, { device_id, limit: 30 });
  const flights = days.flatMap((day) => day.flights).filter((flight) => flight.flight_id);
  return newest(
    flights.map(({ first, last, files }) => ({
      from: Date.parse(first) - AROUND_FLIGHT,
      to: Date.parse(last) + AROUND_FLIGHT,
      text: `${formatDateTime(hass, first)} – ${formatTime(hass, last)} · ${localizeCount(hass, "logs.files", files)}`,
    })),
  );
}

function newest(moments: Iterable<Moment>): Moment[] {
  return [...moments].sort((a, b) => b.from - a.from).slice(0, MOST);
}
