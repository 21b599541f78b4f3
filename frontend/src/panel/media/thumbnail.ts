import { mdiFileOutline, mdiImageOutline, mdiPlayCircleOutline } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { define } from "../../components/define";
import { icon } from "../../components/icon";
import { base } from "../../components/styles";
import type { MediaFile } from "../../data/types";

const ICONS = { photo: mdiImageOutline, video: mdiPlayCircleOutline, other: mdiFileOutline };

/** Milliseconds: what only flies past while somebody scrolls is not asked for. */
const SETTLED = 80;
/** The server says so when it has too much to do. */
const AGAIN = 2500;

/** A small picture of a file; its name where there is none. */
@define("dji-dock-media-thumbnail")
export class Thumbnail extends LitElement {
  @property({ attribute: false }) file!: MediaFile;
  @property({ attribute: false }) settled = SETTLED;
  @property({ attribute: false }) again = AGAIN;
  @state() private stage: "waiting" | "asked" | "waiting again" | "asked again" | "failed" =
    "waiting";
  @state() private loaded = false;
  @query("img") private readonly image!: HTMLImageElement | null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private url: string | null = null;

  static override styles = [
    base,
    css`
      :host {
        display: grid;
        place-items: center;
        overflow: hidden;
        background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
      }
      img {
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
        opacity: 0;
        transition: opacity 0.2s;
      }
      img.loaded {
        opacity: 1;
      }
      div {
        display: grid;
        justify-items: center;
        gap: 4px;
        padding: 0 6px 16px;
        font-size: 11px;
        line-height: 1.2;
        text-align: center;
        overflow-wrap: anywhere;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.stage === "waiting" || this.stage === "waiting again") this.askSoon();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    // What is not seen any more needs not arrive.
    if (!this.loaded) this.image?.removeAttribute("src");
    if (!this.loaded && this.stage !== "failed") this.stage = "waiting";
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("file") || this.file.thumbnail === this.url) return;
    this.url = this.file.thumbnail;
    this.stage = "waiting";
    this.loaded = false;
    this.askSoon();
  }

  private askSoon(): void {
    clearTimeout(this.timer);
    const first = this.stage === "waiting";
    this.timer = setTimeout(
      () => {
        this.stage = first ? "asked" : "asked again";
      },
      first ? this.settled : this.again,
    );
  }

  private readonly arrived = (): void => {
    this.loaded = true;
  };

  private readonly failed = (): void => {
    if (this.stage === "asked") {
      this.stage = "waiting again";
      this.askSoon();
    } else {
      this.stage = "failed";
    }
  };

  override render(): TemplateResult | typeof nothing {
    if (this.file.thumbnail === null || this.stage === "failed") {
      return html`<div>${icon(ICONS[this.file.kind], 28)} ${this.file.name}</div>`;
    }
    if (!this.stage.startsWith("asked")) return nothing;
    return html`<img
      alt=""
      decoding="async"
      class=${this.loaded ? "loaded" : ""}
      src=${this.file.thumbnail}
      @load=${this.arrived}
      @error=${this.failed}
    />`;
  }
}
