import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import "../components/bar";
import { define } from "../components/define";
import { listUploads } from "../data/commands";
import { errorText } from "../data/errors";
import type { Hass } from "../data/hass";
import { hasEnded, store } from "../data/store";
import type { UploadView } from "../data/types";
import { formatAgo, formatDuration } from "../format/dates";
import { formatPercent, formatRate } from "../format/numbers";
import { localize, optionName, spoken } from "../format/texts";
import { pathTo } from "../panel/routes";
import { CardElement, cardForm, type CardForm, DEVICE_FIELD } from "./card-element";

const DEFAULT_LIMIT = 5;

@define("dji-dock-uploads-card-content")
export class UploadsCard extends CardElement {
  @state() private listed: UploadView[] | undefined;
  @state() private error: unknown;
  private asked = "";

  static override styles = [
    ...CardElement.styles,
    css`
      li {
        padding-block: 8px;
        border-block-end: var(--dd-border);
        display: grid;
        gap: 4px;
      }
      li:last-child {
        border: none;
      }
      .line {
        display: flex;
        gap: 8px;
        justify-content: space-between;
      }
      .failed {
        color: var(--dd-bad);
      }
      .uploaded {
        color: var(--dd-good);
      }
      li a {
        color: inherit;
        text-decoration: none;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      li a:hover {
        text-decoration: underline;
      }
    `,
  ];

  static getConfigForm(): CardForm {
    return cardForm([
      DEVICE_FIELD(false),
      { name: "limit", selector: { number: { min: 1, max: 20, mode: "box" } } },
    ]);
  }

  private get limit(): number {
    const limit = Number(this.config?.limit ?? DEFAULT_LIMIT);
    return Number.isFinite(limit) ? Math.min(20, Math.max(1, limit)) : DEFAULT_LIMIT;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { hass } = this;
    // Asked again when it is another dock, and when the server was away.
    const wanted = `${this.config?.device_id ?? ""} ${this.limit} ${store.live}`;
    if (!hass || !store.live || wanted === this.asked) return;
    this.asked = wanted;
    void this.load(hass);
  }

  private async load(hass: Hass): Promise<void> {
    try {
      const query = { device_id: this.config?.device_id, limit: this.limit };
      this.listed = (await listUploads(hass, query)).uploads;
      this.error = undefined;
    } catch (error) {
      this.error = error;
    }
  }

  /** What was listed, with what has been told of it since. */
  private get uploads(): UploadView[] {
    const known = new Map((this.listed ?? []).map((upload) => [upload.upload_id, upload]));
    for (const upload of store.uploads.values()) {
      const { device_id } = this.config ?? {};
      if (!device_id || upload.device_id === device_id) known.set(upload.upload_id, upload);
    }
    return [...known.values()]
      .sort(
        (one, other) =>
          Number(hasEnded(one)) - Number(hasEnded(other)) ||
          other.created.localeCompare(one.created),
      )
      .slice(0, this.limit);
  }

  protected renderBody(hass: Hass): TemplateResult {
    const device_id = this.config?.device_id;
    const uploads = this.uploads;
    return html`<div class="head">
        <h2>${localize(hass, "cards.uploads")}</h2>
        <a href=${pathTo("uploads", [], { dock: device_id })}>${localize(hass, "cards.all")}</a>
      </div>
      ${this.error ? html`<p class="failed" role="alert">${errorText(hass, this.error)}</p>` : nothing}
      ${
        uploads.length
          ? html`<ul>
              ${repeat(
                uploads,
                (upload) => upload.upload_id,
                (upload) => this.renderUpload(hass, upload),
              )}
            </ul>`
          : html`<p class="secondary">
              ${localize(hass, this.listed ? "cards.no_uploads" : "common.loading")}
            </p>`
      }`;
  }

  private renderUpload(hass: Hass, upload: UploadView): TemplateResult {
    const status = optionName(hass, "upload_status", upload.status);
    const name = `${upload.dock} · ${upload.modules.map((each) => localize(hass, `common.${each}`)).join(", ")}`;
    const running = !hasEnded(upload) && upload.status !== "queued";
    const facts = [
      upload.rate ? formatRate(hass, upload.rate) : "",
      upload.eta === null ? "" : formatDuration(hass, upload.eta),
      running ? formatPercent(hass, upload.progress) : formatAgo(hass, upload.created),
    ];
    return html`<li>
      <div class="line">
        <a href=${pathTo("uploads", [upload.device_id, upload.upload_id])}>${name}</a>
        <span class=${upload.status}>${status}</span>
      </div>
      ${
        running
          ? html`<dji-dock-bar
              .value=${upload.progress}
              label=${`${name}: ${status}`}
            ></dji-dock-bar>`
          : nothing
      }
      <div class="line secondary">
        <span>${spoken(hass, upload.words)}</span>
        <span>${facts.filter(Boolean).join(" · ")}</span>
      </div>
    </li>`;
  }
}
