import { mdiMap } from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../../components/icon";
import type { Hass } from "../../data/hass";
import { store } from "../../data/store";
import { localize } from "../../format/texts";
import { KINDS, type Place } from "./where";

/** Which dock, which kind of files, and whether on a map. */
export function tools(
  hass: Hass,
  place: Place,
  go: (to: Partial<Place>, replace?: boolean) => void,
): TemplateResult {
  const docks = [...store.docks.values()].sort((a, b) => a.name.localeCompare(b.name));
  return html`<div class="tools row">
    ${
      docks.length > 1
        ? html`<label
            >${localize(hass, "common.choose_dock")}
            <select
              @change=${(event: Event) => {
                const device = (event.target as HTMLSelectElement).value;
                go({ device, day: undefined, flight: undefined });
              }}
            >
              ${docks.map(
                (dock) =>
                  html`<option value=${dock.device_id} ?selected=${dock.device_id === place.device}>
                    ${dock.name}
                  </option>`,
              )}
            </select></label
          >`
        : nothing
    }
    <fieldset class="kinds">
      <legend class="visually-hidden">${localize(hass, "media.kinds")}</legend>
      ${[undefined, ...KINDS].map(
        (kind) =>
          html`<label
            ><input
              type="radio"
              name="kind"
              .checked=${kind === place.kind}
              @change=${() => go({ kind }, true)}
            /><span>${localize(hass, `media.kinds_${kind ?? "all"}`)}</span></label
          >`,
      )}
    </fieldset>
    <button aria-pressed=${place.map} @click=${() => go({ map: !place.map }, true)}>
      ${icon(mdiMap)} ${localize(hass, "media.map")}
    </button>
  </div>`;
}
