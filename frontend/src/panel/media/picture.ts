import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { define } from "../../components/define";
import { base, controls } from "../../components/styles";
import type { Hass } from "../../data/hass";
import type { MediaFile } from "../../data/types";
import { formatBytes } from "../../format/numbers";
import { localize } from "../../format/texts";
import { saveLink } from "./selection";

/** A picture or a video as large as there is room; of other files their name. */
@define("dji-dock-media-picture")
export class Picture extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) file!: MediaFile;
  /** Whether it is shown point by point. */
  @property({ type: Boolean, reflect: true }) zoomed = false;
  @property({ attribute: false }) again = 1500;
  @state() private loaded = false;
  @state() private failed = false;
  /** How often it was asked for. */
  @state() private attempt = 0;
  private url = "";
  private timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        place-items: center;
        block-size: 100%;
        inline-size: 100%;
        min-block-size: 0;
      }
      :host([zoomed]) {
        display: block;
        overflow: auto;
      }
      img,
      video {
        inline-size: 100%;
        block-size: 100%;
        min-block-size: 0;
        object-fit: contain;
        grid-area: 1 / 1;
      }
      img.small {
        filter: blur(6px);
      }
      img.whole {
        opacity: 0;
      }
      img.whole.loaded {
        opacity: 1;
      }
      :host([zoomed]) .small {
        display: none;
      }
      :host([zoomed]) .whole {
        inline-size: auto;
        block-size: auto;
        display: block;
        margin: auto;
      }
      .instead {
        display: grid;
        gap: 12px;
        justify-items: center;
        text-align: center;
        padding: 16px;
        max-inline-size: 48ch;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("file") || this.file.url === this.url) return;
    this.url = this.file.url;
    this.loaded = this.failed = false;
    this.attempt = 0;
    clearTimeout(this.timer);
  }

  private readonly arrived = (): void => {
    this.loaded = true;
  };

  private readonly unplayable = (): void => {
    this.failed = true;
  };

  private readonly broken = (): void => {
    if (this.attempt > 0) {
      this.failed = true;
      return;
    }
    this.timer = setTimeout(() => {
      this.attempt += 1;
    }, this.again);
  };

  override render(): TemplateResult {
    const { file } = this;
    if (file.kind === "other") return this.renderInstead("no_preview");
    if (this.failed) return this.renderInstead(`${file.kind}_failed`);
    if (file.kind === "video") {
      return html`<video
        controls
        playsinline
        preload="metadata"
        aria-label=${file.name}
        src=${file.url}
        @error=${this.unplayable}
      ></video>`;
    }
    // Another element for the second time: the same one does not ask again for the same address.
    const whole = html`<img
      class="whole ${this.loaded ? "loaded" : ""}"
      alt=${file.name}
      src=${file.url}
      draggable="false"
      @load=${this.arrived}
      @error=${this.broken}
    />`;
    return html`${
      file.thumbnail === null || this.loaded
        ? ""
        : html`<img class="small" alt="" src=${file.thumbnail} draggable="false" />`
    }
    ${this.attempt === 0 ? whole : html`<!-- again -->${whole}`}`;
  }

  private renderInstead(key: string): TemplateResult {
    const { hass, file } = this;
    return html`<div class="instead">
      <strong>${file.name}</strong>
      <p role="status">${localize(hass, `media.${key}`)}</p>
      <button @click=${() => saveLink(hass, file.download)}>
        ${localize(hass, "common.download")} (${formatBytes(hass, file.size)})
      </button>
    </div>`;
  }
}
