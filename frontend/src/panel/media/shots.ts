/** Files as they are looked at: pictures of one moment together, below the flights and days they are of. */
import type { MediaDay, MediaFile, MediaFlight } from "../../data/types";

/** What was taken at one moment: a photo, or the same by several cameras. */
export interface Shot {
  /** The key of the file that stands for it. */
  key: string;
  /** The one that stands for it first. */
  files: MediaFile[];
}

/** A flight of a day, with what of it is known. */
export interface Section {
  id: string;
  day: string;
  flight_id: string;
  /** What the server counted, undefined before it has answered. */
  flight: MediaFlight | undefined;
  shots: Shot[];
}

/** What stands for a moment: what people see, before what a camera measures. */
const FIRST: (MediaFile["lens"] | "none")[] = ["visible", "wide", "none", "zoom", "thermal"];

const rank = (file: MediaFile): number => FIRST.indexOf(file.lens ?? "none");

/** Return what is looked at side by side: what people see, and what differs from it most, as heat does. */
export function pairOf({ files }: Shot): MediaFile[] {
  return files.filter((_, index) => index === 0 || index === files.length - 1);
}

/** Return files grouped by moment, in their order. */
export function shotsOf(files: readonly MediaFile[]): Shot[] {
  const shots: Shot[] = [];
  const known = new Map<string, Shot>();
  for (const file of files) {
    // A photo and a video of one moment are two things to look at.
    const name = file.shot === null ? null : `${file.kind} ${file.shot}`;
    const shot = name === null ? undefined : known.get(name);
    if (shot) {
      shot.files.push(file);
      continue;
    }
    const fresh = { key: file.key, files: [file] };
    shots.push(fresh);
    if (name !== null && file.kind !== "other") known.set(name, fresh);
  }
  for (const shot of shots) {
    shot.files.sort((one, other) => rank(one) - rank(other));
    shot.key = shot.files[0]?.key ?? shot.key;
  }
  return shots;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Return what tells the day of a moment, as the home counts days. */
export function dayIn(timeZone: string): (when: string) => string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-CA", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
  formats.set(timeZone, format);
  return (when) => format.format(new Date(when));
}

/**
 * Return flights with their shots, newest day first. Flights of which nothing has arrived are among
 * them (`days`), as far down as the files go.
 */
export function sectionsOf(
  files: readonly MediaFile[],
  days: readonly MediaDay[],
  dayOf: (when: string) => string,
  shows: (flight: MediaFlight, day: string) => boolean,
): Section[] {
  const byDay = new Map<string, Map<string, Section>>();
  const sectionOf = (day: string, flight_id: string, flight?: MediaFlight): Section => {
    const flights = byDay.get(day) ?? new Map<string, Section>();
    byDay.set(day, flights);
    let section = flights.get(flight_id);
    if (!section) {
      section = { id: `${day} ${flight_id}`, day, flight_id, flight, shots: [] };
      flights.set(flight_id, section);
    }
    section.flight ??= flight;
    return section;
  };
  for (const { day, flights } of days) {
    for (const flight of flights) {
      if (shows(flight, day)) sectionOf(day, flight.flight_id, flight);
    }
  }
  const counted = new Map(
    days.flatMap(({ day, flights }) =>
      flights.map((flight) => [`${day} ${flight.flight_id}`, flight] as const),
    ),
  );
  for (const shot of shotsOf(files)) {
    const [first] = shot.files;
    if (!first) continue;
    const day = dayOf(first.taken_at);
    const section = sectionOf(day, first.flight_id, counted.get(`${day} ${first.flight_id}`));
    section.shots.push(shot);
  }
  return [...byDay.entries()]
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .flatMap(([, flights]) => [...flights.values()].sort(newestFirst));
}

function newestFirst(one: Section, other: Section): number {
  return moment(other) - moment(one);
}

function moment({ flight, shots }: Section): number {
  const when = flight?.last ?? shots[0]?.files[0]?.taken_at;
  return when === undefined ? 0 : Date.parse(when);
}
