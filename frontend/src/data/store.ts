/**
 * What the server tells by itself: one subscription per browser page, for the page and all cards.
 */
import type { Hass, HassConnection } from "./hass";
import type { DockView, EntryView, StoreMessage, UploadView } from "./types";

/** Pauses in milliseconds before it is asked again for what it refused, as while it starts. */
const AGAIN = [500, 1000, 2000, 5000, 10000];

/** How many uploads that have ended stay: the page shows their end, lists are asked for. */
const ENDED_KEPT = 50;

const ENDED = new Set(["uploaded", "failed", "canceled"]);

/** What has changed: everything, or a dock's state, uploads or media. */
export type Topic = "all" | `dock:${string}` | `uploads:${string}` | `media:${string}`;
export type Listener = (topic: Topic) => void;

/** Whether an upload, or a file of one, is over. */
export function hasEnded(of: Pick<UploadView, "status">): boolean {
  return ENDED.has(of.status);
}

export class Store {
  /** Whether what is here is what the server knows now. */
  live = false;
  /** Whether anything was ever told. */
  ready = false;
  version = "";
  admin = false;
  entries: EntryView[] = [];
  docks = new Map<string, DockView>();
  uploads = new Map<string, UploadView>();
  /** Uploads that were deleted while somebody looked; lists still have them. */
  readonly gone = new Set<string>();

  private readonly listeners = new Set<Listener>();
  private connection: HassConnection | undefined;
  private unsubscribe: (() => Promise<void>) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private running = 0;

  constructor(private readonly pauses: readonly number[] = AGAIN) {}

  /** Listen from now on; returns what ends it. The first who listens subscribes, the last ends it. */
  listen(hass: Hass, listener: Listener): () => void {
    this.listeners.add(listener);
    if (this.connection === undefined) this.begin(hass.connection);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.end();
    };
  }

  private begin(connection: HassConnection): void {
    this.connection = connection;
    connection.addEventListener("ready", this.reconnected);
    connection.addEventListener("disconnected", this.disconnected);
    void this.subscribe();
  }

  private end(): void {
    this.connection?.removeEventListener("ready", this.reconnected);
    this.connection?.removeEventListener("disconnected", this.disconnected);
    this.connection = undefined;
    this.forgetSubscription();
    this.live = false;
  }

  private readonly reconnected = (): void => {
    this.attempt = 0;
    this.unsubscribe = undefined;
    void this.subscribe();
  };

  private readonly disconnected = (): void => {
    // What was subscribed is gone with the connection.
    this.unsubscribe = undefined;
    this.running += 1;
    this.setLive(false);
  };

  private forgetSubscription(): void {
    clearTimeout(this.timer);
    this.running += 1;
    const unsubscribe = this.unsubscribe;
    this.unsubscribe = undefined;
    if (unsubscribe) void unsubscribe().catch(() => undefined);
  }

  /**
   * Subscribe, and try again while the server refuses. The connection's own way to subscribe again
   * tries once: after a restart that is before our commands are there.
   */
  private async subscribe(): Promise<void> {
    clearTimeout(this.timer);
    const run = ++this.running;
    const connection = this.connection;
    if (!connection) return;
    try {
      const unsubscribe = await connection.subscribeMessage<StoreMessage>(
        (message) => {
          if (run === this.running) this.take(message);
        },
        { type: "dji_dock/subscribe" },
        { resubscribe: false },
      );
      if (run === this.running) this.unsubscribe = unsubscribe;
      else void unsubscribe().catch(() => undefined);
      this.attempt = 0;
    } catch {
      if (run !== this.running) return;
      this.setLive(false);
      const pause = this.pauses[Math.min(this.attempt++, this.pauses.length - 1)];
      this.timer = setTimeout(() => void this.subscribe(), pause);
    }
  }

  private take(message: StoreMessage): void {
    switch (message.type) {
      case "snapshot":
        this.version = message.version;
        this.admin = message.admin;
        this.entries = message.entries;
        this.docks = new Map(
          [...this.keptDocks(), ...message.docks].map((dock) => [dock.device_id, dock]),
        );
        this.uploads = new Map(message.uploads.map((upload) => [upload.upload_id, upload]));
        this.ready = this.live = true;
        this.notify("all");
        break;
      case "entry":
        this.entries = this.entries.map((entry) =>
          entry.entry_id === message.entry.entry_id ? message.entry : entry,
        );
        this.notify("all");
        break;
      case "dock": {
        const isNew = !this.docks.has(message.dock.device_id);
        this.docks.set(message.dock.device_id, message.dock);
        this.notify(isNew ? "all" : `dock:${message.dock.device_id}`);
        break;
      }
      case "dock_gone":
        this.docks.delete(message.device_id);
        this.notify("all");
        break;
      case "upload":
        this.takeUpload(message.upload);
        this.notify(`uploads:${message.upload.device_id}`);
        break;
      case "upload_gone":
        this.uploads.delete(message.upload_id);
        this.gone.add(message.upload_id);
        this.notify(`uploads:${message.device_id}`);
        break;
      case "media":
        this.notify(`media:${message.device_id}`);
        break;
    }
  }

  /** The docks of what reloads are told of again when it runs: until then they are what was known last. */
  private keptDocks(): DockView[] {
    const stopped = new Set(this.entries.filter((entry) => !entry.loaded).map((e) => e.entry_id));
    return [...this.docks.values()].filter((dock) => stopped.has(dock.entry_id));
  }

  /** Whether what is known of a dock is how it is now. */
  isCurrent(dock: DockView): boolean {
    return (
      this.live && this.entries.some((entry) => entry.loaded && entry.entry_id === dock.entry_id)
    );
  }

  private takeUpload(upload: UploadView): void {
    // Last in the map is what was told last.
    this.uploads.delete(upload.upload_id);
    this.uploads.set(upload.upload_id, upload);
    const ended = [...this.uploads.values()].filter(hasEnded);
    for (const old of ended.slice(0, -ENDED_KEPT)) this.uploads.delete(old.upload_id);
  }

  private setLive(live: boolean): void {
    if (this.live === live) return;
    this.live = live;
    this.notify("all");
  }

  private notify(topic: Topic): void {
    for (const listener of [...this.listeners]) listener(topic);
  }
}

/** The one of this browser page. */
export const store = new Store();
