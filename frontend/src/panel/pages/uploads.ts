import { mdiTrayArrowDown } from "@mdi/js";
import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import { navigate, toast } from "../../adapter/home-assistant";
import "../../components/alert";
import { define } from "../../components/define";
import "../../components/empty";
import { failed } from "../../components/failed";
import { notRunning } from "../../components/not-running";
import { statusStyles } from "../../components/status";
import { base, chips, controls } from "../../components/styles";
import { listUploads } from "../../data/commands";
import { errorText } from "../../data/errors";
import { hasEnded, store } from "../../data/store";
import { StoreController } from "../../data/store-controller";
import { Ticker } from "../../data/ticker";
import type { EntryView, UploadView } from "../../data/types";
import { localize, localizeCount } from "../../format/texts";
import { PageElement } from "../page-element";
import { pathTo } from "../routes";
import { cancel, failures, remove, retry } from "../uploads/deeds";
import "../uploads/detail";
import { isMixed, linksOf, save } from "../uploads/download";
import {
  dayOfBound,
  type Filter,
  fits,
  type Group,
  GROUPS,
  merged,
  parts,
  queryFor,
  readFilter,
  renewed,
  writeFilter,
} from "../uploads/list";
import { type Deed, type Handler, listCard, type Look, rowStyles, tableRow } from "../uploads/row";

/** Rows that come at once, and that are drawn as one block. */
const PAGE = 100;
/** The most that can be asked for at once. */
const MOST = 200;

const COLUMNS = ["created", "dock", "status", "modules", "size"] as const;

@define("dji-dock-page-uploads")
export class UploadsPage extends PageElement implements Handler {
  @state() private rows: UploadView[] = [];
  @state() private loading = false;
  @state() private loaded = false;
  @state() private error = "";
  @state() private picked: ReadonlySet<string> = new Set();
  @state() private busy: ReadonlySet<string> = new Set();
  @state() private problems: ReadonlyMap<string, string> = new Map();
  /** What was done with several, in words. */
  @state() private told = "";
  private next: string | null = null;
  private asked = "";
  private run = 0;
  private lastRow: string | undefined;
  private entries: EntryView[] | undefined;
  private scrolled = 0;
  /** Counted up with every second in which something counts down. */
  private second = 0;
  private readonly watch = new IntersectionObserver(
    (entries) => {
      if (entries.some((entry) => entry.isIntersecting)) void this.more();
    },
    { rootMargin: "600px" },
  );

  constructor() {
    super();
    new StoreController(this);
    new Ticker(this, () => {
      this.second += 1;
      return !this.isDetail && this.rows.some((row) => row.eta !== null);
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watch.disconnect();
  }

  private get isDetail(): boolean {
    return this.route.parts.length > 1;
  }

  private get filter(): Filter {
    return readFilter(this.route.query);
  }

  private text(key: string, placeholders?: Record<string, string>): string {
    return localize(this.hass, `uploads.${key}`, placeholders);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("route") && this.isDetail && !isDetail(changed.get("route"))) {
      this.scrolled = window.scrollY;
    }
    if (this.isDetail || !store.ready) return;
    const filter = this.filter;
    const asked = JSON.stringify(filter);
    if (asked !== this.asked) {
      this.asked = asked;
      this.rows = [];
      this.next = null;
      this.loaded = false;
      this.picked = new Set();
      this.problems = new Map();
      this.entries = store.entries;
      void this.load();
    } else if (this.entries !== store.entries) {
      // Told anew, as after the connection broke: what ended meanwhile is not told again.
      this.entries = store.entries;
      if (store.live) void this.load();
    }
    if (!this.loaded) return;
    this.rows = merged(
      this.rows,
      store.uploads,
      store.gone,
      (upload) => fits(this.hass, filter, upload),
      this.next === null,
    );
    const known = new Set(this.rows.map((row) => row.upload_id));
    if ([...this.picked].some((id) => !known.has(id))) {
      this.picked = new Set([...this.picked].filter((id) => known.has(id)));
    }
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.watch.disconnect();
    const end = this.renderRoot.querySelector("#more");
    if (end) this.watch.observe(end);
    if (changed.has("route") && isDetail(changed.get("route")) && !this.isDetail) {
      window.scrollTo({ top: this.scrolled });
    }
  }

  /** Ask for the newest, as many as are there. */
  private async load(): Promise<void> {
    const run = ++this.run;
    const limit = Math.min(MOST, Math.max(PAGE, this.rows.length));
    this.loading = true;
    this.error = "";
    try {
      const { uploads, next } = await listUploads(this.hass, {
        ...queryFor(this.hass, this.filter),
        limit,
      });
      if (run !== this.run) return;
      const stopped = store.entries.filter((entry) => !entry.loaded).map((each) => each.entry_id);
      const rows = renewed(this.rows, uploads, ({ device_id }) =>
        stopped.includes(store.docks.get(device_id)?.entry_id ?? ""),
      );
      if (rows.length === uploads.length) this.next = next;
      this.rows = rows;
      this.loaded = true;
    } catch (err) {
      if (run === this.run) this.error = errorText(this.hass, err);
    } finally {
      if (run === this.run) this.loading = false;
    }
  }

  private async more(): Promise<void> {
    if (this.loading || this.next === null) return;
    const run = ++this.run;
    this.loading = true;
    try {
      const { uploads, next } = await listUploads(this.hass, {
        ...queryFor(this.hass, this.filter),
        before: this.next,
        limit: PAGE,
      });
      if (run !== this.run) return;
      const known = new Set(this.rows.map((row) => row.upload_id));
      this.rows = [...this.rows, ...uploads.filter((row) => !known.has(row.upload_id))];
      this.next = next;
    } catch (err) {
      if (run === this.run) this.error = errorText(this.hass, err);
    } finally {
      if (run === this.run) this.loading = false;
    }
  }

  tick(upload: UploadView, on: boolean, range: boolean): void {
    const ids = this.rows.map((row) => row.upload_id);
    const here = ids.indexOf(upload.upload_id);
    const before = range && this.lastRow !== undefined ? ids.indexOf(this.lastRow) : here;
    const there = before < 0 ? here : before;
    const picked = new Set(this.picked);
    for (const id of ids.slice(Math.min(here, there), Math.max(here, there) + 1)) {
      if (on) picked.add(id);
      else picked.delete(id);
    }
    this.picked = picked;
    this.lastRow = upload.upload_id;
  }

  act(upload: UploadView, deed: Deed): void {
    void this.deed([upload], deed);
  }

  private async deed(uploads: UploadView[], deed: Deed): Promise<void> {
    const ids = uploads.map((upload) => upload.upload_id);
    this.busy = new Set([...this.busy, ...ids]);
    this.told = "";
    const problems = new Map(this.problems);
    for (const id of ids) problems.delete(id);
    try {
      for (const [id, why] of await this.carryOut(uploads, deed)) problems.set(id, why);
    } catch (err) {
      for (const id of ids) problems.set(id, errorText(this.hass, err));
    } finally {
      this.busy = new Set([...this.busy].filter((id) => !ids.includes(id)));
      this.problems = problems;
    }
    const failed = ids.filter((id) => problems.has(id)).length;
    if (failed && ids.length > 1) this.told = localizeCount(this.hass, "uploads.not_done", failed);
  }

  private async carryOut(uploads: UploadView[], deed: Deed): Promise<ReadonlyMap<string, string>> {
    const { hass } = this;
    const root = this.renderRoot as ShadowRoot;
    const [first] = uploads;
    if (!first) return new Map();
    switch (deed) {
      case "download": {
        const { links, failed } = await linksOf(hass, uploads);
        if (isMixed(links))
          return new Map(uploads.map((each) => [each.upload_id, this.text("mixed")]));
        await save(links);
        return failures(hass, failed);
      }
      case "retry": {
        await retry(hass, first);
        toast(this, this.text("retried"));
        return new Map();
      }
      case "cancel":
        await cancel(root, hass, first);
        return new Map();
      case "delete": {
        const done = await remove(root, hass, uploads);
        if (!done) return new Map();
        if (done.deleted.size) {
          this.rows = this.rows.filter((row) => !done.deleted.has(row.upload_id));
          toast(this, localizeCount(hass, "uploads.deleted", done.deleted.size));
          await this.updateComplete;
          // The button is gone with its row.
          this.renderRoot.querySelector<HTMLElement>("#heading")?.focus();
        }
        return done.failed;
      }
    }
  }

  static override styles = [
    base,
    controls,
    chips,
    statusStyles,
    rowStyles,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--dd-gap);
      }
      h2:focus {
        outline: none;
      }
      .filters {
        display: flex;
        flex-wrap: wrap;
        gap: 8px 16px;
      }
      :host([narrow]) .filters {
        flex-flow: column nowrap;
      }
      :host([narrow]) .filters .row {
        flex-wrap: nowrap;
        overflow-x: auto;
        scrollbar-width: none;
        margin-inline: -8px;
        padding: 4px 8px;
      }
      :host([narrow]) .chip {
        flex: none;
      }
      .days {
        display: flex;
        gap: 12px;
      }
      .days label,
      .days input {
        flex: 1;
        min-inline-size: 0;
      }
      .list.card {
        padding: 0 8px;
      }
      ul.block {
        display: grid;
        gap: 8px;
      }
      .block {
        content-visibility: auto;
        contain-intrinsic-size: auto calc(var(--rows) * 54px);
      }
      ul.block {
        contain-intrinsic-size: auto calc(var(--rows) * 150px);
      }
      .bulk {
        position: sticky;
        inset-block-end: 8px;
        z-index: 2;
        box-shadow: 0 2px 12px rgb(0 0 0 / 25%);
        padding: 10px 16px;
      }
      .box {
        inline-size: 36px;
      }
      .c-created {
        inline-size: 17%;
      }
      .c-dock {
        inline-size: 14%;
      }
      .c-modules {
        inline-size: 11%;
      }
      .c-size {
        inline-size: 84px;
      }
      .c-deeds {
        inline-size: 142px;
      }
      #more {
        justify-self: center;
      }
    `,
  ];

  override render(): TemplateResult {
    const { hass } = this;
    if (!store.ready) return html`<p class="secondary">${localize(hass, "common.loading")}</p>`;
    const [device_id, upload_id] = this.route.parts;
    if (device_id && upload_id) {
      return html`<dji-dock-upload-detail
        .hass=${hass}
        .device=${device_id}
        .upload=${upload_id}
        .back=${pathTo("uploads", [], this.asked ? writeFilter(JSON.parse(this.asked) as Filter) : {})}
      ></dji-dock-upload-detail>`;
    }
    const filter = this.filter;
    return html`<h2 id="heading" class="visually-hidden" tabindex="-1">${this.text("heading")}</h2>
      ${this.renderFilters(filter)}
      ${store.entries.filter(({ loaded }) => !loaded).map((entry) => notRunning(hass, entry))}
      ${this.error ? failed(hass, this.error, () => this.load()) : nothing}
      ${this.told ? html`<dji-dock-alert level="error">${this.told}</dji-dock-alert>` : nothing}
      ${this.rows.length ? this.renderRows() : this.renderNone(filter)}
      ${
        this.next === null
          ? nothing
          : html`<button id="more" ?disabled=${this.loading} @click=${() => void this.more()}>
              ${localize(hass, this.loading ? "common.loading" : "common.more")}
            </button>`
      }
      ${this.picked.size ? this.renderBulk() : nothing}`;
  }

  private go(filter: Filter): void {
    navigate(pathTo("uploads", [], writeFilter(filter)), true);
  }

  private renderFilters(filter: Filter): TemplateResult {
    const { hass } = this;
    const toggle = (group: Group): void => {
      const on = filter.groups.includes(group);
      const groups = GROUPS.filter((each) => (each === group ? !on : filter.groups.includes(each)));
      this.go({ ...filter, groups });
    };
    const docks = [...store.docks.values()].sort((a, b) => a.name.localeCompare(b.name));
    const day = (name: "since" | "until"): TemplateResult =>
      html`<label
        >${this.text(name)}
        <input
          type="date"
          .value=${dayOfBound(hass, filter[name])}
          @change=${(event: Event) => {
            this.go({ ...filter, [name]: (event.target as HTMLInputElement).value });
          }}
      /></label>`;
    return html`<div class="filters">
      <div class="row" role="group" aria-label=${this.text("filter")}>
        <button
          class="chip"
          aria-pressed=${filter.groups.length ? "false" : "true"}
          @click=${() => this.go({ ...filter, groups: [] })}
        >
          ${this.text("all")}
        </button>
        ${GROUPS.map(
          (group) =>
            html`<button
              class="chip"
              aria-pressed=${filter.groups.includes(group) ? "true" : "false"}
              @click=${() => toggle(group)}
            >
              ${this.text(`group_${group}`)}
            </button>`,
        )}
      </div>
      ${
        docks.length > 1 || filter.dock
          ? html`<select
              aria-label=${localize(hass, "common.choose_dock")}
              @change=${(event: Event) => {
                this.go({ ...filter, dock: (event.target as HTMLSelectElement).value });
              }}
            >
              <option value="">${localize(hass, "common.all_docks")}</option>
              ${docks.map(
                ({ device_id, name }) =>
                  html`<option value=${device_id} ?selected=${device_id === filter.dock}>
                    ${name}
                  </option>`,
              )}
            </select>`
          : nothing
      }
      <div class="days">${day("since")} ${day("until")}</div>
    </div>`;
  }

  private renderNone(filter: Filter): TemplateResult | typeof nothing {
    const { hass } = this;
    if (!this.loaded) {
      return html`<p class="secondary">
        ${this.error ? nothing : localize(hass, "common.loading")}
      </p>`;
    }
    // Whether there are any is not known before their entries run; why is said above.
    if (store.entries.some((entry) => !entry.loaded)) return nothing;
    const filtered = Object.values(writeFilter(filter)).some(Boolean);
    return html`<dji-dock-empty
      .icon=${mdiTrayArrowDown}
      .heading=${this.text(filtered ? "none_fits" : "none")}
    >
      ${
        filtered
          ? html`<button
              class="primary"
              @click=${() => this.go({ groups: [], dock: "", since: "", until: "" })}
            >
              ${this.text("show_all")}
            </button>`
          : html`<p>${this.text("none_text")}</p>
              <a class="button primary" href=${pathTo("logs")}>${this.text("to_logs")}</a>`
      }
    </dji-dock-empty>`;
  }

  private look(upload: UploadView): Look {
    const id = upload.upload_id;
    return {
      hass: this.hass,
      ticked: this.picked.has(id),
      busy: this.busy.has(id),
      error: this.problems.get(id) ?? "",
      handler: this,
    };
  }

  private renderRows(): TemplateResult {
    const blocks = parts(this.rows, PAGE);
    // Of thousands of rows only those are drawn again of which something is another.
    const draw =
      (how: (upload: UploadView, look: Look) => TemplateResult) => (upload: UploadView) => {
        const look = this.look(upload);
        const clock = hasEnded(upload) ? 0 : this.second;
        const known = [upload, look.ticked, look.busy, look.error, clock, this.hass.localize, how];
        return guard(known, () => how(upload, look));
      };
    const key = (upload: UploadView): string => upload.upload_id;
    if (this.narrow) {
      return html`${blocks.map(
        (block) =>
          html`<ul class="block" style="--rows:${block.length}">
            ${repeat(block, key, draw(listCard))}
          </ul>`,
      )}`;
    }
    return html`<div class="list card">
      ${blocks.map(
        (block, index) =>
          html`<table
            class="block"
            style="--rows:${block.length}"
            aria-label=${this.text("heading")}
          >
            ${this.renderHead(index === 0)}
            <tbody>
              ${repeat(block, key, draw(tableRow))}
            </tbody>
          </table>`,
      )}
    </div>`;
  }

  private renderHead(first: boolean): TemplateResult {
    const count = this.picked.size;
    return html`<colgroup>
        <col class="box" />
        ${COLUMNS.map((column) => html`<col class="c-${column}" />`)}
        <col class="c-deeds" />
      </colgroup>
      ${
        first
          ? html`<thead>
              <tr>
                <th>
                  <input
                    type="checkbox"
                    aria-label=${this.text("select_all")}
                    .checked=${live(count > 0 && count === this.rows.length)}
                    .indeterminate=${live(count > 0 && count < this.rows.length)}
                    @click=${(event: Event) => {
                      const on = (event.target as HTMLInputElement).checked;
                      this.picked = new Set(on ? this.rows.map((row) => row.upload_id) : []);
                    }}
                  />
                </th>
                ${COLUMNS.map(
                  (column) =>
                    html`<th scope="col" class=${column === "size" ? "figure" : ""}>
                      ${this.text(`column_${column}`)}
                    </th>`,
                )}
                <th scope="col">
                  <span class="visually-hidden">${this.text("column_deeds")}</span>
                </th>
              </tr>
            </thead>`
          : nothing
      }`;
  }

  private renderBulk(): TemplateResult {
    const { hass } = this;
    const picked = this.rows.filter((row) => this.picked.has(row.upload_id));
    const [download, deletable] = [
      picked.filter((row) => row.may.download),
      picked.filter((row) => row.may.delete),
    ];
    const files = download.flatMap((row) => row.files).length;
    const busy = picked.some((row) => this.busy.has(row.upload_id));
    return html`<section class="card bulk" aria-label=${this.text("bulk")}>
      <div class="row">
        <span class="grow" role="status"
          >${localizeCount(hass, "uploads.selected", picked.length)}</span
        >
        <button
          ?disabled=${busy || !download.length}
          @click=${() => void this.deed(download, "download")}
        >
          ${localize(hass, "common.download")}${download.length ? ` (${download.length})` : ""}
        </button>
        ${
          deletable.length
            ? html`<button ?disabled=${busy} @click=${() => void this.deed(deletable, "delete")}>
                ${localize(hass, "common.delete")} (${deletable.length})
              </button>`
            : nothing
        }
        <button
          class="plain"
          @click=${async () => {
            this.picked = new Set();
            await this.updateComplete;
            this.renderRoot.querySelector<HTMLElement>("#heading")?.focus();
          }}
        >
          ${this.text("deselect")}
        </button>
      </div>
      ${files > 1 ? html`<p class="secondary">${this.text("several_files")}</p>` : nothing}
    </section>`;
  }
}

function isDetail(route: { parts: string[] } | undefined): boolean {
  return (route?.parts.length ?? 0) > 1;
}
