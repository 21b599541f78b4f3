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

/** Return what happened of a kind in the last month. */
async function happened(hass: Hass, device_id: string, kind: string): Promise<TimelineEvent[]> {
  const now = Date.now();
  const { events } = await timeline(hass, {
    device_id,
    start: new Date(now - LOOK_BACK).toISOString(),
    end: new Date(now).toISOString(),
    kinds: [kind],
    limit: 200,
  });
  return events;
}

/** Return the alarms of a dock, those of now and those before, newest first. */
export async function alarmMoments(
  hass: Hass,
  device_id: string,
  current: readonly Alarm[],
): Promise<Moment[]> {
  let before: TimelineEvent[] = [];
  try {
    before = await happened(hass, device_id, "alarm");
  } catch (error) {
    // Those of now are there all the same.
    if (!current.some(({ since }) => since)) throw error;
  }
  const all = [
    ...current.map(({ since, text }) => ({ when: since, words: text })),
    ...before.filter(({ what }) => what !== "cleared"),
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

interface Flown {
  first: number;
  last: number;
  files: number;
}

/** Return the flights that somebody saw begin and end, by their id. */
async function flown(hass: Hass, device_id: string): Promise<Map<string, Flown>> {
  const flights = new Map<string, Flown>();
  let first: number | undefined;
  for (const { what, when, data } of (await happened(hass, device_id, "flight")).reverse()) {
    const at = Date.parse(when);
    const id = typeof data.flight_id === "string" ? data.flight_id : "";
    if (what === "ended" && first !== undefined) {
      flights.set(id || when, { first, last: at, files: 0 });
    }
    first = what === "started" ? at : undefined;
  }
  return flights;
}

/** Return the flights of a dock, by what was seen of them and by their pictures, newest first. */
export async function flightMoments(hass: Hass, device_id: string): Promise<Moment[]> {
  const seen = flown(hass, device_id);
  const flights = await seen.catch(() => new Map<string, Flown>());
  try {
    const { days } = await listDays(hass, { device_id, limit: 30 });
    for (const { flight_id, first, last, files } of days.flatMap((day) => day.flights)) {
      if (!flight_id) continue;
      const seen = flights.get(flight_id);
      flights.set(flight_id, {
        first: Math.min(Date.parse(first), seen?.first ?? Infinity),
        last: Math.max(Date.parse(last), seen?.last ?? 0),
        files: files + (seen?.files ?? 0),
      });
    }
  } catch (error) {
    // There are no pictures without a bucket, but flights.
    if (!flights.size) throw error;
  }
  // Nothing is known only where both could be asked.
  if (!flights.size) await seen;
  return newest(
    [...flights.values()].map(({ first, last, files }) => {
      const [begin, end] = [new Date(first), new Date(last)];
      const pictures = files ? ` · ${localizeCount(hass, "logs.files", files)}` : "";
      return {
        from: first - AROUND_FLIGHT,
        to: last + AROUND_FLIGHT,
        text: `${formatDateTime(hass, begin)} – ${formatTime(hass, end)}${pictures}`,
      };
    }),
  );
}

function newest(moments: Iterable<Moment>): Moment[] {
  return [...moments].sort((a, b) => b.from - a.from).slice(0, MOST);
}
