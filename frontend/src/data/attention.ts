/** What needs somebody, of all docks and clouds. */
import type { Attention, DockView, EntryView } from "./types";

export interface Concern extends Attention {
  /** The name of what it is about. */
  of: string;
  /** Null for what is about a cloud. */
  device_id: string | null;
}

const URGENCY = { error: 3, warning: 2, info: 1 };

/** Return all of it, the most urgent first, of those the newest. */
export function concernsOf(entries: Iterable<EntryView>, docks: Iterable<DockView>): Concern[] {
  const found: Concern[] = [];
  for (const { title, issues } of entries)
    found.push(...issues.map((each) => ({ ...each, of: title, device_id: null })));
  for (const { name, device_id, attention } of docks)
    found.push(...attention.map((each) => ({ ...each, of: name, device_id })));
  return found.sort(
    (one, other) =>
      URGENCY[other.level] - URGENCY[one.level] ||
      (other.since ?? "").localeCompare(one.since ?? ""),
  );
}

/** Return how urgent the worst is that a dock needs, 0 for nothing. */
export function urgencyOf(dock: DockView): number {
  return Math.max(0, ...dock.attention.map((each) => URGENCY[each.level]));
}
