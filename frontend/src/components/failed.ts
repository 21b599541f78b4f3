import { html, type TemplateResult } from "lit";
import { errorText } from "../data/errors";
import type { Hass } from "../data/hass";
import { localize } from "../format/texts";
import "./alert";

/** Return what went wrong, with a button that tries again. */
export function failed(hass: Hass, error: unknown, again: () => unknown): TemplateResult {
  return html`<dji-dock-alert level="error"
    >${errorText(hass, error)}
    <button slot="action" @click=${again}>${localize(hass, "common.retry")}</button></dji-dock-alert
  >`;
}
