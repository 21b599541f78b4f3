/**
 * What every page of Home Assistant loads of ours: it makes the cards known. Their code follows
 * once the page has begun.
 */
import type { Hass } from "../data/hass";
import { defineAll } from "./all";
import { dockOfEntity } from "./devices";
import { type Named, nameOf } from "./names";

interface Suggestion {
  config: { type: string; device_id: string };
}

interface Entry {
  type: string;
  readonly name: string;
  readonly description: string;
  documentationURL: string;
}

interface CardEntry extends Entry {
  preview: boolean;
  getEntitySuggestion: (hass: Hass, entityId: string) => Suggestion | null;
}

declare global {
  interface Window {
    customCards?: CardEntry[];
    customStrategies?: (Entry & { strategyType: "dashboard" })[];
  }
}

const DOCUMENTATION =
  "https://github.com/dji-dock/home-assistant/blob/main/docs/page.md#cards-and-a-dashboard";

/** Of which entities a card is suggested: by the beginning of the key by which we know them. */
const SUGGESTED: Record<string, (platform: string, key: string) => boolean> = {
  uploads: (_, key) => key.includes("log_upload"),
  media: (platform, key) => key.includes("media") || platform === "image",
  dock: (_, key) => !key.includes("log_upload") && !key.includes("media"),
};

function entry(type: string, what: Named): Entry {
  return {
    type,
    // Asked for when a picker is drawn: the language may be another by then.
    get name() {
      return nameOf(what).name;
    },
    get description() {
      return nameOf(what).description;
    },
    documentationURL: DOCUMENTATION,
  };
}

function card(type: string, what: Named): CardEntry {
  const properties = Object.getOwnPropertyDescriptors(entry(type, what));
  return Object.defineProperties(
    {
      preview: true,
      getEntitySuggestion: (hass: Hass, entityId: string): Suggestion | null => {
        const key = hass.entities[entityId]?.translation_key ?? "";
        const device_id = dockOfEntity(hass, entityId);
        if (!device_id || !SUGGESTED[what]?.(entityId.split(".")[0] ?? "", key)) return null;
        return { config: { type: `custom:${type}`, device_id } };
      },
    },
    properties,
  ) as CardEntry;
}

function announce(): void {
  const cards = (window.customCards ??= []);
  if (cards.some((each) => each.type === "dji-dock-card")) return;
  cards.push(
    card("dji-dock-card", "dock"),
    card("dji-dock-uploads-card", "uploads"),
    card("dji-dock-media-card", "media"),
  );
  const strategy = { ...entry("dji-dock", "dashboard"), strategyType: "dashboard" as const };
  Object.defineProperties(strategy, {
    name: { get: () => nameOf("dashboard").name },
    description: { get: () => nameOf("dashboard").description },
  });
  (window.customStrategies ??= []).push(strategy);
}

/**
 * Before 2026.11 Home Assistant's page replaces the registry of elements while it starts: what was
 * defined before that is not found by dashboards.
 */
async function pageHasBegun(): Promise<void> {
  while (!window.customElements.get("home-assistant")) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

announce();
void pageHasBegun().then(defineAll);
