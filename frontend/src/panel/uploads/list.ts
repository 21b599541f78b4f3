/** The list of uploads: which are asked for, and how what happens meanwhile comes into it. */
import type { UploadQuery } from "../../data/commands";
import type { Hass } from "../../data/hass";
import type { UploadStatus, UploadView } from "../../data/types";
import { fromField, toField } from "../../format/zone";

export const GROUPS = ["in_progress", "waiting", "uploaded", "failed", "canceled"] as const;
export type Group = (typeof GROUPS)[number];

const STATUSES: Record<Group, UploadStatus[]> = {
  in_progress: ["requested", "pulling", "compressing", "uploading", "stalled", "canceling"],
  waiting: ["queued"],
  uploaded: ["uploaded"],
  failed: ["failed"],
  canceled: ["canceled"],
};

export function groupOf(status: UploadStatus): Group {
  return GROUPS.find((group) => STATUSES[group].includes(status)) ?? "in_progress";
}

/** What is asked for; days as YYYY-MM-DD, or moments in ISO 8601. */
export interface Filter {
  groups: Group[];
  dock: string;
  since: string;
  until: string;
}

export function readFilter(query: URLSearchParams): Filter {
  const asked = (query.get("status") ?? "").split(",");
  return {
    groups: GROUPS.filter(
      (group) => asked.includes(group) || STATUSES[group].some((status) => asked.includes(status)),
    ),
    dock: query.get("dock") ?? "",
    since: query.get("since") ?? "",
    until: query.get("until") ?? "",
  };
}

export function writeFilter({ groups, ...rest }: Filter): Record<string, string> {
  return { status: groups.join(","), ...rest };
}

/** Return when a day begins, or ends; a moment is itself. */
function bound(hass: Hass, text: string, ends: boolean): number | null {
  if (!text.includes("T")) {
    const moment = fromField(hass, `${text}T${ends ? "23:59" : "00:00"}`);
    return moment === null || !ends ? moment : moment + 59_999;
  }
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? null : moment;
}

/** Return the day that a bound lies on where the user is, blank for none. */
export function dayOfBound(hass: Hass, text: string): string {
  const moment = bound(hass, text, false);
  return moment === null ? "" : toField(hass, moment).slice(0, 10);
}

const iso = (moment: number | null): string | undefined =>
  moment === null ? undefined : new Date(moment).toISOString();

export function queryFor(hass: Hass, filter: Filter): UploadQuery {
  return {
    device_id: filter.dock || undefined,
    status: filter.groups.length ? filter.groups.flatMap((group) => STATUSES[group]) : undefined,
    since: iso(bound(hass, filter.since, false)),
    until: iso(bound(hass, filter.until, true)),
  };
}

export function fits(hass: Hass, filter: Filter, upload: UploadView): boolean {
  const created = Date.parse(upload.created);
  const since = bound(hass, filter.since, false);
  const until = bound(hass, filter.until, true);
  return (
    (!filter.groups.length || filter.groups.includes(groupOf(upload.status))) &&
    (!filter.dock || filter.dock === upload.device_id) &&
    (since === null || created >= since) &&
    (until === null || created <= until)
  );
}

/** Newest first, as the server has them. */
function order(a: UploadView, b: UploadView): number {
  return (
    Date.parse(b.created) - Date.parse(a.created) ||
    (a.upload_id < b.upload_id ? 1 : a.upload_id > b.upload_id ? -1 : 0)
  );
}

/**
 * Return the rows with what has changed. What is listed stays where it is, also if it has become
 * something else than what was asked for: it would vanish under the hand. `complete` says that
 * nothing older is left to load.
 */
export function merged(
  rows: readonly UploadView[],
  live: ReadonlyMap<string, UploadView>,
  gone: ReadonlySet<string>,
  wanted: (upload: UploadView) => boolean,
  complete: boolean,
): UploadView[] {
  const kept = rows
    .filter((row) => !gone.has(row.upload_id))
    .map((row) => live.get(row.upload_id) ?? row);
  const known = new Set(kept.map((row) => row.upload_id));
  const last = kept.at(-1);
  const added = [...live.values()].filter(
    (upload) =>
      !known.has(upload.upload_id) &&
      !gone.has(upload.upload_id) &&
      wanted(upload) &&
      (complete || (last !== undefined && order(upload, last) < 0)),
  );
  return added.length ? [...kept, ...added].sort(order) : kept;
}

/**
 * Return the rows with a newly asked first part of the list; what is older than it stays, and what
 * nobody answers for now, as while an entry reloads.
 */
export function renewed(
  rows: readonly UploadView[],
  first: readonly UploadView[],
  isAway: (row: UploadView) => boolean = () => false,
): UploadView[] {
  const last = first.at(-1);
  const known = new Set(first.map((row) => row.upload_id));
  const kept = rows.filter(
    (row) => !known.has(row.upload_id) && (isAway(row) || (last && order(last, row) < 0)),
  );
  return [...first, ...kept].sort(order);
}

/** Whether the bucket has lost what was uploaded: all of it, some, or nothing. */
export function deletedOf(upload: UploadView): "all" | "some" | "none" {
  const gone = upload.files.filter((file) => file.deleted).length;
  return gone === 0 ? "none" : gone === upload.files.length ? "all" : "some";
}

/** Return the bytes of an upload, as far as they are known. */
export function sizeOf(upload: UploadView): number | null {
  const sizes = upload.files.map((file) => file.stored_size ?? file.size);
  const known = sizes.filter((size) => size !== null);
  return known.length ? known.reduce((sum, size) => sum + size, 0) : null;
}

/** Return parts of a list, each of at most so many. */
export function parts<T>(all: readonly T[], most: number): T[][] {
  const count = Math.ceil(all.length / most);
  return Array.from({ length: count }, (_, n) => all.slice(n * most, (n + 1) * most));
}
