import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { mdiFile, mdiPlayCircle } from "@mdi/js";
import { define } from "../components/define";
import { icon } from "../components/icon";
import { listMedia } from "../data/commands";
import { errorText } from "../data/errors";
import type { Hass } from "../data/hass";
import { store } from "../data/store";
import type { MediaFile } from "../data/types";
import { formatAgo, formatDateTime } from "../format/dates";
import { localize, localizeCount } from "../format/texts";
import { pathTo } from "../panel/routes";
import { CardElement, cardForm, type CardForm, DEVICE_FIELD } from "./card-element";

const DEFAULT_LIMIT = 6;

@define("dji-dock-media-card-content")
export class MediaCard extends CardElement {
  @state() private files: MediaFile[] | undefined;
  @state() private error: unknown;
  private asked = "";

  static override styles = [
    ...CardElement.styles,
    css`
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(96px, 1fr));
        gap: 6px;
        margin-block-start: 8px;
      }
      .grid a {
        position: relative;
        aspect-ratio: 4 / 3;
        border-radius: 8px;
        overflow: hidden;
        display: grid;
        place-items: center;
        color: inherit;
        background: color-mix(in srgb, var(--primary-text-color) 10%, transparent);
      }
      img {
        inline-size: 100%;
        block-size: 100%;
        object-fit: cover;
      }
    `,
  ];

  static getConfigForm(): CardForm {
    return cardForm([
      DEVICE_FIELD(true),
      { name: "limit", selector: { number: { min: 1, max: 48, mode: "box" } } },
    ]);
  }

  protected override wants(topic: string): boolean {
    if (topic === `media:${this.deviceId}`) this.asked = "";
    return topic !== `uploads:${this.deviceId}` && super.wants(topic);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { hass, deviceId } = this;
    const limit = Math.min(48, Math.max(1, Number(this.config?.limit ?? DEFAULT_LIMIT) || 1));
    const wanted = `${deviceId} ${limit} ${store.live}`;
    if (!hass || !deviceId || !store.live || wanted === this.asked) return;
    this.asked = wanted;
    if (changed.has("config")) this.files = undefined;
    void this.load(hass, deviceId, limit);
  }

  private async load(hass: Hass, device_id: string, limit: number): Promise<void> {
    try {
      const { files } = await listMedia(hass, { device_id, limit });
      if (device_id === this.deviceId) this.files = files;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  protected renderBody(hass: Hass): TemplateResult {
    const { dock } = this;
    if (!dock) return this.renderNoDock(hass);
    const { pending, last } = dock.media;
    return html`<div class="head">
        <h2>${localize(hass, "cards.media")} · ${dock.name}</h2>
        <a href=${pathTo("media", [dock.device_id])}>${localize(hass, "cards.all")}</a>
      </div>
      ${this.error ? html`<p role="alert">${errorText(hass, this.error)}</p>` : nothing}
      <p class="secondary">
        ${[
          last ? formatAgo(hass, last) : "",
          pending ? localizeCount(hass, "cards.pending", pending) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      ${
        this.files?.length
          ? html`<div class="grid">${this.files.map((file) => this.renderFile(hass, file))}</div>`
          : html`<p class="secondary">
              ${localize(hass, this.files ? "cards.no_media" : "common.loading")}
            </p>`
      }`;
  }

  private renderFile(hass: Hass, file: MediaFile): TemplateResult {
    const name = `${file.name}, ${formatDateTime(hass, file.taken_at)}`;
    const path = pathTo("media", [this.deviceId ?? ""], { view: file.key });
    return html`<a href=${path} aria-label=${name} title=${name}>
      ${
        file.thumbnail
          ? html`<img src=${hass.hassUrl(file.thumbnail)} alt="" loading="lazy" />`
          : icon(file.kind === "video" ? mdiPlayCircle : mdiFile, 40)
      }
    </a>`;
  }
}
