/** Docks and uploads as the server describes them. */
import type { AircraftView, DockView, UploadView } from "../src/data/types";

export function aircraftView(more: Partial<AircraftView> = {}): AircraftView {
  return {
    device_id: "a",
    serial: "1581F7N000TEST",
    name: "Matrice 4TD",
    model: "Matrice 4TD",
    online: false,
    battery: 87,
    charging: false,
    flying: false,
    height: null,
    speed: null,
    ...more,
  };
}

export function dockView(more: Partial<DockView> = {}): DockView {
  return {
    device_id: "d",
    serial: "8UUXN4M0000TEST",
    entry_id: "e",
    name: "Roof dock",
    model: "Dock 3",
    area: null,
    online: true,
    reachable: true,
    last_heard: "2026-11-30T20:00:00+00:00",
    mode: "idle",
    cover: "closed",
    in_dock: true,
    aircraft: aircraftView(),
    weather: { temperature: 12.4, humidity: 60, wind_speed: 3.2, rainfall: "none" },
    position: null,
    alarms: [],
    upload: null,
    queued: 0,
    job: null,
    flight: null,
    media: { files: 3, size: 9_000_000, pending: 0, last: null },
    firmware: { dock: null, aircraft: null },
    attention: [],
    may: { control: true, administer: true },
    ...more,
  };
}

export function uploadView(more: Partial<UploadView> = {}): UploadView {
  return {
    upload_id: "u",
    device_id: "d",
    dock: "Roof dock",
    status: "uploading",
    modules: ["dock", "aircraft"],
    created: "2026-11-30T19:00:00+00:00",
    heard: "2026-11-30T19:01:00+00:00",
    finished: null,
    progress: 40,
    adopted: false,
    partial: false,
    error: null,
    code: null,
    rate: 1_000_000,
    eta: 65,
    position: null,
    words: null,
    files: [],
    may: { cancel: true, retry: false, download: false, delete: true },
    ...more,
  };
}
