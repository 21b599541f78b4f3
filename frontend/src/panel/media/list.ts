/** The media that are looked at, a page at a time; what arrives meanwhile waits until it is asked for. */
import { listDays, listMedia, type MediaQuery } from "../../data/commands";
import type { Hass } from "../../data/hass";
import type { MediaDay, MediaFile } from "../../data/types";

const PAGE = 200;
const DAYS = 60;

export class Files {
  files: MediaFile[] = [];
  error: unknown = null;
  loading = false;
  /** Whether the last page is here. */
  complete = false;
  /** What arrived since: nothing moves under a finger. */
  fresh: MediaFile[] = [];
  /** Whether there are more fresh ones than a page holds. */
  manyFresh = false;
  /** Where one was when one looked at something else. */
  scroll = 0;

  private next: string | null = null;
  private keys = new Set<string>();
  private run = 0;

  constructor(
    readonly query: MediaQuery,
    private readonly changed: () => void,
  ) {}

  /** Fetch the next page; one at a time. */
  async more(hass: Hass): Promise<void> {
    if (this.loading || this.complete) return;
    const run = ++this.run;
    this.loading = true;
    this.error = null;
    this.changed();
    try {
      const page = await listMedia(hass, { ...this.query, after: this.next, limit: PAGE });
      if (run !== this.run) return;
      this.append(page.files);
      this.next = page.next;
      this.complete = page.next === null;
    } catch (error) {
      if (run !== this.run) return;
      this.error = error ?? "";
    }
    this.loading = false;
    this.changed();
  }

  /** Ask quietly whether something has arrived. */
  async look(hass: Hass): Promise<void> {
    if (this.loading || this.error !== null) return;
    const run = this.run;
    try {
      const page = await listMedia(hass, { ...this.query, limit: PAGE });
      if (run !== this.run) return;
      if (this.files.length === 0) {
        this.append(page.files);
        this.next = page.next;
        this.complete = page.next === null;
      } else {
        this.fresh = page.files.filter((file) => !this.keys.has(file.key));
        this.manyFresh = page.next !== null && this.fresh.length === page.files.length;
      }
      this.changed();
    } catch {
      // Nobody asked for it: the next time will tell.
    }
  }

  /** Show what has arrived. */
  async accept(hass: Hass): Promise<void> {
    const { fresh } = this;
    if (this.manyFresh) {
      await this.again(hass);
      return;
    }
    this.fresh = [];
    this.files = [...this.files, ...fresh].sort(newestFirst);
    for (const file of fresh) this.keys.add(file.key);
    this.changed();
  }

  /** Fetch it anew from the first page. */
  async again(hass: Hass): Promise<void> {
    this.run += 1;
    this.loading = this.complete = this.manyFresh = false;
    this.next = null;
    this.files = [];
    this.fresh = [];
    this.keys.clear();
    await this.more(hass);
  }

  private append(files: readonly MediaFile[]): void {
    const fresh = files.filter((file) => !this.keys.has(file.key));
    for (const file of fresh) this.keys.add(file.key);
    this.files = [...this.files, ...fresh];
  }
}

function newestFirst(one: MediaFile, other: MediaFile): number {
  return Date.parse(other.taken_at) - Date.parse(one.taken_at) || (one.key < other.key ? 1 : -1);
}

/** The days with media of a dock. */
export class Days {
  days: MediaDay[] = [];
  loading = false;
  error: unknown = null;
  next: string | null = null;
  private run = 0;

  constructor(
    readonly device_id: string,
    private readonly changed: () => void,
  ) {}

  /** Fetch older ones, or all that were fetched anew. */
  async load(hass: Hass, older = false): Promise<void> {
    if (older && (this.loading || this.next === null)) return;
    const run = ++this.run;
    this.loading = true;
    this.error = null;
    const { device_id } = this;
    try {
      const before = older ? this.next : null;
      const limit = older ? DAYS : Math.min(100, Math.max(DAYS, this.days.length));
      const page = await listDays(hass, { device_id, before, limit });
      if (run !== this.run) return;
      this.days = older ? [...this.days, ...page.days] : page.days;
      this.next = page.next;
    } catch (error) {
      if (run !== this.run) return;
      this.error = error ?? "";
    }
    this.loading = false;
    this.changed();
  }
}
