/** Where each row of the gallery stands: only those that are seen are drawn, however many there are. */
import type { Section, Shot } from "./shots";

export const GAP = 4;
export const DAY_HEIGHT = 48;
export const FLIGHT_HEIGHT = 44;
const TILE = 190;
const FEWEST = 3;

export interface Row {
  index: number;
  id: string;
  kind: "day" | "flight" | "shots";
  top: number;
  height: number;
  section: Section;
  shots: Shot[];
}

export interface Layout {
  columns: number;
  rows: Row[];
  height: number;
  /** The rows in which shots stand, by the key of the shot. */
  rowOf: Map<string, number>;
}

export function layOut(sections: readonly Section[], width: number, withDays: boolean): Layout {
  const columns = Math.max(FEWEST, Math.round((width + GAP) / (TILE + GAP)));
  const tile = Math.floor((((width - GAP * (columns - 1)) / columns) * 3) / 4);
  const rows: Row[] = [];
  const rowOf = new Map<string, number>();
  let top = 0;
  const add = (kind: Row["kind"], id: string, height: number, section: Section): Row => {
    const row = { index: rows.length, id, kind, top, height, section, shots: [] };
    rows.push(row);
    top += height;
    return row;
  };
  let day = "";
  for (const section of sections) {
    if (withDays && section.day !== day) add("day", section.day, DAY_HEIGHT, section);
    day = section.day;
    add("flight", section.id, FLIGHT_HEIGHT, section);
    for (let start = 0; start < section.shots.length; start += columns) {
      const row = add("shots", `${section.id} ${start}`, tile + GAP, section);
      row.shots = section.shots.slice(start, start + columns);
      for (const shot of row.shots) rowOf.set(shot.key, rows.length - 1);
    }
  }
  return { columns, rows, height: top, rowOf };
}

/** Return the first row that ends below a height. */
export function rowAt(rows: readonly Row[], height: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && row.top + row.height <= height) low = middle + 1;
    else high = middle;
  }
  return low;
}
