/** What the page asks the server: its own commands, and the actions that everybody has. */
import type { Hass } from "./hass";
import type {
  Check,
  Job,
  LogList,
  LogModule,
  MediaDay,
  MediaFile,
  PilotInfo,
  Snippet,
  TimelineEvent,
  UploadName,
  UploadStatus,
  UploadView,
  Words,
} from "./types";

type Failed<T> = T & { words: Words };

function ask<T>(hass: Hass, command: string, data: object = {}): Promise<T> {
  return hass.callWS<T>({ type: `dji_dock/${command}`, ...withoutBlanks(data) });
}

function withoutBlanks(data: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** Call an action of ours and return its response. */
export async function act<T>(hass: Hass, service: string, data: object): Promise<T> {
  const { response } = await hass.callWS<{ response: T }>({
    type: "call_service",
    domain: "dji_dock",
    service,
    service_data: withoutBlanks(data),
    return_response: true,
  });
  return response;
}

export interface UploadQuery {
  device_id?: string | undefined;
  status?: UploadStatus[] | undefined;
  since?: string | undefined;
  until?: string | undefined;
  before?: string | null | undefined;
  limit?: number | undefined;
}

export const listUploads = (
  hass: Hass,
  query: UploadQuery,
): Promise<{ uploads: UploadView[]; next: string | null }> => ask(hass, "uploads/list", query);

export const getUpload = (hass: Hass, name: UploadName): Promise<UploadView> =>
  ask(hass, "uploads/get", name);

export interface UploadLink extends UploadName {
  module: LogModule;
  url: string;
  name: string;
  size: number | null;
}

export const linkUploads = (
  hass: Hass,
  uploads: UploadName[],
): Promise<{ links: UploadLink[]; failed: Failed<UploadName>[] }> =>
  ask(hass, "uploads/links", { uploads });

export const deleteUploads = (
  hass: Hass,
  uploads: UploadName[],
  delete_objects: boolean,
): Promise<{ deleted: UploadName[]; failed: Failed<UploadName>[] }> =>
  ask(hass, "uploads/delete", { uploads, delete_objects });

export const listLogs = (hass: Hass, device_id: string): Promise<LogList> =>
  ask(hass, "logs/list", { device_id });

export interface StartUpload {
  device_id: string;
  logs?: { module: LogModule; boot_index: number }[];
  modules?: LogModule[];
  start?: string;
  end?: string;
  scope?: "latest" | "all";
  when_busy?: "refuse" | "queue";
  power_aircraft?: boolean;
}

export const startUpload = (
  hass: Hass,
  data: StartUpload,
): Promise<{ upload_id: string; queued: boolean }> => act(hass, "start_log_upload", data);

export const cancelUpload = (
  hass: Hass,
  data: UploadName & { modules?: LogModule[] },
): Promise<{ upload_id: string; status: UploadStatus }> => act(hass, "cancel_log_upload", data);

export const retryUpload = (hass: Hass, name: UploadName): Promise<{ upload_id: string }> =>
  act(hass, "retry_log_upload", name);

export const listDays = (
  hass: Hass,
  query: { device_id: string; before?: string | null; limit?: number },
): Promise<{ days: MediaDay[]; next: string | null }> => ask(hass, "media/days", query);

export interface MediaQuery {
  device_id: string;
  day?: string | undefined;
  flight_id?: string | undefined;
  /** Of one file alone, wherever it is. */
  key?: string | undefined;
  kind?: MediaFile["kind"] | undefined;
  after?: string | null | undefined;
  limit?: number | undefined;
}

export const listMedia = (
  hass: Hass,
  query: MediaQuery,
): Promise<{ files: MediaFile[]; next: string | null }> => ask(hass, "media/files", query);

export interface MediaPoint {
  key: string;
  latitude: number;
  longitude: number;
  kind: MediaFile["kind"];
}

export const listPositions = (
  hass: Hass,
  query: { device_id: string; day?: string | undefined; flight_id?: string | undefined },
): Promise<{ points: MediaPoint[]; complete: boolean }> => ask(hass, "media/positions", query);

export const missingMedia = (
  hass: Hass,
  query: { device_id: string; flight_id: string },
): Promise<{
  expected: number | null;
  arrived: number;
  words: Words | null;
  remedy: string | null;
}> => ask(hass, "media/missing", query);

export const zipMedia = (
  hass: Hass,
  query: { device_id: string; keys?: string[]; flight_id?: string; day?: string },
): Promise<{ url: string; name: string; files: number; size: number }> =>
  ask(hass, "media/zip", query);

export const timeline = (
  hass: Hass,
  query: {
    device_id: string;
    start: string;
    end: string;
    /** All of them where it is left out. */
    kinds?: string[] | undefined;
    before?: string | null;
    limit?: number;
  },
): Promise<{ events: TimelineEvent[]; next: string | null }> => ask(hass, "timeline", query);

export const checkSetup = (
  hass: Hass,
  query: { entry_id: string; device_id?: string },
): Promise<{ checks: Check[] }> => ask(hass, "setup/check", query);

export const getPilot = (
  hass: Hass,
  entry_id: string,
): Promise<PilotInfo & { snippets: Snippet[] }> => ask(hass, "setup/pilot", { entry_id });

export const listJobs = async (hass: Hass, device_id: string, limit: number): Promise<Job[]> =>
  (await act<{ jobs: Job[] }>(hass, "get_jobs", { device_id, limit })).jobs;

export const subscribePilot = (
  hass: Hass,
  entry_id: string,
  callback: (info: PilotInfo) => void,
): Promise<() => Promise<void>> =>
  hass.connection.subscribeMessage(callback, { type: "dji_dock/setup/subscribe", entry_id });
