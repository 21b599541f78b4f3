import { mdiImageMultipleOutline } from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import "../../components/alert";
import "../../components/empty";
import { toSetup } from "../../components/no-docks";
import type { Hass } from "../../data/hass";
import { store } from "../../data/store";
import type { EntryView } from "../../data/types";
import { localize, spoken } from "../../format/texts";
import { pathTo } from "../routes";
import type { Place } from "./where";

function entryOf(place: Place): EntryView | undefined {
  const id = store.docks.get(place.device)?.entry_id;
  return store.entries.find((entry) => entry.entry_id === id);
}

/** Instead of a gallery, where nothing is in it: why, and what to do next. */
export function emptyGallery(
  hass: Hass,
  place: Place,
  go: (to: Partial<Place>) => void,
): TemplateResult {
  const text = (key: string): string => localize(hass, `media.${key}`);
  const entry = entryOf(place);
  if (entry && !entry.bucket.configured) {
    return html`<dji-dock-empty .icon=${mdiImageMultipleOutline} .heading=${text("no_bucket")}
      >${text("no_bucket_text")} ${toSetup(hass, [entry.entry_id])}
    </dji-dock-empty>`;
  }
  const narrowed = place.day !== undefined || place.kind !== undefined;
  const key = place.kind ? "no_such" : place.day ? "nothing_on_day" : "nothing_yet";
  return html`<dji-dock-empty .icon=${mdiImageMultipleOutline} .heading=${text(key)}
    >${narrowed ? nothing : text("nothing_yet_text")}
    ${
      place.kind
        ? html`<button class="primary" @click=${() => go({ kind: undefined })}>
            ${text("show_all_kinds")}
          </button>`
        : place.day
          ? html`<button class="primary" @click=${() => go({ day: undefined, flight: undefined })}>
              ${text("all_days")}
            </button>`
          : toSetup(hass, entry ? [entry.entry_id] : [], "media.check_setup")
    }
  </dji-dock-empty>`;
}

/** Above the gallery, where the bucket is not to be reached. */
export function bucketNotice(hass: Hass, place: Place): TemplateResult | typeof nothing {
  const entry = entryOf(place);
  if (entry?.bucket.usable !== false || !entry.bucket.configured) return nothing;
  return html`<dji-dock-alert level="warning"
    >${spoken(hass, entry.bucket.error) || localize(hass, "media.bucket_unusable")}
    ${
      store.admin
        ? html`<a class="button" slot="action" href=${pathTo("setup", [entry.entry_id])}
            >${localize(hass, "common.to_setup")}</a
          >`
        : nothing
    }</dji-dock-alert
  >`;
}
