import { mdiArrowLeft, mdiContentCopy, mdiTrayArrowDown } from "@mdi/js";
import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { navigate, toast } from "../../adapter/home-assistant";
import "../../components/alert";
import { define } from "../../components/define";
import "../../components/empty";
import { icon } from "../../components/icon";
import { base, controls } from "../../components/styles";
import "../../components/upload";
import { getUpload, type UploadLink } from "../../data/commands";
import { errorText } from "../../data/errors";
import type { Hass } from "../../data/hass";
import { store } from "../../data/store";
import { StoreController } from "../../data/store-controller";
import type { EntryView, UploadFile, UploadView } from "../../data/types";
import { formatDateTime } from "../../format/dates";
import { formatBytes } from "../../format/numbers";
import { localize, optionName, spoken } from "../../format/texts";
import { remove, retry } from "./deeds";
import { pathTo } from "../routes";
import { isMixed, linksOf, save } from "./download";
import { deletedOf } from "./list";

/** All that is known of one upload, and what can be done with it. */
@define("dji-dock-upload-detail")
export class UploadDetail extends LitElement {
  @property({ attribute: false }) hass!: Hass;
  @property({ attribute: false }) device = "";
  @property({ attribute: false }) upload = "";
  /** The address of the list. */
  @property({ attribute: false }) back = "";
  @state() private known: UploadView | undefined;
  @state() private error = "";
  @state() private gone = "";
  @state() private links: UploadLink[] | undefined;
  @state() private busy = false;
  private asked = "";
  private entries: EntryView[] | undefined;

  constructor() {
    super();
    new StoreController(this, (topic) => topic === `uploads:${this.device}`);
  }

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: var(--dd-gap);
      }
      .card {
        display: grid;
        gap: 12px;
        min-inline-size: 0;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 16px;
      }
      dt {
        color: var(--secondary-text-color);
      }
      dd {
        overflow-wrap: anywhere;
      }
      h4 {
        margin: 0;
      }
      .back {
        justify-self: start;
      }
      ul {
        display: grid;
        gap: 12px;
      }
      .link {
        display: flex;
        gap: 8px;
      }
      .link input {
        flex: 1;
        min-inline-size: 0;
      }
    `,
  ];

  private text(key: string, placeholders?: Record<string, string>): string {
    return localize(this.hass, `uploads.${key}`, placeholders);
  }

  protected override willUpdate(): void {
    const asked = `${this.device} ${this.upload}`;
    if (asked !== this.asked) {
      this.asked = asked;
      this.known = this.links = undefined;
      this.error = this.gone = "";
      void this.load();
    } else if (this.entries !== store.entries) void this.load();
    this.entries = store.entries;
    const told = store.uploads.get(this.upload);
    if (told && told !== this.known) {
      this.known = told;
      this.gone = "";
    }
    if (store.gone.has(this.upload)) this.gone ||= this.text("gone_text");
  }

  private async load(): Promise<void> {
    const { asked } = this;
    try {
      const known = await getUpload(this.hass, { device_id: this.device, upload_id: this.upload });
      if (asked === this.asked) this.known = store.uploads.get(this.upload) ?? known;
    } catch (err) {
      if (asked === this.asked && !this.known) this.gone = errorText(this.hass, err);
    }
  }

  override render(): TemplateResult {
    return html`<a class="button back" href=${this.back}
        >${icon(mdiArrowLeft, 20)}${this.text("back")}</a
      >
      ${
        this.gone
          ? html`<dji-dock-empty .icon=${mdiTrayArrowDown} .heading=${this.text("gone")}>
              <p>${this.gone}</p>
            </dji-dock-empty>`
          : this.known
            ? this.renderUpload(this.known)
            : html`<p class="secondary">${localize(this.hass, "common.loading")}</p>`
      }`;
  }

  private renderUpload(upload: UploadView): TemplateResult {
    const { hass } = this;
    const deleted = deletedOf(upload);
    return html`<section class="card">
        <dji-dock-upload .hass=${hass} .upload=${upload}
          ><h2>${upload.dock}, ${formatDateTime(hass, upload.created)}</h2></dji-dock-upload
        >
        ${
          deleted === "none"
            ? nothing
            : html`<dji-dock-alert level="info"
                >${this.text(`deleted_${deleted}_text`)}</dji-dock-alert
              >`
        }
        <div class="row">${this.renderDeeds(upload)}</div>
        ${this.error ? html`<dji-dock-alert level="error">${this.error}</dji-dock-alert>` : nothing}
      </section>
      ${this.links ? this.renderLinks(this.links) : nothing}
      <section class="card">
        <h3>${this.text("details")}</h3>
        ${this.renderFacts(upload)}
      </section>`;
  }

  private renderDeeds(upload: UploadView): TemplateResult {
    const { hass, busy } = this;
    const { may } = upload;
    return html`${
      may.download
        ? html`<button class="primary" ?disabled=${busy} @click=${() => this.download(upload)}>
              ${localize(hass, "common.download")}
            </button>
            <button ?disabled=${busy} @click=${() => this.showLinks(upload)}>
              ${this.text("links")}
            </button>`
        : nothing
    }
    ${
      may.retry
        ? html`<button ?disabled=${busy} @click=${() => this.again(upload)}>
            ${this.text("do_retry")}
          </button>`
        : nothing
    }
    ${
      may.delete
        ? html`<button ?disabled=${busy} @click=${() => this.discard(upload)}>
            ${localize(hass, "common.delete")}
          </button>`
        : nothing
    }`;
  }

  private renderLinks(links: UploadLink[]): TemplateResult {
    return html`<section class="card">
      <h3>${this.text("links")}</h3>
      <p class="secondary">${this.text("links_text")}</p>
      <ul>
        ${links.map(
          (link) =>
            html`<li>
              <div>
                <a href=${link.url} rel="noreferrer" target="_blank">${link.name}</a>
                <span class="secondary">${formatBytes(this.hass, link.size)}</span>
              </div>
              <div class="link">
                <input
                  readonly
                  .value=${link.url}
                  aria-label=${link.name}
                  @focus=${(event: Event) => {
                    (event.target as HTMLInputElement).select();
                  }}
                />
                <button @click=${(event: Event) => this.copy(event)}>
                  ${icon(mdiContentCopy, 20)}${this.text("copy")}
                </button>
              </div>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  /** The clipboard is there on encrypted pages only; on others what is marked can be copied. */
  private copy(event: Event): void {
    const field = (event.currentTarget as HTMLElement).parentElement?.querySelector("input");
    field?.select();
    // The old way, which is the only one that works everywhere.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    if (document.execCommand("copy")) toast(this, this.text("copied"));
  }

  private renderFacts(upload: UploadView): TemplateResult {
    const { hass } = this;
    const facts: [string, string | null][] = [
      ["fact_started", formatDateTime(hass, upload.created)],
      ["fact_heard", upload.heard && formatDateTime(hass, upload.heard)],
      ["fact_finished", upload.finished && formatDateTime(hass, upload.finished)],
      ["fact_by", upload.adopted ? this.text("fact_adopted") : null],
      ["fact_id", upload.upload_id],
    ];
    return html`<dl>
        ${facts.map(([key, value]) =>
          value
            ? html`<dt>${this.text(key)}</dt>
                <dd>${value}</dd>`
            : nothing,
        )}
      </dl>
      ${upload.files.map((file) => this.renderFile(file))}`;
  }

  private renderFile(file: UploadFile): TemplateResult {
    const { hass } = this;
    const facts: [string, string][] = [
      ["fact_logs", file.boot_indexes.join(", ")],
      ["fact_size", file.size === null ? "" : formatBytes(hass, file.size)],
      ["fact_key", file.object_key],
    ];
    return html`<h4>${optionName(hass, "log_module", file.module)}</h4>
      <dl>
        ${facts.map(([key, value]) =>
          value
            ? html`<dt>${this.text(key)}</dt>
                <dd>${value}</dd>`
            : nothing,
        )}
        ${
          file.deleted
            ? html`<dt></dt>
                <dd>${this.text("deleted_all")}</dd>`
            : nothing
        }
      </dl>`;
  }

  private async run(what: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.error = "";
    try {
      await what();
    } catch (err) {
      this.error = errorText(this.hass, err);
    } finally {
      this.busy = false;
    }
  }

  private download(upload: UploadView): Promise<void> {
    return this.run(async () => {
      const links = await this.ask(upload);
      if (isMixed(links)) {
        this.links = links;
        this.error = this.text("mixed");
      } else await save(links);
    });
  }

  private showLinks(upload: UploadView): Promise<void> {
    return this.run(async () => {
      this.links = await this.ask(upload);
    });
  }

  private async ask(upload: UploadView): Promise<UploadLink[]> {
    const { links, failed } = await linksOf(this.hass, [upload]);
    const [problem] = failed;
    if (problem) throw new Error(spoken(this.hass, problem.words));
    return links;
  }

  private again(upload: UploadView): Promise<void> {
    return this.run(async () => {
      const begun = await retry(this.hass, upload);
      toast(this, this.text("retried"));
      navigate(pathTo("uploads", [begun.device_id, begun.upload_id]));
    });
  }

  private discard(upload: UploadView): Promise<void> {
    return this.run(async () => {
      const done = await remove(this.renderRoot, this.hass, [upload]);
      if (!done) return;
      this.error = done.failed.get(upload.upload_id) ?? "";
      if (done.deleted.size) navigate(this.back, true);
    });
  }
}
