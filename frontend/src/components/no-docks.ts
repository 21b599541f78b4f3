import { mdiQuadcopter } from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import type { Hass } from "../data/hass";
import { store } from "../data/store";
import { localize } from "../format/texts";
import { pathTo } from "../panel/routes";
import "./empty";

/** Return a way to the set-up, for who may set anything up. */
export function toSetup(
  hass: Hass,
  parts: string[] = [],
  key = "common.to_setup",
): TemplateResult | typeof nothing {
  if (!store.admin) return nothing;
  return html`<a class="button primary" href=${pathTo("setup", parts)}>${localize(hass, key)}</a>`;
}

/** Instead of what a page shows of docks, where there is none that the user may see. */
export function noDocks(hass: Hass): TemplateResult {
  return html`<dji-dock-empty .icon=${mdiQuadcopter} heading=${localize(hass, "common.no_docks")}>
    <p>${localize(hass, store.admin ? "common.no_docks_text" : "setup.not_yours")}</p>
    ${toSetup(hass)}
  </dji-dock-empty>`;
}
