import { mdiFormatListBulleted, mdiViewGrid } from "@mdi/js";
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { navigate } from "../../adapter/home-assistant";
import "../../components/alert";
import "../../components/concerns";
import { define } from "../../components/define";
import { icon } from "../../components/icon";
import { noDocks } from "../../components/no-docks";
import { notRunning } from "../../components/not-running";
import { base, controls } from "../../components/styles";
import { concernsOf } from "../../data/attention";
import { store } from "../../data/store";
import { StoreController } from "../../data/store-controller";
import type { EntryView } from "../../data/types";
import { localize, localizeCount } from "../../format/texts";
import { matches, type Sort, sorted, SORTS } from "../overview/order";
import "../overview/tile";
import { PageElement } from "../page-element";
import { pathTo } from "../routes";

/** From how many docks on one searches and sorts. */
const MANY = 5;

@define("dji-dock-page-overview")
export class OverviewPage extends PageElement {
  /** In which order the docks were put, with what. */
  private order: string[] = [];
  private ordered = "";
  /** What the page shows of all docks together: it is drawn again when this is another. */
  private summary = "";

  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: var(--dd-gap);
      }
      section {
        display: grid;
        gap: 12px;
        min-inline-size: 0;
      }
      .tiles {
        display: grid;
        gap: var(--dd-gap);
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr));
      }
      .tiles.lines {
        grid-template-columns: 1fr;
        gap: 8px;
      }
      .bar {
        justify-content: space-between;
      }
      input[type="search"] {
        flex: 1 1 180px;
        max-inline-size: 360px;
        border-radius: 999px;
        padding-inline: 16px;
      }
      button[aria-pressed="true"] {
        background: color-mix(in srgb, var(--primary-color, #009ac7) 20%, transparent);
      }
    `,
  ];

  constructor() {
    super();
    // Each dock draws its own tile; all are put in order again when one needs somebody more than before.
    new StoreController(
      this,
      (topic) => topic.startsWith("dock:") && this.summarize() !== this.summary,
    );
  }

  private summarize(): string {
    return JSON.stringify([...store.docks.values()].map((dock) => [dock.name, dock.attention]));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const summary = this.summarize();
    const sort = this.sort;
    // Nothing jumps away under a hand that is about to touch it because one dock spoke.
    const ordered = `${sort} ${[...store.docks.keys()].join()} ${sort === "heard" ? "" : summary}`;
    if (ordered !== this.ordered || changed.has("route")) {
      this.ordered = ordered;
      this.order = sorted(store.docks.values(), sort, this.hass.locale.language).map(
        (dock) => dock.device_id,
      );
    }
    this.summary = summary;
  }

  private get sort(): Sort {
    const asked = this.route.query.get("sort");
    return SORTS.find((each) => each === asked) ?? "problems";
  }

  private text(key: string): string {
    return localize(this.hass, `overview.${key}`);
  }

  override render(): TemplateResult {
    if (!store.ready) return html`<p role="status">${localize(this.hass, "common.loading")}</p>`;
    const concerns = concernsOf(store.entries, store.docks.values());
    return html`${store.entries.map((entry) => this.renderEntry(entry))}
    ${
      concerns.length
        ? html`<section aria-labelledby="attention">
            <h2 id="attention">${this.text("attention")}</h2>
            <dji-dock-concerns .hass=${this.hass} .concerns=${concerns}></dji-dock-concerns>
          </section>`
        : nothing
    }
    ${store.docks.size ? this.renderDocks() : noDocks(this.hass)}`;
  }

  private renderEntry(entry: EntryView): TemplateResult | typeof nothing {
    const { hass } = this;
    if (entry.loaded) {
      if (entry.broker.connected) return nothing;
      return html`<dji-dock-alert level="error">
        ${localize(hass, "overview.no_broker", { name: entry.title })}
        ${
          store.admin
            ? html`<a slot="action" class="button" href=${pathTo("setup", [entry.entry_id])}
                >${this.text("to_check")}</a
              >`
            : nothing
        }
      </dji-dock-alert>`;
    }
    return notRunning(hass, entry);
  }

  private renderDocks(): TemplateResult {
    const { query } = this.route;
    const search = query.get("q") ?? "";
    const many = store.docks.size >= MANY;
    const lines = many && query.get("view") === "list";
    const shown = this.order.filter((id) => {
      const dock = store.docks.get(id);
      return dock && (!many || matches(dock, search));
    });
    return html`<section aria-labelledby="docks">
      <div class="row bar">
        <h2 id="docks">${this.text("docks")}</h2>
        ${many ? this.renderTools(search, lines) : nothing}
      </div>
      ${
        many
          ? html`<p class="secondary" role="status">
              ${localizeCount(this.hass, "overview.shown", shown.length)}
            </p>`
          : nothing
      }
      <div class="tiles ${lines ? "lines" : ""}">
        ${repeat(
          shown,
          (id) => id,
          (id) =>
            html`<dji-dock-tile .hass=${this.hass} .deviceId=${id} ?line=${lines}></dji-dock-tile>`,
        )}
      </div>
    </section>`;
  }

  private renderTools(search: string, lines: boolean): TemplateResult {
    const view = (name: string, path: string, pressed: boolean): TemplateResult =>
      html`<button
        class="icon"
        aria-label=${this.text(`view_${name}`)}
        title=${this.text(`view_${name}`)}
        aria-pressed=${pressed}
        @click=${() => this.change({ view: name === "list" ? name : null })}
      >
        ${icon(path)}
      </button>`;
    return html`<input
        type="search"
        .value=${search}
        placeholder=${this.text("search")}
        aria-label=${this.text("search")}
        @input=${(event: InputEvent) =>
          this.change({ q: (event.target as HTMLInputElement).value })}
      />
      <div class="row">
        <label>
          <span>${this.text("sort")}</span>
          <select
            @change=${(event: Event) =>
              this.change({ sort: (event.target as HTMLSelectElement).value })}
          >
            ${SORTS.map(
              (each) =>
                html`<option value=${each} ?selected=${each === this.sort}>
                  ${this.text(`sort_${each}`)}
                </option>`,
            )}
          </select>
        </label>
        ${view("grid", mdiViewGrid, !lines)} ${view("list", mdiFormatListBulleted, lines)}
      </div>`;
  }

  private change(query: Record<string, string | null>): void {
    navigate(pathTo("overview", [], { ...Object.fromEntries(this.route.query), ...query }), true);
  }
}
