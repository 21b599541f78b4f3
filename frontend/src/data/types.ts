/**
 * What comes over the wire: the shapes of panel/*.py.
 * Times are ISO 8601 in UTC, sizes bytes, rates bytes per second; what is not known is null.
 */
import type { Placeholders } from "./hass";

/** A text of the server; `key` is below component.dji_dock, `text` in Home Assistant's language. */
export interface Words {
  key: string;
  placeholders: Placeholders;
  text: string;
}

export interface EntryView {
  entry_id: string;
  title: string;
  loaded: boolean;
  state: string;
  reason: Words | null;
  broker: { connected: boolean };
  bucket: { usable: boolean | null; configured: boolean; error: Words | null };
  answer_requests: boolean;
  /** What is wrong with the cloud itself; for administrators. */
  issues: Attention[];
}

export interface AircraftView {
  device_id: string | null;
  serial: string;
  name: string;
  model: string;
  online: boolean;
  battery: number | null;
  charging: boolean | null;
  flying: boolean | null;
  height: number | null;
  speed: number | null;
}

export interface Alarm {
  code: string;
  level: 0 | 1 | 2;
  device: "dock" | "aircraft";
  text: Words;
  since: string | null;
}

export interface Attention {
  kind: string;
  level: "error" | "warning" | "info";
  words: Words;
  /** Why, of what failed. */
  reason: Words | null;
  since: string | null;
  link: string | null;
}

export interface Firmware {
  installed: string | null;
  latest: string | null;
}

export interface DockView {
  device_id: string;
  serial: string;
  entry_id: string;
  name: string;
  model: string;
  area: string | null;
  online: boolean;
  reachable: boolean;
  last_heard: string | null;
  mode: string | null;
  cover: "open" | "closed" | "half_open" | "abnormal" | null;
  in_dock: boolean | null;
  aircraft: AircraftView | null;
  weather: {
    temperature: number | null;
    humidity: number | null;
    wind_speed: number | null;
    rainfall: string | null;
  };
  position: { latitude: number; longitude: number } | null;
  alarms: Alarm[];
  upload: string | null;
  queued: number;
  job: {
    job_id: string;
    command: string;
    status: string;
    percent: number | null;
    step: string | null;
  } | null;
  flight: { flight_id: string | null; started: string | null; progress: number | null } | null;
  media: { files: number | null; size: number | null; pending: number | null; last: string | null };
  firmware: { dock: Firmware | null; aircraft: Firmware | null };
  attention: Attention[];
  may: { control: boolean; administer: boolean };
}

export type UploadStatus =
  | "queued"
  | "requested"
  | "pulling"
  | "compressing"
  | "uploading"
  | "stalled"
  | "canceling"
  | "uploaded"
  | "failed"
  | "canceled";

export type LogModule = "aircraft" | "dock";

export interface UploadFile {
  module: LogModule;
  object_key: string;
  boot_indexes: number[];
  status: UploadStatus;
  progress: number | null;
  size: number | null;
  stored_size: number | null;
  deleted: boolean;
  verified: string;
  code: number | null;
  rate: number | null;
  eta: number | null;
  words: Words | null;
}

export interface UploadView {
  upload_id: string;
  device_id: string;
  dock: string;
  status: UploadStatus;
  modules: LogModule[];
  created: string;
  heard: string | null;
  finished: string | null;
  progress: number | null;
  adopted: boolean;
  partial: boolean;
  error: string | null;
  code: number | null;
  rate: number | null;
  eta: number | null;
  position: number | null;
  words: Words | null;
  files: UploadFile[];
  may: { cancel: boolean; retry: boolean; download: boolean; delete: boolean };
}

export type StoreMessage =
  | {
      type: "snapshot";
      version: string;
      admin: boolean;
      entries: EntryView[];
      docks: DockView[];
      uploads: UploadView[];
    }
  | { type: "entry"; entry: EntryView }
  | { type: "dock"; dock: DockView }
  | { type: "dock_gone"; device_id: string }
  | { type: "upload"; upload: UploadView }
  | { type: "upload_gone"; device_id: string; upload_id: string }
  | { type: "media"; device_id: string };

export interface UploadName {
  device_id: string;
  upload_id: string;
}

export interface LogFile {
  module: LogModule;
  device_sn: string;
  boot_index: number;
  start: string | null;
  end: string | null;
  size: number | null;
}

export interface LogList {
  files: LogFile[];
  unavailable: {
    module: LogModule;
    code: number | null;
    words: Words;
    remedy: "power_aircraft" | null;
  }[];
  power_aircraft: boolean;
}

export interface MediaFlight {
  flight_id: string;
  first: string;
  last: string;
  files: number;
  size: number;
  expected: number | null;
  arrived: number;
}

export interface MediaDay {
  day: string;
  files: number;
  size: number;
  flights: MediaFlight[];
}

export interface MediaFile {
  key: string;
  name: string;
  kind: "photo" | "video" | "other";
  size: number;
  taken_at: string;
  flight_id: string;
  position: { latitude: number; longitude: number; height: number | null } | null;
  lens: "visible" | "wide" | "zoom" | "thermal" | null;
  shot: string | null;
  url: string;
  thumbnail: string | null;
  download: string;
}

export interface TimelineEvent {
  when: string;
  kind: string;
  what: string;
  words: Words;
  link: string | null;
  /** By kind: ids, names and numbers. */
  data: Record<string, unknown>;
}

export interface Check {
  name: string;
  /** Of the dock that it is about, null for all. */
  device_id: string | null;
  dock: string | null;
  /** Null for what cannot be said yet, or does not matter here. */
  passed: boolean | null;
  value: string | null;
  words: Words;
  link: string | null;
}

export interface Snippet {
  name: string;
  language: string;
  text: string;
}

export interface PilotInfo {
  gateway: string;
  gateway_guessed: boolean;
  username: string;
  organization_id: string;
  organization_name: string;
  binding_code: string;
  answer_requests: boolean;
  connected: boolean;
  loaded: boolean;
  waiting: { serial: string; model: string | null; words: Words; since: string }[];
  bound: { device_id: string; serial: string; name: string; online: boolean; since: string }[];
}

export interface Job {
  job_id: string;
  command: string;
  value: number | string | null;
  status: string;
  created: string;
  sent: string | null;
  finished: string | null;
  percent: number | null;
  step: string | null;
  code: number | null;
  reason: string | null;
}
