import { mdiCog, mdiQuadcopter } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import "../../components/alert";
import "../../components/concerns";
import { define } from "../../components/define";
import "../../components/empty";
import { icon } from "../../components/icon";
import { isPassing } from "../../components/not-running";
import { base, controls } from "../../components/styles";
import { concernsOf } from "../../data/attention";
import { store } from "../../data/store";
import { StoreController } from "../../data/store-controller";
import type { EntryView } from "../../data/types";
import { localize, spoken } from "../../format/texts";
import { PageElement } from "../page-element";
import { pathTo } from "../routes";
import "../setup/check";
import "../setup/pilot";

const INTEGRATION = "/config/integrations/integration/dji_dock";

/** What is set up, what is wrong with it, and how a dock gets here. */
@define("dji-dock-page-setup")
export class SetupPage extends PageElement {
  constructor() {
    super();
    new StoreController(this, () => false);
  }

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: var(--dd-gap);
      }
      article {
        display: grid;
        gap: var(--dd-gap);
        max-inline-size: 900px;
      }
      .parts {
        display: grid;
        gap: 8px;
      }
      section {
        display: grid;
        gap: 8px;
        padding-block-start: var(--dd-gap);
        border-block-start: var(--dd-border);
      }
    `,
  ];

  private text(key: string): string {
    return localize(this.hass, `setup.${key}`);
  }

  override render(): TemplateResult {
    const { hass } = this;
    if (!store.ready) return html`<p role="status">${localize(hass, "common.loading")}</p>`;
    const [asked] = this.route.parts;
    const entries = store.entries.filter((entry) => !asked || entry.entry_id === asked);
    if (!entries.length) {
      return html`<dji-dock-empty .icon=${mdiQuadcopter} heading=${this.text("nothing")}>
        <p>${this.text(store.admin ? "nothing_text" : "not_yours")}</p>
        ${store.admin ? this.renderLink() : nothing}
      </dji-dock-empty>`;
    }
    return html`${repeat(
      entries,
      (entry) => entry.entry_id,
      (entry) => this.renderEntry(entry),
    )}
    ${
      entries.length < store.entries.length
        ? html`<p><a href=${pathTo("setup")}>${this.text("all_entries")}</a></p>`
        : nothing
    }`;
  }

  private renderLink(): TemplateResult {
    return html`<a class="button" href=${INTEGRATION}
      >${icon(mdiCog, 20)} ${this.text("change")}</a
    >`;
  }

  private renderEntry(entry: EntryView): TemplateResult {
    const { hass } = this;
    return html`<article class="card" aria-labelledby=${`title-${entry.entry_id}`}>
      <div class="row">
        <h2 class="grow" id=${`title-${entry.entry_id}`}>${entry.title}</h2>
        ${store.admin ? this.renderLink() : nothing}
      </div>
      <div class="parts">${this.renderParts(entry)}</div>
      ${
        entry.issues.length
          ? html`<dji-dock-concerns
              single
              .hass=${hass}
              .concerns=${concernsOf([entry], [])}
            ></dji-dock-concerns>`
          : nothing
      }
      ${
        store.admin
          ? html`<section>
                <h3>${this.text("what_is_wrong")}</h3>
                <dji-dock-setup-check
                  .hass=${hass}
                  .entryId=${entry.entry_id}
                ></dji-dock-setup-check>
              </section>
              <section>
                <h3>${this.text("pilot")}</h3>
                <dji-dock-setup-pilot
                  .hass=${hass}
                  .entryId=${entry.entry_id}
                ></dji-dock-setup-pilot>
              </section>`
          : html`<p class="secondary">${this.text("admins_only")}</p>`
      }
    </article>`;
  }

  private renderParts(entry: EntryView): TemplateResult {
    const { bucket, broker } = entry;
    const part = (level: string, words: string): TemplateResult =>
      html`<dji-dock-alert level=${level} quiet>${words}</dji-dock-alert>`;
    if (!entry.loaded && isPassing(entry))
      return part("info", localize(this.hass, "overview.entry_starting", { name: entry.title }));
    if (!entry.loaded) {
      const stopped = localize(this.hass, "setup.stopped");
      return part("error", `${stopped} ${spoken(this.hass, entry.reason)}`);
    }
    return html`${
      broker.connected
        ? part("success", this.text("broker_connected"))
        : part("error", this.text("broker_lost"))
    }
    ${
      !bucket.configured
        ? part("info", this.text("bucket_none"))
        : bucket.usable === null
          ? part("info", this.text("bucket_unknown"))
          : bucket.usable
            ? part("success", this.text("bucket_usable"))
            : part("error", `${this.text("bucket_unusable")} ${spoken(this.hass, bucket.error)}`)
    }
    ${entry.answer_requests ? nothing : part("info", this.text("other_platform"))}`;
  }
}
