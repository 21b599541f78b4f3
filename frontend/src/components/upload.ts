import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { cancelUpload } from "../data/commands";
import { errorText } from "../data/errors";
import { secondsLeft } from "../data/eta";
import type { Hass } from "../data/hass";
import { hasEnded } from "../data/store";
import { Ticker } from "../data/ticker";
import type { LogModule, UploadFile, UploadView } from "../data/types";
import { formatDuration } from "../format/dates";
import { formatBytes, formatPercent, formatRate } from "../format/numbers";
import { localize, optionName, spoken } from "../format/texts";
import "./alert";
import "./bar";
import { confirm } from "./confirm";
import { define } from "./define";
import { status, statusStyles } from "./status";
import { base, controls } from "./styles";

/** How far an upload is, file by file, and what ends it. A title is in the slot. */
@define("dji-dock-upload")
export class Upload extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) upload!: UploadView;
  @state() private error = "";
  /** What was asked to be canceled; the dock has yet to say so. */
  @state() private canceling: string | null = null;

  constructor() {
    super();
    new Ticker(this, () => !hasEnded(this.upload));
  }

  static override styles = [
    base,
    controls,
    statusStyles,
    css`
      :host {
        display: grid;
        gap: var(--dd-small-gap);
      }
      .title {
        flex: 1 1 220px;
      }
      ul {
        display: grid;
        gap: 12px;
      }
      li {
        display: grid;
        gap: 4px;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px 12px;
        min-block-size: 32px;
      }
      .name {
        font-weight: 500;
        min-inline-size: 72px;
      }
      .figures {
        font-variant-numeric: tabular-nums;
        margin-inline-start: auto;
      }
      button {
        min-block-size: 36px;
      }
    `,
  ];

  override render(): TemplateResult {
    const { hass, upload } = this;
    const files = upload.files;
    return html`<div class="row">
        <div class="title"><slot></slot></div>
        ${status(hass, upload)}
        ${
          upload.may.cancel && !hasEnded(upload)
            ? html`<button ?disabled=${this.canceling !== null} @click=${() => this.cancel()}>
                ${localize(hass, "uploads.cancel_upload")}
              </button>`
            : nothing
        }
      </div>
      ${this.renderWhole()}
      ${
        files.length
          ? html`<ul>
              ${files.map((file) => this.renderFile(file))}
            </ul>`
          : nothing
      }
      ${upload.words ? html`<p>${spoken(hass, upload.words)}</p>` : nothing}
      ${this.error ? html`<dji-dock-alert level="error">${this.error}</dji-dock-alert>` : nothing}`;
  }

  private renderWhole(): TemplateResult | typeof nothing {
    const { hass, upload } = this;
    if (upload.status === "queued") {
      const key = upload.position === null ? "waits" : "waits_at";
      const place = String(upload.position);
      return html`<p class="secondary">${localize(hass, `uploads.${key}`, { place })}</p>`;
    }
    const left = secondsLeft(upload);
    if (hasEnded(upload) || left === null || upload.files.length < 2) return nothing;
    return html`<p class="secondary">${this.left(left)}</p>`;
  }

  private left(seconds: number): string {
    return localize(this.hass, "uploads.left", { time: formatDuration(this.hass, seconds) });
  }

  private renderFile(file: UploadFile): TemplateResult {
    const { hass, upload } = this;
    const name = optionName(hass, "log_module", file.module);
    const ended = hasEnded(file);
    const left = secondsLeft(file);
    const figures = [
      ended ? formatBytes(hass, file.stored_size ?? file.size) : formatPercent(hass, file.progress),
      file.rate ? formatRate(hass, file.rate) : "",
      left === null ? "" : this.left(left),
    ];
    const several = upload.files.filter((each) => !hasEnded(each)).length > 1;
    return html`<li>
      <div class="line">
        <span class="name">${name}</span>
        ${upload.files.length > 1 || file.status !== upload.status ? status(hass, file) : nothing}
        <span class="figures">${figures.filter(Boolean).join(" · ")}</span>
        ${
          several && !ended && upload.may.cancel && file.status !== "canceling"
            ? html`<button
                ?disabled=${this.canceling !== null}
                @click=${() => this.cancel(file.module)}
              >
                ${localize(hass, "uploads.cancel_module", { module: name })}
              </button>`
            : nothing
        }
      </div>
      ${
        hasEnded(upload)
          ? nothing
          : html`<dji-dock-bar
              .value=${file.status === "uploaded" ? 100 : ended ? (file.progress ?? 0) : file.progress}
              .label=${`${name}: ${optionName(hass, "upload_status", file.status)}`}
              .tone=${TONES[file.status] ?? ""}
            ></dji-dock-bar>`
      }
      ${file.words ? html`<p class="secondary">${spoken(hass, file.words)}</p>` : nothing}
    </li>`;
  }

  private async cancel(module?: LogModule): Promise<void> {
    const { hass, upload } = this;
    const { device_id, upload_id } = upload;
    const text = (key: string): string => localize(hass, `uploads.${key}`);
    const sure = await confirm(this.renderRoot, {
      heading: text("cancel_heading"),
      text: text(upload.status === "queued" ? "cancel_waiting_text" : "cancel_text"),
      action: module
        ? localize(hass, "uploads.cancel_module", {
            module: optionName(hass, "log_module", module),
          })
        : text("cancel_upload"),
      keep: text("keep"),
    });
    if (!sure) return;
    this.canceling = module ?? "";
    this.error = "";
    try {
      await cancelUpload(hass, { device_id, upload_id, ...(module ? { modules: [module] } : {}) });
    } catch (err) {
      this.error = errorText(hass, err);
    } finally {
      this.canceling = null;
    }
  }
}

const TONES: Partial<Record<UploadFile["status"], "good" | "bad" | "still">> = {
  uploaded: "good",
  failed: "bad",
  canceled: "still",
  stalled: "still",
};
