/** What is done with uploads: each returns what went wrong, by upload, and throws what concerns all. */
import { confirm } from "../../components/confirm";
import { cancelUpload, deleteUploads, retryUpload } from "../../data/commands";
import type { Hass } from "../../data/hass";
import type { UploadName, UploadView, Words } from "../../data/types";
import { localize, localizeCount, spoken } from "../../format/texts";
import { parts } from "./list";

/** Uploads that can be deleted by one command. */
const MOST = 200;

export type Failures = Map<string, string>;

export function failures(hass: Hass, failed: readonly (UploadName & { words: Words })[]): Failures {
  return new Map(failed.map(({ upload_id, words }) => [upload_id, spoken(hass, words)]));
}

/** Ask, and delete; undefined if the user thought better of it. */
export async function remove(
  root: DocumentFragment | HTMLElement,
  hass: Hass,
  uploads: readonly UploadView[],
): Promise<{ deleted: Set<string>; failed: Failures } | undefined> {
  const text = (key: string): string => localize(hass, `uploads.${key}`);
  const stored = uploads.some((upload) => upload.may.download);
  const answer = await confirm(root, {
    heading: localizeCount(hass, "uploads.delete_heading", uploads.length),
    text: text("delete_text"),
    action: localize(hass, "common.delete"),
    keep: localize(hass, "common.cancel"),
    ...(stored ? { option: text("delete_objects") } : {}),
  });
  if (!answer) return undefined;
  const result = { deleted: new Set<string>(), failed: new Map<string, string>() };
  for (const some of parts(uploads, MOST)) {
    const names = some.map(({ device_id, upload_id }) => ({ device_id, upload_id }));
    const { deleted, failed } = await deleteUploads(hass, names, answer.option);
    for (const { upload_id } of deleted) result.deleted.add(upload_id);
    for (const [id, why] of failures(hass, failed)) result.failed.set(id, why);
  }
  return result;
}

/** Ask, and cancel. */
export async function cancel(
  root: DocumentFragment | HTMLElement,
  hass: Hass,
  { device_id, upload_id, status }: UploadView,
): Promise<void> {
  const text = (key: string): string => localize(hass, `uploads.${key}`);
  const sure = await confirm(root, {
    heading: text("cancel_heading"),
    text: text(status === "queued" ? "cancel_waiting_text" : "cancel_text"),
    action: text("cancel_upload"),
    keep: text("keep"),
  });
  if (sure) await cancelUpload(hass, { device_id, upload_id });
}

export async function retry(hass: Hass, { device_id, upload_id }: UploadView): Promise<UploadName> {
  const begun = await retryUpload(hass, { device_id, upload_id });
  return { device_id, upload_id: begun.upload_id };
}
