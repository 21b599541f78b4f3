/** What Home Assistant hands to panels and cards, with the real texts and a server that tests write. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Hass, HassConnection } from "../src/data/hass";

type Answer = (message: Record<string, unknown>) => unknown;
type Listener = () => void;

function flatten(tree: object, prefix: string, into: Map<string, string>): Map<string, string> {
  for (const [key, value] of Object.entries(tree)) {
    const path = `${prefix}.${key}`;
    if (typeof value === "string") into.set(path, value);
    else flatten(value as object, path, into);
  }
  return into;
}

export function textsOf(language: string): Map<string, string> {
  const file = resolve(
    import.meta.dirname,
    `../../custom_components/dji_dock/translations/${language}.json`,
  );
  return flatten(JSON.parse(readFileSync(file, "utf8")) as object, "component.dji_dock", new Map());
}

/** A connection on which a test says what the server says. */
export class FakeConnection implements HassConnection {
  connected = true;
  subscriptions: { message: Record<string, unknown>; say: (event: unknown) => void }[] = [];
  ended = 0;
  refuse = 0;
  private readonly listeners: Record<string, Set<Listener>> = {
    ready: new Set(),
    disconnected: new Set(),
  };

  subscribeMessage<T>(
    callback: (event: T) => void,
    message: Record<string, unknown>,
  ): Promise<() => Promise<void>> {
    if (this.refuse > 0) {
      this.refuse -= 1;
      return Promise.reject(new Error("unknown_command"));
    }
    this.subscriptions.push({ message, say: callback as (event: unknown) => void });
    return Promise.resolve(() => {
      this.ended += 1;
      return Promise.resolve();
    });
  }

  addEventListener(type: string, listener: Listener): void {
    this.listeners[type]?.add(listener);
  }

  removeEventListener(type: string, listener: Listener): void {
    this.listeners[type]?.delete(listener);
  }

  fire(type: "ready" | "disconnected"): void {
    for (const listener of this.listeners[type] ?? []) listener();
  }

  get listening(): number {
    return Object.values(this.listeners).reduce((sum, each) => sum + each.size, 0);
  }
}

export interface FakeHass extends Hass {
  connection: FakeConnection;
  /** Everything that was asked. */
  asked: Record<string, unknown>[];
}

/** `answers` by the type of the command, for actions by their name. */
export function fakeHass(
  answers: Record<string, Answer> = {},
  language = "en",
  more: Partial<Hass> = {},
): FakeHass {
  const texts = textsOf(language);
  const asked: Record<string, unknown>[] = [];
  return {
    connection: new FakeConnection(),
    connected: true,
    language,
    locale: {
      language,
      number_format: "language",
      time_format: "24",
      date_format: "language",
      time_zone: "server",
      first_weekday: "language",
    },
    config: { time_zone: "UTC" },
    themes: { darkMode: false },
    user: { id: "u", is_admin: true, name: "Demo" },
    states: {},
    entities: {},
    devices: {},
    localize: (key, placeholders) =>
      (texts.get(key) ?? "").replace(/\{(\w+)\}/g, (whole, name: string) =>
        String(placeholders?.[name] ?? whole),
      ),
    loadBackendTranslation: () => Promise.resolve(),
    callWS: async <T>(message: Record<string, unknown>): Promise<T> => {
      asked.push(message);
      const service = message.service;
      const name = typeof service === "string" ? service : String(message.type);
      const answer = answers[name];
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the server does
      if (!answer) return Promise.reject({ code: "unknown_command", message: `No ${name}` });
      const result = await answer(message);
      return (typeof service === "string" ? { response: result } : result) as T;
    },
    callService: () => Promise.resolve(),
    hassUrl: (path) => path,
    formatEntityState: (state) => state.state,
    ...more,
    asked,
  } as FakeHass;
}
