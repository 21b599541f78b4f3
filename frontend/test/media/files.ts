/** A server with media, as the page asks it. */
import type { MediaDay, MediaFile } from "../../src/data/types";
import { fakeHass, type FakeHass } from "../fake-hass";

export function file(number: number, more: Partial<MediaFile> = {}): MediaFile {
  const taken = new Date(Date.UTC(2026, 10, 20, 12) - number * 60_000);
  const name = `DJI_${String(number).padStart(4, "0")}_V.JPG`;
  return {
    key: `media/dock/flight/${name}`,
    name,
    kind: "photo",
    size: 1000,
    taken_at: taken.toISOString(),
    flight_id: "flight",
    position: null,
    lens: "visible",
    shot: `shot ${number}`,
    url: `/media/${name}`,
    thumbnail: `/thumbnail/${name}`,
    download: `/media/${name}?save=1`,
    ...more,
  };
}

export const files = (count: number): MediaFile[] =>
  Array.from({ length: count }, (_, index) => file(index));

interface Query {
  after?: string;
  limit?: number;
  key?: string;
  day?: string;
  flight_id?: string;
  kind?: string;
}

/** What it holds is in `media` and `days`, and may change; what fails is in `fails`. */
export interface MediaServer {
  hass: FakeHass;
  media: MediaFile[];
  days: MediaDay[];
  fails: unknown;
  /** What was asked of a command, in order. */
  asked: (command: string) => Record<string, unknown>[];
}

export function mediaServer(media: MediaFile[], days: MediaDay[] = []): MediaServer {
  const server: MediaServer = {
    media,
    days,
    fails: null,
    hass: undefined as unknown as FakeHass,
    asked: (command) =>
      server.hass.asked.filter(({ type }) => type === `dji_dock/media/${command}`),
  };
  const list = (query: Query): object => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- as the server does
    if (server.fails !== null) throw server.fails;
    const found = server.media.filter(
      (each) =>
        (query.key ?? each.key) === each.key &&
        (query.day ?? each.taken_at.slice(0, 10)) === each.taken_at.slice(0, 10) &&
        (query.flight_id ?? each.flight_id) === each.flight_id &&
        (query.kind ?? each.kind) === each.kind,
    );
    const start = query.after === undefined ? 0 : Number(query.after);
    const end = start + (query.limit ?? 100);
    return {
      files: found.slice(start, end),
      next: end < found.length ? String(end) : null,
    };
  };
  server.hass = fakeHass({
    "dji_dock/media/files": (message) => list(message),
    "dji_dock/media/days": () => ({ days: server.days, next: null }),
    "dji_dock/media/zip": () => ({ url: "/zip/token", name: "all.zip", files: 6, size: 1 }),
    "dji_dock/media/missing": () => ({ expected: null, arrived: 0, words: null, remedy: null }),
    "dji_dock/media/positions": () => ({ points: [], complete: true }),
  });
  return server;
}
