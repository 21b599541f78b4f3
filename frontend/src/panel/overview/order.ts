/** Which docks are shown, in which order. */
import { urgencyOf } from "../../data/attention";
import type { DockView } from "../../data/types";

export const SORTS = ["problems", "name", "heard"] as const;
export type Sort = (typeof SORTS)[number];

/** Whether a dock is meant: every word is in its name, serial number, model or area. */
export function matches(dock: DockView, search: string): boolean {
  const aircraft = dock.aircraft;
  const text = [
    ...[dock.name, dock.serial, dock.model, dock.area],
    ...[aircraft?.name, aircraft?.serial, aircraft?.model],
  ]
    .join("\n")
    .toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function sorted(docks: Iterable<DockView>, sort: Sort, language: string): DockView[] {
  const names = new Intl.Collator(language, { numeric: true });
  const byName = (one: DockView, other: DockView): number =>
    names.compare(one.name, other.name) || names.compare(one.serial, other.serial);
  const orders: Record<Sort, (one: DockView, other: DockView) => number> = {
    problems: (one, other) =>
      urgencyOf(other) - urgencyOf(one) ||
      other.attention.length - one.attention.length ||
      byName(one, other),
    name: byName,
    heard: (one, other) =>
      (other.last_heard ?? "").localeCompare(one.last_heard ?? "") || byName(one, other),
  };
  return [...docks].sort(orders[sort]);
}
