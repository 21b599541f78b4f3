import type { Hass, HassDevice } from "../data/hass";
import { loadTexts, localize } from "../format/texts";
import { aircraftOf, docksOf, entitiesOf, entityOf, nameOfDevice } from "./devices";

interface StrategyConfig {
  /** Only these docks. */
  docks?: string[];
}

interface Section {
  type: "grid";
  cards: object[];
}

/** With more docks each has no view of its own: the page is the better place for many. */
const MANY = 12;

/** What a tile is shown of, by platform and key, where the dock has it and it is not hidden. */
export const TILES: [platform: string, key: string][] = [
  ["sensor", "dock_mode"],
  ["cover", "cover"],
  // Says the same, where there is nothing that moves it.
  ["sensor", "cover"],
  ["switch", "aircraft_power"],
  ["binary_sensor", "aircraft_in_dock"],
  ["sensor", "wind_speed"],
  ["sensor", "rainfall"],
  ["sensor", "environment_temperature"],
  ["sensor", "alarms"],
  ["sensor", "job"],
];

function heading(text: string, icon: string): object {
  return { type: "heading", heading: text, icon };
}

function dockSections(hass: Hass, dock: HassDevice): Section[] {
  const text = (key: string): string => localize(hass, `cards.${key}`);
  const cover = entityOf(hass, dock.id, "cover", "cover");
  const tiles = TILES.filter(
    ([platform, key]) => cover === undefined || platform !== "sensor" || key !== "cover",
  )
    .map(([platform, key]) => entityOf(hass, dock.id, platform, key))
    .filter((entity): entity is string => entity !== undefined);
  const aircraft = aircraftOf(hass, dock.id);
  const cameras = [dock, ...(aircraft ? [aircraft] : [])].flatMap((device) =>
    entitiesOf(hass, device.id, "camera"),
  );
  const device_id = dock.id;
  const sections: Section[] = [
    { type: "grid", cards: [{ type: "custom:dji-dock-card", device_id }] },
    {
      type: "grid",
      cards: [
        heading(text("state"), "mdi:garage-variant"),
        ...tiles.map((entity) => ({ type: "tile", entity, name: { type: "entity" } })),
      ],
    },
    { type: "grid", cards: [{ type: "custom:dji-dock-uploads-card", device_id }] },
    { type: "grid", cards: [{ type: "custom:dji-dock-media-card", device_id }] },
  ];
  if (cameras.length) {
    sections.push({
      type: "grid",
      cards: [
        heading(text("cameras"), "mdi:cctv"),
        // The last picture only: looking live is a touch, and costs what the dock's link costs.
        ...cameras.map((entity) => ({
          type: "picture-entity",
          entity,
          camera_view: "auto",
          show_state: true,
        })),
      ],
    });
  }
  return sections;
}

/** The dashboard of all docks, made anew each time that it is opened. */
export async function generate(config: StrategyConfig, before: Hass): Promise<object> {
  const hass = { ...before, localize: await loadTexts(before) };
  const docks = docksOf(hass)
    .filter((dock) => !config.docks || config.docks.includes(dock.id))
    .sort((one, other) => nameOfDevice(one).localeCompare(nameOfDevice(other)));
  const title = localize(hass, "cards.docks");
  if (!docks.length) {
    const content = localize(hass, "common.no_docks_text");
    return { title, views: [{ title, cards: [{ type: "markdown", content }] }] };
  }
  const own = (dock: HassDevice): object => ({
    title: nameOfDevice(dock),
    path: dock.id,
    type: "sections",
    max_columns: 3,
    sections: dockSections(hass, dock),
  });
  const [first] = docks;
  if (first && docks.length === 1) return { title, views: [own(first)] };
  const compact = docks.length > MANY;
  const all = {
    title,
    path: "docks",
    icon: "mdi:quadcopter",
    type: "sections",
    max_columns: 4,
    sections: docks.map((dock) => ({
      type: "grid",
      cards: [
        {
          type: "custom:dji-dock-card",
          device_id: dock.id,
          ...(compact ? { layout: "compact" } : {}),
        },
      ],
    })),
  };
  return { title, views: compact ? [all] : [all, ...docks.map(own)] };
}
