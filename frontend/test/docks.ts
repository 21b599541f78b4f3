/** Docks for tests, as the server tells of them. */
import type { AircraftView, Alarm, DockView, EntryView } from "../src/data/types";
import { aircraftView, dockView } from "./views";

export function aircraft(more: Partial<AircraftView> = {}): AircraftView {
  return aircraftView({
    device_id: "a1",
    serial: "1581F6Q8D000A",
    name: "M3TD",
    model: "Matrice 3TD",
    online: true,
    ...more,
  });
}

export function dock(more: Partial<DockView> = {}): DockView {
  return dockView({
    device_id: "d1",
    serial: "7CTDM3D00BNW1Y",
    entry_id: "e1",
    name: "Roof",
    model: "DJI Dock 2",
    area: "Roof",
    last_heard: "2026-11-30T20:00:00Z",
    aircraft: aircraft(),
    weather: { temperature: 12.3, humidity: 61, wind_speed: 4.2, rainfall: "none" },
    media: { files: null, size: null, pending: null, last: null },
    ...more,
  });
}

export function alarm(level: 0 | 1 | 2, more: Partial<Alarm> = {}): Alarm {
  return {
    code: "0x16100083",
    level,
    device: "dock",
    text: { key: "", placeholders: {}, text: "Something is wrong" },
    since: "2026-11-30T19:00:00Z",
    ...more,
  };
}

export function entry(more: Partial<EntryView> = {}): EntryView {
  return {
    entry_id: "e1",
    title: "Home",
    loaded: true,
    state: "loaded",
    reason: null,
    broker: { connected: true },
    bucket: { usable: true, configured: true, error: null },
    answer_requests: true,
    issues: [],
    ...more,
  };
}
