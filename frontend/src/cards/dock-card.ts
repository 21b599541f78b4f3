import { css, html, nothing, type TemplateResult } from "lit";
import "../components/alert";
import "../components/bar";
import { define } from "../components/define";
import "../components/dock-controls";
import "../components/dock-picture";
import type { Hass } from "../data/hass";
import { store } from "../data/store";
import type { DockView } from "../data/types";
import { formatPercent } from "../format/numbers";
import { localize, optionName, spoken } from "../format/texts";
import { pathTo } from "../panel/routes";
import { CardElement, cardForm, type CardForm, cardText, DEVICE_FIELD } from "./card-element";
import { controlEntities } from "./controls";

const FEW = 3;

@define("dji-dock-card-content")
export class DockCard extends CardElement {
  static override styles = [
    ...CardElement.styles,
    css`
      .body {
        display: grid;
        gap: 12px;
      }
      .head a {
        color: inherit;
        text-decoration: none;
      }
      .head a:hover {
        text-decoration: underline;
      }
      :host([compact]) ha-card {
        padding: 8px 12px;
      }
      dji-dock-picture:not([compact]) {
        max-inline-size: 420px;
        inline-size: 100%;
        justify-self: center;
      }
    `,
  ];

  static getConfigForm(): CardForm {
    return cardForm([
      DEVICE_FIELD(true),
      {
        name: "layout",
        selector: {
          select: {
            options: ["large", "compact"].map((value) => ({ value, label: cardText(value) })),
            mode: "dropdown",
          },
        },
      },
      { name: "controls", selector: { boolean: {} } },
    ]);
  }

  private get compact(): boolean {
    return this.config?.layout === "compact";
  }

  protected override showsStates(before: Hass | undefined): boolean {
    const { hass, deviceId } = this;
    if (!hass || !deviceId) return false;
    return controlEntities(hass, deviceId).some((id) => hass.states[id] !== before?.states[id]);
  }

  protected renderBody(hass: Hass): TemplateResult {
    const { dock } = this;
    this.toggleAttribute("compact", this.compact);
    if (!dock) return this.renderNoDock(hass);
    const path = pathTo("dock", [dock.device_id]);
    if (this.compact) {
      return html`<div class="body">
        <div class="head">
          <h2><a href=${path}>${dock.name}</a></h2>
        </div>
        <dji-dock-picture compact .hass=${hass} .dock=${dock}></dji-dock-picture>
        ${this.renderAttention(hass, dock, 1)}
      </div>`;
    }
    return html`<div class="body">
      <div class="head">
        <h2><a href=${path}>${dock.name}</a></h2>
        <span class="secondary">${dock.model}</span>
      </div>
      <dji-dock-picture .hass=${hass} .dock=${dock}></dji-dock-picture>
      ${this.renderAttention(hass, dock, FEW)} ${this.renderUpload(hass, dock)}
      ${this.renderControls(hass, dock)}
    </div>`;
  }

  private renderAttention(hass: Hass, dock: DockView, most: number): TemplateResult[] {
    return dock.attention
      .slice(0, most)
      .map(
        ({ level, words, link }) =>
          html`<dji-dock-alert level=${level}>
            ${spoken(hass, words)}
            ${link ? html`<a slot="action" href=${link}>${localize(hass, "cards.look")}</a>` : nothing}
          </dji-dock-alert>`,
      );
  }

  private renderUpload(hass: Hass, dock: DockView): TemplateResult | typeof nothing {
    const upload = dock.upload === null ? undefined : store.uploads.get(dock.upload);
    if (!upload) return nothing;
    const label = `${localize(hass, "cards.log_upload")}: ${optionName(hass, "upload_status", upload.status)}`;
    return html`<div>
      <div class="row">
        <a class="grow" href=${pathTo("uploads", [upload.device_id, upload.upload_id])}>${label}</a>
        <span>${formatPercent(hass, upload.progress)}</span>
      </div>
      <dji-dock-bar .value=${upload.progress} label=${label}></dji-dock-bar>
    </div>`;
  }

  private renderControls(hass: Hass, dock: DockView): TemplateResult | typeof nothing {
    if (this.config?.controls === false) return nothing;
    return html`<dji-dock-controls .hass=${hass} .dock=${dock}></dji-dock-controls>`;
  }
}
