/** What is chosen, and how it is saved: one by its link, few one by one, many as one zip. */
import { listMedia, type MediaQuery, zipMedia } from "../../data/commands";
import type { Hass } from "../../data/hass";
import type { MediaFile } from "../../data/types";

/** More than these come as one file: browsers ask whether a page may save several. */
export const ONE_BY_ONE = 5;
/** What the server packs at once. */
export const MOST = 2000;

export class Selection {
  private readonly chosen = new Map<string, MediaFile>();

  get size(): number {
    return this.chosen.size;
  }

  get files(): MediaFile[] {
    return [...this.chosen.values()];
  }

  get bytes(): number {
    return this.files.reduce((sum, file) => sum + file.size, 0);
  }

  has(key: string): boolean {
    return this.chosen.has(key);
  }

  /** Whether all of them, some or none are chosen. */
  of(files: readonly MediaFile[]): "all" | "some" | "none" {
    const count = files.filter((file) => this.chosen.has(file.key)).length;
    if (count === 0) return "none";
    return count === files.length ? "all" : "some";
  }

  set(files: readonly MediaFile[], chosen: boolean): void {
    for (const file of files) {
      if (chosen) this.chosen.set(file.key, file);
      else this.chosen.delete(file.key);
    }
  }

  clear(): void {
    this.chosen.clear();
  }
}

/** Save a file under the name that the server gives it. */
export function saveLink(hass: Hass, url: string): void {
  const link = document.createElement("a");
  link.href = hass.hassUrl(url);
  link.download = "";
  link.rel = "noreferrer";
  // Not in a document: Home Assistant takes clicks on links there for a change of page.
  link.click();
}

/** Save files; `pause` in milliseconds lets browsers begin with one before the next. */
export async function saveFiles(
  hass: Hass,
  device_id: string,
  files: readonly MediaFile[],
  pause = 600,
): Promise<void> {
  if (files.length > ONE_BY_ONE) {
    const { url } = await zipMedia(hass, { device_id, keys: files.map((file) => file.key) });
    saveLink(hass, url);
    return;
  }
  for (const [index, file] of files.entries()) {
    if (index > 0) await new Promise((done) => setTimeout(done, pause));
    saveLink(hass, file.download);
  }
}

/** Return all files of a flight or a day, also those that are not shown yet; `most` and a page at most. */
export async function filesOf(hass: Hass, query: MediaQuery, most: number): Promise<MediaFile[]> {
  const files: MediaFile[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listMedia>> = await listMedia(hass, {
      ...query,
      after,
      limit: 200,
    });
    files.push(...page.files);
    after = page.next;
  } while (after !== null && files.length <= most);
  return files;
}
