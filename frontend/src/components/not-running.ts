import { html, nothing, type TemplateResult } from "lit";
import type { Hass } from "../data/hass";
import { store } from "../data/store";
import type { EntryView } from "../data/types";
import { localize, spoken } from "../format/texts";
import "./alert";

const INTEGRATION = "/config/integrations/integration/dji_dock";

/** Whether an entry that does not run is about to, as while it reloads: there is nothing to be done about it. */
export function isPassing({ state }: EntryView): boolean {
  return state === "setup_in_progress" || state === "unload_in_progress";
}

/** Return why nothing new is told of the docks of an entry, and where that is mended. */
export function notRunning(hass: Hass, entry: EntryView): TemplateResult {
  const passing = isPassing(entry);
  return html`<dji-dock-alert level=${passing ? "info" : "error"}>
    ${localize(hass, `overview.entry_${passing ? "starting" : "stopped"}`, { name: entry.title })}
    ${spoken(hass, entry.reason)}
    ${
      passing || !store.admin
        ? nothing
        : html`<a slot="action" class="button" href=${INTEGRATION}
            >${localize(hass, "overview.to_integration")}</a
          >`
    }
  </dji-dock-alert>`;
}
