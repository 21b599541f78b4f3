/**
 * The only file that knows how Home Assistant's pages work inside: what is no public interface of
 * theirs may change with any release, and then it changes here.
 */
import type { Hass } from "../data/hass";

function fire(target: EventTarget, type: string, detail: object): void {
  target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}

/** Go to a page of Home Assistant without loading it anew; `replace` leaves no step for Back. */
export function navigate(path: string, replace = false): void {
  if (path === location.pathname + location.search) return;
  if (replace) history.replaceState(history.state, "", path);
  else history.pushState(null, "", path);
  fire(window, "location-changed", { replace });
}

/** Open the dialog of an entity. */
export function moreInfo(from: EventTarget, entityId: string): void {
  fire(from, "hass-more-info", { entityId });
}

/** Show a line at the bottom of the page for a moment. */
export function toast(from: EventTarget, message: string): void {
  fire(from, "hass-notification", { message });
}

/** Open or close the sidebar where it is hidden. */
export function toggleMenu(from: EventTarget): void {
  fire(from, "hass-toggle-menu", {});
}

export interface HassCard extends HTMLElement {
  hass?: Hass;
}

interface CardHelpers {
  createCardElement(config: object): HassCard;
}

declare global {
  interface Window {
    loadCardHelpers?: () => Promise<CardHelpers>;
  }
}

/** Dashboards bring the helpers; on a page that is opened by its address they are not there yet. */
async function loadHelpers(): Promise<CardHelpers | undefined> {
  if (!window.loadCardHelpers) {
    const resolver = document.createElement("partial-panel-resolver") as HTMLElement & {
      hass?: object;
      _updateRoutes?: () => void;
      routerOptions?: { routes: Record<string, { load?: () => Promise<unknown> } | undefined> };
    };
    resolver.hass = { panels: [{ url_path: "tmp", component_name: "lovelace" }] };
    resolver._updateRoutes?.();
    await resolver.routerOptions?.routes.tmp?.load?.();
  }
  return window.loadCardHelpers?.();
}

/** Return one of Home Assistant's own cards, undefined where that does not work. */
export async function createCard(config: object): Promise<HassCard | undefined> {
  try {
    return (await loadHelpers())?.createCardElement(config);
  } catch {
    return undefined;
  }
}

export interface MapPath {
  color: string;
  /** Latitude and longitude in degrees. */
  points: { point: [number, number]; timestamp: Date }[];
}

/** Home Assistant's map: tells "map-clicked" where it was clicked. */
export interface HassMap extends HTMLElement {
  hass?: Hass;
  paths: MapPath[];
  clickable: boolean;
  fitBounds(points: [number, number][], options: { pad: number; zoom: number }): void;
}

/** How long the parts of the map may take, in milliseconds. */
const MAP_TIMEOUT = 8000;

/** Return Home Assistant's map, with the tiles it has for all its maps; undefined where that fails. */
export async function createMap(): Promise<HassMap | undefined> {
  // Its card brings it.
  if (!(await createCard({ type: "map", entities: ["zone.home"] }))) return undefined;
  const loaded = await Promise.race([
    customElements.whenDefined("ha-map"),
    new Promise<undefined>((done) => setTimeout(() => done(undefined), MAP_TIMEOUT)),
  ]);
  return loaded && (document.createElement("ha-map") as HassMap);
}
