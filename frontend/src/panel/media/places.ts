import type { MapPath } from "../../adapter/home-assistant";
import type { MediaPoint } from "../../data/commands";

/** East is shorter than north, the more so the further from the equator. */
const narrowing = (latitude: number): number => Math.cos((latitude * Math.PI) / 180);

/** Return what was taken nearest to a place (latitude, longitude in degrees). */
export function nearest(
  points: readonly MediaPoint[],
  [latitude, longitude]: readonly [number, number],
): MediaPoint | undefined {
  let best: MediaPoint | undefined;
  let least = Infinity;
  for (const point of points) {
    const away = Math.hypot(
      point.latitude - latitude,
      (point.longitude - longitude) * narrowing(latitude),
    );
    if (away < least) [best, least] = [point, away];
  }
  return best;
}

/** Return a path for each flight, from its first picture to its last: files are named by their time. */
export function pathsOf(points: readonly MediaPoint[], color: string): MapPath[] {
  const flights = new Map<string, MediaPoint[]>();
  for (const point of points) {
    const folder = point.key.slice(0, point.key.lastIndexOf("/"));
    const flight = flights.get(folder) ?? [];
    flight.push(point);
    flights.set(folder, flight);
  }
  return [...flights.values()].map((flight) => ({
    color,
    points: flight
      .sort((one, other) => (one.key < other.key ? -1 : 1))
      .map(({ key, latitude, longitude }) => ({
        point: [latitude, longitude],
        timestamp: timeIn(key),
      })),
  }));
}

/** Return the time in the name of a file, as DJI's cameras write it: theirs, without a zone. */
function timeIn(key: string): Date {
  const [, year, month, day, hour, minute, second] =
    /_(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_/.exec(key) ?? [];
  if (year === undefined) return new Date(0);
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
}
