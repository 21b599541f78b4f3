/** What of the media an address shows. */
import type { MediaFile } from "../../data/types";
import { pathTo, type Route } from "../routes";

export interface Place {
  device: string;
  day: string | undefined;
  /** Blank for files of which nobody knows the flight. */
  flight: string | undefined;
  kind: MediaFile["kind"] | undefined;
  /** The key of what the viewer shows. */
  view: string | undefined;
  map: boolean;
}

export const KINDS = ["photo", "video", "other"] as const;

/** Stands in addresses for no flight: they have no empty parts. */
const NO_FLIGHT = "-";

export function placeOf({ parts, query }: Pick<Route, "parts" | "query">): Place {
  const [device = "", day, flight] = parts;
  return {
    device,
    day,
    flight: flight === NO_FLIGHT ? "" : flight,
    kind: KINDS.find((kind) => kind === query.get("kind")),
    view: query.get("view") ?? undefined,
    map: query.get("map") === "1",
  };
}

export function placePath({ device, day, flight, kind, view, map }: Place): string {
  const parts = [device];
  if (device && day !== undefined) parts.push(day);
  if (device && day !== undefined && flight !== undefined) parts.push(flight || NO_FLIGHT);
  return pathTo("media", parts.filter(Boolean), { kind, view, map: map ? "1" : undefined });
}
