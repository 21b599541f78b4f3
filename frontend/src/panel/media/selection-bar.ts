import { mdiClose, mdiDownload } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import "../../components/alert";
import { define } from "../../components/define";
import { icon } from "../../components/icon";
import { base, controls } from "../../components/styles";
import { errorText } from "../../data/errors";
import type { Hass } from "../../data/hass";
import { formatBytes, formatNumber } from "../../format/numbers";
import { localize, localizeCount } from "../../format/texts";
import { MOST, ONE_BY_ONE, saveFiles, type Selection } from "./selection";

/** What is chosen and what can be done with it, below all else. Fires "clear". */
@define("dji-dock-media-selection")
export class SelectionBar extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) device = "";
  @property({ attribute: false }) selection!: Selection;
  @property({ attribute: false }) chosen = 0;
  /** Whether more is being chosen. */
  @property({ attribute: false }) choosing = false;
  @state() private busy = false;
  @state() private error: unknown = null;

  static override styles = [
    base,
    controls,
    css`
      :host {
        position: sticky;
        inset-block-end: 0;
        z-index: 3;
        display: grid;
        gap: 8px;
        padding-block-end: var(--dd-small-gap);
      }
      dji-dock-alert {
        /* Above pictures: nothing may show through. */
        background: var(--card-background-color, #fff);
      }
      .card {
        padding: 8px 8px 8px 16px;
        box-shadow: 0 2px 12px rgb(0 0 0 / 30%);
      }
    `,
  ];

  override render(): TemplateResult {
    const { hass, selection } = this;
    const { size } = selection;
    const tooMany = size > MOST;
    const packed = size > ONE_BY_ONE;
    return html`${
        this.error === null
          ? nothing
          : html`<dji-dock-alert level="error">${errorText(hass, this.error)}</dji-dock-alert>`
      }
      <div class="card row">
        <span class="grow" role="status"
          >${
            this.choosing
              ? localize(hass, "common.loading")
              : html`${localizeCount(hass, "media.chosen", size)}
                  <span class="secondary">${formatBytes(hass, selection.bytes)}</span>`
          }
          ${
            tooMany ? localize(hass, "media.too_many", { most: formatNumber(hass, MOST) }) : nothing
          }</span
        >
        <button
          class="primary"
          ?disabled=${this.busy || this.choosing || tooMany || size === 0}
          @click=${this.save}
        >
          ${icon(mdiDownload)} ${localize(hass, packed ? "media.download_zip" : "common.download")}
        </button>
        <button
          class="icon"
          aria-label=${localize(hass, "media.deselect")}
          title=${localize(hass, "media.deselect")}
          @click=${() => this.dispatchEvent(new CustomEvent("clear"))}
        >
          ${icon(mdiClose)}
        </button>
      </div>`;
  }

  private async save(): Promise<void> {
    this.busy = true;
    this.error = null;
    try {
      await saveFiles(this.hass, this.device, this.selection.files);
    } catch (error) {
      this.error = error ?? "";
    }
    this.busy = false;
  }
}
