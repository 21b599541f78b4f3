/** What a card offers to do with a dock: only what exists, and each with the question before it. */
import type { Hass, HassState } from "../data/hass";
import { entityOf } from "./devices";

export interface Control {
  entityId: string;
  /** Names the text of the button, and with `_ask` that of the question before it. */
  text: string;
  service: [domain: string, name: string];
  /** Whether it makes something move or run: then it is asked before. The way back never is. */
  asks: boolean;
}

type Offer = (state: HassState) => Omit<Control, "entityId"> | undefined;

const OFFERS: [platform: string, key: string, offer: Offer][] = [
  [
    "cover",
    "cover",
    ({ state }) =>
      state === "closed"
        ? { text: "open_cover", service: ["cover", "open_cover"], asks: true }
        : { text: "close_cover", service: ["cover", "close_cover"], asks: true },
  ],
  [
    "switch",
    "aircraft_power",
    ({ state }) =>
      state === "on"
        ? { text: "power_off", service: ["switch", "turn_off"], asks: true }
        : { text: "power_on", service: ["switch", "turn_on"], asks: true },
  ],
  [
    "switch",
    "remote_debugging",
    // Opened by itself when it is needed; that it is open is what one has to see, and can end.
    ({ state }) =>
      state === "on"
        ? { text: "end_debugging", service: ["switch", "turn_off"], asks: false }
        : undefined,
  ],
];

/** Return the entities that controls are made of, whether they can be used now or not. */
export function controlEntities(hass: Hass, deviceId: string): string[] {
  return OFFERS.map(([platform, key]) => entityOf(hass, deviceId, platform, key)).filter(
    (entity): entity is string => entity !== undefined,
  );
}

export function controlsOf(hass: Hass, deviceId: string): Control[] {
  return OFFERS.flatMap(([platform, key, offer]) => {
    const entityId = entityOf(hass, deviceId, platform, key);
    const state = entityId ? hass.states[entityId] : undefined;
    if (!entityId || !state || state.state === "unavailable" || state.state === "unknown")
      return [];
    const offered = offer(state);
    return offered ? [{ entityId, ...offered }] : [];
  });
}
