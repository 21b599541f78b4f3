import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import "../../components/alert";
import "../../components/bar";
import { define } from "../../components/define";
import "../../components/dock-picture";
import { base } from "../../components/styles";
import { type Hass, looksDifferent } from "../../data/hass";
import { store } from "../../data/store";
import { StoreController } from "../../data/store-controller";
import type { DockView } from "../../data/types";
import { formatAgo } from "../../format/dates";
import { batteryText, placeText } from "../../format/dock-words";
import { formatPercent } from "../../format/numbers";
import { localize, localizeCount, optionName, spoken, stateName } from "../../format/texts";
import { pathTo } from "../routes";

/** One dock among many. It alone is drawn again when the dock changes. */
@define("dji-dock-tile")
export class Tile extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) deviceId = "";
  /** A line instead of a picture above text. */
  @property({ type: Boolean, reflect: true }) line = false;

  constructor() {
    super();
    new StoreController(
      this,
      (topic) => topic === `dock:${this.deviceId}` || topic === `uploads:${this.deviceId}`,
    );
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        /* What is not on the screen costs nothing. */
        content-visibility: auto;
        contain-intrinsic-size: auto 320px;
      }
      :host([line]) {
        contain-intrinsic-size: auto 90px;
      }
      article.card {
        block-size: 100%;
        padding: 0;
        overflow: hidden;
        position: relative;
      }
      article:hover {
        border-color: color-mix(in srgb, var(--primary-text-color) 40%, transparent);
      }
      article:focus-within {
        border-color: var(--primary-color, #009ac7);
      }
      .stale {
        opacity: 0.6;
      }
      :host(:not([line])) dji-dock-picture {
        --dd-picture-radius: 0;
      }
      .text {
        padding: 12px 16px 16px;
        display: grid;
        gap: 6px;
      }
      h3 {
        overflow-wrap: anywhere;
      }
      h3 a {
        color: inherit;
        text-decoration: none;
      }
      /* The whole tile leads there. */
      h3 a::after {
        content: "";
        position: absolute;
        inset: 0;
      }
      dji-dock-alert {
        padding: 6px 10px;
        gap: 8px;
      }
      :host([line]) article.card {
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 8px;
      }
      :host([line]) .text {
        padding: 0;
        flex: 1;
        min-inline-size: 0;
        gap: 2px;
      }
      :host([line]) .wide {
        display: grid;
        grid-template-columns: minmax(140px, 1fr) minmax(160px, 1.3fr) minmax(180px, 2fr);
        gap: 4px 16px;
        align-items: center;
      }
      @media (max-width: 800px) {
        :host([line]) .wide {
          grid-template-columns: 1fr;
        }
        :host([line]) dji-dock-picture {
          inline-size: 96px;
        }
      }
    `,
  ];

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    if (changed.size !== 1 || !changed.has("hass")) return true;
    return looksDifferent(this.hass, changed.get("hass"));
  }

  override render(): TemplateResult | typeof nothing {
    const dock = store.docks.get(this.deviceId);
    if (!dock) return nothing;
    const about = [dock.model, dock.area].filter(Boolean).join(" · ");
    return html`<article class="card ${store.isCurrent(dock) ? "" : "stale"}">
      <dji-dock-picture .hass=${this.hass} .dock=${dock} ?compact=${this.line}></dji-dock-picture>
      <div class="text ${this.line ? "wide" : ""}">
        <div>
          <h3><a href=${pathTo("dock", [dock.device_id])}>${dock.name}</a></h3>
          <div class="secondary">${about}</div>
        </div>
        <div>${this.renderState(dock)}</div>
        ${this.renderWork(dock)} ${this.renderConcern(dock)}
      </div>
    </article>`;
  }

  private renderState(dock: DockView): string {
    const { hass } = this;
    if (!dock.online) {
      return dock.last_heard
        ? localize(hass, "overview.offline_since", { ago: formatAgo(hass, dock.last_heard) })
        : localize(hass, "common.offline");
    }
    return [
      dock.mode && stateName(hass, "sensor", "dock_mode", dock.mode),
      dock.aircraft && placeText(hass, dock),
      batteryText(hass, dock),
    ]
      .filter(Boolean)
      .join(" · ");
  }

  private renderWork(dock: DockView): TemplateResult | typeof nothing {
    const upload = dock.upload === null ? undefined : store.uploads.get(dock.upload);
    if (!upload) return nothing;
    const { hass } = this;
    const status = optionName(hass, "upload_status", upload.status);
    const label = localize(hass, "overview.log_upload", { status });
    const percent = upload.progress === null ? "" : ` ${formatPercent(hass, upload.progress)}`;
    return html`<div>
      <div class="secondary">${label}${percent}</div>
      <dji-dock-bar .value=${upload.progress} label=${label}></dji-dock-bar>
    </div>`;
  }

  private renderConcern(dock: DockView): TemplateResult | typeof nothing {
    // That it is offline stands there already.
    const [first, ...more] = dock.attention.filter(({ kind }) => kind !== "offline");
    if (!first) return nothing;
    return html`<dji-dock-alert level=${first.level} quiet>
      ${spoken(this.hass, first.words)}${
        more.length ? html` · ${localizeCount(this.hass, "overview.more", more.length)}` : nothing
      }
    </dji-dock-alert>`;
  }
}
