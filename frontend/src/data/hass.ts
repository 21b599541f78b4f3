/** What is used of the object that Home Assistant hands to panels and cards. */

export interface HassState {
  entity_id: string;
  state: string;
  attributes: Record<string, unknown>;
  last_changed: string;
}

export interface HassEntity {
  entity_id: string;
  device_id?: string | null;
  platform?: string;
  translation_key?: string;
  hidden?: boolean;
}

export interface HassDevice {
  id: string;
  identifiers: [string, string][];
  name: string | null;
  name_by_user: string | null;
  model: string | null;
  via_device_id: string | null;
  entry_type: "service" | null;
}

export interface HassLocale {
  language: string;
  number_format: string;
  time_format: "language" | "system" | "12" | "24";
  date_format: "language" | "system" | "DMY" | "MDY" | "YMD";
  time_zone: "local" | "server";
  first_weekday: string;
}

export interface HassConnection {
  connected: boolean;
  subscribeMessage<T>(
    callback: (message: T) => void,
    message: Record<string, unknown>,
    options?: { resubscribe?: boolean },
  ): Promise<() => Promise<void>>;
  addEventListener(type: "ready" | "disconnected", listener: () => void): void;
  removeEventListener(type: "ready" | "disconnected", listener: () => void): void;
}

export type Placeholders = Record<string, string | number>;

export interface Hass {
  connection: HassConnection;
  connected: boolean;
  language: string;
  locale: HassLocale;
  config: {
    time_zone: string;
    state?: string;
    unit_system?: { temperature: string; wind_speed: string; length: string };
  };
  themes: { darkMode: boolean };
  user?: { id: string; is_admin: boolean; name: string };
  states: Record<string, HassState | undefined>;
  entities: Record<string, HassEntity | undefined>;
  devices: Record<string, HassDevice | undefined>;
  localize(key: string, placeholders?: Placeholders): string;
  loadBackendTranslation(
    category: string,
    integration: string,
  ): Promise<Hass["localize"] | undefined>;
  callWS<T>(message: Record<string, unknown>): Promise<T>;
  callService(
    domain: string,
    service: string,
    data?: Record<string, unknown>,
    target?: Record<string, unknown>,
    notifyOnError?: boolean,
  ): Promise<unknown>;
  hassUrl(path: string): string;
  formatEntityState(state: HassState): string;
}

/** Whether something that texts, times or rights depend on is another than before. */
export function looksDifferent(now: Hass, before: Hass | undefined): boolean {
  return (
    now.localize !== before?.localize ||
    now.language !== before.language ||
    now.locale !== before.locale ||
    now.connected !== before.connected ||
    now.user !== before.user ||
    now.themes.darkMode !== before.themes.darkMode
  );
}
